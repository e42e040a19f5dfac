"""Tests with exports as Substack makes them."""

from pathlib import Path

from blog2book.markup.text import plain
from blog2book.model.archive import Kind, Status
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.substack import reader
from exports import Reading


def test_an_export_gives_its_posts(archives: Path) -> None:
    """Newsletter, podcast and thread, a draft and a page; their buttons are gone."""
    path = archives / "substack" / "fixtures"
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    assert [(post.kind, post.status) for post in reading.posts] == [
        (Kind.POST, Status.PUBLISHED),
        (Kind.POST, Status.PUBLISHED),
        (Kind.POST, Status.PUBLISHED),
        (Kind.POST, Status.DRAFT),
        (Kind.PAGE, Status.PUBLISHED),
    ]
    first, podcast = reading.posts[:2]
    assert plain(first.body).startswith("“This quote’s rather short”\nLorem Ipsum\n")
    assert "example.com/my-audio/file.mp3" in podcast.body
    assert reading.archive.address == "https://example.substack.com"
    assert "Sign up" not in repr(reading.posts)
    assert reading.adds_up
    assert reading.heard.codes == ["markup-removed"]
