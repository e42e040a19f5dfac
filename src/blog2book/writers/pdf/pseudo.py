"""Styles for the parts of elements that are there: most elements have neither marker nor note.

WeasyPrint's own style sheet speaks of `::marker`, `::footnote-call` and their kin of every element.
Six styles for each would take half of the memory of a long list, and a fifth of its time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.css import StyleFor

_OF_FOOTNOTES = frozenset({"footnote-call", "footnote-marker"})
_OF_NOTES = frozenset({"note-call", "note-marker", "note-callback"})

_Element = Any  # an element of the tree: WeasyPrint has no types
_Styles = Any  # its StyleFor

_set_as_weasyprint_does = StyleFor.set_computed_styles


@contextmanager
def needed() -> Iterator[None]:
    """Let WeasyPrint, while it lays out, make no style that nothing can ask for."""
    StyleFor.set_computed_styles = _set
    try:
        yield
    finally:
        StyleFor.set_computed_styles = _set_as_weasyprint_does


def _set(
    styles: _Styles,
    element: _Element,
    parent: _Element,
    *,
    pseudo_type: str | None = None,
    **more: object,
) -> None:
    if pseudo_type is None or _is_there(styles, element, pseudo_type):
        _set_as_weasyprint_does(styles, element, parent, pseudo_type=pseudo_type, **more)


def _is_there(styles: _Styles, element: _Element, part: str) -> bool:
    """Say whether an element may have that part, by its own style, which is known by now."""
    if part == "marker":  # what stands before or after an element may be an item of a list
        given = styles.get_cascaded_styles()
        if (element, "before") in given or (element, "after") in given:
            return True
    own = styles.get_computed_styles()[element, None]
    if part in _OF_FOOTNOTES:
        return bool(own["float"] == "footnote")
    if part in _OF_NOTES:
        return bool(own["position"][0] == "note()")
    return part != "marker" or "list-item" in own["display"]
