"""The text of the book: years, months with their posts and notes, and static pages."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from blog2book.model.book import Chapter, Entry, Part
from blog2book.model.rendition import Document, Role, Side
from blog2book.render import bodies, editions, notes, wording
from blog2book.render.context import ChapterView, PartView
from blog2book.render.editions import Edition
from blog2book.render.notes import Calls, Notes


def parts(edition: Edition) -> Iterator[Document]:
    """Yield every year (if there are several) and every month, in order."""
    for part in edition.work.book.parts:
        if editions.has_opener(edition.work.book, part):
            view = PartView(id=part.id, title=wording.year(part, edition.strings))
            yield edition.document(part.id, Role.PART, view.title, part=view)
        for chapter in part.chapters:
            yield _month(edition, part, chapter)


def _month(edition: Edition, part: Part, chapter: Chapter) -> Document:
    strings = edition.strings
    title = wording.month_title(chapter, strings)
    by_post = edition.work.settings.notes.place == "post"
    places = [entry.id for entry in chapter.entries] if by_post else [chapter.id]
    calls = notes.calls_in(edition, places)
    found = _notes(edition, places, chapter.entries, chapter.id, calls)
    dates = wording.date_lines(chapter.entries, strings)
    printed = [
        editions.Printing(
            template="post.html",
            where=entry.where,
            context={
                "post": bodies.post_view(
                    edition, entry, chapter.id, dates[place], calls, opens=place == 0
                ),
                "notes": tuple(found.by_entry.get(entry.id, ())),
                "notes_title": strings["notes"] if by_post else "",
            },
        )
        for place, entry in enumerate(chapter.entries)
    ]
    view = ChapterView(
        id=chapter.id,
        name=wording.month_name(chapter, strings),
        year="" if chapter.year is None else wording.year(part, strings),
        title=title,
        notes_title=strings.text("notes_to", month=title),
        in_part=editions.has_opener(edition.work.book, part),
    )
    return edition.document(
        chapter.id,
        Role.CHAPTER,
        title,
        side=Side.ANY if edition.work.settings.print.openers == "any" else Side.RECTO,
        template="month.html",
        parts=printed,
        chapter=view,
        posts=tuple(Markup(edition.text(one)) for one in printed),  # noqa: S704 - checked as a whole
        notes=() if by_post else found.printed,
    )


def _notes(
    edition: Edition, places: Sequence[str], entries: Iterable[Entry], document: str, calls: Calls
) -> Notes:
    """Return the notes of a document, none where they stand at the end of the book."""
    if edition.shelves:
        return Notes(printed=(), by_entry={})
    said = bodies.footnotes(edition, entries, document, calls)
    return notes.printed(edition, places, said)


def pages(edition: Edition) -> Iterator[Document]:
    """Yield the blog's static pages, each a document, the first on a right-hand page."""
    for place, entry in enumerate(edition.work.book.pages):
        yield _page(edition, entry, Side.ANY if place else Side.RECTO)


def _page(edition: Edition, entry: Entry, side: Side) -> Document:
    name = entry.page_name
    calls = notes.calls_in(edition, [name])
    found = _notes(edition, [name], (entry,), name, calls)
    return edition.document(
        name,
        Role.PAGE,
        entry.post.title or edition.strings["untitled"],
        side=side,
        post=bodies.post_view(edition, entry, name, "", calls),
        notes=found.printed,
    )
