"""The words of tables that became lists: in another order, and some of them several times."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from blog2book.audit.compare import compare
from blog2book.audit.explain import in_runs
from blog2book.audit.printed import PICTURE

_TRIED = 200
"""Runs of lost words that are looked for as they are; where there are more, none is."""


def in_tables(
    said: Sequence[str], left: Sequence[range], passage: Sequence[str], inside: Mapping[int, str]
) -> list[range]:
    """Return what is lost of a text but for the words of tables that became lists.

    `inside` has the places of all words in tables. A table that is too wide is printed row by row
    with the heads of its columns in each, or column by column with those of its rows. So a run of
    its words may stand among what the book has besides, where the table should be, or all of them
    in any order, if the book has more words there than the table, for it says heads again. Each
    must be there as often as in the table.
    """
    lost = [part for run in left for part in _parted(run, inside)]
    places = compare(said, passage).places
    taken = set(places)
    gone: set[int] = set()
    for table in in_runs(sorted(inside)):
        parts = [part for part in lost if part.start in table]
        if not parts:
            continue
        around = _around(places, table, len(passage))
        if sum(passage[at] not in {"", PICTURE} for at in around) <= len(table):
            continue
        had, has = Counter(said[at] for at in table), Counter(passage[at] for at in around)
        parts = [part for part in parts if all(has[said[at]] >= had[said[at]] for at in part)]
        besides = [passage[at] for at in around if at not in taken]
        row = _row(besides) if len(left) <= _TRIED else ""
        whole = [part for part in parts if _row(said[at] for at in part) in row]
        gone.update(at for part in whole for at in part)
        if Counter(said[at] for part in parts for at in part) <= Counter(besides):
            gone.update(at for part in parts for at in part)
    return in_runs(at for part in lost for at in part if at not in gone)


def _around(places: Sequence[int], table: range, end: int) -> range:
    """Return where a table should be: between the words of the text before and behind it."""
    before = (places[at] for at in range(table.start - 1, -1, -1) if places[at] >= 0)
    behind = (places[at] for at in range(table.stop, len(places)) if places[at] >= 0)
    return range(next(before, -1) + 1, next(behind, end))


def _parted(run: range, inside: Container[int]) -> list[range]:
    """Return a run in parts that are each wholly inside or outside of some places."""
    cuts = [at for at in run[1:] if (at in inside) != (at - 1 in inside)]
    return [range(*ends) for ends in pairwise((run.start, *cuts, run.stop))]


def _row(words: Iterable[str]) -> str:
    """Return words in a row, each with its ends."""
    return " ".join(("", *words, ""))
