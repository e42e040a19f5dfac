"""Months and years, and the anchors of the posts in them."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import groupby

from blog2book.collect.order import day_of
from blog2book.model.book import Chapter, Entry, Part

_DIGITS = 10


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def entry_ids(keys: Iterable[str], digest: Callable[[str], str] = digest_of) -> dict[str, str]:
    """Return the anchor of each post by its key: "p-" and the first 10 digits of its digest.

    Where two begin alike, only those get more digits; so an anchor depends on nothing but its
    own key, but for a chance of one in twenty million for a pair among 300 posts.
    """
    waiting = {key: digest(key) for key in keys}
    found: dict[str, str] = {}
    length = _DIGITS
    while waiting:
        counts: dict[str, int] = {}
        for whole in waiting.values():
            counts[whole[:length]] = counts.get(whole[:length], 0) + 1
        alone = {key for key, whole in waiting.items() if counts[whole[:length]] == 1}
        found |= {key: f"p-{waiting[key][:length]}" for key in alone}
        waiting = {key: whole for key, whole in waiting.items() if key not in alone}
        length += 2
    return found


def parts(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """Return the years of entries that stand in the book's order, each with its months.

    Entries without a date make a last part "y-undated" with one chapter "m-undated".
    """
    chapters = tuple(
        _chapter(month, tuple(group)) for month, group in groupby(entries, key=_month_of)
    )
    return tuple(
        Part(id=_id("y", year), year=year, chapters=tuple(group))
        for year, group in groupby(chapters, key=lambda chapter: chapter.year)
    )


def _month_of(entry: Entry) -> tuple[int, int] | None:
    """Return year and month of an entry by the blog's clock."""
    day = day_of(entry.post)
    return None if day is None else (day.year, day.month)


def _chapter(month: tuple[int, int] | None, entries: tuple[Entry, ...]) -> Chapter:
    """Return the chapter of a month."""
    if month is None:
        return Chapter(id="m-undated", year=None, month=None, entries=entries)
    year, number = month
    return Chapter(id=f"m-{year:04}-{number:02}", year=year, month=number, entries=entries)


def _id(letter: str, year: int | None) -> str:
    """Return the anchor of a year."""
    return f"{letter}-undated" if year is None else f"{letter}-{year:04}"
