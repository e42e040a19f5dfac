"""Tests of moments and wall clocks."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from blog2book.readers.times import (
    later,
    mail_moment,
    moment,
    offset,
    runs_backwards,
    wall,
    zone,
)

NOON = datetime(2016, 12, 7, 12)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2016-12-07 12:00:00", NOON),
        (" 2016-12-07T12:00:00Z ", NOON.replace(tzinfo=UTC)),
        ("2016-12-07T12:00:00.320-07:00", "2016-12-07T12:00:00.320000-07:00"),
        ("0000-00-00 00:00:00", None),
        ("0001-01-01 00:00:00", None),
        ("9999-12-31 00:00:00", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_stamps_are_read_or_none(text: str, read: datetime | str | None) -> None:
    """A stamp that is no date is None, and never an error."""
    assert moment(text) == (datetime.fromisoformat(read) if isinstance(read, str) else read)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Wed, 07 Dec 2016 12:00:00 +0000", NOON.replace(tzinfo=UTC)),
        ("Wed, 07 Dec 2016 12:00:00 -0000", NOON.replace(tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Wed, 30 Nov -0001 00:00:00 +0000", None),
        ("Wed, 30 Nov 99999 00:00:00 +0000", None),
        ("Wed, 07 Foo 2016 12:00:00 +0000", None),
        ("Wed, 99 Dec 2016 12:00:00 +0000", None),
        (f"Wed, 07 Dec 2016 12:00:{'9' * 24} +0000", None),
        ("Wed, 07 Dec 2016 12:00:00 +99999999999999999999999", None),
        ("", None),
    ],
)
def test_mail_stamps_are_read_or_none(text: str, read: datetime | None) -> None:
    """What was never published (the epoch, the year -1) has no moment."""
    assert mail_moment(text) == read


def test_zones_are_found_by_name() -> None:
    """A name that is no zone is None, whatever is in it."""
    assert zone("Europe/Berlin") is not None
    assert [zone(name) for name in ("", "Nowhere/Land", "../etc/passwd", "Europe")] == [None] * 4


@pytest.mark.parametrize(
    ("hours", "found"), [(3.5, timedelta(hours=3.5)), (0, timedelta(0)), (15, None), (0.1, None)]
)
def test_an_offset_is_one_that_exists(hours: float, found: timedelta | None) -> None:
    """More than 14 hours, or no quarter of an hour, is no offset but a fault."""
    expected = None if found is None else timezone(found)
    assert offset(NOON + timedelta(hours=hours), NOON) == expected


def test_a_wall_clock_shows_the_time_of_its_place() -> None:
    """A moment moves to the zone; one without a zone is taken to be of it."""
    berlin = zone("Europe/Berlin")
    assert wall(NOON.replace(tzinfo=UTC), berlin).hour == 13
    assert wall(NOON, berlin) == NOON.replace(tzinfo=berlin)
    assert wall(NOON, None) == NOON


def test_later_gives_a_day_of_grace_between_clocks() -> None:
    """Where one of two moments has no zone, only more than a day counts."""
    aware = NOON.replace(tzinfo=UTC)
    assert later(NOON + timedelta(seconds=1), NOON)
    assert not later(NOON, NOON)
    assert not later(NOON + timedelta(hours=20), aware)
    assert later(NOON + timedelta(hours=25), aware)


def test_the_direction_of_a_row_is_that_of_most_neighbours() -> None:
    """One post out of order does not turn a blog round."""
    days = [NOON - timedelta(days=day) for day in (1, 2, 9, 3, 4)]
    assert runs_backwards([*days, None])
    assert not runs_backwards(reversed(days))
    assert not runs_backwards([])


def test_days_say_the_direction_of_a_row_whose_clock_does_not() -> None:
    """A page of the newest day first may give each day in its own order."""
    row = [datetime(2016, 12, day, hour) for day, hour in ((9, 0), (8, 0), (8, 9), (8, 10), (7, 0))]
    assert runs_backwards(row)
    assert not runs_backwards(reversed(row))
