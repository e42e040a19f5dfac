"""A finished book as the audit reads it: its words in order, and where its parts begin."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from blog2book.errors import CheckError
from blog2book.proof import beginning

PICTURE = "\ufffc"
"""Stands among the words for a picture; it is a word of no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The words of a book in reading order, and a sign for each picture.

    `anchors` maps each id to the place of the first word at or after it; `notes` are those ids at
    which a note begins. `asides` are the places of captions, which a book sets where they look
    best, in order. `own` are the places of what the book itself says ("Picture not
    kept"), and `heads` those of what stands above a text: its day and title, who comments.
    """

    words: Sequence[str]
    anchors: Mapping[str, int]
    notes: Collection[str]
    asides: Sequence[range] = ()
    own: Sequence[range] = ()
    heads: Sequence[range] = ()

    def asides_of(self, start: int, end: int) -> Sequence[range]:
        """Return the captions from a place to another."""
        return _within(self.asides, start, end)

    def heads_of(self, start: int, end: int) -> Sequence[range]:
        """Return what stands above texts from a place to another."""
        return _within(self.heads, start, end)


def _within(places: Sequence[range], start: int, end: int) -> Sequence[range]:
    low = bisect_left(places, start, key=lambda one: one.start)
    return places[low : bisect_left(places, end, key=lambda one: one.start)]


class Book:
    """A book while it is read: `words` grows, and places are noted as they come."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._anchors: dict[str, int] = {}
        self._notes: set[str] = set()
        self._asides: list[range] = []
        self._own: list[range] = []
        self._heads: list[range] = []

    def anchor(self, name: str, *, note: bool) -> None:
        """Note an id that is led to."""
        self._anchors.setdefault(name, len(self.words))
        if note:
            self._notes.add(name)

    def aside(self, start: int) -> None:
        """Note that what was read from a place on is a caption."""
        self._asides.append(range(start, len(self.words)))

    def own(self, start: int, *, head: bool) -> None:
        """Note that what was read from a place on the book says itself, above a text perhaps."""
        self._own.append(range(start, len(self.words)))
        if head:
            self.head(start)

    def head(self, start: int) -> None:
        """Note that what was read from a place on stands above a text."""
        self._heads.append(range(start, len(self.words)))

    def picture(self) -> None:
        """Note a picture."""
        self.words.append(PICTURE)

    def printed(self) -> Printed:
        """Return the book that was read."""
        return Printed(
            words=self.words,
            anchors=self._anchors,
            notes=self._notes,
            asides=self._asides,
            own=self._own,
            heads=self._heads,
        )


def read_book(path: Path) -> Printed:
    """Read an EPUB or a PDF back. Raises CheckError where it is neither, or is damaged."""
    head = beginning(path)
    if head.startswith(b"%PDF-"):
        from blog2book.audit import pdf

        return pdf.read(path)
    if head.startswith(b"PK"):
        from blog2book.audit import epub

        return epub.read(path)
    raise CheckError(
        f"{path}: is neither an EPUB nor a PDF.", hint="audit reads finished books only."
    )
