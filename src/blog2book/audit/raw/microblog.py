"""micro.blog: the JSON Feed in its archive. index.html tells the same again."""

from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item
from blog2book.audit.raw.feed import of_json
from blog2book.audit.raw.files import files
from blog2book.audit.raw.markdown_text import marked_down


def items(source: Path) -> Iterator[Item]:
    """Yield the items of feed.json."""
    for name, path in files(source):
        if name.rpartition("/")[2] == "feed.json" or not source.is_dir():
            yield from of_json(name, path, marked_down)
