import pytest

from blog2book.cite.dates import day_in
from blog2book.model.sources import Day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2012/05/03/robin", Day(year=2012, month=5, day=3)),
        ("https://a.example/2012/5/3", Day(year=2012, month=5, day=3)),
        ("https://a.example/society/2012/may/03/robin", Day(year=2012, month=5, day=3)),
        ("https://a.example/2012-05-03-robin.html", Day(year=2012, month=5, day=3)),
        ("https://a.example/20120503/robin", Day(year=2012, month=5, day=3)),
        ("https://a.example/2012/05/robin.html", Day(year=2012, month=5, day=None)),
        ("https://a.example/2012/05/", Day(year=2012, month=5, day=None)),
        ("https://a.example/2012/05/1234567-robin", Day(year=2012, month=5, day=None)),
    ],
)
def test_paths_tell_dates(url: str, day: Day) -> None:
    """A day or a month in the path is the work's date, and nothing is added to it."""
    assert day_in(url) == day


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/robin",
        "https://a.example/2012/13/01/",
        "https://a.example/2012/02/30/x",
        "https://a.example/2012/abc/03/",
        "https://a.example/9912/05/03/",
        "https://a.example/wp-content/uploads/2012/05/report.pdf",
        "https://garden.files.wordpress.com/2012/05/report.pdf",
        "https://a.example/?d=/2012/05/03/",
        "https://[broken/2012/05/03/",
    ],
)
def test_other_numbers_are_no_dates(url: str) -> None:
    """What the calendar lacks, an upload's folder and a query tell no date."""
    assert day_in(url) is None


def test_a_day_is_written_as_far_as_it_is_known() -> None:
    """ISO 8601 has a form for a day, a month and a year."""
    assert Day(year=2012, month=5, day=3).iso == "2012-05-03"
    assert Day(year=2012, month=5, day=None).iso == "2012-05"
    assert Day(year=812, month=None, day=None).iso == "0812"
