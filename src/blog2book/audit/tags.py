"""The tags of a PDF's page, in the order in which a screen reader takes them (PDF 1.7, 14.7)."""

import ctypes
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import pypdfium2
from pypdfium2 import raw

_ASIDE = frozenset({"Caption"})
"""What a book sets where it looks best, before or after what it speaks of."""
_LINES = frozenset({"P", "Span"})
"""What holds a formula; pictures stand in boxes."""


class Tags:
    """The marked content of a page, by its numbers.

    `asides` has all of it in order, each with the number of the caption in which it stands, 0 for
    none; it is empty where a page has no tags. `spoken` has what is read out in place of what is
    drawn in a line, as formulas are; what is said of a picture is not in it, for it may repeat a
    caption. `links` are the numbers of what stands in a link.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        """Read the tags of a page."""
        self._page = page
        self.asides: dict[int, int] = {}
        self.spoken: dict[int, str] = {}
        self.links: set[int] = set()
        tree = raw.FPDF_StructTree_GetForPage(page)
        if tree:
            self._read(tree)
            raw.FPDF_StructTree_Close(tree)
        for number in self._pictures if self.spoken else ():
            self.spoken.pop(number, None)

    def height(self, number: int) -> float:
        """Return where the middle of a drawing is, in pt from the page's foot."""
        return self._heights.get(number, 0)

    @cached_property
    def _heights(self) -> Mapping[int, float]:
        heights: dict[int, float] = {}
        left, bottom, right, top = (ctypes.c_float(0) for _ in range(4))
        for at in range(raw.FPDFPage_CountObjects(self._page)):
            one = raw.FPDFPage_GetObject(self._page, at)
            if raw.FPDFPageObj_GetBounds(one, left, bottom, right, top):
                middle = (bottom.value + top.value) / 2
                heights.setdefault(raw.FPDFPageObj_GetMarkedContentID(one), middle)
        return heights

    @property
    def _pictures(self) -> Iterator[int]:
        """Yield the numbers of what is made of pixels."""
        for at in range(raw.FPDFPage_CountObjects(self._page)):
            one = raw.FPDFPage_GetObject(self._page, at)
            if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_IMAGE:
                yield raw.FPDFPageObj_GetMarkedContentID(one)

    def _read(self, tree: object) -> None:
        todo = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, at), 0, "", "", False)
            for at in reversed(range(raw.FPDF_StructTree_CountChildren(tree)))
        ]
        captions = 0
        while todo:
            element, aside, within, spoken, linked = todo.pop()
            if isinstance(element, int):
                self.asides.setdefault(element, aside)
                if linked:
                    self.links.add(element)
                if spoken:
                    self.spoken.setdefault(element, spoken)
                continue
            kind = _said(raw.FPDF_StructElement_GetType, element)
            linked = linked or kind == "Link"
            if not aside and kind in _ASIDE:
                aside = captions = captions + 1
            told = _said(raw.FPDF_StructElement_GetAltText, element) if within in _LINES else ""
            inside: list[tuple[object, int, str, str, bool]] = []
            for at in range(raw.FPDF_StructElement_CountChildren(element)):
                number = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
                child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
                if number >= 0 or child:
                    one = number if number >= 0 else child
                    inside.append((one, aside, kind, "" if inside else told, linked))
            todo.extend(reversed(inside))


def _said(ask: Callable[..., int], element: object) -> str:
    """Return what pdfium answers of an element: its type "Caption", or its text."""
    size = ask(element, None, 0)
    answer = ctypes.create_string_buffer(max(size, 2))
    ask(element, answer, size)
    return answer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
