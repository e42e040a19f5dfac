"""Tests of reading Day One's journals."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.ports import Confidence, Sample
from blog2book.readers.dayone import reader
from blog2book.readers.detect import sample_of
from exports import Reading
from wholes import expected, told

CASE = Path(__file__).parents[2] / "cases" / "dayone" / "journals"
JOURNAL = (CASE / "input" / "Journal.json").read_text(encoding="utf-8")


def write(folder: Path, *entries: object, name: str = "Journal.json") -> Path:
    """Write a journal."""
    path = folder / name
    path.write_text(json.dumps({"metadata": {}, "entries": entries}), encoding="utf-8")
    return path


def entry(text: str, **fields: object) -> dict[str, object]:
    """Return an entry."""
    return {"uuid": "AB12", "creationDate": "2021-03-03T18:34:56Z", "text": text} | fields


def test_journals_are_read_whole() -> None:
    """Titles, zones, photos, rich text and what was left out are those of the case."""
    source = CASE / "input"
    assert reader.recognises(sample_of(source)) is Confidence.CERTAIN
    reading = Reading(reader, source)
    assert told(reading, source) == expected(CASE / "expected.json")
    assert "HIDDEN" not in repr((reading.archive, reading.heard.notices))


def test_one_journal_finds_the_photos_beside_it(tmp_path: Path) -> None:
    """And is called by its name; it needs no label then."""
    photo = {"identifier": "P", "md5": "aa", "type": "jpeg"}
    path = write(tmp_path, entry("Sea.", photos=[photo]), name="By the sea.json")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "aa.jpeg").write_bytes(b"x")
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    assert (reading.archive.title, reading.archive.titled) == ("By the sea", True)
    assert reading.post.labels == ()
    assert [one.path for one in reading.archive.assets] == [tmp_path / "photos" / "aa.jpeg"]


def test_photos_in_a_folder_of_the_zip_are_found(tmp_path: Path) -> None:
    """Whatever the folder is called."""
    home = tmp_path / "my export"
    (home / "photos").mkdir(parents=True)
    (home / "photos" / "aa.jpeg").write_bytes(b"x")
    photo = {"identifier": "P", "md5": "aa", "type": "jpeg"}
    write(home, entry("![](dayone-moment://P)", photos=[photo]))
    (asset,) = Reading(reader, tmp_path).archive.assets
    assert asset.path == home / "photos" / "aa.jpeg"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## On *tea* ##\nWords.", "On tea"),
        ("# 1\\. Tea\\!", "1. Tea!"),
        ("Tea & toast\n\nWords.", "Tea & toast"),
        ("Tea\n \n", ""),
        ("Tea\\.\nWords.", ""),
        ("> Tea\nWords.", ""),
        ("1\\. Tea\nWords.", ""),
        ("[Tea](https://tea.example/)\nWords.", ""),
        ("#tea\nWords.", "#tea"),
    ],
)
def test_a_title_is_a_heading_or_a_short_first_line(tmp_path: Path, text: str, title: str) -> None:
    """One that is a sentence, a list or a link is the text's."""
    reading = Reading(reader, write(tmp_path, entry(text)))
    assert reading.post.title == title
    if title:
        assert title not in reading.post.body


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " \n"},
        {"location": {"placeName": "Harbour"}, "weather": {"temperatureCelsius": 15}},
        {"text": "\ufffc"},
        {"text": "![](dayone-moment:/audio/A)"},
        {"richText": '{"contents": []}'},
    ],
)
def test_an_empty_entry_is_left_out(tmp_path: Path, fields: dict[str, object]) -> None:
    """Where and in what weather it was made is no text; a photo alone is an entry."""
    photo = {"identifier": "P", "md5": "aa", "type": "jpeg"}
    path = write(tmp_path, entry("") | fields, entry("", uuid="CD34", photos=[photo]))
    reading = Reading(reader, path)
    assert "photos/aa.jpeg" in reading.post.body
    assert reading.left == {"entry": 1}
    assert reading.adds_up


def test_a_zone_that_the_user_names_wins(tmp_path: Path) -> None:
    """Over the one that an entry was written in."""
    path = write(tmp_path, entry("x", timeZone="Asia/Tokyo"))
    assert str(Reading(reader, path).post.published) == "2021-03-04 03:34:56+09:00"
    utc = Reading(reader, path, timezone="Europe/Berlin").post.published
    assert str(utc) == "2021-03-03 19:34:56+01:00"


def test_what_is_none_is_refused(tmp_path: Path) -> None:
    """With the way to get one."""
    (tmp_path / "a.json").write_bytes(b"{}")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO
    assert reader.recognises(Sample(path=tmp_path, head=b"{}", members=())) is Confidence.NO
    with pytest.raises(ArchiveError, match="holds no journal of Day One's") as caught:
        Reading(reader, tmp_path)
    assert "Export as JSON" in caught.value.hint
    path = write(tmp_path, entry("x"))
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ArchiveError, match="no whole JSON"):
        Reading(reader, path)


def test_a_broken_journal_beside_another_costs_itself(tmp_path: Path) -> None:
    """And is named."""
    write(tmp_path, entry("x"), name="A.json")
    broken = write(tmp_path, entry("y"), name="B.json")
    broken.write_text(broken.read_text(encoding="utf-8")[:-2], encoding="utf-8")
    reading = Reading(reader, tmp_path)
    assert len(reading.posts) == 1
    assert [one.message for one in reading.heard.notices] == [
        "Journals that cannot be read: B.json."
    ]


@settings(deadline=None, max_examples=100)
@given(
    some.integers(0, len(JOURNAL)),
    some.sampled_from([0, 1, 40]),
    some.sampled_from(["", "[", "{}", "null", "../", '"', "9" * 30, "\\ud800", "-1", "\\\\"]),
)
def test_damage_costs_no_more_than_it_hits(place: int, length: int, damage: str) -> None:
    """Nothing but an ArchiveError is raised, the sums agree, nothing outside is shown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "Journal.json"
        text = JOURNAL[:place] + damage + JOURNAL[place + length :]
        path.write_text(text, encoding="utf-8")
        (folder / "photos").mkdir()
        (folder / "photos" / "aa11.png").write_bytes(b"x")
        try:
            reading = Reading(reader, path)
        except ArchiveError:
            return
        assert reading.adds_up
        paths = [one.path for one in reading.archive.assets if one.path]
        assert all(path.resolve().is_relative_to(folder.resolve()) for path in paths)
