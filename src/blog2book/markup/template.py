"""What a theme prints, parsed once."""

import re
from html.entities import html5

from lxml import etree

from blog2book.markup.parse import EPUB, VOID, WRAPPER, XHTML, Element, name
from blog2book.markup.safety import faults
from blog2book.markup.write import outer, write
from blog2book.model.xhtml import Xhtml

_VOID_TAG = re.compile(
    rf"<({'|'.join(sorted(VOID))})\b((?:\"[^\"]*\"|'[^']*'|[^>\"'])*?)\s*/?>(?:</\1\s*>)?"
)
_TAG = re.compile(r"""<([A-Za-z][^\s/<>"'=]*)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*)>""")
_ATTRIBUTE = re.compile(r"""(\s[^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_PLACE = re.compile(r", line \d+, column \d+$")
_BARE = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")
"""A name that XML does not know. Of those that it knows a text may hold a million."""

_HTML = re.compile(r"<html\b([^>]*)>")
_DOCTYPE = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?<!doctype[^>]*>", re.IGNORECASE)


class MarkupError(ValueError):
    """A template printed what cannot be repaired, or may not be: `message`, `line` from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(f"line {line}: {message}")
        self.message = message
        self.line = line


def fragment(text: str) -> Xhtml:
    """Return what a template printed as a fragment; raises MarkupError."""
    return write(_parse(f'<{WRAPPER} xmlns:epub="{EPUB}">{_repair(text)}</{WRAPPER}>'))


def document(text: str) -> Xhtml:
    """Return a whole document (`<html>`…) with doctype and namespaces; raises MarkupError."""
    match = _DOCTYPE.match(text)
    if match:
        text = "\n" * match[0].count("\n") + text[match.end() :]
    root = _parse(_HTML.sub(_with_namespaces, _repair(text), count=1))
    if root.tag != f"{{{XHTML}}}html":
        raise MarkupError(f"<{name(root)}> stands where <html> should", 1)
    return Xhtml(f"<!DOCTYPE html>\n{outer(root)}\n")


def _with_namespaces(match: re.Match[str]) -> str:
    """Give the tag `<html>` the namespaces of XHTML and EPUB."""
    own = re.sub(r"\s+xmlns(?::epub)?\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", match[1])
    return f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}"{own}>'


def _repair(text: str) -> str:
    """Turn habits of HTML into XML: void elements, named entities, a bare ampersand."""
    text = _BARE.sub("&amp;", text)
    text = _NAMED.sub(lambda match: html5.get(match[1], f"&amp;{match[1]}"), text)
    return _VOID_TAG.sub(lambda match: f"<{match[1]}{match[2]}/>", text)


def _quoted(text: str) -> str:
    """Put quotes around the values of attributes, and give one to those without."""

    def tag(match: re.Match[str]) -> str:
        inside, end = match[2], ""
        if match[1] in VOID and inside.endswith("/"):
            inside, end = inside[:-1], "/"
        return f"<{match[1]}{_ATTRIBUTE.sub(attribute, inside)}{end}>"

    def attribute(match: re.Match[str]) -> str:
        named, equals, value = match.groups()
        if value is None:
            return f'{named}=""'
        return match[0] if value[0] in "\"'" else f'{named}{equals}"{value}"'

    return _TAG.sub(tag, text)


def _tree(text: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(text, parser)


def _parse(text: str) -> Element:
    """Parse XML and look it over, or say in words what is wrong and where."""
    try:
        root = _tree(text)
    except etree.XMLSyntaxError:
        try:
            root = _tree(_quoted(text))
        except etree.XMLSyntaxError as error:
            message = _PLACE.sub("", error.msg or "not well-formed")
            raise MarkupError(message, max(error.lineno or 1, 1)) from error
    for message, line in faults(root):
        raise MarkupError(message, line)
    return root
