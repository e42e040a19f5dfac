from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog2book.fetch.servers import seconds_of

SENT = "Mon, 05 Jan 2009 10:00:00 GMT"


@pytest.mark.parametrize(
    ("retry_after", "date", "seconds"),
    [
        ("0", "", 0.0),
        (" 120 ", "", 120.0),
        ("9" * 5000, "", 9_999_999_999.0),
        ("Mon, 05 Jan 2009 10:02:00 GMT", SENT, 120.0),
        ("Mon, 05 Jan 2009 10:02:00 -0000", SENT, 120.0),
        ("Monday, 05-Jan-09 10:02:00 GMT", SENT, 120.0),
        ("Mon, 05 Jan 2009 09:00:00 GMT", SENT, 0.0),
        (SENT, "", None),
        (SENT, "yesterday", None),
        ("", SENT, None),
        ("-5", SENT, None),
        ("1.5", SENT, None),
        ("²", SENT, None),
    ],
)
def test_a_time_to_wait_is_read(retry_after: str, date: str, seconds: float | None) -> None:
    """A number or a moment is understood; what says neither says nothing."""
    assert seconds_of(retry_after, date) == seconds


@given(st.text(), st.text() | st.datetimes().map(format_datetime))
def test_no_header_is_a_danger(retry_after: str, date: str) -> None:
    """Whatever a server sends is a time that is not negative, or none."""
    found = seconds_of(retry_after, date)
    assert found is None or found >= 0
