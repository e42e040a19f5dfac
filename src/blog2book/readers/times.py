"""Moments as exports write them, and the wall clock of a blog."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MAIL = re.compile(r"(?:\w+,?\s+)?\d{1,2}\s+\w+\s+\d{4}\s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 9999
"""The calendar's last year: its days cannot all be moved to another zone, and no blog has them."""
_QUARTER = 15 * 60
_FARTHEST = timedelta(hours=14)
"""No place on earth is farther from UTC than 14 hours, nor off a quarter of an hour."""


def zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA name, or None for a name that is none."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def moment(text: str) -> datetime | None:
    """Read "2012-02-04 03:17:33" or "2018-08-02T12:38:27.320-07:00"; None for anything else."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return read if 1 < read.year < _LAST else None


def mail_moment(text: str) -> datetime | None:
    """Read "Wed, 25 Jul 2012 22:31:24 +0000"; None for anything else, and for the epoch itself.

    WordPress writes the epoch, or the year -0001, for what was never published.
    """
    if not _MAIL.match(text.strip()):
        return None
    try:
        read = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = read if read.tzinfo else read.replace(tzinfo=UTC)
    known = aware != _EPOCH and 1 < aware.year < _LAST
    return aware if known else None


def offset(local: datetime, utc: datetime) -> timezone | None:
    """Return the zone whose clock showed `local` at `utc` (both naive), None if none does."""
    difference = local - utc
    if abs(difference) > _FARTHEST or difference.total_seconds() % _QUARTER:
        return None
    return timezone(difference)


def wall(time: datetime, there: tzinfo | None) -> datetime:
    """Return a moment by the clock of `there`; one without a zone is taken to be of that clock."""
    if there is None:
        return time
    return time.astimezone(there) if time.tzinfo else time.replace(tzinfo=there)


def later(time: datetime, limit: datetime) -> bool:
    """Return whether `time` lies after `limit`, with a day's grace where a zone is not known."""
    if (time.tzinfo is None) == (limit.tzinfo is None):
        return time > limit
    return time.replace(tzinfo=None) > limit.replace(tzinfo=None) + timedelta(days=1)


def runs_backwards(times: Iterable[datetime | None]) -> bool:
    """Return whether most neighbours of a row of moments run from newer to older.

    Where as many run one way as the other, days say it: of some posts no more may be known.
    """
    known = [time.replace(tzinfo=None) for time in times if time is not None]
    return (_balance(known) or _balance([time.date() for time in known])) < 0


def _balance(row: Sequence[date]) -> int:
    """Return how many more neighbours run forwards than backwards."""
    return sum((other > one) - (other < one) for one, other in pairwise(row))
