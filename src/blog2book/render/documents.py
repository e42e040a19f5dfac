"""A book and a theme to a Rendition: all documents of one medium, with styles, faces and files."""

from itertools import chain

from blog2book.events import Report
from blog2book.model.rendition import Described, Medium, Rendition, Style
from blog2book.render import editions, front, months, navigation, typefaces
from blog2book.render.editions import Edition
from blog2book.render.typefaces import Typefaces
from blog2book.render.work import Work


def open_edition(
    work: Work, medium: Medium, report: Report, *, whole: bool = True
) -> tuple[Edition, tuple[Style, ...]]:
    """Return an edition of `work` in which nothing is printed yet, and its style sheets.

    With `whole` the faces are chosen for all that the book says, else for titles and sources.
    """
    theme, trim = work.theme, work.settings.print.trim
    strings = theme.strings(work.book.language, report)
    if medium is Medium.EPUB:
        faces = Typefaces()
        styles = theme.styles(medium, trim)
    else:
        faces = typefaces.choose(work, strings, whole=whole, report=report)
        styles = (faces.style(), *theme.styles(medium, trim, faces.variables()))
    names = tuple(style.name for style in styles)
    return editions.begin(work, medium, strings, faces, names), styles


def edition(work: Work, medium: Medium, report: Report) -> Rendition:
    """Return the book for one medium.

    Late documents stand in it without text. Reports what no font can write, and a language for
    which the theme has no words. Raises ThemeError where the theme is broken.
    """
    made, styles = open_edition(work, medium, report)
    book = work.book
    documents = tuple(
        chain(front.before(made), months.parts(made), months.pages(made), front.after(made))
    )
    drawn = (
        *dict.fromkeys(work.plates.values()),
        *made.cards.files.values(),
        *made.formulas.files.values(),
    )
    return Rendition(
        medium=medium,
        title=book.title,
        subtitle=book.subtitle,
        authors=book.authors,
        language=book.language,
        direction=made.book.direction,
        identifier=book.identifier,
        address=book.address,
        date=book.dated,
        trim=work.settings.print.trim,
        documents=documents,
        late=tuple(one.name for one in documents if one.packed is None),
        styles=styles,
        faces=made.typefaces.every,
        files=(*work.theme.files(medium), *drawn),
        cover=None,
        navigation=navigation.headings(made),
        described=Described(pictures=made.figures.pictures, described=made.figures.described),
        strings=made.strings,
    )
