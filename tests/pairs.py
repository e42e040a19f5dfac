"""Whether calls lead to notes in a rendition, and notes back to them."""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from blog2book.model.rendition import Medium, Rendition

_XHTML = ' xmlns="http://www.w3.org/1999/xhtml"'


def unpaired(rendition: Rendition) -> tuple[int, list[str]]:
    """Return how many calls a rendition has, and what is wrong with calls and notes.

    Each call leads to a note; each note leads back to calls of its own, on a screen to all of them;
    no id stands twice.
    """
    places: dict[str, str] = {}
    calls: dict[str, set[str]] = defaultdict(set)
    notes: dict[str, set[str]] = {}
    wrong: list[str] = []
    on_paper = rendition.medium is Medium.PDF  # where all documents are one
    for name, one in _elements(rendition):
        home = "" if on_paper else f"{name}.xhtml"
        key = one.get("id", "")
        if key in places:
            wrong.append(f"{key} stands twice")
        elif key:
            places[key] = f"{home}#{key}"
        if one.get("class") == "ref":
            calls[_whole(one, home)].add(places[key])
        elif key.startswith("n-") and one.tag in {"aside", "p", "span"}:
            notes[key] = {_whole(link, home) for link in one.iter("a") if _leads_back(link)}
    known = {places[key] for key in notes}
    wrong += [f"{call} leads to no note" for to in calls.keys() - known for call in calls[to]]
    for key, backs in notes.items():
        own = calls.get(places[key], set())
        if not backs or not (backs <= own if on_paper else backs == own):
            wrong.append(f"{key} leads back to {sorted(backs)}, and is called from {sorted(own)}")
    return sum(map(len, calls.values())), wrong


def _elements(rendition: Rendition) -> Iterator[tuple[str, ET.Element]]:
    """Yield all elements, each with the name of its document."""
    for document in rendition.documents:
        if document.text:
            text = document.text.replace(_XHTML, "").removeprefix("<!DOCTYPE html>")
            yield from ((document.name, one) for one in ET.fromstring(text).iter())


def _leads_back(link: ET.Element) -> bool:
    return link.get("class") in {"nn", "back"}


def _whole(link: ET.Element, home: str) -> str:
    href = link.get("href", "")
    return f"{home}{href}" if href.startswith("#") else href
