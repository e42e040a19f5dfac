"""The fields above a post, as what they mean: words, lists of words, moments, truths."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone

from blog2book.markup.text import printable
from blog2book.readers.markdown.front import Field
from blog2book.readers.times import mail_moment, moment

_DATE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:[T\s,_]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?[ \t]*([AaPp]\.?[Mm]\.?)?)?"
    r"[ \t]*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\b.{0,40}$",
    re.DOTALL,
)
_NAMED = re.compile(
    r"(?:[A-Za-z]+,[ \t]*)?(?:(\d{1,2})(?:st|nd|rd|th)?[ \t]+([A-Za-z]{3,9})\.?,?"
    r"|([A-Za-z]{3,9})\.?[ \t]+(\d{1,2})(?:st|nd|rd|th)?,?)[ \t]+(\d{4})"
    r"(?:,?[ \t]+(?:at[ \t]+)?(\d{1,2}):(\d{2})(?::\d{2})?[ \t]*([AaPp][Mm])?)?$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SECONDS = re.compile(r"\d{9,10}$")
_NOON = 12
_TRUE = frozenset({"true", "yes", "on", "1", "y"})
_FALSE = frozenset({"false", "no", "off", "0", "n", ""})
_MAIL = re.compile(r"[<(]?[^\s<>()]+@[^\s<>()]+[>)]?")


def text_of(fields: Mapping[str, Field], *names: str) -> str:
    """Return the first field of these names that is a word or a line, "" if none is."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(printable(value).split())
    return ""


def table_of(fields: Mapping[str, Field], name: str) -> Mapping[str, Field]:
    """Return a field that is a table, an empty one if it is not."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def texts_of(fields: Mapping[str, Field], *names: str, between: str = ",") -> tuple[str, ...]:
    """Return the words of the fields of these names: of lists, lists in them, and lines.

    `between` parts the words of a line: "," or " ", or "" where a line is one word.
    """
    found: list[str] = []
    for name in names:
        value = fields.get(name, "")
        if isinstance(value, str):
            parts = re.split(r"[,;]", value) if between and re.search("[,;]", value) else [value]
            if between == " " and len(parts) == 1:
                parts = value.split()
            found.extend(parts)
        else:
            found.extend(_inside(value))
    return tuple(dict.fromkeys(word for one in found if (word := " ".join(printable(one).split()))))


def _inside(value: Field) -> Iterable[str]:
    """Yield the words of a list, and of lists in it (Hexo's categories have them)."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            yield from (word for word in one if isinstance(word, str))


def truth_of(fields: Mapping[str, Field], *names: str) -> bool | None:
    """Return whether the first field of these names is true; None if none is there.

    What is neither true nor false in any spelling is None too.
    """
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            word = value.strip().lower()
            return True if word in _TRUE else False if word in _FALSE else None
    return None


def authors_of(fields: Mapping[str, Field]) -> str:
    """Return the names of a post's authors, without addresses."""
    names: list[str] = []
    for key in ("author", "authors", "by"):
        value = fields.get(key, "")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                names.append(text_of(one, "name", "display_name", "title"))
            elif isinstance(one, str):
                names.extend(_parted(one, several=key == "authors"))
        if any(name.strip() for name in names):
            break
    plain = (" ".join(_MAIL.sub("", printable(name)).strip(" -").split()) for name in names)
    plain = (re.sub(r"(?<!\S)@(?=\w)", "", name) for name in plain)
    return ", ".join(dict.fromkeys(name for name in plain if name))


def _parted(line: str, *, several: bool) -> Iterable[str]:
    """Yield the names in a line; between semicolons the family's may come first."""
    if ";" in line:
        for name in line.split(";"):
            family, comma, given = name.partition(",")
            yield f"{given.strip()} {family.strip()}" if comma else name
    else:
        yield from line.split(",") if several else [line]


def moment_of(value: Field | None) -> tuple[datetime | None, bool]:
    """Return a moment, and whether its time of day is known; None and False for what is none.

    Midnight, by UTC or by no zone, is what tools write for a day without a time.
    """
    if not isinstance(value, str):
        return None, False
    text = " ".join(value.strip().strip("[]\"'").split())
    if found := _DATE.match(text):
        return _of_numbers(found)
    if found := _NAMED.match(text):
        return _of_words(found)
    if _SECONDS.match(text):
        return datetime.fromtimestamp(int(text), tz=UTC), True
    read = mail_moment(text) or moment(text)
    return read, read is not None and ":" in text


def _of_numbers(found: re.Match[str]) -> tuple[datetime | None, bool]:
    """Return the moment of "2012-02-04 03:17:33 +0100" and its like."""
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    hour, minute, second = (int(one or 0) for one in found.groups()[4:7])
    hour = _hour(hour, found[8])
    read = moment(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    there = _zone(found[9] or "")
    if read is None:
        return None, False
    nothing = found[5] is None or (not hour and not minute and not second and there in {None, UTC})
    if nothing:
        return read, False
    return read.replace(tzinfo=there), True


def _of_words(found: re.Match[str]) -> tuple[datetime | None, bool]:
    """Return the moment of "4 February 2012" or "Feb 4, 2012 3:17 pm"."""
    name = (found[2] or found[3])[:3].lower()
    if name not in _MONTHS:
        return None, False
    month, day = _MONTHS.index(name) + 1, int(found[1] or found[4])
    hour = _hour(int(found[6] or 0), found[8])
    read = moment(f"{found[5]}-{month:02}-{day:02}T{hour:02}:{int(found[7] or 0):02}:00")
    return read, read is not None and found[6] is not None


def _hour(hour: int, half: str | None) -> int:
    """Return an hour of 24."""
    if not half:
        return hour
    return hour % _NOON + (_NOON if half[0] in "pP" else 0)


def _zone(text: str) -> timezone | None:
    """Return the zone of "Z" or "+0100", None for nothing."""
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if away >= timedelta(days=1) or not away:
        return UTC
    return timezone(-away if text[0] == "-" else away)
