"""The grid of lines: what follows when a user sets another size of the text.

A size has its leading, and a page as many whole lines of it as fit; so facing pages stay in
register whatever the size.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import tinycss2

from blog2book.model.rendition import Measure
from blog2book.render import css
from blog2book.render.css import Rule

SIZE = "size"
"""The option that sets the size of the text."""

LEAST, MOST = 8.0, 14.0
"""pt between which a title page holds its lines, and a line at least 45 characters."""

_POINTS: Final[Mapping[str, float]] = {
    "pt": 1, "pc": 12, "px": 72 / 96, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "q": 72 / 101.6,
}  # fmt: skip
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)([a-z]+)", re.IGNORECASE)
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Type on lines: `size`, `leading` and `drop` (an initial of three lines) are pt."""

    size: float
    leading: float
    lines: int
    drop: float

    def tokens(self) -> Mapping[str, str]:
        """Return the CSS variables that follow the size."""
        return {
            "leading": f"{self.leading:g}pt",
            "lines": f"{self.lines}rem",
            "drop": f"{self.drop:g}pt",
        }

    def room(self, room: Measure) -> Measure:
        """Return the room that a page of these lines gives a picture."""
        return replace(room, leading=self.leading, height=round(self.lines * self.leading, 2))


def points(size: str) -> float:
    """Return a size of the text in pt. Raises ValueError, which says what is allowed."""
    found = _LENGTH.fullmatch(size)
    unit = found[2].lower() if found else ""
    value = float(found[1]) * _POINTS[unit] if found and unit in _POINTS else 0.0
    if not LEAST <= value <= MOST:
        raise ValueError(
            f"{size!r} is not allowed: it takes a size from {LEAST:g}pt to {MOST:g}pt, in pt or mm"
        )
    return value


def scaled(rules: Iterable[Rule], size: str) -> Grid | None:
    """Return the lines for a size of the text, in proportion to those of a theme's style sheets.

    None if these do not say their size, leading, lines and initial as plain lengths.
    """
    values = {one.name: tinycss2.serialize(one.value).strip() for _around, one in css.walk(rules)}
    own = [_LENGTH.fullmatch(values.get(f"--b2b-{name}", "")) for name in ("size", "leading")]
    drop = _LENGTH.fullmatch(values.get("--b2b-drop", ""))
    lines = _LENGTH.fullmatch(values.get("--b2b-lines", ""))
    known = [one for one in (*own, drop) if one and one[2].lower() in _POINTS]
    if len(known) != len((*own, drop)) or lines is None or lines[2].lower() != "rem":
        return None
    was, leading, initial = (float(one[1]) * _POINTS[one[2].lower()] for one in known)
    factor = points(size) / was
    new = round(leading * factor, 2)
    return Grid(
        size=points(size),
        leading=new,
        lines=int((float(lines[1]) * leading + _ROUNDING) // new),
        drop=round(initial * factor, 2),
    )
