"""SVG drawings: how large they are, and whether they are harmless."""

import re

from lxml import etree

MOST_ELEMENTS = 20_000

_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_OUTSIDE = re.compile(r"@import|expression\(|\\|url\((?!\s*['\"]?\s*#)", re.IGNORECASE)
_SAID = ("data-", "aria-")
"""What tells readers of a drawing something, and draws nothing: TeX, with its backslashes."""

_ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "audio", "video", "handler", "listener", "object"}
)
_INSIDE = ("#", "data:image/png", "data:image/jpeg", "data:image/gif")
_LARGEST_SIDE = 100_000


class UnfitDrawingError(ValueError):
    """An SVG that a book must not show: the reason in words, and the line (0 where unknown)."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def size(root: etree._Element) -> tuple[float, float]:
    """Return width and height in px. Raises UnfitDrawingError where they are beyond measure."""
    box = [float(part) for part in re.findall(r"-?[0-9.]+", root.get("viewBox", ""))[:4] if part]
    boxed = len(box) == 4 and box[2] > 0 and box[3] > 0  # noqa: PLR2004 - x, y, width, height
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    if boxed:
        ratio = box[2] / box[3]
        if not width and not height:
            width, height = box[2], box[3]
        width = width or height * ratio
        height = height or width / ratio
    # 300 x 150 is what CSS gives a drawing that says nothing of its size.
    width, height = width or 300.0, height or 150.0
    if max(width, height) > _LARGEST_SIDE:
        raise UnfitDrawingError("the drawing is too large")
    return width, height


def _pixels(length: str | None) -> float:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _PX[found[2] or ""] if found else 0.0


def parsed(data: bytes) -> etree._Element:
    """Return the root of an SVG. Raises UnfitDrawingError where it is none, or is damaged."""
    # Entities within the file only: old drawing programs write namespaces so; libxml2 stops bombs.
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnfitDrawingError("the drawing is damaged") from error
    if etree.QName(root).localname != "svg":
        raise UnfitDrawingError("the file is no picture of a known kind")
    return root


def check(root: etree._Element) -> None:
    """Refuse what runs, what reaches outside, and what is endless. Raises UnfitDrawingError."""
    for one in (*root.itersiblings(preceding=True), *root.iter(etree.ProcessingInstruction)):
        if getattr(one, "target", "") == "xml-stylesheet":
            raise UnfitDrawingError("the drawing reaches outside itself", _line(one))
    for count, element in enumerate(root.iter("*")):
        line = _line(element)
        if count >= MOST_ELEMENTS:
            raise UnfitDrawingError("the drawing has too many parts", line)
        name = etree.QName(element).localname.lower()
        if name in _ACTIVE or any(str(key).lower().startswith("on") for key in element.attrib):
            raise UnfitDrawingError("the drawing holds a script", line)
        if _reaches_out(element, name):
            raise UnfitDrawingError("the drawing reaches outside itself", line)


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _reaches_out(element: etree._Element, name: str) -> bool:
    for key, value in element.attrib.items():
        text = str(value)
        if etree.QName(key).localname == "href":
            if name != "a" and not text.strip().startswith(_INSIDE):
                return True
        elif not str(key).startswith(_SAID) and _OUTSIDE.search(text):
            return True
    return name == "style" and _OUTSIDE.search(str(element.xpath("string()"))) is not None
