"""Tests with exports that real Ghost blogs made."""

from pathlib import Path

from blog2book.model.archive import Kind, Status
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.ghost import reader
from exports import Reading


def test_an_export_of_2015_gives_its_posts(archives: Path) -> None:
    """47 published posts, pages and drafts apart, and nothing of the hash of a password."""
    path = archives / "ghost" / "pauladamdavis.ghost.json"
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    kept = [
        post for post in reading.posts if post.kind is Kind.POST and post.status is Status.PUBLISHED
    ]
    assert len(kept) == 47
    assert len([post for post in reading.posts if post.kind is Kind.PAGE]) == 7
    assert len(reading.posts) == reading.archive.items == 68
    assert kept[0].permalink == "http://pad.gs/2013/12/18/starting-again/"
    assert kept[0].author is not None
    assert (kept[0].author.name, kept[0].labels) == ("Paul Davis", ("Getting Started",))
    assert (reading.archive.title, reading.archive.language) == ("Paul Davis", "en-US")
    assert reading.heard.codes == ["markup-removed"]
    assert "$2a$" not in repr(reading.archive)
