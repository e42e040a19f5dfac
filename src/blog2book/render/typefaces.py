"""The faces of a printed book: the theme's, then what other scripts in it need."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from blog2book.events import Report
from blog2book.markup import printing
from blog2book.model.book import Book
from blog2book.model.rendition import Face, Style
from blog2book.model.sources import Ledger
from blog2book.model.xhtml import Xhtml
from blog2book.render import fonts
from blog2book.render.strings import Strings
from blog2book.render.theme import Theme
from blog2book.render.work import Work

SHEET = "css/fonts.css"
"""The sheet that names the faces of a printed book."""

_TEXT: tuple[fonts.Wanted, ...] = ((400, "normal"), (400, "italic"), (600, "normal"))
_BOLD_ITALIC: fonts.Wanted = (600, "italic")
_BOLD = 600
_SLANTED = re.compile(r"<(?:em|i|cite)\b")
_HEAVY = re.compile(r"<(?:strong|b|th)\b")
_CODE = re.compile(r"<(?:code|pre|kbd|samp)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typefaces:
    """Faces in the order in which they are tried, and the characters that none of them has."""

    faces: tuple[Face, ...] = ()
    mono: tuple[Face, ...] = ()
    missing: tuple[str, ...] = ()

    def printable(self, text: Xhtml) -> Xhtml:
        """Return a text with a sign in place of each character that no face has."""
        if not self.missing:
            return text
        sign = fonts.replacement(self.faces)
        return printing.translated(text, dict.fromkeys(map(ord, self.missing), sign))

    def style(self) -> Style:
        """Return the sheet that names the faces.

        What is called bold in a book is the semibold of its family.
        """
        rules = [
            f'@font-face {{ font-family: "{face.family}"; src: url({face.name}); '
            f"font-weight: {700 if face.weight >= _BOLD else face.weight}; "
            f"font-style: {face.style} }}\n"
            for face in (*self.faces, *self.mono)
        ]
        return Style(name=SHEET, text="".join(rules))

    def variables(self) -> Mapping[str, str]:
        """Return the CSS variables that say in which order the families are tried."""
        text = _stack(self.faces, "serif")
        return {"font-text": text, "font-mono": _stack(self.mono, f"monospace, {text}")}


def _stack(faces: Iterable[Face], last: str) -> str:
    families = dict.fromkeys(f'"{face.family}"' for face in faces)
    return ", ".join((*families, last))


def families(theme: Theme, use: str) -> tuple[str, ...]:
    """Return the families that a theme names for a use: "text", "mono" or "fallback"."""
    named = theme.fonts.get(use, ())
    return (named,) if isinstance(named, str) else named


def choose(work: Work, strings: Strings, *, whole: bool, report: Report) -> Typefaces:
    """Return the faces that the book's characters need.

    With `whole` the bodies count too, else only titles. Reports a Notice "glyph-missing" for each
    character that no face has.
    """
    theme, book, ledger = work.theme, work.book, work.ledger
    bodies = tuple(_bodies(book, ledger)) if whole else ()
    characters = frozenset().union(
        *map(frozenset, bodies), *map(frozenset, _titles(book)), *map(frozenset, strings.values())
    )
    folders = tuple(layer / "fonts" for layer in theme.layers)
    found = list(fonts.faces(families(theme, "text"), _wanted(bodies), folders))
    lacking = fonts.uncovered("".join(characters), found)
    if lacking:
        found += fonts.faces(families(theme, "fallback"), _TEXT, folders)
        lacking = fonts.uncovered("".join(lacking), found)
    if lacking:
        found += fonts.fallbacks(lacking, book.language, (fonts.REGULAR, (600, "normal")))
    mono: Sequence[Face] = ()
    if any(_CODE.search(body) for body in bodies):
        mono = fonts.faces(families(theme, "mono"), (fonts.REGULAR,), folders)[:1]
    if whole:
        missing = fonts.missing(book, found, report)
    else:
        missing = fonts.uncovered("".join(lacking), found)
    return Typefaces(faces=tuple(found), mono=tuple(mono), missing=missing)


def _wanted(bodies: Iterable[str]) -> tuple[fonts.Wanted, ...]:
    both = any(_HEAVY.search(body) and _SLANTED.search(body) for body in bodies)
    return (*_TEXT, _BOLD_ITALIC) if both else _TEXT


def _bodies(book: Book, ledger: Ledger) -> Iterator[str]:
    for entry in book.entries:
        yield entry.post.body
        yield from (comment.body for comment in entry.comments)
    for note in ledger.notes:
        yield note.full
    yield from (text for text in (book.matter.preface, book.matter.about) if text)


def _titles(book: Book) -> Iterator[str]:
    yield from (book.title, book.subtitle, book.author, book.matter.dedication)
    for entry in book.entries:
        yield entry.post.title
        yield from (one.author.name for one in entry.comments if one.author)
