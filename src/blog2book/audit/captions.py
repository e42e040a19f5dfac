"""Captions, which a book sets where they look best: before a table, or after it.

What a text and a caption of its passage have in common is found in it only where most of the
caption is the text's: else the caption says something of its own, and a word is there by chance.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from blog2book.audit.compare import compare


def in_place(said: Sequence[str], passage: Sequence[str], captions: Sequence[range]) -> list[range]:
    """Return what is lost of a text in a passage if each caption stands where the text has it."""
    found = compare(said, passage)
    taken = set(found.places)
    used = [(one, sum(at in taken for at in one)) for one in captions]
    strange = [one for one, count in used if 0 < 2 * count <= len(one)]
    if strange:
        found = compare(said, _without(passage, strange))
    return list(found.lost)


def moved(said: Sequence[str], passage: Sequence[str], captions: Sequence[range]) -> list[range]:
    """Return what is lost of a text in a passage if its captions may stand anywhere in it.

    They are looked for by themselves, in their order, each once, among what is lost without them.
    """
    bare = _without(passage, captions)
    missing = [at for run in compare(said, bare).lost for at in run]
    spoken = [passage[at] for one in captions for at in one]
    ends = accumulate(map(len, captions), initial=0)
    lost = in_place([said[at] for at in missing], spoken, [range(*one) for one in pairwise(ends)])
    return [range(missing[at], missing[at] + 1) for run in lost for at in run]


def _without(passage: Sequence[str], captions: Iterable[range]) -> list[str]:
    gone = {at for one in captions for at in one}
    return [word for at, word in enumerate(passage) if at not in gone]
