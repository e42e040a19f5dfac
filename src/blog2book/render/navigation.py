"""The ways in: years, months and posts, for menus, bookmarks and the contents."""

from collections.abc import Iterator

from blog2book.markup.text import opening
from blog2book.model.book import Chapter, Part
from blog2book.model.rendition import Heading, Role
from blog2book.render import editions, wording
from blog2book.render.editions import Edition


def headings(edition: Edition) -> tuple[Heading, ...]:
    """Return the navigation: front matter, years over months over posts, back matter."""
    return (*_front(edition), *_text(edition), *_back(edition))


def post_titles(edition: Edition, chapter: Chapter) -> tuple[tuple[str, bool], ...]:
    """Return for each post of a month what it is called, and whether that is only its date.

    Of posts of one day without titles, the first is called by its date, the others by their first
    words, or by date and hour where they have none.
    """
    titles: list[tuple[str, bool]] = []
    dated = ""
    for entry in chapter.entries:
        title, day = entry.post.title, wording.date_line(entry, edition.strings)
        line = day
        if not title and day == dated:
            title = opening(entry.post.body, wording.HEAD_LENGTH)
            line = wording.date_line(entry, edition.strings, with_hour=True)
        titles.append((title or line or edition.strings["untitled"], not title))
        dated = dated if title else day
    return tuple(titles)


def _simple(edition: Edition, role: Role) -> Heading:
    name = role.value
    return Heading(label=edition.strings[name], document=name, anchor=name, role=name)


def _front(edition: Edition) -> Iterator[Heading]:
    if edition.printed:
        yield _simple(edition, Role.CONTENTS)
    if edition.work.book.matter.preface is not None:
        yield _simple(edition, Role.PREFACE)


def _text(edition: Edition) -> Iterator[Heading]:
    book = edition.work.book
    for part in book.parts:
        months = tuple(_month(edition, part, chapter) for chapter in part.chapters)
        if editions.has_opener(book, part):
            title = wording.year(part, edition.strings)
            yield Heading(
                label=title, document=part.id, anchor=part.id, role=Role.PART, children=months
            )
        else:
            yield from months


def month_label(edition: Edition, part: Part, chapter: Chapter) -> str:
    """Return a month's name, with its year where no year stands above it."""
    if editions.has_opener(edition.work.book, part):
        return wording.month_name(chapter, edition.strings)
    return wording.month_title(chapter, edition.strings)


def _month(edition: Edition, part: Part, chapter: Chapter) -> Heading:
    posts = tuple(
        Heading(
            label=label,
            document=chapter.id,
            anchor=entry.id,
            role="post date" if dated else "post",
        )
        for entry, (label, dated) in zip(
            chapter.entries, post_titles(edition, chapter), strict=True
        )
    )
    return Heading(
        label=month_label(edition, part, chapter),
        document=chapter.id,
        anchor=chapter.id,
        role=Role.CHAPTER,
        children=posts,
    )


def _back(edition: Edition) -> Iterator[Heading]:
    for entry in edition.work.book.pages:
        yield Heading(
            label=entry.post.title or edition.strings["untitled"],
            document=entry.page_name,
            anchor=entry.id,
            role=Role.PAGE,
        )
    if edition.shelves:
        name = Role.ENDNOTES.value
        yield Heading(label=edition.strings["notes"], document=name, anchor=name, role=name)
    if edition.work.ledger.sources:
        yield _simple(edition, Role.SOURCES)
    if edition.work.book.matter.about is not None:
        yield _simple(edition, Role.ABOUT)
    yield _simple(edition, Role.COLOPHON)
