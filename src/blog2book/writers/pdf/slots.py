"""Page numbers in the text: room is kept for each, and filled when the book is bound.

A slot is `<a class="page" href="#anchor">`. A piece is laid out with as many noughts in it as the
number is thought to have figures, so that it stays as it is when the number changes. Its style must
ask for figures of equal width (`font-variant-numeric: lining-nums tabular-nums`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from urllib.parse import unquote

from blog2book.errors import ThemeError
from blog2book.model.rendition import Document, Folios

_SLOT = re.compile(r"(<a\b(?=[^>]*\bclass=\"page\")[^>]*\bhref=\"#([^\"]*)\"[^>]*>)[^<]*(</a>)")
_ID = re.compile(r"\bid=\"([^\"]+)\"")
_FONT = re.compile(rb"/(\w+) [\d.]+ Tf")
_SHOWN = re.compile(rb"\[([^\]]*)\] TJ")
_GLYPH = re.compile(rb"[0-9a-f]{4}")

_CHARACTERS = 2500
"""Markup that makes a page, for a number that nobody knows yet."""

Figures = Callable[[str, int], tuple[tuple[int, ...], int]]
"""Gives for a font's name and its glyph of 0 the glyphs of all figures, and their width."""


def targets(document: Document) -> tuple[str, ...]:
    """Return the anchors of which a document prints the page, each once."""
    found = _SLOT.finditer(document.text or "")
    return tuple(dict.fromkeys(_anchor(match[2]) for match in found))


def reserved(text: str, room: Mapping[str, str]) -> str:
    """Return the text with what stands in `room`, by anchor, in each slot."""
    return _SLOT.sub(lambda match: match[1] + room.get(_anchor(match[2]), "") + match[3], text)


def guessed(documents: Iterable[Document], wanted: Iterable[str]) -> Mapping[str, str]:
    """Return the room that each anchor in `wanted` may need, by how much text stands before."""
    left, room, before = set(wanted), dict.fromkeys(wanted, "0"), 0
    for document in documents:
        if document.folios is Folios.ARABIC:
            text = document.text or ""
            places = [(match[1], match.start()) for match in _ID.finditer(text)]
            for anchor, place in [(document.name, 0), *places]:
                if anchor in left:
                    room[anchor] = noughts(str(1 + (before + place) // _CHARACTERS))
                    left.discard(anchor)
            before += len(text) + _CHARACTERS
    return room


def noughts(label: str) -> str:
    """Return what to lay out for a label: noughts for figures, else the label itself."""
    return "0" * len(label) if label.isdecimal() else label


def filled(drawing: bytes, mark: int, number: str, figures: Figures) -> bytes:
    """Return the drawing of a page with a number in the place of the noughts with that mark.

    A shorter number stands at the end of its room. Raises ThemeError where that cannot be.
    """
    start = re.search(rb"/MCID %d\s*>>\s*BDC" % mark, drawing)
    end = drawing.find(b"EMC", start.end()) if start else -1
    part = drawing[start.end() : end] if start else b""
    font, shown = _FONT.search(part), _SHOWN.search(part)
    glyphs = _GLYPH.findall(shown[1]) if shown else []
    if start is None or font is None or shown is None or len(glyphs) < len(number):
        raise ThemeError(
            "A page number in the text cannot be printed.",
            hint='An element <a class="page"> holds nothing but text, and does not break',
        )
    known, width = figures(font[1].decode(), int(glyphs[0], 16))
    text = b"".join(b"%04x" % known[int(figure)] for figure in number)
    space = b"%d" % (-width * (len(glyphs) - len(number))) if len(glyphs) > len(number) else b""
    place = start.end() + shown.start(1)
    return drawing[:place] + space + b"<" + text + b">" + drawing[start.end() + shown.end(1) :]


def _anchor(href: str) -> str:
    return unquote(unescape(href))
