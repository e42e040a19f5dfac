"""Which words of a text do not stand in a book, in order; a book may hold more between them."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from blog2book.audit.words import Joined

_CELLS = 50_000_000
"""Words of the text times words of the book that are compared whole: hundredths of a second."""
_FIRM = 4
"""So many words in a row are no coincidence."""
_GRAMS = (5, 1)
"""Lengths of the runs that stand once on both sides, at which long texts are parted."""
_LONG = 3
"""Letters of what is looked for in pieces; what is shorter has no more than so many around it."""
_JOINED = 6
"""Words in a row that a book may join to one."""
_PARTS = 40
"""Words that may stand between two of which they are parts: a few lines of each."""
_NARROW = 60
"""Letters of an insertion in which any such thing may stand in pieces; else four times its own."""

_Slices = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The runs of words of a text that a book does not hold in order, and where it holds the rest.

    `places` has for each word of the text its place in the book, -1 where it is lost, or made up
    of the letters of other words.
    """

    lost: Sequence[range]
    places: Sequence[int]


def compare(text: Sequence[str], book: Sequence[str]) -> Compared:
    """Find the words of `text` in `book`, in order.

    Words that the book parts or joins otherwise are found by their letters. A few words that are
    scattered over what the book inserted count as lost. Time is near to linear, whatever the texts.
    """
    matches = _matches(text, book)
    _drop_scattered(matches, book)
    missing: list[range] = []
    for run, gap in list(_gaps(matches, len(book))):
        left = list(_in_pieces(text, run, book[gap.start : gap.stop]))
        if left == [run]:
            left = _slid(text, book, run, matches)
        missing += left
    return Compared(lost=missing, places=matches)


def lost(text: Sequence[str], book: Sequence[str]) -> Sequence[range]:
    """Return the runs of words of `text`, by place, that `book` does not hold in order."""
    return compare(text, book).lost


def _matches(text: Sequence[str], book: Sequence[str]) -> list[int]:
    """Return for each word of the text its place in the book, rising, or -1."""
    matches = [-1] * len(text)
    todo: list[_Slices] = [(0, len(text), 0, len(book))]
    while todo:
        first, last, start, stop = todo.pop()
        while first < last and start < stop and text[first] == book[start]:
            matches[first] = start
            first, start = first + 1, start + 1
        while first < last and start < stop and text[last - 1] == book[stop - 1]:
            last, stop = last - 1, stop - 1
            matches[last] = stop
        if first == last or start == stop:
            continue
        here = (first, last, start, stop)
        if (last - first) * (stop - start) <= _CELLS:
            pairs = _longest(text[first:last], book[start:stop])
            for one, other in pairs:
                matches[first + one] = start + other
        else:
            todo.extend(_parted(text, book, here) or _greedy(text, book, here, matches))
    return matches


def _longest(text: Sequence[str], book: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Return a longest common subsequence as pairs of places, last first.

    Bit by bit, all words of the text at once (H. Hyyrö, Bit-parallel LCS-length computation
    revisited, 2004): a zero in a row is a word of the text that made the sequence longer.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(text):
        places[word] = places.get(word, 0) | 1 << at
    everything = (1 << len(text)) - 1
    row = everything
    rows = []
    for word in book:
        same = row & places.get(word, 0)
        row = ((row + same) | (row - same)) & everything
        rows.append(row)
    column, at = len(text) - 1, len(book) - 1
    while column >= 0 and at >= 0:
        if rows[at] >> column & 1:
            column -= 1
        elif at and not rows[at - 1] >> column & 1:
            at -= 1
        else:
            yield column, at
            column, at = column - 1, at - 1


def _parted(text: Sequence[str], book: Sequence[str], here: _Slices) -> list[_Slices]:
    """Return slices between words that stand once on both sides; none where there are no such."""
    first, last, start, stop = here
    for size in _GRAMS:
        of_text = _once(text, range(first, last - size + 1), size)
        of_book = _once(book, range(start, stop - size + 1), size)
        common = [(at, of_book[gram]) for gram, at in of_text.items() if gram in of_book]
        if common:
            break
    else:
        return []
    slices = []
    for at, other in rising(sorted(common)):
        slices.append((first, at, start, other))
        first, start = at, other
    slices.append((first, last, start, stop))
    return slices


def _once(words: Sequence[str], places: range, size: int) -> dict[tuple[str, ...], int]:
    """Return the runs of `size` words that begin at one of the places only, with it."""
    grams = {at: tuple(words[at : at + size]) for at in places}
    counts = Counter(grams.values())
    return {gram: at for at, gram in grams.items() if counts[gram] == 1}


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of the pairs, given in order of the first, of which the second rises too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, other) in enumerate(pairs):
        length = bisect_left(tops, other)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [other]
        ends[length : length + 1] = [at]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _greedy(
    text: Sequence[str], book: Sequence[str], here: _Slices, matches: list[int]
) -> list[_Slices]:
    """Take each word where it comes next: for texts that repeat themselves without end."""
    first, last, start, stop = here
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(start, stop):
        places[book[at]].append(at)
    for at in range(first, last):
        found = places.get(text[at], [])
        after = bisect_right(found, start - 1)
        if after < len(found):
            matches[at] = found[after]
            start = found[after] + 1
    return []


def _drop_scattered(matches: list[int], book: Sequence[str]) -> None:
    """Undo matches between firm runs where fewer words stand together than do not.

    Single words between pictures are well apart too; so before the last firm run, behind which
    the text of others may begin, it is done only where some are lost.
    """
    together = _together(matches, book)
    weak: list[int] = []
    for run in [*_runs(matches), range(0)]:
        if run and (matches[run.start] < 0 or len(run) < _FIRM):
            weak.extend(run)
            continue
        found = [at for at in weak if matches[at] >= 0]
        near = sum(at in together for at in weak)
        if len(weak) >= _FIRM and near * 2 < len(weak) and (len(found) < len(weak) or not run):
            for at in weak:
                matches[at] = -1
        weak.clear()


def _together(matches: Sequence[int], book: Sequence[str]) -> set[int]:
    """Return the words that the book too sets close to the one before or after them.

    Parts of these two, and what such parts make together, set nothing apart.
    """
    found = [run for run in _runs(matches) if matches[run.start] >= 0]
    near: set[int] = set()
    for one, other in pairwise(found):
        before, after = matches[one.stop - 1], matches[other.start]
        if after - before <= _FIRM or _are_parts(book, before, after):
            near.update(one, other)
    near.update(at for run in found if len(run) > 1 for at in run)
    return near


def _are_parts(book: Sequence[str], before: int, after: int) -> bool:
    """Say whether all words between two of a book are parts of these."""
    return after - before <= _PARTS and all(
        word in book[before] or word in book[after] for word in book[before + 1 : after]
    )


def _runs(matches: Sequence[int]) -> Iterator[range]:
    """Return the runs of words that follow one another in the book too, or are all not there."""
    start = 0
    for at in range(1, len(matches) + 1):
        if at < len(matches):
            before, here = matches[at - 1], matches[at]
            if here == before == -1 or (before >= 0 and here == before + 1):
                continue
        yield range(start, at)
        start = at


def _gaps(matches: Sequence[int], size: int) -> Iterator[tuple[range, range]]:
    """Return each run of words without a match, and what the book has between its neighbours."""
    start = after = 0
    for at, place in enumerate([*matches, size]):
        if place < 0:
            continue
        if start < at:
            yield range(start, at), range(after, place)
        start, after = at + 1, place + 1


def _in_pieces(text: Sequence[str], run: range, book: Sequence[str]) -> Iterator[range]:
    """Return what is lost of a run of words when they are looked for letter by letter.

    A book may part a word, or join several, but only whole words make up whole ones: "not" is
    not found in "nothing".
    """
    words = [word for word in book if not isinstance(word, Joined)]
    letters = "".join(words)
    edges = {0, *accumulate(map(len, words))}
    if _after("".join(text[run.start : run.stop]), letters, 0, edges):
        return
    start, end, at = run.start, 0, run.start
    while at < run.stop:
        found = 0
        for stop in range(min(at + _JOINED, run.stop), at, -1):
            found = _after("".join(text[at:stop]), letters, end, edges)
            if found:
                break
        if not found:
            at += 1
            continue
        if start < at:
            yield range(start, at)
        start = at = stop
        end = found
    if start < run.stop:
        yield range(start, run.stop)


def _slid(text: Sequence[str], book: Sequence[str], run: range, matches: list[int]) -> list[range]:
    """Return what is lost of a run if of equal words the first are those without a match.

    Of "about, about this" in "a b o u t, about this" it may seem that the second is lost.
    """
    start, stop = run.start, run.stop
    while start and matches[start - 1] >= 0 and text[start - 1] == text[stop - 1]:
        start, stop = start - 1, stop - 1
    places = matches[start : run.start]
    if not places or (start and matches[start - 1] < 0):
        return [run]
    before = matches[start - 1] + 1 if start else 0
    left = list(_in_pieces(text, range(start, stop), book[before : places[0]]))
    if left == [range(start, stop)]:
        return [run]
    matches[start : run.stop] = [-1] * len(run) + places
    return left


def _after(said: str, letters: str, start: int, edges: Collection[int]) -> int:
    """Return where words end among the letters, from a place on; 0 if they are not there whole."""
    longest = max(_NARROW, 4 * len(said)) if len(said) >= _LONG else len(said) + _LONG
    if len(letters) > longest:
        return 0
    place = letters.find(said, start)
    while place >= 0 and not (place in edges and place + len(said) in edges):
        place = letters.find(said, place + 1)
    return place + len(said) if place >= 0 else 0
