"""Entries and comments, as LiveJournal's export and ljdump write them.

The export (export_do.bml) has a file a month: `<livejournal>` with `<entry>`s. Its itemid is the
number in the entry's address: the journal's own number times 256, plus a random one. ljdump keeps
what the server answers: `L-7` is an `<event>` with the journal's own number and, as anum, the
random one; `C-7` holds its `<comments>`. Of an event the server names the security only where it is
not public (LiveJournal's protocol reference, getevents).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

from lxml import etree

from blog2book.markup.text import printable
from blog2book.readers.decode import decode
from blog2book.readers.records import Record
from blog2book.readers.xml import LONGEST_RECORD, Parser, children, encoding, name_of, root_start
from blog2book.readers.xml import text_of as inner

_NUMBER = re.compile(r"[0-9]{1,15}")
RANDOM = 256
"""Numbers in addresses to each of the journal's own."""
_ALWAYS = frozenset({"itemid", "event", "eventtime", "anum"})
"""Fields that the server gives of each event."""
PUBLIC = "public"


@dataclass(slots=True, kw_only=True)
class Answer:
    """A comment: `entry` is the journal's own number of the entry, `poster` a user's number."""

    identity: str
    parent: str
    entry: int
    user: str
    poster: str
    state: str
    date: str
    subject: str
    body: str
    file: str
    place: str


@dataclass(slots=True, kw_only=True)
class Entry:
    """An entry. `number` is the journal's own, `shown` that in its address: 0 if not known.

    `security` is "" where the file does not say it. `torn` means that fields may be lost.
    """

    number: int
    shown: int
    address: str
    date: str
    subject: str
    text: str
    security: str
    mask: str
    labels: tuple[str, ...]
    preformatted: bool
    torn: bool
    file: str
    place: str
    answers: list[Answer] = field(default_factory=list)


def _texts(element: etree._Element) -> dict[str, str]:
    """Return the fields of an element, of each name the first."""
    found: dict[str, str] = {}
    for child in children(element):
        found.setdefault(name_of(child)[1].lower(), inner(child))
    return found


def _number(text: str) -> int:
    """Return a number, 0 for what is none."""
    return int(text) if _NUMBER.fullmatch(text) else 0


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in children(element) if name_of(child)[1].lower() == name]


def entry_of(record: Record) -> Entry:
    """Make an entry of a month's record.

    Tools that merge ljdump's files (convertdump, ljArchive) write the same elements with comments
    inside; their itemid is the journal's own number.
    """
    told = _texts(record.element)
    answers = _all(record.element, "comment")
    itemid = _number(told.get("itemid", ""))
    merged = bool(answers) or "taglist" in told
    entry = _entry(told, record.file, f"entry {record.number}")
    entry.number = itemid if merged else itemid // RANDOM
    entry.shown = 0 if merged else itemid
    entry.torn = record.torn or len(_all(record.element, "security")) > 1
    entry.answers = [answer_of(one, record.file, entry.place, entry.number) for one in answers]
    return entry


def _entry(told: dict[str, str], file: str, place: str) -> Entry:
    """Make an entry of its fields."""
    tags = told.get("taglist", "").split(",")
    return Entry(
        number=0,
        shown=0,
        address="",
        date=told.get("eventtime", ""),
        subject=told.get("subject", ""),
        text=told.get("event", ""),
        security=intern(told.get("security", "").lower()),
        mask=told.get("allowmask", ""),
        labels=tuple(label for tag in tags if (label := tag.strip())),
        preformatted=False,
        torn=False,
        file=file,
        place=place,
    )


def event_of(path: Path, file: str) -> Entry | None:
    """Make an entry of a file of ljdump's; None for one that was cut off. Raises OSError."""
    with path.open("rb") as stream:
        data = stream.read(LONGEST_RECORD)
    name = encoding(data[:1024])
    text = printable(decode(data).text if name == "utf-8" else data.decode(name, "replace"))
    start = root_start(text)
    end = text.rfind(f"</{start[1]}") if start else -1
    if start is None or end < start.end():
        return None
    parser = Parser(start[1], start[0])
    element = parser.parse(text[start.end() : end])
    told = _texts(element)
    props = _all(element, "props")
    kept = _texts(props[0]) if props else {}
    told.setdefault("taglist", kept.get("taglist", ""))
    entry = _entry(told, file, f"event {told.get('itemid', '')}".rstrip())
    entry.number = _number(told.get("itemid", ""))
    random = told.get("anum", "")
    entry.shown = _number(told.get("ditemid", ""))
    if not entry.shown and entry.number and _NUMBER.fullmatch(random):
        entry.shown = entry.number * RANDOM + int(random)
    entry.address = told.get("url", "")
    entry.preformatted = kept.get("opt_preformatted", "") not in {"", "0"}
    # Where a field may be lost, so may the one that says that not everybody may read it.
    between = (element.text, *(child.tail for child in element))
    scars = any(text and text.strip() for text in between)
    entry.torn = parser.repaired > 0 or scars or not entry.number or not told.keys() >= _ALWAYS
    if not told.get("security"):
        entry.security = PUBLIC
    return entry


def answer_of(element: etree._Element, file: str, place: str, entry: int = 0) -> Answer:
    """Make a comment: of attributes as LiveJournal's own export, of elements as ljdump has them."""
    told = {str(name).lower(): str(value).strip() for name, value in element.items()}
    told |= _texts(element)
    author = _all(element, "author")
    user = told.get("user", "") or (_texts(author[0]).get("name", "") if author else "")
    identity = told.get("id", "") or told.get("itemid", "")
    parent = told.get("parentid", "") or told.get("parent_itemid", "")
    return Answer(
        identity=identity if _number(identity) else "",
        parent=parent if _number(parent) else "",
        entry=entry or _number(told.get("jitemid", "")),
        user=user,
        poster=told.get("posterid", ""),
        state=told.get("state", ""),
        date=told.get("date", "") or told.get("eventtime", ""),
        subject=told.get("subject", ""),
        body=told.get("body", "") or told.get("event", ""),
        file=file,
        place=f"{place}, comment {identity}".strip(", "),
    )


def user_of(record: Record) -> tuple[str, str]:
    """Return number and name of a user, whom a file about comments names ("usermap")."""
    return str(record.element.get("id", "")), str(record.element.get("user", ""))
