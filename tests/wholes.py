"""What a case expects of a whole archive that is read from its input.

`python tests/wholes.py tests/cases/NAME/CASE` writes it anew, for a person to read before it stays.
"""

import json
import shutil
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from blog2book.markup.text import plain
from blog2book.model.archive import Asset, Comment, Kind, Post
from exports import Reading


def said(comment: Comment) -> str:
    """Return a comment as one line."""
    name = comment.author.name if comment.author else "nobody"
    by = ", by the blogger" if comment.by_blogger else ""
    return f"{name} ({comment.standing}{by}): {plain(comment.body)}"


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
        "comments": [said(one) for one in post.comments],
        "place": f"{post.origin.file}, {post.origin.place}",
        "unknown": [f"{name} ({count})" for name, count in post.unknown],
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


def read(case: Path, folder: Path) -> tuple[Reading, Path]:
    """Read a copy of a case, `cases/NAME/CASE`, in an empty folder; return where its files lie."""
    (source,) = case.glob("input*")
    copy = folder / source.name
    if source.is_dir():
        shutil.copytree(source, copy)
    else:
        shutil.copy(source, copy)
    reader = import_module(f"blog2book.readers.{case.parent.name}").reader
    return Reading(reader, copy), copy if copy.is_dir() else folder


def main(case: Path) -> None:
    """Write what a case gives beside its input."""
    with TemporaryDirectory() as folder:
        found = told(*read(case, Path(folder)))
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (case / "expected.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
