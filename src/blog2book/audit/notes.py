"""Notes of authors, which a book sets behind its text wherever the export has them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import takewhile

_GRAM = 3
"""Words with which a note begins, by which it is looked for."""
_TRIED = 100
"""Places at which a note may begin; where there are more, it is looked for at none."""


def apart(
    said: Sequence[str], notes: Sequence[Sequence[str]], missing: Collection[int]
) -> set[int]:
    """Return the words of a text, by place, that are notes which a book has elsewhere.

    A note is taken letter by letter and once, whole or from its beginning, since the book goes on
    behind it, and only where most of it is `missing`: the likeliest place of several is that which
    lacks the most. What it does not say stays behind.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in {min(len(note), _GRAM) for note in notes}:
        for at in range(len(said) - size + 1):
            places[tuple(said[at : at + size])].append(at)
    gone: set[int] = set()
    for note in sorted(notes, key=len, reverse=True):
        found = places.get(tuple(note[:_GRAM]), [])
        if not 0 < len(found) <= _TRIED:
            continue
        ends = ((at, at + _same(said, at, note)) for at in found)
        fits = [
            range(at, end)
            for at, end in ends
            if end - at >= min(len(note), _GRAM) and gone.isdisjoint(range(at, end))
        ]
        best = max(fits, key=lambda one: _count(one, missing), default=range(0))
        if 2 * _count(best, missing) > len(best):
            gone.update(best)
    return gone


def _same(said: Sequence[str], start: int, note: Sequence[str]) -> int:
    """Return how many words of a note a text says from a place on."""
    pairs = zip(note, said[start : start + len(note)], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _count(places: range, missing: Collection[int]) -> int:
    return sum(at in missing for at in places)
