"""The notes of all months and static pages, where they stand together at the end of the book."""

from collections.abc import Iterator, Mapping, Sequence

from blog2book.model.book import Book, Entry
from blog2book.model.rendition import Document, Role, Side
from blog2book.render import bodies, notes, wording
from blog2book.render.context import NotesView
from blog2book.render.editions import Edition


def documents(edition: Edition) -> Iterator[Document]:
    """Yield the documents of these notes, none where they stand elsewhere."""
    titled = {name: (title, entries) for name, title, entries in _chapters(edition)}
    for name in dict.fromkeys(edition.shelves.values()):
        opens = name == Role.ENDNOTES
        yield edition.document(
            name,
            Role.ENDNOTES,
            edition.strings["notes"],
            side=Side.RECTO if opens else Side.ANY,
            opens=opens,
            chapters=tuple(
                _view(edition, chapter, *titled[chapter], name)
                for chapter, document in edition.shelves.items()
                if document == name
            ),
        )


def _chapters(edition: Edition) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Yield what numbers notes anew: its id, its title and its entries."""
    book: Book = edition.work.book
    for chapter in book.chapters:
        yield chapter.id, wording.month_title(chapter, edition.strings), chapter.entries
    for entry in book.pages:
        yield entry.page_name, entry.post.title or edition.strings["untitled"], (entry,)


def _view(
    edition: Edition, chapter: str, title: str, entries: Sequence[Entry], document: str
) -> NotesView:
    calls = notes.calls_in(edition, [chapter])
    said: Mapping[str, notes.Said] = bodies.footnotes(edition, entries, document, calls)
    return NotesView(
        title=title,
        notes_title=edition.strings.text("notes_to", month=title),
        notes=notes.printed(edition, [chapter], said).printed,
    )
