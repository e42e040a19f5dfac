"""What a file's bytes are, whatever its name says."""

import contextlib
import hashlib
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image, ImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.ExifTags import Base
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from blog2book.markup.drawing import UnfitDrawingError
from blog2book.media import drawing, jpeg
from blog2book.model.book import Picture, PictureKind

LARGEST_FILE = 300_000_000
"""Bytes over which a file is not looked at: no camera writes such a picture."""

LARGEST_DECODED = 180_000_000
"""Pixels that are decoded at most (540 MB in RGB); Pillow's own limit is about the same."""

LARGEST_DRAFTED = 2_000_000_000
"""Pixels of a JPEG that can be decoded at an eighth of its size, line by line."""

HEIF_HINT = "Install HEIC support: pip install 'blog2book[heif]'"

UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    LookupError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    Image.DecompressionBombError,
)
"""What Pillow's plug-ins raise at a damaged or hostile file."""

_DECODERS: dict[PictureKind, type[ImageFile.ImageFile]] = {
    PictureKind.JPEG: JpegImageFile,
    PictureKind.PNG: PngImageFile,
    PictureKind.GIF: GifImageFile,
    PictureKind.WEBP: WebPImageFile,
    PictureKind.AVIF: AvifImageFile,
    PictureKind.TIFF: TiffImageFile,
    PictureKind.BMP: BmpImageFile,
}

_HEAD = 8192
SIDEWAYS = frozenset({5, 6, 7, 8})
"""EXIF orientations in which width and height change places."""

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})


class NoPictureError(Exception):
    """A file is no picture that a book can show: `reason` in words, `hint` for what to do."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """Have Pillow refuse cut files, and keep its warnings about odd ones from standard error.

    WeasyPrint, once imported, lets Pillow fill up what is cut off: a book would depend on which
    writer came first. It holds for the whole process, so it is entered where no other thread is
    at work.
    """
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


@hushed()
def judged(path: Path) -> Picture | str:
    """Return the picture that `path` holds, or why it is none, for rooms that know no media."""
    try:
        return judge(path)
    except NoPictureError as error:
        return error.reason


def judge(path: Path) -> Picture:
    """Return the picture that `path` holds. Reads its header and its end, decodes nothing.

    Raises NoPictureError for an empty or cut file, a web page, a Git-LFS pointer, an unknown kind,
    an SVG that is not self-contained, and for more pixels than can be decoded.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise NoPictureError(f"the file cannot be read ({error.strerror})") from error
    if not size:
        raise NoPictureError("the file is empty")
    if size > LARGEST_FILE:
        raise NoPictureError(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    kind = kind_of(head)
    if kind is None:
        raise NoPictureError(_what_else(head))
    width, height = _measure(path, kind)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Picture(path=path, kind=kind, width=width, height=height, digest=digest)


def kind_of(head: bytes) -> PictureKind | None:
    """Return the kind of a picture that begins with `head`, or None."""
    starts = {
        b"\xff\xd8\xff": PictureKind.JPEG,
        b"\x89PNG\r\n\x1a\n": PictureKind.PNG,
        b"GIF87a": PictureKind.GIF,
        b"GIF89a": PictureKind.GIF,
        b"II*\x00": PictureKind.TIFF,
        b"MM\x00*": PictureKind.TIFF,
        b"BM": PictureKind.BMP,
    }
    for start, kind in starts.items():
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PictureKind.WEBP
    if head[4:8] == b"ftyp":
        return _boxed(head)
    return PictureKind.SVG if drawing.looks_like_svg(head) else None


def _boxed(head: bytes) -> PictureKind | None:
    """Tell AVIF and HEIF apart by the brands in the first box."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    if brands & _AVIF_BRANDS:
        return PictureKind.AVIF
    return PictureKind.HEIF if brands & _HEIF_BRANDS else None


def _what_else(head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "the file is a web page, not a picture"
    if text.startswith(b"version https://git-lfs.github.com/spec/"):
        return "the file is a Git-LFS pointer, not the picture itself"
    return "the file is no picture of a known kind"


def _measure(path: Path, kind: PictureKind) -> tuple[int, int]:
    """Return width and height in px, upright; check that the file is whole and not too large."""
    if kind is PictureKind.SVG:
        try:
            return drawing.measure(path)
        except UnfitDrawingError as error:
            raise NoPictureError(error.reason) from error
    try:
        if kind is PictureKind.HEIF:
            width, height = _heif(path).size
            turned = False
        else:
            with _DECODERS[kind](path) as image:
                width, height = image.size
                turned = notes(image).get(Base.Orientation) in SIDEWAYS
    except UNREADABLE as error:
        raise NoPictureError("the file is damaged") from error
    if not _whole(path, kind):
        raise NoPictureError("the file is cut off before its end")
    if width < 1 or height < 1:
        raise NoPictureError("the file is damaged")
    if width * height > _limit(path, kind):
        raise NoPictureError(f"the picture is too large to be opened ({width} x {height} pixels)")
    return (height, width) if turned else (width, height)


def notes(image: Image.Image) -> Image.Exif:
    """Return a picture's EXIF without decoding it, which a PNG's own method would do."""
    return Image.Image.getexif(image)


def _limit(path: Path, kind: PictureKind) -> int:
    if kind is PictureKind.JPEG and not jpeg.progressive(path):
        return LARGEST_DRAFTED
    return LARGEST_DECODED


def _whole(path: Path, kind: PictureKind) -> bool:
    """Say whether a file has its end. Where only decoding would tell, say yes."""
    if kind is PictureKind.JPEG:
        return jpeg.whole(path)
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        if kind is PictureKind.WEBP:
            stream.seek(4)
            return int.from_bytes(stream.read(4), "little") + 8 <= size
        if kind is PictureKind.PNG:
            return _png_has_end(stream, size)
    return True


def _png_has_end(stream: BinaryIO, size: int) -> bool:
    at = 8
    while at + 12 <= size:
        stream.seek(at)
        length = int.from_bytes(stream.read(4), "big")
        name = stream.read(4)
        at += length + 12
        if name == b"IEND":
            return at <= size
    return False


def decode(picture: Picture) -> Image.Image:
    """Open a raster picture, its pixels not read yet. Raises what UNREADABLE lists."""
    if picture.kind is PictureKind.HEIF:
        opened: Image.Image = _heif(picture.path).to_pillow()
        return opened
    return _DECODERS[picture.kind](picture.path)


def _heif(path: Path) -> Any:  # noqa: ANN401 - pillow-heif is an extra, and not typed
    try:
        import pillow_heif
    except ImportError as error:
        raise NoPictureError("HEIC pictures need an extra", HEIF_HINT) from error
    return pillow_heif.open_heif(path, convert_hdr_to_8bit=True)
