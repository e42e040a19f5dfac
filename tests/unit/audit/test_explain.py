"""Which words of an export are rightly not in a book, and that no rule is wide."""

import time

import pytest

from blog2book.audit.explain import explained, in_runs, marked, rules, vanished
from blog2book.audit.words import Spans, normal, spans


def _named(text: str, reader: str) -> dict[str, str]:
    """Return the words that a rule names, joined by rule."""
    shown = normal(text)
    places = spans(shown)
    known = marked(rules(reader), shown, places)
    named: dict[str, list[str]] = {}
    for at, rule in sorted(known.items()):
        start, stop = places[at]
        named.setdefault(rule, []).append(shown[start:stop])
    return {rule: " ".join(words) for rule, words in named.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Bread and 2) butter\n12) Jam", {"the number of a list": "1 12"}),
        ("- 24. December: goose\n  * 3. 25) carp", {"the number of a list": "24 3 25"}),
        ("In 2016. We went. - 24. December", {}),
        ("[x] done\n* [x] this\n[X]y", {"the box of a task": "x x"}),
        ("Said[^first-one] so.", {"the number of a note": "first one"}),
        ("See [the tides][tides] here", {}),
        ("Said [me] [whether this bracket is ever looked for].", {}),
        ("A note [12].", {"the number of a note": "12"}),
        ("A heading {#the-id}", {"the id of a heading": "the id"}),
        ("A heading {: #an-id .wide } {no .id}", {"the id of a heading": "an id wide"}),
        ("Said so ^an-id\nand 2^8 or ^no end", {"the id of a paragraph": "an id"}),
        ("Said [#a]_ so.", {"the number of a note": "a"}),
        ("ii. Bread\n(b) butter", {"the number of a list": "ii b"}),
        ("One\n[TOC]\nTwo", {"the place of the contents": "toc"}),
        ("at https://a.example/b, or", {"an address": "https a example b"}),
        ("见https://a.example/页面，这是一个", {"an address": "https a example 页 面"}),
        ("Words.\n\nPosted by Nora at 08:30", {}),
        ("A\n## Fußnoten: {#n}\nB", {"the heading of notes": "fussnoten n"}),
        ("A\nNotes on the text\nSee the notes\n", {}),
        ("Plain (words) [in brackets], all of it: 100 % text!", {}),
    ],
)  # fmt: skip
def test_a_rule_names_marks_and_no_words_beside(text: str, expected: dict[str, str]) -> None:
    """In Markdown: numbers, boxes, labels, ids and addresses; a sentence is never named."""
    assert _named(text, "markdown") == expected


@pytest.mark.parametrize(
    "text", ["1914. The war", "[A. said] [so]", "[^1] no", "No comments", "Posted by Nora", "[toc]"]
)
def test_a_mark_of_one_format_is_none_in_another(text: str) -> None:
    """In HTML a number with a dot, or what stands in brackets, is text like any other."""
    assert _named(text, "wordpress") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.\n\nPosted by Nora at 08:30\nLabels: sea, boats\nNo comments:\n",
         {"the foot of a post": "posted by nora at 08 30 labels sea boats no comments"}),
        ("Published by Faber in 1977, this book is the one that I love.", {}),
        ("No comment from the ministry reached us before Friday.", {}),
        ("2 comments on what I wrote last week: first, dahlias are hardy.", {}),
    ],
)  # fmt: skip
def test_the_foot_of_a_pasted_post_is_a_line_of_its_own(
    text: str, expected: dict[str, str]
) -> None:
    """A sentence that begins like one is text."""
    assert _named(text, "text") == expected


def test_only_what_is_lost_is_explained() -> None:
    """Runs are cut where a rule explains words; what it does not explain stays lost."""
    known = {2: "an address", 3: "an address", 9: "an address"}
    excused, left = explained(known, [range(1, 6), range(8, 9)])
    assert excused == {2: "an address", 3: "an address"}
    assert left == [range(1, 2), range(4, 6), range(8, 9)]
    assert explained(known, [range(2, 4)])[1] == []
    assert in_runs([1, 2, 5]) == [range(1, 3), range(5, 6)]


@pytest.mark.parametrize(
    "piece",
    ["labels: x\n", "[x](y) ", "[", "[^", "1. ", "\n", " ", "{#a", "http:", "][", "] [a\n", "> ",
     "[a]:\n", "[[toc", "[a", "- ", "]\n", "{:#a ", " ^a", "no comments", "\ue000", "http:a/中"],
)  # fmt: skip
def test_rules_take_linear_time(piece: str) -> None:
    """A hundred thousand times the same piece of a mark is read at once."""
    text = piece * 100_000 + "z"
    start = time.monotonic()
    marked(rules("markdown"), text, Spans())
    marked(rules("text"), text, Spans())
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    ("text", "book", "gone"),
    [
        ("see https://a.example/long/way or", "see or", "https a example long way"),
        ("see https://a.example/long/way or", "see a example or", ""),
        ("see https://b.example/x http://b.test", "see test", "https b example x"),
        ("see https://www.b.example/x www.b.test", "see example", "www b test"),
        ("http://a.example/boat.jpg", "", ""),
    ],
)
def test_an_address_leaves_something(text: str, book: str, gone: str) -> None:
    """Where nothing of it stands in a book, and it was no picture, no rule excuses it."""
    shown = normal(text)
    places = spans(shown)
    said = [shown[start:stop] for start, stop in places]
    known = marked(rules("wordpress"), shown, places)
    excused = {at: name for at, name in known.items() if said[at] not in book.split()}
    fled = vanished(known, excused, said, set(book.split()))
    assert " ".join(said[at] for at in sorted(fled)) == gone
