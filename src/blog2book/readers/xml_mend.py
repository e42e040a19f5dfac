"""A record of an export that is not well-formed, made well-formed, with every word kept."""

import re

_TOKEN = re.compile(
    r"""<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"""
    r"""|<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*)"""
    r"""(?P<rest>(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*)(?P<empty>/?)>"""
    r"""|<|&(?!(?:\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)|\]\]>""",
    re.DOTALL,
)


def mended(record: str) -> str:
    """Return `record` with every tag closed in order, and what is no markup written as text.

    An end tag without a start, a "<" that begins no tag and a "&" that begins no entity become
    text; a start tag without an end is closed where its parent ends.
    """
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
        else:
            pieces.append(f"&lt;/{name}&gt;")
    pieces.append(record[place:])
    pieces.extend(f"</{name}>" for name in reversed(open_names))
    return "".join(pieces)


def _as_text(token: str) -> str:
    """Return a token that is no tag: sections as they are, loose signs escaped."""
    if token.startswith("<![CDATA["):
        return token if token.endswith("]]>") else f"{token}]]>"
    if token.startswith("<!--"):
        return ""
    return token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
