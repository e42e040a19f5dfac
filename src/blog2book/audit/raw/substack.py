"""Substack: the rows of posts.csv and the pages in posts/, each known by its number."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys, parsed, record, text_of, word
from blog2book.audit.raw.markup import blocks, plain, unescaped, without
from blog2book.audit.words import words

_PAGE = re.compile(r"(?:.*/)?posts/((\d+)(?:\.[^/]*)?)\.html")
_PRIVATE = re.compile(
    r"(?:.*/)?(?:(?:email_list|subscriber)[^/]*|.*\.(?:delivers|opens)\.csv)", re.IGNORECASE
)
_BOXES = (
    "button-wrapper",
    "captioned-button-wrap",
    "subscription-widget",
    "subscription-widget-wrap",
    "subscription-widget-wrap-editor",
)
"""Classes of what asks a reader to subscribe, to share or to comment."""
_GALLERY = re.compile(
    r"""<div\b[^<>]*\bclass="image-gallery-embed"[^<>]*\bdata-attrs="([^"]*)"[^<>]*>"""
)
_NO_POSTS = frozenset(("restack", "adhoc_email"))


def items(source: Path) -> Iterator[Item]:
    """Yield a post for each row and for each page without one; lists of readers stay closed."""
    rows: dict[str, dict[str, str]] = {}
    pages: dict[str, tuple[str, Path]] = {}
    for name, path in files(source):
        page = _PAGE.fullmatch(name)
        if page:
            pages[page[2]] = page[1], path
        elif name.rpartition("/")[2].lower() == "posts.csv":
            for row in _rows(path):
                number = row.get("post_id", "").strip().partition(".")[0]
                if number and number not in rows:
                    rows[number] = row
                elif any(filter(None, row.values())):
                    yield other(f"{name}, a row that is none, or stands there twice")
        elif _PRIVATE.fullmatch(name):
            yield other("a list of readers")
    for number in [*rows, *(one for one in pages if one not in rows)]:
        yield _item(number, rows.get(number, {}), pages.get(number))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    lines = csv.reader(io.StringIO(text_of(path).lstrip("\ufeff"), newline=""))
    try:
        names = [one.strip().lower() for one in next(lines, [])]
        for line in lines:
            yield dict(zip(names, line, strict=False))
    except csv.Error:
        return  # what follows cannot be cut into rows by anybody


def _item(number: str, row: dict[str, str], page: tuple[str, Path] | None) -> Item:
    kind = row.get("type", "").strip().lower()
    held = page is not None or row.get("podcast_url", "").strip()
    stem = page[0] if page else row.get("post_id", "").strip()
    place = f"posts/{stem}.html"
    text = plain(_notes_last(without(text_of(page[1]), *_BOXES))) if page else ""
    subtitle = unescaped(row.get("subtitle", ""))
    said = words(subtitle)
    if words(text[: 4 * len(subtitle) + 100])[: len(said)] != said:
        text = f"{subtitle}\n{text}"
    if kind in _NO_POSTS or not held:
        return other(place)
    return Item(
        kind="page" if kind == "page" else "post",
        place=place,
        title=unescaped(row.get("title", "")),
        text=text,
        day=day(row.get("post_date")),
        open=row.get("is_published", "").strip().lower() == "true",
        keys=keys(number, stem.partition(".")[2]),
    )


def _captioned(gallery: re.Match[str]) -> str:
    """Return the tag of a gallery with its caption behind it, which stands among its settings."""
    kept = record(record(parsed(unescaped(gallery[1]))).get("gallery"))
    return f"{gallery[0]}{word(kept.get('caption'))}"


def _notes_last(page: str) -> str:
    """Return a page with its footnotes behind all else, also those that nothing calls."""
    page = _GALLERY.sub(_captioned, page)
    notes = (inside for inside, _ in blocks(page, "footnote"))
    return " ".join((without(page, "footnote"), *notes))
