from datetime import date

import pytest

from blog2book.language.periods import whole_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        (" 2012-5-3 ", date(2012, 5, 3), date(2012, 5, 3)),
    ],
)
def test_a_period_is_whole(text: str, first: date, last: date) -> None:
    """A year or a month goes from its first day to its last."""
    assert whole_period(text) == (first, last)


@pytest.mark.parametrize("text", ["", "spring", "12-05", "2012-13", "2012-02-30", "2012-02-03-04"])
def test_what_no_calendar_has_is_refused(text: str) -> None:
    """It is said in words."""
    with pytest.raises(ValueError, match=r"day|month"):
        whole_period(text)
