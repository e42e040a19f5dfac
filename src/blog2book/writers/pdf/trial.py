"""A layout on trial: rules look at its pages, edit the tree, have it laid out again, and judge."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import LineBox, TableCellBox

Printed = Any  # weasyprint.Document: WeasyPrint has no types
Page = Any  # weasyprint.document.Page
Box = Any  # weasyprint.formatting_structure.boxes.Box
Edit = Callable[[Element], None]

_HEADS = frozenset({"header", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Trial:
    """A layout, the edits that its tree had, in their order, and what lays the text out again."""

    printed: Printed
    again: Callable[[Edit], Printed]
    edits: tuple[Edit, ...] = ()

    @property
    def pages(self) -> Sequence[Page]:
        """The pages, in order."""
        pages: Sequence[Page] = self.printed.pages
        return pages

    def also(self, edit: Edit) -> "Trial":
        """Return the layout with one more edit, of the tree that the others left."""
        edits = (*self.edits, edit)

        def whole(tree: Element) -> None:
            for one in edits:
                one(tree)

        return Trial(self.again(whole), self.again, edits)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, the box of a picture, or an ornament.

    `top` and `bottom` count lines from the head of its page, `page` counts from 0; `head`: it
    belongs to a heading.
    """

    page: int
    top: float
    bottom: float
    head: bool
    box: Box

    @property
    def element(self) -> Element:
        """The element that it was made from."""
        element: Element = self.box.element
        return element


def rows(pages: Iterable[Page]) -> Iterator[Row]:
    """Yield what stands on pages, in the order of the text; feet and margins are left out."""
    for number, page in enumerate(pages):
        top, line = page._page_box.content_box_y(), leading(page)  # noqa: SLF001 - as in flow
        for box, head in _rows(flow(page), head=False):
            above = (box.border_box_y() - top) / line
            yield Row(number, above, above + box.border_height() / line, head, box)


def _rows(box: Box, *, head: bool) -> Iterator[tuple[Box, bool]]:
    head = head or box.element_tag in _HEADS
    children = getattr(box, "children", ())
    if isinstance(box, LineBox) or is_plate(box) or (not children and box.border_height()):
        yield box, head
        return
    for child in children:
        yield from _rows(child, head=head)


def is_plate(box: Box) -> bool:
    """Say whether a box is that of a picture which stands alone (`figure.html` of base)."""
    return isinstance(box, TableCellBox) and box.element.get("class") == "plate"


def flow(page: Page) -> Box:
    """Return the box of the root element; feet and margins stand beside it."""
    return page._page_box.children[0]  # noqa: SLF001 - WeasyPrint shows its boxes in no other way


def leading(page: Page) -> float:
    """Return the height of a line in px, which base/css/print.css gives the root as its size."""
    size: float = flow(page).style["font_size"]
    return size


def foot(page: Page) -> int:
    """Return how many lines a page has."""
    return int(page._page_box.height / leading(page) + 0.01)  # noqa: SLF001 - as in flow
