"""The list of sources: by publisher, each with the way back to where the book cites it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from blog2book.markup import attributes
from blog2book.model.book import Book
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Document, Folios, Role, Side
from blog2book.model.sources import Citation, Listed, Publisher
from blog2book.render import navigation
from blog2book.render.context import BackView, PublisherView, SourceView
from blog2book.render.editions import Edition
from blog2book.render.templates import ready

_ON_A_SCREEN, _ON_PAPER = 400, 2000
"""Sources of one document: a reader of EPUB opens a file as a whole; paper is laid out as one."""

_Back = Callable[[Sequence[Citation]], Iterator[BackView]]
_Line = tuple[Publisher, Listed]


def names(edition: Edition) -> tuple[str, ...]:
    """Return the names of the documents of the list, () for a book that cites nothing."""
    lines = sum(len(one.listed) for one in edition.work.ledger.publishers)
    most = _most(edition)
    return tuple(_name(part) for part in range((lines + most - 1) // most))


def unmade(edition: Edition) -> Iterator[Document]:
    """Yield the documents of a printed list, without text: its words depend on page numbers."""
    for name in names(edition):
        yield Document(
            name=name,
            role=Role.SOURCES,
            title=edition.strings["sources"],
            packed=None,
            language=edition.book.language,
            direction=edition.book.direction,
            side=_side(name),
            folios=Folios.ARABIC,
        )


def made(edition: Edition) -> Iterator[Document]:
    """Yield the documents of a list that leads back to posts, by their titles."""
    back = _to_posts(edition)
    for name in names(edition):
        yield _document(edition, name, back)


def late(edition: Edition, name: str, pages: PageMap) -> Document:
    """Return a document of a printed list, with the pages that cite each source."""
    return _document(edition, name, _to_pages(pages))


def _most(edition: Edition) -> int:
    return _ON_PAPER if edition.printed else _ON_A_SCREEN


def _name(part: int) -> str:
    return f"{Role.SOURCES}-{part + 1}" if part else Role.SOURCES.value


def _side(name: str) -> Side:
    return Side.RECTO if name == Role.SOURCES else Side.ANY


def _document(edition: Edition, name: str, back: _Back) -> Document:
    strings, ledger, part = edition.strings, edition.work.ledger, names(edition).index(name)
    most, language = _most(edition), strings.language_of("sources_from")
    lines = ((one, source) for one in ledger.publishers for source in one.listed)
    return edition.document(
        name,
        Role.SOURCES,
        strings["sources"],
        side=_side(name),
        opens=not part,
        counted=_counted(edition),
        counted_in="" if language == edition.book.language else language,
        publishers=tuple(_views(islice(lines, part * most, (part + 1) * most), back)),
    )


def _counted(edition: Edition) -> str:
    """Say how many sources there are, and what stands beside each."""
    strings, ledger = edition.strings, edition.work.ledger
    sources, publishers = sum(one.count for one in ledger.publishers), len(ledger.publishers)
    counted = strings.text(
        "sources_from",
        sources=strings.text("sources_one" if sources == 1 else "sources_many", count=sources),
        publishers=strings.text(
            "publishers_one" if publishers == 1 else "publishers_many", count=publishers
        ),
    )
    beside = "sources_pages" if edition.printed else "sources_posts"
    return f"{counted} {strings[beside]}"


def _views(lines: Iterable[_Line], back: _Back) -> Iterator[PublisherView]:
    for publisher, group in groupby(lines, key=lambda line: line[0]):
        untitled = publisher.untitled[0] if publisher.untitled else None
        yield PublisherView(
            name=publisher.name,
            count=publisher.count,
            sources=tuple(
                SourceView(
                    text=ready(one.text),
                    href=attributes.address(one.source.address),
                    address=ready(one.address),
                    archived=ready(one.archived),
                    titled=bool(one.source.title),
                    opens=one is untitled,
                    places=tuple(back(one.citations)),
                )
                for _, one in group
            ),
        )


def _to_pages(pages: PageMap) -> _Back:
    """Return a function from citations to the pages that hold them.

    Where no anchor of a text got into print, its beginning stands for it.
    """

    def back(citations: Sequence[Citation]) -> Iterator[BackView]:
        known = [one for one in citations if one.id in pages.pages]
        texts = {one.text for one in citations} - {one.text for one in known}
        for run in pages.runs([*(one.id for one in known), *sorted(texts)]):
            yield BackView(label=run.label, href=f"#{run.anchor}")

    return back


def _to_posts(edition: Edition) -> _Back:
    """Return a function from citations to the posts that hold them, to each one's first call."""
    posts = dict(_posts(edition))
    called = edition.work.ledger.called

    def back(citations: Sequence[Citation]) -> Iterator[BackView]:
        calls: dict[str, str] = {}
        for one in citations:
            call = next((name for name in (one.id, one.told_at) if name in called), "")
            calls[one.entry] = calls.get(one.entry) or call
        heads = {one.entry: one.text for one in reversed(citations)}
        for entry, call in calls.items():
            document, label = posts[entry]
            yield BackView(label=label, href=f"{document}.xhtml#{call or heads[entry]}")

    return back


def _posts(edition: Edition) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield of each post and page its id, its document and what it is called."""
    book: Book = edition.work.book
    for chapter in book.chapters:
        titles = navigation.post_titles(edition, chapter)
        for entry, (title, _) in zip(chapter.entries, titles, strict=True):
            yield entry.id, (chapter.id, title)
    for entry in book.pages:
        yield entry.id, (entry.page_name, entry.post.title or edition.strings["untitled"])
