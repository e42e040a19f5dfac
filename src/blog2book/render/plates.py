"""Pictures and ornaments that belong to a theme: found in its layers, measured, made harmless."""

import re
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from blog2book.errors import ThemeError
from blog2book.markup import drawing
from blog2book.model.rendition import Plate
from blog2book.render.manifest import did_you_mean

LARGEST = 20_000_000
"""Bytes of one picture of a theme."""

_TYPES: Final = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}  # fmt: skip
_PART = re.compile(r"[\w-][\w.-]*")
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
        if raw[place + 1] == 0xFF:  # noqa: PLR2004 - filling, which may stand before a marker
            place += 1
            continue
        if raw[place + 1] in _START_OF_FRAME:
            height, width = struct.unpack(">HH", raw[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", raw[place + 2 : place + 4])[0]
    return None


def _svg_size(path: Path, raw: bytes) -> tuple[int, int]:
    """Return the px of an SVG. Raises ThemeError for one that is damaged or not harmless."""
    try:
        root = drawing.parsed(raw)
        drawing.check(root)
        width, height = drawing.size(root)
    except drawing.UnfitDrawingError as error:
        place = f"{path}, line {error.line}" if error.line else str(path)
        raise ThemeError(f"{place}: {error.reason}") from error
    return max(1, round(width)), max(1, round(height))
