"""Bookmarks: the rendition's navigation, each line at its place."""

from collections.abc import Iterator, Sequence

from blog2book.model.rendition import Heading
from blog2book.writers.pdf.layout import Sheets
from blog2book.writers.pdf.piece import Page

_OPEN_LINES = 40  # more lines than a screen shows: months are closed then


def place_bookmarks(navigation: Sequence[Heading], sheets: Sheets) -> None:
    """Set the bookmarks of all pages from `navigation`; what theme styles said is dropped.

    A heading whose anchor stands nowhere leads to its document's first page, and one whose
    document was not laid out is left out with its children moved up.
    """
    for page in sheets.pages:
        page.bookmarks = []
    first = {piece.document.name: sheets.pages[index] for index, piece in sheets.pieces}
    anchors: dict[str, Page] = {}
    for page in sheets.pages:
        for anchor in page.anchors:
            anchors.setdefault(anchor, page)
    lines = list(_lines(navigation, 1))
    crowded = len(lines) > _OPEN_LINES
    for level, heading in lines:
        page = anchors.get(heading.anchor) or first.get(heading.document)
        if page is None:
            continue
        x, y, *_ = page.anchors.get(heading.anchor, (0, 0))
        state = "closed" if crowded and heading.children and level > 1 else "open"
        page.bookmarks.append((level, heading.label, (x, y), state))


def _lines(navigation: Sequence[Heading], level: int) -> Iterator[tuple[int, Heading]]:
    for one in navigation:
        yield level, one
        yield from _lines(one.children, level + 1)
