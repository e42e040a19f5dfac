"""Titles, dates and sentences: what a book says of its own accord, in its language."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup, escape

from blog2book.language import dates
from blog2book.language.lists import listed
from blog2book.markup.text import shorten
from blog2book.model.book import Chapter, Entry, Part
from blog2book.render.strings import Strings

HEAD_LENGTH = 40
"""Signs that a head of small capitals has room for."""

_LONG_TITLE = 30
_DISPLAY_LENGTH = 32
_DISPLAY_WORD = 14
_PARTICLE = 3
_SAMPLE = 400
_NAMED = 4
"""Authors on a title page."""
_SHORT_NAME = 24
_MORNING, _NOON, _EVENING = 5, 12, 18
_NO_BREAK = "\N{NO-BREAK SPACE}"


def sentence(strings: Strings, key: str, **fields: str | Markup) -> Markup:
    """Return the words of a key as markup: fields that are markup stay so, all else is escaped.

    A field that ends in a full stop ("3 марта 2016 г.", "John Doe Jr.") ends its sentence with it.
    """
    holes = {name: f"\N{NULL}{name}\N{NULL}" for name in fields}
    text = str(escape(strings.text(key, **holes)))
    for name, value in fields.items():
        shown, hole = escape(value), holes[name]
        if shown.striptags().endswith("."):
            text = text.replace(f"{hole}.", hole)
        text = text.replace(hole, str(shown))
    return Markup(text)  # noqa: S704 - every part of it is escaped


def direction_of(text: str) -> str:
    """Return in which direction most letters of a text run: "ltr", "rtl", or "" without letters."""
    kinds = [unicodedata.bidirectional(sign) for sign in text[:_SAMPLE]]
    right, left = sum(kind in {"R", "AL"} for kind in kinds), kinds.count("L")
    if not right and not left:
        return ""
    return "rtl" if right > left else "ltr"


def authors(names: Sequence[str], strings: Strings, most: int = _NAMED) -> str:
    """Return a book's authors in a row: "Ada and Ben"; of more than `most` the first, and "others".

    A line may turn between two of several, and not within a name.
    """
    if len(names) <= 1:
        return "".join(names)
    language = strings.language
    row = [_whole(name) for name in names[:most]]
    if len(names) > most:
        row.append(strings["others"])
        language = strings.language_of("others")
    return listed(row, language)


def _whole(name: str) -> str:
    """Return a name that holds together, if it is short enough for a line."""
    return name.replace(" ", _NO_BREAK) if len(name) <= _SHORT_NAME else name


def tied(title: str) -> str:
    """Return a title whose last two words hold together if it is long enough to turn."""
    if len(title) <= _LONG_TITLE or title.count(" ") < 2:  # noqa: PLR2004 - three words
        return title
    head, _, last = title.rpartition(" ")
    return f"{head}{_NO_BREAK}{last}"


def running(title: str) -> str:
    """Return a title for the heads of pages: at most 40 signs, cut at a word.

    A part before a colon stands for the whole, and no particle ("of", "und") ends the cut one.
    """
    if len(title) <= HEAD_LENGTH:
        return title
    first = re.split(r":\s|\s[–—-]\s", title)[0]
    if len(first) <= HEAD_LENGTH:
        return first
    words = shorten(title, HEAD_LENGTH, ellipsis="").split(" ")
    while len(words) > 1 and len(words[-1]) <= _PARTICLE and words[-1].islower():
        words.pop()
    return " ".join(words)


def is_long(title: str) -> bool:
    """Say whether a title is too long for the largest size of type."""
    return len(title) > _DISPLAY_LENGTH or any(len(w) > _DISPLAY_WORD for w in title.split())


def month_name(chapter: Chapter, strings: Strings) -> str:
    """Return the name of a month, or the word for posts without a date."""
    if chapter.month is None:
        return strings["undated"]
    return dates.month_name(chapter.month, strings.language)


def month_title(chapter: Chapter, strings: Strings) -> str:
    """Return a month with its year."""
    if chapter.month is None or chapter.year is None:
        return strings["undated"]
    return dates.month_year(chapter.year, chapter.month, strings.language)


def year(part: Part, strings: Strings) -> str:
    """Return the name of a year, or the word for posts without a date."""
    return strings["undated"] if part.year is None else dates.year(part.year, strings.language)


def date_lines(entries: Sequence[Entry], strings: Strings) -> tuple[str, ...]:
    """Return the date line of each entry: "Sunday, 1 March", "" where no day is known.

    A second post of a day that has no title says so: "The same day, in the evening".
    """
    lines: list[str] = []
    before: Entry | None = None
    for entry in entries:
        lines.append(_date_line(entry, before, strings))
        before = entry
    return tuple(lines)


def date_line(entry: Entry, strings: Strings, *, with_hour: bool = False) -> str:
    """Return the day of an entry: "Sunday, 1 March", "" where none is known.

    With the hour, if that is known: "Sunday, 1 March, 14:05".
    """
    moment = entry.post.published
    if moment is None:
        return ""
    day = dates.day_line(moment.date(), strings.language)
    if not with_hour or not entry.post.timed:
        return day
    return f"{day}, {dates.clock(moment, strings.language)}"


def _date_line(entry: Entry, before: Entry | None, strings: Strings) -> str:
    moment = entry.post.published
    earlier = before.post.published if before else None
    if before is None or moment is None or earlier is None:
        return date_line(entry, strings)
    if entry.post.title or earlier.date() != moment.date():
        return date_line(entry, strings)
    if not entry.post.timed or not before.post.timed:
        return strings["same_day" if before.post.title else "same_day_later"]
    now, then = _time_of_day(moment), _time_of_day(earlier)
    return strings["same_day_later" if now == then else now]


def _time_of_day(moment: datetime) -> str:
    """Return the key of the words for a time of day."""
    if moment.hour < _MORNING:
        return "same_day_night"
    if moment.hour < _NOON:
        return "same_day_morning"
    return "same_day_afternoon" if moment.hour < _EVENING else "same_day_evening"


def machine_date(moment: datetime | None, *, timed: bool) -> str:
    """Return a moment as HTML's `datetime` wants it, "" for none."""
    if moment is None:
        return ""
    if not timed:
        return moment.date().isoformat()
    offset = moment.utcoffset()
    if offset is not None and offset.seconds % 60:  # a town's own time, before there were zones
        moment = moment.replace(tzinfo=None)
    return moment.isoformat(timespec="minutes")
