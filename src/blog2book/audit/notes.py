"""Notes of authors, which a book sets behind its text wherever the export has them."""

from collections import defaultdict
from collections.abc import Collection, Sequence

_GRAM = 3
"""Words with which a note begins, by which it is looked for."""
_TRIED = 100
"""Places at which a note may begin; where there are more, it is looked for at none."""


def apart(
    said: Sequence[str], notes: Sequence[Sequence[str]], missing: Collection[int]
) -> set[int]:
    """Return the words of a text, by place, that are notes which a book has elsewhere.

    A note is taken whole, letter by letter and once, and only where most of it is `missing`: the
    likeliest place of several is that which lacks the most.
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
        fits = [
            range(at, at + len(note))
            for at in found
            if said[at : at + len(note)] == note and gone.isdisjoint(range(at, at + len(note)))
        ]
        best = max(fits, key=lambda one: _count(one, missing), default=range(0))
        if 2 * _count(best, missing) > len(best):
            gone.update(best)
    return gone


def _count(places: range, missing: Collection[int]) -> int:
    return sum(at in missing for at in places)
