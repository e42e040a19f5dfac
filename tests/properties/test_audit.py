"""Whatever is taken from a text, the audit finds it; whatever a book adds, it bears."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from blog2book.audit.compare import lost

_WORDS = st.lists(st.sampled_from(["the", "a", "blog", "sea", "wind", "boat", "one"]), max_size=40)
_ADDED = st.lists(st.sampled_from(["XX", "YY", "ZZ"]), max_size=6)


def _count(runs: Sequence[range]) -> int:
    return sum(map(len, runs))


@given(text=_WORDS)
def test_a_text_is_found_in_itself(text: list[str]) -> None:
    """Nothing of a text is lost in a book that is the text."""
    assert lost(text, text) == []


@given(text=_WORDS, data=st.data())
def test_whatever_run_is_removed_is_found(text: list[str], data: st.DataObject) -> None:
    """At least as many words are told as were taken away, wherever they stood."""
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    runs = lost(text, text[:start] + text[stop:])
    assert _count(runs) >= stop - start
    assert all(0 <= run.start < run.stop <= len(text) for run in runs)
    assert all(one.stop < two.start for one, two in pairwise(runs))


@given(pieces=st.lists(st.tuples(_WORDS.filter(lambda words: len(words) > 1), _ADDED), max_size=8))
def test_insertions_are_borne(pieces: list[tuple[list[str], list[str]]]) -> None:
    """A book that adds words between those of a text, two in a row kept, loses none."""
    text = [word for words, _ in pieces for word in words]
    book = [word for words, added in pieces for word in (*words, *added)]
    assert lost(text, book) == []


@given(text=_WORDS, cuts=st.lists(st.integers(0, 80), max_size=4))
def test_words_that_are_parted_elsewhere_are_found(text: list[str], cuts: list[int]) -> None:
    """Letters count, not where a line or a tag parts a word."""
    letters = "".join(text)
    places = sorted({0, len(letters), *(cut for cut in cuts if cut <= len(letters))})
    pieces = [letters[one:two] for one, two in pairwise(places)]
    told = lost(["start", "of", "it", "all", *text, "and", "so", "it", "ends"],
                ["start", "of", "it", "all", *pieces, "and", "so", "it", "ends"])  # fmt: skip
    assert _count(told) <= sum(len(word) < 3 for word in text) + 1
