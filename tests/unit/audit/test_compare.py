"""Comparing a text with a book, word by word."""

import random
import time

import pytest

from blog2book.audit import compare
from blog2book.audit.compare import lost


def _lost(text: str, book: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at] for at in run) for run in lost(words, book.split())]


@pytest.mark.parametrize(
    ("text", "book", "expected"),
    [
        ("the boat went out to sea", "the boat went [1] out to sea", []),
        ("the boat went out to sea", "", ["the boat went out to sea"]),
        ("the boat went out to sea", "the boat went to sea", ["out"]),
        ("one two three four", "three four one two", ["three four"]),
        ("an examination of it", "an exami nation of it", []),
        ("an in side job", "an inside job", []),
        ("it was for an examination gone missing", "it was for an exami nation", ["gone missing"]),
        ("in an examination", "ination", ["in an examination"]),
        ("not every one is able", "nothing every one is unable", ["not", "able"]),
        ("not e very one", "note very one", []),
        ("about about this", "it is a b o u t about this and more", []),
        ("so about about this", "about this", ["so about"]),
    ],
)
def test_what_is_lost_is_told(text: str, book: str, expected: list[str]) -> None:
    """In order, with insertions and words that are parted otherwise allowed."""
    assert _lost(text, book) == expected


def test_a_paragraph_is_not_found_scattered_over_a_comment() -> None:
    """Words that stand far apart in what the book added do not make up for a lost paragraph."""
    body = "we sailed to the island and stayed there for the night in a small house"
    gone = "then the rain came and all of us went to bed"
    filler = " ".join(f"x{at}" for at in range(9))
    comment = f" {filler} ".join(f"{gone} so".split())
    assert _lost(f"{body} {gone}", f"{body} {filler} {comment}") == [gone]


def test_a_long_text_is_parted_where_it_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parted at what stands once on both sides, a text loses the same words as compared whole."""
    dice = random.Random(7)  # noqa: S311 - no secret
    words = [f"w{dice.randrange(300)}" for _ in range(3000)]
    book = words[:1000] + words[1020:2000] + ["added"] * 50 + words[2000:]
    whole = lost(words, book)
    monkeypatch.setattr(compare, "_CELLS", 500)
    assert lost(words, book) == whole == [range(1000, 1020)]


@pytest.mark.parametrize("tail", ["", "y"])
def test_endless_repetition_takes_linear_time(tail: str) -> None:
    """A hundred thousand times the same few words, with some lost amid them, take no minutes."""
    text = ["a", "b", "a"] * 60_000 + ["z"] + ["b", "b"] * 20_000
    book = ["b", "a", "a"] * 60_000 + ["a", "b"] * 20_000 + [tail]
    start = time.monotonic()
    assert lost(text, book)
    assert time.monotonic() - start < 20
