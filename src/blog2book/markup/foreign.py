"""Formulas (MathML) and drawings (SVG) inside a text: kept where they are safe and whole.

What a validator could object to goes: an element or attribute that is not listed, a formula in
which something has too many or too few parts. A formula that cannot be kept leaves its text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import inf
from urllib.parse import unquote_plus

from blog2book.markup.text import printable
from blog2book.markup.tokens import Kind, Token
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import BLOCKS, DROPPED

MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"

_MAXIMAL_DEPTH = 40
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_ARITY = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "munder": 2,
    "mover": 2,
    "munderover": 3,
}
_ROWS = frozenset({"math", "mrow", "msqrt", "mstyle", "mpadded", "mphantom", "menclose", "merror"})
_MATH = _TOKENS | _ARITY.keys() | _ROWS | {"mspace", "mtable", "mtr", "mtd"}
_ROWS_OF = {"mtable": "mtr", "mtr": "mtd"}
_MATH_VALUES = {
    "display": "block|inline",
    "mathvariant": "normal|bold|italic|bold-italic|double-struck|script|fraktur|monospace"
    "|sans-serif|bold-script|bold-fraktur",
    "stretchy": "true|false",
    "fence": "true|false",
    "separator": "true|false",
    "accent": "true|false",
    "accentunder": "true|false",
    "displaystyle": "true|false",
    "linethickness": r"\d+(?:\.\d+)?(?:px|pt|em)|0",
    "width": r"-?\d*\.?\d+(?:em|ex|px|pt)",
    "columnalign": r"(?:left|center|right)(?: (?:left|center|right))*",
    "dir": "ltr|rtl",
}
_MATH_PLACES = {
    "display": {"math"},
    "mathvariant": _TOKENS,
    "stretchy": {"mo"},
    "fence": {"mo"},
    "separator": {"mo"},
    "accent": {"mover", "munderover"},
    "accentunder": {"munder", "munderover"},
    "displaystyle": {"mstyle", "mtable"},
    "linethickness": {"mfrac"},
    "width": {"mspace"},
    "columnalign": {"mtable", "mtr"},
    "dir": {"math"},
}
_DRAWING = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
    | {"tspan", "title", "desc"}
)
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
_WIDEST = 385
"""Px of a drawing that gives no size: the measure of the smallest page (A5)."""

_NUMBER = r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_LENGTH = rf"{_NUMBER}(?:px|pt|em|ex|in|cm|mm|pc|%)?\s*"
_POSITIVE = r"\s*(?:\d+\.?\d*|\.\d+)(?:px|pt|em|ex|in|cm|mm|pc|%)?\s*"
_COLOUR = (
    r"none|currentColor|#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|black|white|gr[ae]y|red|green|blue|yellow"
    r"|orange|brown|navy|silver|maroon|purple|teal|olive|lime|aqua|fuchsia"
)
_SVG_VALUES = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "dx", "dy"), _LENGTH),
    **dict.fromkeys(("width", "height", "rx", "ry", "r", "stroke-width"), _POSITIVE),
    "viewbox": rf"{_NUMBER}(?:[\s,]+{_NUMBER}){{3}}\s*",
    "d": r"[MmZzLlHhVvCcSsQqTtAaEe0-9+\-.,\s]+",
    "points": r"[0-9+\-.,\seE]+",
    "transform": rf"(?:\s*(?:translate|scale|rotate|matrix|skewX|skewY)"
    rf"\({_NUMBER}(?:[\s,]+{_NUMBER})*\s*\)[\s,]*)+",
    "fill": _COLOUR,
    "stroke": _COLOUR,
    "fill-rule": "nonzero|evenodd",
    "opacity": r"0|1|0?\.\d+|1\.0+",
    "font-size": r"\d+(?:\.\d+)?(?:px|pt)?",
    "text-anchor": "start|middle|end",
    "stroke-linecap": "butt|round|square",
    "stroke-linejoin": "miter|round|bevel",
}
_SVG_PLACES = {
    "width": {"svg", "rect"},
    "height": {"svg", "rect"},
    "viewbox": {"svg"},
    "d": {"path"},
    "points": {"polyline", "polygon"},
    "r": {"circle"},
    "rx": {"rect", "ellipse"},
    "ry": {"rect", "ellipse"},
    "cx": {"circle", "ellipse"},
    "cy": {"circle", "ellipse"},
    "x": {"rect", "text", "tspan"},
    "y": {"rect", "text", "tspan"},
    "dx": {"text", "tspan"},
    "dy": {"text", "tspan"},
    "x1": {"line"},
    "y1": {"line"},
    "x2": {"line"},
    "y2": {"line"},
    "transform": _SHAPES | {"g"},
}
_NEEDED = {
    "path": {"d"},
    "rect": {"width", "height"},
    "circle": {"r"},
    "ellipse": {"rx", "ry"},
    "polyline": {"points"},
    "polygon": {"points"},
}
_VALUES = {name: re.compile(text) for name, text in {**_SVG_VALUES}.items()}
_FORMULA_VALUES = {name: re.compile(text) for name, text in _MATH_VALUES.items()}


_TEX_PICTURE = re.compile(
    r"(?:[a-z]+\.)?(?:wordpress|wp)\.com/latex\.php\?(?:.*&)?latex=([^&]+)"
    r"|latex\.codecogs\.com/(?:[a-z]+\.latex|[a-z]+\.image|[a-z]+)\?(.+)"
    r"|chart\.(?:apis\.google|googleapis)\.com/chart\?(?=.*cht=tx)(?:.*&)?chl=([^&]+)",
    re.DOTALL,
)
"""Services that draw TeX, and where in their addresses it stands."""


_TEX_CLASSES = frozenset(
    {"latex", "tex", "ql-img-inline-formula", "mwe-math-fallback-image-inline"}
)
"""Classes of pictures whose alternative text is TeX."""

_TEX = re.compile(
    r"\\\(((?:(?!\\[()]).){1,2000})\\\)|\\\[((?:(?!\\[\[\]]).){1,2000})\\\]"
    r"|\$\$([^$]{1,2000})\$\$",
    re.DOTALL,
)
_TEX_SIGN = re.compile(r"[\\^_={]|^\s*[a-zA-Z]\s*$")
_SURE_SIGN = re.compile(r"[\\^_{]")
_LONGEST_TEX = 5000
"""Signs of an address or a description in which TeX is looked for."""

_TEX_LOOK = re.compile(r"(?:\s*&(?:amp;)?(?:bg|fg|s)=[\w.-]*)+\s*$")
"""What WordPress.com lets authors say behind a formula: its ground, its colour, its size."""


def tex_of(picture: Mapping[str, str]) -> str:
    """Return the TeX of which a picture is the drawing, "" for any other picture."""
    if match := _TEX_PICTURE.search(picture.get("src", "")[:_LONGEST_TEX]):
        tex = unquote_plus(next(filter(None, match.groups())).replace("&space;", " "))
        return re.sub(r"^(?:\\(?:dpi|bg|fn|inline|large|small)\b(?:\{[^{}]*\})?\s*)+", "", tex)
    if _TEX_CLASSES.isdisjoint(picture.get("class", "").split()):
        return ""
    return _TEX_LOOK.sub("", picture.get("alt", "").strip()[:_LONGEST_TEX])


def in_tex(text: str) -> Iterator[tuple[str, bool | None]]:
    r"""Yield the pieces of a text: TeX with whether it stands alone, anything else with None.

    As MathJax finds it, `\(…\)` stands in its line, `\[…\]` and `$$…$$` alone. What has no sign of
    TeX in it is no formula.
    """
    start = 0
    for match in _TEX.finditer(text):
        tex = next(filter(None, match.groups()))
        if not (_TEX_SIGN if match[3] is None else _SURE_SIGN).search(tex):
            continue
        if match.start() > start:
            yield text[start : match.start()], None
        yield tex, not match[1]
        start = match.end()
    if start < len(text):
        yield text[start:], None


class Foreign:
    """A formula or a drawing while its pieces come in."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.root = Node(tag, attributes)
        self.open = [self.root]
        self.too_deep = 0

    @property
    def done(self) -> bool:
        """Say whether its end tag has come."""
        return not self.open

    def is_left_by(self, tag: str) -> bool:
        """Say whether a start tag cannot stand inside, because HTML ends foreign content at it."""
        inside = [one.tag for one in self.open]
        return tag in BLOCKS | {"b", "i", "em", "strong", "span", "img", "br"} and not (
            {"foreignobject", "mtext", "annotation-xml"} & set(inside)
        )

    def take(self, token: Token) -> None:
        """Take a piece."""
        if token.kind is Kind.TEXT:
            self.open[-1].append(printable(token.text))
        elif token.kind is Kind.START:
            self._start(token)
        elif token.kind is Kind.END:
            self._end(token.text)

    def _start(self, token: Token) -> None:
        """Open an element, unless it is nested too deep."""
        if len(self.open) >= _MAXIMAL_DEPTH:
            self.too_deep += not token.closed
            return
        node = Node(token.text, dict(token.attributes))
        self.open[-1].append(node)
        if not token.closed:
            self.open.append(node)

    def _end(self, tag: str) -> None:
        """Close an element, if it is open."""
        if self.too_deep:
            self.too_deep -= 1
            return
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def made(self, removed: Counter[str]) -> Node | str:
        """Return what can be kept: the element, its text, or "" for nothing."""
        if self.root.tag == "svg":
            drawing = _drawing(self.root, removed)
            if drawing is None or not _shows(drawing):
                removed["drawing"] += 1
                return _visible(self.root)
            drawing.attributes = {"xmlns": SVG, **drawing.attributes, **_size(drawing)}
            return drawing
        formula, tex = _formula(self.root), _tex(self.root)
        if formula is None or not formula.children:
            removed["formula"] += 1
            return Node("code", {}, [tex]) if tex else _visible(self.root)
        if tex and "alttext" not in formula.attributes:
            formula.attributes = dict(sorted({**formula.attributes, "alttext": tex}.items()))
        formula.attributes = {"xmlns": MATHML, **formula.attributes}
        return formula


def _size(drawing: Node) -> dict[str, str]:
    """Return the size of a drawing that gives none, in px: else it would fill its line.

    It is that of its viewBox, made to fit a page, or the one that CSS gives it.
    """
    given = drawing.attributes
    if "width" in given or "height" in given:
        return {}
    numbers = re.split(r"[\s,]+", given.get("viewBox", "0 0 300 150"))
    width, height = float(numbers[2]), float(numbers[3])
    if not (0 < width < inf and 0 < height < inf):
        return {}
    scale = min(1, _WIDEST / width, _WIDEST / height)
    return {"height": f"{height * scale:.6g}", "width": f"{width * scale:.6g}"}


def _shows(drawing: Node) -> bool:
    """Say whether a drawing holds a shape."""
    return any(one.tag in _SHAPES or _shows(one) for one in drawing.nodes())


def _tex(node: Node) -> str:
    """Return the TeX that a formula carries with it, "" for none."""
    for one in node.nodes():
        if one.tag == "annotation" and "tex" in one.attributes.get("encoding", "").lower():
            return " ".join(one.text().split())
        if found := _tex(one):
            return found
    return ""


def _visible(node: Node) -> str:
    """Return the text that a browser would show."""
    parts = [
        child if isinstance(child, str) else _visible(child)
        for child in node.children
        if isinstance(child, str) or child.tag not in DROPPED | {"annotation", "desc"}
    ]
    return " ".join(" ".join(parts).split())


def _formula(node: Node) -> Node | None:
    """Return a part of a formula that is valid MathML; None if it cannot be."""
    tag = node.tag.removeprefix("m:").removeprefix("mml:")
    if tag == "semantics":
        first = next(node.nodes(), None)
        return None if first is None else _formula(first)
    made = Node(tag, _formula_attributes(tag, node.attributes))
    if tag in _TOKENS:
        made.fill([" ".join(node.text().split())] if node.text().strip() else [])
        return made
    parts = [_formula(child) for child in node.nodes() if child.tag != "annotation"]
    whole = [part for part in parts if part is not None]
    loose = any(isinstance(child, str) and child.strip() for child in node.children)
    if tag not in _MATH or loose or len(whole) < len(parts) or not _fit(tag, whole):
        return None
    made.fill(whole)
    return made


def _fit(tag: str, parts: list[Node]) -> bool:
    """Say whether a part of a formula has as many and such parts as it must have."""
    if len(parts) != _ARITY.get(tag, len(parts)):
        return False
    if tag in _ROWS_OF:
        return all(part.tag == _ROWS_OF[tag] for part in parts)
    return not any(part.tag in {"mtr", "mtd", "math"} for part in parts)


def _formula_attributes(tag: str, attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes of a part of a formula that a validator knows."""
    kept = {
        name: value
        for name, value in attributes.items()
        if name in _MATH_PLACES
        and tag in _MATH_PLACES[name]
        and _FORMULA_VALUES[name].fullmatch(value)
    }
    if tag == "math" and (alt := " ".join(attributes.get("alttext", "").split())):
        kept["alttext"] = alt
    return dict(sorted(kept.items()))


def _drawing(node: Node, removed: Counter[str]) -> Node | None:
    """Return a part of a drawing without what is unsafe or unknown; None if nothing is left."""
    if node.tag not in _DRAWING:
        removed[f"part of a drawing: {node.tag}"] += 1
        return None
    kept = {
        name: " ".join(value.split())
        for name, value in node.attributes.items()
        if name in _VALUES
        and node.tag in _SVG_PLACES.get(name, _SHAPES | {"g"})
        and _VALUES[name].fullmatch(value)
    }
    if not _NEEDED.get(node.tag, set()) <= kept.keys():
        return None
    if "viewbox" in kept:
        kept["viewBox"] = kept.pop("viewbox")
    made = Node(node.tag, dict(sorted(kept.items())))
    if node.tag in {"text", "tspan", "title", "desc"}:
        made.append(*(child for child in node.children if isinstance(child, str)))
    parts = (_drawing(child, removed) for child in node.nodes() if child.tag != "svg")
    made.append(*(part for part in parts if part is not None and _fits(part.tag, node.tag)))
    return made


def _fits(tag: str, parent: str) -> bool:
    """Say whether a part of a drawing may stand in another."""
    if tag == "tspan":
        return parent in {"text", "tspan"}
    if tag in {"title", "desc"}:
        return parent == "svg"
    return parent in {"svg", "g"}
