"""Which letters a PDF says its glyphs are, for whoever searches it, copies it or hears it read."""

import io
from functools import cached_property
from typing import Any

from fontTools.ttLib import TTFont

_SPLIT = ("\u0e33", "\u0eb3")
"""Thai and Lao sara am: layout sets a ring and a vowel for it, before and after a tone mark."""
_SCRIPTS = range(0x0E00, 0x0F00)
_SINGLE = 1
_EXTENSION = 7
"""Kinds of lookups in a font's GSUB table: one glyph for another, and a lookup that lies afar."""


class Letters(dict[int, str]):
    """The letters of a font's glyphs, as WeasyPrint notes them while it draws.

    Of the glyphs that sara am and its tone mark become, it gives all letters to one, and to the
    others none: "<" would be read in place of each. Here each has its own.
    """

    def __init__(self, content: bytes, number: int) -> None:
        """Take the font's file, and its number in that."""
        super().__init__()
        self._file = content, number

    def __setitem__(self, glyph: int, text: str) -> None:
        """Note what a glyph stands for."""
        if not text or text.endswith(_SPLIT):
            text = self._own.get(glyph, text)
        super().__setitem__(glyph, text)

    @cached_property
    def _own(self) -> dict[int, str]:
        """The Thai and Lao letters of glyphs, those of other shapes of a letter too."""
        content, number = self._file
        with TTFont(io.BytesIO(content), fontNumber=number, lazy=True) as font:
            signs = sorted((font.getBestCmap() or {}).items(), reverse=True)
            names = {name: chr(code) for code, name in signs if code in _SCRIPTS}
            shapes = _shapes(font["GSUB"].table) if names and "GSUB" in font else {}
            for shape, name in shapes.items():
                if name in names:
                    names.setdefault(shape, names[name])
            return {font.getGlyphID(name): sign for name, sign in names.items()}


def _shapes(table: Any) -> dict[str, str]:  # noqa: ANN401 - fontTools is not typed
    """Return by name the glyphs that take another one's place, and whose."""
    shapes: dict[str, str] = {}
    for lookup in table.LookupList.Lookup if table.LookupList else ():
        for part in lookup.SubTable:
            inner = part.ExtSubTable if part.LookupType == _EXTENSION else part
            if inner.LookupType == _SINGLE:
                shapes.update((shape, name) for name, shape in inner.mapping.items())
    return shapes
