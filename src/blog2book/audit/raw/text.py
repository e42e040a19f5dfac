"""Text pasted from a blog's page: a line that is a date begins what was written on that day."""

import re
from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import files, text_of

_DATE = re.compile(
    r"(?=.{6,60}$)(?=.*(?:\b(?:19|20)\d\d\b|\d{4}年))(?=.*\d.*\d{4}|.*\d{4}.*\d)"
    r"(?:(?:[^\W\d_]++\.?|\d{1,4}+(?:st|nd|rd|th|er|º)?)[\s,./:|-]*+){1,9}$"
)
_LONGEST = 60
"""Letters in a line that is a date."""
_MOST_ABOVE = 20
"""Words above the first day that may be the blog's name; more are a text of their own."""


def items(source: Path) -> Iterator[Item]:
    """Yield a post for each day; a long text above the first is one too."""
    for name, path in files(source):
        lines = text_of(path).split("\n")
        begins = [at for at, line in enumerate(lines) if _is_date(line.strip())]
        above = "\n".join(lines[: begins[0]] if begins else lines)
        if len(above.split()) > _MOST_ABOVE:
            yield _item(above, f"{name}, line 1")
        elif above.strip():
            yield other(f"{name}, line 1")
        for at, end in zip(begins, [*begins[1:], len(lines)], strict=False):
            yield _item("\n".join(lines[at + 1 : end]), f"{name}, line {at + 1}")


def _is_date(line: str) -> bool:
    """Say whether a line is nothing but a day."""
    return len(line) <= _LONGEST and bool(_DATE.match(line))


def _item(text: str, place: str) -> Item:
    return Item(kind="post", place=place, title="", text=text, day="", open=True, keys=())
