"""The front cover as a drawing: the theme's cover.svg, its words broken and sized by measuring.

SVG does not break lines, so the template asks `lines(…)` for them and prints each as a `<text>`;
what draws it knows no small capitals and no font features.
"""

from collections.abc import Callable, Sequence

from blog2book.events import ignore
from blog2book.language.dates import direction
from blog2book.model.book import Book
from blog2book.model.rendition import Cover, Face, Plate
from blog2book.render import fonts
from blog2book.render.lines import ELLIPSIS, Line, Ruler
from blog2book.render.strings import Strings
from blog2book.render.wording import authors
from blog2book.render.work import Work

WIDTH = 1600
HEIGHT = 2560
"""Pixels: what shops ask for (1 to 1.6)."""

_FACES: tuple[fonts.Wanted, ...] = ((400, "normal"), (400, "italic"), (600, "normal"))

_AUTHORS = 2
"""Authors that a cover names: more would have to be small."""

_LOOKED_AT = 600
"""Characters of a text that are set: no more were ever on a cover."""


def cover(work: Work, picture: Plate | None = None) -> Cover:
    """Return the front cover that the theme draws, with the family's photograph if there is one.

    Raises ThemeError where the theme's cover.svg is broken.
    """
    theme = work.theme
    families = [name for use in ("text", "head", "fallback") for name in theme.families(use)]

    def template(**context: object) -> str:
        return theme.render("cover.svg", "the cover", context)

    return make(
        template,
        work.book,
        fonts.faces(families, _FACES, theme.folders("fonts")),
        theme.strings(work.book.language, ignore),
        picture,
    )


def make(
    template: Callable[..., str],
    book: Book,
    faces: Sequence[Face],
    strings: Strings,
    picture: Plate | None,
) -> Cover:
    """Return the book's front cover, drawn by the theme.

    `template` prints cover.svg. It is given `title`, `subtitle`, `author` and `years` (texts, may
    be ""), `language`, `direction`, `width` and `height` (px), `strings`, `picture` (the family's
    photograph as a Plate, whose `name` is to be the `href` of an `<image>`, or None), `family`
    (that of the first face), and the function

    `lines(text, family, weight, style, size, width, most=1, *, spacing=0)`: at most `most` Lines,
    none wider than `width` px, as large as fits but never over `size`; `spacing` px stand between
    letters. All lines of a text have one size.

    `faces` are those that the theme uses on the cover; what other scripts need is added.
    """
    named = authors(book.authors, strings, _AUTHORS)
    texts = (book.title, book.subtitle, named)
    lacking = fonts.uncovered("".join((*texts, ELLIPSIS)), faces)
    every = (*faces, *fonts.fallbacks(lacking, book.language))
    svg = template(
        title=book.title,
        subtitle=book.subtitle,
        author=named,
        years=years(book),
        language=book.language,
        direction=direction(book.language),
        width=WIDTH,
        height=HEIGHT,
        strings=strings,
        picture=picture,
        family=every[0].family if every else "serif",
        lines=_setter(Ruler(every)),
    )
    return Cover(svg=svg, width=WIDTH, height=HEIGHT, faces=every)


def _setter(ruler: Ruler) -> Callable[..., tuple[Line, ...]]:
    """Return the function that templates know as `lines`."""

    def lines(  # noqa: PLR0913 - what a template must be able to say
        text: str,
        family: str,
        weight: int,
        style: str,
        size: float,
        width: float,
        most: int = 1,
        *,
        spacing: float = 0.0,
    ) -> tuple[Line, ...]:
        words = " ".join(str(text).split())[:_LOOKED_AT]
        setting = ruler.setting(family, int(weight), style, float(spacing))
        return setting.fit(words, float(size), float(width), max(1, int(most)))

    return lines


def years(book: Book) -> str:
    """Return the years that a book covers: "2016", "2016–2019", or "" where none is known."""
    if book.first is None or book.last is None:
        return ""
    first, last = book.first.year, book.last.year
    return str(first) if first == last else f"{first}–{last}"
