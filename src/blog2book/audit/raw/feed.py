"""Saved feeds: each `<item>` of RSS, `<entry>` of Atom, and item of a JSON Feed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys, record, rows, told, word
from blog2book.audit.raw.markup import plain
from blog2book.audit.raw.standing import is_hidden
from blog2book.audit.raw.xml import Element, children, records

_COMMENT = re.compile(r"#(?:comment-?|c)\d+$")
_BODIES = ("content:encoded", "encoded", "content", "description", "summary")
_FOOT = re.compile(
    r"<p>[^<>]{0,60}<a\s[^<>]*>[^<>]*</a>[^<>]{1,60}<a\s[^<>]*>[^<>]*</a>[^<>]{0,20}</p>\s*$"
)
"""What WordPress puts below each post of a feed: "The post … appeared first on …"."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def items(source: Path) -> Iterator[Item]:
    """Yield what all feeds in a folder hold, or the one that a file is."""
    for name, path in files(source):
        with path.open("rb") as stream:
            head = stream.read(4096).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        if head.startswith(b"{"):
            yield from of_json(name, path)
        elif head.startswith(b"<"):
            tag = "entry" if re.search(rb"<(?:\w+:)?feed[\s>]", head) else "item"
            for number, (inside, whole) in enumerate(records(path, tag), 1):
                place = f"{name}, {tag} {number}"
                yield _item(inside.inner, place) if whole else other(place)


def _item(inside: str, place: str) -> Item:
    parts = list(children(inside))

    def said(*names: str) -> str:
        values = (part.text for name in names for part in parts if name in {part.name, part.local})
        return next(filter(None, values), "")

    link = said("link") or next((p.attribute("href") for p in parts if _is_own(p)), "")
    comment = bool(said("in-reply-to")) or any(p.local == "in-reply-to" for p in parts)
    title, body = plain(said("title")), _body(parts)
    hidden = is_hidden(title, body)
    return Item(
        kind="comment" if comment or _COMMENT.search(link) else "post",
        place=place,
        title=title,
        text=plain(_FOOT.sub("", body)),
        day=_day(said("published", "pubDate", "date", "issued", "updated", "modified")),
        open=_is_out(parts) and not hidden,
        keys=keys(said("guid", "id"), link, said("origLink")),
        secret=hidden,
    )


def _is_out(parts: list[Element]) -> bool:
    """Say whether an entry is no draft: where it says nothing, or says no."""
    flags = [
        part.inner
        for part in parts
        if part.local == "draft" or (part.local == "control" and "draft" in part.inner)
    ]
    return all(re.search(r"\bno\b", flag, re.IGNORECASE) for flag in flags)


def _is_own(part: Element) -> bool:
    return part.local == "link" and part.attribute("rel") in {"", "alternate"}


def _body(parts: list[Element]) -> str:
    """Return the fullest that an entry has: content before summary, as HTML."""
    for name in _BODIES:
        for part in parts:
            if name in {part.name, part.local} and part.inner.strip() and part.name[:6] != "media:":
                return part.inner if part.attribute("type") == "xhtml" else part.text
    # Of a film that is all which a feed says.
    groups = (one for part in parts if part.local == "group" for one in children(part.inner))
    said = (one.text for one in (*parts, *groups) if one.name == "media:description")
    return next(filter(None, said), "")


def _day(written: str) -> str:
    """Return the day of "2016-12-07T08:30:00Z" or "Wed, 07 Dec 2016 08:30:00 +0000"."""
    mail = re.search(r"\b(\d\d?) ([A-Za-z]{3})[a-z]* (\d{4})\b", written)
    if mail and mail[2].lower() in _MONTHS:
        return f"{mail[3]}-{_MONTHS.index(mail[2].lower()) + 1:02}-{int(mail[1]):02}"
    return day(written)


def of_json(
    name: str, path: Path, written: Callable[[str], str] = lambda text: text
) -> Iterator[Item]:
    """Yield the items of a JSON Feed; `written` gives the words of what is not HTML."""
    for number, one in enumerate(rows(record(told(path)).get("items")), 1):
        entry, place = record(one), f"{name}, item {number}"
        if not entry:
            yield other(place)
            continue
        marked, title = word(entry.get("content_html")), plain(word(entry.get("title")))
        bare = word(entry.get("content_text")) or word(entry.get("summary"))
        yield Item(
            kind="post",
            place=place,
            title=title,
            text=_hung(entry, marked or bare, plain(marked) if marked else written(bare)),
            day=day(entry.get("date_published")),
            open=not is_hidden(title, marked),
            keys=keys(entry.get("id"), entry.get("url")),
            secret=is_hidden(title, marked),
        )


def _hung(entry: dict[str, Any], body: str, said: str) -> str:
    """Return what an item says, with the titles of files that hang on it, pictures first."""
    before: list[str] = []
    behind: list[str] = []
    for one in map(record, rows(entry.get("attachments"))):
        address = word(one.get("url"))
        name = address.partition("?")[0].rpartition("/")[2]
        if address and not (name and name in body):
            shown = word(one.get("mime_type")).startswith("image/")
            (before if shown else behind).append(word(one.get("title")))
    return " ".join(filter(None, (*before, said, *behind)))
