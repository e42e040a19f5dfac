"""Make pictures ready for a medium: upright, in sRGB, no larger than needed, no camera's notes.

Transparency is laid on white, because a reader at night shows it on black.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from PIL import Image
from PIL.ExifTags import Base
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from blog2book.addresses import short
from blog2book.cache import keep
from blog2book.events import Notice, StageAdvanced, StageStarted
from blog2book.media import drawing, jpeg
from blog2book.media.judge import UNREADABLE, NoPictureError, decode, hushed, notes
from blog2book.media.pixels import Room, encoded, measured, upright
from blog2book.model.book import Book, Picture, PictureKind
from blog2book.model.rendition import Measure, Plate
from blog2book.ports import Context

VERSION = 2
"""Part of each cache key: to be raised when the same picture would come out in other bytes."""

_WORKERS = 2
_NO_CAP = 100_000
_FINEST_DRAWING = 300 / 96
"""How much finer than its own px a drawing is drawn: 300 dots an inch where CSS has 96."""

_STRAIGHT = (None, 1)


def room(measure: Measure) -> Room:
    """Return how many px fit a measure: by its dpi at the printed size, and by its long edge."""
    wide = high = measure.long_edge or _NO_CAP
    if measure.dpi:
        wide = min(wide, round(measure.width / 72 * measure.dpi))
        high = min(high, round(measure.height / 72 * measure.dpi))
    return Room(width=max(1, wide), height=max(1, high))


@hushed()
def prepare(book: Book, measure: Measure, context: Context) -> Mapping[str, Plate]:
    """Return a plate for each picture of the book, by its address in the bodies.

    Plates are JPEG or PNG, in the cache or the work folder; the same picture and measure give the
    same bytes. What cannot be decoded is left out, with a Notice "picture-unreadable".
    """
    wanted: dict[str, Picture] = {}
    for picture in book.pictures.values():
        if isinstance(picture, Picture):
            wanted.setdefault(picture.digest, picture)
    addresses = {
        picture.digest: address
        for address, picture in book.pictures.items()
        if isinstance(picture, Picture)
    }
    made: dict[str, Plate] = {}
    context.report(StageStarted(stage="pictures", total=len(wanted)))
    for done, (digest, ready) in enumerate(_side_by_side(wanted.values(), measure, context), 1):
        if isinstance(ready, Plate):
            made[digest] = ready
        else:
            context.report(_unreadable(addresses[digest], wanted[digest], ready))
        context.report(StageAdvanced(stage="pictures", done=done))
    return {
        address: made[picture.digest]
        for address, picture in book.pictures.items()
        if isinstance(picture, Picture) and picture.digest in made
    }


def _side_by_side(
    pictures: Iterable[Picture], measure: Measure, context: Context
) -> Iterator[tuple[str, Plate | str]]:
    """Prepare two pictures at a time (Pillow lets go of the interpreter), in their order."""
    with ThreadPoolExecutor(max_workers=_WORKERS) as pool:
        yield from pool.map(partial(_try, limit=room(measure), context=context), pictures)


def _try(picture: Picture, limit: Room, context: Context) -> tuple[str, Plate | str]:
    """Return the digest with the plate, or with the reason why there is none."""
    try:
        return picture.digest, plate(picture, limit, context)
    except NoPictureError as error:
        return picture.digest, error.reason
    except UNREADABLE as error:
        return picture.digest, str(error) or type(error).__name__


def _unreadable(address: str, picture: Picture, reason: str) -> Notice:
    return Notice(
        code="picture-unreadable",
        message=f"Picture {short(address)} cannot be read: {reason}",
        where=picture.path.name,
        hint="Open the file in a picture editor and save it anew",
    )


def plate(picture: Picture, limit: Room, context: Context) -> Plate:
    """Return one picture made ready. Raises what judge.UNREADABLE lists, and NoPictureError."""

    def make(new: Path) -> None:
        new.write_bytes(_made(picture, limit))

    path = keep(
        context.cache / "pictures",
        f"picture {VERSION} {picture.digest} {limit.width} {limit.height}",
        ".picture",
        make,
        instead=context.workdir / "pictures",
    )
    kind, width, height = measured(path)
    suffix, media_type = (".jpg", "image/jpeg") if kind == "JPEG" else (".png", "image/png")
    return Plate(
        name=f"pictures/{picture.digest[:12]}{suffix}",
        path=path,
        media_type=media_type,
        width=width,
        height=height,
    )


def _made(picture: Picture, limit: Room) -> bytes:
    with opened(picture, limit) as image:
        if isinstance(image, JpegImageFile) and _fits(image, limit):
            image.draft("L", (1, 1))
            image.load()  # damage in the middle shows only here, and reading systems refuse it
            return jpeg.bare(picture.path.read_bytes())
        return encoded(upright(image, limit), lossy=picture.kind is PictureKind.JPEG)


def opened(picture: Picture, limit: Room) -> Image.Image:
    """Open a picture, its pixels not read yet; an SVG is drawn at the size that it may have.

    Raises what judge.UNREADABLE lists, and NoPictureError.
    """
    if picture.kind is not PictureKind.SVG:
        return decode(picture)
    scale = min(limit.width / picture.width, limit.height / picture.height, _FINEST_DRAWING)
    width = max(1, int(picture.width * scale))
    png = drawing.draw(drawing.text(picture.path), width, None)
    return PngImageFile(io.BytesIO(png))


def _fits(image: JpegImageFile, limit: Room) -> bool:
    """Say whether a JPEG's pixels can stay: upright, small enough, RGB or grey."""
    return (
        image.mode in {"RGB", "L"}
        and image.width <= limit.width
        and image.height <= limit.height
        and notes(image).get(Base.Orientation) in _STRAIGHT
    )
