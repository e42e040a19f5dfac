"""Whether one line is a date and nothing else, and which."""

import re
from dataclasses import dataclass
from datetime import date, time

from blog2book.readers.text.vocabulary import Meaning, Vocabulary, fold

LONGEST = 100
"""Characters in the longest date line: weekday, time and an author's name count."""

_SHAPE = re.compile(
    r"(?<!\d)\d{4}(?!\d).*(?<!\d)\d{1,2}(?!\d)|(?<!\d)\d{1,2}(?!\d).*(?<!\d)\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2}(?!\d)"
)
_TIME = re.compile(r"(\d{1,2})(?::|\s?h)(\d{2})(?::\d{2}(?:\.\d+)?)?(?!\d)")
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s?(?:z|[+-]\d\d:?\d\d)?)?"
)
_NUMBER = re.compile(r"\d{1,4}(?!\d)")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|re|eme|ème|e|o|a|°)(?![^\W\d_])")
_BYLINES = (
    ("posted on|published on|published|posted", "by"),
    ("veröffentlicht am|erstellt am|geschrieben am", "von"),
    ("publié le|posté le", "par"),
    ("publicado el|publicada el|publicado en", "por"),
    ("publicado em|postado em", "por"),
    ("pubblicato il|pubblicato su|postato il", "da"),
    ("geplaatst op|gepubliceerd op", "door"),
    ("publicerat|publicerat den|postat", "av"),
    ("udgivet|udgivet den", "af"),
    ("publisert|skrevet", "av"),
    ("opublikowano|opublikowane", "przez"),
    ("publikováno|zveřejněno", "od"),
    ("опубликовано", "автор"),
)
_BYLINE = re.compile(
    "(?:"
    + "|".join(start for start, _ in _BYLINES)
    + r")[:\s]\s*(?P<date>.*?\d.*?)(?:\s(?:"
    + "|".join(by for _, by in _BYLINES)
    + r")\s(?P<author>[^\d]{1,60}))?",
    re.IGNORECASE,
)
_BUDDHIST = 543
_YEARS = range(1900, 2200)
_MOST_WORDS = 14
_MARKS = "#*=_-–—~•|[]()<> \t"
_CENTURY_TURN = 70


@dataclass(frozen=True, slots=True)
class Style:
    """How a date line is written; the lines of one page are all written alike."""

    order: str
    weekday: bool
    timed: bool


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date. `days` maps each order in which it makes sense to the day it means.

    Orders are "dmy", "mdy" and "ymd"; all but numbers like 3/4/2016 have only one. `weekday` is 0
    for Monday, or -1; `named` and `worded` tell whether the month, or anything, is a word; `exact`
    whether all names are spelt as CLDR does, case included.
    """

    days: tuple[tuple[str, date], ...]
    clock: time | None
    weekday: int
    named: bool
    worded: bool
    exact: bool
    style: Style

    def day(self, order: str) -> date | None:
        """Return the day in a given order, or the only one there is."""
        days = dict(self.days)
        return days.get(order) or (
            next(iter(days.values())) if len(set(days.values())) == 1 else None
        )


@dataclass(frozen=True, slots=True)
class Byline:
    """The part of a line that may be a date, and the author whom it names besides."""

    date: str
    author: str = ""


def byline(line: str) -> Byline:
    """Take "Posted on … by …" (as WordPress prints it) off a date, in the languages of _BYLINES."""
    match = _BYLINE.fullmatch(line.strip())
    if not match:
        return Byline(line)
    return Byline(match["date"], (match["author"] or "").strip())


def looks_like_date(line: str) -> bool:
    """Say cheaply whether a line may be a date: short, few words, a year in it."""
    return (
        len(line) <= LONGEST
        and _SHAPE.search(line) is not None
        and len(line.split()) <= _MOST_WORDS
    )


def read_line(line: str, vocabulary: Vocabulary) -> DateLine | None:
    """Return what a line says if it is a date (weekday and time may be there) and nothing else."""
    text = fold(line).strip(_MARKS)
    iso = _ISO.fullmatch(text)
    if iso:
        return _iso(iso)
    parts = _split(text, vocabulary)
    return None if parts is None else _understand(parts, line, vocabulary)


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    digits: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    meaning: Meaning
    start: int
    text: str


@dataclass(slots=True)
class _Parts:
    """What a line is made of, in order; `clock` with where it stands, if there is one."""

    text: str
    numbers: list[_Number]
    words: list[_Word]
    clock: time | None = None
    span: tuple[int, int] = (0, 0)


def _iso(match: re.Match[str]) -> DateLine | None:
    day = _date(int(match[1]), int(match[2]), int(match[3]))
    clock = _clock(match[4], match[5]) if match[4] else None
    if day is None or (match[4] and clock is None):
        return None
    style = Style("iso", weekday=False, timed=clock is not None)
    return DateLine((("ymd", day),), clock, -1, named=False, worded=False, exact=True, style=style)


def _split(text: str, vocabulary: Vocabulary) -> _Parts | None:
    """Take a line apart, longest words first; None if anything in it is no part of a date."""
    parts = _Parts(text, [], [])
    at = 0
    while at < len(text):
        word = _word_at(text, at, vocabulary)
        if word:
            parts.words.append(_Word(vocabulary.words[word], at, word))
            at += len(word)
        elif text[at].isdecimal():
            end = _number_at(text, at, parts)
            if not end:
                return None
            at = end
        elif text[at].isalpha():
            return None
        else:
            at += 1
    return parts


def _word_at(text: str, at: int, vocabulary: Vocabulary) -> str:
    for length in range(min(vocabulary.longest, len(text) - at), 0, -1):
        word = text[at : at + length]
        if word in vocabulary.words:
            return word
    return ""


def _number_at(text: str, at: int, parts: _Parts) -> int:
    """Read a time or a number with its ordinal ending; return where it ends, 0 for neither."""
    clock = _TIME.match(text, at)
    if clock:
        parts.clock = _clock(clock[1], clock[2])
        parts.span = clock.span()
        return 0 if parts.clock is None else clock.end()
    number = _NUMBER.match(text, at)
    if not number:
        return 0
    parts.numbers.append(_Number(int(number[0]), len(number[0]), at, number.end()))
    return (_ORDINAL.match(text, number.end()) or number).end()


def _understand(parts: _Parts, line: str, vocabulary: Vocabulary) -> DateLine | None:
    weekdays, months = _roles(parts)
    if len(weekdays) > 1 or len(months) > 1:
        return None
    weekday = weekdays[0].meaning.weekday if weekdays else -1
    days = _named(parts, months[0]) if months else _numeric(parts, weekday)
    if not days:
        return None
    # Letter case is evidence for a language: "April" is English, "april" is Dutch.
    as_spelt = {fold(name) for name in vocabulary.spelt if name in line}
    clock = _half_of_day(parts)
    return DateLine(
        tuple(days),
        clock,
        weekday,
        named=bool(months),
        worded=bool(parts.words),
        exact=all(word.text in as_spelt for word in weekdays + months),
        style=Style(
            days[0][0] if months else "numbers",
            weekday=weekday >= 0,
            timed=clock is not None,
        ),
    )


def _roles(parts: _Parts) -> tuple[list[_Word], list[_Word]]:
    """Say which words are weekdays and which are months; French "mar." may be either."""
    ends = {number.end for number in parts.numbers}
    months: list[_Word] = []
    weekdays: list[_Word] = []
    either: list[_Word] = []
    for word in parts.words:
        meaning = word.meaning
        if meaning.glue and word.start in ends:
            continue  # Japanese writes the day and Sunday with one sign
        if meaning.month:
            (months if meaning.weekday < 0 else either).append(word)
        elif meaning.weekday >= 0:
            weekdays.append(word)
    if not months and either:
        months = [either.pop()]
    return weekdays + either, months


def _named(parts: _Parts, month: _Word) -> list[tuple[str, date]]:
    """Read a date whose month is a word: one number is the year, the other the day."""
    if len(parts.numbers) != 2:  # noqa: PLR2004 - year and day
        return []
    year, day = sorted(parts.numbers, key=lambda number: -number.digits)
    if year.digits != 4 or day.digits > 2:  # noqa: PLR2004 - digits of years and days
        return []
    found = _date(year.value, month.meaning.month, day.value)
    places = sorted([(year.start, "y"), (month.start, "m"), (day.start, "d")])
    return [("".join(field for _, field in places), found)] if found else []


def _numeric(parts: _Parts, weekday: int) -> list[tuple[str, date]]:
    """Read a date of three numbers, in each order in which it makes sense."""
    if len(parts.numbers) != 3:  # noqa: PLR2004 - year, month, day
        return []
    first, second, third = parts.numbers
    marks = {
        parts.text[first.end : second.start].strip(),
        parts.text[second.end : third.start].strip(),
    }
    if second.digits > 2 or (first.digits < 4 and not (len(marks) == 1 and marks <= set("./-"))):  # noqa: PLR2004 - as above
        return []
    if first.digits == 4 and third.digits <= 2:  # noqa: PLR2004 - as above
        tried = [("ymd", _date(first.value, second.value, third.value))]
    elif first.digits <= 2 and third.digits in {2, 4}:  # noqa: PLR2004 - as above
        year = third.value if third.digits == 4 else _full_year(third.value)  # noqa: PLR2004 - as above
        tried = [
            ("dmy", _date(year, second.value, first.value)),
            ("mdy", _date(year, first.value, second.value)),
        ]
    else:
        return []
    days = [(order, day) for order, day in tried if day]
    return [one for one in days if one[1].weekday() == weekday] or days


def _full_year(year: int) -> int:
    return year + (1900 if year >= _CENTURY_TURN else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    if year - _BUDDHIST in _YEARS and year not in _YEARS:
        year -= _BUDDHIST
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _clock(hour: str, minute: str) -> time | None:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        return None


def _half_of_day(parts: _Parts) -> time | None:
    """Return the time of day, with "pm" counted where it stands beside the time."""
    if parts.clock is None:
        return None
    start, end = parts.span
    for word in parts.words:
        beside = parts.text[end : word.start] + parts.text[word.start + len(word.text) : start]
        if word.meaning.afternoon is not None and not beside.strip():
            return twelve_hours(parts.clock, afternoon=word.meaning.afternoon)
    return parts.clock


def twelve_hours(clock: time, *, afternoon: bool) -> time:
    """Return a time of a 12-hour clock as one of 24 hours: 12:10 am is 0:10."""
    return clock.replace(hour=clock.hour % 12 + (12 if afternoon else 0))
