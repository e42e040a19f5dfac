"""Quotation marks and dashes for what a book prints: in its text, its titles, and a family's words.

Addresses, keys and the account of the archive stay as the archive has them.
"""

from dataclasses import replace

from blog2book.config import TextTable
from blog2book.language.quotes import smart
from blog2book.markup.typography import typeset
from blog2book.model.book import Book, Entry, Matter


def set_marks(entries: list[Entry], language: str, table: TextTable) -> None:
    """Give each entry, in its place, the marks of its post's language, else of the book's.

    In its place, so that no more than one post's words are held twice.
    """
    for place, entry in enumerate(entries if table.typography != "keep" else ()):
        entries[place] = _with_marks(entry, entry.post.language or language)


def _with_marks(entry: Entry, language: str) -> Entry:
    """Return an entry with the marks of a language."""
    post = entry.post
    title, body = smart(post.title, language), typeset(post.body, language)
    if (title, body) != (post.title, post.body):
        entry = replace(entry, post=replace(post, title=title, body=body))
    if not entry.comments:
        return entry
    comments = tuple(replace(one, body=typeset(one.body, language)) for one in entry.comments)
    return replace(entry, post=replace(entry.post, comments=()), comments=comments)


def titled(book: Book, table: TextTable) -> Book:
    """Return a book whose title and subtitle have the marks of its language."""
    if table.typography == "keep":
        return book
    title, subtitle = (smart(text, book.language) for text in (book.title, book.subtitle))
    return replace(book, title=title, subtitle=subtitle)


def matter_with_marks(matter: Matter, language: str, table: TextTable) -> Matter:
    """Return what a family adds with the marks of the book's language."""
    if table.typography == "keep":
        return matter
    return replace(
        matter,
        dedication=smart(matter.dedication, language),
        copyright=smart(matter.copyright, language),
        preface=typeset(matter.preface, language) if matter.preface else matter.preface,
        about=typeset(matter.about, language) if matter.about else matter.about,
    )
