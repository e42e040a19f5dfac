"""Pictures of a theme: found in its layers, measured, harmless."""

import struct
import zlib
from pathlib import Path

import pytest

from blog2book.errors import ThemeError
from blog2book.render import plates
from themes import folder

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
ENTITY = (
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    '<svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'
)
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 30, 20)
GIF = b"GIF89a" + struct.pack("<HH", 7, 5)
JPEG = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"xx\xff\xc0" + struct.pack(">HBHH", 11, 8, 40, 60)
)


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.png", PNG, (30, 20)),
        ("a.gif", GIF, (7, 5)),
        ("a.jpg", JPEG, (60, 40)),
        ("a.svg", SVG.format('viewBox="0 0 10 20"', "<path d='M0 0'/>"), (10, 20)),
        ("a.svg", SVG.format('width="1in" height="72pt"', "<!-- ok -->"), (96, 96)),
        ("a.svg", SVG.format('width="3pc" height="3pc"', "<g data-tex='\\frac'/>"), (48, 48)),
        ("a.jpg", JPEG.replace(b"\xff\xc0", b"\xff\xff\xc0"), (60, 40)),
        ("a.svg", SVG.format('width="100%" height="9" viewBox="0,0,3,4"', ""), (7, 9)),
        ("a.svg", SVG.format('width="3" height="4"', "<use href='#a'/><style>a{b:c}</style>"),
         (3, 4)),
        ("a.svg", SVG.format('width="3" height="4"',
                             "<path fill='url(#a)' style=\"fill:url('#g')\"/>"
                             "<image href='data:image/png;base64,AA'/>"),
         (3, 4)),
    ],
)  # fmt: skip
def test_sizes(name: str, content: str | bytes, size: tuple[int, int], tmp_path: Path) -> None:
    """A picture's px are read from its header."""
    found = plates.plate([folder(tmp_path, {f"pictures/{name}": content})], f"pictures/{name}")
    assert (found.width, found.height) == size
    assert found.name == f"pictures/{name}"
    assert found.path == tmp_path / "pictures" / name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", JPEG),
        ("a.png", PNG[:12]),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x04xxyy"),
        ("a.gif", b"x"),
        ("a.svg", "<svg"),
        ("a.svg", "<html/>"),
        ("a.svg", ENTITY),
        ("a.webp", b"RIFF"),
    ],
)
def test_what_is_no_picture(name: str, content: str | bytes, tmp_path: Path) -> None:
    """A damaged picture, or one of another kind than its name says, is refused by its path."""
    with pytest.raises(ThemeError, match=str(tmp_path)):
        plates.plate([folder(tmp_path, {f"pictures/{name}": content})], f"pictures/{name}")


@pytest.mark.parametrize(
    "content",
    [
        SVG.format("", "\n<script>alert(1)</script>"),
        SVG.format("", "\n<foreignObject/>"),
        SVG.format("", "\n<path onclick='x()'/>"),
        SVG.format("", "\n<image href='http://evil.example/x.png'/>"),
        SVG.format("", "\n<image xlink:href='file:///etc/passwd'/>"),
        SVG.format("", "\n<image href='data:image/svg+xml;base64,AA'/>"),
        SVG.format("", "\n<path fill='url(http://evil.example/x)'/>"),
        SVG.format("", "\n<path style='fill: u\\72l(http://evil.example/x)'/>"),
        SVG.format("", "\n<style>@import 'http://evil.example/x'</style>"),
        SVG.format("", "\n<?xml-stylesheet href='http://evil.example/x'?>"),
        f"\n<?xml-stylesheet href='http://evil.example/x'?>{SVG.format('', '')}",
    ],
)
def test_a_drawing_that_reaches_outside(content: str, tmp_path: Path) -> None:
    """A drawing that runs or fetches anything is refused with its line."""
    with pytest.raises(ThemeError, match=r"a\.svg, line 2: the drawing (holds|reaches)"):
        plates.plate([folder(tmp_path, {"pictures/a.svg": content})], "pictures/a.svg")


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    """Entities that grow are not followed."""
    lines = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "x">{lines}]><svg xmlns="http://www.w3.org/2000/svg">&e9;</svg>'
    with pytest.raises(ThemeError):
        plates.plate([folder(tmp_path, {"pictures/a.svg": bomb})], "pictures/a.svg")


def test_pictures_are_found_in_the_nearest_layer_and_nowhere_else(tmp_path: Path) -> None:
    """Names with dots or slashes at odd places, and links, lead to nothing."""
    base = folder(tmp_path / "base", {"pictures/a.png": PNG, "pictures/sub/b.gif": GIF})
    own = folder(tmp_path / "own", {"pictures/a.png": PNG, "pictures/read.me": "x"})
    (own / "pictures/link.png").symlink_to(base / "pictures/a.png")
    layers = [own, base]
    assert plates.find(layers, "pictures/a.png") == own / "pictures/a.png"
    for name in ("../base/pictures/a.png", "/etc/passwd", "pictures//a.png", "pictures/link.png"):
        assert plates.find(layers, name) is None
    assert plates.names(layers) == ("pictures/a.png", "pictures/sub/b.gif")
    with pytest.raises(ThemeError, match=r"no picture 'pictures/c\.png'"):
        plates.plate(layers, "pictures/c.png")


def test_a_picture_that_is_too_large(tmp_path: Path) -> None:
    """A picture beyond the limit is not read."""
    path = folder(tmp_path, {"pictures/a.png": b""}) / "pictures/a.png"
    with path.open("wb") as stream:
        stream.write(PNG + zlib.compress(b""))
        stream.truncate(plates.LARGEST + 1)
    with pytest.raises(ThemeError, match="at most"):
        plates.plate([tmp_path], "pictures/a.png")
