"""The list of posts that Substack exports, posts.csv."""

import csv
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from blog2book.markup.text import unescape
from blog2book.readers.csv_file import records
from blog2book.readers.times import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the list says of a post. `stem` is its file's name without ".html".

    `published` is "true" or "false" in small letters, or whatever stands there instead.
    """

    stem: str
    published: str
    kind: str
    title: str
    subtitle: str
    day: datetime | None
    sound: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All rows, in order; how many were none; and whether the list breaks off."""

    rows: tuple[Row, ...]
    damaged: int
    broken: bool


def is_table(text: str) -> bool:
    """Say whether a file that begins with `text` is Substack's list of posts."""
    head = text.lstrip("\ufeff").partition("\n")[0].lower().replace('"', "")
    names = [one.strip() for one in head.split(",")]
    return {"post_id", "is_published", "post_date"} <= set(names)


def table_of(text: str) -> Table:
    """Read the list. Never raises: what cannot be read is counted."""
    rows: list[Row] = []
    damaged = 0
    broken = False
    table = records(text)
    try:
        names = [one.strip().lower() for one in next(table, [])]
        for record in table:
            row = _row(dict(zip(names, record, strict=False)))
            if len(record) != len(names):  # its cells may stand under other names
                row = replace(row, published="")
            if row.stem:
                rows.append(row)
            elif any(one.strip() for one in record):
                damaged += 1
    except csv.Error:
        broken = True
    return Table(rows=tuple(rows), damaged=damaged, broken=broken)


def _row(fields: dict[str, str]) -> Row:
    """Return what a record says."""
    stamp = moment(fields.get("post_date", ""))
    return Row(
        stem=fields.get("post_id", "").strip(),
        published=fields.get("is_published", "").strip().lower(),
        kind=fields.get("type", "").strip().lower(),
        title=unescape(fields.get("title", "")),
        subtitle=unescape(fields.get("subtitle", "")),
        day=stamp.replace(tzinfo=UTC) if stamp and not stamp.tzinfo else stamp,
        sound=fields.get("podcast_url", "").strip(),
    )
