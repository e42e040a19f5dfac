import io
import json
from pathlib import Path

import pytest
from PIL import Image

from blog2book.markup.drawing import MOST_ELEMENTS, UnfitDrawingError
from blog2book.media import drawing

SVG = "http://www.w3.org/2000/svg"


def written(tmp_path: Path, body: str, head: str = "") -> Path:
    """Write an SVG with these attributes and this content."""
    path = tmp_path / "drawing.svg"
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    path.write_text(f'<svg xmlns="{SVG}" {xlink} {head}>{body}</svg>')
    return path


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="2.54cm" viewBox="0 0 10 20"', (96, 192)),
        ('height="50px" viewBox="0 0 10 20"', (25, 50)),
        ('viewBox="0,0,12.5,20"', (12, 20)),
        ('width="100%" height="100%" viewBox="-5 -5 10 20"', (10, 20)),
        ('viewBox="0 0 0 20"', (300, 150)),
        ('viewBox="0 0 10"', (300, 150)),
        ("", (300, 150)),
        ('width="40"', (40, 150)),
    ],
)
def test_size(tmp_path: Path, head: str, size: tuple[int, int]) -> None:
    """A drawing's size is its own, or its viewBox's, or what CSS gives one that has none."""
    assert drawing.measure(written(tmp_path, "", head)) == size


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<script/>", "script"),
        ("<foreignObject/>", "script"),
        ('<rect onclick="x()"/>', "script"),
        ('<image href="https://x.example/a.png"/>', "outside"),
        ('<image xlink:href="file:///etc/passwd"/>', "outside"),
        ('<image href="data:image/svg+xml,a"/>', "outside"),
        ('<rect style="fill:url(http://x.example)"/>', "outside"),
        ("<style>@import 'x.css';</style>", "outside"),
        ("<style>a{background:url( 'x.png')}</style>", "outside"),
        ("<rect></circle>", "damaged"),
    ],
)
def test_what_must_not_be_shown(tmp_path: Path, body: str, reason: str) -> None:
    """A drawing that runs something, reaches outside or is broken is refused with a reason."""
    with pytest.raises(UnfitDrawingError, match=reason):
        drawing.measure(written(tmp_path, body))


def test_what_may_be_shown(tmp_path: Path) -> None:
    """Links, references within, styles, comments and data pictures are fine."""
    body = """<!-- a --><?xpacket a?><style>a{fill:url(#g)}</style>
    <a href="https://x.example"><use xlink:href="#r"/></a>
    <rect id="r" width="9" height="9" fill="url(#g)"/>
    <image href="data:image/png;base64,aaaa"/>"""
    assert drawing.measure(written(tmp_path, body)) == (300, 150)


def test_limits(tmp_path: Path) -> None:
    """Too many bytes, too many parts and too many px are refused."""
    with pytest.raises(UnfitDrawingError, match="larger than"):
        drawing.measure(written(tmp_path, " " * drawing.LARGEST_FILE))
    with pytest.raises(UnfitDrawingError, match="too many parts"):
        drawing.measure(written(tmp_path, "<g/>" * MOST_ELEMENTS))
    with pytest.raises(UnfitDrawingError, match="too large"):
        drawing.measure(written(tmp_path, "", 'width="9000000"'))


def test_entities(tmp_path: Path) -> None:
    """Entities that name a namespace are read; those that multiply, or read a file, are not."""
    path = tmp_path / "drawing.svg"
    old = f'<!DOCTYPE svg [<!ENTITY ns "{SVG}">]><svg xmlns="&ns;" width="9" height="9"/>'
    path.write_text(old)
    assert drawing.measure(path) == (9, 9)
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(f'<!DOCTYPE svg [<!ENTITY e0 "ha">{laughs}]><svg>&e11;</svg>')
    with pytest.raises(UnfitDrawingError, match="damaged"):
        drawing.measure(path)
    path.write_text('<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]><svg>&f;</svg>')
    with pytest.raises(UnfitDrawingError, match="damaged"):
        drawing.measure(path)


def test_other_xml_is_no_drawing(tmp_path: Path) -> None:
    """A file that mentions svg without being one is refused."""
    path = tmp_path / "page.svg"
    path.write_text("<page><svg/></page>")
    with pytest.raises(UnfitDrawingError, match="no picture"):
        drawing.measure(path)


@pytest.mark.parametrize(
    ("head", "is_svg"),
    [
        (b"<svg>", True),
        (b'\xef\xbb\xbf <?xml version="1.0"?><!-- a --><svg:svg >', True),
        ("\ufeff<svg width='9'>".encode("utf-16-le"), True),
        (b"svg <svg>", False),
        (b"<svgs>", False),
    ],
)
def test_a_drawing_is_known_by_its_beginning(head: bytes, is_svg: bool) -> None:  # noqa: FBT001 - expected
    """What begins as an SVG is taken for one."""
    assert drawing.looks_like_svg(head) is is_svg


@pytest.mark.parametrize("size", ['width="30pt" height="20pt"', 'width="1in"', 'height="1cm"', ""])
def test_a_drawing_in_any_unit_is_drawn(tmp_path: Path, size: str) -> None:
    """A size in points, inches or centimetres, or none, is no hindrance."""
    path = tmp_path / "a.svg"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20" {size}>'
        '<rect width="30" height="20" fill="red"/></svg>',
        encoding="utf-8",
    )
    with Image.open(io.BytesIO(drawing.draw(drawing.text(path), 60, None))) as image:
        assert image.size[0] == 60
        assert abs(image.size[1] - 40) <= 1  # resvg counts in whole pixels
        assert image.convert("RGB").getpixel((58, 38)) == (255, 0, 0)


def test_drawing(tmp_path: Path) -> None:
    """A drawing is drawn at the width that is asked for, the same bytes each time."""
    path = written(tmp_path, '<rect width="20" height="20" fill="red"/>', 'width="20" height="20"')
    png = drawing.draw(drawing.text(path), 60, None)
    assert png == drawing.draw(drawing.text(path), 60, None)
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (60, 60)
        assert image.getpixel((30, 30)) == (255, 0, 0, 255)


def test_words_are_set_in_fonts_of_the_system(tmp_path: Path) -> None:
    """A drawing with words that brings no fonts is set in the system's."""
    path = written(tmp_path, '<text y="40" font-size="40">WORDS</text>', 'width="200" height="50"')
    with Image.open(io.BytesIO(drawing.draw(drawing.text(path), 200, None))) as image:
        assert image.getbbox() is not None


def test_what_cannot_be_drawn() -> None:
    """A failure is a ValueError that says what the drawing program said."""
    with pytest.raises(ValueError, match="cannot be drawn"):
        drawing.draw("<svg", 10, None)


def test_endless_work_is_given_up(tmp_path: Path) -> None:
    """A drawing that unfolds to a milliard parts is stopped in time."""
    layers = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    path = written(
        tmp_path, f'<rect id="g0" width="1" height="1"/>{layers}', 'width="9" height="9"'
    )
    with pytest.raises(ValueError, match=r"drawn|longer"):
        drawing.draw(drawing.text(path), 9, None, seconds=2)


def test_the_process_reads_a_request_and_returns_a_png() -> None:
    """The process's whole work is one function from a request to a PNG."""
    request = {"svg": f"<svg xmlns='{SVG}'/>", "width": 5, "height": 4, "fonts": []}
    stream = io.BytesIO(json.dumps(request).encode())
    assert drawing.main(stream).startswith(b"\x89PNG")
