"""The tags of a PDF's page, in the order in which a screen reader takes them (PDF 1.7, 14.7)."""

import ctypes
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_ASIDE = frozenset({"Caption"})
"""What a book sets where it looks best, before or after what it speaks of."""
_LINES = frozenset({"P", "Span"})
"""What holds a formula; pictures stand in boxes."""
_FRAME = "NonStruct"
"""What a PDF calls figures, and the heads of posts."""
_TITLES = frozenset({"H1", "H2", "H3"})


class Mark(NamedTuple):
    """Where marked content stands: in which caption, by its number, 0 for none, and who speaks.

    `voice` is "own" where the book does, "head" in what stands above a text, "both" there where the
    book does (its day), else ""; and "picture" for what says nothing.
    """

    aside: int = 0
    voice: str = ""


class Tags:
    """The marked content of a page, by its numbers.

    `marks` has all of it in order, each with where it stands; it is empty where a page has no tags.
    `spoken` has what is read out in place of what is
    drawn in a line, as formulas are; what is said of a picture is not in it, for it may repeat a
    caption. `links` are the numbers of what stands in a link.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        """Read the tags of a page."""
        self._page = page
        self.marks: dict[int, Mark] = {}
        self.spoken: dict[int, str] = {}
        self.links: set[int] = set()
        tree = raw.FPDF_StructTree_GetForPage(page)
        if tree:
            self._read(tree)
            raw.FPDF_StructTree_Close(tree)
        for number in self._pictures if self.spoken else ():
            if self.spoken.pop(number, None):
                self.marks[number] = self.marks[number]._replace(voice="picture")

    def height(self, number: int) -> float:
        """Return where the middle of a drawing is, in pt from the page's foot."""
        return self._heights.get(number, 0)

    def shown(self) -> Iterator[int]:
        """Yield the numbers of the pictures."""
        for number, mark in self.marks.items():
            if mark.voice == "picture" and number in self._heights:
                yield number

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
        todo: list[tuple[object, Mark, str, str, bool]] = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, at), Mark(), "", "", False)
            for at in reversed(range(raw.FPDF_StructTree_CountChildren(tree)))
        ]
        captions = 0
        while todo:
            element, mark, within, spoken, linked = todo.pop()
            if isinstance(element, int):
                self.marks.setdefault(element, mark)
                if linked:
                    self.links.add(element)
                if spoken:
                    self.spoken.setdefault(element, spoken)
                continue
            kind = _said(raw.FPDF_StructElement_GetType, element)
            linked = linked or kind == "Link"
            aside = mark.aside
            if not aside and kind in _ASIDE:
                aside = captions = captions + 1
            told = _said(raw.FPDF_StructElement_GetAltText, element) if within in _LINES else ""
            inside = list(_kids(element))
            if kind == "Figure" and not told:
                voice = "picture"
            elif kind == _FRAME and any(map(_is_title, inside)):
                voice = "head"
            else:
                voice = _voice(mark.voice, within, kind)
            tellers = [told, *[""] * len(inside)]
            todo += [
                (one, Mark(aside, voice), kind, teller, linked)
                for one, teller in zip(inside, tellers, strict=False)
            ][::-1]


def _kids(element: object) -> Iterator[object]:
    """Yield what an element holds: numbers of marked content, and elements."""
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if number >= 0 or child:
            yield number if number >= 0 else child


def _is_title(kid: object) -> bool:
    return not isinstance(kid, int) and _said(raw.FPDF_StructElement_GetType, kid) in _TITLES


def _voice(before: str, within: str, kind: str) -> str:
    """Return who speaks in an element of a kind within another, where `before` does so there.

    No text of a post stands in a figure but in captions: that is the frame of a lost picture. A
    section begins with the title of a page, or a heading of comments or notes.
    """
    if before == "head":
        return "both" if kind == "P" else "head"
    if within == "Sect" and kind in _TITLES:
        return "head"
    if within == _FRAME and kind in {"P", "Div"}:
        return "own"
    return before if before == "both" or kind == "Span" else ""


def _said(ask: Callable[..., int], element: object) -> str:
    """Return what pdfium answers of an element: its type "Caption", or its text."""
    size = ask(element, None, 0)
    answer = ctypes.create_string_buffer(max(size, 2))
    ask(element, answer, size)
    return answer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
