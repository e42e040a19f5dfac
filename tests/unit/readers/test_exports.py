"""Tests of whole exports: each file in the cases has beside it what must be read out of it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from blog2book.markup.text import plain
from blog2book.model.archive import Comment, Post
from blog2book.ports import Reader
from blog2book.readers import blogger, livejournal, movabletype, wordpress
from exports import Reading

CASES = Path(__file__).parents[2] / "cases"
FILES = [
    *((wordpress.reader, path) for path in sorted((CASES / "wordpress" / "whole").glob("*.xml"))),
    *((blogger.reader, path) for path in sorted((CASES / "blogger").glob("*.xml"))),
    *((movabletype.reader, path) for path in sorted((CASES / "movabletype").glob("*.txt"))),
    *((livejournal.reader, path) for path in sorted((CASES / "livejournal").glob("*.xml"))),
]


def said(comment: Comment) -> str:
    """Return a comment as one line."""
    name = comment.author.name if comment.author else "nobody"
    by = ", by the blogger" if comment.by_blogger else ""
    return f"{name} ({comment.standing}{by}): {plain(comment.body)}"


def facts(post: Post) -> Mapping[str, object]:
    """Return what a case tells of a post."""
    return {
        "key": post.key,
        "title": post.title,
        "status": post.status,
        "published": post.published.isoformat() if post.published else None,
        "permalink": post.permalink,
        "text": plain(post.body),
        "comments": [said(comment) for comment in post.comments],
    }


@pytest.mark.parametrize(("reader", "path"), FILES, ids=lambda one: getattr(one, "stem", ""))
def test_an_export_is_read_whole(reader: Reader, path: Path) -> None:
    """Title, language, author, posts, comments, leftovers and notices are those of the case."""
    reading = Reading(reader, path)
    archive = reading.archive
    assert {
        "title": archive.title,
        "language": archive.language,
        "author": archive.author.name if archive.author else "",
        "posts": [facts(post) for post in archive.posts],
        "leftovers": reading.left,
        "items": archive.items,
        "notices": reading.heard.codes,
    } == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
