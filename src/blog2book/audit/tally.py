"""What is counted while items are looked for in a book."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from blog2book.audit.fates import SECRET_REASONS, Rest, family
from blog2book.audit.items import Item
from blog2book.audit.pairs import SINGLE, Pairs
from blog2book.audit.passages import Found, Passages
from blog2book.audit.twins import Twins
from blog2book.audit.verdict import Loss
from blog2book.audit.words import words
from blog2book.model.book import Account, Fate

_NUMBERED = re.compile(r"\b[a-z]+ \d+$")
"""A place that tells nothing of a title: "item 12"."""


class Tally:
    """What is counted while items are looked for; `misplaced` are the keys of order.py."""

    def __init__(self, misplaced: Collection[str] = ()) -> None:
        self._misplaced = misplaced
        self.words = 0
        self.lost = 0
        self.moved = 0
        self.shown: dict[str, str] = {}
        self.explained: Counter[str] = Counter()
        self.losses: list[Loss] = []
        self.unnamed: list[Item] = []
        self.unproven = 0
        self.uncounted: list[Loss] = []

    def look(
        self,
        item: Item,
        passages: Passages,
        account: Account,
        *,
        misdated: bool = False,
        exposed: bool = False,
    ) -> None:
        """Look for an item's words where the book must have them.

        `misdated` says that the program gives it another day than the export does, `exposed` that
        no book may hold it.
        """
        found = passages.find(item, account)
        printed_as = str(account.day or "no day") if misdated else ""
        misplaced = account.key in self._misplaced
        self._count(item, found, misplaced=misplaced, printed_as=printed_as, exposed=exposed)
        if not words(item.text) and (account.words or account.words_out):
            self.unproven += 1
            self.uncounted.append(_printed(account, item))

    def withhold(self, item: Item, reason: str) -> None:
        """Tell of an open item that the program leaves out as if it were none.

        Where that may be a secret after all, its title and its file's name are not told.
        """
        if reason in SECRET_REASONS:
            item = replace(item, title="", place=_number(item))
        self.losses.append(replace(_told(item), reason=reason))

    def alone(self, pairs: Pairs, passages: Passages, rest: Rest, twins: Twins) -> None:
        """Tell of the items that no account speaks of by name.

        Of comments without ids those that are found best are the printed ones.
        """
        idle = _Idle(one for one in pairs.idle if one.fate is Fate.PRINTED)
        self.losses.extend(
            replace(_printed(one), misplaced=True)
            for one in pairs.idle
            if one.fate is Fate.PRINTED and one.key in self._misplaced
        )
        left = [one for one in pairs.alone if not idle.any(one)]
        looked = [(one, passages.find(one, None)) for one in pairs.alone if idle.any(one)]
        looked.sort(key=_likelihood)
        for item, found in looked:
            if idle.take(item, found):
                self._count(item, found, exposed=not item.open and not rest.drafts)
            else:
                left.append(item)
        self.unproven += idle.unproven
        self.uncounted.extend(_printed(one) for one in idle.left)
        for item in sorted(left, key=lambda one: one.open):  # what is kept back takes its own
            reason = rest.take(item, again=twins.says_again(item))
            if reason is None:
                self.losses.append(replace(_told(item, item.text[:80]), missing=True))
            elif reason:
                self.withhold(item, reason)
            else:
                self.unnamed.append(item)

    def _count(
        self,
        item: Item,
        found: Found,
        *,
        misplaced: bool = False,
        printed_as: str = "",
        exposed: bool = False,
    ) -> None:
        self.words += found.words
        self.lost += found.lost
        self.moved += found.moved
        self.explained += found.explained
        if item.open:
            self.shown = {**found.shown, **self.shown}
        if found.lost or misplaced or found.blank or printed_as or exposed:
            loss = replace(
                _told(item, found.said),
                words=found.words,
                lost=found.lost,
                misplaced=misplaced,
                blank=found.blank and not misplaced,
                exposed=exposed,
                printed_as=printed_as,
            )
            self.losses.append(loss)


class _Idle:
    """The printed ones that name none of the items, for items that none of them names."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self._accounts = list(accounts)
        self._families = Counter(map(family, self._accounts))
        self._silent = Counter(
            family(one) for one in self._accounts if not (one.words or one.words_out)
        )
        self._days = Counter(str(one.day or "") for one in self._accounts)

    def any(self, item: Item) -> bool:
        """Say whether one is left that may be the item's."""
        return self._families[family(item)] > 0

    def take(self, item: Item, found: Found) -> bool:
        """Take one for an item, if one is left for such as it is.

        A draft's comment is printed where drafts are, though the export calls it not open: it must
        be found whole, and of a day of which one is printed.
        """
        kind = family(item)
        if not self.any(item) or not (found.words or self._silent[kind]):
            return False
        if not item.open:
            whole = kind == "comment" and found.words and not found.lost
            if not whole or self._days[item.day] <= 0:
                return False
        self._families[kind] -= 1
        self._silent[kind] -= not found.words
        self._days[item.day] -= 1
        return True

    @property
    def unproven(self) -> int:
        """How many are left."""
        return self._families.total()

    @property
    def left(self) -> list[Account]:
        """Those of which some are left."""
        return [one for one in self._accounts if self._families[family(one)]]


def _likelihood(pair: tuple[Item, Found]) -> tuple[bool, bool, float]:
    """Return by what those sort that are printed most likely: open, with words, not lost."""
    item, found = pair
    return not item.open, not found.words, found.lost / max(found.words, 1)


def _printed(account: Account, item: Item | None = None) -> Loss:
    """Return what may be told of a printed one that cannot be held against the export."""
    shown = item is None or item.open
    return Loss(
        kind=account.kind,
        title=account.title if shown else "",
        day=str(account.day or ""),
        place=account.where if item is None else item.place if item.open else _number(item),
        words=account.words_out,
        lost=0,
        missing=False,
        reason="",
        said="",
    )


def _told(item: Item, said: str = "") -> Loss:
    """Return what may be told of an item, and of what it says."""
    return Loss(
        kind=item.kind,
        title=item.title if item.open else "",
        day=item.day,
        place=item.place if item.open else _number(item),
        words=0,
        lost=0,
        missing=False,
        reason="",
        said=" ".join(said.split()) if item.open else "",
    )


def _number(item: Item) -> str:
    """Return of an item's place what tells nothing of its title: "item 12", else ""."""
    number = _NUMBERED.search(item.place)
    return number[0] if number else ""


def unnamed(item: Item) -> Loss:
    """Return what may be told of an item that no account names."""
    shown = item.open or item.kind not in SINGLE
    return Loss(
        kind=item.kind,
        title=item.title if shown else "",
        day=item.day,
        place=item.place if shown else _number(item),
        words=0,
        lost=0,
        missing=False,
        reason="",
        said="",
    )
