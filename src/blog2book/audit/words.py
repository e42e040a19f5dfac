"""What counts as a word, in an export and in a book alike.

Typography and layout may change quotation marks, dashes, dots, cases, ligatures and spaces, but no
letter and no figure: so these alone are held against each other.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache
from sys import intern

from blog2book.model.words import UNSPACED

_UNSEEN = dict.fromkeys(
    (*map(ord, "*_`~"), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF,
     *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)  # fmt: skip
"""Soft hyphens, joiners, marks of direction and of Markdown: a book prints none of them."""

_TONES = re.compile("([\u0e48-\u0e4b])\u0e4d|([\u0ec8-\u0ecb])\u0ecd")
"""Tone marks before the ring of Thai and Lao am: writers set them so, layout engines after it."""

_STACKED = 30
"""Marks on one letter that are kept: the limit of Unicode's stream-safe text (UAX 15)."""


@cache
def _marks() -> str:
    """Return all combining marks as ranges: re has no name for them."""
    codes = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M"]
    starts = [code for code, before in zip(codes, [-1, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], -1], strict=True) if code != after - 1]
    return "".join(f"{chr(one)}-{chr(end)}" for one, end in zip(starts, ends, strict=True))


@cache
def _word() -> re.Pattern[str]:
    letter = rf"[^\W\d_{UNSPACED}]"
    # The first branch is for the sake of time: nearly all words are of such letters alone.
    return re.compile(rf"[a-z]++(?![^\x00-\x7f])|[{UNSPACED}]|\d+|(?:{letter}|[{_marks()}])+")


@cache
def _stacks() -> re.Pattern[str]:
    return re.compile(f"([{_marks()}]{{{_STACKED}}})[{_marks()}]+")


def cased(text: str) -> str:
    """Return text without unseen signs and ligatures (NFKC), in capitals and small letters."""
    text = _stacks().sub(r"\1", text.translate(_UNSEEN))  # long stacks take quadratic time
    return unicodedata.normalize("NFKC", text)


def normal(text: str) -> str:
    """Return text in one spelling: without unseen signs, ligatures and cases (NFKC, casefolded)."""
    text = unicodedata.normalize("NFKC", cased(text).casefold())
    return _TONES.sub(lambda mark: f"\u0e4d{mark[1]}" if mark[1] else f"\u0ecd{mark[2]}", text)


class Joined(str):
    """A word that a book's words may make together, which stand beside it."""

    __slots__ = ()


class Spans:
    """Where each of many words begins and ends: bare numbers, for a text may have millions."""

    def __init__(self) -> None:
        self._starts = array("Q")
        self._ends = array("Q")

    def add(self, start: int, end: int) -> None:
        """Add where the next word begins and ends."""
        self._starts.append(start)
        self._ends.append(end)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, at: int) -> tuple[int, int]:
        return self._starts[at], self._ends[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)


def spans(text: str) -> Spans:
    """Return where the words of a `normal` text begin and end.

    Figures stand apart from letters; a sign of a script without spaces is a word of its own.
    """
    found = Spans()
    for one in _word().finditer(text):
        found.add(*one.span())
    return found


def words(text: str) -> list[str]:
    """Return the words of any text in their one spelling, each but once in memory."""
    return [intern(one[0]) for one in _word().finditer(normal(text))]
