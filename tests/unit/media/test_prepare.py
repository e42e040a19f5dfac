from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from blog2book.events import Notice, StageAdvanced, StageStarted
from blog2book.media.judge import judge
from blog2book.media.pixels import Room
from blog2book.media.prepare import plate, prepare, room
from blog2book.model.book import Book, MissingPicture, Picture
from blog2book.model.rendition import Measure, Plate
from blog2book.ports import Context
from samples import Heard, book

EPUB = Measure(width=300, height=450, leading=0, dpi=0, long_edge=2000)
PRINT = Measure(width=288, height=432, leading=14, dpi=300, long_edge=0)


def context(tmp_path: Path, heard: Heard | None = None) -> Context:
    """Return a context whose folders lie in the test's."""
    return Context(report=heard or Heard(), workdir=tmp_path / "work", cache=tmp_path / "cache")


def made(path: Path, tmp_path: Path, limit: Room | None = None) -> Image.Image:
    """Return the picture at `path` made ready, opened and loaded."""
    ready = plate(judge(path), limit or Room(width=2000, height=2000), context(tmp_path))
    with Image.open(ready.path) as image:
        image.load()
        assert (image.width, image.height) == (ready.width, ready.height)
        assert ready.media_type == f"image/{str(image.format).lower()}"
    return image


def noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    """Return a picture with as many colours as a photograph, the same each time."""
    side = Image.linear_gradient("L").resize(size)
    across = side.rotate(90, expand=False)
    mixed = Image.eval(side, lambda value: (value * 37 * seed) % 256)
    return Image.merge("RGB", (side, across.resize(size), mixed))


def with_pictures(**pictures: Picture | MissingPicture) -> Book:
    """Return a book that shows these pictures."""
    return replace(book(), pictures=pictures)


@pytest.mark.parametrize(
    ("measure", "size"),
    [
        (EPUB, (2000, 2000)),
        (PRINT, (1200, 1800)),
        (replace(PRINT, long_edge=1500), (1200, 1500)),
        (replace(PRINT, dpi=0), (100_000, 100_000)),
    ],
)
def test_the_measure_says_how_many_px_fit(measure: Measure, size: tuple[int, int]) -> None:
    """Paper caps by resolution at the printed size, a reader by the long edge."""
    assert room(measure) == Room(width=size[0], height=size[1])


def test_plates_by_address(tmp_path: Path) -> None:
    """Each address of a picture gets its plate; the same file under two addresses is made once."""
    heard = Heard()
    path = tmp_path / "photo.jpg"
    noise((60, 40)).save(path)
    picture = judge(path)
    shown = with_pictures(a=picture, b=picture, c=MissingPicture(address="c", reason="gone"))
    plates = prepare(shown, EPUB, context(tmp_path, heard))
    assert set(plates) == {"a", "b"}
    assert plates["a"] == plates["b"]
    assert plates["a"].name == f"pictures/{picture.digest[:12]}.jpg"
    assert heard.events == [
        StageStarted(stage="pictures", total=1),
        StageAdvanced(stage="pictures", done=1),
    ]


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Another cache gives the same bytes, another measure others; the cache is used."""
    path = tmp_path / "photo.png"
    noise((400, 300)).save(path)
    picture = judge(path)

    def bytes_of(folder: str, width: int) -> tuple[bytes, Path]:
        ready = plate(picture, Room(width=width, height=900), context(tmp_path / folder))
        return ready.path.read_bytes(), ready.path

    assert bytes_of("one", 100)[0] == bytes_of("two", 100)[0]
    assert bytes_of("one", 100)[0] != bytes_of("one", 50)[0]
    path.unlink()
    assert bytes_of("one", 100)[0]


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the cache cannot be written, plates lie in the work folder."""
    (tmp_path / "cache").write_text("a file")
    path = tmp_path / "photo.jpg"
    noise((60, 40)).save(path)
    ready = plate(judge(path), Room(width=50, height=50), context(tmp_path))
    assert ready.path.is_relative_to(tmp_path / "work")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned(tmp_path: Path, orientation: int) -> None:
    """Whatever way the camera was held, the plate is upright, and says nothing of the camera."""
    upright = Image.new("RGB", (400, 200), "white")
    upright.paste((255, 0, 0), (0, 0, 100, 100))
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = upright.transpose(turns[orientation]) if orientation in turns else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "a camera"
    for kind in ("JPEG", "PNG"):
        path = tmp_path / f"held.{kind}"
        held.save(path, kind, exif=exif)
        image = made(path, tmp_path, Room(width=200, height=2000))
        assert image.size == (200, 100)
        assert image.getpixel((10, 10))[1] < 60  # type: ignore[index] # a colour picture
        assert image.getpixel((150, 80))[1] > 200  # type: ignore[index] # a colour picture
        assert not image.getexif()


def test_a_fit_jpeg_keeps_its_pixels(tmp_path: Path) -> None:
    """A JPEG that is upright and small enough is not coded again, only stripped."""
    exif = Image.Exif()
    exif[0x0112] = 1
    exif[0x013B] = "the owner"
    path = tmp_path / "fit.jpg"
    noise((60, 40)).save(path, quality=30, exif=exif, comment=b"at home")
    image = made(path, tmp_path)
    with Image.open(path) as before:
        assert image.tobytes() == before.tobytes()
    assert not image.getexif()
    assert "comment" not in image.info


def test_nothing_personal_is_passed_on(tmp_path: Path) -> None:
    """Text and EXIF chunks of a PNG and XMP of a WebP do not reach the plate's bytes."""
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    text.add_text("Author", "SECRET")
    exif = Image.Exif()
    exif[0x013B] = "SECRET"
    png, webp = tmp_path / "a.png", tmp_path / "a.webp"
    Image.new("RGB", (9, 9)).save(png, pnginfo=text, exif=exif)
    noise((300, 300)).save(webp, exif=exif, xmp=b"<SECRET/>")
    for path in (png, webp):
        assert b"SECRET" in path.read_bytes()
        ready = plate(judge(path), Room(width=99, height=99), context(tmp_path))
        assert b"SECRET" not in ready.path.read_bytes()


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "TIFF", "BMP", "GIF", "PNG"])
def test_other_kinds_become_jpeg_or_png(tmp_path: Path, kind: str) -> None:
    """What shops do not take is converted: photographs to JPEG, drawings to PNG."""
    photo, sketch = tmp_path / "photo", tmp_path / "sketch"
    noise((400, 300)).save(photo, kind)
    Image.new("RGB", (400, 300), "red").save(sketch, kind)
    assert made(photo, tmp_path).format == ("PNG" if kind == "GIF" else "JPEG")
    assert made(sketch, tmp_path).format == "PNG"


def test_heic_becomes_jpeg(tmp_path: Path) -> None:
    """A HEIC photograph is converted where its extra is installed."""
    heif = pytest.importorskip("pillow_heif", reason="the heif extra is not installed")
    path = tmp_path / "photo.heic"
    heif.from_pillow(noise((400, 300))).save(path)
    assert made(path, tmp_path).size == (400, 300)


def test_a_moving_picture_stands_still(tmp_path: Path) -> None:
    """Of an animation the first frame is shown."""
    path = tmp_path / "moving.gif"
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    assert made(path, tmp_path).convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_parts_are_white(tmp_path: Path, mode: str) -> None:
    """Black words on nothing stay readable on a black page: nothing becomes white."""
    path = tmp_path / "words.png"
    over = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    over.paste((0, 0, 0, 255), (0, 0, 20, 40))
    if mode == "P":
        over.quantize(4).save(path)
    else:
        over.convert(mode).save(path)
    image = made(path, tmp_path).convert("RGB")
    assert image.getpixel((30, 20)) == (255, 255, 255)
    assert image.getpixel((10, 20)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("mode", "low", "high"),
    [("1", 0, 1), ("L", 0, 255), ("I;16", 0, 65535), ("F", -1.5, 4.0), ("CMYK", 255, 0)],
)
def test_every_depth_keeps_black_and_white(
    tmp_path: Path, mode: str, low: float, high: float
) -> None:
    """One bit, 16 bits, floating point and CMYK come out as black beside white."""
    dark = (0, 0, 0, 255) if mode == "CMYK" else low
    light = (0, 0, 0, 0) if mode == "CMYK" else high
    path = tmp_path / "deep.tif"
    image = Image.new(mode, (40, 40), light)
    image.paste(Image.new(mode, (20, 40), dark), (0, 0))
    image.save(path)
    grey = made(path, tmp_path).convert("L")
    assert (grey.getpixel((5, 5)), grey.getpixel((35, 5))) == (0, 255)


def test_an_even_deep_picture(tmp_path: Path) -> None:
    """A floating-point picture of one value does not divide by nothing."""
    path = tmp_path / "deep.tif"
    Image.new("F", (4, 4), 2.5).save(path)
    assert made(path, tmp_path).size == (4, 4)


def test_colours_go_by_their_profile(tmp_path: Path) -> None:
    """A picture in another colour space is changed to sRGB by its profile; a broken one is not."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "a.png"
    Image.new("RGB", (9, 9), (200, 30, 30)).save(path, icc_profile=lab)
    same = made(path, tmp_path)
    assert "icc_profile" not in same.info
    assert same.getpixel((4, 4)) == (200, 30, 30)
    Image.new("RGB", (9, 9), (200, 30, 31)).save(path, icc_profile=b"nonsense")
    assert made(path, tmp_path).getpixel((4, 4)) == (200, 30, 31)


def test_large_pictures_shrink(tmp_path: Path) -> None:
    """A picture is shrunk into its room, and never enlarged."""
    wide, narrow = tmp_path / "wide.jpg", tmp_path / "narrow.png"
    noise((1200, 300)).save(wide)
    Image.new("RGB", (3, 1000)).save(narrow)
    assert made(wide, tmp_path, Room(width=300, height=300)).size == (300, 75)
    assert made(narrow, tmp_path, Room(width=300, height=100)).size == (1, 100)
    assert made(narrow, tmp_path, Room(width=9000, height=9000)).size == (3, 1000)


def test_a_drawing_is_drawn(tmp_path: Path) -> None:
    """An SVG becomes a PNG that is fine enough for paper, on white."""
    path = tmp_path / "drawing"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">'
        '<rect width="50" height="50"/></svg>'
    )
    image = made(path, tmp_path)
    assert image.size == (312, 156)
    assert image.convert("L").getpixel((300, 50)) == 255
    assert made(path, tmp_path, Room(width=50, height=50)).size == (50, 25)


def test_a_damaged_picture_costs_itself(tmp_path: Path) -> None:
    """What cannot be decoded is left out and named; the others are made."""
    heard = Heard()
    good, bad = tmp_path / "good.jpg", tmp_path / "bad.bmp"
    noise((60, 40)).save(good)
    noise((60, 40)).save(bad)
    bad.write_bytes(bad.read_bytes()[:200])
    long = "https://blog.example/" + "x" * 200
    shown = with_pictures(**{long: judge(bad), "good": judge(good)})
    plates = prepare(shown, EPUB, context(tmp_path, heard))
    assert set(plates) == {"good"}
    [notice] = heard.notices
    assert isinstance(notice, Notice)
    assert notice.code == "picture-unreadable"
    assert "blog.example" in notice.message
    assert notice.where == "bad.bmp"


def test_a_picture_that_goes_away_costs_itself(tmp_path: Path) -> None:
    """A file that was deleted between reading and printing is a notice, not an end."""
    heard = Heard()
    path = tmp_path / "photo.jpg"
    noise((60, 40)).save(path)
    shown = with_pictures(a=judge(path))
    path.unlink()
    assert prepare(shown, EPUB, context(tmp_path, heard)) == {}
    assert heard.codes == ["picture-unreadable"]


def test_a_picture_that_grew_too_large(tmp_path: Path) -> None:
    """More pixels than can be decoded are refused before they are, and cost themselves."""
    heard = Heard()
    path = tmp_path / "large.png"
    Image.new("1", (20, 10)).save(path)
    picture = judge(path)
    Image.new("1", (20_000, 10_000)).save(path)
    assert prepare(with_pictures(a=picture), EPUB, context(tmp_path, heard)) == {}
    assert "too many pixels" in heard.notices[0].message


def test_plates_are_plates(tmp_path: Path) -> None:
    """A plate's file has the size and type that the plate says."""
    path = tmp_path / "photo.jpg"
    noise((60, 40)).save(path)
    ready = plate(judge(path), Room(width=30, height=30), context(tmp_path))
    assert ready == Plate(
        name=ready.name, path=ready.path, media_type="image/jpeg", width=30, height=20
    )


def test_a_jpeg_damaged_in_its_middle_costs_itself(tmp_path: Path) -> None:
    """A JPEG whose segments are whole but whose scan is broken reaches no book."""
    path = tmp_path / "broken.jpg"
    noise((300, 200)).save(path, "JPEG", quality=85)
    data = bytearray(path.read_bytes())
    start = data.index(b"\xff\xc4")  # a table of codes
    data[start + 5 : start + 9] = b"\x7f\x7f\x7f\x7f"
    path.write_bytes(bytes(data))
    heard = Heard()
    one = judge(path)
    assert prepare(with_pictures(a=one), EPUB, context(tmp_path, heard)) == {}
    assert heard.codes == ["picture-unreadable"]
