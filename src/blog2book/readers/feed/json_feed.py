"""JSON Feed, versions 1 and 1.1 (jsonfeed.org/version/1.1)."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from blog2book.addresses import is_external
from blog2book.errors import ArchiveError
from blog2book.markup.markdown import to_html
from blog2book.markup.text import escape, unescape
from blog2book.readers.blog import Item, Text
from blog2book.readers.feed.parts import (
    Enclosure,
    Feed,
    enclosed,
    is_excerpt,
    is_made_of_text,
    without_footer,
)
from blog2book.readers.json_file import Fields, load, mapping, mappings, text, texts
from blog2book.readers.notices import DAMAGED
from blog2book.readers.progress import Progress
from blog2book.readers.times import mail_moment, moment
from blog2book.readers.xml import beginning

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_ENTRY = "item"
_HOLE = "<!-- raw HTML omitted -->"
"""What Hugo, on which micro.blog runs, leaves of each tag in a text that may have none."""

_MARKED_TITLE = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,9})\b[^<>]{0,200}>.*</\1>")


def is_json_feed(head: bytes) -> bool:
    """Say whether a file that begins with `head` is a JSON Feed."""
    start = beginning(head).lstrip()
    return start.startswith("{") and bool(_VERSION.search(start))


def read_json_feed(
    path: Path, name: str, progress: Progress, convert: Callable[[str], str] | None = None
) -> Feed:
    """Read a file, which is called `name`.

    `convert` makes HTML of content_text where that is more than plain text. Raises ArchiveError
    where the file is no JSON Feed.
    """
    loaded = load(path, name)
    head = mapping(loaded.content)
    entries = head.get("items")
    if not isinstance(entries, list):
        raise ArchiveError(f"{name} is no JSON Feed: it has no list of items.")
    feed = Feed(
        title=" ".join(text(head, "title").split()),
        subtitle=" ".join(text(head, "description").split()),
        address=text(head, "home_page_url"),
        language=text(head, "language"),
        author=next(_authors(head), ""),
        digest=loaded.digest,
        more=bool(text(head, "next_url")),
    )
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            feed.items.append(_item(feed, entry, name, f"item {number}", convert))
        else:
            feed.lost[_ENTRY, DAMAGED] += 1
        progress.step()
    return feed


def _item(
    feed: Feed, entry: Fields, file: str, place: str, convert: Callable[[str], str] | None
) -> Item:
    """Make an item of an entry."""
    identity, permalink = text(entry, "id"), text(entry, "url")
    aliases = [permalink]
    if is_external(identity):
        aliases.append(identity)
        permalink = permalink or identity
        identity = ""
    title, body = _title(entry), _body(feed, entry, permalink, convert)
    said = text(entry, "date_published") or text(entry, "date_modified")
    published = _moment(said)
    return Item(
        text=body,
        file=file,
        place=place,
        identity=identity,
        title="" if is_made_of_text(title, body.raw) else title,
        published=published,
        timed=":" in said,
        updated=_moment(text(entry, "date_modified")) if text(entry, "date_published") else None,
        author=", ".join(dict.fromkeys(_authors(entry))),
        labels=tuple(" ".join(tag.split()) for tag in texts(entry.get("tags"))),
        language=text(entry, "language"),
        permalink=permalink,
        aliases=tuple(aliases),
    )


def _title(entry: Fields) -> str:
    """Return an entry's title: plain text, but for one that is a whole element of HTML."""
    title = " ".join(text(entry, "title").split())
    return unescape(title) if _MARKED_TITLE.fullmatch(title) else title


def _body(feed: Feed, entry: Fields, permalink: str, convert: Callable[[str], str] | None) -> Text:
    """Return the text of an entry, with the pictures and files that hang on it."""
    marked, written = text(entry, "content_html"), text(entry, "content_text")
    short = not (marked or written)
    if _HOLE in marked and "<" in written:  # the same text as Markdown, with its tags
        marked, convert = "", convert or to_html
    if short:
        written = text(entry, "summary")
    hung = list(_enclosures(entry, marked or written))
    feed.excerpts += is_excerpt(marked or html.escape(written))
    if marked:
        bare = without_footer(marked, permalink)
        feed.footers += bare != marked
        return Text(raw=enclosed(bare, hung))
    if not hung and (convert is None or short):
        return Text(raw=written, plain=True)
    make = convert if convert and not short else escape
    return Text(
        raw=written,
        breaks=make is escape,
        convert=lambda raw: enclosed(make(raw), hung),
    )


def _enclosures(entry: Fields, body: str) -> Iterator[Enclosure]:
    """Yield an entry's picture and files, and the page that it is about."""
    for name in ("image", "banner_image"):
        if address := text(entry, name):
            yield Enclosure(address=address, kind="image/")
    for one in mappings(entry.get("attachments")):
        yield Enclosure(
            address=text(one, "url"), kind=text(one, "mime_type"), title=text(one, "title")
        )
    about = text(entry, "external_url")
    if is_external(about) and about not in body and html.escape(about) not in body:
        yield Enclosure(address=about, kind="text/html")


def _authors(fields: Fields) -> Iterator[str]:
    """Yield the names of authors: a list in version 1.1, one in version 1."""
    for one in (*mappings(fields.get("authors")), mapping(fields.get("author"))):
        name = " ".join(text(one, "name").split())
        if name and "@" not in name:
            yield name


def _moment(written: str) -> datetime | None:
    """Return a moment; some write it as mail does."""
    return moment(written) or mail_moment(written)
