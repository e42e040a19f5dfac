"""Which account of the program's speaks of which item of the export."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from blog2book.audit.fates import family
from blog2book.audit.items import Item
from blog2book.audit.words import words
from blog2book.model.book import Account, Fate

SINGLE = frozenset({"post", "page", "comment"})
"""Kinds of items that have each an account of their own."""
_AROUND = re.compile(r"^(?:https?://(?:www\.)?|/)|[/?#]+$")

_Tokens = Iterator[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Items with their accounts; items that no account speaks of; accounts that speak of none."""

    pairs: Sequence[tuple[Item, Account]]
    alone: Sequence[Item]
    idle: Sequence[Account]


def pair(items: Iterable[Item], accounts: Iterable[Account]) -> Pairs:
    """Pair items with accounts one to one: by key, title and day, place, title, at last by day.

    What several have in common pairs them only if they are as many on both sides; then what is
    open goes with what is printed. An item that naive counting calls no post, and has a text, is
    of what the program says that it printed, where that is nothing else; or it is the post that
    the program left out, by key, place or day.
    """
    ones = list(items)
    single = [one for one in accounts if one.kind in SINGLE and one.count == 1]
    left = _Left([one for one in ones if one.kind in SINGLE], single)
    pairs = left.all_paired()
    printed = [one for one in left.accounts if one.fate is Fate.PRINTED]
    kept = [one for one in left.accounts if one.fate is not Fate.PRINTED]
    loose = _Left([one for one in ones if one.kind not in SINGLE and one.text], printed)
    for item, account in loose.all_paired():
        day = str(account.day or "")  # nothing plain is said of how it stood
        named = replace(item, kind=account.kind, title=account.title, day=day, ruled=True)
        pairs.append((named, account))
    held = _Left(loose.items, kept)
    for way in (_BY_KEY, _BY_PLACE, _BY_DAY):  # a secret one tells neither title nor file
        pairs += [(replace(item, kind="post"), account) for item, account in held.paired(*way)]
    return Pairs(pairs=pairs, alone=left.items, idle=[*held.accounts, *loose.accounts])


class _Left:
    """What is not paired yet."""

    def __init__(self, items: list[Item], accounts: list[Account]) -> None:
        self.items = items
        self.accounts = accounts

    def all_paired(self) -> list[tuple[Item, Account]]:
        """Take away and return what belongs together in any way."""
        return [found for way in _WAYS for found in self.paired(*way)]

    def paired(
        self, of_item: Callable[[Item], _Tokens], of_account: Callable[[Account], _Tokens]
    ) -> list[tuple[Item, Account]]:
        """Take away and return what has a token in common."""
        items = _by_token(map(of_item, self.items))
        accounts = _by_token(map(of_account, self.accounts))
        places: dict[int, int] = {}
        taken: set[int] = set()
        for token in items:
            ones = [at for at in items[token] if at not in places]
            others = [at for at in accounts.get(token, ()) if at not in taken]
            if len(ones) != len(others):
                continue
            ones.sort(key=lambda at: not self.items[at].open)
            others.sort(key=lambda at: self.accounts[at].fate is Fate.LEFT_OUT)
            places.update(zip(ones, others, strict=True))
            taken.update(others)
        pairs = [(self.items[one], self.accounts[other]) for one, other in places.items()]
        self.items = [one for at, one in enumerate(self.items) if at not in places]
        self.accounts = [one for at, one in enumerate(self.accounts) if at not in taken]
        return pairs


def _by_token(tokens: Iterable[_Tokens]) -> Mapping[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, ones in enumerate(tokens):
        for token in dict.fromkeys(ones):
            found[token].append(at)
    return found


def _item_keys(item: Item) -> _Tokens:
    for key in item.keys:
        yield family(item), _AROUND.sub("", key.casefold())


def _account_keys(account: Account) -> _Tokens:
    key = account.key.casefold()
    if account.kind == "comment":
        yield "comment", key.rpartition("#comment-")[2]
        return
    yield "post", _AROUND.sub("", key)
    yield "post", _AROUND.sub("", key).rpartition("/")[2]


def _item_titles(item: Item) -> _Tokens:
    title = " ".join(words(item.title))
    if title:
        yield family(item), title, item.day


def _account_titles(account: Account) -> _Tokens:
    title = " ".join(words(account.title))
    if title:
        yield family(account), title, str(account.day or "")


def _item_places(item: Item) -> _Tokens:
    yield family(item), item.place


def _account_places(account: Account) -> _Tokens:
    place = account.where
    while place:
        yield family(account), place
        place = place.rpartition(", ")[0]


def _item_days(item: Item) -> _Tokens:
    if item.kind != "comment":  # which of a day's it is nobody knows
        yield family(item), item.day


def _account_days(account: Account) -> _Tokens:
    yield family(account), str(account.day or "")


def _titles_alone(tokens: Callable[..., _Tokens]) -> Callable[..., _Tokens]:
    return lambda thing: (token[:2] for token in tokens(thing))


_BY_KEY = (_item_keys, _account_keys)
_BY_PLACE = (_item_places, _account_places)
_BY_DAY = (_item_days, _account_days)
_WAYS: Sequence[tuple[Callable[[Item], _Tokens], Callable[[Account], _Tokens]]] = (
    _BY_KEY,
    (_item_titles, _account_titles),
    _BY_PLACE,
    (_titles_alone(_item_titles), _titles_alone(_account_titles)),
    _BY_DAY,
)
