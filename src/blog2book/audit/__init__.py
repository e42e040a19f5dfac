"""Proof that nothing is lost: a finished book is read back and held against the raw export.

It uses no code that reads, cleans or writes, and trusts none; only the format is recognised, and
zips are opened, as for a build. It counts the items of the export a second time, in a naive way,
and looks for the words of each in the book. What the program tells of each item it asks of the
program itself, and holds that against its own count.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from blog2book.audit.fates import Asked, Rest, exposed, misdated, withheld
from blog2book.audit.items import Item, items, no_count
from blog2book.audit.order import misplaced, strangers, strayed
from blog2book.audit.pairs import SINGLE, pair
from blog2book.audit.passages import Passages
from blog2book.audit.printed import Printed, read_book
from blog2book.audit.replaced import Replaced, pairs_of, tables_of
from blog2book.audit.tally import Tally, unnamed
from blog2book.audit.twins import Twins
from blog2book.audit.verdict import Loss, Verdict
from blog2book.config import Settings
from blog2book.model.book import Account, Book, Fate
from blog2book.pipeline import gather
from blog2book.ports import Context
from blog2book.readers.detect import built_in, choose

__all__ = ["Loss", "Verdict", "audit", "hold"]


def audit(settings: Settings, path: Path, context: Context) -> Verdict:
    """Hold the finished book at `path` against the archives of `settings`, which it was built of.

    Raises CheckError where the book cannot be read, ArchiveError where an archive cannot, or
    where its format is counted by nobody.
    """
    printed = read_book(path)
    exported = list(_items(settings, context))
    book = gather(settings, context)  # asks whether the corrections are right
    edited = tables_of(settings.corrections, book.accounting.accounts)
    asked = Asked(
        select=settings.select,
        today=str(context.today or ""),
        excluded={key for key, one in edited.items() if one.get("leave_out")},
        included={
            key
            for key, one in edited.items()
            if one.get("include") or one.get("merge_with_previous")
        },
        moved={key for key, one in edited.items() if {"date", "merge_with_previous"} & one.keys()},
    )
    return hold(exported, printed, book, pairs_of(edited), asked)


def hold(
    exported: Sequence[Item],
    printed: Printed,
    book: Book,
    replaced: Mapping[str, Replaced] = MappingProxyType({}),
    asked: Asked | None = None,
) -> Verdict:
    """Hold what was printed against the items of an export, and against the book's accounting.

    `replaced` are the texts that an editor replaced, by the key of their post.
    """
    accounting = book.accounting
    printed_ones = (one for one in accounting.accounts if one.fate is Fate.PRINTED)
    in_book = {one.key: one for one in printed_ones if one.kind != "comment"}
    asked = replace(asked or Asked(), printed=in_book)
    passages = Passages(printed, book, replaced)
    pairs = pair(exported, accounting.accounts)
    tally = Tally(misplaced(printed, book) | strayed(exported, pairs.pairs))
    twins = Twins(exported)
    _look_for(pairs.pairs, tally, passages, asked, twins)
    tally.alone(pairs, passages, Rest(pairs.idle, accounting.accounts, asked), twins)
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
        unnamed=tuple(map(unnamed, (*tally.unnamed, *others))) if surplus > 0 else (),
        unproven=tally.unproven,
        uncounted=tuple(tally.uncounted),
        strangers=strangers(printed, book),
    )


def _look_for(
    pairs: Sequence[tuple[Item, Account]],
    tally: Tally,
    passages: Passages,
    asked: Asked,
    twins: Twins,
) -> None:
    """Look in the book for what the program calls printed, and judge why the rest is not."""
    known = {account.key: item for item, account in pairs}
    for item, account in pairs:
        if account.fate is Fate.PRINTED:
            under = known.get(account.key.rpartition("#comment-")[0])
            again = twins.is_open_again(item)
            tally.look(
                item,
                passages,
                account,
                misdated=misdated(item, account, asked),
                exposed=exposed(item, account, asked, under=under, again=again),
            )
        elif withheld(item, account, asked, again=twins.has_again(item)):
            tally.withhold(item, account.reason)


def _items(settings: Settings, context: Context) -> Iterator[Item]:
    for source in settings.book.archives:
        reader, unpacked = choose(source, context, settings.text.reader)
        if built_in().get(reader.name) is not reader:  # a plug-in's may have any name
            raise no_count(reader.name)
        yield from items(unpacked, reader.name)
