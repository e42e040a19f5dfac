import time

import pytest

from blog2book.readers.markdown.rest import rest_front

FIELDS = ":date: 2020\n:email: a@b.example\n\nB\n"
KNOWN = {"date": "2020", "email": "a@b.example"}


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("A title\n#######\n\n:date: 2020\n:summary:\n    more\n\nB\n",
         {"title": "A title", "date": "2020", "summary": "more"}, "B\n"),
        ("=====\nOver\n=====\n\nB", {"title": "Over"}, "B"),
        (":date: 2020\n\nB", {"date": "2020"}, "B"),
        ("Only words.\n\nB", {}, "Only words.\n\nB"),
        ("", {}, ""),
        ("R\n=\n" + FIELDS, {"title": "R"} | KNOWN, "B\n"),
        ("Hi\n==\n" + FIELDS, {"title": "Hi"} | KNOWN, "B\n"),
        ("--\nHi\n--\n" + FIELDS, {"title": "Hi"} | KNOWN, "B\n"),
        ("Too long\n==\n\nB", {}, "Too long\n==\n\nB"),
        ("日記\n==\n\nB", {}, "日記\n==\n\nB"),
        ("日記\n====\n\nB", {"title": "日記"}, "B"),
        ("e\u0301t\u00e9\n===\n\nB", {"title": "e\u0301t\u00e9"}, "B"),
        ("Longer title here\n=====\n\nB", {"title": "Longer title here"}, "B"),
        ("- a point\n=========\n", {}, "- a point\n=========\n"),
        ("....\n====\n", {}, "....\n====\n"),
        ("Words", {}, "Words"),
    ],
)  # fmt: skip
def test_titles_and_fields(text: str, fields: dict[str, object], body: str) -> None:
    """A title is as long as its line, or nearly, and leaves the text with the fields below it."""
    head = rest_front(text)
    assert (head.fields, head.body) == (fields, body)


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        (".. -*- coding: utf-8 -*-\n\n", ""),
        (".. a comment\n   of two lines\n\n   and a third\n", ""),
        ("..\n\n.. one\n.. two\n\n", ""),
        ("\n\n.. _a:\n\n.. no word\n.. |x| replace:: y\n", ".. _a:\n\n.. |x| replace:: y\n\n"),
        (".. role:: x\n   :class: y\n\n", ".. role:: x\n   :class: y\n\n\n"),
    ],
)  # fmt: skip
def test_comments_above_a_title_hide_no_field(above: str, kept: str) -> None:
    """Fields leave the text, whatever stands above or below the title; only comments go."""
    title = "Title\n=====\n"
    for before in (above + title, title + above):
        head = rest_front(before + FIELDS)
        assert (head.fields, head.body) == ({"title": "Title"} | KNOWN, kept + "B\n")


def test_a_subtitle_is_one_above_fields() -> None:
    """A heading that fields follow is a subtitle; one that words follow is the text's own."""
    head = rest_front("Title\n=====\n\nMore\n----\n\n" + FIELDS)
    assert (head.fields, head.body) == ({"title": "Title", "subtitle": "More"} | KNOWN, "B\n")
    assert head.line == 10
    assert rest_front("Title\n=====\n\nMore\n----\n\nB").body == "More\n----\n\nB"


def test_what_stands_above_is_read_in_linear_time() -> None:
    """However many lines a field, a comment or an underline has."""
    start = time.perf_counter()
    rest_front(":a:\n" + " b\n" * 100_000)
    rest_front(".. x\n" * 100_000)
    rest_front("=" * 500_000 + "\n" + "a" * 500_000 + "\n" + "=" * 500_000)
    assert time.perf_counter() - start < 10
