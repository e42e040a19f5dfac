"""Whether each post and comment has its place in a book, and they follow one another as they must.

A post may say nothing, and show a picture: then it is its place alone that proves it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise, starmap

from blog2book.audit.compare import rising
from blog2book.audit.items import Item
from blog2book.audit.printed import Printed
from blog2book.model.book import Account, Book, Entry

_POST = re.compile(r"p-[0-9a-f]{10,}")
"""The anchor of a post; all that stands in one has a longer name."""


def misplaced(printed: Printed, book: Book) -> frozenset[str]:
    """Return the keys of posts, pages and comments without a place of their own, or out of order.

    Places rise from one to the next and from day to day, those without a day last, and those of a
    month's posts are after its beginning and before the next month's. Where two changed places,
    one of them is told.
    """
    places = printed.anchors
    posts = sorted((one for month in book.chapters for one in month.entries), key=_day)
    known = [(name, key) for entry in (*posts, *book.pages) for name, key in _named(entry)]
    found = [(at, places[name]) for at, (name, _) in enumerate(known) if name in places]
    right = {known[at][0] for at, _ in rising(found)}
    right -= set(_in_other_months(printed, book))
    return frozenset(key for name, key in known if name not in right)


def strangers(printed: Printed, book: Book) -> int:
    """Return how many posts stand in a book that are none of those which the program printed."""
    known = {name for entry in book.entries for name in (entry.id, *dict(entry.merged))}
    return sum(bool(_POST.fullmatch(name)) and name not in known for name in printed.anchors)


def strayed(items: Sequence[Item], pairs: Sequence[tuple[Item, Account]]) -> frozenset[str]:
    """Return the keys of the comments that the program prints under another post than their own.

    `pairs` are items with their accounts. An older version of a post, in another file, has its key.
    """
    posts = [one for one in items if one.kind != "comment"]
    counts = Counter(name for one in posts for name in {one.place, *one.keys})
    own = {name: one for one in posts for name in {one.place, *one.keys} if counts[name] == 1}
    told = {account.key: item for item, account in pairs}
    found: set[str] = set()
    for item, account in pairs:
        post, other = own.get(item.under), told.get(account.key.rpartition("#comment-")[0])
        if post and other and post is not other and set(post.keys).isdisjoint(other.keys):
            found.add(account.key)
    return frozenset(found)


def _day(entry: Entry) -> date:
    """Return the day of a post by the blog's own clock."""
    published = entry.post.published
    return date.max if published is None else published.date()


def _named(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the anchors of a post and its comments, each with its key."""
    yield entry.id, entry.post.key
    for at, comment in enumerate(entry.comments):
        yield entry.comment_id(at), comment.key


def _in_other_months(printed: Printed, book: Book) -> Iterator[str]:
    """Yield the anchors that do not stand between the beginnings of their month and the next."""
    places = printed.anchors
    chapters = [one for one in book.chapters if one.id in places]
    cuts = [*(places[one.id] for one in chapters), len(printed.words)]
    for chapter, month in zip(chapters, starmap(range, pairwise(cuts)), strict=True):
        for entry in chapter.entries:
            yield from (
                name for name, _ in _named(entry) if name in places and places[name] not in month
            )
