"""The pieces in their order: sides, blanks, numbers, and where every anchor stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path

from blog2book.events import Notice, Report, StageAdvanced, StageStarted
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Document, Folios, Heading, Rendition, Side
from blog2book.ports import Context
from blog2book.writers.pdf.compose import Order
from blog2book.writers.pdf.desk import Desk, Made
from blog2book.writers.pdf.piece import Start
from blog2book.writers.pdf.slots import guessed, noughts, targets

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)

_TURNS = 3
"""After so many turns a page number keeps its room when it gets shorter."""

_GUESS = 2
"""Pages of a piece that nobody has seen yet, for the side of one behind it that takes either."""


def roman(number: int) -> str:
    """Return a number in small roman numerals."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document that is laid out: its side, its room for page numbers, and what was made of it."""

    document: Document
    right: bool
    room: tuple[tuple[str, str], ...]
    made: Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The whole book: pieces in book order with the index of each one's first page.

    Pages that no piece has are blank. There are `count`; `front` of them are numbered in roman.
    """

    pieces: tuple[tuple[int, Piece], ...]
    count: int
    front: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is laid out so far. `lay_out` returns a new one; nothing in it changes."""

    rendition: Rendition
    desk: Desk
    sheets: Sheets = field(default=Sheets(pieces=(), count=0, front=0))
    told: frozenset[Notice] = frozenset()

    @property
    def pages(self) -> PageMap:
        """All anchors that are known so far; where one stands on several pages, the first."""
        return _page_map(self.sheets)

    @property
    def astray(self) -> tuple[Document, ...]:
        """The documents with notes that are not at the foot of their calls' pages."""
        return tuple(one.document for _, one in self.sheets.pieces if one.made.docket.astray)

    @property
    def lost(self) -> frozenset[str]:
        """All ids to which a link or a heading leads, and which stand on no page (yet)."""
        known = self.pages.pages
        linked = {one for _, piece in self.sheets.pieces for one in piece.made.docket.targets}
        headed = {one.anchor or one.document for one in all_headings(self.rendition.navigation)}
        return frozenset((linked | headed) - known.keys())


def _page_map(sheets: Sheets) -> PageMap:
    found: dict[str, int] = {}
    for index, piece in sheets.pieces:
        for anchor, page in piece.made.docket.anchors.items():
            found.setdefault(anchor, index + page)
    front, count = sheets.front, sheets.count
    labels = chain(map(roman, range(1, front + 1)), map(str, range(1, count - front + 1)))
    return PageMap(pages=found, labels=tuple(labels))


def begin(rendition: Rendition, faces: Mapping[str, Path], context: Context) -> Layout:
    """Return an empty layout. `faces` gives for a face's name the static file to use.

    `context` says where pieces are kept and how many processes lay them out.
    """
    return Layout(rendition=rendition, desk=Desk(rendition, faces, context))


def lay_out(layout: Layout, documents: Iterable[Document], report: Report) -> Layout:
    """Return a layout with `documents` laid out, each in its place in the rendition.

    A document of the same name is replaced. Pieces that change sides by that are laid out again.
    Raises WriteError where a document cannot be laid out, and OSError where a disk is full.
    """
    given = {one.name: one for one in documents if one.packed is not None}
    report(StageStarted(stage="laying out", total=len(given)))
    old = {piece.document.name: piece for _, piece in layout.sheets.pieces}
    room = _PrintRoom(layout, given, old, report)
    sheets = room.sheets()
    notices = [
        one
        for _, piece in sheets.pieces
        for one in piece.made.docket.notices
        if piece is not old.get(piece.document.name)
    ]
    notices += layout.desk.notices
    new = [one for one in dict.fromkeys(notices) if one not in layout.told]
    for notice in new:
        report(notice)
    return replace(layout, sheets=sheets, told=layout.told.union(new))


class _PrintRoom:
    """One run of lay_out: what is there, and what is new."""

    def __init__(
        self,
        layout: Layout,
        given: Mapping[str, Document],
        old: Mapping[str, Piece],
        report: Report,
    ) -> None:
        self._layout = layout
        self._given = given
        self._report = report
        self._laid = {(one.document.name, one.right): one for one in old.values()}
        self._done = 0
        self._documents = [
            given.get(place.name) or old[place.name].document
            for place in layout.rendition.documents
            if place.name in given or place.name in old
        ]
        self._targets = {one.name: targets(one) for one in self._documents}
        wanted = {anchor for anchors in self._targets.values() for anchor in anchors}
        self._room = dict(guessed(self._documents, sorted(wanted))) if wanted else {}

    def sheets(self) -> Sheets:
        """Lay out what is missing until each slot has room for its number.

        A number that got shorter may keep its room after some turns, so that there is an end.
        """
        for turn in count(1):
            sheets = self._on_their_sides()
            pages = _page_map(sheets)
            room = {anchor: noughts(pages.label(anchor)) for anchor in self._room}
            if turn > _TURNS:
                room = {
                    anchor: max(one, self._room[anchor], key=len) for anchor, one in room.items()
                }
            if room == self._room:
                break
            self._room = room
        return sheets

    def _on_their_sides(self) -> Sheets:
        """Lay out what is missing until each piece stands on the side on which it began.

        Where a piece begins depends on those before it, but mostly only its side is of interest,
        and mostly the document says which. One that takes either side is laid out for the side
        that it would have by what is known; each turn settles at least one of them.
        """
        while True:
            sheets, wanted = self._imposed()
            self._advance(len(self._given) - len(wanted))
            if sheets is not None:
                return sheets
            made = self._layout.desk.made(
                [self._order(document, right=right) for document, right in wanted],
                lambda: self._advance(self._done + 1),
            )
            for (document, right), one in zip(wanted, made, strict=True):
                self._keep(document, right=right, made=one)

    def _imposed(self) -> tuple[Sheets | None, list[tuple[Document, bool]]]:
        """Put all pieces in order, with blanks; or say which are missing, and for which side."""
        filled, front = 0, None
        pieces: list[tuple[int, Piece]] = []
        wanted: list[tuple[Document, bool]] = []
        for document in self._documents:
            if document.folios is Folios.ARABIC and front is None:
                front = filled = filled + filled % 2
            odd = filled % 2 == 1
            if (document.side is Side.RECTO and odd) or (document.side is Side.VERSO and not odd):
                filled += 1
            right = (filled % 2 == 0) == (self._layout.rendition.direction != "rtl")
            piece = self._known(document, right=right)
            if piece is not None:
                pieces.append((filled, piece))
                filled += piece.made.pages
            else:
                wanted.append((document, right))
                other = self._known(document, right=not right)
                filled += other.made.pages if other else _GUESS
        filled += filled % 2
        if wanted:
            return None, wanted
        front = filled if front is None else front
        return Sheets(pieces=tuple(pieces), count=filled, front=front), []

    def _known(self, document: Document, *, right: bool) -> Piece | None:
        """Return the piece of a document that begins on that side, if there is one by now."""
        piece = self._laid.get((document.name, right))
        room = self._room_in(document)
        if piece is not None and piece.document == document and piece.room == room:
            return piece
        made = self._layout.desk.known(self._order(document, right=right))
        return None if made is None else self._keep(document, right=right, made=made)

    def _keep(self, document: Document, *, right: bool, made: Made) -> Piece:
        piece = Piece(document=document, right=right, room=self._room_in(document), made=made)
        self._laid[document.name, right] = piece
        return piece

    def _room_in(self, document: Document) -> tuple[tuple[str, str], ...]:
        return tuple((anchor, self._room[anchor]) for anchor in self._targets[document.name])

    def _order(self, document: Document, *, right: bool) -> Order:
        headings = tuple(
            (one.anchor, one.label)
            for one in all_headings(self._layout.rendition.navigation)
            if one.anchor and one.document == document.name
        )
        start = Start(number=1, right=right)
        room = self._room_in(document)
        return Order(document=document, start=start, room=room, headings=headings)

    def _advance(self, count: int) -> None:
        """Tell how many are done, of those that were given; one laid out again counts once."""
        if self._done < count <= len(self._given):
            self._done = count
            self._report(StageAdvanced(stage="laying out", done=count))


def all_headings(headings: Iterable[Heading]) -> Iterator[Heading]:
    """Yield headings and all below them, in order."""
    for one in headings:
        yield one
        yield from all_headings(one.children)
