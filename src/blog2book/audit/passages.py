"""Where in a book the words of an item must stand, and whether they do."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from blog2book.audit.compare import compare, lost
from blog2book.audit.explain import ADDRESSES, MARKS, explained, foot, marked
from blog2book.audit.items import Item
from blog2book.audit.printed import Printed
from blog2book.audit.words import normal, spans, words
from blog2book.model.book import Account, Book

_MOVED = 4
"""So many words in a row may stand in a note of the month; fewer only in their own passage."""
_TRIED = 200
"""Runs of lost words that are looked for elsewhere; where there are more, all are lost."""
_RARE = 4
"""Words by which a text without a place is looked for."""
_AROUND = 3
"""Words before and after each of these that a likely place has too."""
_OCCURRENCES = 5_000
"""Places of each of these words that are weighed."""
_PLACES = 8
"""The likeliest of these, at which the text is looked for."""
_SHOWN = 12
"""Words of a loss that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many words an item has, lost or explained, and the first of the longest loss."""

    words: int
    lost: int
    explained: Counter[str]
    said: str


class Passages:
    """The passages of a printed book, by the keys of its posts and comments.

    A passage runs from its anchor to the next one. That of a post has the notes of its month too,
    for a blogger's own notes are printed there.
    """

    def __init__(self, printed: Printed, book: Book, replaced: Mapping[str, Sequence[str]]) -> None:
        """Take what was printed, of which book, and by key the texts that an editor replaced."""
        self._printed = printed
        self._replaced = {
            key: re.compile("|".join(re.escape(normal(one)) for one in olds))
            for key, olds in replaced.items()
        }
        self._ids = {entry.post.key: entry.id for entry in book.entries}
        self._owners: dict[str, str] = {}
        for entry in book.entries:
            for at, comment in enumerate(entry.comments):
                self._ids[comment.key] = entry.comment_id(at)
                self._owners[comment.key] = entry.id
        divisions = {one.id for one in book.parts} | {one.id for one in book.chapters}
        divisions.update(entry.page_name for entry in book.pages)
        anchors = printed.anchors
        self._notes = sorted(anchors[name] for name in printed.notes)
        self._divisions = sorted(anchors[name] for name in divisions if name in anchors)
        known = {anchors[name] for name in self._ids.values() if name in anchors}
        self._cuts = sorted(known.union(self._notes, self._divisions))
        self._places: dict[str, list[int]] | None = None

    def find(self, item: Item, account: Account | None) -> Found:
        """Look for the words of an item in its passage; without an account, anywhere."""
        key = account.key if account else ""
        text, places, marks = self._text(item, key, account.corrected if account else ())
        said = [text[start:stop] for start, stop in places]
        reasons, left = explained(marked(ADDRESSES, text, places), self._missing(said, key))
        reasons.update(marks)
        start = self._start(key)
        if left and start is not None and len(left) <= _TRIED:
            left = self._elsewhere(said, left, start)
        first = max(left, key=len, default=range(0))
        shown = text[places[first.start][0] : places[first[:_SHOWN][-1]][1]] if first else ""
        return Found(
            words=len(places) + len(marks),
            lost=sum(map(len, left)),
            explained=reasons,
            said=" ".join(shown.split()),
        )

    def _text(
        self, item: Item, key: str, corrected: Sequence[str]
    ) -> tuple[str, list[tuple[int, int]], list[str]]:
        """Return an item's text, where its words stand, and the rules that take others away."""
        text, title = normal(item.text), normal(item.title)
        if "title" not in corrected and not _repeated(title, text):
            text = f"{title}\n{text}"
        places = spans(text)
        rules = dict(MARKS)
        if key in self._replaced:
            rules["what an editor replaced"] = self._replaced[key]
        marks = marked(rules, text, places) | foot(text, places)
        return text, [one for at, one in enumerate(places) if at not in marks], [*marks.values()]

    def _missing(self, said: Sequence[str], key: str) -> Sequence[range]:
        """Return what is lost where the words must stand; if nobody knows where, of all of them."""
        if key not in self._ids:  # one that an editor merged with another has no place of its own
            return self._anywhere(said)
        start = self._start(key)
        return [range(len(said))] if start is None else lost(said, self._passage(start))

    def _passage(self, start: int) -> Sequence[str]:
        return self._printed.words[start : self._next(self._cuts, start)]

    def _elsewhere(self, said: Sequence[str], runs: Sequence[range], start: int) -> list[range]:
        """Return what of the lost runs neither stands elsewhere in the passage nor in a note."""
        passage = self._passage(start)
        gone = {at for run in runs for at in run}
        kept = [word for at, word in enumerate(said) if at not in gone]
        added = [passage[at] for at in compare(kept, passage).added]
        left = [one for run in runs for one in _moved(said, run, added)]
        left = [run for run in left if not _taken([said[at] for at in run], added)]
        notes = self._notes_after(start)
        return [one for run in left for one in _moved(said, run, notes)]

    def _start(self, key: str) -> int | None:
        """Return where the passage of a key begins; a comment without one is in its post's."""
        anchors = self._printed.anchors
        return anchors.get(self._ids.get(key, ""), anchors.get(self._owners.get(key, "")))

    def _next(self, places: Sequence[int], start: int) -> int:
        at = bisect_right(places, start)
        return places[at] if at < len(places) else len(self._printed.words)

    def _notes_after(self, start: int) -> Sequence[str]:
        """Return the words of all notes between a place and the next month or year."""
        end = self._next(self._divisions, start)
        first = self._next(self._notes, start)
        return self._printed.words[first:end] if first < end else ()

    def _anywhere(self, said: Sequence[str]) -> list[range]:
        """Return what is lost of a text at the best of the places where its rarest words stand."""
        if self._places is None:
            self._places = defaultdict(list)
            for at, word in enumerate(self._printed.words):
                self._places[word].append(at)
        if not said:
            return []
        best: list[range] = [range(len(said))]
        known = {word: at for at, word in enumerate(said) if word in self._places}
        rare = sorted(known, key=lambda word: len(self._places[word]))[:_RARE]  # type: ignore[index]
        for word in rare:
            for place in self._likely(said, known[word]):
                start = max(0, place - 2 * known[word] - 40)
                stop = place + 2 * (len(said) - known[word]) + 40
                missing = list(lost(said, self._printed.words[start:stop]))
                if sum(map(len, missing)) < sum(map(len, best)):
                    best = missing
                if not best:
                    return []
        return best

    def _likely(self, said: Sequence[str], at: int) -> list[int]:
        """Return the places of a word in the book that have most of the words around it too."""
        book = self._printed.words
        around = [step for step in range(-_AROUND, _AROUND + 1) if 0 <= at + step < len(said)]

        def alike(place: int) -> int:
            return sum(
                0 <= place + step < len(book) and book[place + step] == said[at + step]
                for step in around
            )

        places = (self._places or {}).get(said[at], [])[:_OCCURRENCES]
        return nlargest(_PLACES, places, key=alike)


def _repeated(title: str, text: str) -> bool:
    """Say whether a text begins with its title, or with what was cut to make one."""
    said = words(title)
    opening = words(text[: 4 * len(title) + 100])[: len(said)]
    return opening == said or (len(said) > _MOVED and opening[:-1] == said[:-1])


def _moved(said: Sequence[str], run: range, words: Sequence[str]) -> Sequence[range]:
    """Return what of a lost run does not stand among other words either, in order."""
    if len(run) < _MOVED or not words:
        return [run]
    missing = lost([said[at] for at in run], words)
    return [run[part.start : part.stop] for part in missing]


def _taken(run: Sequence[str], added: list[str]) -> bool:
    """Take a few words in a row from those that the book adds; False if they are not there.

    Of "table, caption, table" the first two or the last two may be what was added.
    """
    turned = [[*run[at:], *run[:at]] for at in range(len(run))] if len(run) < _MOVED else []
    for at in range(len(added) - len(run) + 1):
        if added[at : at + len(run)] in turned:
            del added[at : at + len(run)]
            return True
    return False
