"""The formulas of a clean body, and their drawings in print."""

import math
import re
from collections.abc import Callable

from lxml.etree import Element

from blog2book.markup.parse import name, parse, replace, text_of
from blog2book.markup.text import escape
from blog2book.markup.write import outer, write
from blog2book.model.rendition import Formula
from blog2book.model.xhtml import Xhtml

_LINES = 0.8
"""How many lines of text one em takes at most: themes set 11 pt on 14 and the like."""

_ABOVE, _BELOW = 0.7, 0.2
"""How far a line of text reaches above and below its foot, in em; a formula may reach farther into
the white between lines, but makes no line higher."""

_ROOM = 0.3
"""Lines by which a formula may reach into those around it."""

_CLOSING = re.compile(r"[.,;:!?)\]’”»]+")


def drawn(body: Xhtml, draw: Callable[[Xhtml], Formula | None]) -> Xhtml:
    """Return a body with its formulas as pictures; one that `draw` gives None for as its TeX.

    A formula in a line stands on the line's foot. One that is too high for it makes it two lines,
    or three; so all others stay where facing pages have theirs. One that stands alone is a
    `span.formula.display` of whole lines. The mark behind a formula stays with it.
    """
    root = parse(body)
    for element in [one for one in root.iter() if name(one) == "math"]:
        element.tail, tail = None, element.tail or ""
        shown = draw(Xhtml(outer(element)))
        told = element.get("alttext", "") or " ".join(text_of(element).split())
        display = element.get("display") == "block"
        mark = _CLOSING.match(tail)
        cut = mark.end() if mark and shown and not display else 0
        element.tail = tail[cut:]
        if shown:
            replace(element, _picture(shown, told, tail[:cut], display=display))
        else:
            replace(element, Xhtml(f"<code>{escape(told)}</code>"))
    return write(root)


def _picture(shown: Formula, told: str, mark: str, *, display: bool) -> Xhtml:
    """Return the markup of a drawn formula, with the mark that follows it."""
    high = (shown.ascent + shown.depth) * _LINES
    lines = math.ceil(high + _ROOM) if display else max(1, math.ceil(high - _ROOM))
    line = f' style="line-height:{lines}rem"' if lines > 1 else ""
    kind = "formula display" if display else "formula"
    style = f"width:{shown.width}em" + ("" if display else _on_the_line(shown))
    picture = Element("img", {"src": shown.plate.name, "alt": told, "style": style})
    return Xhtml(f'<span class="{kind}"{line}>{outer(picture)}{escape(mark)}</span>')


def _on_the_line(shown: Formula) -> str:
    """Return the style that sets a formula on the foot of its line without spreading the line."""
    above, below = max(0, shown.ascent - _ABOVE), max(0, shown.depth - _BELOW)
    return (
        f";vertical-align:{below - shown.depth:.3f}em"
        f";margin-top:-{above:.3f}em;margin-bottom:-{below:.3f}em"
    )
