"""The ids of a body, and how they become unique in a book."""

import re

from blog2book.markup.parse import parse
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


def safe(text: str) -> str:
    """Return text as a name that XML allows for an id (an NCName of ASCII letters); "" for none.

    What is not allowed becomes its code point in hexadecimal digits, so that different ids stay
    different.
    """
    plain = _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}", text)
    return plain if not plain or plain[0].isalpha() or plain[0] == "_" else f"_{plain}"


def ids(body: Xhtml) -> frozenset[str]:
    """Return all ids of a body."""
    return frozenset(one.get("id", "") for one in parse(body).iter() if one.get("id"))


def prefix(body: Xhtml, start: str) -> Xhtml:
    """Return the body with `start-` before each id and before each `#fragment` that leads to one.

    The second of two equal ids is dropped.
    """
    root = parse(body)
    known: set[str] = set()
    for element in root.iter():
        found = element.get("id")
        if found is None:
            continue
        if found in known:
            del element.attrib["id"]
            continue
        known.add(found)
        element.set("id", f"{start}-{safe(found)}")
    for anchor in root.iter("a"):
        href = anchor.get("href", "")
        if href.startswith("#") and href[1:] in known:
            anchor.set("href", f"#{start}-{safe(href[1:])}")
    return write(root)
