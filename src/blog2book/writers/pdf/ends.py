"""No last page with a few lines only: text moves on to it, or off it.

The rule is folio's for short months. Notes of which some would stand alone come nearer to the
text; else three lines of a paragraph stand together at a turn, not two; then as many paragraphs
as the page has lines are set a little tighter, each of which gets one line shorter by that; then
the last lines before that page, which are mostly text before notes, go on to it. If nothing does,
all stays as it was.

Each trial lays the whole month out again. For a long one, whose last page is one of many, only the
last of these is tried: at most twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import ceil
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import LineBox

from blog2book.writers.pdf.trial import Edit, Page, Trial, flow, foot, rows

FEWEST = 5
"""Lines of a last page."""

MOST = 6
"""Lines that may be empty on the page before it when its last ones went on."""

MOST_BEFORE_NOTES = 7
"""The same where notes alone would stand on the last page."""

LONG = 32
"""Pages of a month from which on little is tried: to lay such a one out takes seconds."""

NEARER = ("margin-bottom: 1.5rem", "margin-bottom: .5rem")
"""The white above the head of notes and below it, half of what it is (base/css/print.css)."""

ORPHANS = "orphans: 3"
TIGHTER = "word-spacing: -.04em"
"""A space of Garamond is a quarter of an em: this leaves five sixths of it."""

_ROUNDING = 0.21  # six lines of notes, on four fifths of the leading, are five


def short(pages: Sequence[Page]) -> float:
    """Return how many lines the last of several pages has if these are too few, else 0."""
    lines = _depth(pages[-1]) if len(pages) > 1 else FEWEST
    return lines if lines < FEWEST - _ROUNDING else 0


def filled(trial: Trial, faults: Callable[[Sequence[Page]], float]) -> Trial:
    """Return a layout without a short last page: `trial` if it has none, or if none was found.

    `faults` counts what weighs more on pages, and may not grow.
    """
    if not short(trial.pages):
        return trial
    most = faults(trial.pages)
    empty = MOST_BEFORE_NOTES if _notes(trial.pages) else MOST
    for edit in _edits(trial):
        other = trial.also(edit)
        if not short(other.pages) and faults(other.pages) <= most and _left(other.pages) <= empty:
            return other
    return trial


def _edits(trial: Trial) -> Iterator[Edit]:
    """Yield what may help, the gentlest first."""
    notes = _notes(trial.pages) if len(trial.pages) < LONG else ()
    if notes:
        yield partial(_set, styles=dict(zip(notes, NEARER, strict=True)))
    before = _paragraphs(trial.pages) if len(trial.pages) < LONG else {}
    if before:
        tree = flow(trial.pages[0]).element
        body = next(number for number, one in enumerate(tree.iter()) if one.tag == "body")
        yield partial(_set, styles={body: ORPHANS})
        tight = _paragraphs(trial.also(partial(_set, styles=dict.fromkeys(before, TIGHTER))).pages)
        shorter = [number for number, count in before.items() if tight.get(number, count) < count]
        if shorter:
            lines = ceil(short(trial.pages))
            yield partial(_set, styles=dict.fromkeys(shorter[-lines:], TIGHTER))
    missing = ceil(FEWEST - short(trial.pages))
    for lines in sorted({2, max(2, missing)}):
        yield partial(_set, styles=_kept(trial.pages, lines))


def _notes(pages: Sequence[Page]) -> tuple[int, ...]:
    """Return the numbers of a text and of the head of its notes, if the last page has but notes."""
    first = next(rows(pages[-1:])).element
    numbers = {one: number for number, one in enumerate(flow(pages[0]).element.iter())}
    for parent in numbers:
        for text, notes in pairwise(parent):
            if "notes" in notes.get("class", "").split() and first in notes.iter():
                return numbers[text], numbers[next(iter(notes), notes)]
    return ()


def _kept(pages: Sequence[Page], lines: int) -> Mapping[int, str]:
    """Return the styles that take so many lines of the page before on to the last page."""
    found = list(rows(pages[-2:]))
    first = next(place for place, row in enumerate(found) if row.page)
    last = found[first - 1]
    there = sum(row.element is last.element for row in found[first:])
    styles = {last.element: f"widows: {lines + there}"}
    for before, row in reversed(list(pairwise(found[: first + 1]))):
        if not row.page and last.bottom - row.top > lines - _ROUNDING:
            break
        if row.element is not before.element:
            styles[row.element] = f"{styles.get(row.element, '')};break-before: avoid"
    numbers = enumerate(flow(pages[0]).element.iter())
    return {number: styles[one] for number, one in numbers if one in styles}


def _left(pages: Sequence[Page]) -> float:
    """Return how many lines are empty on the page before the last."""
    return max((foot(page) - _depth(page) for page in pages[-2:-1]), default=0)


def _depth(page: Page) -> float:
    """Return how many lines the text of a page reaches down."""
    return max((row.bottom for row in rows([page])), default=0)


def _paragraphs(pages: Sequence[Page]) -> Mapping[int, int]:
    """Return the lines of each justified paragraph, by its number among the tree's elements."""
    lines = Counter(
        row.element
        for row in rows(pages)
        if isinstance(row.box, LineBox) and row.box.style["text_align_all"] == "justify"
    )
    numbers = enumerate(flow(pages[0]).element.iter())
    return {number: lines[one] for number, one in numbers if one.tag == "p" and lines[one] > 1}


def _set(tree: Element, styles: Mapping[int, str]) -> None:
    """Give styles to elements by their numbers in the tree."""
    for number, one in enumerate(tree.iter()):
        if number in styles:
            one.set("style", f"{one.get('style', '')};{styles[number]}")
