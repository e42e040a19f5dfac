import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from blog2book.media import judge as judging
from blog2book.media.judge import NoPictureError, hushed, judge
from blog2book.model.book import PictureKind


def drawn(path: Path, kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Path:
    """Write a picture of one colour."""
    Image.new(mode, size, 120).save(path, kind)
    return path


@pytest.mark.parametrize(
    ("kind", "is_"),
    [
        ("JPEG", PictureKind.JPEG),
        ("PNG", PictureKind.PNG),
        ("GIF", PictureKind.GIF),
        ("WEBP", PictureKind.WEBP),
        ("AVIF", PictureKind.AVIF),
        ("TIFF", PictureKind.TIFF),
        ("BMP", PictureKind.BMP),
    ],
)
def test_content_decides_not_the_name(tmp_path: Path, kind: str, is_: PictureKind) -> None:
    """A picture is known by its bytes, under a name that lies."""
    picture = judge(drawn(tmp_path / "lie.txt", kind))
    assert (picture.kind, picture.width, picture.height) == (is_, 40, 30)
    assert len(picture.digest) == 64


def test_heic_is_read_by_its_extra(tmp_path: Path) -> None:
    """A HEIC file is judged where pillow-heif is installed."""
    heif = pytest.importorskip("pillow_heif", reason="the heif extra is not installed")
    path = tmp_path / "photo.jpg"
    heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(path)
    picture = judge(path)
    assert (picture.kind, picture.width, picture.height) == (PictureKind.HEIF, 64, 48)
    with judging.decode(picture) as image:
        assert image.size == (64, 48)


def test_orientation_counts(tmp_path: Path) -> None:
    """Width and height are those of the upright picture."""
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "sideways.jpg"
    Image.new("RGB", (40, 30)).save(path, "JPEG", exif=exif)
    assert (judge(path).width, judge(path).height) == (30, 40)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>", "web page"),
        (b"<html><svg></svg></html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1", "Git-LFS"),
        (b"some words", "no picture of a known kind"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42", "no picture of a known kind"),
        (b"GIF89a", "damaged"),
        (b"\xff\xd8\xff\xe0nonsense", "damaged"),
        (b"\x89PNG\r\n\x1a\n nonsense", "damaged"),
        (b"BMnonsense", "damaged"),
        (b"II*\x00\xff\xff\xff\xff", "damaged"),
        (b"RIFF\x00\x00\x00\x00WEBPnonsense", "damaged"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1", "damaged"),
        (b"<svg", "damaged"),
    ],
)
def test_what_is_no_picture_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    """A file that is no picture is refused with its reason in words."""
    path = tmp_path / "picture.jpg"
    path.write_bytes(data)
    with pytest.raises(NoPictureError, match=reason):
        judge(path)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_refused(tmp_path: Path, kind: str) -> None:
    """A download that broke off is noticed without decoding."""
    path = tmp_path / "cut"
    Image.effect_noise((200, 150), 90).convert("RGB").save(path, kind)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(NoPictureError, match=r"cut off|damaged"):
        judge(path)


def test_an_avif_without_its_main_item_is_damaged(tmp_path: Path) -> None:
    """Pillow's decoder raises an error of its own kind there."""
    path = drawn(tmp_path / "a.avif", "AVIF")
    path.write_bytes(path.read_bytes().replace(b"pitm", b"free"))
    with pytest.raises(NoPictureError, match="damaged"):
        judge(path)


def test_a_png_without_its_end_is_cut(tmp_path: Path) -> None:
    """A PNG that stops between two chunks is cut as well."""
    path = tmp_path / "cut"
    path.write_bytes(drawn(tmp_path / "whole", "PNG").read_bytes()[:-12])
    with pytest.raises(NoPictureError, match="cut off"):
        judge(path)


def test_a_file_that_is_absent(tmp_path: Path) -> None:
    """A file that cannot be opened is refused, not raised as the system's error."""
    with pytest.raises(NoPictureError, match="cannot be read"):
        judge(tmp_path / "absent")


def png_bomb(path: Path, side: int) -> None:
    """Write a PNG of `side` x `side` px whose data is a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    start = b"\x89PNG\r\n\x1a\n"
    path.write_bytes(start + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    """A small file that would unfold to gigabytes is refused by its header."""
    path = tmp_path / "bomb.png"
    png_bomb(path, 30_000)
    with pytest.raises(NoPictureError, match="30000 x 30000 pixels"):
        judge(path)


def enlarged(path: Path, progressive: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Write a JPEG whose header says 30,000 x 30,000 px."""
    Image.new("RGB", (64, 64)).save(path, "JPEG", progressive=progressive)
    data = bytearray(path.read_bytes())
    at = data.find(b"\xff\xc2" if progressive else b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 30_000, 30_000)
    path.write_bytes(data)


def test_a_large_jpeg_can_be_drafted(tmp_path: Path) -> None:
    """A plain JPEG may be larger than what is decoded whole; a progressive one may not."""
    path = tmp_path / "large.jpg"
    enlarged(path, progressive=False)
    assert judge(path).width == 30_000
    enlarged(path, progressive=True)
    with pytest.raises(NoPictureError, match="too large"):
        judge(path)


def test_a_picture_without_area_is_damaged(tmp_path: Path) -> None:
    """A header that says no width at all is damage."""
    path = tmp_path / "nothing.png"
    png_bomb(path, 0)
    with pytest.raises(NoPictureError, match="damaged"):
        judge(path)


def test_a_huge_file_is_not_looked_at(tmp_path: Path) -> None:
    """A file over the limit is refused by its size."""
    path = tmp_path / "film.mov"
    with path.open("wb") as stream:
        stream.truncate(judging.LARGEST_FILE + 1)
    with pytest.raises(NoPictureError, match="300 MB"):
        judge(path)


def test_cut_files_are_refused_whoever_else_uses_pillow() -> None:
    """WeasyPrint's leave to read cut files does not hold while pictures are judged."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with hushed():
            assert not ImageFile.LOAD_TRUNCATED_IMAGES
        assert ImageFile.LOAD_TRUNCATED_IMAGES
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
