"""From an entry of Movable Type's format to a post with its comments."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO

from blog2book.markup.markdown import to_html
from blog2book.markup.text import unescape
from blog2book.model.archive import SECRET, Standing, Status
from blog2book.readers.blog import Item, Remark, Text
from blog2book.readers.movabletype.entries import Entry, Section, head_and_text
from blog2book.readers.notices import strange
from blog2book.readers.times import moment

_STATUSES: Mapping[str, Status] = {
    "publish": Status.PUBLISHED,
    "draft": Status.DRAFT,
    "unpublish": Status.DRAFT,
    "review": Status.PENDING,
    "future": Status.SCHEDULED,
    "junk": Status.TRASHED,
    "spam": Status.TRASHED,
}
_HTML = frozenset({"0", "none", "html", "wysiwyg", "richtext", "blocks", "block_editor"})
_BREAKS = frozenset({"1", "__default__", "convert_breaks"})
_MARKDOWN = frozenset({"markdown", "markdown_with_smartypants"})
_PARAGRAPHS = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_DATE = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
    r"(?:\s+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*([AaPp][Mm])?)?\b"
)
_BASENAME = re.compile(r"[\w/.-]+")
_ADDRESS = re.compile(r"\S*@\S*")
_NOON = 12
_ONCE = ("STATUS", "CONVERT BREAKS", "BASENAME", "DATE")
_TWO = "two posts in one"


@dataclass(slots=True, kw_only=True)
class Findings:
    """What was met in all entries and must be told once: counts by name."""

    filters: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)


def item_of(entry: Entry, file: str, found: Findings) -> Item:
    """Make a post of an entry. Its excerpt and keywords are not printed."""
    body = "\n\n".join(
        part for part in (entry.text("BODY"), entry.text("EXTENDED BODY")) if part.strip()
    )
    published, timed = date_of(entry.first("DATE"))
    author = unescape(entry.first("AUTHOR"))
    spoken = [one for one in entry.sections if one.name in {"COMMENT", "PING"}]
    permalink, name = entry.first("UNIQUE URL"), entry.first("BASENAME")
    named = bool(_BASENAME.fullmatch(name))  # where lines ran together it may be an address
    status = _status(entry, found)
    return Item(
        text=_text(body, entry.first("CONVERT BREAKS"), found),
        file=file,
        place=f"line {entry.line}",
        identity=name if named and not permalink and status not in SECRET else "",
        status=status,
        title=_title(entry),
        published=published,
        timed=timed,
        author=author,
        labels=_labels(entry),
        permalink=permalink,
        aliases=() if permalink else _addresses(name, published),
        excerpt=entry.text("EXCERPT"),
        remarks=[_remark(one, author) for one in spoken],
    )


def _title(entry: Entry) -> str:
    """Return the title. With a lost status the next field's address may stand in it."""
    title = unescape(entry.first("TITLE"))
    return title if entry.all("STATUS") else _ADDRESS.sub("", title).strip()


def _status(entry: Entry, found: Findings) -> Status:
    """Return how an entry stood; one that does not say it plainly is no more than a draft.

    Two heads or bodies are two entries, of which damage has made one.
    """
    words = entry.all("STATUS")
    status = _STATUSES.get(words[0].lower()) if words else None
    bodies = sum(section.name == "BODY" for section in entry.sections)
    heads = max(len(entry.all(name)) for name in _ONCE)
    if status is None:
        found.statuses[strange(words[0] if words else "")] += 1
    elif bodies > 1 or heads > 1:
        found.statuses[_TWO] += 1
    else:
        return status
    return Status.DRAFT


def _text(raw: str, filtered: str, found: Findings) -> Text:
    """Return a body as the text filter that its entry names would have taken it.

    Textile is no dependency of blog2book: such a text is printed as it stands, with its line ends.
    """
    name = filtered.lower()
    convert: Callable[[str], str] | None = to_html if name in _MARKDOWN else None
    breaks = name in _BREAKS
    if not name:
        # Movable Type's own default converts line breaks, but an editor's HTML has none to convert.
        breaks = not _PARAGRAPHS.search(raw)
    elif convert is None and not breaks and name not in _HTML:
        found.filters[name] += 1
        breaks = True
    return Text(raw=raw, breaks=breaks, convert=convert)


def _labels(entry: Entry) -> tuple[str, ...]:
    """Return categories and tags; tags stand in one line, those with a comma in quotes."""
    tags: list[str] = []
    for line in entry.all("TAGS"):
        for row in csv.reader(StringIO(line.replace("\0", "")), skipinitialspace=True):
            tags.extend(row)
    labels = (*entry.all("PRIMARY CATEGORY", "CATEGORY"), *tags)
    return tuple(label for label in map(unescape, labels) if label)


def _addresses(basename: str, published: datetime | None) -> tuple[str, ...]:
    """Return the paths under which an entry may have stood that does not give its address.

    Movable Type files by month and writes "_" of a basename as "-" in addresses; Hatena puts
    "/entry/" before it.
    """
    if not _BASENAME.fullmatch(basename):
        return ()
    found = [f"/entry/{basename}"]
    if published and "/" not in basename:
        month = f"{published:%Y/%m}"
        for name in dict.fromkeys((basename, basename.replace("_", "-"))):
            found += [f"/{month}/{name}.html", f"/archives/{month}/{name}.html"]
    return tuple(found)


def _remark(section: Section, writer: str) -> Remark:
    """Make a comment or ping of its section. It has no number, and threads are not exported."""
    head, text = head_and_text(section)
    ping = section.name == "PING"
    author = unescape(head.get("BLOG NAME" if ping else "AUTHOR", ""))
    return Remark(
        text=Text(raw=text, breaks=True),
        author=author,
        by_blogger=bool(author) and author == writer and not ping,
        published=date_of(head.get("DATE", ""))[0],
        standing=Standing.PINGBACK if ping else Standing.APPROVED,
        place=f"line {section.line}",
    )


def date_of(text: str) -> tuple[datetime | None, bool]:
    """Read "05/30/2025 03:51:19 PM" or "05/30/2025 15:51:19", and say whether it has a time.

    It is by the blog's clock, of which the format never says the zone. None for what is no date.
    """
    found = _DATE.match(text)
    if found is None:
        known = moment(text)
        return (known, True) if known else (None, False)
    month, day, year = (int(found[number]) for number in (1, 2, 3))
    hour, minute, second = (int(found[number] or 0) for number in (4, 5, 6))
    half = (found[7] or "").upper()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "PM" else 0)
    day_only = moment(f"{year:04}-{month:02}-{day:02}")
    exact = moment(f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    return exact or day_only, exact is not None and found[4] is not None
