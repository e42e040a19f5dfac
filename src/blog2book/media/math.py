"""Formulas drawn for paper: WeasyPrint prints MathML as a row of letters."""

import re
from hashlib import sha256
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from blog2book.events import Notice, Report
from blog2book.markup.text import shorten
from blog2book.model.rendition import Formula, Plate

_EM = 24
"""Units of a drawing in one em."""

_LONGEST = 20_000
"""Signs of MathML: a longer formula takes ziamath too long, and no page holds it."""

_WRONG = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError,
    AssertionError,
)  # fmt: skip
"""What ziamath was seen to raise: it has no exception of its own."""

_BOX = re.compile(r'viewBox="\S+ (-?[\d.]+) ([\d.]+) ([\d.]+)"')
_TOLD = re.compile(r'alttext="([^"]*)"')
_LONGEST_TOLD = 80
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064\u200b\u00a0\n\t")
"""Signs of MathML that have no shape: "times" between a number and a letter, and the like."""


def formula(mathml: str, where: str, *, folder: Path, report: Report) -> Formula | None:
    """Return the drawing of a formula in clean MathML, as a file in `folder`.

    What cannot be drawn gives None, and a Notice "formula-undrawn" that says `where` it stands.
    """
    drawn = _drawn(mathml) if len(mathml) <= _LONGEST else ""
    box = _BOX.search(drawn)
    if box is None:
        report(_undrawn(mathml, where))
        return None
    top, width, height = map(float, box.groups())
    name = f"formulas/{sha256(drawn.encode()).hexdigest()[:12]}.svg"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawn, encoding="utf-8")
    plate = Plate(
        name=name,
        path=path,
        media_type="image/svg+xml",
        width=max(1, round(width)),
        height=max(1, round(height)),
    )
    return Formula(
        plate=plate,
        width=round(width / _EM, 3),
        ascent=round(-top / _EM, 3),
        depth=round((height + top) / _EM, 3),
    )


def _undrawn(mathml: str, where: str) -> Notice:
    told = _TOLD.search(mathml)
    shown = shorten(unescape(told[1]) if told else "", _LONGEST_TOLD)
    return Notice(
        code="formula-undrawn",
        message=f"A formula cannot be drawn for paper, and its TeX stands there: {shown or '?'}",
        where=where,
        hint="The EPUB has it as MathML",
    )


def _drawn(mathml: str) -> str:
    """Return a formula as SVG, its letters as paths; "" if it cannot be drawn."""
    from ziamath.config import config  # imported here: hardly any blog needs it
    from ziamath.zmath import Math

    config.svg2 = False
    tree = ET.fromstring(mathml)
    try:
        for one in tree.iter():
            tag = one.tag.rpartition("}")[2]
            one.tag = "mrow" if tag == "mstyle" else tag  # ziamath does not know it, and logs that
        made = Math(tree, size=_EM)
        signs = set("".join(tree.itertext())) - _UNSEEN
        if any(made.font.glyphindex(sign) == 0 for sign in signs if not sign.isspace()):
            return ""
        return str(made.svg())
    except _WRONG:
        return ""
