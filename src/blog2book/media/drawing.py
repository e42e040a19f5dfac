"""SVG: small and self-contained, or not at all; drawn by resvg in a process of its own."""

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

import resvg_py
from lxml import etree

LARGEST_FILE = 2_000_000
"""Bytes of an SVG that is looked at."""

MOST_ELEMENTS = 20_000

SECONDS = 30
"""How long a drawing may take before it is given up."""

MEMORY = 4_000_000_000
"""Bytes of address space for the process that draws, where the system can bound them."""

_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"]?#)", re.IGNORECASE)
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*"
    rb"<(?:\w+:)?svg(?:[\s/>]|$)",
    re.DOTALL | re.IGNORECASE,
)
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "audio", "video", "handler", "object"})
_INSIDE = ("#", "data:image/png", "data:image/jpeg", "data:image/gif")
_LARGEST_SIDE = 100_000
_SERIF = "Noto Serif"


class UnfitDrawingError(ValueError):
    """An SVG that a book must not show, with the reason in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def looks_like_svg(head: bytes) -> bool:
    """Say whether a file that begins with `head` is an SVG, or at least means to be one."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode()
    return _BEGINNING.match(head) is not None


def measure(path: Path) -> tuple[int, int]:
    """Return an SVG's width and height in px (96 to the inch). Raises UnfitDrawingError."""
    width, height = _size(checked(path))
    return max(1, round(width)), max(1, round(height))


def _size(root: etree._Element) -> tuple[float, float]:
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


def checked(path: Path) -> etree._Element:
    """Return a small, self-contained SVG's root. Raises UnfitDrawingError for any other."""
    if path.stat().st_size > LARGEST_FILE:
        raise UnfitDrawingError(f"the drawing is larger than {LARGEST_FILE // 1_000_000} MB")
    root = parsed(path.read_bytes())
    check(root)
    return root


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
    for count, element in enumerate(root.iter("*")):
        if count >= MOST_ELEMENTS:
            raise UnfitDrawingError("the drawing has too many parts")
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


def text(path: Path) -> str:
    """Return a checked SVG's text, whatever its encoding. Raises UnfitDrawingError.

    Its size is written in px: resvg finds one in points "invalid".
    """
    root = checked(path)
    for name, length in zip(("width", "height"), _size(root), strict=True):
        root.set(name, f"{length:g}")
    return etree.tostring(root, encoding="unicode")


def draw(
    svg: str,
    width: int,
    height: int | None,
    fonts: Sequence[Path] = (),
    *,
    seconds: float = SECONDS,
) -> bytes:
    """Return an SVG drawn as a PNG, `width` px wide on nothing.

    Words are set in `fonts`; where none are given, in what the system has. It is drawn by a
    process of its own, because a small drawing can ask for hours of work. Raises ValueError if it
    fails or takes too long.
    """
    request = {"svg": svg, "width": width, "height": height, "fonts": [str(one) for one in fonts]}
    command = [sys.executable, "-m", "blog2book.media.drawing"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=json.dumps(request).encode(),
            check=True,
            capture_output=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError(f"the drawing takes longer than {seconds:g} seconds") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ValueError(
            f"the drawing cannot be drawn ({said[-1] if said else 'no reason'})"
        ) from error
    return done.stdout


def bound_memory() -> None:
    """Let this process have no more than MEMORY bytes, for the rest of its life."""
    with contextlib.suppress(ImportError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(stream: BinaryIO) -> bytes:
    """Do the whole work of the process that `draw` starts: read its request, return a PNG."""
    request = json.load(stream)
    given = request["fonts"]
    return resvg_py.svg_to_bytes(
        svg_string=request["svg"],
        width=request["width"],
        height=request["height"],
        font_files=given or [str(path) for path in _house_fonts()],
        skip_system_fonts=bool(given) or "<text" not in request["svg"],
        # What a drawing names is often not there: then these, and the first in the end.
        serif_family=_SERIF,
        sans_serif_family="DejaVu Sans",
        monospace_family="DejaVu Sans Mono",
    )


def _house_fonts() -> list[Path]:
    folder = Path(str(files("fontpkg_noto_serif"))) / "files"
    return sorted(folder.glob("*.ttf"))


if __name__ == "__main__":
    bound_memory()
    sys.stdout.buffer.write(main(sys.stdin.buffer))
