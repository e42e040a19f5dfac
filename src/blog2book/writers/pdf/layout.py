"""The pieces in their order: sides, blanks, numbers, and where every anchor stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from blog2book.events import Report, StageAdvanced, StageStarted
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Document, Folios, Heading, Rendition, Side
from blog2book.writers.pdf.log import listening
from blog2book.writers.pdf.piece import Page, Piece, Press, Start, blank, lay

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def roman(number: int) -> str:
    """Return a number in small roman numerals."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The whole book: pieces in book order with the index of each one's first page, and pages.

    `pages` holds WeasyPrint's pages with blanks between pieces; `front` says how many of them are
    numbered in roman.
    """

    pieces: tuple[tuple[int, Piece], ...]
    pages: tuple[Page, ...]
    front: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is laid out so far. `lay_out` returns a new one; nothing in it changes."""

    rendition: Rendition
    press: Press
    sheets: Sheets = field(default=Sheets(pieces=(), pages=(), front=0))

    @property
    def pages(self) -> PageMap:
        """All anchors that are known so far; where one stands on several pages, the first."""
        found: dict[str, int] = {}
        for index, page in enumerate(self.sheets.pages):
            for anchor in page.anchors:
                found.setdefault(anchor, index)
        front, count = self.sheets.front, len(self.sheets.pages)
        labels = chain(map(roman, range(1, front + 1)), map(str, range(1, count - front + 1)))
        return PageMap(pages=found, labels=tuple(labels))

    @property
    def lost(self) -> frozenset[str]:
        """All ids to which a link or a heading leads, and which stand on no page (yet)."""
        known = self.pages.pages
        links = (link for page in self.sheets.pages for link in page.links)
        linked = {target for kind, target, *_ in links if kind == "internal"}
        headed = {one.anchor or one.document for one in _all(self.rendition.navigation)}
        return frozenset((linked | headed) - known.keys())


def begin(rendition: Rendition, faces: Mapping[str, Path]) -> Layout:
    """Return an empty layout. `faces` gives for a face's name the static file to use."""
    return Layout(rendition=rendition, press=Press(rendition, faces))


def lay_out(layout: Layout, documents: Iterable[Document], report: Report) -> Layout:
    """Return a layout with `documents` laid out, each in its place in the rendition.

    A document of the same name is replaced. Pieces whose first page gets another number or side
    by that are laid out again, so that every folio is true.
    """
    given = [one for one in documents if one.packed is not None]
    report(StageStarted(stage="laying out", total=len(given)))
    print_room = _PrintRoom(layout, given, report)
    return Layout(rendition=layout.rendition, press=layout.press, sheets=print_room.sheets())


class _PrintRoom:
    """One run of lay_out: what is there, what is new, and the pages as they pile up."""

    def __init__(self, layout: Layout, given: Sequence[Document], report: Report) -> None:
        self._layout = layout
        self._report = report
        self._given = {one.name: one for one in given}
        self._laid = {piece.document.name: piece for _, piece in layout.sheets.pieces}
        self._done = 0
        self._pages: list[Page | None] = []  # None is a blank
        self._front: int | None = None

    def sheets(self) -> Sheets:
        """Pile up all pieces in book order, with blanks where sides ask for them."""
        pieces: list[tuple[int, Piece]] = []
        for place in self._layout.rendition.documents:
            old = self._laid.get(place.name)
            document = self._given.get(place.name) or (old.document if old else None)
            if document is None:
                continue
            self._turn_to(document)
            index = len(self._pages)
            piece = self._piece(document, old, self._start(index))
            pieces.append((index, piece))
            self._pages += piece.pages
        if len(self._pages) % 2:
            self._pages.append(None)
        front = len(self._pages) if self._front is None else self._front
        return Sheets(pieces=tuple(pieces), pages=self._filled(), front=front)

    def _filled(self) -> tuple[Page, ...]:
        """Return the pages with one blank page, used again and again, in place of each None."""
        beside = next((page for page in self._pages if page is not None), None)
        if beside is None or None not in self._pages:
            return tuple(self._pages)
        empty = blank(self._layout.press, beside, self._layout.rendition.language)
        return tuple(page or empty for page in self._pages)

    def _turn_to(self, document: Document) -> None:
        """Add blanks until the side is right; page 1 is always a right-hand page."""
        odd = len(self._pages) % 2 == 1
        if document.folios is Folios.ARABIC and self._front is None:
            if odd:
                self._pages.append(None)
            self._front = len(self._pages)
            odd = False
        if (document.side is Side.RECTO and odd) or (document.side is Side.VERSO and not odd):
            self._pages.append(None)

    def _start(self, index: int) -> Start:
        """Return number and side; the first page of a book read from the right is a left one."""
        right = (index % 2 == 0) == (self._layout.rendition.direction != "rtl")
        return Start(number=index - (self._front or 0) + 1, right=right)

    def _piece(self, document: Document, old: Piece | None, start: Start) -> Piece:
        if old and old.document == document and old.start == start:
            piece = old
        else:
            press = self._layout.press
            with listening(
                self._report, lambda name: self._where(document, name), press.place_of_line
            ):
                piece = lay(press, document, start)
        if document.name in self._given:
            self._done += 1
            self._report(StageAdvanced(stage="laying out", done=self._done))
        return piece

    def _where(self, document: Document, name: str) -> str:
        """Return the post that shows the file `name`, else the document's title, in words."""
        return _heading_before(self._layout.rendition, document, name) or document.title


def _all(headings: Iterable[Heading]) -> Iterator[Heading]:
    """Yield headings and all below them, in order."""
    for one in headings:
        yield one
        yield from _all(one.children)


def _heading_before(rendition: Rendition, document: Document, name: str) -> str:
    """Return the label of the last heading whose anchor stands before `name` in the text."""
    text = document.text or ""
    end = text.find(name) if name else -1
    before = [
        (text.rfind(f'id="{one.anchor}"', 0, end), one.label)
        for one in _all(rendition.navigation)
        if one.anchor and one.document == document.name
    ]
    place, label = max(before, default=(-1, ""))
    return label if end >= 0 and place >= 0 else ""
