"""A source as the Citation Style Language knows it (CSL 1.0.2)."""

from blog2book.cite.surnames import parted
from blog2book.model.sources import Day, Source

Item = dict[str, object]


def item(source: Source, language: str) -> Item:
    """Return a source as CSL knows it, without an id; what is not known is not there.

    `language` is the book's, by which names of persons are parted.
    """
    kind = "post-weblog" if source.is_blog else "webpage" if source.address else "document"
    fields: Item = {
        "type": kind,
        "author": [named(source.author, language)] if source.author else "",
        "title": source.title,
        "container-title": source.site,
        "issued": {"date-parts": [_parts(source.published)]} if source.published else "",
        "URL": source.address,
        "archive_location": source.archived,
    }
    return {name: value for name, value in fields.items() if value}


def named(author: str, language: str) -> dict[str, str]:
    """Return an author as CSL knows one: a person's name in its parts, any other as it is."""
    if parts := parted(author, language):
        return {"family": parts[0], "given": parts[1]}
    return {"literal": author}


def _parts(day: Day) -> list[int]:
    return [part for part in (day.year, day.month, day.day) if part]
