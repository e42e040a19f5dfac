from pathlib import Path

import pytest
from PIL import Image

from blog2book.errors import ConfigError, ThemeError
from blog2book.media import cover as covers
from blog2book.media.judge import judge
from blog2book.model.rendition import Cover, Plate
from blog2book.ports import Context
from samples import Heard

SVG = "http://www.w3.org/2000/svg"


def cover(body: str = "", width: int = 160, height: int = 256) -> Cover:
    """Return a small drawing with this content."""
    svg = f'<svg xmlns="{SVG}" viewBox="0 0 160 256">{body}</svg>'
    return Cover(svg=svg, width=width, height=height, faces=())


def context(tmp_path: Path) -> Context:
    """Return a context whose folders lie in the test's."""
    return Context(report=Heard(), workdir=tmp_path / "work", cache=tmp_path / "cache")


def picture_file(path: Path, size: tuple[int, int], camera: str = "") -> Path:
    """Write a JPEG, made by a camera if one is named."""
    exif = Image.Exif()
    if camera:
        exif[0x010F] = camera
    Image.new("RGB", size, "red").save(path, "JPEG", exif=exif)
    return path


def test_a_drawing_becomes_a_jpeg(tmp_path: Path) -> None:
    """A cover is drawn at its size, the same bytes each time."""
    body = '<rect width="160" height="256" fill="blue"/><text x="9" y="60">Words</text>'
    one = covers.draw(cover(body), tmp_path / "one.jpg")
    two = covers.draw(cover(body), tmp_path / "two.jpg")
    assert one.path.read_bytes() == two.path.read_bytes()
    assert (one.name, one.media_type) == ("pictures/cover.jpg", "image/jpeg")
    with Image.open(one.path) as image:
        assert image.format == "JPEG"
        assert image.size == (one.width, one.height) == (160, 256)


def test_a_drawing_shows_files_by_name(tmp_path: Path) -> None:
    """An image of the drawing may be one of the files that are handed in."""
    path = picture_file(tmp_path / "photo.jpg", (50, 50))
    photo = Plate(name="pictures/1.jpg", path=path, media_type="image/jpeg", width=50, height=50)
    body = '<image href="pictures/1.jpg" width="160" height="160"/>'
    ready = covers.draw(cover(body), tmp_path / "cover.jpg", (photo,))
    with Image.open(ready.path) as image:
        red, green, _ = image.getpixel((80, 80))  # type: ignore[misc] # a colour picture
        assert red > 200 > green
    with pytest.raises(ThemeError, match="outside"):
        covers.draw(cover(body), tmp_path / "cover.jpg")


@pytest.mark.parametrize(
    ("body", "reason"),
    [("<g>", "damaged"), ("<script/>", "script"), ('<image href="/etc/passwd"/>', "outside")],
)
def test_a_bad_drawing_is_the_themes_fault(tmp_path: Path, body: str, reason: str) -> None:
    """A broken or escaping cover.svg is a ThemeError in words."""
    with pytest.raises(ThemeError, match=reason):
        covers.draw(cover(body), tmp_path / "cover.jpg")
    assert not (tmp_path / "cover.jpg").exists()


def test_a_drawing_that_fails_is_the_themes_fault(tmp_path: Path) -> None:
    """What the drawing program refuses is a ThemeError too."""
    with pytest.raises(ThemeError, match="cannot be drawn"):
        covers.draw(cover(width=0), tmp_path / "cover.jpg")


def test_the_familys_picture_is_opened(tmp_path: Path) -> None:
    """A picture that can be decoded is accepted; others are a fault of the configuration."""
    path = picture_file(tmp_path / "front.jpg", (160, 256))
    assert covers.open_cover(path, context(tmp_path)) == judge(path)
    for name, data in (("absent.jpg", None), ("page.jpg", b"<html></html>")):
        if data:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(ConfigError, match=name):
            covers.open_cover(tmp_path / name, context(tmp_path))
    Image.new("RGB", (90, 90)).save(tmp_path / "cut.bmp")
    (tmp_path / "cut.bmp").write_bytes((tmp_path / "cut.bmp").read_bytes()[:200])
    with pytest.raises(ConfigError, match=r"cut\.bmp"):
        covers.open_cover(tmp_path / "cut.bmp", context(tmp_path))


@pytest.mark.parametrize(
    ("size", "camera", "is_cover"),
    [
        ((160, 256), "", True),
        ((600, 900), "", True),
        ((148, 210), "", True),
        ((600, 900), "A camera", False),
        ((900, 600), "", False),
        ((500, 500), "", False),
        ((300, 900), "", False),
    ],
)
def test_finished_covers_are_told_from_photographs(
    tmp_path: Path,
    size: tuple[int, int],
    camera: str,
    is_cover: bool,  # noqa: FBT001 - expected
) -> None:
    """A book's proportions make a cover, unless a camera says that it made the picture."""
    picture = judge(picture_file(tmp_path / "front.jpg", size, camera))
    assert covers.finished(picture) is is_cover
    ready = covers.plate(picture, context(tmp_path))
    assert (ready.name == covers.NAME) is is_cover
    assert (ready.width, ready.height) == size


def test_a_finished_cover_fits_the_page(tmp_path: Path) -> None:
    """A large finished cover is shrunk, a PNG becomes a JPEG, and the cache keeps it."""
    path = tmp_path / "front.png"
    Image.new("RGB", (2000, 3200), "red").save(path)
    picture = judge(path)
    ready = covers.plate(picture, context(tmp_path))
    assert (ready.width, ready.height, ready.media_type) == (1600, 2560, "image/jpeg")


def test_a_drawn_cover_of_the_family_is_finished(tmp_path: Path) -> None:
    """An SVG with a book's proportions is a finished cover."""
    path = tmp_path / "front.svg"
    path.write_text(
        f'<svg xmlns="{SVG}" width="160" height="256"><rect width="9" height="9"/></svg>'
    )
    ready = covers.plate(judge(path), context(tmp_path))
    assert (ready.name, ready.width) == (covers.NAME, 500)
