"""Tests with feeds that real blogs wrote."""

from pathlib import Path

from blog2book.model.archive import Status
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.feed import reader
from exports import Reading


def test_a_saved_feed_gives_its_posts(archives: Path) -> None:
    """All 236, oldest first, with their whole texts."""
    path = archives / "feeds" / "medium_enkiv2.rss"
    assert reader.recognises(sample_of(path)) is Confidence.LIKELY
    reading = Reading(reader, path)
    archive = reading.archive
    assert len(archive.posts) == archive.items == 236
    assert {post.status for post in archive.posts} == {Status.PUBLISHED}
    assert archive.author is not None
    assert (archive.title, archive.author.name) == ("John Ohno on Medium", "John Ohno")
    moments = [post.published for post in archive.posts if post.published]
    assert moments[0] < moments[-1]
    assert len(moments) == 236
    assert "?source=" not in " ".join(post.permalink for post in archive.posts)
    assert reading.heard.codes == ["feed-partial"]


def test_exports_of_platforms_are_left_to_their_readers(archives: Path) -> None:
    """Though they look like feeds."""
    taken = [
        path.name
        for path in (*(archives / "wordpress").rglob("*.xml"), *(archives / "blogger").rglob("*"))
        if path.is_file() and reader.recognises(sample_of(path))
    ]
    assert taken == []
