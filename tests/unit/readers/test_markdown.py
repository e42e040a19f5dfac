"""Tests of reading folders of Markdown: each case has a folder, and what it must give."""

import json
from pathlib import Path

import pytest

from blog2book.model.archive import Archive, Post
from blog2book.readers.markdown import reader
from exports import Reading

CASES = Path(__file__).parents[2] / "cases" / "markdown"


def facts(post: Post) -> dict[str, object]:
    """Return what a case tells of a post."""
    return {
        "file": post.origin.file,
        "key": post.key,
        "kind": post.kind,
        "status": post.status,
        "title": post.title,
        "published": post.published.isoformat() if post.published else None,
        "timed": post.timed,
        "updated": post.updated.isoformat() if post.updated else None,
        "author": post.author.name if post.author else "",
        "labels": list(post.labels),
        "language": post.language,
        "permalink": post.permalink,
        "aliases": list(post.aliases),
        "body": post.body,
    }


def told(archive: Archive, notices: list[str]) -> dict[str, object]:
    """Return what a case tells of an archive."""
    return {
        "title": archive.title,
        "titled": archive.titled,
        "subtitle": archive.subtitle,
        "author": archive.author.name if archive.author else "",
        "language": archive.language,
        "address": archive.address,
        "timezone": archive.timezone,
        "leftovers": {f"{one.kind}: {one.reason}": one.count for one in archive.leftovers},
        "items": archive.items,
        "assets": sorted(asset.url for asset in archive.assets),
        "notices": notices,
        "posts": [facts(post) for post in archive.posts],
    }


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_folder_is_read_whole(case: Path) -> None:
    """Every post, page, draft, picture, link and leftover is what the case says."""
    reading = Reading(reader, case / "input")
    notices = [f"{one.code} {one.where}: {one.message}" for one in reading.heard.notices]
    found = told(reading.archive, notices)
    expected = case / "expected.json"
    assert found == json.loads(expected.read_text(encoding="utf-8"))
    assert reading.adds_up
