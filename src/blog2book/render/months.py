"""The text of the book: years, months with their posts and notes, and static pages."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from blog2book.model.book import Chapter, Entry, Part
from blog2book.model.rendition import Document, Role, Side
from blog2book.render import bodies, editions, notes, wording
from blog2book.render.context import ChapterView, PartView
from blog2book.render.editions import Edition
from blog2book.render.notes import Calls, Notes, Said


def parts(edition: Edition) -> Iterator[Document]:
    """Yield every year (if there are several) and every month, in order."""
    for part in edition.work.book.parts:
        if editions.has_opener(edition.work.book, part):
            view = PartView(id=part.id, title=wording.year(part, edition.strings))
            yield edition.document(part.id, Role.PART, view.title, part=view)
        for chapter in part.chapters:
            yield _month(edition, part, chapter)


def months(edition: Edition, names: Collection[str]) -> Iterator[Document]:
    """Yield the months of these names alone."""
    for part in edition.work.book.parts:
        for chapter in part.chapters:
            if chapter.id in names:
                yield _month(edition, part, chapter)


def _month(edition: Edition, part: Part, chapter: Chapter, *, feet: bool = True) -> Document:
    """Return a month; with `feet` its notes may stand at the feet of pages."""
    strings = edition.strings
    title = wording.month_title(chapter, strings)
    where = edition.work.settings.notes.place
    by_post = where == "post"
    places = [entry.id for entry in chapter.entries] if by_post else [chapter.id]
    calls = notes.calls_in(edition, places)
    said = _said(edition, chapter.entries, chapter.id, calls)
    feet = feet and edition.printed and where == "page" and chapter.id not in edition.work.behind
    if feet := feet and notes.fit_feet(edition, places):
        calls = notes.calls_in(edition, places, feet=True)
    found = _notes(edition, () if feet else places, said)
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
    texts = [edition.text(one) for one in printed]
    if feet:
        if sum(map(notes.rooms, texts)) < len(edition.noted.get(chapter.id, ())):
            return _month(edition, part, chapter, feet=False)
        texts = [notes.with_feet(edition, one, places, said) for one in texts]
    return edition.document(
        chapter.id,
        Role.CHAPTER,
        title,
        side=Side.ANY if edition.work.settings.print.openers == "any" else Side.RECTO,
        template="month.html",
        parts=printed,
        chapter=_view(edition, part, chapter),
        posts=tuple(map(Markup, texts)),
        notes=() if by_post else found.printed,
    )


def _view(edition: Edition, part: Part, chapter: Chapter) -> ChapterView:
    strings = edition.strings
    title = wording.month_title(chapter, strings)
    return ChapterView(
        id=chapter.id,
        name=wording.month_name(chapter, strings),
        year="" if chapter.year is None else wording.year(part, strings),
        title=title,
        notes_title=strings.text("notes_to", month=title),
        in_part=editions.has_opener(edition.work.book, part),
    )


def _said(
    edition: Edition, entries: Iterable[Entry], document: str, calls: Calls
) -> Mapping[str, Said]:
    """Return what authors say in the notes of a document, where those stand in it."""
    return {} if edition.shelves else bodies.footnotes(edition, entries, document, calls)


def _notes(edition: Edition, places: Sequence[str], said: Mapping[str, Said]) -> Notes:
    """Return the notes of a document, none where they stand at the end of the book."""
    return notes.printed(edition, () if edition.shelves else places, said)


def pages(edition: Edition) -> Iterator[Document]:
    """Yield the blog's static pages, each a document, the first on a right-hand page."""
    for place, entry in enumerate(edition.work.book.pages):
        yield _page(edition, entry, Side.ANY if place else Side.RECTO)


def _page(edition: Edition, entry: Entry, side: Side) -> Document:
    name = entry.page_name
    calls = notes.calls_in(edition, [name])
    found = _notes(edition, [name], _said(edition, (entry,), name, calls))
    return edition.document(
        name,
        Role.PAGE,
        entry.post.title or edition.strings["untitled"],
        side=side,
        post=bodies.post_view(edition, entry, name, "", calls),
        notes=found.printed,
    )
