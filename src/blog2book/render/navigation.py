"""The ways in: years, months and posts, for menus, bookmarks and the contents."""

import re
from collections.abc import Iterator

from blog2book.addresses import display
from blog2book.markup.text import opening, shorten
from blog2book.model.book import Chapter, Part
from blog2book.model.rendition import Heading, Role
from blog2book.model.xhtml import Xhtml
from blog2book.render import editions, wording
from blog2book.render.editions import Edition

_ADDRESS = re.compile(r"https?://[^\s…]+")
_READ = 400
"""Signs of a post in which its first words stand: addresses among them are long."""


def headings(edition: Edition) -> tuple[Heading, ...]:
    """Return the navigation: front matter, years over months over posts, back matter."""
    return (*_front(edition), *_text(edition), *_back(edition))


def post_titles(edition: Edition, chapter: Chapter) -> tuple[tuple[str, bool], ...]:
    """Return for each post of a month what it is called, and whether that is only its date.

    A post without a title is called by its first words, as a poem is; one that has none either
    (it is a picture) by its date, and by its hour too behind another of that day.
    """
    titles: list[tuple[str, bool]] = []
    before = ""
    for entry in chapter.entries:
        title = entry.post.title or _first_words(entry.post.body)
        line = "" if title else wording.date_line(entry, edition.strings)
        again = bool(line) and line == before
        before = line
        if again:
            line = wording.date_line(entry, edition.strings, with_hour=True)
        titles.append((title or line or edition.strings["untitled"], not title))
    return tuple(titles)


def _first_words(body: Xhtml) -> str:
    """Return what a post begins with, of an address only its host."""
    text = _ADDRESS.sub(lambda one: _host(one[0]), opening(body, _READ))
    return shorten(text, wording.HEAD_LENGTH)


def _host(address: str) -> str:
    return display(address).partition("/")[0].removeprefix("www.")


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
