"""Whether what the program leaves out is what the export itself keeps back.

A reader that calls a published post a draft, or no post at all, would lose it in silence. So of
what naive counting finds open, a reason that speaks of its standing is a fault. What is counted,
and is no post, stands here with why.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from blog2book.audit.items import Item
from blog2book.model.book import Account, Fate

SECRET_REASONS = frozenset(
    {"private", "password-protected", "trashed", "its status could not be read"}
)
"""Reasons of what may be nobody's to read: where one is doubted, no title is told."""
_HELD = SECRET_REASONS | frozenset(
    {"draft", "awaiting review", "scheduled", "spam", "awaiting approval", "pingback"}
)
"""Reasons that speak of how a post or comment stood, not of what a user chose."""
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


def withheld(item: Item, reason: str, today: str) -> bool:
    """Say whether a reason speaks of a standing that an open item does not have.

    `today` is "2016-12-07"; what is dated later may be called scheduled, by its date alone.
    """
    if not item.open or item.ruled:
        return False
    if reason == "static page":
        return item.kind == "post"
    return reason in _HELD and not (reason == "scheduled" and item.day > today)


def _is_none(item: Item, reason: str) -> bool:
    """Say whether an item may be what a reason says of things that are no posts."""
    fits = _NO_POSTS.get(item.reader, {}).get(reason) == item.kind
    return fits and not (item.reader == "dayone" and item.text.strip())


def family(thing: Item | Account) -> str:
    """Return "comment" or "post", which pages are too: platforms draw that line differently."""
    return "comment" if thing.kind == "comment" else "post"


class Rest:
    """The accounts of things left out that name none of the items, for those that none names."""

    def __init__(self, idle: Iterable[Account], accounts: Iterable[Account], today: str) -> None:
        """Take accounts of single items without a pair, and all of them, for what is no post."""
        self._today = today
        self._told: dict[str, list[str]] = defaultdict(list)
        for one in idle:
            if one.fate is Fate.LEFT_OUT and one.key:
                self._told[family(one)].append(one.reason)
        self._others: Counter[str] = Counter()
        for one in accounts:
            if not one.key:
                self._others[one.reason] += one.count

    def take(self, item: Item, twins: Sequence[Item]) -> str | None:
        """Take the account that an item has: "" for a right one, a wrong reason, None for none.

        `twins` are the other items that say the same.
        """
        told = self._told[family(item)]
        # What is kept back comes first of what says so, for the others are fewer.
        fit = [one for one in told if not withheld(item, one, self._today)]
        fit.sort(key=lambda one: (one in _HELD) == item.open)
        if fit:
            told.remove(fit[0])
            return ""
        for reason in self._others:
            known = _is_none(item, reason) or (twins and _TWICE in reason)
            if self._others[reason] and (known or not item.open):
                self._others[reason] -= 1
                return ""
        return told.pop() if told else None
