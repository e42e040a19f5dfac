"""RSS 0.9x, 1.0, 2.0 and Atom, record by record: what feedparser makes of each.

feedparser is given bytes in memory and no document type, so that it fetches nothing, resolves no
entity, and damage in one entry costs no other.
"""

import html
import re
from calendar import timegm
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from time import struct_time
from typing import cast

import feedparser

from blog2book.addresses import host, is_external
from blog2book.errors import ArchiveError
from blog2book.events import Notice, Report, Severity
from blog2book.markup.text import printable, unescape
from blog2book.model.archive import Status
from blog2book.readers.blog import Item, Text
from blog2book.readers.feed.parts import (
    Enclosure,
    Feed,
    enclosed,
    is_excerpt,
    is_made_of_text,
    without_footer,
    without_more,
)
from blog2book.readers.files import digest_of
from blog2book.readers.notices import DAMAGED, counted
from blog2book.readers.progress import Progress
from blog2book.readers.records import parted, root_of
from blog2book.readers.shown import hidden_status
from blog2book.readers.times import mail_moment, moment
from blog2book.readers.xml import Records, unscarred

RECORDS = {"rss": "item", "feed": "entry", "rdf": "item"}
"""The elements that hold posts, by the root's local name in small letters."""

_ATOM = re.compile(r"www\.w3\.org/2005/Atom|purl\.org/atom/ns#")
_RSS_1 = re.compile(r"purl\.org/rss/1\.0|(?:my|channel)\.netscape\.com/rdf/simple/0\.9")
_WORDPRESS = re.compile(r"wordpress\.org/export/|<wp:")
_BLOGGER = re.compile(
    r"schemas\.google\.com/(?:blogger/20\d\d|g/2005#kind)|tag:blogger\.com,1999:blog-"
    r"|<generator\b[^>]*>\s*Blogger"
)
"""WordPress's and Blogger's own files, which look like feeds and hold drafts and secrets.

Blogger's are Atom; what it gives as RSS is a feed of public posts."""

_OF_EXPORTS = ("wp_status", "wp_post_type", "blogger_type", "blogger_status")
_COMMENT = re.compile(r"#(?:comment-?|c)\d+$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_YEAR = re.compile(r"(?<![\d\s][+-])(?<![.:])\b0{3}\d\b")
"""The year 0 or 1, as programs write it for want of a date; mail's rules would make it 2001.

What follows a sign is a zone."""

_WRITER = re.compile(
    r"<(?:\w+:)?(?:author|creator|contributor|managingEditor|webMaster)\b[^<>]*>"
    r"(?:\s*<!\[CDATA\[)?[^<>]{1,500}"
)
_MAIL = re.compile(r"[^\s()<>\[]{1,200}@[^\s()<>\]]{1,200}")
_GUID_NUMBER = re.compile(r"[?&](?:p|page_id)=(\d+)$")
_NUMBER = re.compile("[0-9]{1,15}")
_DESCRIBED = re.compile(r"<(?:description|content:encoded|summary|content)\b")
_ASIDE = re.compile(r"(</?)(?:media:description|itunes:summary|itunes:subtitle)\b")
"""What is said of a picture or to a player: feedparser would take it for the post's own words."""

_FLAG = re.compile(r"</?\w+:draft\b")
"""Of a draft (RFC 5023, 13.1.1). Where damage left no plain word in it, nobody can tell."""

_CUT = "the file ends in the middle of it"
_FOREIGN = "it is of an export that another reader reads"

Entry = Mapping[str, object]


def is_syndicated(head: bytes) -> bool:
    """Say whether a file that begins with `head` is RSS or Atom, and no platform's export."""
    return bool(_dialect(head))


def _dialect(head: bytes) -> str:
    """Return the root's name of a feed, "" for anything else."""
    for name in RECORDS:
        root = root_of(head, name)
        if root is None:
            continue
        start, rest = root
        text = start + rest
        known = name == "rss" or (_ATOM if name == "feed" else _RSS_1).search(text)
        foreign = _WORDPRESS.search(text) or (name == "feed" and _BLOGGER.search(text))
        return name if known and not foreign else ""
    return ""


def read_syndicated(path: Path, name: str, head: bytes, progress: Progress, report: Report) -> Feed:
    """Read a file, which is called `name`. Raises ArchiveError where it is no feed."""
    dialect = _dialect(head)
    if not dialect:
        raise ArchiveError(
            f"{name} is no feed, or it is a blog's own export, which has a reader of its own.",
            hint="Leave out --reader, or name another one.",
        )
    feed = Feed()
    try:
        with path.open("rb") as stream:
            records = Records(stream, RECORDS[dialect])
            for record, cut in parted(records):
                if cut:
                    feed.lost[RECORDS[dialect], _CUT] += 1
                else:
                    _add(feed, record, records, name)
                progress.step()
        feed.digest = digest_of(path)
    except OSError as error:
        raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
    feed.lost[RECORDS[dialect], DAMAGED] += records.oversized
    _describe(feed, dict(_parsed(records.start, records.head, records.root)["feed"]))
    _tell_faults(records, name, report)
    return feed


def _parsed(start: str, inside: str, root: str) -> Mapping[str, Entry]:
    """Return what feedparser makes of the text between a root's tags: nothing if it breaks down."""
    # An e-mail address is no name, and feedparser halves one if its domain ends in a long word.
    nameless = _WRITER.sub(lambda writer: _MAIL.sub("", writer[0]), inside)
    if _DESCRIBED.search(nameless):
        nameless = _ASIDE.sub(r"\1aside", nameless)
    document = f'<?xml version="1.0" encoding="utf-8"?>{start}{nameless}</{root}>'
    try:
        parsed = feedparser.parse(
            BytesIO(unscarred(document).encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (LookupError, ValueError, TypeError, AttributeError):  # a tag may end before it begins
        parsed = {"entries": (), "feed": {}}
    return cast("Mapping[str, Entry]", parsed)


def _add(feed: Feed, record: str, records: Records, name: str) -> None:
    """Add the item of a record, or account for it."""
    word = RECORDS[records.root.rpartition(":")[2].lower()]
    entries = cast("Sequence[Entry]", _parsed(records.start, record, records.root)["entries"])
    if not entries:
        feed.lost[word, DAMAGED] += 1
        return
    entry = dict(entries[0])  # feedparser's own kind of it gives one field for another
    if any(one in entry for one in _OF_EXPORTS):
        feed.lost[word, _FOREIGN] += 1
        return
    if "thr_in-reply-to" in entry or _COMMENT.search(_text(entry, "link")):
        feed.remarks += 1
        return
    item = _item(feed, entry, name, f"{word} {records.occurrences}")
    if _FLAG.search(record) and _text(entry, "app_draft").lower() not in {"yes", "no"}:
        item.status = Status.UNREADABLE
    feed.items.append(item)


def _item(feed: Feed, entry: Entry, file: str, place: str) -> Item:
    """Make an item of an entry, and count what its body lacks."""
    identity, permalink, aliases = _addresses(entry)
    text, title = _body(feed, entry, permalink), _title(entry)
    said = _text(entry, "published") or _text(entry, "updated") or _text(entry, "created")
    published = _moment(entry, "published") or _moment(entry, "updated")
    updated = _moment(entry, "updated") if {"published", "updated"} <= set(entry) else None
    return Item(
        text=text,
        file=file,
        place=place,
        identity=identity,
        status=_status(entry, title, text.raw),
        title="" if is_made_of_text(title, text.raw) else title,
        published=published or _moment(entry, "created"),
        timed=not _DAY.fullmatch(said),
        updated=updated,
        sequence=int(identity) if _NUMBER.fullmatch(identity) else 0,
        author=", ".join(dict.fromkeys(_authors(entry))),
        labels=_labels(entry),
        language=_text(_row(entry, "title_detail"), "language"),
        permalink=permalink,
        aliases=aliases,
    )


def _status(entry: Entry, title: str, body: str) -> Status:
    """Return how a post stands: who is signed in gets a blog's secrets in its feed too."""
    if _text(entry, "app_draft").lower() == "yes":
        return Status.DRAFT
    return hidden_status(title, body)


def _body(feed: Feed, entry: Entry, permalink: str) -> Text:
    """Return the text of an entry: its content, else its summary, with what is enclosed."""
    contents = [one for one in _rows(entry, "content") if _text(one, "value")]
    best = next((one for one in contents if "html" in _text(one, "type")), None)
    best = best or (contents[0] if contents else _row(entry, "summary_detail"))
    raw = str(best.get("value") or "")
    plain = _text(best, "type") == "text/plain"
    feed.excerpts += is_excerpt(html.escape(raw) if plain else raw)
    enclosures = [
        Enclosure(address=_text(one, "href") or _text(one, "url"), kind=_text(one, "type"))
        for one in _rows(entry, "links")
        if _text(one, "rel") == "enclosure"
    ]
    if plain and not enclosures:
        return Text(raw=raw, plain=True)
    if plain:
        raw = html.escape(raw)
    else:
        bare = without_more(without_footer(raw, permalink), permalink)
        feed.footers += bare != raw
        raw = bare
    # A description without a tag is plain text that somebody escaped.
    breaks = "<" not in raw and "\n\n" in raw
    return Text(raw=enclosed(raw, enclosures), breaks=breaks or plain)


def _addresses(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    """Return an entry's identity, permalink and other addresses.

    An id that is an address is one of the post's addresses, and no identity: feeds make it anew
    when the post moves. Of WordPress's, "?p=12", the number is what its export says too.
    """
    identity = _text(entry, "id")
    own, link = _text(entry, "feedburner_origlink"), _text(entry, "link")
    found = [one for one in (own, link) if is_external(one) or one.startswith("/")]
    if is_external(identity):
        number = _GUID_NUMBER.search(identity)
        found.append(identity)
        identity = number[1] if number else ""
    permalink = _without_source(found[0]) if found else ""
    return identity, permalink, tuple(found)


def _without_source(address: str) -> str:
    """Return an address without Medium's word that a feed led to it."""
    bare, mark, query = address.partition("?")
    return bare if mark and re.fullmatch(r"source=rss[\w-]*", query) else address


def _title(entry: Entry) -> str:
    """Return a title as plain text."""
    title = _text(entry, "title")
    if "html" in _text(_row(entry, "title_detail"), "type"):
        return unescape(title)
    return " ".join(title.split())


def _authors(entry: Entry) -> list[str]:
    """Return the names of those who wrote; RSS writes "mail@host (Name)"."""
    names = (" ".join(_text(one, "name").strip(" ()").split()) for one in _rows(entry, "authors"))
    return [name for name in names if name and "@" not in name]


def _labels(entry: Entry) -> tuple[str, ...]:
    """Return the labels; WordPress escapes them twice."""
    found = (_text(one, "label") or _text(one, "term") for one in _rows(entry, "tags"))
    return tuple(" ".join(html.unescape(label).split()) for label in found if label)


def _moment(entry: Entry, name: str) -> datetime | None:
    """Return a moment with the offset that is written there, else as feedparser reads it."""
    written = _text(entry, name)
    if _NO_YEAR.search(written):
        return None
    read = mail_moment(written) or moment(written)
    if read is not None:
        return read
    parsed = entry.get(f"{name}_parsed")
    if not isinstance(parsed, struct_time):
        return None
    try:
        return moment(datetime.fromtimestamp(timegm(parsed), tz=UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return None


def _describe(feed: Feed, head: Entry) -> None:
    """Take over what a feed says of itself."""
    feed.title = _title(head)
    feed.subtitle = unescape(_text(head, "subtitle"))
    feed.language = _text(head, "language")
    feed.author = next(iter(_authors(head)), "")
    links = {_text(one, "rel"): _text(one, "href") for one in reversed(_rows(head, "links"))}
    address = links.get("alternate", "") or _text(head, "link")
    feed.address = _without_source(address) if host(address) else ""
    feed.complete = "fh_complete" in head
    feed.more = bool(links.keys() & {"next", "prev-archive"})


def _tell_faults(records: Records, name: str, report: Report) -> None:
    """Report what was wrong with a file."""
    if not records.whole:
        report(
            Notice(
                code="archive-truncated",
                message="The file ends before its end: it was cut off.",
                where=name,
                hint="Save the feed again, to its end.",
            )
        )
    mended = [
        counted(count, f"{word} that is no {what}", f"{word}s that are no {what}")
        for count, word, what in (
            (records.controls, "character", "text"),
            (records.misencoded, "character", "UTF-8"),
        )
        if count
    ]
    if mended:
        report(
            Notice(
                code="archive-repaired",
                message=f"Mended: {', '.join(mended)}.",
                where=name,
                severity=Severity.INFO,
            )
        )


def _text(fields: Entry, name: str) -> str:
    """Return a field as text without its blanks, "" for what is none."""
    value = fields.get(name)
    return printable(value).strip() if isinstance(value, str) else ""


def _row(fields: Entry, name: str) -> Entry:
    """Return a field that holds fields."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def _rows(fields: Entry, name: str) -> list[Entry]:
    """Return a field that holds a list of fields."""
    value = fields.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
