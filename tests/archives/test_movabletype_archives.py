"""Tests with exports that real Typepad blogs made."""

import re
from collections import Counter
from pathlib import Path

import pytest

from blog2book.addresses import aliases
from blog2book.errors import ArchiveError
from blog2book.markup.links import links
from blog2book.model.archive import Standing, Status
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.movabletype import reader
from exports import Reading

HIDDEN = re.compile(r"example\.invalid|192\.0\.2\.\d")


def test_a_blog_with_dashes_in_a_comment_gives_its_posts(archives: Path) -> None:
    """371 posts, not 373; 991 comments and 14 pings; and 600 links to its own posts."""
    path = archives / "movabletype" / "justonesandzeros.txt"
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    assert [post.status for post in reading.posts] == [Status.PUBLISHED] * 371
    standings = Counter(one.standing for post in reading.posts for one in post.comments)
    assert standings == {Standing.APPROVED: 991, Standing.PINGBACK: 14}
    assert reading.archive.items == 1376
    assert reading.adds_up
    assert (reading.archive.language, reading.archive.author) == ("en", None)
    assert reading.archive.address == "https://justonesandzeros.typepad.com/blog/"
    first, last = reading.posts[0], reading.posts[-1]
    assert (first.title, str(first.published)) == ("Doug Redmond", "2009-09-15 20:35:56")
    assert last.labels == ("Sample Applications", "Vault")
    assert not HIDDEN.search(repr(reading.archive))
    assert reading.heard.codes == ["markup-removed", "excerpts-not-printed"]
    stood = frozenset().union(*(aliases(post.permalink) for post in reading.posts))
    own = [one for post in reading.posts for one in links(post.body) if aliases(one.href) & stood]
    assert len(own) >= 500


def test_a_blog_with_three_kinds_of_text_gives_its_posts(archives: Path) -> None:
    """56 posts and a draft; one in Markdown."""
    path = archives / "movabletype" / "getcoreinterface.txt"
    reading = Reading(reader, path)
    statuses = Counter(post.status for post in reading.posts)
    assert statuses == {Status.PUBLISHED: 56, Status.DRAFT: 1}
    assert sum(len(post.comments) for post in reading.posts) == 2
    assert reading.archive.items == 59
    assert not HIDDEN.search(repr(reading.archive))
    assert reading.heard.codes == ["markup-removed"]


def test_two_blogs_in_a_folder_are_refused(archives: Path) -> None:
    """In words that name both."""
    assert reader.recognises(sample_of(archives / "movabletype")) is Confidence.CERTAIN
    with pytest.raises(ArchiveError, match="exports of 2 blogs"):
        Reading(reader, archives / "movabletype")
