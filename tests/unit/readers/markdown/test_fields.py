import pytest

from blog2book.readers.markdown.fields import authors_of, moment_of, text_of, texts_of, truth_of
from blog2book.readers.markdown.front import Field


@pytest.mark.parametrize(
    ("text", "moment", "timed"),
    [
        ("2010-01-02", "2010-01-02T00:00:00", False),
        ("2010/1/2", "2010-01-02T00:00:00", False),
        ("2010.01.02", "2010-01-02T00:00:00", False),
        ("2010-01-02 10:00", "2010-01-02T10:00:00", True),
        ("2010-01-02T10:00:59.123Z", "2010-01-02T10:00:59+00:00", True),
        ("2010-01-02 10:00:00 -0700", "2010-01-02T10:00:00-07:00", True),
        ("2010-01-02 10:00:00+05:30", "2010-01-02T10:00:00+05:30", True),
        ("2010-01-02 10:00 +02", "2010-01-02T10:00:00+02:00", True),
        ("2010-01-02 10:00 UTC", "2010-01-02T10:00:00+00:00", True),
        ("2010-01-02 10:00 PM", "2010-01-02T22:00:00", True),
        ("2010-01-02 12:05 am", "2010-01-02T00:05:00", True),
        ("2010-01-02T00:00:00Z", "2010-01-02T00:00:00", False),
        ("2010-01-02T00:00:00+02:00", "2010-01-02T00:00:00+02:00", True),
        ("2010-01-02 00:00:00", "2010-01-02T00:00:00", False),
        ("2010-01-02 10:00 +9900", "2010-01-02T10:00:00+00:00", True),
        ("'2010-01-02'", "2010-01-02T00:00:00", False),
        ("[[2010-01-02]]", "2010-01-02T00:00:00", False),
        ("January 5, 2002", "2002-01-05T00:00:00", False),
        ("5th Feb 2002", "2002-02-05T00:00:00", False),
        ("Jul 08 2022 3:17 pm", "2022-07-08T15:17:00", True),
        ("Mon, 02 Jan 2006 15:04:05 +0100", "2006-01-02T15:04:05+01:00", True),
        ("1577836800", "2020-01-01T00:00:00+00:00", True),
        ("20200102", "2020-01-02T00:00:00", False),
    ],
)
def test_moments_in_all_spellings(text: str, moment: str, timed: bool) -> None:  # noqa: FBT001
    """Zones as written; midnight by UTC or by no zone is a day whose time nobody knows."""
    found, known = moment_of(text)
    assert found is not None
    assert (found.isoformat(), known) == (moment, timed)


@pytest.mark.parametrize(
    "value",
    [None, "", [], {}, "soon", "2010-13-45", "0000-01-01", "9999-12-31", "2010-01-02 99:99",
     "Foo 5, 2002", "Feb 31, 2002", "NaN", "-5", "2010-01-02x"],
)  # fmt: skip
def test_what_is_no_moment(value: Field | None) -> None:
    """Wrong types, absurd dates, words."""
    assert moment_of(value) == (None, False)


def test_words_of_lists_and_lines() -> None:
    """Each once, in order; what is no word is passed over."""
    fields: dict[str, Field] = {
        "tags": ["a", ["b", "c"], {"d": "e"}, "a"],
        "line": "x y, z",
        "words": "x y z",
        "table": {"a": "b"},
    }
    assert texts_of(fields, "tags", "none") == ("a", "b", "c")
    assert texts_of(fields, "line") == ("x y", "z")
    assert texts_of(fields, "words", between=" ") == ("x", "y", "z")
    assert texts_of(fields, "words") == ("x y z",)
    assert texts_of(fields, "table") == ()
    assert text_of(fields, "table", "words") == "x y z"


def test_truths_in_all_spellings() -> None:
    """True, false, or neither."""
    assert truth_of({"a": "Yes"}, "a") is True
    assert truth_of({"a": "OFF"}, "b", "a") is False
    assert truth_of({"a": "perhaps"}, "a") is None
    assert truth_of({"a": ["x"]}, "a") is None


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"author": "Ada Example"}, "Ada Example"),
        ({"author": "Example, Ada; Other, Bob"}, "Ada Example, Bob Other"),
        ({"authors": "Ada, Bob"}, "Ada, Bob"),
        ({"authors": ["Ada <ada@mail.example>", "ada@mail.example", "@bob"]}, "Ada, bob"),
        ({"author": {"name": "Ada", "email": "x@y.z"}}, "Ada"),
        ({"author": [{"title": "Ada"}, ["x"]]}, "Ada"),
        ({"author": "", "authors": ["Bob"]}, "Bob"),
        ({}, ""),
    ],
)
def test_authors_without_addresses(fields: dict[str, Field], names: str) -> None:
    """Names only, in reading order."""
    assert authors_of(fields) == names
