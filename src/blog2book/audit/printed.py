"""A finished book as the audit reads it: its words in order, and where its parts begin."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from blog2book.errors import CheckError
from blog2book.proof import beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The words of a book in reading order.

    `anchors` maps each id to the place of the first word at or after it; `notes` are those ids at
    which a note begins. `leaves` are the names of documents or pages ("page 12"), each with the
    place of its first word, in order. `asides` are the places of captions, which a book sets where
    they look best, in order.
    """

    words: Sequence[str]
    anchors: Mapping[str, int]
    notes: Collection[str]
    leaves: Sequence[tuple[int, str]]
    asides: Sequence[range] = ()

    def asides_of(self, start: int, end: int) -> Sequence[range]:
        """Return the captions from a place to another."""
        low = bisect_left(self.asides, start, key=lambda one: one.start)
        return self.asides[low : bisect_left(self.asides, end, key=lambda one: one.start)]

    def leaf(self, place: int) -> str:
        """Return the name of the document or page on which a word stands, "" before the first."""
        at = bisect_right(self.leaves, place, key=lambda one: one[0])
        return self.leaves[at - 1][1] if at else ""


class Book:
    """A book while it is read: `words` grows, and places are noted as they come."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._anchors: dict[str, int] = {}
        self._notes: set[str] = set()
        self._leaves: list[tuple[int, str]] = []
        self._asides: list[range] = []

    def leaf(self, name: str) -> None:
        """Begin a document or page."""
        self._leaves.append((len(self.words), name))

    def anchor(self, name: str, *, note: bool) -> None:
        """Note an id that is led to."""
        self._anchors.setdefault(name, len(self.words))
        if note:
            self._notes.add(name)

    def aside(self, start: int) -> None:
        """Note that what was read from a place on is a caption."""
        self._asides.append(range(start, len(self.words)))

    def printed(self) -> Printed:
        """Return the book that was read."""
        return Printed(
            words=self.words,
            anchors=self._anchors,
            notes=self._notes,
            leaves=self._leaves,
            asides=self._asides,
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
