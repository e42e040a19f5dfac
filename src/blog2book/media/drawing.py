"""SVG: small and self-contained, or not at all; drawn by resvg in a process of its own."""

import contextlib
import json
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from math import ceil
from pathlib import Path
from typing import BinaryIO

import resvg_py
from lxml import etree

from blog2book.markup.drawing import UnfitDrawingError, check, parsed, size

LARGEST_FILE = 2_000_000
"""Bytes of an SVG that is looked at."""

SECONDS = 30
"""What a drawing may take of a processor's time before it is given up."""

_BUSY = 20
"""How many times as long a busy machine may take for the same work."""

MEMORY = 4_000_000_000
"""Bytes of address space for the process that draws, where the system can bound them."""

_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*"
    rb"<(?:\w+:)?svg(?:[\s/>]|$)",
    re.DOTALL | re.IGNORECASE,
)
_SERIF = "Noto Serif"


def looks_like_svg(head: bytes) -> bool:
    """Say whether a file that begins with `head` is an SVG, or at least means to be one."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode()
    return _BEGINNING.match(head) is not None


def measure(path: Path) -> tuple[int, int]:
    """Return an SVG's width and height in px (96 to the inch). Raises UnfitDrawingError."""
    width, height = size(checked(path))
    return max(1, round(width)), max(1, round(height))


def checked(path: Path) -> etree._Element:
    """Return a small, self-contained SVG's root. Raises UnfitDrawingError for any other."""
    if path.stat().st_size > LARGEST_FILE:
        raise UnfitDrawingError(f"the drawing is larger than {LARGEST_FILE // 1_000_000} MB")
    root = parsed(path.read_bytes())
    check(root)
    return root


def text(path: Path) -> str:
    """Return a checked SVG's text, whatever its encoding. Raises UnfitDrawingError.

    Its size is written in px: resvg finds one in points "invalid".
    """
    root = checked(path)
    for name, length in zip(("width", "height"), size(root), strict=True):
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
    fails or takes more than `seconds` of a processor's time (on Windows, of the clock).
    """
    request = {"svg": svg, "width": width, "height": height, "fonts": [str(one) for one in fonts]}
    command = [sys.executable, "-m", "blog2book.media.drawing", str(ceil(seconds))]
    too_long = f"the drawing takes longer than {seconds:g} seconds"
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=json.dumps(request).encode(),
            check=True,
            capture_output=True,
            timeout=seconds if sys.platform == "win32" else seconds * _BUSY,
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError(too_long) from error
    except subprocess.CalledProcessError as error:
        if sys.platform != "win32" and error.returncode == -signal.SIGXCPU:
            raise ValueError(too_long) from error
        said = error.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ValueError(
            f"the drawing cannot be drawn ({said[-1] if said else 'no reason'})"
        ) from error
    return done.stdout


def bound(seconds: int) -> None:
    """Let this process have no more than MEMORY bytes and so many seconds of a processor."""
    with contextlib.suppress(ImportError):  # not on Windows
        import resource

        for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds)):
            hard = resource.getrlimit(kind)[1]
            if hard == resource.RLIM_INFINITY or most < hard:
                resource.setrlimit(kind, (most, hard))


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
    bound(int(sys.argv[1]))
    sys.stdout.buffer.write(main(sys.stdin.buffer))
