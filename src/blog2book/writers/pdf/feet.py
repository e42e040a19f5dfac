"""No half-empty page before a picture: text passes before it, or it is printed smaller.

The rule is folio's for many pictures. A picture that does not fit leaves the rest of its page
empty. Where that is more than six lines, the one plain paragraph that follows it is printed before
it; if that does not do, the picture shrinks; if neither does, all stays as it was.

What each picture needs is decided from where it would begin, so a layout in which every picture has
what it needs is the last one. What stands before the first change of a page is settled by it, so
each turn settles at least one picture more, and mostly all: pages soon begin as they did before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import floor
from typing import Final
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox

from blog2book.writers.pdf.trial import Box, Page, Row, Trial, flow, foot, is_plate, leading, rows

MOST = 6
"""Lines that may be empty at the foot of a page whose next one begins with a picture."""

LEAST = 0.7
"""A picture's height, in parts of what was planned."""

TURNS = 6
"""How often a piece is laid out again at most."""

_WHITE = 8 * 96 / 72
"""px in a picture's box that are not the picture (render/figures.py)."""

_BETWEEN = 1
"""Lines between a paragraph and a picture (base/css/print.css)."""

_LINES = 2
"""A lone line under a picture is most likely its caption: it stays there."""

_ROUNDING = 0.02
_BLOCKS: Final = frozenset({"img", "svg", "figure", "table", "ul", "ol", "pre", "blockquote"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a picture gets: the next paragraph `passes` before it; a box of `lines` (0: its own).

    `width` is the picture's in px, where it has other lines.
    """

    passes: bool = False
    lines: int = 0
    width: float = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a picture was to be printed: `lines` of its box and `caption` lines; px of itself."""

    lines: float
    caption: float
    width: float
    height: float


_AS_IT_IS = Change()
Changes = Mapping[int, Change]
Plans = Mapping[int, Plan]
"""By the number of a picture in the tree, counted from 0."""


def empty(pages: Sequence[Page]) -> float:
    """Return how many lines pictures leave empty at feet that have more than `MOST` of them."""
    found = list(rows(pages))
    ends = _ends(found)
    turns = [number for number, (one, two) in enumerate(pairwise(found), 1) if one.page < two.page]
    left = [foot(pages[found[number].page - 1]) - ends[found[number - 1].page]
            for number in turns if _leads(found, number)]  # fmt: skip
    return sum(round(one, 1) for one in left if one > MOST + _ROUNDING)


def _ends(found: Iterable[Row]) -> Mapping[int, float]:
    """Return where the lowest row of each page ends; the last one may stand beside it."""
    ends: dict[int, float] = {}
    for row in found:
        ends[row.page] = max(ends.get(row.page, 0), row.bottom)
    return ends


def _leads(found: Sequence[Row], number: int) -> bool:
    """Say whether a row, or what follows it as its heading, is a picture's."""
    while number + 1 < len(found) and found[number].head:
        number += 1
    return is_plate(found[number].box)


def filled(trial: Trial) -> Trial:
    """Return the layout with the fewest lines left empty before pictures: `trial`, or a later one.

    Nothing is laid out again if no foot is half empty.
    """
    best, least = trial, empty(trial.pages)
    if not least:
        return trial
    seen = _Seen(trial.pages, {})
    plans = seen.plans()
    for _ in range(TURNS):
        changes = seen.wanted(plans)
        if changes == seen.changes:
            break
        now = trial.also(partial(_change, changes=changes))
        left = empty(now.pages)
        if left < least:
            best, least = now, left
        seen = _Seen(now.pages, changes)
    return best


class _Seen:
    """What a layout shows: where each picture stands, and what stands around it."""

    def __init__(self, pages: Sequence[Page], changes: Changes) -> None:
        self.changes = changes
        self._pages = pages
        self._rows = list(rows(pages))
        self._ends = _ends(self._rows)
        self._above: dict[Element, Element] = {}
        self._before: dict[Element, Element] = {}
        self._behind: dict[Element, Element] = {}
        for parent in flow(pages[0]).element.iter():
            self._above.update((child, parent) for child in parent)
            for one, two in pairwise(parent):
                self._behind[one], self._before[two] = two, one
        numbers = {one: number for number, one in enumerate(_plates(flow(pages[0]).element))}
        self._places: dict[int, int] = {}
        for place, row in enumerate(self._rows):
            if row.element in numbers and is_plate(row.box) and _image(row) is not None:
                self._places.setdefault(numbers[row.element], place)

    def plans(self) -> Plans:
        """Return how large each picture is."""
        return {number: self._plan(place) for number, place in self._places.items()}

    def _plan(self, place: int) -> Plan:
        row, last = self._rows[place], self._rows[self._caption(place)]
        image = _image(row)
        return Plan(row.bottom - row.top, last.bottom - row.bottom, image.width, image.height)

    def _caption(self, place: int) -> int:
        """Return the place of the last row of a picture's figure."""
        figure = self._above[self._rows[place].element]
        while place + 1 < len(self._rows) and self._is_in(self._rows[place + 1].element, figure):
            place += 1
        return place

    def _is_in(self, element: Element, other: Element) -> bool:
        while element is not other and element in self._above:
            element = self._above[element]
        return element is other

    def wanted(self, plans: Plans) -> Changes:
        """Return what each picture needs where it would begin by now."""
        found = {
            number: self._needs(place, plans[number], self.changes.get(number, _AS_IT_IS))
            for number, place in self._places.items()
        }
        return {number: change for number, change in found.items() if change != _AS_IT_IS}

    def _needs(self, place: int, plan: Plan, now: Change) -> Change:
        figure = self._above[self._rows[place].element]
        paragraph = self._before[figure] if now.passes else self._passing(figure)
        lines = self._lines(place, paragraph, before=now.passes)
        first = place - lines if now.passes else place
        start = self._heads(first)
        if start == 0:
            return _AS_IT_IS
        before, head = self._rows[start - 1], self._rows[start]
        page, line = self._pages[before.page], leading(self._pages[before.page])
        if head.page == before.page:
            left = foot(page) - before.bottom
            room = foot(page) - head.top
        else:
            left = foot(page) - self._ends[before.page]
            room = left - self._white(before.page, head.element) - self._rows[first].top + head.top
        above = self._before.get(paragraph if now.passes and paragraph is not None else figure)
        white = _BETWEEN if above is not None and above.tag == "p" else 0
        site = Site(
            left=left,
            alone=room - white if now.passes else room,
            text=room if now.passes else room + white,
            lines=lines if lines >= _LINES else 0,
            page=foot(page),
            leading=line,
        )
        return needs(plan, site)

    def _passing(self, figure: Element) -> Element | None:
        """Return the paragraph behind a figure if it may be printed before it.

        Not one that points on to what follows it, nor if the one before the figure points to that,
        nor past a call in the caption: notes are numbered in their order.
        """
        behind, before = self._behind.get(figure), self._before.get(figure)
        if behind is None or behind.tag != "p" or behind.get("class") or _text(figure.tail):
            return None
        if any(one.tag in _BLOCKS for one in behind.iter()) or _points_on(behind):
            return None
        if any(one.get("class") == "ref" for one in figure.iter("a")):
            return None
        return None if before is not None and _points_on(before) else behind

    def _lines(self, place: int, paragraph: Element | None, *, before: bool) -> int:
        """Return how many lines a paragraph has that stands at a picture."""
        step = -1 if before else 1
        first = place - 1 if before else self._caption(place) + 1
        count = 0
        while paragraph is not None and 0 <= first + count * step < len(self._rows):
            if self._rows[first + count * step].element is not paragraph:
                break
            count += 1
        return count

    def _heads(self, first: int) -> int:
        """Return the place of the first heading that begins a page and goes on to `first`."""
        page, start = self._rows[first].page, first
        while start and self._rows[start - 1].head and self._rows[start - 1].page == page:
            start -= 1
        turned = start > 0 and self._rows[start - 1].page < page
        return start if turned else first

    def _white(self, page: int, following: Element) -> float:
        """Return the lines of white below the last thing on a page, which the foot swallowed."""
        going_on = {following}
        while following in self._above:
            following = self._above[following]
            going_on.add(following)
        white, box = 0.0, flow(self._pages[page])
        while getattr(box, "children", ()):
            box = box.children[-1]
            if box.element not in going_on and not isinstance(box, LineBox):
                white = max(white, box.margin_bottom)
        return white / leading(self._pages[page])


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The place where a picture would begin, in lines but for the last field.

    `left` is what is empty if it does not fit, `alone` its own room, `text` that of a paragraph in
    its place. The paragraph behind it has `lines` (0: it must stay), and a `page` so many.
    `leading` is px.
    """

    left: float
    alone: float
    text: float
    lines: int
    page: int
    leading: float


def needs(plan: Plan, site: Site) -> Change:
    """Return what a picture needs at a site: the first that leaves at most `MOST` lines empty."""
    height = plan.lines + plan.caption
    rest = site.text - site.lines
    if height <= site.alone + _ROUNDING or site.left <= MOST + _ROUNDING:
        return _AS_IT_IS
    fits_then = height + _BETWEEN - min(rest, 0) <= site.page + _ROUNDING
    if site.lines and rest <= MOST + _ROUNDING and fits_then:
        return Change(passes=True)
    smaller = _smaller(plan, site.alone, site.leading)
    if smaller is None and site.lines:
        smaller = _smaller(plan, rest - _BETWEEN, site.leading, passes=True)
    return smaller or _AS_IT_IS


def _smaller(plan: Plan, room: float, line: float, *, passes: bool = False) -> Change | None:
    """Return the picture in as many whole lines as there is room for, or None if that is too small.

    Its box has no white then but what each one has, so it stands on the foot of the page.
    """
    lines = floor(room - plan.caption + _ROUNDING)
    height = lines * line - _WHITE
    if height < LEAST * plan.height:
        return None
    return Change(passes, lines, plan.width * height / plan.height)


def _change(tree: Element, changes: Changes) -> None:
    """Make the changes in a tree that has none yet."""
    above = {child: parent for parent in tree.iter() for child in parent}
    plates = _plates(tree)
    for number, change in changes.items():
        plate = plates[number]
        if change.lines:
            plate.set("style", f"height: {change.lines}rem")
            for image in plate.iter("img"):
                image.set("style", f"width: {floor(change.width * 75) / 100}pt")
        if change.passes:
            _pass(above[above[plate]], above[plate])


def _plates(tree: Element) -> Sequence[Element]:
    return [one for one in tree.iter("div") if one.get("class") == "plate"]


def _image(row: Row) -> Box:
    """Return the picture in its box, or None if it could not be read."""
    return next((box for box in row.box.descendants() if isinstance(box, ReplacedBox)), None)


def _pass(parent: Element, figure: Element) -> None:
    """Put the paragraph behind a figure before it; the text behind each stays where it is."""
    place = list(parent).index(figure)
    paragraph = parent[place + 1]
    paragraph.tail, figure.tail = figure.tail, paragraph.tail
    parent[place], parent[place + 1] = paragraph, figure


def _points_on(element: Element) -> bool:
    """Say whether a text ends on a colon."""
    return _text("".join(element.itertext())).endswith((":", "\uff1a"))


def _text(text: str | None) -> str:
    return (text or "").strip()
