"""Tests with exports that real Blogger blogs made."""

from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.model.archive import Kind, Status
from blog2book.ports import Confidence
from blog2book.readers.blogger import reader
from blog2book.readers.detect import sample_of
from exports import Reading


def test_an_old_backup_gives_its_posts(archives: Path) -> None:
    """One post with its comment and one page, two drafts; settings and template left over."""
    path = archives / "blogger" / "pelican_bloggerexport.xml"
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    assert [(post.kind, post.status, post.title) for post in reading.posts] == [
        (Kind.PAGE, Status.PUBLISHED, "Test page"),
        (Kind.PAGE, Status.DRAFT, "Test page 2"),
        (Kind.POST, Status.PUBLISHED, "The Steel Windpipe"),
        (Kind.POST, Status.DRAFT, "Black as Egypt's Night"),
    ]
    post = reading.posts[2]
    assert post.key == "youngdoctornotes.blogspot.com/1858599377741856733"
    (comment,) = post.comments
    assert not comment.by_blogger
    archive = reading.archive
    assert (archive.title, archive.language) == ("Notes of a Young Doctor", "nl")
    assert archive.timezone == "America/Los_Angeles"
    assert reading.left == {"settings": 58, "template": 1}
    assert archive.items == 64
    assert reading.heard.codes == []


@pytest.mark.parametrize("name", [".", "Blogger", "Blogger/Blogs"])
def test_a_takeout_gives_its_posts(name: str, archives: Path) -> None:
    """Whichever of its folders is named; its settings say host, zone and language."""
    path = archives / "blogger" / "takeout-excerpt" / name
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    post, page = sorted(reading.posts, key=lambda one: one.kind, reverse=True)
    assert (post.kind, post.status) == (Kind.POST, Status.PUBLISHED)
    assert (page.kind, page.status) == (Kind.PAGE, Status.PUBLISHED)
    assert post.permalink == "https://housegatitos.blogspot.com/2021/08/que raza es garfield.html"
    assert post.labels == ("Curiosidades",)
    assert str(post.published) == "2021-08-04 13:45:00.004000-07:00"
    assert reading.archive.language == "es-419"
    assert "owner@" not in repr(reading.archive)
    assert reading.archive.items == 2
    assert reading.adds_up


def test_comments_on_other_blogs_are_nobodys(archives: Path) -> None:
    """The owner's comment elsewhere is not in the archive of the blog."""
    reading = Reading(reader, archives / "blogger" / "takeout-excerpt")
    assert not [one for post in reading.posts for one in post.comments]


def test_a_page_of_html_is_refused(archives: Path) -> None:
    """In words that name the file."""
    (path,) = (archives / "negative").iterdir()
    assert reader.recognises(sample_of(path)) is Confidence.NO
    with pytest.raises(ArchiveError, match="is no feed"):
        Reading(reader, path)
