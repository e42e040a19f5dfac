"""Glyphs put together from others in an embedded font, TrueType or CFF."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from blog2book.writers.pdf.letters import Drawing

_TO_GRID = 0x0004
"""A component's flag: its place is rounded with the grid of pixels."""
_NOTHING: Drawing = (0, ())

_Font = Any  # fontTools is not typed


def needed(glyphs: Iterable[int], drawings: Mapping[int, Drawing]) -> set[int]:
    """Return which of its own glyphs a font must keep that shows `glyphs`."""
    parts = {glyph for _, places in drawings.values() for glyph, *_ in places}
    return {*glyphs, *parts} - drawings.keys()


def composed(content: bytes, drawings: Mapping[int, Drawing]) -> bytes:
    """Return a font's file with glyphs added under the numbers of `drawings`."""
    if not drawings:
        return content
    with TTFont(io.BytesIO(content), recalcTimestamp=False) as font:
        names = list(font.getGlyphOrder())
        add = _cff(font) if "CFF " in font else _glyf(font)
        for number in range(len(names), max(drawings) + 1):
            width, places = drawings.get(number, _NOTHING)
            # a font whose glyphs have numbers for names wants such of all
            names.append(f"{names[-1][:3]}{number:05d}" if names[-1][:3] == "cid" else f"n{number}")
            font["hmtx"][names[-1]] = (width, 0)
            add(names[-1], width, [(names[glyph], (1, 0, 0, 1, *to)) for glyph, *to in places])
        font.setGlyphOrder(names)
        font["post"].formatType = 3.0
        made = io.BytesIO()
        font.save(made)
    return made.getvalue()


_Parts = list[tuple[str, tuple[int, ...]]]
_Add = Callable[[str, int, _Parts], None]


def _glyf(font: _Font) -> _Add:
    """Return how to add a glyph to a TrueType font."""
    table = font["glyf"]
    table.glyphOrder = list(table.glyphOrder)

    def add(name: str, width: int, parts: _Parts) -> None:
        pen = TTGlyphPen(table)
        for part in parts:
            pen.addComponent(*part)
        glyph = pen.glyph(componentFlags=_TO_GRID)
        glyph.recalcBounds(table)
        table.glyphOrder.append(name)
        table.glyphs[name] = glyph
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))

    return add


def _cff(font: _Font) -> _Add:
    """Return how to add a glyph to a font of PostScript's outlines."""
    cff = font["CFF "].cff
    top = cff.topDictIndex[0]
    strings, shapes = top.CharStrings, font.getGlyphSet()
    keyed = hasattr(top, "FDArray")

    def add(name: str, width: int, parts: _Parts) -> None:
        group = strings.getItemAndSelector(parts[0][0])[1] if keyed and parts else 0
        private = top.FDArray[group].Private if keyed else top.Private
        pen = T2CharStringPen(width - private.nominalWidthX, shapes)
        for part in parts:
            pen.addComponent(*part)
        string = pen.getCharString(private, cff.GlobalSubrs)
        strings.charStrings[name] = len(strings.charStringsIndex)
        strings.charStringsIndex.append(string)
        top.charset.append(name)
        if keyed:
            top.FDSelect.append(group)

    return add
