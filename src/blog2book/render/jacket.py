"""The front cover of a work: the theme's drawing, with the theme's faces and words."""

from blog2book.events import ignore
from blog2book.model.rendition import Cover, Plate
from blog2book.render import fonts, typefaces
from blog2book.render.cover import make
from blog2book.render.work import Work

_FACES: tuple[fonts.Wanted, ...] = ((400, "normal"), (400, "italic"), (600, "normal"))


def cover(work: Work, picture: Plate | None = None) -> Cover:
    """Return the front cover that the theme draws, with the family's photograph if there is one.

    Raises ThemeError where the theme's cover.svg is broken.
    """
    theme = work.theme
    families = (*typefaces.families(theme, "text"), *typefaces.families(theme, "fallback"))

    def template(**context: object) -> str:
        return theme.render("cover.svg", "the cover", context)

    return make(
        template,
        work.book,
        fonts.faces(families, _FACES, tuple(layer / "fonts" for layer in theme.layers)),
        theme.strings(work.book.language, ignore),
        picture,
    )
