"""The faces of a printed book: the theme's, then what other scripts in it need."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from string import digits

from blog2book.events import Notice, Report
from blog2book.language import dates
from blog2book.markup import printing
from blog2book.model.book import Book, Entry
from blog2book.model.rendition import Face, Style
from blog2book.model.sources import Ledger
from blog2book.model.xhtml import Xhtml
from blog2book.render import fonts, wording
from blog2book.render.manifest import OptionType
from blog2book.render.strings import Strings
from blog2book.render.theme import Theme
from blog2book.render.work import Work

SHEET = "css/fonts.css"
"""The sheet that names the faces of a printed book."""

_EMOJI = "Emoji"
"""In the name of each family that has them."""
_TEXT: tuple[fonts.Wanted, ...] = ((400, "normal"), (400, "italic"), (600, "normal"))
_BOLD_ITALIC: fonts.Wanted = (600, "italic")
_BOLD = 600
_SLANTED = re.compile(r"<(?:em|i|cite)\b")
_HEAVY = re.compile(r"<(?:strong|b|th)\b")
_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
"""What is drawn, with letters of its own."""
_PROGRAM = '<code class="language-'
_CODE = re.compile(r"<(?:code|pre|kbd|samp)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typefaces:
    """Faces in the order in which they are tried, and the characters that none of them has.

    `faces` are those of the text, `head` of headings, `others` of options that name a family.
    """

    faces: tuple[Face, ...] = ()
    head: tuple[Face, ...] = ()
    mono: tuple[Face, ...] = ()
    others: tuple[Face, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[Face, ...]:
        """All faces of the book, each once."""
        listed = (*self.faces, *self.head, *self.mono, *self.others)
        return tuple({face.name: face for face in listed}.values())

    def printable(self, text: Xhtml) -> Xhtml:
        """Return a text with a sign in place of each character that no face has.

        A character without a glyph would be printed as nobody's box and fail PDF/UA (7.21.5).
        Emoji are marked where a font has them.
        """
        if any(_EMOJI in face.family for face in self.faces):
            text = printing.with_emoji(text)
        # markup is written in ASCII, so that is left alone
        lost = [sign for sign in self.missing if not sign.isascii()]
        if not lost:
            return text
        sign = fonts.replacement(self.faces)
        return printing.translated(text, dict.fromkeys(map(ord, lost), sign))

    def style(self) -> Style:
        """Return the sheet that names the faces.

        What is called bold in a book is the semibold of its family.
        """
        rules = [
            f'@font-face {{ font-family: "{_called(face)}"; src: url({face.name}); '
            f"font-weight: {700 if face.weight >= _BOLD else face.weight}; "
            f"font-style: {face.style} }}\n"
            for face in self.every
        ]
        return Style(name=SHEET, text="".join(rules))

    def variables(self) -> Mapping[str, str]:
        """Return the CSS variables that say in which order the families are tried."""
        text = _stack(self.faces, "serif")
        return {
            "font-text": text,
            "font-head": _stack(self.head, text),
            "font-mono": _stack(self.mono, f"monospace, {text}"),
        }


def _stack(faces: Iterable[Face], last: str) -> str:
    families = dict.fromkeys(f'"{_called(face)}"' for face in faces)
    return ", ".join((*families, last))


def _called(face: Face) -> str:
    """Return what styles call a family.

    Emoji have a name that fontconfig does not know: it takes a font called "Noto Color Emoji"
    before all others, and so the figures and spaces of the text from it.
    """
    return f"The book's {face.family}" if _EMOJI in face.family else face.family


def choose(work: Work, strings: Strings, *, whole: bool, report: Report) -> Typefaces:
    """Return the faces that the book's characters need.

    With `whole` the bodies count too, else only titles and sources. Reports a Notice "font-missing"
    for a family that is nowhere, and "glyph-missing" for each character that no face has.
    """
    theme, book = work.theme, work.book
    bodies = tuple(_bodies(book, work.ledger)) if whole else ()
    named = wording.authors(book.authors, strings)
    texts = (
        *bodies,
        *_titles(book),
        *_listed(work.ledger),
        named,
        *strings.values(),
        *theme.templates.sources(".html"),
    )
    characters = frozenset().union(*map(frozenset, texts), _dates(book.language), digits)
    found = list(_faces(theme, "text", report, _wanted(bodies)))
    lacking = fonts.uncovered("".join(characters), found)
    if lacking:
        found += _faces(theme, "fallback", report)
        lacking = fonts.uncovered("".join(lacking), found)
    if lacking:
        found += fonts.fallbacks(lacking, book.language, (fonts.REGULAR, (600, "normal")))
        lacking = fonts.uncovered("".join(lacking), found)
    code = any(_CODE.search(body) for body in bodies)
    own_head = theme.families("head") != theme.families("text")
    _tell_missing(book, lacking, report)
    return Typefaces(
        faces=tuple(found),
        head=_faces(theme, "head", report) if own_head else (),
        mono=_mono(theme, bodies, report) if code else (),
        others=tuple(_of_options(theme, report)),
        missing=lacking,
    )


def _faces(
    theme: Theme, use: str, report: Report, wanted: tuple[fonts.Wanted, ...] = _TEXT
) -> tuple[Face, ...]:
    """Return the faces that a theme has for a use, () if it names no family for it."""
    return _of_families(theme, theme.families(use), f"[fonts] {use}", report, wanted)


def _mono(theme: Theme, bodies: Iterable[str], report: Report) -> tuple[Face, ...]:
    """Return the faces of code: of one family, and more than one face for a program's words."""
    programs = any(_PROGRAM in body for body in bodies)
    found = _faces(theme, "mono", report, _TEXT if programs else (fonts.REGULAR,))
    return tuple(one for one in found if one.family == found[0].family)


def _of_options(theme: Theme, report: Report) -> Iterator[Face]:
    for name, option in theme.schema.items():
        if option.type is OptionType.FONT:
            family = str(theme.options[name])
            yield from _of_families(theme, (family,), f"option {name}", report, _TEXT)


def _of_families(
    theme: Theme,
    families: Sequence[str],
    where: str,
    report: Report,
    wanted: tuple[fonts.Wanted, ...],
) -> tuple[Face, ...]:
    """Return the faces of families; none is there: a Notice, which names `where` it was said."""
    found = fonts.faces(families, wanted, theme.folders("fonts"))
    if families and not found:
        report(
            Notice(
                code="font-missing",
                message=f"No font called {' or '.join(families)} is there; another takes its place",
                where=f"theme {theme.name}, {where}",
                hint="Put its files into the folder fonts/ of your theme, or install it",
            )
        )
    return found


def _wanted(bodies: Iterable[str]) -> tuple[fonts.Wanted, ...]:
    both = any(_HEAVY.search(body) and _SLANTED.search(body) for body in bodies)
    return (*_TEXT, _BOLD_ITALIC) if both else _TEXT


def _bodies(book: Book, ledger: Ledger) -> Iterator[str]:
    for entry in book.entries:
        yield _FORMULA.sub("", entry.post.body)
        yield from (comment.body for comment in entry.comments)
    for note in ledger.notes:
        yield note.full
        yield note.short
    yield from (text for text in (book.matter.preface, book.matter.about) if text)


def _titles(book: Book) -> Iterator[str]:
    yield from (book.title, book.subtitle, book.address)
    yield from (book.matter.dedication, book.matter.copyright)
    for entry in book.entries:
        yield from _names(entry)


def _listed(ledger: Ledger) -> Iterator[str]:
    """Yield what the list of sources prints besides titles of posts."""
    for publisher in ledger.publishers:
        yield publisher.name
        for one in publisher.listed:
            yield from (one.text, one.address, one.archived)


def _names(entry: Entry) -> Iterator[str]:
    """Yield what is printed of a post besides its text and its comments'."""
    yield entry.post.title
    yield from entry.post.labels
    authors = (entry.post.author, *(comment.author for comment in entry.comments))
    yield from (one.name for one in authors if one)


@lru_cache(maxsize=4)
def _dates(language: str) -> str:
    """Return all words and figures that dates of a language are written with."""
    days = [date(2016, month, day) for month in range(1, 13) for day in range(1, 11)]
    lines = [write(day, language) for day in days for write in (dates.day_line, dates.long_date)]
    names = [dates.month_name(month, language) for month in range(1, 13)]
    years = [dates.month_year(2016, month, language) for month in range(1, 13)]
    return "".join((*lines, *names, *years, dates.year(2016, language)))


def _tell_missing(book: Book, missing: Iterable[str], report: Report) -> None:
    """Report each character that no face has, with the first place that holds it."""
    places = _places(book, set(missing))
    for sign, where in sorted(places.items()):
        report(
            Notice(
                code="glyph-missing",
                message=f"No font has {fonts.named(sign)}; the PDF shows a sign in its place",
                where=where,
                hint=fonts.remedy(sign),
            )
        )


def _places(book: Book, signs: set[str]) -> Mapping[str, str]:
    """Return for each sign where it stands first, in words."""
    places: dict[str, str] = {}
    for where, texts in _held(book):
        if len(places) == len(signs):
            break
        for text in texts:
            places.update(dict.fromkeys(signs.intersection(text) - places.keys(), where))
    return {**dict.fromkeys(signs, "the words of the theme or of a note"), **places}


def _held(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the book's texts with the words for where they stand."""
    matter = book.matter
    yield "the book's title, subtitle or author", (book.title, book.subtitle, *book.authors)
    yield "the dedication", (matter.dedication,)
    yield "the copyright line", (matter.copyright,)
    yield "the preface", (matter.preface or "",)
    for entry in book.entries:
        bodies = (entry.post.body, *(comment.body for comment in entry.comments))
        yield entry.where, (*_names(entry), *bodies)
    yield "the text about the author", (matter.about or "",)
