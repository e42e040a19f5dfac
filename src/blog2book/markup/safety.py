"""What a theme may not print, however well-formed it is: a theme may come from a stranger."""

import re
from collections.abc import Iterator

from blog2book.markup.parse import Element, name

_FORBIDDEN = frozenset(
    {"script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "base"}
    | {"form", "input", "button", "select", "textarea", "audio", "video", "source", "track"}
    | {"foreignobject", "animate", "animatetransform", "animatemotion", "set", "handler"}
)
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*)\s*:")
_LINKED = frozenset({"http", "https", "mailto", "tel", "ftp"})
_FETCHED = frozenset({"src", "srcset", "poster", "data", "background", "action", "formaction"})
_OUTSIDE = re.compile(r"^\s*(?:/|\\|[a-zA-Z][a-zA-Z0-9+.-]*\s*:)|(?:^|/)\.\.(?:/|$)")
_STYLED = re.compile(r"url\s*\(|@import|expression\s*\(|\\", re.IGNORECASE)


def faults(root: Element) -> Iterator[tuple[str, int]]:
    """Yield in words what may not be printed, with the line of its element (from 1).

    Scripts, styles, forms and frames; handlers; links of another scheme than a book may have;
    pictures and sheets that are not files of the book itself.
    """
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        tag, line = name(element), int(str(element.sourceline or 1))
        if tag.lower() in _FORBIDDEN:
            yield f"<{tag}> may not stand in a book", line
        if tag.lower() == "meta" and "http-equiv" in element.attrib:
            yield "<meta http-equiv> may not stand in a book", line
        for key, value in element.attrib.items():
            fault = _fault(tag.lower(), str(key).rpartition("}")[2].lower(), str(value))
            if fault:
                yield f"<{tag}>: {fault}", line


def _fault(tag: str, key: str, value: str) -> str:
    """Return what is wrong with an attribute, or ""."""
    if key.startswith("on") or key == "srcdoc":
        return f"{key} is a script, and no book has any"
    if key in _FETCHED or (key == "href" and tag not in {"a", "area"}):
        return f"{key} leads out of the book" if _OUTSIDE.search(value) else ""
    if key == "href":
        scheme = _SCHEME.match(value)
        known = scheme is None or scheme[1].lower() in _LINKED
        return "" if known else f"a link may not begin with {value.strip()[:20]!r}"
    if key == "style" and _STYLED.search(value):
        return "style names an address"
    return ""
