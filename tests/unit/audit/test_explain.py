"""Which words of an export are rightly not in a book, and that no rule is wide."""

import time

import pytest

from blog2book.audit.explain import ADDRESSES, MARKS, explained, foot, marked
from blog2book.audit.words import normal, spans


def _named(text: str) -> dict[str, str]:
    """Return the words that a rule names, joined by rule."""
    shown = normal(text)
    places = spans(shown)
    known = marked({**MARKS, **ADDRESSES}, shown, places) | foot(shown, places)
    named: dict[str, list[str]] = {}
    for at, rule in sorted(known.items()):
        start, stop = places[at]
        named.setdefault(rule, []).append(shown[start:stop])
    return {rule: " ".join(words) for rule, words in named.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Bread and 2) butter\n12) Jam", {"the number of a list": "1 12"}),
        ("In 2016. We went.", {}),
        ("[x] done\n* [x] this\n[X]y", {"the box of a task": "x x"}),
        ("Said[^first-one] so.", {"the number of a note": "first one"}),
        ("See [the tides][tides] here", {"the label of a link": "tides"}),
        ("[tides]: https://a.example", {"the label of a link": "tides",
                                        "an address": "https a example"}),
        ("A heading {#the-id}", {"the id of a heading": "the id"}),
        ("One\n[TOC]\nTwo", {"the place of the contents": "toc"}),
        ("at https://a.example/b, or", {"an address": "https a example b"}),
        ("Words.\n\nPosted by Nora at 08:30\nLabels: sea\nNo comments:\n",
         {"the foot of a post": "posted by nora at 08 30 labels sea no comments"}),
        ("Posted by Nora in March, we heard. And then\nwe left.", {}),
        ("Plain (words) [in brackets], all of it: 100 % text!", {}),
    ],
)  # fmt: skip
def test_a_rule_names_marks_and_no_words_beside(text: str, expected: dict[str, str]) -> None:
    """Numbers, boxes, labels, ids and addresses; a sentence is never named."""
    assert _named(text) == expected


def test_only_what_is_lost_is_explained() -> None:
    """Runs are cut where a rule explains words; what it does not explain stays lost."""
    known = {2: "an address", 3: "an address", 9: "an address"}
    counts, left = explained(known, [range(1, 6), range(8, 9)])
    assert counts == {"an address": 2}
    assert left == [range(1, 2), range(4, 6), range(8, 9)]
    assert explained(known, [range(2, 4)]) == ({"an address": 2}, [])


@pytest.mark.parametrize(
    "piece",
    ["labels: x\n", "[x](y) ", "[", "[^", "1. ", "\n", " ", "{#a", "http:", "][", "] [a\n", "> ",
     "[a]:\n", "[[toc", "[a", "- ", "]\n"],
)  # fmt: skip
def test_rules_take_linear_time(piece: str) -> None:
    """A hundred thousand times the same piece of a mark is read at once."""
    text = piece * 100_000 + "z"
    start = time.monotonic()
    marked({**MARKS, **ADDRESSES}, text, [])
    foot(text, [])
    assert time.monotonic() - start < 20
