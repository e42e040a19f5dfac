"""The words of a PDF, page by page, in the order of its tags, as a screen reader speaks them.

Running heads and folios have no tags. A word that a line's end parts is given in its parts and
joined, for the hyphen may have been there before; so is one that begins with a drop cap.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, product
from pathlib import Path
from sys import intern

import pypdfium2
from pypdfium2 import raw

from blog2book.audit.printed import Book, Printed
from blog2book.audit.words import words
from blog2book.errors import CheckError

_NOTE = "n-"
"""The ids of notes begin with it."""
_HYPHENS = "-\u00ad\u2010\u2011\x02\ufffe"
"""Signs at a line's end that may part a word; pdfium gives U+0002 for those that it knows."""
_RETURN = 0x0D
_EDGE = 3
"""Lines at the foot or head of a page among which a word may go on."""

_ASIDE = frozenset({"Caption"})
"""What a book sets where it looks best, before or after what it speaks of."""

_Sign = tuple[int, str, int]
"""A sign's number at pdfium, itself, and the number of the caption in which it stands, or 0."""
_Anchors = Mapping[int, Sequence[tuple[float, str]]]


def read(path: Path) -> Printed:
    """Read the PDF at `path`. Raises CheckError where it is damaged or locked."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return _read(document)
    except pypdfium2.PdfiumError as error:
        # It says no more of one that has no page.
        raise CheckError(f"{path}: is no PDF that can be read, or has no page: {error}") from error


def _read(document: pypdfium2.PdfDocument) -> Printed:
    targets = _targets(document)
    book = Book()
    parted: list[str] = []
    for at in range(len(document)):
        page = document[at]
        text = page.get_textpage()
        signs = _signs(page, text)
        lines = [line for line in _text(signs).splitlines() if line.strip()]
        book.leaf(f"page {at + 1}")
        book.words.extend(_joined(parted, lines[:_EDGE]))
        start = 0
        for cut, name in sorted((_place(text, signs, top), name) for top, name in targets[at]):
            _take(book, signs[start:cut])
            book.anchor(name, note=name.startswith(_NOTE))
            start = cut
        _take(book, signs[start:])
        parted = [line for line in lines[-_EDGE:] if line.rstrip()[-1] in _HYPHENS]
        text.close()
        page.close()
    return book.printed()


def _take(book: Book, signs: Sequence[_Sign]) -> None:
    """Take the words of a stretch into a book, and note the captions among them."""
    place = len(book.words)
    book.words.extend(map(intern, _words(_text(signs))))
    for aside, spoken in groupby(signs, key=lambda sign: sign[2]):
        if aside:
            book.aside(place, list(_words(_text(list(spoken)))))


def _text(signs: Sequence[_Sign]) -> str:
    return "".join(sign for _, sign, _ in signs)


def _signs(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> list[_Sign]:
    """Return the signs of a page, each with its number at pdfium, in the order of the page's tags.

    Without tags they stand in the order in which they are drawn.
    """
    tags = _tags(page)
    marked: dict[int, list[_Sign]] = defaultdict(list)
    known: dict[int, int] = {}
    tag = -1
    for at in range(text.count_chars()):
        drawn = raw.FPDFText_GetTextObject(text, at)
        if drawn:  # a line's end that pdfium adds belongs to what stands before it
            place = ctypes.addressof(drawn.contents)
            if place not in known:
                known[place] = raw.FPDFPageObj_GetMarkedContentID(drawn)
            tag = known[place]
        code = raw.FPDFText_GetUnicode(text, at)
        sign = "\n" if code == _RETURN else chr(code)
        marked[tag if tags else 0].append((at, sign, tags.get(tag, 0)))
    return [sign for tag in tags or (0,) for sign in marked.pop(tag, ())]


def _tags(page: pypdfium2.PdfPage) -> dict[int, int]:
    """Return the numbers of marked content in the order of the page's structure (PDF 1.7, 14.7).

    Each has the number of the caption in which it stands, 0 for none.
    """
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    todo = [
        (raw.FPDF_StructTree_GetChildAtIndex(tree, at), 0)
        for at in reversed(range(raw.FPDF_StructTree_CountChildren(tree)))
    ]
    tags: dict[int, int] = {}
    asides = 0
    while todo:
        element, aside = todo.pop()
        if isinstance(element, int):
            tags.setdefault(element, aside)
            continue
        if not aside and _type(element) in _ASIDE:
            aside = asides = asides + 1
        inside = []
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            inside.append(number if number >= 0 else child)
        todo.extend((one, aside) for one in reversed(inside) if isinstance(one, int) or one)
    raw.FPDF_StructTree_Close(tree)
    return tags


def _type(element: object) -> str:
    """Return what an element is called: "Caption"."""
    name = ctypes.create_string_buffer(64)
    size = raw.FPDF_StructElement_GetType(element, name, len(name))
    return name.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def _words(text: str) -> Iterator[str]:
    """Yield the words of lines; where a hyphen ends one, also the word that its parts make."""
    before = ""
    for line in _lines(text):
        found = words(line)
        if before and found:
            yield before + found[0]
        yield from found
        before = found[-1] if found and _goes_on(line.strip()) else ""


def _goes_on(line: str) -> bool:
    return line[-1] in _HYPHENS or (len(line) == 1 and line.isalpha())


def _lines(text: str) -> Iterator[str]:
    """Yield lines; pdfium joins two where it knows a hyphen between them."""
    for line in filter(str.strip, text.splitlines()):
        *parted, last = line.split("\x02")
        yield from (f"{part}-" for part in parted)
        yield last


def _joined(parted: Sequence[str], heads: Sequence[str]) -> Iterator[str]:
    """Yield the words that a page's last lines and the next page's first may make together."""
    ends = [found[-1] for line in parted if (found := words(line))]
    starts = [found[0] for line in heads if (found := words(line))]
    yield from (one + other for one, other in product(ends, starts))


def _targets(document: pypdfium2.PdfDocument) -> _Anchors:
    """Return by page, counted from 0, the heights (pt from its foot) and names of its targets."""
    targets: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for at in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, at, None, ctypes.byref(size))
        name = ctypes.create_string_buffer(max(size.value, 2))
        target = raw.FPDF_GetNamedDest(document, at, name, ctypes.byref(size))
        page = raw.FPDFDest_GetDestPageIndex(document, target)
        top = ctypes.c_float(0)
        known = (ctypes.c_int(0), ctypes.c_int(0), ctypes.c_int(0))
        across, zoom = ctypes.c_float(0), ctypes.c_float(0)
        raw.FPDFDest_GetLocationInPage(target, *known, across, top, zoom)
        targets[page].append((top.value, name.raw.decode("utf-16-le").rstrip("\0")))
    return targets


def _place(text: pypdfium2.PdfTextPage, signs: Sequence[_Sign], top: float) -> int:
    """Return the first of a page's signs that stands below a height."""
    for place, (at, sign, _) in enumerate(signs):
        if sign.isspace() or raw.FPDFText_IsGenerated(text, at):
            continue
        _left, bottom, _right, height = text.get_charbox(at)
        if (bottom + height) / 2 < top:
            return place
    return len(signs)
