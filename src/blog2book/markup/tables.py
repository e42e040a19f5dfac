"""Tables whose rows are all of one width: PDF/UA wants that, and no blog's editor sees to it."""

from collections.abc import Sequence
from itertools import groupby

from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import GROUPS

_WIDEST = 60
"""Columns that a cell may span: no page has room for as many."""

_MOST = 200
"""Columns of a table beyond which cells span nothing, and gaps stay: nobody wrote it to be read."""


def close_up(group: Node) -> None:
    """Shorten what spans down over rows of a group that hold nothing and are about to go.

    Where an empty cell spans down over rows that hold something, it keeps their cells in their
    columns: `reaches_down` says of its row that it must stay.
    """
    rows = [*group.nodes()]
    staying = [0] * (len(rows) + 1)  # of each row, how many from there on stay
    for number, row in reversed([*enumerate(rows)]):
        for cell in row.nodes():
            end = min(number + _span(cell, "rowspan"), len(rows))
            _set(cell, "rowspan", 1 + staying[number + 1] - staying[end])
        stays = not row.is_empty() or reaches_down(row)
        staying[number] = staying[number + 1] + stays


def reaches_down(row: Node) -> bool:
    """Say whether a cell of a row spans further rows."""
    return any("rowspan" in cell.attributes for cell in row.nodes())


def even(root: Node) -> None:
    """Give all rows of each table the same columns (ISO 14289-1, 7.2; veraPDF's tests 41 to 43).

    Cells stand where HTML puts them ("Forming a table"). A span that would reach out of its rows,
    or over a cell that comes down from above, is shortened; what a row lacks at its end is filled
    with empty cells. A head without words heads nothing (WCAG 2.2, 1.3.1): it becomes a cell.
    """
    for table in [one for one in root.walk() if one.tag == "table"]:
        groups = [[*group.nodes()] for group in table.nodes() if group.tag in GROUPS]
        width = max((_place(rows, 0) for rows in groups), default=0)
        for rows in groups if width <= _MOST else ():
            _place(rows, width)
        for cell in (cell for rows in groups for row in rows for cell in row.nodes()):
            if cell.tag == "th" and cell.is_empty():
                cell.tag = "td"
                cell.attributes.pop("scope", None)


def _place(rows: Sequence[Node], width: int) -> int:
    """Place the cells of a group, and return how many columns they take; fill up to `width`."""
    above: dict[int, int] = {}  # of each column, how many rows more a cell from above takes
    widest = 0
    for number, row in enumerate(rows):
        taken = dict(above)
        column = 0
        for cell in row.nodes():
            while column in above:
                column += 1
            span = down = 1
            if column < _MOST:
                down = min(_span(cell, "rowspan"), len(rows) - number)
                while span < min(_span(cell, "colspan"), _WIDEST) and column + span not in above:
                    span += 1
            _set(cell, "colspan", span)
            _set(cell, "rowspan", down)
            taken.update(dict.fromkeys(range(column, column + span), down))
            column += span
        widest = max(widest, max(taken, default=-1) + 1)
        _fill(row, [one for one in range(width) if one not in taken])
        above = {one: left - 1 for one, left in taken.items() if left > 1}
    return widest


def _fill(row: Node, gaps: Sequence[int]) -> None:
    """Add an empty cell for each run of columns."""
    for _, run in groupby(enumerate(gaps), key=lambda pair: pair[1] - pair[0]):
        cell = Node("td")
        _set(cell, "colspan", len([*run]))
        row.append(cell)


def _span(cell: Node, name: str) -> int:
    return int(cell.attributes.get(name, "1"))


def _set(cell: Node, name: str, span: int) -> None:
    if span > 1:
        cell.attributes[name] = str(span)
    else:
        cell.attributes.pop(name, None)
