"""LiveJournal and Dreamwidth: `<entry>` and `<comment>` of their exports, L- and C- of ljdump."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys, text_of
from blog2book.audit.raw.markup import plain, unescaped
from blog2book.audit.raw.xml import Element, children, fields, records, text

_NAMED = re.compile(
    r"""<(?=lj-poll\b|lj-spoiler\b)[^<>]*?\s(?:name|title)=["']([^"'<>]*)["'][^<>]*>""",
    re.IGNORECASE,
)
"""A poll or a spoiler, whose name stands in its tag."""
_DUMPED = re.compile(r"(?:.*/)?([LC])-[0-9]+")


def items(source: Path) -> Iterator[Item]:
    """Yield the entries and comments of all files; of comments apart, after all entries there."""
    for name, path in files(source):
        dumped = _DUMPED.fullmatch(name)
        if dumped and dumped[1] == "L":
            whole = next(children(text_of(path)), Element("event", "", ""))
            yield _entry(whole, name, public=True) if whole.inner else other(name)
            continue
        with path.open("rb") as stream:
            if not dumped and b"<livejournal" not in stream.read(4096).replace(b"\0", b""):
                continue
        # A comment within an entry ends no record of entries, so each file is gone through twice.
        for number, (record, whole_record) in enumerate(records(path, "entry"), 1):
            place = f"{name}, entry {number}"
            yield _entry(record, place, public=False) if whole_record else other(place)
        for number, (record, whole_record) in enumerate(records(path, "comment"), 1):
            place = f"{name}, comment {number}"
            yield _comment(record, place) if whole_record else other(place)


def _entry(record: Element, place: str, *, public: bool) -> Item:
    """Return an entry; ljdump's are `public` where they do not say otherwise."""
    found = fields(record.inner)
    security = text(found, "security").lower() or ("public" if public else "")
    shown = security == "public" and not text(found, "allowmask").strip("0")
    return Item(
        kind="post",
        place=place,
        title=plain(text(found, "subject")),
        text=plain(_NAMED.sub(r"\g<0> \1 ", text(found, "event"))),
        day=day(text(found, "eventtime")),
        open=shown,
        keys=keys(text(found, "itemid"), text(found, "url"), text(found, "ditemid")),
        secret=not shown,
    )


def _subject(found: dict[str, Element]) -> str:
    """Return what a comment says above its body, unless that is the subject which it answers."""
    subject = unescaped(text(found, "subject"))
    return "" if subject.lower().startswith("re:") else f"{plain(escape(subject))}\n"


def _comment(record: Element, place: str) -> Item:
    found = fields(record.inner)
    state = (record.attribute("state") or text(found, "state")).lower()
    if state == "d":
        return other(place)
    return Item(
        kind="comment",
        place=place,
        title="",
        text=_subject(found) + plain(text(found, "body", "event")),
        day=day(text(found, "date", "eventtime")),
        open=state in {"", "a"},
        keys=keys(record.attribute("id") or text(found, "id", "itemid")),
    )
