"""Write a tree so that XML and HTML parsers read the same."""

from lxml import etree

from blog2book.markup.parse import VOID, Element, name
from blog2book.model.xhtml import Xhtml


def write(root: Element) -> Xhtml:
    """Return what stands inside `root`, which parse() made, as a fragment."""
    text = outer(root)
    return Xhtml(text[text.index(">") + 1 : text.rindex("<")])


def outer(element: Element) -> str:
    """Return an element with its tags; an empty one that is not void gets an end tag of its own.

    WeasyPrint parses HTML, where `<div/>` would stay open.
    """
    for one in element.iter():
        if len(one) == 0 and not one.text and name(one) not in VOID:
            one.text = ""
    return etree.tostring(element, encoding="unicode", with_tail=False)
