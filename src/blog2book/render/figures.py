"""Pictures: how large they are printed, how they are described, and what stands for a lost one."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from blog2book.markup import breaks
from blog2book.markup.calls import without_calls
from blog2book.markup.pictures import Shown, is_description
from blog2book.markup.text import escape, joined, plain, shorten
from blog2book.model.rendition import Measure, Plate
from blog2book.model.xhtml import Xhtml
from blog2book.render.context import FigureView, LostView
from blog2book.render.strings import Strings
from blog2book.render.templates import ready
from blog2book.render.wording import sentence

FINEST = 72 / 150
"""pt for each px: a picture is never enlarged beyond 150 dpi."""

WHITE = 8
"""pt in a picture's box that are not the picture: 4 to the caption, 4 above at least."""

_TALLEST = 22
_TALLEST_OF_MANY = 13
_PAGE = 34
"""Lines of a box, and of a page of 6 x 9 in: with caption and white, two of the second kind stand
on a page of A5, which has two lines less. Where a page has many more lines or fewer, so has a box.
"""

_MANY = 3
_LETTER = 96
"""px: a picture that stands in a line and is no larger is an emoji or an icon."""

_LONGEST_ADDRESS = 100
"""Signs of an address that are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The room of a printed picture.

    `width` is its own in pt, `lines` the height of its box, `above` the white in the box above it
    in pt; 4 pt stand below it.
    """

    width: float
    lines: int
    above: float


_NO_BOX = Box(width=0, lines=0, above=0)


def box_of(plate: Plate, height: float, leading: float) -> Box:
    """Return the box of a picture that is printed `height` pt high, in whole lines of `leading`."""
    lines = math.ceil(round((height + WHITE) / leading, 3))
    return Box(
        width=round(height * plate.width / plate.height, 2),
        lines=lines,
        above=round(lines * leading - height - WHITE / 2, 2),
    )


def printed_box(plate: Plate, measure: Measure, *, many: bool = False) -> Box:
    """Return how large a picture is printed: over the whole measure, if it is fine enough.

    `many`: it is one of many in its post, and two should share a page.
    """
    tallest = _tallest(measure, many=many) * measure.leading - WHITE
    width = min(measure.width, plate.width * FINEST, tallest * plate.width / plate.height)
    return box_of(plate, width * plate.height / plate.width, measure.leading)


def _tallest(measure: Measure, *, many: bool) -> int:
    """Return how many lines of a page the box of a picture takes at most."""
    page = round(measure.height / measure.leading)
    if many:
        return min(max(_TALLEST_OF_MANY, page * _TALLEST_OF_MANY // _PAGE), (page - 6) // 2)
    return min(max(_TALLEST, page * _TALLEST // _PAGE), page - 10)


def is_many(body: Xhtml) -> bool:
    """Say whether a body shows so many pictures that two should share a page."""
    return body.count('<figure class="picture"') > _MANY


def description(shown: Shown, strings: Strings) -> tuple[str, bool]:
    """Return what to say to those who cannot see a picture, and whether it describes it.

    The author's alternative text, else the caption, else a plain word: an empty text would make
    the PDF inaccessible (PDF/UA-1, 7.3).
    """
    alt = " ".join(shown.alt.split())
    if is_description(alt):
        return alt, True
    caption = _words(shown.caption) if shown.caption else ""
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
        box, caption = _NO_BOX, shown.caption or escape("")
        if plate is None:
            caption = _told(shown)
        else:
            self.pictures += 1
            self.described += tells
            if self._measure.leading:
                box = printed_box(plate, self._measure, many=many)
        return FigureView(
            src=plate.name if plate else "",
            alt=alt,
            caption=ready(caption),
            alone=shown.alone,
            missing=Markup("") if plate else self._missing(shown.src),
            width=plate.width if plate else 0,
            height=plate.height if plate else 0,
            small=plate is not None and max(plate.width, plate.height) <= _LETTER,
            printed_width=box.width,
            lines=box.lines,
            above=box.above,
        )

    def is_lost(self, src: str) -> bool:
        """Say whether there is no picture behind an address."""
        return self._plate(src) is None

    def lost(self, pictures: Sequence[Shown]) -> tuple[LostView, ...]:
        """Return what one frame says of several lost pictures.

        Of an address in the same folder as the one before it only the file's name is told.
        """
        views: list[LostView] = []
        before = ""
        for shown in pictures:
            folder, _, name = shown.src.rpartition("/")
            near = folder and folder == before and not shown.src.startswith("data:")
            address = breaks.pieces(name) if near else _address(shown.src)
            caption = _told(shown)
            if not _words(caption):
                address, caption = joined([address, caption]), escape("")
            views.append(LostView(address=ready(address), caption=ready(caption)))
            before = folder
        return tuple(views)

    def _missing(self, src: str) -> Markup:
        return sentence(self._strings, "picture_missing", address=ready(_address(src)))


def _told(shown: Shown) -> Xhtml:
    """Return what is told of a lost picture: its caption, else its description, and calls of notes.

    Who sees a picture needs no description of it; who does not, does.
    """
    caption = shown.caption or escape("")
    if _words(caption) or not is_description(shown.alt):
        return caption
    return joined([escape(" ".join(shown.alt.split())), caption])


def _words(caption: Xhtml) -> str:
    """Return what a caption says to those who hear it: no numbers of notes."""
    return " ".join(plain(without_calls(caption)).split())


def _address(src: str) -> Xhtml:
    """Return the address of a lost picture as it is printed; of one in the text only its kind."""
    known = "data:" if src.startswith("data:") else src or "data:"
    return breaks.address(shorten(known, _LONGEST_ADDRESS))
