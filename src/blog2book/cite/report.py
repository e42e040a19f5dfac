"""The ledger for a person: what the book cites, and what waits for a word of the author's."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from blog2book.cite.export import Record, named
from blog2book.cite.mentions_links import among
from blog2book.model.book import Book, Entry
from blog2book.model.sources import Mention, Source

_WEEK = timedelta(days=7)
_MOST_POSTS = 5
"""So many posts that cite a source are named; the rest are counted."""


def lines(book: Book, found: Iterable[Record], mentions: Iterable[Mention]) -> Iterator[str]:
    """Yield the lines of a ledger: by publisher, then what is only named and has no note."""
    found = tuple(found)
    for publisher, group in groupby(found, key=lambda one: one.publisher):
        listed = tuple(group)
        yield f"{publisher} ({len(listed):,})"
        for one in listed:
            yield from _source(one)
            if not one.source.address:
                yield from _perhaps(one.source.publisher, one.posts[0], found)
        yield ""
    waiting = [one for one in mentions if not one.noted]
    if waiting:
        yield f"Named without a link, and without a note ({len(waiting):,})"
        yield 'Accept or refuse in sources.toml, for instance: [mentions."KEY"] "NAME" = true'
        entries = {entry.id: entry for entry in book.entries}
        for mention in waiting:
            entry = entries[mention.entry]
            yield f"  {mention.site}, in {named(entry)}  [{entry.post.key}]"
            yield f"    “{mention.sentence}”"
            yield from _perhaps(mention.site, entries[mention.entry], found)
        yield ""
    publishers = len({one.publisher for one in found})
    yield f"{_counted(len(found), 'source')} of {_counted(publishers, 'publisher')}."


def _source(one: Record) -> Iterator[str]:
    """Yield the lines of a source: date and title, where it is, and who cites it."""
    source = one.source
    day = source.published.iso if source.published else "-"
    yield f"  {day:10}  {', '.join(_names(source))}"
    for address in (source.address, source.archived):
        if address:
            yield f"    {address}"
    if one.checked:
        at = one.checked.address if one.checked.address != source.archived else ""
        yield f"    {one.checked.state} on {one.checked.day}{f': {at}' if at else ''}"
    cited = [f"{named(entry)}  [{entry.post.key}]" for entry in one.posts[:_MOST_POSTS]]
    more = len(one.posts) - len(cited)
    yield f"    in {'; '.join(cited)}{f'; {more:,} more' if more else ''}"


def _perhaps(publisher: str, entry: Entry, found: Iterable[Record]) -> Iterator[str]:
    """Yield the page that a post may mean: the one of that publisher within a week of it.

    A person decides, with `address` in sources.toml; several pages are none.
    """
    if (published := entry.post.published) is None:
        return
    near = [
        one.source
        for one in found
        if one.source.address
        and among(publisher, (one.source.publisher,))
        and (day := one.source.published)
        and day.month
        and day.day
        and abs(date(day.year, day.month, day.day) - published.date()) <= _WEEK
    ]
    if len(near) == 1:
        title = f"“{near[0].title}”, " if near[0].title else ""
        yield f"    perhaps {title}{near[0].address}"


def _names(source: Source) -> Iterator[str]:
    if source.author:
        yield source.author
    if source.title:
        yield f"“{source.title}”"
    else:
        yield "(no title known)" if source.address else "(named without a link)"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
