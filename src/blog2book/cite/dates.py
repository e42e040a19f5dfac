"""The date that an address tells: `/2012/05/03/`, `/2012/05/`, `/2012/may/03/`."""

import re
from datetime import date
from urllib.parse import urlsplit

from blog2book.model.sources import Day

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATH = re.compile(
    r"/(?P<year>(?:19[89]|20\d)\d)"
    r"(?:/(?P<month>\d{1,2}|[a-z]{3})(?:/(?P<day>\d{1,2})(?=/|$)|(?=/|$))"
    r"|-(?P<dashed_month>\d{2})-(?P<dashed_day>\d{2})(?=[/_-]|$)"
    r"|(?P<joined_month>\d{2})(?P<joined_day>\d{2})(?=/|$))",
    re.IGNORECASE,
)
_STORED = re.compile(r"/(?:uploads|files|images|media|assets|static)/", re.IGNORECASE)
"""Folders where a date is that of an upload, which says little of the work."""
_STORE = re.compile(r"\.files\.wordpress\.com$", re.IGNORECASE)
"""Hosts of nothing but uploads."""


def day_in(url: str) -> Day | None:
    """Return the date in the path of an address, None if there is none."""
    try:
        parts = urlsplit(url)
        path, host = parts.path, parts.netloc
    except ValueError:
        return None
    match = _PATH.search(path)
    if match is None or _STORED.search(path) or _STORE.search(host):
        return None
    month = match["month"] or match["dashed_month"] or match["joined_month"]
    day = match["day"] or match["dashed_day"] or match["joined_day"]
    number = int(month) if month.isdigit() else _number(month)
    return _checked(int(match["year"]), number, int(day) if day else None)


def _number(month: str) -> int:
    """Return the number of a month by its English short name, 0 for none."""
    name = month.lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0


def _checked(year: int, month: int, day: int | None) -> Day | None:
    """Return the day if the calendar has it."""
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return Day(year=year, month=month, day=day)
