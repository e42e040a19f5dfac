"""Documents whose words depend on page numbers: contents and list of sources of a printed book."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from blog2book.events import ignore
from blog2book.model.book import Chapter, Part
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Document, Folios, Medium, Role
from blog2book.render import bodies, documents, editions, months, navigation, sources, wording
from blog2book.render.context import GroupView, LineView
from blog2book.render.editions import Edition
from blog2book.render.work import Work

MANY_POSTS = 150
"""A book of more posts lists its months only, each with the number of its posts."""

_FIRST_WORD = re.compile(r"\S{21,}")
_PIECES = re.compile(r"\S{1,10}(?:(?!\w)\S)*")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def late(name: str, work: Work, pages: PageMap) -> Document:
    """Return the late document `name`, with the labels of `pages`: "contents", or one of sources.

    Raises ValueError for any other name.
    """
    edition, _styles = documents.open_edition(work, Medium.PDF, ignore, whole=False)
    if name in sources.names(edition):
        return sources.late(edition, name, pages)
    if name != Role.CONTENTS:
        raise ValueError(f"no late document is called {name!r}")
    return edition.document(
        name,
        Role.CONTENTS,
        edition.strings["contents"],
        folios=Folios.ROMAN,
        contents=tuple(_groups(edition, pages)),
    )


def notes_behind(names: Collection[str], work: Work) -> Iterator[Document]:
    """Yield months with their notes behind them, for they did not fit at the feet of pages."""
    work = replace(work, behind=work.behind.union(names))
    edition, _styles = documents.open_edition(work, Medium.PDF, ignore)
    return months.months(edition, names)


def _groups(edition: Edition, pages: PageMap) -> Iterator[GroupView]:
    book = edition.work.book
    if book.matter.preface is not None:
        title = edition.strings["preface"]
        yield GroupView(title="", anchor="", lines=(_line("front", title, "preface", pages),))
    loose: list[LineView] = []
    for part in book.parts:
        lines = tuple(
            line for chapter in part.chapters for line in _month(edition, part, chapter, pages)
        )
        if editions.has_opener(book, part):
            yield GroupView(title=wording.year(part, edition.strings), anchor=part.id, lines=lines)
        else:
            loose.extend(lines)
    loose.extend(_back(edition, pages))
    if loose:
        yield GroupView(title="", anchor="", lines=tuple(loose))


def _month(edition: Edition, part: Part, chapter: Chapter, pages: PageMap) -> Iterator[LineView]:
    label = navigation.month_label(edition, part, chapter)
    count = len(chapter.entries)
    if sum(len(one.entries) for one in edition.work.book.chapters) > MANY_POSTS:
        words = edition.strings.text("posts_one" if count == 1 else "posts_many", count=count)
        yield _line("lone", label, chapter.id, pages, count=words)
        return
    yield _line("month", label, chapter.id, pages)
    titles = navigation.post_titles(edition, chapter)
    for entry, (title, dated) in zip(chapter.entries, titles, strict=True):
        own = entry.post.language if entry.post.language != edition.book.language else ""
        yield _line(
            "post",
            title,
            entry.id,
            pages,
            dated=dated,
            language="" if dated else own,
            direction="" if dated else bodies.direction_of(edition, entry),
        )


def _back(edition: Edition, pages: PageMap) -> Iterator[LineView]:
    for entry in edition.work.book.pages:
        yield _line("back", entry.post.title or edition.strings["untitled"], entry.id, pages)
    if edition.shelves:
        yield _line("back", edition.strings["notes"], Role.ENDNOTES, pages)
    if edition.work.ledger.sources:
        yield _line("back", edition.strings["sources"], "sources", pages)
    if edition.work.book.matter.about is not None:
        yield _line("back", edition.strings["about"], "about", pages)


def _line(  # noqa: PLR0913 - a line has so many properties
    kind: str,
    title: str,
    anchor: str,
    pages: PageMap,
    *,
    dated: bool = False,
    count: str = "",
    language: str = "",
    direction: str = "",
) -> LineView:
    return LineView(
        kind=kind,
        title=_breakable(title),
        dated=dated,
        count=count,
        anchor=anchor,
        page=pages.label(anchor),
        language=language,
        direction=direction,
    )


def _breakable(title: str) -> str:
    """Return a title whose first word may break, if it is longer than any word.

    Behind the box that hangs the line WeasyPrint breaks no word by itself.
    """
    word = _FIRST_WORD.match(title)
    if word is None:
        return title
    return _MAY_BREAK.join(_PIECES.findall(word[0])) + title[word.end() :]
