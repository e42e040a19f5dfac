"""Days, months and years in words, in any language Babel knows (Unicode CLDR)."""

import pickle
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date, format_time

from blog2book.language.names import normalise

_FIELD = re.compile(r"'(?:[^']|'')*'|([A-Za-z])\1*")
_YEAR = frozenset("GyYur")
_MONTHS = range(1, 13)


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag; English where it knows none."""
    tag = normalise(language)
    while tag:
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return Locale("en")


def day_line(day: date, language: str) -> str:
    """Return a day without its year, for the head of a post: "Sunday, 1 March"."""
    found = locale(language)
    pattern = _without_year(found.date_formats["full"].pattern)
    return format_date(day, _ordinal(pattern, day, found), locale=found)


def clock(moment: datetime, language: str) -> str:
    """Return the time of day as a language writes it: "14:05", "2:05 PM"."""
    shown: str = format_time(moment.time(), "short", locale=locale(language))
    return shown.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")  # fonts lack the first


def long_date(day: date, language: str) -> str:
    """Return a day with its year, without the day's name: "1 March 2009"."""
    found = locale(language)
    return format_date(day, _ordinal(found.date_formats["long"].pattern, day, found), locale=found)


def month_name(month: int, language: str) -> str:
    """Return the name of a month (1 to 12) as it stands alone: "March".

    The case is that of the language ("mars" in French).
    """
    return _months(locale(language))[month]


def month_year(year: int, month: int, language: str) -> str:
    """Return a month of a year: "March 2009"."""
    found = locale(language)
    return format_date(date(year, month, 1), _month_pattern(found), locale=found)


def year(number: int, language: str) -> str:
    """Return a year as it stands alone: "2009" ("2009年" in Japanese)."""
    found = locale(language)
    return format_date(date(number, 1, 1), found.datetime_skeletons["y"].pattern, locale=found)


def span(first: date, last: date, language: str) -> str:
    """Return the months from `first` to `last`: "March 2009 – January 2010"."""
    found = locale(language)
    end = month_year(last.year, last.month, language)
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = month_year(first.year, first.month, language)
    if first.year == last.year and not _month_pattern(found).startswith(("y", "G")):
        start = month_name(first.month, language)
    join: str = found.interval_formats[None]
    # CLDR has thin spaces around the dash, which many a font lacks
    return join.replace("\u2009", " ").format(start, end)


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written."""
    return "rtl" if locale(language).character_order == "right-to-left" else "ltr"


def _ordinal(pattern: str, day: date, found: Locale) -> str:
    """Return a pattern in which the first of a French month is "1er", which CLDR leaves out."""
    first = found.language == "fr" and day.day == 1
    return re.sub(r"\bd\b", "d'er'", pattern) if first else pattern


def _without_year(pattern: str) -> str:
    """Take the year out of a CLDR date pattern, with the words that join it to the rest."""
    fields = [
        (match.start(), match.end(), match[1]) for match in _FIELD.finditer(pattern) if match[1]
    ]
    years = [place for place, field in enumerate(fields) if field[2] in _YEAR]
    if not years:
        return pattern
    first, last = years[0], years[-1]
    if last == len(fields) - 1:
        return pattern[: fields[first - 1][1]]
    if first == 0:
        return pattern[fields[last + 1][0] :]
    return pattern[: fields[first][0]] + pattern[fields[last + 1][0] :]


def _months(found: Locale) -> Mapping[int, str]:
    """Return the names of months as they stand alone."""
    names: Mapping[int, str] = found.months["format"]["wide"]
    return _own_months(str(found)) or names


@lru_cache(maxsize=64)
def _own_months(identifier: str) -> Mapping[int, str] | None:
    """Return the names that stand alone, None where they are the same as in a date.

    They are read from Babel's file, because Babel resolves "the same as" in data that languages
    share, for the language that asks first (2.18: after Japanese, an Italian month alone is "3月").
    """
    while identifier:
        data = pickle.loads(Path(localedata.resolve_locale_filename(identifier)).read_bytes())  # noqa: S301 - Babel's own file
        wide = data.get("months", {}).get("stand-alone", {}).get("wide")
        if isinstance(wide, dict) and len(wide) == len(_MONTHS):
            return wide
        identifier = identifier.rpartition("_")[0]
    return None


def _month_pattern(found: Locale) -> str:
    """Return the pattern of a month with its year."""
    pattern: str = found.datetime_skeletons["yMMMM"].pattern
    return pattern if _own_months(str(found)) else pattern.replace("L", "M")
