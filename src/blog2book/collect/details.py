"""What a book is called and who wrote it: the user's word, else the archive's, else its file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from blog2book.addresses import normalise as normalise_address
from blog2book.addresses import place
from blog2book.collect.order import day_of, newest
from blog2book.collect.select import archive_name
from blog2book.config import BookTable
from blog2book.errors import ConfigError
from blog2book.events import Notice, Report, Severity
from blog2book.language.dates import span
from blog2book.language.names import normalise
from blog2book.markup.text import printable
from blog2book.model.archive import Archive, Post, Status
from blog2book.model.book import Accounting, Book, Entry, Matter, Part

_FURTHEST_EAST = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What stands in a book: its years, its static pages, and the account of the rest.

    `merged` are posts that stand in the entry of another; the book has its author and dates from
    them too.
    """

    parts: tuple[Part, ...]
    pages: tuple[Entry, ...]
    merged: tuple[Post, ...]
    accounting: Accounting


def bound(
    inside: Inside, archive: Archive, table: BookTable, language: str, report: Report
) -> Book:
    """Return the book that holds `inside`, with its title, author and dates."""
    chapters = [chapter for part in inside.parts for chapter in part.chapters]
    posts = [entry.post for chapter in chapters for entry in chapter.entries]
    posts += inside.merged
    printed = [*posts, *(entry.post for entry in inside.pages)]
    days = [day for day in map(day_of, posts) if day is not None]
    title = _first_seen(table.title, archive.title if archive.titled else "")
    if not title:
        title = _makeshift(archive, days, language)
        report(_untitled(archive, title))
    return Book(
        title=title,
        subtitle=printable(table.subtitle or archive.subtitle),
        authors=_authors(archive, table, printed),
        language=language,
        identifier=_identifier(archive, title),
        address=archive.address,
        dated=_dated(archive, printed),
        captured=_captured(archive, printed),
        first=min(days, default=None),
        last=max(days, default=None),
        parts=inside.parts,
        pages=inside.pages,
        matter=Matter(),
        pictures={},
        accounting=inside.accounting,
    )


def _first_seen(*titles: str) -> str:
    """Return the first title with a sign that prints, or "": some have but blanks of no width."""
    for text in map(printable, titles):
        if any(sign.isprintable() and not sign.isspace() for sign in text):
            return text
    return ""


def _makeshift(archive: Archive, days: Sequence[date], language: str) -> str:
    """Return what to call a book that nobody gave a title.

    Several files that have none are not called by the first of them, but by their months.
    """
    months = span(min(days), max(days), language) if days and len(archive.files) > 1 else ""
    address = place(archive.address)
    return _first_seen(months, archive.title, _file_name(archive), address) or "Blog"


def _untitled(archive: Archive, title: str) -> Notice:
    """Return the Notice that nobody gave the book a title."""
    return Notice(
        code="title-missing",
        message=f"The book is called “{title}”, for want of another title.",
        where=archive_name(archive),
        hint="Give another with `blog2book build --title`, or as title in blog2book.toml.",
        severity=Severity.INFO,
    )


def _file_name(archive: Archive) -> str:
    """Return the name of the archive's file, without folder and suffix."""
    name = archive.files[0].file if archive.files else ""
    return PurePosixPath(name.replace("\\", "/")).stem


def _authors(archive: Archive, table: BookTable, posts: Sequence[Post]) -> tuple[str, ...]:
    """Return the user's word for the author, else the blog's, else all who wrote the posts.

    Of these who wrote most stands first, and of equals who wrote first.
    """
    if told := table.author or (archive.author.name if archive.author else ""):
        return tuple(filter(None, (printable(told),)))
    spelled: dict[str, str] = {}
    written: Counter[str] = Counter()
    for post in posts:
        name = printable(post.author.name) if post.author else ""
        if name:
            written[spelled.setdefault(name.casefold(), name)] += 1
    return tuple(name for name, _ in written.most_common())


def language_of(archive: Archive, table: BookTable, report: Report) -> str:
    """Return the book's language, with a Notice "language-unknown" where nobody says it.

    Raises ConfigError where the user's word for it is no tag.
    """
    language = normalise(table.language or archive.language)
    if table.language and not language:
        raise ConfigError(
            f"“{table.language}” is no language.", hint="Give a tag such as en, en-GB or pt-BR."
        )
    if language:
        return language
    report(
        Notice(
            code="language-unknown",
            message="The archive does not say its language; English is assumed.",
            hint="Give it with --language, for instance --language de.",
            severity=Severity.INFO,
        )
    )
    return "en"


def _identifier(archive: Archive, title: str) -> str:
    """Return the book's UUID: the same for each build from one blog (RFC 9562, version 5)."""
    name = normalise_address(archive.address) if archive.address else f"blog2book:{title}"
    return str(uuid5(NAMESPACE_URL, name))


def _captured(archive: Archive, posts: Iterable[Post]) -> datetime | None:
    """Return when the export was made, None where a printed post is younger than it says.

    Some exports state a day that somebody left standing when posts were added. Scheduled posts
    are younger rightly, and a moment without an offset may be up to 14 hours ahead of UTC.
    """
    stated = newest([archive.exported])
    moments = [
        post.published for post in posts if post.status is Status.PUBLISHED and post.published
    ]
    youngest = newest(one if one.tzinfo else one - _FURTHEST_EAST for one in moments)
    return None if stated and youngest and youngest > stated else archive.exported


def _dated(archive: Archive, posts: Sequence[Post]) -> datetime:
    """Return the newest date in what is printed, else that of the export, else 1970."""
    moments = [moment for post in posts for moment in (post.published, post.updated)]
    return newest(moments) or newest([archive.exported]) or datetime(1970, 1, 1, tzinfo=UTC)
