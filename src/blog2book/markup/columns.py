"""The columns of tables: how wide their words are, and where words too wide for theirs may part."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import inf

from lxml import etree

from blog2book.markup import breaks
from blog2book.markup.parse import Element, name, parse
from blog2book.markup.text import BLOCKS, escape
from blog2book.model.xhtml import Xhtml

_LINES = 4
"""Lines in which the longest cell of a column should find room."""

_CAPITAL = 0.4
_BROAD = 0.5
"""How much wider a capital is than another sign, and a broad letter than its kin, in signs."""

_LONGEST = 10_000
"""Signs of a cell that are looked at."""

_WORD = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
    r"|[^ \n\t\u2010-\u2014\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef-]+[\u2010-\u2014-]*"
)
"""What no line's end parts: a sign of Chinese, Japanese or Korean, a word up to its hyphen."""

_HUMP = re.compile("[a-z][A-Z]")
_EAST_ASIAN = "\u2e80"
_DRAWN = frozenset({"math", "svg"})


def longest_word(words: Iterable[float], line: float) -> float:
    """Return how many signs a word may have that all columns fit a line: no limit if all do."""
    left = sorted(words, reverse=True)
    while left and left[-1] * len(left) <= line:
        line -= left.pop()
    return line / len(left) if left else inf


def placed(rows: Iterable[Sequence[Element]]) -> Iterator[tuple[int, Element]]:
    """Yield each cell with the number of its first column."""
    above: dict[int, int] = {}  # of each column, how many rows more a cell from above takes
    for row in rows:
        place = 0
        taken = dict(above)
        for cell in row:
            while place in above:
                place += 1
            yield place, cell
            span = int(cell.get("colspan", "1"))
            taken.update(dict.fromkeys(range(place, place + span), int(cell.get("rowspan", "1"))))
            place += span
        above = {one: left - 1 for one, left in taken.items() if left > 1}


def measured(rows: Iterable[Sequence[Element]]) -> tuple[Sequence[float], Sequence[float]]:
    """Return of each column its longest word, and how wide it should be, in signs."""
    words: list[float] = []
    least: list[float] = []
    for place, cell in placed(rows):
        span = int(cell.get("colspan", "1"))
        text = _text(cell)
        word = _longest(text) / span
        for one in range(place, place + span):
            while one >= len(words):
                words.append(0)
                least.append(0)
            words[one] = max(words[one], word)
            least[one] = max(least[one], word, len(text) / span / _LINES)
    return words, least


def _text(cell: Element) -> str:
    """Return the beginning of a cell's text; a block and a line break part words."""
    parts: list[str] = []
    for event, one in etree.iterwalk(cell, events=("start", "end")):
        text = one.text if event == "start" else one.tail
        parts.extend((" " if name(one) in BLOCKS else "", text or ""))
    return "".join(parts)[:_LONGEST]


def _longest(text: str) -> float:
    """Return how long the longest word of a text is, in signs."""
    return max(map(_width, _WORD.findall(text)), default=0)


def _width(word: str) -> float:
    broad = sum(sign in "MWmw@" for sign in word)
    square = sum(sign >= _EAST_ASIAN for sign in word)
    return len(word) + square + _BROAD * broad + _CAPITAL * sum(map(str.isupper, word))


def part(element: Element, most: float) -> None:
    """Let words of more than `most` signs part, wherever they stand in an element."""
    made = _parted(element.text or "", most)
    children: list[Element] = []
    if made is not None:
        element.text = made.text
        children.extend(made)
    for child in element:
        if name(child) not in _DRAWN:
            part(child, most)
        children.append(child)
        if (made := _parted(child.tail or "", most)) is not None:
            child.tail = made.text
            children.extend(made)
    if len(children) > len(element):
        element[:] = children


def _parted(text: str, most: float) -> Element | None:
    """Return a text whose long words may part, None if it has none."""
    if _longest(text) <= most:
        return None
    pieces = (_cut(one, most) if _width(one) > most else escape(one) for one in _split(text))
    return parse(Xhtml("".join(pieces)))


def _split(text: str) -> Iterator[str]:
    """Yield the words of a text, and what stands between them."""
    end = 0
    for found in _WORD.finditer(text):
        yield text[end : found.start()]
        yield found[0]
        end = found.end()
    yield text[end:]


def _cut(word: str, most: float) -> str:
    """Return a word that may part: between syllables, or at its joints if it is of a program."""
    if word.isalpha() and not _HUMP.search(word):
        return f'<span class="parted">{escape(word)}</span>'
    pieces = breaks.joints(word, int(most), int(most), anywhere=True)
    return "<wbr/>".join(f'<span class="word">{escape(piece)}</span>' for piece in pieces)
