"""Page numbers: set on sheets of their own in the theme's type, printed on the pages when bound.

A piece does not know its numbers, so that it stays as it is where others grow. A sheet has pages of
the same style as the piece's, numbered in turn, of which the folio alone is left. It depends on
nothing but theme and number, and is kept for the next book.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from blog2book.model.rendition import Document, Folios, Rendition, Role, Side
from blog2book.writers.pdf.compose import Order
from blog2book.writers.pdf.docket import Docket, Folio
from blog2book.writers.pdf.layout import Sheets
from blog2book.writers.pdf.piece import Start

NUMBERS = 20
"""Numbers on a sheet; even, so that each begins on the same side."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of folios: the style of its pages, its first number, and how many numbers it has."""

    page: str
    root: tuple[tuple[str, str], ...]
    styles: tuple[str, ...]
    first: int
    numbers: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """A number to be printed: the index of a page in the book, and the place on its sheet."""

    page: int
    sheet: Sheet
    place: int


def stamps(sheets: Sheets) -> Iterator[Stamp]:
    """Yield what is to be printed on the pages of a book, in order.

    A page that begins its piece gets a sheet of its own where a style sets it apart.
    """
    for index, piece in sheets.pieces:
        docket = piece.made.docket
        for page, folio in enumerate(docket.folios, index):
            if folio is not None:
                number = page + 1 if page < sheets.front else page - sheets.front + 1
                yield _stamp(page, number, folio, docket)


def _stamp(page: int, number: int, folio: Folio, docket: Docket) -> Stamp:
    place = 0 if folio.first else (number - 1) % NUMBERS
    sheet = Sheet(
        page=folio.page,
        root=tuple(sorted(docket.root.items())),
        styles=docket.styles,
        first=number - place,
        numbers=1 if folio.first else NUMBERS,
    )
    return Stamp(page, sheet, place)


def order(sheet: Sheet, rendition: Rendition) -> Order:
    """Return the order for a sheet."""
    root: Mapping[str, str] = dict(sheet.root)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in sheet.root)
    links = "".join(f'<link rel="stylesheet" href="{name}"/>' for name in sheet.styles)
    style = f"display: block; page: {sheet.page or 'auto'}; break-after: page"
    body = (
        f'<i style="{style}"></i>' * (sheet.numbers - 1)
        + f'<i style="{style[: style.rfind(";")]}"></i>'
    )
    text = f"<html{attributes}><head><title>-</title>{links}</head><body>{body}</body></html>"
    document = Document(
        name="folios",
        role=Role.PAGE,
        title="Folios",
        packed=zlib.compress(text.encode(), 1),
        language=root.get("lang", rendition.language),
        direction=root.get("dir", rendition.direction),
        side=Side.ANY,
        folios=Folios.ARABIC,
    )
    right = (sheet.first % 2 == 1) == (rendition.direction != "rtl")
    return Order(document=document, start=Start(number=sheet.first, right=right), sheet=True)
