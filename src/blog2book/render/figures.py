"""Pictures: how large they are printed, how they are described, and what stands for a lost one."""

import math
from collections.abc import Callable

from markupsafe import Markup

from blog2book.markup import breaks
from blog2book.markup.pictures import Shown, described
from blog2book.markup.text import plain, shorten
from blog2book.model.rendition import Measure, Plate
from blog2book.model.xhtml import Xhtml
from blog2book.render.context import FigureView
from blog2book.render.strings import Strings
from blog2book.render.wording import sentence

_FINEST = 72 / 150
"""pt for each px: a picture is never enlarged beyond 150 dpi."""

_WHITE = 8
"""pt in a picture's box that are not the picture: 4 to the caption, 4 above."""

_TALLEST = 22
_TALLEST_OF_MANY = 13
"""Lines of a box: with caption and white, two of the latter stand on a page of A5."""

_MANY = 3
_LETTER = 96
"""px: a picture that stands in a line and is no larger is an emoji or an icon."""

_LONGEST_ADDRESS = 120


def printed_size(plate: Plate, measure: Measure, *, many: bool = False) -> tuple[float, int]:
    """Return the width of a picture in pt and the height of its box in lines.

    It takes the whole measure if it is fine enough; `many`: it is one of many in its post.
    """
    tallest = (_TALLEST_OF_MANY if many else _TALLEST) * measure.leading - _WHITE
    width = min(measure.width, plate.width * _FINEST, tallest * plate.width / plate.height)
    height = width * plate.height / plate.width
    return round(width, 2), math.ceil(round((height + _WHITE) / measure.leading, 3))


def is_many(body: Xhtml) -> bool:
    """Say whether a body shows so many pictures that two should share a page."""
    return body.count('<figure class="picture"') > _MANY


def description(shown: Shown, strings: Strings) -> tuple[str, bool]:
    """Return what to say to those who cannot see a picture, and whether it describes it.

    The author's alternative text, else the caption, else a plain word: an empty text would make
    the PDF inaccessible (PDF/UA-1, 7.3).
    """
    alt = " ".join(shown.alt.split())
    probe = Markup('<img src="" alt="{}"/>').format(alt)
    if described(Xhtml(str(probe)))[1]:
        return alt, True
    caption = " ".join(plain(shown.caption).split()) if shown.caption else ""
    return (caption, True) if caption else (strings["picture"], False)


class Figures:
    """Makes the view of each picture of a rendition, and counts what is described."""

    def __init__(
        self, plate: Callable[[str], Plate | None], measure: Measure, strings: Strings
    ) -> None:
        self._plate = plate
        self._measure = measure
        self._strings = strings
        self.pictures = 0
        self.described = 0

    def view(self, shown: Shown, *, many: bool) -> FigureView:
        """Return what a template needs to print a picture, or the frame of a lost one."""
        plate = self._plate(shown.src)
        alt, tells = description(shown, self._strings)
        width, lines = 0.0, 0
        if plate is not None:
            self.pictures += 1
            self.described += tells
            if self._measure.leading and (shown.alone or not _is_letter(plate)):
                width, lines = printed_size(plate, self._measure, many=many)
        return FigureView(
            src=plate.name if plate else "",
            alt=alt,
            caption=Markup(shown.caption or ""),  # noqa: S704 - Xhtml is clean
            alone=shown.alone,
            missing=Markup("") if plate else self._missing(shown.src),
            width=plate.width if plate else 0,
            height=plate.height if plate else 0,
            printed_width=width,
            lines=lines,
        )

    def _missing(self, src: str) -> Markup:
        known = "" if src.startswith("data:") else src
        address = breaks.address(shorten(known or "data:", _LONGEST_ADDRESS), 26)
        return sentence(self._strings, "picture_missing", address=Markup(address))  # noqa: S704


def _is_letter(plate: Plate) -> bool:
    return max(plate.width, plate.height) <= _LETTER
