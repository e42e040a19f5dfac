"""Day One: the entries of each journal in JSON."""

from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys, parsed, record, rows, text_of, word
from blog2book.audit.raw.markdown_text import marked_down


def items(source: Path) -> Iterator[Item]:
    """Yield the entries of all journals."""
    for name, path in files(source):
        if source.is_dir() and not name.lower().endswith(".json"):
            continue
        for number, one in enumerate(rows(record(parsed(text_of(path))).get("entries")), 1):
            entry, place = record(one), f"{name}, entry {number}"
            written, rich = word(entry.get("text")), word(entry.get("richText"))
            runs = rows(record(parsed(rich)).get("contents"))
            if not entry or (rich and not written and not runs):
                yield other(place)
                continue
            spoken = "".join(word(record(run).get("text")) for run in runs)
            yield Item(
                kind="post",
                place=place,
                title="",
                text=marked_down(written) or spoken,
                day=day(entry.get("creationDate")),
                open=True,
                keys=keys(entry.get("uuid")),
            )
