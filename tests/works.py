"""Works for the tests of rendering: a book with its theme, and what one asks of the result."""

from collections.abc import Mapping, Sequence
from typing import Any

from blog2book.config import PrintTable, Settings, ThemeTable
from blog2book.model.book import Book
from blog2book.model.rendition import Document, Plate, Rendition
from blog2book.model.sources import Citation, Ledger, Note, Source
from blog2book.model.xhtml import Xhtml
from blog2book.render import Work
from blog2book.render.theme import load
from samples import book, ledger


def work(shown: Book | None = None, **fields: Any) -> Work:
    """Return a work without notes and pictures.

    `theme` names its theme, `overlay` a folder over it, `vars` its options, `trim` its page.
    """
    table = ThemeTable(
        name=fields.pop("theme", "folio"),
        overlay=fields.pop("overlay", None),
        vars=fields.pop("vars", {}),
    )
    theme = load(table)
    settings = Settings(print=PrintTable(trim=fields.pop("trim", "a5")))
    plates: Mapping[str, Plate] = {}
    plain: dict[str, Any] = {
        "book": shown or book(),
        "ledger": ledger(),
        "theme": theme,
        "plates": plates,
        "settings": settings,
    }
    return Work(**(plain | fields))


def note(calls: Sequence[tuple[str, str, int]], **fields: Any) -> Note:
    """Return a note of December 2016; a call is its anchor, its entry and the link's number."""
    source = Source(
        key="x.example/a",
        address="https://x.example/a",
        author="",
        title="Old Pears",
        title_from="link text",
        site="x.example",
        published=None,
        archived="",
        archived_on=None,
    )
    plain: dict[str, Any] = {
        "id": "n-2016-12-aa",
        "chapter": "m-2016-12",
        "number": 1,
        "source": source,
        "calls": tuple(
            Citation(id=anchor, entry=entry, text=entry, link=link, source=source.key)
            for anchor, entry, link in calls
        ),
        "full": Xhtml("“Old Pears,” x.example/a."),
        "short": Xhtml("x.example, “Old Pears”"),
        "repeats": "",
    }
    return Note(**(plain | fields))


def source_of(one: Note) -> Source:
    """Return the source of a note, which is none of the author's own."""
    assert one.source
    return one.source


def notes(*all_notes: Note) -> Ledger:
    """Return a ledger of these notes."""
    return Ledger(sources=tuple(map(source_of, all_notes)), notes=all_notes)


def named(rendition: Rendition, name: str) -> Document:
    """Return the document of that name."""
    return next(one for one in rendition.documents if one.name == name)


def text_of(rendition: Rendition, name: str) -> str:
    """Return the text of the document of that name."""
    return named(rendition, name).text or ""
