"""A record of an export that is not well-formed, made well-formed, with every word kept."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"""
    r"""|<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*)"""
    r"""(?P<rest>(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*)(?P<empty>/?)>"""
    r"""|<|&(?!(?:\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)|\]\]>""",
    re.DOTALL,
)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));", re.IGNORECASE)
_FIELDS = frozenset(
    {"author", "category", "content", "description", "email", "entry", "guid", "id", "item", "link"}
    | {"name", "pubdate", "published", "source", "summary", "title", "updated", "uri"}
)
"""Of RSS and Atom; those of platforms have a prefix."""


class Mended(NamedTuple):
    """A record that is well-formed now.

    `torn` means that a field lacked its start or its end: what stood there may be lost, and what
    belongs elsewhere may have taken its place. `open` means that one lacked its end at the end of
    the record. Markup inside a field, which was only untidy, makes neither true.
    """

    text: str
    torn: bool
    open: bool


def mended(record: str) -> Mended:
    """Return `record` with every tag closed in order, and what is no markup written as text.

    An end tag without a start, a "<" that begins no tag and a "&" that begins no entity become
    text; a start tag without an end is closed where its parent ends.
    """
    torn = False
    pieces: list[str] = []
    open_names: list[str] = []
    counts: dict[str, int] = {}
    place = 0
    for token in _TOKEN.finditer(record):
        pieces.append(record[place : token.start()])
        place = token.end()
        text, name = token[0], token["name"]
        if not name:
            pieces.append(_as_text(text))
        elif not token["close"]:
            pieces.append(text)
            if not token["empty"]:
                open_names.append(name)
                counts[name] = counts.get(name, 0) + 1
        elif counts.get(name, 0):
            while True:
                inner = open_names.pop()
                counts[inner] -= 1
                pieces.append(f"</{inner}>")
                if inner == name:
                    break
                torn = torn or _is_structure(inner, len(open_names))
        else:
            torn = torn or _is_structure(name, len(open_names))
            pieces.append(f"&lt;/{name}&gt;")
    pieces.append(record[place:])
    pieces.extend(f"</{name}>" for name in reversed(open_names))
    return Mended("".join(pieces), torn, bool(open_names))


def _is_structure(name: str, depth: int) -> bool:
    """Return whether a tag, in so many others, is more than markup inside of a field."""
    return depth <= 1 or ":" in name or name.lower() in _FIELDS


def _as_text(token: str) -> str:
    """Return a token that is no tag: sections as they are, loose signs escaped."""
    if token.startswith("<![CDATA["):
        return token if token.endswith("]]>") else f"{token}]]>"
    if token.startswith("<!--"):
        return ""
    return token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def without_half_characters(text: str) -> str:
    """Return XML without references to halves of characters, which it does not allow."""
    return _REFERENCE.sub(_whole, text)


def _whole(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if 0xD800 <= code <= 0xDFFF else reference[0]  # noqa: PLR2004 - Unicode's surrogates
