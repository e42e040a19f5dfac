"""Where in a book the words of an item must stand, and whether they do."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import inf
from sys import intern

from blog2book.audit.captions import in_place, moved
from blog2book.audit.compare import lost
from blog2book.audit.explain import ADDRESS, explained, in_runs, marked, rules, vanished
from blog2book.audit.items import Item
from blog2book.audit.notes import apart
from blog2book.audit.printed import PICTURE, Printed
from blog2book.audit.raw.signs import TABLE, TABLE_END, without_signs
from blog2book.audit.replaced import RULE, Replaced, exchanged, overdone
from blog2book.audit.tables import in_tables
from blog2book.audit.words import Spans, normal, spans, words
from blog2book.model.book import Account, Book

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
_MATTER = ("endnotes", "sources", "about", "colophon")
"""The ids of what stands behind the last post."""
_CUT = 4
"""Words of a title of which the last may be cut short."""
_LETTER = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"\d{1,9}$")
_TABLES = {"table": re.compile(f"{TABLE}[^{TABLE}{TABLE_END}]*(?=[{TABLE}{TABLE_END}])")}
"""What stands between the signs of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How an item's words fare.

    Of `words` some are `lost`, some `moved` to where the format puts them (notes, captions), some
    excused by rule: `explained` counts them, `shown` has by rule the first that were. `said` is
    the beginning of the longest loss. `blank` is True of a text without words, of whose pictures
    the book shows nothing either.
    """

    words: int
    lost: int
    moved: int
    explained: Counter[str]
    shown: Mapping[str, str]
    said: str
    blank: bool


class Passages:
    """The passages of a printed book, by the keys of its posts and comments.

    A passage runs from its anchor to the next one, and goes on in the notes that the author wrote.
    The other notes of a month tell where links lead: an address may stand there, but no words, for
    many of them are those of a link. What the book says itself is no word of a post, though it may
    tell where an address leads.
    """

    def __init__(self, printed: Printed, book: Book, replaced: Mapping[str, Replaced]) -> None:
        """Take what was printed, of which book, and by key the texts that an editor replaced."""
        self._printed = printed
        self._replaced = replaced
        self._ids = {entry.post.key: entry.id for entry in book.entries}
        for entry in book.entries:
            for at, comment in enumerate(entry.comments):
                self._ids[comment.key] = entry.comment_id(at)
        shown = {name for entry in book.entries for name, body in entry.texts if "<img" in body}
        self._pictured = {key for key, name in self._ids.items() if name in shown}
        divisions = {one.id for one in book.parts} | {one.id for one in book.chapters}
        divisions.update(entry.page_name for entry in book.pages)
        divisions.update(_MATTER)
        anchors = printed.anchors
        self._notes = sorted(anchors[name] for name in printed.notes)
        self._divisions = sorted(anchors[name] for name in divisions if name in anchors)
        known = {anchors[name] for name in self._ids.values() if name in anchors}
        self._stops = sorted(known.union(self._notes, self._divisions))
        texts = sorted(known.union(self._divisions))
        between = any(_after(texts, one) < _after(self._divisions, one) for one in self._notes)
        # notes at the feet of pages stand in the midst of texts, which go on behind them
        self._cuts = texts if between else self._stops
        self._own = self._own_notes()
        self._words = list(printed.words)
        for own in printed.own:
            self._words[own.start : own.stop] = [""] * len(own)
        self._places: dict[str, list[int]] | None = None

    def find(self, item: Item, account: Account | None) -> Found:
        """Look for the words of an item in its passage; without an account, anywhere."""
        key = account.key if account else ""
        corrected = account.corrected if account else ()
        made = exchanged(item.text, self._replaced.get(key, ()), corrected)
        text = _text(item.title, account, normal(made.text))
        places = spans(text)
        said = [intern(text[start:stop]) for start, stop in places]
        allowed = rules(item.reader)
        if made.unsure:
            allowed[RULE] = re.compile("|".join(made.unsure))
        known = marked(allowed, text, places)
        start = self._start(key)
        if start is None and key and key not in self._ids:  # merged with another
            start = self._passage_of(said)
        excused, left = self._looked_for(said, known, key, start)
        if start is not None and ADDRESS in excused.values():
            end = self._next(self._cuts, start)
            near = {*self._printed.words[start:end], *self._notes_after(start)}
            fled = vanished(known, excused, said, near)
            excused = {at: name for at, name in excused.items() if at not in fled}
            left = in_runs(sorted(fled.union(*left)))
        replaced = [at for at, name in excused.items() if name == RULE]
        if over := overdone(made, text, places, replaced):
            excused = {at: name for at, name in excused.items() if at not in over}
            left = in_runs(sorted(over.union(*left)))
        gone = sum(map(len, left))
        if left and start is not None:
            left = self._elsewhere(said, left, start, excused)
            tables = marked(_TABLES, text, places)
            if any(at in tables for run in left for at in run):
                left = in_tables(said, left, self._passage(start), tables)
        runs = in_runs(sorted(excused))
        shown = {excused[run.start]: _shown(text, places, run) for run in reversed(runs)}
        lost_words = sum(map(len, left))
        return Found(
            words=len(places),
            lost=lost_words,
            moved=gone - lost_words,
            explained=Counter(excused.values()),
            shown=shown,
            said=_shown(text, places, max(left, key=len)) if left else "",
            blank=not without_signs(item.text).strip() and self._is_blank(key),
        )

    def _looked_for(
        self, said: Sequence[str], known: Mapping[int, str], key: str, start: int | None
    ) -> tuple[dict[int, str], list[range]]:
        """Return which lost words rules excuse, and the rest of what is lost.

        All words are looked for. A mark that says what stands beside it ("[tides][tides]") may be
        found in its place: only then it is looked for without those that rules know.
        """
        excused, left = explained(known, self._missing(said, key, start))
        if not left or not known:
            return excused, left
        free = {at: name for at, name in known.items() if name != RULE}
        bare = [at for at in range(len(said)) if at not in free]
        missing = self._missing([said[at] for at in bare], key, start)
        runs = in_runs(bare[at] for run in missing for at in run)
        replaced, missed = explained(known, runs)
        if sum(map(len, missed)) < sum(map(len, left)):
            return {**free, **replaced}, missed
        return excused, left

    def _missing(self, said: Sequence[str], key: str, start: int | None) -> Sequence[range]:
        """Return what is lost where the words must stand; if nobody knows where, of all of them."""
        ways: list[Sequence[range]] = [[range(len(said))]]
        if start is not None:
            ways = [in_place(said, self._passage(start), self._captions(start))]
            if ways[0] and start in self._own:
                ways.append(self._without_notes(said, start))
        if key not in self._ids and ways[0]:
            ways.append(self._anywhere(said)[0])
        return min(ways, key=lambda runs: sum(map(len, runs)))

    def _passage_of(self, said: Sequence[str]) -> int | None:
        """Return where the passage begins in which a text stands that has no place of its own."""
        place = self._anywhere(said)[1]
        at = bisect_right(self._cuts, place)
        return self._cuts[at - 1] if at else None

    def _is_blank(self, key: str) -> bool:
        """Say whether a passage that must show a picture holds no more than its head."""
        start = self._start(key)
        if start is None or key not in self._pictured:
            return False
        end = self._next(self._cuts, start)
        return sum(map(len, self._printed.heads_of(start, end))) == end - start

    def _own_notes(self) -> Mapping[int, Sequence[int]]:
        """Return where the notes begin that authors wrote, by where their posts do.

        They come as the author numbered them, where their ids are alike but for a number: the book
        may have another order, for a heading's call waits. The id of such a note is "n-", the id of
        the text that it belongs to, and one in it.
        """
        anchors, ids = self._printed.anchors, set(self._ids.values())
        found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for name in self._printed.notes:
            parts = name.removeprefix("n-").split("-")
            starts = ("-".join(parts[:end]) for end in range(len(parts) - 1, 1, -1))
            key = next((one for one in starts if one in ids), "")
            if key in anchors:
                stem = _NUMBER.sub("", name)
                number = int(name[len(stem) :] or 0)
                found[anchors[key]].append((stem, number, anchors[name]))
        return {start: _ranked(notes) for start, notes in found.items()}

    def _passage(self, start: int) -> Sequence[str]:
        words = self._words[start : self._next(self._cuts, start)]
        for note in self._notes_of(start):
            words += note
        return words

    def _notes_of(self, start: int) -> Iterator[list[str]]:
        for note in self._own.get(start, ()):
            yield self._words[note : self._next(self._stops, note)]

    def _without_notes(self, said: Sequence[str], start: int) -> Sequence[range]:
        """Return what is lost of a text where each of its notes may stand anywhere in it.

        A note begins with its number, which is the book's, and of a picture in it no word is said.
        """
        passage = self._words[start : self._next(self._cuts, start)]
        whole = (
            [one for one in note if one not in {"", PICTURE}] for note in self._notes_of(start)
        )
        notes = (note[note[0].isdigit() :] for note in whole if note)
        missing = {at for run in lost(said, passage) for at in run}
        gone = apart(said, [note for note in notes if note], missing)
        bare = [at for at in range(len(said)) if at not in gone]
        runs = in_place([said[at] for at in bare], passage, self._captions(start))
        return in_runs(bare[at] for run in runs for at in run)

    def _captions(self, start: int) -> Sequence[range]:
        """Return the captions of a passage, by their places in it."""
        captions = self._printed.asides_of(start, self._next(self._cuts, start))
        return [range(one.start - start, one.stop - start) for one in captions]

    def _elsewhere(
        self, said: Sequence[str], left: list[range], start: int, excused: Mapping[int, str]
    ) -> list[range]:
        """Return what is lost where captions may have been moved."""
        captions = self._captions(start)
        if not captions:
            return left
        again = explained(excused, moved(said, self._passage(start), captions))[1]
        return min(left, again, key=lambda runs: sum(map(len, runs)))

    def _start(self, key: str) -> int | None:
        """Return where the passage of a key begins, None if it has none in the book."""
        return self._printed.anchors.get(self._ids.get(key, ""))

    def _next(self, places: Sequence[int], start: int) -> int:
        at = bisect_right(places, start)
        return places[at] if at < len(places) else len(self._printed.words)

    def _notes_after(self, start: int) -> Sequence[str]:
        """Return the words of all notes between a place and the next month or year.

        Where there are none, that are those of all notes: they may stand at the end of the book.
        """
        end = self._next(self._divisions, start)
        first = self._next(self._notes, start)
        return self._printed.words[first : end if first < end else None]

    def _anywhere(self, said: Sequence[str]) -> tuple[list[range], int]:
        """Return what is lost of a text at the best of the places where its rarest words stand.

        Beside it stands that place, -1 where there is none.
        """
        if self._places is None:
            self._places = defaultdict(list)
            for at, word in enumerate(self._words):
                self._places[word].append(at)
        best: list[range] = [range(len(said))] if said else []
        at = -1
        known = {word: at for at, word in enumerate(said) if word in self._places}
        rare = sorted(known, key=lambda word: len(self._places[word]))[:_RARE]  # type: ignore[index]
        for word in rare:
            for place in self._likely(said, known[word]):
                start = max(0, place - 2 * known[word] - 40)
                stop = place + 2 * (len(said) - known[word]) + 40
                missing = list(lost(said, self._words[start:stop]))
                if sum(map(len, missing)) < sum(map(len, best)):
                    best, at = missing, place
                if not best:
                    return best, at
        return best, at

    def _likely(self, said: Sequence[str], at: int) -> list[int]:
        """Return the places of a word in the book that have most of the words around it too."""
        book = self._words
        around = [step for step in range(-_AROUND, _AROUND + 1) if 0 <= at + step < len(said)]

        def alike(place: int) -> int:
            return sum(
                0 <= place + step < len(book) and book[place + step] == said[at + step]
                for step in around
            )

        places = (self._places or {}).get(said[at], [])[:_OCCURRENCES]
        return nlargest(_PLACES, places, key=alike)


def _ranked(notes: Sequence[tuple[str, int, int]]) -> Sequence[int]:
    """Return the places of notes by their numbers, or as they stand where these say nothing."""
    alike = len({stem for stem, _, _ in notes}) == 1
    return [at for _, at in sorted((number if alike else 0, at) for _, number, at in notes)]


def _after(places: Sequence[int], at: int) -> float:
    """Return the first of the places behind one, infinity for none."""
    found = bisect_right(places, at)
    return places[found] if found < len(places) else inf


def _text(title: str, account: Account | None, body: str) -> str:
    """Return what an item says in its normal spelling: the title that the book has, and the body.

    That is the item's, or what an editor put in its place. Platforms make titles of first words:
    where the book has none, those of the body do. It may print once what begins the body as a
    heading does, in a line of its own, and repeats the title. A text without fields has it there
    alone: the first line is what an editor corrected.
    """
    own = words(title)
    titled = account.title if account else ""
    if not titled and _is_cut(own, words(body[: 4 * len(title) + 100])):
        return body
    first = _LETTER.search(body)
    end = body.find("\n", first.start()) if first else -1
    corrected = account is not None and "title" in account.corrected
    if end >= 0 and (words(body[:end]) == own or (corrected and not own)):
        body = body[end:]
    if corrected:
        title = titled
    return f"{normal(title)}\n{body}"


def _is_cut(title: Sequence[str], opening: Sequence[str]) -> bool:
    """Say whether a title is the beginning of a text, its last word cut short perhaps."""
    last = len(title) - 1
    return opening[: last + 1] == title or (last >= _CUT and opening[:last] == title[:last])


def _shown(text: str, places: Spans, run: range) -> str:
    shown = text[places[run.start][0] : places[run[:_SHOWN][-1]][1]]
    return " ".join(without_signs(shown).split())
