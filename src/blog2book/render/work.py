"""What a book is made from, whatever the medium, and the room that its pages give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from blog2book.config import Settings
from blog2book.model.book import Book
from blog2book.model.rendition import Formula, Measure, Medium, Plate
from blog2book.model.sources import Ledger
from blog2book.render.theme import Theme

_PAGES = {
    "a5": Measure(width=289.13, height=448, leading=14, dpi=300, long_edge=0),
    "6x9": Measure(width=302, height=493, leading=14.5, dpi=300, long_edge=0),
}
"""The text area of each trim, which base/css/print*.css sets and no theme may change."""

_SCREEN = Measure(width=0, height=0, leading=0, dpi=0, long_edge=2000)


def _no_code(_address: str) -> None:
    """Draw no code: on a screen a link is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A book with its notes, its theme, its settings, and its pictures made ready.

    `plates` maps each address in an `img src` to its picture for one medium; a picture that is not
    there is missing. `code` draws the QR code of an address, `formula` one in MathML, of which it
    is told where it stands; both give None where the medium wants none. `behind` are the months
    whose notes stand behind them, for they did not fit at the feet of pages.
    """

    book: Book
    ledger: Ledger
    theme: Theme
    plates: Mapping[str, Plate]
    settings: Settings
    code: Callable[[str], Plate | None] = _no_code
    formula: Callable[[str, str], Formula | None] | None = None
    behind: frozenset[str] = frozenset()


def measure(medium: Medium, trim: str) -> Measure:
    """Return the room that a page of `trim` ("a5", "6x9") gives a picture, in pt."""
    return _SCREEN if medium is Medium.EPUB else _PAGES[trim]
