"""Turn, flatten, shrink and encode pixels."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms
from PIL.ExifTags import Base
from PIL.JpegImagePlugin import JpegImageFile

from blog2book.media.judge import LARGEST_DECODED, SIDEWAYS, notes

QUALITY = 85
"""Of JPEG: what shops advise and readers do not see."""

_MANY_COLOURS = 50_000
_PNG_MAY_COST = 1.5
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_WITH_ALPHA = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})
_DEEP = ("I", "F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The most px a picture may have, upright."""

    width: int
    height: int


def upright(image: Image.Image, room: Room) -> Image.Image:
    """Return the picture in RGB or grey, upright, on white, in sRGB, within its room.

    A JPEG that is much too large is decoded at a part of its size. Raises ValueError where it
    would still be too large, and what judge.UNREADABLE lists.
    """
    turn = notes(image).get(Base.Orientation)
    wide, high = (room.height, room.width) if turn in SIDEWAYS else (room.width, room.height)
    profile = image.info.get("icc_profile")
    if isinstance(image, JpegImageFile):
        # Twice the room: what is left to shrink is shrunk with a better filter than a draft's.
        image.draft(None, (wide * 2, high * 2))
    if image.width * image.height > LARGEST_DECODED:
        raise ValueError("too many pixels")
    flat = _flat(image)
    scale = min(wide / flat.width, high / flat.height)
    if scale < 1:
        size = max(1, round(flat.width * scale)), max(1, round(flat.height * scale))
        flat = flat.resize(size, Image.Resampling.LANCZOS)
    flat = _in_srgb(flat, profile)
    return flat.transpose(_TURNS[turn]) if turn in _TURNS else flat


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, CMYK or L; transparent parts are white."""
    if image.mode.startswith(_DEEP):
        return _eight_bits(image)
    if image.mode in _WITH_ALPHA or "transparency" in image.info:
        over = image.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    if image.mode in {"L", "1"}:
        return image.convert("L")
    return image if image.mode == "CMYK" else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits, or of floating point, in 8."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (255 / 65535)).convert("L")
    low, high = _range(image)
    scale = 255 / ((high - low) or 1.0)
    return image.point(lambda value: value * scale - low * scale).convert("L")


def _range(image: Image.Image) -> tuple[float, float]:
    low, high = image.getextrema()
    return (low, high) if isinstance(low, float) and isinstance(high, float) else (0.0, 1.0)


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return a colour picture in sRGB, by its ICC profile if it has one that can be read."""
    if image.mode == "L":
        return image
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")
        return changed or image
    return image.convert("RGB")


def encoded(image: Image.Image, *, lossy: bool) -> bytes:
    """Return the picture as JPEG, or as PNG where it is no photograph and PNG costs little more.

    `lossy` says that its pixels were JPEG's before. Nothing but pixels is written.
    """
    image.info.clear()
    small = _saved(image, "JPEG", quality=QUALITY, optimize=True)
    if lossy or image.getcolors(_MANY_COLOURS) is None:
        return small
    exact = _saved(image, "PNG", optimize=True)
    return exact if len(exact) <= len(small) * _PNG_MAY_COST else small


def jpeg(image: Image.Image, quality: int) -> bytes:
    """Return the picture as JPEG with nothing but its pixels."""
    image.info.clear()
    return _saved(image, "JPEG", quality=quality, optimize=True)


def _saved(image: Image.Image, kind: str, **options: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def measured(path: Path) -> tuple[str, int, int]:
    """Return "JPEG" or "PNG", width and height in px of a picture that was made ready."""
    with Image.open(path, formats=("JPEG", "PNG")) as image:
        return str(image.format), image.width, image.height
