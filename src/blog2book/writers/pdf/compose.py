"""One piece, from a document to a tagged PDF and its docket: what a worker process does."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.text.fonts import get_hb_object_data

from blog2book.events import Event, Notice
from blog2book.model.rendition import Document
from blog2book.writers.pdf import notes
from blog2book.writers.pdf.docket import Cut, Docket, Folio, Slot
from blog2book.writers.pdf.embedding import one_for_each_file
from blog2book.writers.pdf.finish import Finisher
from blog2book.writers.pdf.log import listening
from blog2book.writers.pdf.piece import BASE, Page, Press, Start, lay
from blog2book.writers.pdf.slots import reserved

VARIANT = "pdf/ua-1"

KeepFont = Callable[[str, bytes], None]
"""Told the digest and the bytes of each whole font that a piece takes glyphs from."""

_OF_THE_PIECE = frozenset({"string()", "element()"})
_CHOOSABLE = ("class", "dir", "lang")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A piece that is wanted: its document, where it begins, and the headings in it.

    `room` gives for each anchor whose page is printed what to lay out in its place (slots.py). Each
    heading is an id with a label in words; the last one before a fault names its place. The pages
    of a `sheet` show their folios and nothing else.
    """

    document: Document
    start: Start
    room: tuple[tuple[str, str], ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    sheet: bool = False


def compose(press: Press, order: Order, path: Path, keep_font: KeepFont) -> Docket:
    """Lay a piece out, write its PDF to `path`, and return its docket.

    The PDF is tagged (a sheet's is not), without bookmarks, and has a named destination for each
    anchor. A page number is left out, to be printed by the binder. Raises OSError.
    """
    heard: list[Event] = []
    press.forget()
    styles = press.sheets(order.document.text or "", heard.append)
    with listening(heard.append, lambda name: _where(order, name)):
        pages, printed = _pages(press, order)
        astray = not order.sheet and bool(notes.astray(order.document.text or "", pages))
        folios = [_take_folio(page, first_differs=press.first_differs) for page in pages]
        if order.sheet:
            for page in pages:
                _clear(page)
        dead = tuple(target for page in pages for target in _dead(page))
        anchors: dict[str, int] = {}
        for number, page in enumerate(pages):
            page.bookmarks = []
            for anchor in page.anchors:
                anchors.setdefault(anchor, number)
        targets = {
            target for page in pages for kind, target, *_ in page.links if kind == "internal"
        }
        foreign = targets - anchors.keys()
        # WeasyPrint drops a link whose anchor it does not know; the finisher takes these out again
        pages[0].anchors.update(dict.fromkeys(sorted(foreign), (0, 0, 0, 0)))
        slots: list[tuple[int, int, str]] = []
        finisher = Finisher(prefix=order.document.name, foreign=foreign, slots=slots)
        with one_for_each_file():
            printed.write_pdf(
                path,
                pdf_variant=None if order.sheet else VARIANT,
                finisher=None if order.sheet else finisher,
            )
    root = printed._html.etree_element  # noqa: SLF001 - WeasyPrint keeps it nowhere else
    return Docket(
        folios=tuple(folios),
        root={name: root.get(name) for name in _CHOOSABLE if root.get(name)},
        styles=styles,
        anchors=anchors,
        targets=tuple(sorted(targets)),
        dead=dead,
        astray=astray,
        slots=_slots(slots, dict(order.room)),
        cuts=tuple(_cuts(printed.fonts.values(), keep_font)),
        notices=(*(one for one in heard if isinstance(one, Notice)), *_mixed(pages)),
    )


def _pages(press: Press, order: Order) -> tuple[Sequence[Page], Any]:
    if order.sheet:
        printed = press.lay(order.document.text or "", *order.start.styles)
    else:
        text = reserved(order.document.text or "", dict(order.room))
        document = replace(order.document, packed=zlib.compress(text.encode(), 1))
        printed = lay(press, document if order.room else order.document, order.start).printed
    return printed.pages, printed


def _slots(found: Iterable[tuple[int, int, str]], room: Mapping[str, str]) -> tuple[Slot, ...]:
    """Return the slots that wait for figures; words that were laid out stay as they are."""
    return tuple(
        Slot(page=page, mark=mark, target=target, room=room[target])
        for page, mark, target in found
        if room.get(target, "").isdecimal()
    )


def _where(order: Order, name: str) -> str:
    """Return the post that shows the file `name`, else the document's title, in words."""
    text = order.document.text or ""
    end = text.find(name) if name else -1
    before = [(text.rfind(f'id="{anchor}"', 0, end), label) for anchor, label in order.headings]
    place, label = max(before, default=(-1, ""))
    return label if end >= 0 and place >= 0 and label else order.document.title


def _take_folio(page: Page, *, first_differs: bool) -> Folio | None:
    """Take the boxes in a page's margin that print its number; say how they are found again."""
    box = page._page_box  # noqa: SLF001 - WeasyPrint shows its boxes in no other way
    kept = [child for child in box.children if not _is_folio(child)]
    if len(kept) == len(box.children):
        return None
    page.folios = [child for child in box.children if _is_folio(child)]
    box.children = kept
    return Folio(page=box.page_type.name or "", first=first_differs and box.page_type.index == 0)


def _mixed(pages: Sequence[Page]) -> list[Notice]:
    """Tell of folios that print words of the piece too: on a sheet nobody knows those."""
    boxes = [box for page in pages for box in getattr(page, "folios", ())]
    if not any(kind in _OF_THE_PIECE for box in boxes for kind, _ in box.style["content"]):
        return []
    message = (
        "A box in the margin prints the page's number and a running head: the head is left out."
    )
    return [
        Notice(
            code="layout-warning",
            message=message,
            where="style sheet",
            hint="Give each a box of its own",
        )
    ]


def _is_folio(box: Any) -> bool:  # noqa: ANN401 - a weasyprint Box
    if not isinstance(box, MarginBox) or not isinstance(box.style["content"], tuple | list):
        return False
    return any(
        kind in ("counter()", "counters()") and value[0] == "page"
        for kind, value in box.style["content"]
    )


def _clear(page: Page) -> None:
    """Leave nothing on a page but its folio."""
    box = page._page_box  # noqa: SLF001 - as in _take_folio
    box.children = getattr(page, "folios", [])
    box.background = box.canvas_background = None
    page.anchors.clear()
    page.links.clear()


def _dead(page: Page) -> list[str]:
    """Drop links to files that a PDF does not have, and inherited ones that repeat their parent.

    Returns the names of the files.
    """
    kept: list[Page] = []
    dead: list[str] = []
    for link in page.links:
        _, target, *_ = link
        if target.startswith(BASE):
            dead.append(target.removeprefix(BASE))
        elif not (kept and _repeats(link, kept[-1])):
            kept.append(link)
    page.links[:] = kept
    return dead


def _repeats(link: Page, before: Page) -> bool:
    """Say whether `link` only inherits the one before it and lies inside its rectangle."""
    _, target, (left, top, right, bottom), box = link
    _, other, (x1, y1, x2, y2), _ = before
    slack = 1.0  # CSS px
    inside = left >= x1 - slack and top >= y1 - slack and right <= x2 + slack
    return box.link is None and target == other and inside and bottom <= y2 + slack


def _cuts(fonts: Any, keep_font: KeepFont) -> Iterator[Cut]:  # noqa: ANN401 - WeasyPrint's
    """Yield the fonts that can be cut anew from their files for the whole book.

    One that WeasyPrint changes beyond that (a variable one, pictures, glyphs that it lacks) stays
    the piece's own.
    """
    united: dict[str, Cut] = {}
    for font in fonts:
        own = font.bitmap or font.png or font.svg or font.colr or font.missing
        if own or "fvar" in font.tables or font.variations:
            continue
        if font.hash not in united:
            whole = get_hb_object_data(font.hb_face)
            digest = sha256(whole).hexdigest()
            keep_font(digest, whole)
            united[font.hash] = Cut(
                name=font.hash,
                digest=digest,
                number=font.index,
                count=font.glyph_count,
                em=font.upem,
                texts={},
                widths={},
                drawings=font.letters.drawings,
            )
        cut = united[font.hash]
        united[font.hash] = replace(
            cut,
            texts={**cut.texts, **font.to_unicode},
            widths={**cut.widths, **font.widths},
        )
    yield from united.values()
