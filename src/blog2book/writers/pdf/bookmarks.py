"""Bookmarks: the rendition's navigation, each line at its place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from blog2book.model.rendition import Heading
from blog2book.writers.pdf.layout import all_headings

Place = Any  # where a bookmark leads: the destination as a pikepdf.Array

_OPEN_LINES = 40  # more lines than a screen shows: months are closed then


@dataclass(slots=True)
class _Line:
    """A heading at its place, with those below it. `folded`: they are not shown at first."""

    label: str
    place: Place
    folded: bool
    below: list["_Line"] = field(default_factory=list)


def add_bookmarks(
    pdf: Pdf, navigation: Sequence[Heading], place: Callable[[Heading], Place | None]
) -> None:
    """Add the outline; `place` says where a heading leads.

    One that leads nowhere is left out, and its children move up.
    """
    crowded = sum(1 for _ in all_headings(navigation)) > _OPEN_LINES
    lines = list(_lines(navigation, place, 1, crowded=crowded))
    if lines:
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        root.Count = _hang(pdf, root, lines)
        pdf.Root.Outlines = root


def _lines(
    headings: Sequence[Heading],
    place: Callable[[Heading], Place | None],
    level: int,
    *,
    crowded: bool,
) -> Iterator[_Line]:
    for one in headings:
        below = list(_lines(one.children, place, level + 1, crowded=crowded))
        found = place(one)
        if found is None:
            yield from below
        else:
            folded = crowded and bool(one.children) and level > 1
            yield _Line(one.label, found, folded, below)


def _hang(pdf: Pdf, parent: Dictionary, lines: Sequence[_Line]) -> int:
    """Hang lines on their parent; return how many are shown below it (ISO 32000-1, 12.3.3)."""
    items: list[Any] = []
    shown = len(lines)
    for line in lines:
        item = pdf.make_indirect(
            Dictionary(Title=String(line.label), Dest=Array(line.place), Parent=parent)
        )
        count = _hang(pdf, item, line.below) if line.below else 0
        if count:
            item.Count = -count if line.folded else count
        shown += 0 if line.folded else count
        if items:
            item.Prev = items[-1]
            items[-1].Next = item
        items.append(item)
    parent.First, parent.Last = items[0], items[-1]
    return shown
