"""A source as the Citation Style Language knows it (CSL 1.0.2)."""

from blog2book.model.sources import Day, Source

Item = dict[str, object]


def item(source: Source) -> Item:
    """Return a source as CSL knows it, without an id; what is not known is not there."""
    kind = "post-weblog" if source.is_blog else "webpage" if source.address else "document"
    fields: Item = {
        "type": kind,
        "author": [{"literal": source.author}] if source.author else "",
        "title": source.title,
        "container-title": source.site,
        "issued": {"date-parts": [_parts(source.published)]} if source.published else "",
        "URL": source.address,
        "archive_location": source.archived,
    }
    return {name: value for name, value in fields.items() if value}


def _parts(day: Day) -> list[int]:
    return [part for part in (day.year, day.month, day.day) if part]
