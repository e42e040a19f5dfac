"""What the style sheets of an EPUB hide: words that nobody sees stand in no book."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree

_SHOWS = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
_HIDING = frozenset({"none", "hidden", "collapse"})
_COMPOUND = re.compile(r"(\*|[\w-]+)?((?:\.[\w-]+)*)")
_BETWEEN = re.compile(r"[\s>]+")
_MOST = 8
"""Compounds of one selector that are looked at."""

_Compound = tuple[str, frozenset[str]]
"""A name of elements, "" for any, and the classes that they must have."""


class Hidden:
    """The elements that style sheets hide, by the names and classes in their selectors.

    What else a selector asks for, as an id or a state, is not looked at: such a one hides nothing
    here. Nor is it weighed which rule is the stronger: of one selector's the last counts.
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        """Take the texts of a document's sheets, in their order."""
        hiding: dict[tuple[_Compound, ...], set[str]] = {}
        for selector, declared in (rule for sheet in sheets for rule in _rules(sheet)):
            for said in _SHOWS.finditer(declared):
                name, value = said[1].lower(), said[2].lower()
                for one in filter(None, map(_compounds, selector.split(","))):
                    found = hiding.setdefault(one, set())
                    (found.add if value in _HIDING else found.discard)(name)
        self._selectors: dict[str, list[tuple[_Compound, ...]]] = defaultdict(list)
        for one in (one for one, found in hiding.items() if found):
            name, classes = one[-1]
            self._selectors[next((f".{kind}" for kind in sorted(classes)), name)].append(one)

    def has(self, element: etree._Element) -> bool:
        """Say whether a sheet hides an element, whatever it says of those around it."""
        if not self._selectors:
            return False
        classes = (f".{kind}" for kind in element.get("class", "").split())
        likely = ("", etree.QName(element).localname, *classes)
        return any(
            _fits(element, last) and _stands_in(element, around)
            for name in likely
            for *around, last in self._selectors.get(name, ())
        )


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors with their declarations; none that are for paper alone."""
    begin, *comments = sheet.split("/*")
    bare = "".join((begin, *(one.partition("*/")[2] for one in comments)))
    media = ""
    for piece in bare.split("}"):
        before, opened, declared = piece.rpartition("{")
        outside, nested, selector = before.rpartition("{")
        media = outside if nested else media if opened else ""
        if "print" not in media:
            yield selector.rpartition(";")[2], declared


def _compounds(selector: str) -> tuple[_Compound, ...]:
    """Return the parts of a selector, each within the one before; none of what is not simple."""
    found = []
    for part in _BETWEEN.split(selector.strip()):
        simple = _COMPOUND.fullmatch(part)
        if not simple or not part:
            return ()
        name = (simple[1] or "").removeprefix("*")
        found.append((name, frozenset(simple[2].split(".")) - {""}))
    return tuple(found) if len(found) <= _MOST else ()


def _fits(element: etree._Element, compound: _Compound) -> bool:
    name, classes = compound
    if name and (not isinstance(element.tag, str) or etree.QName(element).localname != name):
        return False
    return not classes or classes <= set(element.get("class", "").split())


def _stands_in(element: etree._Element, around: list[_Compound]) -> bool:
    """Say whether elements that fit stand around one, the first of them outermost."""
    left = list(around)
    for one in element.iterancestors() if left else ():
        if left and _fits(one, left[-1]):
            left.pop()
    return not left
