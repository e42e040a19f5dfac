"""Read markup that is clean already into a tree."""

from collections.abc import Iterator

from lxml import etree

from blog2book.model.xhtml import Xhtml

Element = etree._Element  # noqa: SLF001 - lxml has no public name for what it parses into

EPUB = "http://www.idpf.org/2007/ops"
XHTML = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

WRAPPER = "fragment"
"""The element that stands around a fragment while it is a tree."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
"""Elements that HTML writes without an end tag."""


def parse(body: Xhtml) -> Element:
    """Return a tree whose root stands around `body`.

    The parser is made for each call: lxml locks one that is shared between threads.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f'<{WRAPPER} xmlns:epub="{EPUB}">{body}</{WRAPPER}>', parser)


def name(element: Element) -> str:
    """Return the local name of an element; "" for a comment or a processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Element) -> str:
    """Return all text inside an element."""
    return "".join(str(text) for text in element.itertext())


def ancestors(element: Element) -> Iterator[str]:
    """Yield the names of the elements around one, innermost first."""
    return (name(one) for one in element.iterancestors())


def append_text(parent: Element, before: Element | None, text: str) -> None:
    """Add text to `parent`: behind its child `before`, or at its beginning."""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def remove(element: Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is not None:
        append_text(parent, element.getprevious(), element.tail or "")
        element.tail = None
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Take an element away and leave what it holds."""
    parent = element.getparent()
    if parent is None:
        return
    append_text(parent, element.getprevious(), element.text or "")
    place = parent.index(element)
    children = list(element)
    tail = element.tail or ""
    element.tail = None
    parent[place : place + 1] = children
    last = children[-1] if children else parent[place - 1] if place else None
    append_text(parent, last, tail)


def replace(element: Element, body: Xhtml) -> None:
    """Put markup in an element's place; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    holder = parse(body)
    element.tag = WRAPPER
    element.attrib.clear()
    for child in list(element):
        element.remove(child)
    element.text = holder.text
    element.extend(list(holder))
    unwrap(element)
