from datetime import date, time

import pytest

from blog2book.readers.text.dates import find_dates, newest_first
from blog2book.readers.text.line import read_line
from blog2book.readers.text.vocabulary import COMMON, fold, others, vocabulary

DAY = date(2016, 12, 23)
APRIL = {day: date(2016, 4, day) for day in (1, 3)}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Friday, 23 December 2016"),
        ("en", "Friday, December 23, 2016"),
        ("en", "FRIDAY 23RD DECEMBER 2016"),
        ("en", "the 23rd of December, 2016"),
        ("en", "Fri 23 Dec. 2016"),
        ("en", "2016 December 23"),
        ("en", "## 2016-12-23"),
        ("en", "*** 23 December 2016 ***"),
        ("en", "2016/12/23"),
        ("en", "23-12-16"),
        ("en", "Dec 23 2016"),
        ("de", "Freitag, den 23. Dezember 2016"),
        ("de", "23. Dez. 2016"),
        ("fr", "vendredi 23 décembre 2016"),
        ("fr", "ven. 23 déc. 2016"),
        ("es", "viernes, 23 de diciembre de 2016"),
        ("pt", "sexta-feira, 23 de dezembro de 2016"),
        ("ca", "divendres, 23 de desembre de 2016"),
        ("ca", "23 de desembre del 2016"),
        ("hu", "2016. december 23., péntek"),
        ("eu", "2016(e)ko abenduaren 23(a), ostirala"),
        ("lt", "2016 m. gruodžio 23 d., penktadienis"),
        ("cs", "pátek 23. prosince 2016"),
        ("fi", "perjantai 23. joulukuuta 2016"),
        ("he", "יום שישי, 23 בדצמבר 2016"),
        ("ar", "الجمعة، 23 ديسمبر 2016"),
        ("ar", "الجمعة، ٢٣ ديسمبر ٢٠١٦"),
        ("hi", "शुक्रवार, 23 दिसंबर 2016"),
        ("th", "วันศุกร์ที่ 23 ธันวาคม พ.ศ. 2559"),
        ("vi", "Thứ Sáu, 23 tháng 12, 2016"),
        ("ko", "2016년 12월 23일 금요일"),
        ("ja", "2016年12月23日金曜日"),
        ("ja", "2016年12月23日(金)"),
        ("zh", "2016年12月23日星期五"),
        ("el", "Παρασκευή 23 Δεκεμβρίου 2016"),
        ("tr", "23 Aralık 2016 Cuma"),
    ],
)
def test_lines_that_are_dates(language: str, line: str) -> None:
    """A date is read in any language, order and dress."""
    found = read_line(line, vocabulary(language))
    assert found is not None
    assert found.day("dmy") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "23 December",
        "December 2016",
        "31 February 2016",
        "23 December 2016 and more",
        "Friday Saturday 23 December 2016",
        "March April 3 2016",
        "23 24 December 2016",
        "123 December 2016",
        "23 December 20161",
        "23 December 16",
        "23 December 1066",
        "2016-13-01",
        "2016-12-23T25:00",
        "1.2.3.2016",
        "1 2 2016",
        "1/2-2016",
        "1/2/345",
        "123/2/16",
        "2016/123/1",
        "40/40/2016",
        "23 December 2016 at 99:99",
        "12:30",
    ],
)
def test_lines_that_are_no_dates(line: str) -> None:
    """What is more, less or other than a whole date is text."""
    assert read_line(line, vocabulary("en")) is None


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("2016-12-23T16:05:00+01:00", time(16, 5)),
        ("December 23, 2016 at 4:05 PM", time(16, 5)),
        ("December 23, 2016 12:05 a.m.", time(0, 5)),
        ("23 December 2016 16:05", time(16, 5)),
        ("23 December 2016", None),
    ],
)
def test_times_of_day(line: str, clock: time | None) -> None:
    """A time beside the date is read, in 12 hours and in 24."""
    found = read_line(line, vocabulary("en"))
    assert found is not None
    assert found.clock == clock


def test_german_am_is_no_morning() -> None:
    """The German preposition "am" before a date is not half a day."""
    found = read_line("am 23. Dezember 2016 um 12:30 Uhr", vocabulary("de"))
    assert found is not None
    assert found.clock == time(12, 30)


def test_short_years() -> None:
    """Two digits are a year of this century, or of the last from 70."""
    words = vocabulary("en")
    years = {line: read_line(line, words) for line in ("23/12/16", "23/12/98")}
    assert [found.day("dmy") for found in years.values() if found] == [DAY, date(1998, 12, 23)]


def test_french_mar_is_tuesday_or_march() -> None:
    """Beside a month, "mar." is a weekday."""
    found = read_line("mar. 6 décembre 2016", vocabulary("fr"))
    assert found is not None
    assert (found.day(""), found.weekday) == (date(2016, 12, 6), 1)
    found = read_line("mar 5, mar 2024", vocabulary("es"))
    assert found is not None
    assert (found.day(""), found.weekday) == (date(2024, 3, 5), 1)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["1/2/2016", "23/2/2016"], [date(2016, 2, 1), date(2016, 2, 23)]),
        (["2/1/2016", "2/23/2016"], [date(2016, 2, 1), date(2016, 2, 23)]),
        (["5/5/2016"], [date(2016, 5, 5)]),
        (["Monday 1/2/2016"], [date(2016, 2, 1)]),
        (["1/2/2016", "13/2/2016", "2/23/2016"], [date(2016, 2, 13), date(2016, 2, 23)]),
        (["3/4/2016", "1/4/2016", "12/3/2016"], [APRIL[3], APRIL[1], date(2016, 3, 12)]),
        (["4/3/2016", "4/1/2016", "3/12/2016"], [APRIL[3], APRIL[1], date(2016, 3, 12)]),
        (["3/4/2016", "2/4/2016", "1/4/2016"], []),
        (["3/4/2016", "2/4/2016"], []),
    ],
)  # fmt: skip
def test_the_vote_on_day_and_month(lines: list[str], days: list[date]) -> None:
    """Days beyond 12, weekdays and the run of the dates vote; without a vote nothing is guessed."""
    found = find_dates(lines)
    assert [one.day for one in found.found.values()] == days
    assert len(found.undecided) + len(days) >= len(lines) - 1


def test_an_overwhelming_vote_outvotes_a_slip() -> None:
    """One line that can only be read the other way does not make the rest doubtful."""
    lines = [f"{day}/2/2016" for day in range(13, 19)] + ["2/23/2016", "1/2/2016"]
    days = [one.day for one in find_dates(lines).found.values()]
    assert days[-2:] == [date(2016, 2, 23), date(2016, 2, 1)]


def test_dates_of_another_style_and_out_of_order_are_text() -> None:
    """A letter's date inside a post is no post; one that fits the order is."""
    lines = ["Friday, 23 December 2016", "3 May 1916", "Thursday, 22 December 2016"]
    lines += ["20 December 2016", "Saturday, 17 December 2016", "16 December 2016"]
    found = find_dates(lines)
    assert found.strays == (1,)
    assert list(found.found) == [0, 2, 3, 4, 5]
    oldest_first = find_dates(lines[::-1])
    assert oldest_first.strays == (4,)


def test_wrong_weekdays_are_noticed() -> None:
    """The date counts, the weekday is reported."""
    assert find_dates(["Monday, 23 December 2016"]).found[0].weekday_wrong


def test_no_lines_no_language() -> None:
    """Nothing comes of nothing."""
    found = find_dates(["", "words"])
    assert (found.found, found.languages) == ({}, ())


def test_rare_languages_are_asked_last() -> None:
    """A language that few write is found too, and words that no language has are not."""
    assert find_dates(["Dydd Gwener, 23 Rhagfyr 2016"]).languages == ("cy",)
    assert find_dates(["23 Brumaire 2016"]).languages == ()


def test_bylines() -> None:
    """WordPress puts words and the author around a date."""
    (found,) = find_dates(["Posted on December 23, 2016 by Ada Example"]).found.values()
    assert (found.day, found.author) == (DAY, "Ada Example")
    (found,) = find_dates(["Veröffentlicht am 23. Dezember 2016"]).found.values()
    assert (found.day, found.author) == (DAY, "")


def test_order_of_a_page() -> None:
    """Most neighbours decide whether a page runs backwards."""
    days = [date(2016, 1, day) for day in (9, 7, 8, 3)]
    assert newest_first(days)
    assert not newest_first(days[::-1])
    assert not newest_first(days[:1])


def test_every_language_of_babel_has_its_words() -> None:
    """All languages load, and folding is stable."""
    names = [*COMMON, *others()]
    assert len(names) == len(set(names)) > 300
    for word in vocabulary("tr").words:
        assert fold(word) == word
    assert vocabulary("cy").words["rhagfyr"].month == 12


def test_a_full_stop_tells_croatian_from_polish() -> None:
    """One word is October in the one and November in the other."""
    croatian, polish = find_dates(["1. listopada 2000."]), find_dates(["1 listopada 2000"])
    assert croatian.found[0].day == date(2000, 10, 1)
    assert polish.found[0].day == date(2000, 11, 1)
    assert (croatian.languages[0], polish.languages[0]) == ("hr", "pl")


NEW, NEWER, NEWEST = "17 December 2016", "20 December 2016", "23 December 2016"
OLD, OLDER = "8 May 1945", "1 May 1945"


@pytest.mark.parametrize(
    ("lines", "remote"),
    [
        ([NEWEST, OLD, NEW], (1,)),
        ([NEWEST, OLDER, OLD, NEW], (1, 2)),
        ([NEWEST, OLDER, OLD, OLDER, NEW], (1, 2, 3)),
        ([NEWEST, OLD, NEWER, OLDER, NEW], (1, 3)),
        ([NEWEST, NEWER, NEW, OLD], (3,)),
        ([NEWEST, NEWER, NEW, OLD, OLDER], ()),
        ([OLD, NEW, NEWER, NEWEST], ()),
        ([OLD, NEW, NEWER, OLDER, NEWEST], (3,)),
        ([NEWEST, OLD], ()),
        ([OLD, OLDER], ()),
        ([NEWEST, "1 May 2001", NEW], ()),
    ],
)
def test_dates_decades_away_are_quoted(lines: list[str], remote: tuple[int, ...]) -> None:
    """A date between posts, or one behind them, decades away from all, begins no post."""
    found = find_dates(lines)
    assert found.remote == remote
    assert list(found.found) == [index for index in range(len(lines)) if index not in remote]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Jumanne, 5 Januari 2016", "sw"),
        ("5 Aprili 2016", "sw"),
        ("Pebrero 14, 2016", "fil"),
        ("५ जानेवारी, २०१६", "mr"),
        ("14 فروری، 2016", "ur"),
        ("utorak, 5. januar 2016.", "sr-Latn"),
        ("nedjelja, 14. februar 2016.", "bs"),
        ("ponedjeljak, 5. siječnja 2016.", "hr"),
        ("уторак, 5. јануар 2016.", "sr"),
    ],
)
def test_of_equal_languages_the_most_spoken_is_first(line: str, language: str) -> None:
    """A date that several languages write alike is in the one that most people speak."""
    assert find_dates([line]).languages[0] == language
