"""Captions that a book set elsewhere than the export has them."""

import time

import pytest

from blog2book.audit.captions import in_place, moved


def _captioned(book: str) -> tuple[list[str], list[range]]:
    """Return the words of a book, and its captions, which stand in brackets."""
    words: list[str] = []
    captions: list[range] = []
    start = 0
    for word in book.replace("[", " [ ").replace("]", " ] ").split():
        if word == "[":
            start = len(words)
        elif word == "]":
            captions.append(range(start, len(words)))
        else:
            words.append(word)
    return words, captions


@pytest.mark.parametrize(
    ("text", "book", "lost"),
    [
        ("so table one not that", "so [one] table not that", []),
        ("head cells wide next cells wide", "head [wide] cells next [wide] cells", []),
        ("was not so [the bridge is not open]", "was so [the bridge is not open]", ["not"]),
        ("photo by ann then photo by ann so", "then [photo by ann] so", ["photo by ann"]),
        ("it was red and cold", "it was [a red boat at sea] and cold", ["red"]),
        ("it was red and cold", "it was and cold [a red boat at sea]", ["red"]),
        ("one two three", "three [two] [one]", ["two"]),
    ],
)
def test_each_caption_is_found_once(text: str, book: str, lost: list[str]) -> None:
    """Most of its words are the text's, they keep their order, and no word counts twice."""
    said = text.replace("[", " ").replace("]", " ").split()
    words, captions = _captioned(book)
    ways = (in_place(said, words, captions), moved(said, words, captions))
    gone = min(ways, key=lambda runs: sum(map(len, runs)))
    assert sorted(said[at] for run in gone for at in run) == sorted(" ".join(lost).split())


def test_many_captions_that_say_the_same_take_linear_time() -> None:
    """Sixty thousand words of which half are captions, and one is lost, take no minutes."""
    words, captions = _captioned("a [a a] b a " * 10_000)
    start = time.monotonic()
    assert in_place(["a", "a", "b", "a", "a"] * 10_001, words, captions)
    assert moved(["a", "a", "b", "a", "a"] * 10_001, words, captions)
    assert time.monotonic() - start < 20
