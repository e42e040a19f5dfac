"""Rows of as many columns in the tags of a table that a page turn parts (ISO 14289-1, 7.2).

WeasyPrint tags what each page has of a table as a table of its own. A cell that comes down from the
page before is in none of its rows, and one that goes on behind the page spans more rows than there
are.
"""

from collections.abc import Callable, Sequence
from typing import Any

Element = Any  # a pydyf.Dictionary: pydyf has no types


def even(rows: Sequence[Sequence[Element]]) -> list[int]:
    """Shorten spans that reach out of the rows, and return how many cells each row then lacks.

    Each row is the list of its cells, in order.
    """
    widths: list[int] = []
    above: list[int] = []  # rows that cells from above still take, one for each of their columns
    for number, row in enumerate(rows):
        width = len(above)
        above = [left - 1 for left in above if left > 1]
        for cell in row:
            down = min(_span(cell, "RowSpan"), len(rows) - number)
            if _span(cell, "RowSpan") > down:
                cell["A"]["RowSpan"] = down
            across = _span(cell, "ColSpan")
            width += across
            above += [down - 1] * across if down > 1 else []
        widths.append(width)
    widest = max(widths, default=0)
    return [widest - width for width in widths]


def _span(cell: Element, name: str) -> int:
    return int(cell.get("A", {}).get(name, 1))


def mend(table: Element, get: Callable[[bytes], Element], new: Callable[..., Element]) -> None:
    """Give the rows of a table as many columns; what comes down from the page before is left."""
    rows = [*_rows(table, get)]
    cells = [[get(kid) for kid in row["K"] if isinstance(kid, bytes)] for row in rows]
    for row, lacking in zip(rows, even(cells), strict=True):
        fillers = [new("/TD", row, row["Pg"], []).reference for _ in range(lacking)]
        row["K"][:] = [*fillers, *row["K"]]


def _rows(element: Element, get: Callable[[bytes], Element]) -> list[Element]:
    found: list[Element] = []
    for kid in element["K"]:
        one = get(kid) if isinstance(kid, bytes) else {}
        if one.get("S") == "/TR":
            found.append(one)
        elif one.get("S") in ("/THead", "/TBody", "/TFoot"):
            found += _rows(one, get)
    return found
