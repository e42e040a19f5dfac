"""Tests of reading the folder of a Google Takeout."""

import json
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import Severity
from blog2book.ports import Confidence, Sample
from blog2book.readers.blogger import reader
from blog2book.readers.blogger.takeout import albums, settings_of
from exports import BLOG, Reading, entry, feed

SETTINGS = (
    "blog_admin_permission,blog_name,blog_time_zone,blog_locale,blog_subdomain\n"
    'ada@mail.example,"Days, and nights",Europe/Berlin,es_419,days\n'
)


def home(folder: Path, name: str = "A Blog", *entries: str, settings: str = SETTINGS) -> Path:
    """Write a blog of a Takeout, and return its folder."""
    blog = folder / "Takeout" / "Blogger" / "Blogs" / name
    blog.mkdir(parents=True)
    text = feed(*entries, head=f"<id>{BLOG}</id><title>{name}</title>")
    (blog / "feed.atom").write_text(text)
    if settings:
        (blog / "settings.csv").write_text(settings)
    return blog


def picture(folder: Path, name: str, sidecar: str = "", **known: str) -> None:
    """Write a picture of an album, or only what is told of it."""
    album = folder / "Takeout" / "Blogger" / "Albums" / "A Blog"
    album.mkdir(parents=True, exist_ok=True)
    if name:
        (album / name).write_bytes(b"picture")
    if sidecar:
        (album / sidecar).write_text(json.dumps(known))


def members(folder: Path) -> tuple[str, ...]:
    """Return the names of all files in a folder."""
    files = (one for one in folder.rglob("*") if one.is_file())
    return tuple(sorted(one.relative_to(folder).as_posix() for one in files))


@pytest.mark.parametrize(
    ("names", "confidence"),
    [
        (("Takeout/Blogger/Blogs/A/feed.atom",), Confidence.CERTAIN),
        (("Blogger/Albums/A/1.png",), Confidence.CERTAIN),
        (("Blogs/A/feed.atom",), Confidence.CERTAIN),
        (("Blogger/Comments/B/feed.atom",), Confidence.NO),
        (("Albums/A/1.png",), Confidence.NO),
        (("feed.xml",), Confidence.NO),
        (("a.txt",), Confidence.NO),
    ],
)
def test_a_takeout_is_recognised_by_its_folders(
    tmp_path: Path, names: tuple[str, ...], confidence: Confidence
) -> None:
    """Comments on other people's blogs make no blog."""
    assert reader.recognises(Sample(path=tmp_path, head=b"", members=names)) is confidence


def test_a_blogs_own_folder_is_recognised_by_its_feed(tmp_path: Path) -> None:
    """Whoever gives only that has his blog read."""
    blog = home(tmp_path, "A Blog", entry(1))
    sample = Sample(path=blog, head=b"", members=("feed.atom", "settings.csv"))
    assert reader.recognises(sample) is Confidence.CERTAIN
    assert Reading(reader, blog).archive.timezone == "Europe/Berlin"


def test_the_settings_of_a_takeout_are_used(tmp_path: Path) -> None:
    """Host, zone, language and name; the owner's address is not read."""
    home(tmp_path, "A Blog", entry(1, path=""))
    reading = Reading(reader, tmp_path)
    archive = reading.archive
    assert (archive.title, archive.language) == ("Days, and nights", "es-419")
    assert (archive.address, archive.timezone) == ("https://days.blogspot.com/", "Europe/Berlin")
    assert reading.post.key == "days.blogspot.com/1"
    assert reading.post.origin.file == "Takeout/Blogger/Blogs/A Blog/feed.atom"
    assert "mail.example" not in repr(archive)


def test_a_feed_that_is_named_alone_has_its_takeout_beside_it(tmp_path: Path) -> None:
    """Settings and albums are found from there."""
    blog = home(tmp_path, "A Blog", entry(1))
    picture(tmp_path, "1.png")
    archive = Reading(reader, blog / "feed.atom").archive
    assert archive.timezone == "Europe/Berlin"
    assert [asset.name for asset in archive.assets] == ["1.png"]


def test_comments_on_other_blogs_are_not_looked_at(tmp_path: Path) -> None:
    """They lie in a folder of their own, and are told with their number."""
    home(tmp_path, "A Blog", entry(1))
    other = tmp_path / "Takeout" / "Blogger" / "Comments" / "B"
    other.mkdir(parents=True)
    comments = (entry(2, what="comment"), entry(3, what="comment"))
    (other / "feed.atom").write_text(feed(*comments))
    read = Reading(reader, tmp_path)
    assert read.archive.items == 1
    (notice,) = read.heard.notices
    assert (notice.code, notice.severity) == ("comments-elsewhere", Severity.INFO)
    assert notice.message == "2 comments on other blogs, by the owner of this one, are not read."
    assert notice.where == "Takeout/Blogger/Comments/B/feed.atom"


def test_what_lies_beside_a_takeout_is_told(tmp_path: Path) -> None:
    """A file that somebody laid there is not lost in silence; what Google adds is not told."""
    blog = home(tmp_path, "A Blog", entry(1))
    (tmp_path / "archive_browser.html").write_text("<p>Google</p>")
    (blog / "theme-layouts.xml").write_text("<b/>")
    assert Reading(reader, tmp_path).heard.codes == []
    assert Reading(reader, blog).heard.codes == []
    (tmp_path / "export.xml").write_text("<rss/>")
    (notice,) = Reading(reader, tmp_path).heard.notices
    assert (notice.code, notice.message) == ("files-not-read", "1 file is not read: export.xml.")


def test_several_blogs_must_be_told_apart(tmp_path: Path) -> None:
    """The error names them, and says what to do."""
    home(tmp_path, "A Blog", entry(1))
    home(tmp_path, "B Blog", entry(2))
    with pytest.raises(ArchiveError, match="holds 2 blogs: “A Blog”, “B Blog”") as caught:
        Reading(reader, tmp_path)
    assert "feed.atom" in caught.value.hint


def test_of_several_blogs_the_only_one_with_posts_is_read(tmp_path: Path) -> None:
    """What the others hold is left over."""
    home(tmp_path, "A Blog", entry(1, what="page"))
    home(tmp_path, "B Blog", entry(2))
    reading = Reading(reader, tmp_path)
    assert reading.post.sequence == 2
    assert reading.left == {"entry": 1}
    assert reading.adds_up


def test_several_blogs_without_posts_are_refused(tmp_path: Path) -> None:
    """There is nothing to choose from."""
    home(tmp_path, "A Blog")
    home(tmp_path, "B Blog")
    with pytest.raises(ArchiveError, match="none has a post"):
        Reading(reader, tmp_path)


def test_a_folder_without_a_blog_is_refused(tmp_path: Path) -> None:
    """In words."""
    with pytest.raises(ArchiveError, match="holds no blog"):
        Reading(reader, tmp_path)


def test_a_part_with_albums_only_is_an_archive_of_pictures(tmp_path: Path) -> None:
    """The second zip of a Takeout may hold nothing else."""
    picture(tmp_path, "1.png")
    archive = Reading(reader, tmp_path).archive
    assert (archive.items, len(archive.assets), archive.files) == (0, 1, ())


def test_pictures_have_the_name_with_which_they_were_uploaded(tmp_path: Path) -> None:
    """The sidecar says it; its number stands elsewhere than the picture's."""
    picture(tmp_path, "1.png", "1.png.json", filename="1.png", sizeBytes="9")
    picture(
        tmp_path, "1(1).png", "1.png(1).json", filename="1.png", creationTimestampMs="1627538604877"
    )
    picture(tmp_path, "2.jpg", "2.jpg.supplemental-metadata.json", filename="two.jpg")
    picture(tmp_path, "3.gif")
    picture(tmp_path, "", "4.png.json", filename="four.png")
    picture(tmp_path, "film.mp4", "film.mp4.json")
    found = {asset.key.rpartition("/")[2]: asset for asset in albums(tmp_path, members(tmp_path))}
    assert [found[name].name for name in ("1.png", "1(1).png", "2.jpg", "3.gif", "4.png")] == [
        "1.png",
        "1.png",
        "two.jpg",
        "3.gif",
        "four.png",
    ]
    assert found["1.png"].path is not None
    assert found["4.png"].path is None
    assert found["1.png"].origin.place == "9 bytes"
    assert found["1(1).png"].origin.place == "2021-07-29"


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"filename": 7}'])
def test_a_damaged_sidecar_costs_nothing(tmp_path: Path, text: str) -> None:
    """The picture keeps the name of its file."""
    picture(tmp_path, "1.png")
    (tmp_path / "Takeout/Blogger/Albums/A Blog/1.png.json").write_text(text)
    (asset,) = albums(tmp_path, members(tmp_path))
    assert asset.name == "1.png"


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("blog_name,blog_admin_email\nA Blogada@mail.example\n", {}),
        ("blog_name\nA Blog,ada@mail.example\n", {}),
        ("", {}),
        ("blog_name\n", {}),
        ('blog_name\n"two\nlines"\n', {"NAME": "two\nlines"}),
        ("x\n" + "y" * 200_000, {}),
    ],
)
def test_settings_are_read_or_none(tmp_path: Path, text: str, settings: dict[str, str]) -> None:
    """Rows too short, too long or too large are no error, and their cells are not trusted."""
    path = tmp_path / "settings.csv"
    path.write_text(text)
    assert settings_of(path) == settings


def test_settings_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    """The blog is read without them."""
    assert settings_of(tmp_path) == {}
    assert settings_of(None) == {}


def test_a_blog_without_settings_is_read(tmp_path: Path) -> None:
    """Its feed alone is enough."""
    home(tmp_path, "A Blog", entry(1), settings="")
    assert Reading(reader, tmp_path).archive.title == "A Blog"
