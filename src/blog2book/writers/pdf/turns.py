"""No hyphen over a page turn: a word broken there is set whole, and its piece laid out again.

WeasyPrint knows no property for it. The word is found in the tree that the boxes were made from,
by element and place, and wrapped in a span; no sign of the text is added or taken.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import TextBox

TURNS = 3
"""How often a piece is laid out again at most: a word set whole may move later pages' ends."""

STYLE = "span.whole { hyphens: none !important }"

Printed = Any  # weasyprint.Document: WeasyPrint has no types
Page = Any  # weasyprint.document.Page
Box = Any  # weasyprint.formatting_structure.boxes.TextBox
Edit = Callable[[Element], None]

_WORD = re.compile(r"[^ \t\n\f\r]+")  # with its marks, and what a no-break space ties to it


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """Where a word stands in a tree.

    `element` counts elements in document order; `text` says which of its texts: 0 is the one
    before its first child, n the one behind its nth; `start` and `end` count characters in that.
    """

    element: int
    text: int
    start: int
    end: int


def settled(first: Printed, again: Callable[[Edit], Printed]) -> Printed:
    """Return the layout with the fewest words broken over a page turn: `first`, or a later one.

    `again` lays the same text out with its tree edited; it is not called if no word is broken.
    """
    best = first
    words = fewest = broken(first.pages)
    turns: list[Sequence[Word]] = []
    while words and len(turns) < TURNS:
        turns.append(words)
        printed = again(lambda tree: _set_whole(tree, turns))
        words = broken(printed.pages)
        if len(words) < len(fewest):
            best, fewest = printed, words
    return best


def _set_whole(tree: Element, turns: Iterable[Sequence[Word]]) -> None:
    """Wrap the words of each turn: those of a later one stand in the tree that the last left."""
    for words in turns:
        wrap(tree, words)


def wrap(tree: Element, words: Iterable[Word]) -> None:
    """Put each word in a span of its own, the last first, so that the others keep their places."""
    elements = list(tree.iter())
    for word in sorted(words, reverse=True):
        parent = elements[word.element]
        text = _texts(parent)[word.text]
        span = Element("span", {"class": "whole"})
        span.text, span.tail = text[word.start : word.end], text[word.end :]
        if word.text:
            parent[word.text - 1].tail = text[: word.start]
        else:
            parent.text = text[: word.start]
        parent.insert(word.text, span)


def broken(pages: Sequence[Page]) -> list[Word]:
    """Return the words that hyphenation breaks between two pages, in document order.

    A hyphen that the text itself has is no such break.
    """
    found: dict[Element, list[tuple[int, Box]]] = {}
    for number, page in enumerate(pages):
        for box in flow(page).descendants():
            if isinstance(box, TextBox) and box.element_tag in _own(box.element):
                found.setdefault(box.element, []).append((number, box))
    over = {one: boxes for one, boxes in found.items() if boxes[0][0] != boxes[-1][0]}
    cuts = {element: _cuts(element, boxes) for element, boxes in over.items()}
    numbers = {one: n for n, one in enumerate(flow(pages[0]).element.iter())} if cuts else {}
    return sorted(_word(numbers[one], _texts(one), cut) for one in cuts for cut in cuts[one])


def flow(page: Page) -> Any:  # noqa: ANN401 - a weasyprint Box
    """Return the box of the root element; feet and margins stand beside it."""
    return page._page_box.children[0]  # noqa: SLF001 - WeasyPrint shows its boxes in no other way


def _own(element: Element) -> tuple[str, str]:
    """Return the tags of boxes that hold an element's own text, and no generated content."""
    return element.tag, f"{element.tag}::first-letter"


def _texts(element: Element) -> list[str]:
    """Return the text before the first child, then the one behind each child."""
    return [element.text or "", *(child.tail or "" for child in element)]


def _letters(text: str) -> str:
    """Return what layout leaves as it is: all but white space and soft hyphens."""
    return "".join(text.replace("\xad", "").split())


def _cuts(element: Element, boxes: Sequence[tuple[int, Box]]) -> list[int]:
    """Return after how many letters of its text an element is hyphenated at the end of a page.

    `boxes` are all its boxes, each with its page. One that does not go on in the text where the
    last one ended (a table's head printed again, a transformed text) ends the search.
    """
    source = _letters("".join(_texts(element)))
    cuts: list[int] = []
    at = 0
    for (page, box), (following, _) in pairwise(boxes):
        text = _letters(box.text)
        hyphenated = not source.startswith(text, at)
        if hyphenated:
            text = text.removesuffix(box.style["hyphenate_character"])
        if not source.startswith(text, at):
            break
        at += len(text)
        if hyphenated and text and following > page:
            cuts.append(at)
    return cuts


def _word(element: int, texts: Sequence[str], cut: int) -> Word:
    """Return the word in which the letter before the cut stands."""
    number = 0
    while cut > len(_letters(texts[number])):
        cut -= len(_letters(texts[number]))
        number += 1
    words = list(_WORD.finditer(texts[number]))
    lengths = [len(_letters(word[0])) for word in words]
    place = next(n for n in range(len(words)) if sum(lengths[: n + 1]) >= cut)
    return Word(element, number, *words[place].span())
