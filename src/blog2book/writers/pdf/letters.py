"""Which letters a PDF says its glyphs are, for whoever searches it, copies it or hears it read.

A PDF tells the letters of a glyph once for a whole font. So a vowel that is drawn before its
letter, marks that are raised onto one, and a glyph that stands now for this, now for that, would be
read as they happened to be first. Here what a letter and its marks draw together becomes one glyph
of the embedded font that is these letters and no others. Where letters go from right to left, each
has a place of its own, the marks an empty one: readers turn them round one by one.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from unicodedata import category, normalize

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_LATIN = "\u02ff"
"""The last sign before the first combining one: all before it is drawn glyph by letter."""
_CAPS = ("normal", "small-caps")
"""Styles in which a capital and a small letter never look alike."""
_JOINERS = "\u200c\u200d"
_STACKED = 32
"""Letters and marks of one glyph: more, as no language has them, stay apart."""
_FAR = 0x7FFF
_LAST = 0xFFFF
"""The highest number of a glyph."""

_C = Any  # something of Pango's, or of WeasyPrint's: neither has types

Drawing = tuple[int, tuple[tuple[int, int, int], ...]]
"""How far it is to what comes next, and glyphs with their places, in units of the font."""

_Cluster = tuple[int, str, list[_C]]
"""Where in its run a text begins (bytes of UTF-8), that text, and what it draws."""


class Letters:
    """The glyphs that are added to one font: what each draws, by its number."""

    def __init__(self, count: int) -> None:
        """Begin with how many glyphs the font has of its own."""
        self.drawings: dict[int, Drawing] = {}
        self._codes: dict[tuple[Drawing, str], int] = {}
        self._next = count

    def unused(self) -> int:
        """Return a number that no glyph has; the last one again and again when all are taken."""
        number = self._next
        self._next = min(self._next + 1, _LAST)
        return number

    def code(self, drawing: Drawing, text: str) -> int | None:
        """Return the number of the glyph that is this drawing and these letters, None if full."""
        key = (drawing, text)
        if key not in self._codes:
            if self._next == _LAST:
                return None
            self._codes[key] = self.unused()
            self.drawings[self._codes[key]] = drawing
        return self._codes[key]


def alike(known: str, text: str) -> bool:
    """Say whether it does not matter which of two texts a glyph is read as."""
    return (
        known == text
        or normalize("NFKC", known) == normalize("NFKC", text)
        or not any(category(sign)[0] in "LMN" for sign in known + text)
    )


def _can_grow(font: _C) -> bool:
    """Say whether a font's glyphs are outlines that can be put together."""
    pictures = font.bitmap or font.png or font.svg or font.colr
    return not pictures and not {"glyf", "CFF "}.isdisjoint(font.tables)


def spelled(line: _C, text: str, caps: str, embedded: Callable[[_C], tuple[_C, float]]) -> _C:
    """Return a line of Pango's with one glyph for what the letters of each cluster draw.

    `caps` is the style of its capitals (font-variant-caps). `embedded` gives for a font of Pango's
    that of the PDF and its size in CSS px.
    """
    if max(text, default="") <= _LATIN and caps in _CAPS:
        return line
    letters = text.encode()
    runs: list[_C] = []
    run = line.runs[0]
    while run != ffi.NULL:
        font, size = embedded(run.data.item.analysis.font)
        data = run.data
        if _can_grow(font):
            data = _Run(data, letters, font, size).spelled()
        runs.append(SimpleNamespace(data=data))
        run = run.next
    for one, following in pairwise([*runs, ffi.NULL]):
        one.next = following
    return SimpleNamespace(runs=runs[:1] or [ffi.NULL])


def _fits(width: int, places: Sequence[tuple[int, int, int]]) -> bool:
    """Say whether a font can hold such a glyph: numbers are of 16 bits."""
    return 0 <= width <= _FAR and all(
        abs(across) <= _FAR - width and abs(up) <= _FAR for _, across, up in places
    )


def _is_mark(text: str, drawn: list[_C]) -> bool:
    """Say whether the glyphs of a text stand over, under or in what is before."""
    return (text[0] in _JOINERS or category(text[0])[0] == "M") and any(
        not glyph.geometry.width or glyph.geometry.x_offset or glyph.geometry.y_offset
        for glyph in drawn
    )


class _Run:
    """Glyphs of one font that go in one direction."""

    def __init__(self, run: _C, letters: bytes, font: _C, size: float) -> None:
        self._run = run
        self._item = run.item
        self._letters = letters[self._item.offset : self._item.offset + self._item.length]
        self._font = font
        self._leftward = self._item.analysis.level % 2 == 1
        self._size = size
        self._unit = FROM_UNITS / size * font.upem

    def spelled(self) -> _C:
        """Return the run with new glyphs, in the shape of Pango's own; as it is if that is full."""
        glyphs, places = [], []
        for place, text, drawn in self._clusters():
            told = self._told(text, drawn)
            if None in told:
                return self._run
            glyphs += told
            places += [place] * len(told)
        string = SimpleNamespace(num_glyphs=len(glyphs), glyphs=glyphs, log_clusters=places)
        return SimpleNamespace(item=self._item, glyphs=string)

    def _clusters(self) -> list[_Cluster]:
        """Return from left to right where the text of each cluster begins, that, and its glyphs."""
        string = self._run.glyphs
        glyphs = string.glyphs[0 : string.num_glyphs]
        starts = ffi.unpack(string.log_clusters, string.num_glyphs)
        drawn: dict[int, list[_C]] = {}
        for start, glyph in zip(starts, glyphs, strict=True):
            drawn.setdefault(start, []).append(glyph)
        ends = dict(pairwise(sorted({*starts, len(self._letters)})))
        clusters: list[_Cluster] = []
        for start in sorted(drawn):
            text = self._letters[start : ends[start]].decode()
            if clusters and _is_mark(text, drawn[start]) and len(clusters[-1][1]) < _STACKED:
                first, before, under = clusters.pop()
                over = drawn[start]
                both = over + under if self._leftward else under + over
                clusters.append((first, before + text, both))
            else:
                clusters.append((start, text, drawn[start]))
        return clusters[::-1] if self._leftward else clusters

    def _told(self, text: str, drawn: list[_C]) -> list[_C]:
        """Return the glyphs that stand for a cluster: its own, where each is what it says."""
        width, places = self._places(drawn)
        if not places or len(text) > _STACKED or not _fits(width, places):
            return drawn
        letters = [*reversed(text)] if self._leftward else [text]
        if len(drawn) == len(letters) == 1 and not places[0][2] and self._is(places[0][0], text):
            return drawn
        share = width // len(letters)
        before = share * (len(letters) - 1)
        back = tuple((glyph, across - before, up) for glyph, across, up in places)
        drawings = [(share, ())] * (len(letters) - 1) + [(width - before, back)]
        return [self._glyph(*one) for one in zip(drawings, letters, strict=True)]

    def _places(self, drawn: list[_C]) -> tuple[int, tuple[tuple[int, int, int], ...]]:
        """Return how wide glyphs are and their places, none where the font lacks one."""
        places = []
        pen = 0
        for glyph in drawn:
            at = glyph.geometry
            if glyph.glyph != pango.PANGO_GLYPH_EMPTY:
                if glyph.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                    return 0, ()
                across, up = (pen + at.x_offset) * self._unit, -at.y_offset * self._unit
                places.append((glyph.glyph, round(across), round(up)))
            pen += at.width
        return round(pen * self._unit), tuple(places)

    def _is(self, glyph: int, text: str) -> bool:
        """Say whether a glyph may be read as these letters; one that was nothing yet now is."""
        return alike(self._font.to_unicode.setdefault(glyph, text), text)

    def _glyph(self, drawing: Drawing, text: str) -> _C:
        """Return a glyph of our own, None if the font can have no more."""
        code = self._font.letters.code(drawing, text)
        if code is None:
            return None
        width = round(drawing[0] * 1000 / self._font.upem)
        self._font.to_unicode[code] = text
        self._font.widths[code] = width
        width *= self._size / (1000 * FROM_UNITS)
        return SimpleNamespace(
            glyph=code, geometry=SimpleNamespace(width=width, x_offset=0, y_offset=0)
        )
