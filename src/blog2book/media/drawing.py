"""SVG: small and self-contained, or not at all; drawn by resvg in a process of its own."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import resvg_py
from lxml import etree

LARGEST_FILE = 2_000_000
"""Bytes of an SVG that is looked at."""

MOST_ELEMENTS = 20_000
SECONDS = 30
"""How long a drawing may take before it is given up."""

_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"]?#)", re.IGNORECASE)
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "audio", "video", "handler", "object"})
_INSIDE = ("#", "data:image/png", "data:image/jpeg", "data:image/gif")
_LARGEST_SIDE = 100_000


class UnfitDrawingError(Exception):
    """An SVG that a book must not show, with the reason in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def looks_like_svg(head: bytes) -> bool:
    """Say whether a file that begins with `head` is an SVG, or at least means to be one."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", errors="replace").encode()
    return text.startswith(b"<") and re.search(rb"<(?:\w+:)?svg[\s>]", text) is not None


def measure(path: Path) -> tuple[int, int]:
    """Return an SVG's width and height in px (96 to the inch). Raises UnfitDrawingError."""
    root = _checked(path)
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
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str | None) -> float:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _PX[found[2] or ""] if found else 0.0


def _checked(path: Path) -> etree._Element:
    if path.stat().st_size > LARGEST_FILE:
        raise UnfitDrawingError(f"the drawing is larger than {LARGEST_FILE // 1_000_000} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(path.read_bytes(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnfitDrawingError("the drawing is damaged") from error
    if etree.QName(tree).localname != "svg":
        raise UnfitDrawingError("the file is no picture of a known kind")
    if tree.getroottree().docinfo.internalDTD is not None and "<!ENTITY" in _doctype(path):
        raise UnfitDrawingError("the drawing defines entities")
    _check_elements(tree)
    return tree


def _doctype(path: Path) -> str:
    return path.read_bytes()[:65536].decode("utf-8", errors="replace")


def _check_elements(tree: etree._Element) -> None:
    """Refuse what runs, what reaches outside, and what multiplies itself."""
    seen: Counter[str] = Counter()
    for element in tree.iter():
        seen["*"] += 1
        if seen["*"] > MOST_ELEMENTS:
            raise UnfitDrawingError("the drawing has too many parts")
        if not isinstance(element.tag, str):
            if element.tag is not etree.Comment:
                raise UnfitDrawingError("the drawing reaches outside itself")
            continue
        name = etree.QName(element).localname.lower()
        if name in _ACTIVE or any(str(key).lower().startswith("on") for key in element.attrib):
            raise UnfitDrawingError("the drawing holds a script")
        if _reaches_out(element, name):
            raise UnfitDrawingError("the drawing reaches outside itself")


def _reaches_out(element: etree._Element, name: str) -> bool:
    for key, value in element.attrib.items():
        text = str(value)
        if etree.QName(key).localname == "href":
            if name != "a" and not text.strip().startswith(_INSIDE):
                return True
        elif _OUTSIDE.search(text):
            return True
    return name == "style" and _OUTSIDE.search(str(element.xpath("string()"))) is not None


def draw(source: Path, target: Path, width: int) -> None:
    """Draw an SVG, `width` px wide on nothing, as a PNG.

    In a process of its own, because a small drawing can ask for hours of work. Raises ValueError
    if it fails or takes too long.
    """
    command = [sys.executable, "-m", "blog2book.media.drawing", str(source), str(target)]
    try:
        subprocess.run([*command, str(width)], check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own module
    except subprocess.SubprocessError as error:
        raise ValueError("the drawing cannot be drawn") from error


def main(arguments: list[str]) -> None:
    """Draw SOURCE to TARGET at WIDTH: the whole work of the process that `draw` starts."""
    source, target, width = arguments
    Path(target).write_bytes(
        resvg_py.svg_to_bytes(svg_path=source, width=int(width), resources_dir=None)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
