from datetime import date, datetime

import pytest
from babel.localedata import locale_identifiers

from blog2book.language.dates import (
    clock,
    day_line,
    direction,
    long_date,
    month_name,
    month_year,
    span,
    year,
)
from blog2book.language.names import normalise

SUNDAY = date(2009, 3, 1)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Sunday, March 1"),
        ("en-GB", "Sunday, 1 March"),
        ("de", "Sonntag, 1. März"),
        ("fr", "dimanche 1er mars"),
        ("es", "domingo, 1 de marzo"),
        ("ja", "3月1日日曜日"),
        ("ru", "воскресенье, 1 марта"),
        ("hu", "március 1., vasárnap"),
        ("lv", "svētdiena, 1. marts"),
        ("zh-Hans", "3月1日星期日"),
        ("th", "วันอาทิตย์ที่ 1 มีนาคม"),
        ("tr", "1 Mart Pazar"),
        ("", "Sunday, March 1"),
    ],
)
def test_day_line(language: str, expected: str) -> None:
    """A day is named in full without its year, in the order of its language."""
    assert day_line(SUNDAY, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "2:05\N{NO-BREAK SPACE}PM"), ("en-GB", "14:05"), ("de", "14:05"), ("fi", "14.05")],
)
def test_clock(language: str, expected: str) -> None:
    """An hour is written as its language does, with a space that fonts have."""
    assert clock(datetime(2009, 3, 1, 14, 5, 59), language) == expected


def test_day_line_has_no_year_in_any_language() -> None:
    """No language that Babel knows leaves the year in, or a part of what joins it."""
    for name in locale_identifiers():
        line = day_line(SUNDAY, name.replace("_", "-"))
        assert "2009" not in line
        assert line == line.strip(" ,;/-")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "1 March 2009"),
        ("en-US", "March 1, 2009"),
        ("ja", "2009年3月1日"),
        ("fr", "1er mars 2009"),
        ("fr-CH", "1er mars 2009"),
    ],
)
def test_long_date(language: str, expected: str) -> None:
    """A date is written out as its language does."""
    assert long_date(SUNDAY, language) == expected


def test_only_the_first_is_an_ordinal_in_french() -> None:
    """Other days of a French month have plain numbers."""
    assert day_line(date(2009, 3, 11), "fr") == "mercredi 11 mars"
    assert long_date(date(2009, 3, 2), "fr") == "2 mars 2009"


def test_every_month_has_a_name_in_any_language() -> None:
    """Each language has twelve names, and is numbered only where its dates are too."""
    for name in locale_identifiers():
        language = name.replace("_", "-")
        names = {month_name(month, language) for month in range(1, 13)}
        assert len(names) == 12
        assert "M03" not in names or "M03" in day_line(SUNDAY, language)


def test_months_stand_alone() -> None:
    """A month alone has its own form, and no language takes it from another."""
    assert month_name(3, "ja") == "3月"
    assert [month_name(3, one) for one in ("pt", "it", "ru", "fi", "en", "bs")] == [
        "março",
        "marzo",
        "март",
        "maaliskuu",
        "March",
        "mart",
    ]
    assert month_year(2009, 3, "bs").startswith("mart")


@pytest.mark.parametrize(
    ("language", "month", "alone"),
    [
        ("en", "March 2009", "2009"),
        ("es", "marzo de 2009", "2009"),
        ("ja", "2009年3月", "2009年"),
        ("ru", "март 2009\u202fг.", "2009"),
    ],
)
def test_month_and_year(language: str, month: str, alone: str) -> None:
    """A month with its year, and a year alone, are written as the language does."""
    assert month_year(2009, 3, language) == month
    assert year(2009, language) == alone


@pytest.mark.parametrize(
    ("language", "last", "expected"),
    [
        ("en", date(2010, 1, 5), "March 2009 – January 2010"),
        ("en", date(2009, 5, 5), "March – May 2009"),
        ("en", date(2009, 3, 5), "March 2009"),
        ("ja", date(2009, 5, 5), "2009年3月～2009年5月"),
        ("fa", date(2009, 5, 5), "مارس تا مهٔ 2009"),
        ("de", date(2010, 1, 5), "März 2009 – Januar 2010"),
    ],
)
def test_span(language: str, last: date, expected: str) -> None:
    """A span names what differs, and the year once where the language allows it."""
    assert span(SUNDAY, last, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("he", "rtl"), ("ar-EG", "rtl"), ("xx-Unknown", "ltr"), ("", "ltr")],
)
def test_direction(language: str, expected: str) -> None:
    """Arabic and Hebrew run from right to left; what nobody knows from left to right."""
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en_gb", "en-GB"),
        ("en-UK", "en-GB"),
        ("de_DE_formal", "de-DE"),
        ("zh_Hans_CN", "zh-Hans-CN"),
        ("pt_BR.UTF-8", "pt-BR"),
        ("sr@latin", "sr"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("en-a-bbb-x-c", "en-a-bbb-x-c"),
        ("es-419", "es-419"),
        ("", ""),
        ("C", ""),
        ("english", ""),
        ("not a tag", ""),
        ("x-private", ""),
    ],
)
def test_normalise(tag: str, expected: str) -> None:
    """Tags become well-formed, and what is none becomes nothing."""
    assert normalise(tag) == expected
    assert normalise(expected) == expected
