"""A book in documents for one medium: what a writer needs, and nothing of its container."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from blog2book.model.xhtml import Xhtml


class Medium(StrEnum):
    """What the book is read on."""

    EPUB = "epub"
    PDF = "pdf"


class Side(StrEnum):
    """On which page a document begins: a right-hand one, a left-hand one, or either."""

    RECTO = "recto"
    VERSO = "verso"
    ANY = "any"


class Folios(StrEnum):
    """How the pages of a document are counted. Whether a folio is printed is the theme's affair."""

    ROMAN = "roman"
    ARABIC = "arabic"


FOOT_BLOCK = "at-foot-"
"""What begins the names of blocks in a note at the foot of a page, until they are laid out."""


class Role(StrEnum):
    """What a document is in the book (print anatomy; EPUB structural semantics)."""

    COVER = "cover"
    HALFTITLE = "halftitle"
    TITLEPAGE = "titlepage"
    COPYRIGHT = "copyright"
    DEDICATION = "dedication"
    CONTENTS = "contents"
    PREFACE = "preface"
    PART = "part"
    CHAPTER = "chapter"
    PAGE = "page"
    ENDNOTES = "endnotes"
    SOURCES = "sources"
    ABOUT = "about"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the book, in reading order.

    `name` is unique and fit for a file name without suffix ("m-2016-12"). `packed` is a whole XHTML
    document as `packed()` makes it, for all of a long blog's stand in memory together; None for a
    late one: its words depend on page numbers. `language` is a BCP 47 tag, `direction` "ltr" or
    "rtl".
    """

    name: str
    role: Role
    title: str
    packed: bytes | None
    language: str
    direction: str
    side: Side
    folios: Folios

    @property
    def text(self) -> str | None:
        """The document as it reads, made anew at each look."""
        return None if self.packed is None else zlib.decompress(self.packed).decode()


def packed(text: Xhtml) -> bytes:
    """Return a document's text as a Document holds it: of what people write, a fifth."""
    return zlib.compress(text.encode(), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line of the navigation: where it leads, and what stands below it.

    `document` is a document's name, `anchor` an id in it ("" for its beginning).
    """

    label: str
    document: str
    anchor: str
    role: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style sheet, whole: its `url()`s are names of the rendition's files.

    `places` says in words, for each line of the text, where somebody wrote it.
    """

    name: str
    text: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face of a family: `weight` 100 to 900, `style` "normal" or "italic".

    `path` is the file it comes from, which may be variable, and `number` its place in that file
    (counted from 0) if it is a collection; `name` the name under which styles refer to it
    ("fonts/…").
    """

    family: str
    weight: int
    style: str
    path: Path
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A picture made ready for a medium: `name` in the book ("pictures/…"), and its file.

    `width` and `height` are px; `media_type` is what EPUB core allows: JPEG, PNG, GIF or SVG.
    """

    name: str
    path: Path
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as a drawing: how wide it is, how high above and how deep below the line, in em."""

    plate: Plate
    width: float
    ascent: float
    depth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The room a page gives a picture: the text area in pt, and how fine a picture may be.

    `dpi` caps px by the printed width and `long_edge` caps px outright (0: no cap); `leading` is a
    line's height in pt, 0 where lines are the reader's.
    """

    width: float
    height: float
    leading: float
    dpi: int
    long_edge: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """How many pictures the book shows, and how many of them have a description."""

    pictures: int
    described: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A book for one medium. `late` names its late documents, in book order.

    `files` are pictures and ornaments; `cover` is a JPEG of the front or None; `strings` are the
    theme's words in the book's language, for what a writer must say itself ("contents"); `trim` is
    "a5" or "6x9".
    """

    medium: Medium
    title: str
    subtitle: str
    authors: tuple[str, ...]
    language: str
    direction: str
    identifier: str
    address: str
    date: datetime
    trim: str
    documents: tuple[Document, ...]
    late: tuple[str, ...]
    styles: tuple[Style, ...]
    faces: tuple[Face, ...]
    files: tuple[Plate, ...]
    cover: Plate | None
    navigation: tuple[Heading, ...]
    described: Described
    strings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A front cover as a drawing: whole SVG text, its size in px, and the faces it needs."""

    svg: str
    width: int
    height: int
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A finished file: where it lies, its size in bytes, its pages (0 for EPUB)."""

    path: Path
    size: int
    pages: int
