"""Tests of reading micro.blog's archives."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.ports import Confidence, Context, Sample
from blog2book.readers.detect import choose, sample_of
from blog2book.readers.microblog import reader
from exports import Reading
from samples import Heard
from wholes import expected, told

CASE = Path(__file__).parents[2] / "cases" / "microblog" / "bar"
FEED = (CASE / "input" / "feed.json").read_text(encoding="utf-8")


def bar(folder: Path, feed: str, **files: str) -> Path:
    """Write an archive's folder."""
    names = {"index.html": "<html>", "feed.json": feed} | files
    for name, text in names.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_an_archive_is_read_whole() -> None:
    """Posts without titles, Markdown, pictures and what was not read are those of the case."""
    source = CASE / "input"
    assert reader.recognises(sample_of(source)) is Confidence.CERTAIN
    assert told(Reading(reader, source), source) == expected(CASE / "expected.json")


def test_it_is_chosen_before_the_reader_of_feeds(tmp_path: Path) -> None:
    """Though its posts stand in a feed."""
    context = Context(report=Heard(), workdir=tmp_path, cache=tmp_path)
    assert choose(CASE / "input", context, brought={})[0].name == "microblog"


def test_it_may_lie_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """As somebody packed it anew; the highest is taken."""
    bar(tmp_path / "my bar", FEED, **{"uploads/2019/gull one.png": "x", "old/feed.json": "{}"})
    reading = Reading(reader, tmp_path)
    assert reader.recognises(sample_of(tmp_path)) is Confidence.CERTAIN
    assert len(reading.posts) == 4
    assert {one.key for one in reading.archive.assets} == {"my bar/uploads/2019/gull one.png"}


def test_addresses_of_its_server_for_uploads_are_known(tmp_path: Path) -> None:
    """They hold the number of the blog instead of the folder."""
    page = '<p><img src=\\"https://cdn.uploads.micro.blog/77/2023/a.jpg\\"><img src=\\"//[x\\"></p>'
    feed = FEED.replace('"content_html": ""', f'"content_html": "{page}"')
    bar(tmp_path, feed, **{"uploads/2023/a.jpg": "x"})
    (asset,) = Reading(reader, tmp_path).archive.assets
    assert (asset.name, asset.path) == ("a.jpg", tmp_path / "uploads" / "2023" / "a.jpg")


def test_a_site_with_a_feed_is_hardly_an_archive(tmp_path: Path) -> None:
    """Other pages or texts beside it make it a site; the feed may then hold few posts."""
    assert reader.recognises(sample_of(bar(tmp_path, FEED, about="x"))) is Confidence.CERTAIN
    bar(tmp_path, FEED, **{"about.html": "x"})
    assert reader.recognises(sample_of(tmp_path)) is Confidence.POSSIBLE
    bar(tmp_path, "---\n---\n{}")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO
    assert reader.recognises(Sample(path=tmp_path, head=b"", members=("feed.json",))) == 0


def test_what_is_none_is_refused(tmp_path: Path) -> None:
    """With the way to get one."""
    (tmp_path / "a.txt").write_bytes(b"x")
    for source in (tmp_path, tmp_path / "a.txt"):
        with pytest.raises(ArchiveError, match=r"is no micro\.blog archive") as caught:
            Reading(reader, source)
        assert "Export" in caught.value.hint


def test_an_archive_without_a_title_is_called_by_its_folder(tmp_path: Path) -> None:
    """And says that it was not named."""
    archive = Reading(reader, bar(tmp_path, FEED.replace("Harbour notes", ""))).archive
    assert (archive.title, archive.titled) == (tmp_path.name, False)


@settings(deadline=None, max_examples=60)
@given(
    some.integers(0, len(FEED)),
    some.sampled_from([0, 1, 30]),
    some.sampled_from(["", "[", "{}", "null", "-1", '"', "../", "\\udc00"]),
)
def test_damage_costs_no_more_than_it_hits(place: int, length: int, damage: str) -> None:
    """Nothing but an ArchiveError is raised, the sums agree, nothing outside is shown."""
    text = FEED[:place] + damage + FEED[place + length :]
    with tempfile.TemporaryDirectory() as name:
        folder = bar(Path(name), text, **{"uploads/2019/gull one.png": "x"})
        try:
            reading = Reading(reader, folder)
        except ArchiveError:
            return
        assert reading.adds_up
        paths = [one.path for one in reading.archive.assets if one.path]
        assert all(path.resolve().is_relative_to(folder.resolve()) for path in paths)
