"""Blogger: each `<entry>` of an old backup, or of the feeds in a Takeout."""

import re
from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys
from blog2book.audit.raw.markup import plain
from blog2book.audit.raw.xml import Element, children, fields, records, text

_FEED = re.compile(r"(?:feed\.atom|atom\.feed|feed\.xml)$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:^|/)(?:Comments|Albums|Profile)/")
"""What its owner wrote on other people's blogs is no part of this one."""
_KINDS = frozenset(("post", "page", "comment"))


def items(source: Path) -> Iterator[Item]:
    """Yield the entries of all feeds, settings and templates as of another kind."""
    for name, path in files(source):
        if source.is_dir() and (not _FEED.search(name) or _ELSEWHERE.search(name)):
            continue
        for number, (record, whole) in enumerate(records(path, "entry"), 1):
            place = f"{name}, entry {number}"
            yield _item(record.inner, place) if whole else other(place)


def _item(record: str, place: str) -> Item:
    parts = list(children(record))
    found = fields(record)
    kind = _kind(parts, text(found, "type"), text(found, "id"))
    if kind not in _KINDS:
        return other(place)
    state = text(found, "status").lower()
    trashed = text(found, "trashed").lower() not in {"", "false"}
    said = fields(found["control"].inner) if "control" in found else {}
    hidden = (
        state not in {"", "live", "published"} or trashed or text(said, "draft").lower() == "yes"
    )
    replies = [part.attribute("ref") for part in parts if part.local == "in-reply-to"]
    post = text(found, "parent") or next(iter(replies), "")
    links = (part.attribute("href") for part in parts if part.local == "link")
    own = next((link for link in links if "/feeds/" not in link), "")
    return Item(
        kind=kind,
        place=place,
        title=plain(text(found, "title")),
        text=plain(text(found, "content", "summary")),
        day=day(text(found, "published")),
        open=not hidden,
        keys=keys(text(found, "id").rpartition("-")[2], own, text(found, "filename")),
        under=post.rpartition("-")[2] if kind == "comment" else "",
        secret=trashed or "trash" in state or "delete" in state,
    )


def _kind(parts: list[Element], stated: str, identity: str) -> str:
    """Return what an entry calls itself; a saved feed holds posts alone, and does not say."""
    terms = (part.attribute("term") for part in parts if part.local == "category")
    named = (term.rpartition("kind#")[2] for term in terms if "kind#" in term)
    return (stated or next(named, "page" if ".page-" in identity else "post")).lower()
