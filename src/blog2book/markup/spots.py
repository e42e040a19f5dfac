"""Places in a body by a count of signs: all its text in document order, whatever stands between."""

from collections.abc import Collection

from lxml import etree

from blog2book.markup.parse import Element

_SPOT = "spot"


def mark(root: Element, places: Collection[int]) -> dict[int, Element]:
    """Put an empty element in each of these places of a tree, and return them by their place.

    A place at the end of an element's text lies in it, not behind it; one beyond all text or before
    it has none.
    """
    wanted = sorted({place for place in places if place > 0}, reverse=True)
    found: list[tuple[int, Element, bool, int]] = []
    at = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        behind = event == "end"
        if behind and element is root:
            break
        size = len((element.tail if behind else element.text) or "")
        while wanted and at < wanted[-1] <= at + size:
            place = wanted.pop()
            found.append((place, element, behind, place - at))
        at += size
    return {one[0]: _marked(*one[1:]) for one in reversed(found)}


def _marked(element: Element, behind: bool, cut: int) -> Element:  # noqa: FBT001
    """Split the text in or behind an element, and return what stands between its parts."""
    made = element.makeelement(_SPOT)
    if behind:
        text = element.tail or ""
        element.tail = None
        element.addnext(made)
        element.tail = text[:cut]
    else:
        text = element.text or ""
        element.insert(0, made)
        element.text = text[:cut]
    made.tail = text[cut:]
    return made
