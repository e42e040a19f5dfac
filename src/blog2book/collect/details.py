"""What a book is called and who wrote it: the user's word, else the archive's, else its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from blog2book.addresses import normalise as normalise_address
from blog2book.collect.order import day_of, newest
from blog2book.config import BookTable
from blog2book.events import Notice, Report, Severity
from blog2book.language.names import normalise
from blog2book.model.archive import Archive, Post
from blog2book.model.book import Accounting, Book, Entry, Matter, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What stands in a book: its years, its static pages, and the account of the rest."""

    parts: tuple[Part, ...]
    pages: tuple[Entry, ...]
    accounting: Accounting


def bound(inside: Inside, archive: Archive, table: BookTable, report: Report) -> Book:
    """Return the book that holds `inside`, with its title, author, language and dates."""
    chapters = [chapter for part in inside.parts for chapter in part.chapters]
    posts = [entry.post for chapter in chapters for entry in chapter.entries]
    printed = [*posts, *(entry.post for entry in inside.pages)]
    title = table.title or archive.title or _file_name(archive)
    days = [day for day in map(day_of, posts) if day is not None]
    return Book(
        title=title,
        subtitle=table.subtitle or archive.subtitle,
        author=table.author or _author(archive, printed),
        language=_language(archive, table, report),
        identifier=_identifier(archive, title),
        address=archive.address,
        dated=_dated(archive, printed),
        captured=archive.exported,
        first=min(days, default=None),
        last=max(days, default=None),
        parts=inside.parts,
        pages=inside.pages,
        matter=Matter(),
        pictures={},
        accounting=inside.accounting,
    )


def _file_name(archive: Archive) -> str:
    """Return the name of the archive's file, without folder and suffix."""
    name = archive.files[0].file if archive.files else ""
    return PurePosixPath(name.replace("\\", "/")).stem


def _author(archive: Archive, posts: Sequence[Post]) -> str:
    """Return the blog's author, else the one who wrote all the posts, else ""."""
    if archive.author is not None:
        return archive.author.name
    names = {post.author.name for post in posts if post.author is not None}
    return names.pop() if len(names) == 1 else ""


def _language(archive: Archive, table: BookTable, report: Report) -> str:
    """Return the book's language, with a Notice "language-unknown" where nobody says it."""
    language = normalise(table.language) or normalise(archive.language)
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


def _dated(archive: Archive, posts: Sequence[Post]) -> datetime:
    """Return the newest date in what is printed, else that of the export, else 1970."""
    moments = [moment for post in posts for moment in (post.published, post.updated)]
    return newest(moments) or newest([archive.exported]) or datetime(1970, 1, 1, tzinfo=UTC)
