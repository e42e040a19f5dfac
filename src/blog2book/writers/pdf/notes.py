"""Notes at the feet of pages: whether each is there, and stands on the page of its call.

WeasyPrint loses some and sets others on the next page, without a word (measured in version 70: of
616 notes of real months two gone and 25 astray). With `same_page` none of 20,000 was, but one that
is higher than a page has no place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from blog2book.model.rendition import FOOT_BLOCK
from blog2book.writers.pdf.trial import Edit, Page, Trial

_FOOT = re.compile(
    r'(?:<a\b(?=[^>]*\bid="(?P<call>[^"]+)")[^>]*>[^<]*</a>)?'
    r'<span class="at-foot" id="(?P<note>[^"]+)">'
)
_MOVES = 2
"""How many breaks are moved in a piece, before its notes go behind it."""
_BLOCKS = frozenset({"p", "li", "figure", "table", "blockquote", "dd", "dt", "div", "pre"})


def settled(trial: Trial, text: str) -> Trial:
    """Return the layout with fewest notes astray: `trial`, or one with breaks before their calls.

    What would make more than a page more is not tried on.
    """
    pairs = _pairs(text)
    found = astray(text, trial.pages)
    for _ in range(_MOVES if found else 0):
        tried = trial.also(_broken_before(found[0]))
        left = _astray(pairs, tried.pages)
        if len(tried.pages) > len(trial.pages) + 1 or len(left) >= len(found):
            break
        trial, found = tried, left
        if not found:
            break
    return trial


def astray(text: str, pages: Sequence[Page]) -> Sequence[str]:
    """Return the notes that are on no page, or not on that of their calls: the ids of those calls.

    "" is the call of a note that none stands before.
    """
    return _astray(_pairs(text), pages)


def with_blocks(tree: Element) -> None:
    """Give the blocks in notes at feet their names (`FOOT_BLOCK`)."""
    for one in tree.iter():
        if isinstance(one.tag, str):
            one.tag = one.tag.removeprefix(FOOT_BLOCK)


def _pairs(text: str) -> Mapping[str, str]:
    """Return the notes at feet, each with its call."""
    if 'class="at-foot"' not in text:
        return {}
    return {match["note"]: match["call"] or "" for match in _FOOT.finditer(text)}


def _astray(pairs: Mapping[str, str], pages: Iterable[Page]) -> Sequence[str]:
    where: dict[str, int] = {}
    for number, page in enumerate(pages):
        for anchor in page.anchors:
            where.setdefault(anchor, number)
    return [
        call
        for note, call in pairs.items()
        if note not in where or where[note] != where.get(call, -1)
    ]


def _broken_before(call: str) -> Edit:
    """Return what begins a page with the paragraph of a call."""

    def edit(tree: Element) -> None:
        parents = {child: one for one in tree.iter() for child in one}
        place = next((one for one in tree.iter() if one.get("id") == call), None)
        while place is not None and place.tag not in _BLOCKS:
            place = parents.get(place)
        if place is not None:
            style = place.get("style", "")
            place.set("style", "; ".join(filter(None, (style, "break-before: page"))))

    return edit
