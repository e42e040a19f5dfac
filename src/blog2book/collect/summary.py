"""What a book would hold and what not, for `blog2book list`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from blog2book.collect.accounting import counted, listed
from blog2book.collect.order import day_of
from blog2book.language.dates import month_year
from blog2book.markup.text import opening
from blog2book.model.book import Account, Book, Chapter, Entry, Fate, MissingPicture

_OWN_ITEMS = frozenset({"post", "page"})
_NOUNS = _OWN_ITEMS | {"comment", "item"}
"""Kinds that are English words; the others are the platform's."""

_AUTHORS = 4
_OPENING = 40
"""Signs of a post's first words that stand for a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A printed post or page: `day` is ISO 8601, "" if unknown; `title` "" if it has none.

    `opening` is what the post begins with if it has no title, else "".
    """

    key: str
    day: str
    title: str
    opening: str
    words: int
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A chapter and its posts. `name` is in the book's language, "" for the undated."""

    id: str
    name: str
    posts: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A post or page that is left out. Of a secret one, `title` is ""."""

    kind: str
    key: str
    day: str
    title: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """How many items of one kind are left out for one reason; `items` names posts and pages.

    What the reader left out itself, such as the second copy of a post, has no name.
    """

    reason: str
    kind: str
    count: int
    items: tuple[Missed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A post or page that corrections.toml changed, and what of it, in words."""

    key: str
    title: str
    corrected: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A book's content in figures and names; dataclasses.asdict makes JSON of it.

    `items` of the archive are `printed` plus the counts in `left_out`. `missing_pictures` counts
    addresses of pictures that nobody has, `pictures` all addresses.
    """

    title: str
    author: str
    language: str
    months: tuple[Month, ...]
    pages: tuple[Listed, ...]
    left_out: tuple[Reason, ...]
    corrected: tuple[Change, ...]
    items: int
    printed: int
    posts: int
    words: int
    pictures: int
    missing_pictures: int

    @property
    def account(self) -> str:
        """The account of all items in one sentence, with the reasons of what is left out."""
        reasons: dict[str, int] = {}
        for one in self.left_out:
            reasons[one.reason] = reasons.get(one.reason, 0) + one.count
        ranked = dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
        return (
            f"{counted(self.items, 'item')} in the archive = {self.printed:,} in the book + "
            f"{self.items - self.printed:,} left out{': ' if ranked else ''}{listed(ranked)}."
        )

    def lines(self) -> tuple[str, ...]:
        """Return the summary as lines of text for a person."""
        return tuple(_lines(self))


def summary(book: Book) -> Summary:
    """Return what `book` holds and what it leaves out."""
    entries = book.entries
    missing = [one for one in book.pictures.values() if isinstance(one, MissingPicture)]
    return Summary(
        title=book.title,
        author=_named(book.authors),
        language=book.language,
        months=tuple(_month(chapter, book.language) for chapter in book.chapters),
        pages=tuple(_listed(entry) for entry in book.pages),
        left_out=_reasons(book.accounting.accounts),
        corrected=tuple(
            Change(key=one.key, title=one.title, corrected=one.corrected)
            for one in book.accounting.accounts
            if one.corrected
        ),
        items=book.accounting.items,
        printed=book.accounting.printed,
        posts=len(entries) - len(book.pages),
        words=sum(entry.post.words for entry in entries),
        pictures=len(book.pictures),
        missing_pictures=len(missing),
    )


def _month(chapter: Chapter, language: str) -> Month:
    """Return a chapter as it is listed."""
    known = chapter.year is not None and chapter.month is not None
    return Month(
        id=chapter.id,
        name=month_year(chapter.year or 1, chapter.month or 1, language) if known else "",
        posts=tuple(_listed(entry) for entry in chapter.entries),
    )


def _listed(entry: Entry) -> Listed:
    """Return an entry as it is listed."""
    day = day_of(entry.post)
    return Listed(
        key=entry.post.key,
        day="" if day is None else day.isoformat(),
        title=entry.post.title,
        opening="" if entry.post.title else opening(entry.post.body, _OPENING),
        words=entry.post.words,
        comments=len(entry.comments),
    )


def _named(authors: Sequence[str]) -> str:
    """Return the book's authors in a row, the first of many."""
    more = len(authors) - _AUTHORS
    return ", ".join(authors[:_AUTHORS]) + (f" and {more:,} more" if more > 0 else "")


def _reasons(accounts: Iterable[Account]) -> tuple[Reason, ...]:
    """Return what is left out by kind and reason: posts and pages first, then by count."""
    groups: dict[tuple[str, str], list[Account]] = {}
    for one in accounts:
        if one.fate is Fate.LEFT_OUT:
            groups.setdefault((one.kind, one.reason), []).append(one)
    found = [
        Reason(
            reason=reason,
            kind=kind,
            count=sum(one.count for one in group),
            items=tuple(_missed(one) for one in group if one.key) if kind in _OWN_ITEMS else (),
        )
        for (kind, reason), group in groups.items()
    ]
    place = {"post": 0, "page": 1}
    found.sort(key=lambda one: (place.get(one.kind, 2), -one.count, one.kind, one.reason))
    return tuple(found)


def _missed(one: Account) -> Missed:
    """Return a post or page that is left out, as it is listed."""
    day = "" if one.day is None else one.day.isoformat()
    return Missed(kind=one.kind, key=one.key, day=day, title=one.title, where=one.where)


def _lines(found: Summary) -> Iterator[str]:
    """Return the lines of a summary: by month, then pages, then what is left out, then totals."""
    yield f"{found.title}, by {found.author}" if found.author else found.title
    for month in found.months:
        yield ""
        yield f"{month.name or 'Undated'} ({counted(len(month.posts), 'post')})"
        yield from map(_line, month.posts)
    if found.pages:
        yield ""
        yield f"Pages ({len(found.pages)})"
        yield from map(_line, found.pages)
    if found.left_out:
        yield ""
        yield f"Left out ({found.items - found.printed})"
    for reason in found.left_out:
        count = counted(reason.count, reason.kind) if reason.kind in _NOUNS else ""
        yield f"  {count or f'{reason.count:,} {reason.kind}'}: {reason.reason}"
        yield from (f"    {_missed_line(item)}" for item in reason.items)
    if found.corrected:
        yield ""
        yield f"Corrected ({len(found.corrected)})"
    for change in found.corrected:
        named = f"{change.title}  " if change.title else ""
        yield f"  {named}[{change.key}]: {', '.join(change.corrected)}"
    yield ""
    yield found.account
    yield _figures(found)


def _line(post: Listed) -> str:
    """Return the line of a printed post."""
    comments = f" ({counted(post.comments, 'comment')})" if post.comments else ""
    named = post.title or post.opening or "Untitled"
    return f"  {post.day or '-':10}  {named}{comments}  [{post.key}]"


def _missed_line(item: Missed) -> str:
    """Return the line of a post that is left out: by key alone where it must not be named."""
    named = f"{item.title}  " if item.title else ""
    return f"{item.day or '-':10}  {named}[{item.key}]"


def _figures(found: Summary) -> str:
    """Return in one line how much is in the book."""
    pictures = ""
    if found.pictures:
        missing = f"{found.missing_pictures:,} of them missing" if found.missing_pictures else ""
        pictures = ", ".join(filter(None, (counted(found.pictures, "picture"), missing)))
        pictures = f" {pictures}."
    return f"{counted(found.posts, 'post')}, {counted(found.words, 'word')}.{pictures}"
