"""Break and size a text by measuring it, for drawings that cannot break lines themselves."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Any

import uharfbuzz

from blog2book.model.rendition import Face
from blog2book.render import fonts

SMALLEST = 0.4
"""A text of many words is shrunk to this part of its size, then it is cut."""

SMALLEST_WORD = 0.2
"""The same for a text with a word that fills a line."""

ELLIPSIS = "…"

_STEP = 0.96
_ROOM = 0.995
"""What of a line's width is filled: kerning between words is not measured."""

_AFTER = frozenset("-‐–—/")
"""Signs behind which a line may end, besides a space."""

_NEVER_FIRST = frozenset(
    "、。，．・：；？！)]}）］｝〉》」』】〕’”ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…%"
)
_NEVER_LAST = frozenset("([{（［｛〈《「『【〔‘“")
_UNKNOWN_WIDE, _UNKNOWN_NARROW = 1.0, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of a line that one family has."""

    text: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text: `size` and `width` in px, and its runs, each to be printed as a tspan."""

    text: str
    runs: tuple[Run, ...]
    size: float
    width: float


def pieces(text: str) -> tuple[str, ...]:
    """Cut a text where a line may end; the pieces together are the text.

    That is behind a space, behind a hyphen or dash, and between the characters of Chinese and
    Japanese, but not before their closing or behind their opening signs (JIS X 4051).
    """
    cuts = [at + 1 for at, (left, right) in enumerate(pairwise(text)) if _may_end(left, right)]
    return tuple(text[start:end] for start, end in pairwise((0, *cuts, len(text))))


def _may_end(left: str, right: str) -> bool:
    if left == " " or right == " ":
        return left == " " and right != " "
    if left in _AFTER:
        return right.isalnum()
    if right in _NEVER_FIRST or left in _NEVER_LAST:
        return False
    return _is_wide(left) or _is_wide(right)


def _is_wide(sign: str) -> bool:
    """Say whether a sign is Chinese or Japanese: lines may end between two of them."""
    hangul = "\uac00" <= sign <= "\ud7a3"
    return unicodedata.east_asian_width(sign) in {"W", "F"} and not hangul


class Ruler:
    """Measures texts in given faces. A character that a face lacks is measured in another."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._faces = tuple(faces)
        self._fonts: dict[tuple[str, int], Any] = {}

    def setting(self, family: str, weight: int, style: str, spacing: float) -> "Setting":
        """Return how to set a text: in this face, with `spacing` px between letters."""
        families = dict.fromkeys((family, *(face.family for face in self._faces)))
        order = [self._nearest(name, weight, style) for name in families]
        return Setting(
            ruler=self,
            order=tuple(face for face in order if face),
            weight=weight,
            spacing=spacing,
        )

    def _nearest(self, family: str, weight: int, style: str) -> Face | None:
        fitting = [face for face in self._faces if face.family == family]
        return min(
            fitting,
            key=lambda face: (face.style != style, abs(face.weight - weight)),
            default=None,
        )

    def width(self, text: str, face: Face | None, weight: int) -> float:
        """Return the width of a text in em. Without a face it is guessed.

        A variable file is measured at `weight`, as it will be drawn, a static one as it is.
        """
        if face is None:
            return sum(_UNKNOWN_WIDE if _is_wide(sign) else _UNKNOWN_NARROW for sign in text)
        font = self._font(face, weight)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        advance: int = sum(position.x_advance for position in buffer.glyph_positions)
        return advance / float(font.face.upem)

    def _font(self, face: Face, weight: int) -> Any:  # noqa: ANN401 - uharfbuzz is not typed
        key = (face.name, weight)
        if key not in self._fonts:
            blob = uharfbuzz.Blob.from_file_path(str(face.path))
            font = uharfbuzz.Font(uharfbuzz.Face(blob, face.number))
            font.set_variations({"wght": float(weight)})
            self._fonts[key] = font
        return self._fonts[key]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How a text is set: `order` are its faces, the first for all that it has."""

    ruler: Ruler
    order: tuple[Face, ...]
    weight: int
    spacing: float

    def fit(self, text: str, size: float, width: float, most: int) -> tuple[Line, ...]:
        """Return a text in at most `most` lines, none wider than `width`, evenly filled.

        It is shrunk below `size` until it fits, and cut with "…" where that would make it too
        small to read.
        """
        units = pieces(text.strip())
        if not text.strip():
            return ()
        now = self._for_longest(units, size, width * _ROOM)
        smallest = min(now, size * SMALLEST)
        while now >= max(smallest, size * SMALLEST_WORD):
            rows = _Rows(setting=self, units=units, size=now, width=width * _ROOM)
            if rows.count <= most:
                return tuple(self._line(one, now) for one in rows.even())
            now *= _STEP
        return self._cut(units, size * SMALLEST, width, most)

    def _for_longest(self, units: Sequence[str], size: float, width: float) -> float:
        """Return the size, at most `size`, at which the longest word fits a line."""
        widest = max(self.measure(unit.rstrip(), size) for unit in units)
        return size if widest <= width else size * width / widest

    def _cut(self, units: Sequence[str], size: float, width: float, most: int) -> tuple[Line, ...]:
        """Fill lines one after another; a word wider than a line is broken anywhere."""
        left = [
            part
            for unit in units
            for part in ((unit,) if self.measure(unit.rstrip(), size) <= width else unit)
        ]
        rows: list[str] = []
        while left and len(rows) < most:
            row = left.pop(0)
            while left and self.measure((row + left[0]).rstrip(), size) <= width:
                row += left.pop(0)
            rows.append(row)
        if left:
            row = rows[-1].rstrip()
            while row and self.measure(row + ELLIPSIS, size) > width:
                row = row[:-1].rstrip()
            rows[-1] = row + ELLIPSIS
        return tuple(self._line(row, size) for row in rows)

    def measure(self, text: str, size: float) -> float:
        """Return the width of a text in px."""
        em = sum(self.ruler.width(run, face, self.weight) for face, run in self.runs(text))
        return em * size + self.spacing * len(text)

    def runs(self, text: str) -> tuple[tuple[Face | None, str], ...]:
        """Cut a text where another face must write on; spaces and marks stay with their word."""
        owners: list[Face | None] = []
        for sign in text:
            before = owners[-1] if owners else None
            if before and unicodedata.category(sign)[0] in "MZ" and _has(before, sign):
                owners.append(before)
            else:
                owners.append(next((face for face in self.order if _has(face, sign)), None))
        groups = groupby(zip(owners, text, strict=True), key=lambda pair: pair[0])
        return tuple((face, "".join(sign for _, sign in group)) for face, group in groups)

    def _line(self, text: str, size: float) -> Line:
        words = text.strip()
        first = self.order[0].family if self.order else "serif"
        runs = tuple(
            Run(text=run, family=face.family if face else first) for face, run in self.runs(words)
        )
        return Line(
            text=words, runs=runs, size=round(size, 2), width=round(self.measure(words, size), 2)
        )


def _has(face: Face, sign: str) -> bool:
    return ord(sign) in fonts.codes(face.path, face.number)


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """Pieces of a text at one size, to be broken into lines."""

    setting: Setting
    units: Sequence[str]
    size: float
    width: float

    @cached_property
    def _ends(self) -> list[float]:
        """Where each piece ends, its space counted."""
        return [0.0, *accumulate(self.setting.measure(unit, self.size) for unit in self.units)]

    @cached_property
    def _spaces(self) -> list[float]:
        """The width of the space behind each piece, which does not count at a line's end."""
        return [
            self.setting.measure(unit, self.size) - self.setting.measure(unit.rstrip(), self.size)
            for unit in self.units
        ]

    def _wide(self, start: int, end: int) -> float:
        return self._ends[end] - self._ends[start] - self._spaces[end - 1]

    @cached_property
    def count(self) -> int:
        """How many lines the pieces need at least, if none is wider than a line."""
        count, start = 1, 0
        for end in range(1, len(self.units) + 1):
            if self._wide(start, end) > self.width and end - 1 > start:
                count, start = count + 1, end - 1
        return count

    def even(self) -> tuple[str, ...]:
        """Return the lines, as few as can be, with the least squares of what is left empty."""
        size = len(self.units)
        # best[end] is the least cost of the first `end` pieces in the lines so far, and their cuts.
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for _ in range(self.count):
            following: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (cost, cuts) in best.items():
                for end in range(start + 1, size + 1):
                    empty = self.width - self._wide(start, end)
                    if empty < 0 and end > start + 1:
                        break
                    candidate = (cost + empty * empty, (*cuts, end))
                    following[end] = min(following.get(end, candidate), candidate)
            best = following
        cuts = (0, *best[size][1])
        return tuple("".join(self.units[start:end]) for start, end in pairwise(cuts))
