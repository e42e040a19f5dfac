"""Pictures and ornaments that belong to a theme: found in its layers, measured, made harmless."""

import re
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lxml import etree

from blog2book.errors import ThemeError
from blog2book.model.rendition import Plate
from blog2book.render.manifest import did_you_mean

LARGEST = 20_000_000
"""Bytes of one picture of a theme."""

_TYPES: Final = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}  # fmt: skip
_PART = re.compile(r"[\w-][\w.-]*")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in)?\s*")
_PX: Final = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LINK = re.compile(r"(?:^|\})href$")
_URL = re.compile(r"url\(\s*[\"']?(?!#)|@import|expression\(|\\", re.IGNORECASE)
_FORBIDDEN: Final = frozenset({"script", "foreignObject", "iframe", "handler", "listener"})
_START_OF_FRAME: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def find(layers: Sequence[Path], name: str) -> Path | None:
    """Return the file of a name relative to a theme's folder ("pictures/leaf.svg"), or None.

    The most specific layer that has it wins, so that a picture is replaced by laying another of
    the same name over it. Nothing outside a layer's folder is found, by links neither.
    """
    parts = name.split("/")
    if not all(_PART.fullmatch(part) for part in parts):
        return None
    for layer in layers:
        path = layer.joinpath(*parts)
        if path.is_file() and path.resolve().is_relative_to(layer.resolve()):
            return path
    return None


def names(layers: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all pictures in the layers' `pictures` folders."""
    found: set[str] = set()
    for layer in layers:
        for path in (layer / "pictures").rglob("*"):
            name = path.relative_to(layer).as_posix()
            if path.suffix.lower() in _TYPES and find([layer], name):
                found.add(name)
    return tuple(sorted(found))


def plate(layers: Sequence[Path], name: str) -> Plate:
    """Return a theme's picture. Raises ThemeError if it is not there, damaged or not harmless."""
    path = find(layers, name)
    if path is None:
        raise ThemeError(
            f"the theme has no picture {name!r}", hint=did_you_mean(name, names(layers))
        )
    media_type = _TYPES.get(path.suffix.lower())
    if media_type is None:
        raise ThemeError(
            f"{path}: a theme's picture is SVG, PNG, JPEG or GIF, and its name ends so"
        )
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise ThemeError(f"{path} cannot be read: {error.strerror}") from error
    size = _svg_size(path, raw) if path.suffix.lower() == ".svg" else _size(raw, media_type)
    if size is None or not all(size):
        raise ThemeError(f"{path}: this is no {media_type} of at most {LARGEST:,} bytes")
    return Plate(name=name, path=path, media_type=media_type, width=size[0], height=size[1])


def _size(raw: bytes, media_type: str) -> tuple[int, int] | None:
    """Return the px of a PNG, GIF or JPEG from its header, or None if it is none."""
    try:
        if media_type == "image/png" and raw.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", raw[16:24])
        if media_type == "image/gif" and raw[:6] in {b"GIF87a", b"GIF89a"}:
            return struct.unpack("<HH", raw[6:10])
        if media_type == "image/jpeg" and raw.startswith(b"\xff\xd8"):
            return _jpeg_size(raw)
    except struct.error:
        return None
    return None


def _jpeg_size(raw: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(raw) and raw[place] == 0xFF:  # noqa: PLR2004 - every marker's first byte
        if raw[place + 1] in _START_OF_FRAME:
            height, width = struct.unpack(">HH", raw[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", raw[place + 2 : place + 4])[0]
    return None


def _svg_size(path: Path, raw: bytes) -> tuple[int, int] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        return None
    if etree.QName(root).localname != "svg":
        return None
    for element in root.iter(etree.Element, etree.ProcessingInstruction, etree.Entity):
        _check_svg(path, element)
    return _svg_px(root)


def _svg_px(root: etree._Element) -> tuple[int, int]:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = [root.get("width", ""), root.get("height", "")]
    if not all(_LENGTH.fullmatch(side) for side in sides) and len(box) == 4:  # noqa: PLR2004
        sides = box[2:]
    found = [_LENGTH.fullmatch(side) for side in sides]
    width, height = (
        max(1, round(float(one[1]) * _PX[one[2] or "px"])) if one else 0 for one in found
    )
    return width, height


def _check_svg(path: Path, element: etree._Element) -> None:
    """Raise ThemeError for what runs, or reaches outside the picture."""
    fault = ""
    if not isinstance(element.tag, str):
        fault = "an entity or a processing instruction"
    elif etree.QName(element).localname in _FORBIDDEN:
        fault = f"<{etree.QName(element).localname}>"
    elif _URL.search(element.text or "") and etree.QName(element).localname == "style":
        fault = "a style that reaches outside"
    else:
        fault = next((f"{key!s}={str(value)[:40]!r}" for key, value in element.attrib.items()
                      if _reaches(str(key), str(value))), "")  # fmt: skip
    if fault:
        raise ThemeError(
            f"{path}, line {element.sourceline}: a theme's picture may not have {fault}"
        )


def _reaches(key: str, value: str) -> bool:
    if key.lower().startswith("on"):
        return True
    if _LINK.search(key):
        return not value.strip().startswith(("#", "data:image/png", "data:image/jpeg"))
    return _URL.search(value) is not None
