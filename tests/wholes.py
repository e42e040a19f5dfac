"""What a case expects of a whole archive that is read from its input."""

import json
from collections.abc import Mapping
from pathlib import Path

from blog2book.model.archive import Asset, Kind, Post
from exports import Reading


def facts(post: Post) -> Mapping[str, object]:
    """Return what a case tells of a post; empty fields are left out, and that it is no page."""
    told = {
        "key": post.key,
        "kind": post.kind if post.kind is not Kind.POST else "",
        "status": post.status,
        "title": post.title,
        "published": post.published.isoformat() if post.published else "",
        "timed": post.timed,
        "updated": post.updated.isoformat() if post.updated else "",
        "author": post.author.name if post.author else "",
        "labels": list(post.labels),
        "language": post.language,
        "permalink": post.permalink,
        "aliases": list(post.aliases),
        "body": post.body,
        "place": f"{post.origin.file}, {post.origin.place}",
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def asset(one: Asset, folder: Path) -> str:
    """Return an asset as one line: the address in the bodies, and the file that it is."""
    path = one.path.relative_to(folder).as_posix() if one.path else "nothing"
    return f"{one.url} = {path}"


def told(reading: Reading, folder: Path) -> Mapping[str, object]:
    """Return what a case tells of an archive whose files lie in a folder."""
    archive = reading.archive
    return {
        "title": archive.title,
        "titled": archive.titled,
        "subtitle": archive.subtitle,
        "author": archive.author.name if archive.author else "",
        "language": archive.language,
        "address": archive.address,
        "timezone": archive.timezone,
        "posts": [facts(post) for post in archive.posts],
        "assets": [asset(one, folder) for one in archive.assets],
        "leftovers": [f"{one.kind} ({one.count}): {one.reason}" for one in archive.leftovers],
        "items": archive.items,
        "notices": [f"{one.code} {one.where}: {one.message}" for one in reading.heard.notices],
    }


def expected(path: Path) -> object:
    """Return what a case expects."""
    return json.loads(path.read_text(encoding="utf-8"))
