"""Which lines of a text are dates: the language they are in, and whether the day or month leads."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from blog2book.readers.text.line import DateLine, byline, looks_like_date, read_line
from blog2book.readers.text.vocabulary import COMMON, others, vocabulary

_LOOKED_AT = 200
"""Lines from which the language is told; a page has one, and long before that all is clear."""

_ENOUGH = 0.9
"""Share of the lines that look like dates which a common language must read to be believed."""

_OVERWHELMING = 4
"""How many times more lines must speak for one order than for the other."""

_FEWEST_IN_ORDER = 3
"""Dates that must run one way before their order says anything."""

_DECADES = 20 * 365
"""Days between a post and the next that are more than any pause of a blogger's."""

_TWO = 2


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date line: its day; time and author if it gives them; whether its weekday is wrong."""

    day: date
    clock: time | None = None
    weekday_wrong: bool = False
    author: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """The date lines of a text by their index.

    `undecided` are dates of numbers that may be read in two ways; `strays` are dates that are no
    date lines, because they are written in another manner than all others and stand out of order;
    `remote` are none because they are decades away from the dates around them;
    `languages` are all that fit equally well, the commonest first.
    """

    found: Mapping[int, FoundDate]
    undecided: tuple[int, ...]
    strays: tuple[int, ...]
    remote: tuple[int, ...]
    languages: tuple[str, ...]
    day_first: bool


def find_dates(lines: Sequence[str]) -> Dates:
    """Find the lines that are dates and nothing else."""
    bylines = {index: byline(line) for index, line in enumerate(lines) if looks_like_date(line)}
    shaped = {index: line.date for index, line in bylines.items()}
    languages = _languages(list(dict.fromkeys(shaped.values()))[:_LOOKED_AT])
    words = vocabulary(languages[0] if languages else "en")
    read = {
        index: line
        for index, text in shaped.items()
        if (line := read_line(text, words)) is not None
    }
    order = _numeric_order(read)
    found: dict[int, FoundDate] = {}
    undecided: list[int] = []
    for index, line in read.items():
        day = line.day(order)
        if day is None:
            undecided.append(index)
            continue
        wrong = line.weekday >= 0 and day.weekday() != line.weekday
        found[index] = FoundDate(day, line.clock, wrong, bylines[index].author)
    strays = _strays(found, read)
    kept = {index: one for index, one in found.items() if index not in strays}
    remote = _remote({index: one.day for index, one in kept.items()})
    kept = {index: one for index, one in kept.items() if index not in remote}
    orders = [read[index].style.order if read[index].named else order for index in kept]
    return Dates(
        found=kept,
        undecided=tuple(undecided),
        strays=strays,
        remote=remote,
        languages=languages,
        day_first=sum(one.startswith("d") for one in orders) * 2 > len(orders),
    )


def newest_first(moments: Sequence[date]) -> bool:
    """Say whether days, or moments, run backwards on the whole."""
    pairs = list(pairwise(moments))
    return sum(one > two for one, two in pairs) > sum(one < two for one, two in pairs)


def _languages(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the languages in which most of the lines are dates, () if no language does.

    Where several read them equally well, those come first that end a date as the lines end.

    Rare languages are asked only where common ones leave lines unread, for reading all of CLDR
    takes half a second.
    """
    if not lines:
        return ()
    scores: dict[str, tuple[int, int]] = {}
    for language in COMMON:
        scores[language] = _score(lines, language)
        if scores[language] == (len(lines), len(lines)) and _all_have_weekdays(lines, language):
            break
    if max(scores.values())[0] < len(lines) * _ENOUGH:
        scores |= {language: _score(lines, language) for language in others()}
    best = max(scores.values())
    if not best[0]:
        return ()
    equal = [one for one, score in scores.items() if score == best]
    if len(equal) > 1:
        # "1 listopada 2000" is in November in Polish, "1. listopada 2000." in October in Croatian.
        stopped = all(line.rstrip().endswith(".") for line in lines)
        equal.sort(key=lambda one: vocabulary(one).stopped != stopped)
    return tuple(equal)


def _score(lines: Iterable[str], language: str) -> tuple[int, int]:
    """Return how many lines are dates with words in them, and how many of these are spelt right."""
    words = vocabulary(language)
    read = [line for text in lines if (line := read_line(text, words))]
    worded = [line for line in read if line.worded]
    return len(worded), sum(line.exact for line in worded)


def _all_have_weekdays(lines: Iterable[str], language: str) -> bool:
    """Say whether each line names a weekday: with month and weekday there is one language only."""
    read = (read_line(text, vocabulary(language)) for text in lines)
    return all(line is not None and line.weekday >= 0 for line in read)


def _numeric_order(read: Mapping[int, DateLine]) -> str:
    """Return "dmy" or "mdy" by the vote of all lines, or "" if it is undecided.

    A line votes where only one order makes sense (a day beyond 12, a weekday that fits). If none
    does, the order in which the dates run steadily wins.
    """
    lines = [line for line in read.values() if not line.named]
    votes = [line.days[0][0] for line in lines if len(line.days) == 1]
    for order, other in (("dmy", "mdy"), ("mdy", "dmy")):
        if votes.count(order) > _OVERWHELMING * votes.count(other):
            return order
    if "dmy" in votes or "mdy" in votes:
        return ""
    steady = [order for order in ("dmy", "mdy") if _steady(lines, order)]
    return steady[0] if len(steady) == 1 else ""


def _steady(lines: Iterable[DateLine], order: str) -> bool:
    days = [day for line in lines if (day := line.day(order))]
    return len(set(days)) >= _FEWEST_IN_ORDER and days in (sorted(days), sorted(days, reverse=True))


def _strays(found: Mapping[int, FoundDate], read: Mapping[int, DateLine]) -> tuple[int, ...]:
    """Return dates that stand in the text, not above it: in another style, and out of order."""
    styles = Counter(read[index].style for index in found)
    usual = max(styles, key=lambda style: (styles[style], style.weekday), default=None)
    places = [index for index in found if read[index].style == usual]
    days = [found[index].day for index in places]
    if len(days) < _FEWEST_IN_ORDER:
        return ()
    backwards = newest_first(days)
    strays: list[int] = []
    for index, one in found.items():
        if read[index].style == usual:
            continue
        place = bisect(places, index)
        before = days[place - 1] if place else None
        after = days[place] if place < len(days) else None
        if read[index].style.timed or not _between(one.day, before, after, backwards=backwards):
            strays.append(index)
    return tuple(strays)


def _remote(days: Mapping[int, date]) -> tuple[int, ...]:
    """Return dates that a text quotes, such as a letter's: decades away from those around them.

    Dates fall into groups with decades between them. Those of posts are in the group that the
    file begins and ends with, else in the largest. Another is no post's where posts stand before
    and behind it, or where it is one date behind several.
    """
    groups: list[list[int]] = []
    for index in sorted(days, key=lambda one: days[one]):
        if groups and (days[index] - days[groups[-1][-1]]).days < _DECADES:
            groups[-1].append(index)
        else:
            groups.append([index])
    around = [group for group in groups if min(days) in group and max(days) in group]
    largest = max(around or groups, key=len, default=[])
    posts = set(largest)
    if len(posts) < _TWO:
        return ()
    remote = [
        index
        for index, _ in sorted(days.items())
        if index not in posts and min(posts) < index < max(posts)
    ]
    last = [index for index in days if index > max(posts)]
    if len(last) == 1 and len(posts) > _TWO:
        remote += last
    return tuple(remote)


def _between(day: date, before: date | None, after: date | None, *, backwards: bool) -> bool:
    if backwards:
        before, after = after, before
    return (before is None or before <= day) and (after is None or day <= after)
