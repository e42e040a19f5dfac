"""Whether what the program leaves out is what the export keeps back, or the user did not ask for.

A reader that calls a published post a draft, or no post at all, would lose it in silence; so would
a collector that gives a reason of the user's. So of what naive counting finds open, a reason that
neither speaks of what was asked for nor of a twin is a fault. What is counted, and is no post,
stands here with why.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

from blog2book.audit.items import Item
from blog2book.config import SelectTable
from blog2book.model.book import Account, Fate

SECRET_REASONS = frozenset(
    {"private", "password-protected", "trashed", "its status could not be read"}
)
"""Reasons of what may be nobody's to read: where one is doubted, no title is told."""
_HELD = SECRET_REASONS | frozenset(
    {"draft", "awaiting review", "scheduled", "spam", "awaiting approval", "pingback"}
)
"""Reasons that speak of how a post or comment stood, not of what a user chose."""
_AGAIN = frozenset({"duplicate", "earlier revision"})
"""Reasons of what stands in the archives more than once."""
_NO_POSTS: Mapping[str, Mapping[str, str]] = {
    "dayone": {"it has neither words nor a photo": "post"},
    # Whose words a reblog has, naive counting does not see.
    "tumblr": {"a reblog without words of one's own": "post"},
    "feed": {"a comment that a feed lists among its entries": "comment"},
    # A comment names its post by number alone, or lies in a file of its own.
    "livejournal": {"its entry is not in the archive": "comment"},
    "blogger": {"its post is not in the archive": "comment"},
    "ghost": {"its post is not in the archive": "comment"},
    # Months and labels repeat a post.
    "pages": {"another page shows it too": "post"},
    "warc": {"another page shows it too": "post"},
}
"""By reader: why something is rightly no post, and what naive counting takes it for."""
_TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user asked for: a selection, and by key what corrections.toml says of posts.

    `today` is the day of the build ("2016-12-07"), after which a post may be scheduled. `excluded`
    are left out by an editor, `included` taken in, alone or with the post that they go on in; of
    those `moved` an editor gives the day, or joins them to another.
    `printed` are by key the posts and pages that the program says are in the book, with their days.
    """

    select: SelectTable = field(default_factory=SelectTable)
    today: str = ""
    excluded: AbstractSet[str] = frozenset()
    included: AbstractSet[str] = frozenset()
    moved: AbstractSet[str] = frozenset()
    printed: Mapping[str, Account] = field(default_factory=dict)


def withheld(item: Item, account: Account, asked: Asked, *, again: bool = False) -> bool:
    """Say whether an open item is left out for a reason that it cannot have.

    `again` is True where another item has its key, or says the same.
    """
    reason = account.reason
    if not item.open or (item.ruled and reason in _HELD | {"static page"}):
        return False
    if reason == "left out by corrections.toml":
        return account.key not in asked.excluded
    if reason in _AGAIN:
        return not again
    if "day chosen" in reason and account.key in asked.moved:
        return False
    if item.kind == "comment" and account.key.rpartition("#comment-")[0] in asked.printed:
        return reason != "comments not asked for" or asked.select.comments
    fits = _CHOICES.get(reason)
    return fits is None or not fits(item, asked)


def exposed(
    item: Item, account: Account, asked: Asked, *, under: Item | None = None, again: bool = False
) -> bool:
    """Say whether a printed item is one that the export keeps back, and nobody asked for.

    A comment stands `under` a post, and with one that is kept back comes into the book or not;
    `again` is True where an open item says the same.
    """
    if item.open or item.ruled or again:
        return False
    if item.kind == "comment":
        return under is not None and under.open
    asked_for = asked.select.drafts or account.key in asked.included
    return item.secret or not asked_for


def misdated(item: Item, account: Account, asked: Asked) -> bool:
    """Say whether the program dates an item otherwise than the export, by more than a day.

    Within a day it may be another zone's. Of a saved page no field tells the day plainly.
    """
    day = _day(item)
    if day is None or item.ruled or item.reader in {"pages", "warc"} or account.key in asked.moved:
        return False
    return account.day is None or abs(account.day - day) > timedelta(days=1)


def _may_be_before(item: Item, first: date | None) -> bool:
    """Say whether an item is older than the first day chosen, in one zone or another."""
    day = _day(item)
    return first is not None and (day is None or day <= first)


def _may_be_after(item: Item, last: date | None) -> bool:
    """Say whether an item is newer than the last day chosen, in one zone or another."""
    day = _day(item)
    return last is not None and (day is None or day >= last)


def _is_beyond(item: Item, asked: Asked) -> bool:
    """Say whether as many posts as were asked for are printed, and an item is none of the first.

    Of those that an editor moved, by day or to another post, nobody knows here.
    """
    posts = {key: one for key, one in asked.printed.items() if one.kind == "post"}
    day = _day(item)
    days = [one.day for key, one in posts.items() if one.day and key not in asked.moved]
    first = day is None or not days or day >= max(days) - timedelta(days=1)
    return 0 < asked.select.limit <= len(posts) and first


def _day(item: Item) -> date | None:
    """Return an item's day; None if there is none such, or it is of the year 1: nobody wrote."""
    try:
        day = date.fromisoformat(item.day)
    except ValueError:
        return None
    return day if day.year > 1 else None


_CHOICES: Mapping[str, Callable[[Item, Asked], bool]] = {
    "scheduled": lambda item, asked: item.day > asked.today,
    "static page": lambda item, asked: item.kind != "post" and not asked.select.pages,
    "before the first day chosen": lambda item, asked: _may_be_before(item, asked.select.first),
    "after the last day chosen": lambda item, asked: _may_be_after(item, asked.select.last),
    "without a date": lambda item, asked: (
        not item.day and (asked.select.first or asked.select.last) is not None
    ),
    "tag not chosen": lambda _, asked: bool(asked.select.tag),
    "tag left out": lambda _, asked: bool(asked.select.not_tag),
    "author not chosen": lambda _, asked: bool(asked.select.by),
    "beyond the limit": _is_beyond,
    "comments not asked for": lambda item, asked: (
        item.kind == "comment" and not asked.select.comments
    ),
    "comment on a post that is left out": lambda item, _: item.kind == "comment",
}
"""By reason: whether it may be that of an open item, by what the user asked for."""


def _is_none(item: Item, reason: str) -> bool:
    """Say whether an item may be what a reason says of things that are no posts."""
    fits = _NO_POSTS.get(item.reader, {}).get(reason) == item.kind
    return fits and not (item.reader == "dayone" and item.text.strip())


def family(thing: Item | Account) -> str:
    """Return "comment" or "post", which pages are too: platforms draw that line differently."""
    return "comment" if thing.kind == "comment" else "post"


class Rest:
    """The accounts of things left out that name none of the items, for those that none names."""

    def __init__(self, idle: Iterable[Account], accounts: Iterable[Account], asked: Asked) -> None:
        """Take accounts of single items without a pair, and all of them, for what is no post."""
        self._asked = asked
        self._told: dict[str, list[Account]] = defaultdict(list)
        for one in idle:
            if one.fate is Fate.LEFT_OUT and one.key:
                self._told[family(one)].append(one)
        self._others: Counter[str] = Counter()
        for one in accounts:
            if not one.key:
                self._others[one.reason] += one.count

    @property
    def drafts(self) -> bool:
        """Whether somebody asked for a draft, and so for the comments on it."""
        return self._asked.select.drafts or bool(self._asked.included)

    def take(self, item: Item, *, again: bool) -> str | None:
        """Take the account that an item has: "" for a right one, a wrong reason, None for none.

        `again` is True where another item says the same.
        """
        told = self._told[family(item)]
        # What is kept back comes first of what says so, for the others are fewer.
        fit = [one for one in told if not withheld(item, one, self._asked, again=again)]
        fit.sort(key=lambda one: (one.reason in _HELD) == item.open)
        if fit:
            told.remove(fit[0])
            return ""
        for reason in self._others:
            known = _is_none(item, reason) or (again and _TWICE in reason)
            if self._others[reason] and (known or not item.open):
                self._others[reason] -= 1
                return ""
        return told.pop().reason if told else None
