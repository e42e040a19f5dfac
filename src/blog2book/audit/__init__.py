"""Proof that nothing is lost: a finished book is read back and held against the raw export.

It shares no code with what made the book, and trusts no reader: it counts the items of the export
a second time, in a naive way, and looks for the words of each in the book.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from blog2book.audit.fates import SECRET, Rest, family, withheld
from blog2book.audit.items import Item, items
from blog2book.audit.pairs import SINGLE, Pairs, pair
from blog2book.audit.passages import Found, Passages
from blog2book.audit.printed import Printed, read_book
from blog2book.audit.verdict import Loss, Verdict
from blog2book.config import Settings
from blog2book.model.book import Account, Book, Fate
from blog2book.pipeline import gather
from blog2book.ports import Context
from blog2book.readers.detect import choose

__all__ = ["Loss", "Verdict", "audit", "hold"]

_NUMBERED = re.compile(r"\b[a-z]+ \d+$")
"""A place that tells nothing of a title: "item 12"."""


def audit(settings: Settings, path: Path, context: Context) -> Verdict:
    """Hold the finished book at `path` against the archives of `settings`, which it was built of.

    Raises CheckError where the book cannot be read, ArchiveError where an archive cannot, or
    where its format is counted by nobody.
    """
    printed = read_book(path)
    exported = list(_items(settings, context))
    return hold(
        exported,
        printed,
        gather(settings, context),
        _replaced(settings.corrections),
        today=str(context.today or ""),
    )


def hold(
    exported: Sequence[Item],
    printed: Printed,
    book: Book,
    replaced: Mapping[str, Sequence[str]] = MappingProxyType({}),
    *,
    today: str = "",
) -> Verdict:
    """Hold what was printed against the items of an export, and against the book's accounting.

    `replaced` are the texts that an editor replaced, by the key of their post;
    `today` is the day of the build ("2016-12-07"), after which a post may be scheduled.
    """
    accounting = book.accounting
    passages = Passages(printed, book, replaced)
    pairs = pair((one for one in exported if one.kind in SINGLE), accounting.accounts)
    tally = _Tally()
    for item, account in pairs.pairs:
        if account.fate is Fate.PRINTED:
            tally.look(item, passages, account)
        elif withheld(item, account.reason, today):
            tally.withhold(item, account.reason)
    tally.alone(pairs, passages, Rest(pairs.idle, accounting.accounts, today), exported)
    kinds = Counter(one.kind for one in exported)
    others = [one for one in exported if one.kind not in SINGLE]
    surplus = len(exported) - accounting.items - sum(one.missing for one in tally.losses)
    return Verdict(
        items=len(exported),
        told=accounting.items,
        posts=kinds["post"],
        pages=kinds["page"],
        comments=kinds["comment"],
        printed=accounting.printed,
        left_out=accounting.left_out,
        words=tally.words,
        found=tally.words - tally.lost - tally.explained.total(),
        moved=tally.moved,
        explained=dict(tally.explained.most_common()),
        shown=tally.shown,
        lost=tally.lost,
        losses=tuple(tally.losses),
        surplus=max(surplus, 0),
        unnamed=tuple(map(_unnamed, (*tally.unnamed, *others))) if surplus > 0 else (),
    )


def _items(settings: Settings, context: Context) -> Iterator[Item]:
    for source in settings.book.archives:
        reader, unpacked = choose(source, context, settings.text.reader)
        yield from items(unpacked, reader.name)


def _replaced(corrections: Path | None) -> dict[str, list[str]]:
    """Return by key the texts that an editor's file replaces; whether it is right was asked."""
    if corrections is None:
        return {}
    tables = tomllib.loads(corrections.read_text(encoding="utf-8-sig"))
    found = {
        key: one["replace"]
        for key, one in tables.items()
        if isinstance(one, dict) and "replace" in one
    }
    return {
        key: [pair["old"] for pair in (many if isinstance(many, list) else [many])]
        for key, many in found.items()
    }


class _Tally:
    """What is counted while items are looked for."""

    def __init__(self) -> None:
        self.words = 0
        self.lost = 0
        self.moved = 0
        self.shown: dict[str, str] = {}
        self.explained: Counter[str] = Counter()
        self.losses: list[Loss] = []
        self.unnamed: list[Item] = []

    def look(self, item: Item, passages: Passages, account: Account | None) -> None:
        """Look for an item's words where the book must have them; without account, anywhere."""
        self._count(item, passages.find(item, account))

    def withhold(self, item: Item, reason: str) -> None:
        """Tell of an open item that the program leaves out as if it were none.

        Where that may be a secret after all, its title and its file's name are not told.
        """
        if reason in SECRET:
            item = replace(item, title="", place=_number(item))
        self._loss(item, words=0, lost=0, said="", reason=reason)

    def alone(self, pairs: Pairs, passages: Passages, rest: Rest, exported: Sequence[Item]) -> None:
        """Tell of the items that no account speaks of by name.

        Of comments without ids those that are found best are the printed ones.
        """
        idle = Counter(family(one) for one in pairs.idle if one.fate is Fate.PRINTED)
        sought = [one for one in pairs.alone if one.open and idle[family(one)]]
        looked = [(one, passages.find(one, None)) for one in sought]
        looked.sort(key=lambda pair: pair[1].lost / max(pair[1].words, 1))
        left = [one for one in pairs.alone if not (one.open and idle[family(one)])]
        for item, found in looked:
            if idle[family(item)]:
                idle[family(item)] -= 1
                self._count(item, found)
            else:
                left.append(item)
        said = defaultdict(list)
        for one in exported if left else ():
            said[one.kind, one.text].append(one)
        for item in sorted(left, key=lambda one: one.open):  # what is kept back takes its own
            reason = rest.take(item, said[item.kind, item.text][1:])
            if reason is None:
                self._loss(item, words=0, lost=0, said=item.text[:80], missing=True)
            elif reason:
                self.withhold(item, reason)
            else:
                self.unnamed.append(item)

    def _count(self, item: Item, found: Found) -> None:
        self.words += found.words
        self.lost += found.lost
        self.moved += found.moved
        self.explained += found.explained
        if item.open:
            self.shown = {**found.shown, **self.shown}
        if found.lost:
            self._loss(item, words=found.words, lost=found.lost, said=found.said)

    def _loss(
        self,
        item: Item,
        *,
        words: int,
        lost: int,
        said: str,
        missing: bool = False,
        reason: str = "",
    ) -> None:
        self.losses.append(
            Loss(
                kind=item.kind,
                title=item.title if item.open else "",
                day=item.day,
                place=item.place if item.open else _number(item),
                words=words,
                lost=lost,
                missing=missing,
                reason=reason,
                said=" ".join(said.split()) if item.open else "",
            )
        )


def _number(item: Item) -> str:
    """Return of an item's place what tells nothing of its title: "item 12", else ""."""
    number = _NUMBERED.search(item.place)
    return number[0] if number else ""


def _unnamed(item: Item) -> Loss:
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
