"""Static fonts for paper: each face that a book uses, instanced once and kept.

WeasyPrint stamps the clock into what it instances itself; pieces that were laid out with static
files can be joined, and have the same bytes every time.
"""

import hashlib
import io
import struct
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import fontTools
from fontTools.ttLib import TTFont, TTLibError
from fontTools.varLib import instancer

from blog2book import cache
from blog2book.errors import ThemeError
from blog2book.events import StageAdvanced, StageStarted
from blog2book.model.rendition import Face
from blog2book.ports import Context

VERSION = 2
"""Part of each cache key: to be raised when the same face would come out in other bytes."""

TEXT_SIZE = 11.0
"""Points for which a face with an optical size axis is cut."""

_UNREADABLE = (
    TTLibError,
    OSError,
    ValueError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    struct.error,
)
"""What fontTools raises at a file that is no font, or a damaged one."""

_WORKERS = 2
_READY = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_WINDOWS = (3, 1, 0x409)
_STYLE_BITS = 0b0110_0001
_REGULAR, _ITALIC, _BOLD = 0b0100_0000, 0b0000_0001, 0b0010_0000
_BOLD_WEIGHT = 700


def static(faces: Sequence[Face], context: Context) -> Mapping[str, Path]:
    """Return a static font file for each face, by the face's name.

    A file that is static already is returned as it is; a variable one is instanced at the face's
    weight, its other axes at text size and normal width; a face of a collection or a compressed
    file is unpacked. Files lie in the cache or the work folder; the same face gives the same
    bytes. Raises ThemeError for a file that is no font.
    """
    ready: dict[str, Path] = {}
    wanted: dict[str, Face] = {}
    keys: dict[str, str] = {}
    for face in {face.name: face for face in faces}.values():
        if _is_static(face.path):
            ready[face.name] = face.path
            continue
        keys[face.name] = _key(face)
        found = cache.find(context.fonts or context.cache / "fonts", keys[face.name], ".ttf")
        if found:
            ready[face.name] = found
        else:
            wanted[face.name] = face
    if wanted:
        context.report(StageStarted(stage="fonts", total=len(wanted)))
        ready |= _made(wanted, keys, context)
    return {face.name: ready[face.name] for face in faces}


def _made(
    wanted: Mapping[str, Face], keys: Mapping[str, str], context: Context
) -> Mapping[str, Path]:
    """Make faces, two at a time where there are several and other processes are allowed."""
    ready: dict[str, Path] = {}
    folders = (context.fonts or context.cache / "fonts", context.workdir / "fonts")
    if len(wanted) > 1 and context.jobs != 0:
        try:
            with ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn")) as pool:
                work: dict[Future[Path], str] = {
                    pool.submit(make, face, keys[name], *folders): name
                    for name, face in wanted.items()
                }
                for done in as_completed(work):
                    ready[work[done]] = done.result()
                    context.report(StageAdvanced(stage="fonts", done=len(ready)))
        except BrokenProcessPool:
            # A program without `if __name__ == "__main__"` cannot have helpers: go on alone.
            pass
    for name, face in wanted.items():
        if name not in ready:
            ready[name] = make(face, keys[name], *folders)
            context.report(StageAdvanced(stage="fonts", done=len(ready)))
    return ready


def make(face: Face, key: str, folder: Path, instead: Path) -> Path:
    """Make one face's static file and keep it under `key`. Raises ThemeError for no font."""

    def write(path: Path) -> None:
        try:
            font = TTFont(face.path, fontNumber=face.number, recalcTimestamp=False)
            if "fvar" in font:
                font = instancer.instantiateVariableFont(
                    font, _places(font, face), inplace=True, downgradeCFF2="CFF2" in font
                )
            _rename(font, face)
            font.flavor = None
            made = io.BytesIO()
            font.save(made, reorderTables=True)
        except _UNREADABLE as error:
            raise ThemeError(
                f"{face.path.name} is no font that can be read: {error}",
                hint="Give the theme a TrueType or OpenType file",
            ) from error
        path.write_bytes(made.getvalue())

    return cache.keep(folder, key, ".ttf", write, instead=instead)


def _key(face: Face) -> str:
    with face.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    kept = f"face {VERSION} {fontTools.version}"
    return f"{kept} {digest} {face.number} {face.family} {face.weight} {face.style}"


def _is_static(path: Path) -> bool:
    """Say whether a file can be used as it is: one font, not compressed, without axes."""
    with path.open("rb") as stream:
        start = stream.read(4)
        if start not in _READY:
            return False
        tables = int.from_bytes(stream.read(2), "big")
        stream.seek(12)
        return all(stream.read(16)[:4] != b"fvar" for _ in range(tables))


def _places(font: Any, face: Face) -> dict[str, float]:  # noqa: ANN401 - fontTools is not typed
    """Return where on each axis the face lies, in the font's own bounds."""
    asked = {"wght": float(face.weight), "opsz": TEXT_SIZE, "wdth": 100.0}
    if face.style == "italic":
        asked |= {"ital": 1.0, "slnt": -90.0}
    places = {}
    for axis in font["fvar"].axes:
        place = asked.get(axis.axisTag, axis.defaultValue)
        places[axis.axisTag] = min(max(place, axis.minValue), axis.maxValue)
    return places


def _rename(font: Any, face: Face) -> None:  # noqa: ANN401 - fontTools is not typed
    """Give the font names of its own, so that two weights of a family are never taken for one."""
    style = "Italic" if face.style == "italic" else "Regular"
    family = f"{face.family} {face.weight}"
    plain = "".join(sign for sign in face.family if sign.isascii() and sign.isalnum()) or "Font"
    names = {
        1: family,
        2: style,
        3: f"{plain}-{face.weight}{style}-static",
        4: f"{family} {style}",
        6: f"{plain}-{face.weight}{style}",
    }
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 5, 13, 14}]
    for number, text in names.items():
        table.setName(text, number, *_WINDOWS)
    bits = _ITALIC if style == "Italic" else 0
    bits |= _BOLD if face.weight >= _BOLD_WEIGHT else 0
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~_STYLE_BITS | (bits or _REGULAR)
    font["head"].macStyle = (1 if bits & _BOLD else 0) | (2 if bits & _ITALIC else 0)
