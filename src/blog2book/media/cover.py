"""The front cover: drawn from a theme's SVG, or a family's own picture."""

import base64
import io
from collections.abc import Sequence
from pathlib import Path

from lxml import etree
from PIL.ExifTags import Base
from PIL.PngImagePlugin import PngImageFile

from blog2book.cache import keep
from blog2book.errors import ConfigError, ThemeError
from blog2book.markup.drawing import UnfitDrawingError, check, parsed
from blog2book.media import drawing, pixels, prepare
from blog2book.media.judge import UNREADABLE, NoPictureError, decode, hushed, judge, notes
from blog2book.model.book import Picture, PictureKind
from blog2book.model.rendition import Cover, Plate
from blog2book.ports import Context

WIDTH = 1600
HEIGHT = 2560
NAME = "pictures/cover.jpg"

QUALITY = 90
"""Of the cover's JPEG: its letters are large and seen first."""

VERSION = 1

_NARROWEST, _WIDEST = 1.38, 1.72
"""Height to width of a finished cover: from A5 (1.41) to the slenderest paperback."""

_MADE_BY = (Base.Make, Base.Model)


@hushed()
def open_cover(path: Path, context: Context) -> Picture:
    """Return the family's own picture for the cover.

    Raises ConfigError if the file is not there or is no picture that can be decoded.
    """
    try:
        picture = judge(path)
        prepare.plate(picture, _room(), context)
    except NoPictureError as error:
        raise ConfigError(
            f"The cover {path} cannot be used: {error.reason}",
            hint=error.hint or "Give a JPEG or PNG file as [book] cover",
        ) from error
    except UNREADABLE as error:
        raise ConfigError(
            f"The cover {path} cannot be read: {error}",
            hint="Open it in a picture editor and save it anew",
        ) from error
    return picture


@hushed()
def finished(picture: Picture) -> bool:
    """Say whether a picture is a whole cover, not a photograph for one.

    It is, if it has a book's proportions and no camera says that it made it: a portrait
    photograph of 2 to 3 has them too.
    """
    if not _NARROWEST <= picture.height / picture.width <= _WIDEST:
        return False
    if picture.kind is PictureKind.SVG:
        return True
    with decode(picture) as image:
        said = notes(image)
        return not any(str(said.get(note, "")).strip() for note in _MADE_BY)


@hushed()
def plate(picture: Picture, context: Context) -> Plate:
    """Return the family's picture made ready, within 1600 x 2560 px.

    A finished cover is a JPEG by the name of the book's cover, ready to be `Rendition.cover`; a
    photograph has a name of its own and is handed to the theme's cover.svg, then to `draw`.
    """
    if not finished(picture):
        return prepare.plate(picture, _room(), context)

    def make(new: Path) -> None:
        with prepare.opened(picture, _room()) as image:
            new.write_bytes(pixels.jpeg(pixels.upright(image, _room()), QUALITY))

    key = f"finished cover {VERSION} {picture.digest}"
    path = keep(context.cache / "pictures", key, ".jpg", make, instead=context.workdir / "pictures")
    return _jpeg(path)


def draw(cover: Cover, path: Path, files: Sequence[Plate] = ()) -> Plate:
    """Draw a cover to `path` as a JPEG of its size, and return it as the book's cover.

    An `<image>` of the drawing may show `files` by their names ("pictures/…"), and nothing else.
    Words are set in the cover's faces. The same cover and faces give the same bytes. Raises
    ThemeError if the drawing is broken, reaches outside, or takes too long.
    """
    try:
        svg = _self_contained(cover.svg, {one.name: one for one in files})
        png = drawing.draw(
            svg, cover.width, cover.height, list(dict.fromkeys(face.path for face in cover.faces))
        )
        with PngImageFile(io.BytesIO(png)) as image:
            room = pixels.Room(width=cover.width, height=cover.height)
            path.write_bytes(pixels.jpeg(pixels.upright(image, room), QUALITY))
    except UnfitDrawingError as error:
        raise ThemeError(
            f"cover.svg cannot be drawn: {error.reason}",
            hint="It may show the theme's pictures by their names and hold no script",
        ) from error
    except ValueError as error:
        raise ThemeError(f"cover.svg cannot be drawn: {error}") from error
    return _jpeg(path)


def _room() -> pixels.Room:
    return pixels.Room(width=WIDTH, height=HEIGHT)


def _jpeg(path: Path) -> Plate:
    _, width, height = pixels.measured(path)
    return Plate(name=NAME, path=path, media_type="image/jpeg", width=width, height=height)


def _self_contained(svg: str, files: dict[str, Plate]) -> str:
    """Return the drawing with the files in it that it shows, checked for anything else."""
    root = parsed(svg.encode())
    for element in root.iter("{*}image"):
        for key, value in element.attrib.items():
            shown = files.get(str(value))
            if etree.QName(key).localname == "href" and shown:
                data = base64.b64encode(shown.path.read_bytes()).decode("ascii")
                element.set(str(key), f"data:{shown.media_type};base64,{data}")
    check(root)
    return etree.tostring(root, encoding="unicode")
