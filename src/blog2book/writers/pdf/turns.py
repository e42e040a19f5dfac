"""No hyphen over a page turn: a word broken there is set whole, and its piece laid out again.

WeasyPrint knows no property for it. The word is found in the tree that the boxes were made from,
by element and place, and wrapped in a span; no sign of the text is added or taken.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import TextBox

from blog2book.writers.pdf.trial import Box, Page, Trial, flow

TURNS = 3
"""How often a piece is laid out again at most: a word set whole may move later pages' ends."""

STYLE = "span.whole { hyphens: none !important }"

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


def settled(trial: Trial, faults: Callable[[Sequence[Page]], tuple[float, ...]]) -> Trial:
    """Return the layout with the fewest words broken over a page turn: `trial`, or a later one.

    `faults` counts what weighs more on pages, and may not grow. Nothing is laid out again if no
    word is broken.
    """
    words = broken(trial.pages)
    if not words:
        return trial
    best, now, least = trial, trial, (*faults(trial.pages), len(words))
    for _ in range(TURNS):
        now = now.also(partial(wrap, words=words))
        words = broken(now.pages)
        found = (*faults(now.pages), len(words))
        if found < least:
            best, least = now, found
        if not words:
            break
    return best


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
