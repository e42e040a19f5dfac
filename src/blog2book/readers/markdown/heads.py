"""What stands at the fences of code, apart from its language: options, a title, an address."""

import re

from blog2book.markup.fences import fenced
from blog2book.readers.markdown.arguments import plain
from blog2book.readers.markdown.between import headed

_FENCE = re.compile(r"([ \t>]*)((?:`{3,}|~{3,})[ \t]*)([^\n`]*)")
_CHUNK = re.compile(r"\{(\w+).*\}[ \t]*")
_TITLE = re.compile(r"\b(?:title|filename)[ \t]*[=:][ \t]*(?:\"([^\"]+)\"|'([^']+)'|([^\s,{}]+))")


def with_heads(text: str, *, hexo: bool) -> str:
    """Return Markdown whose code has its title above it, and R Markdown's chunks their language.

    In Hexo title, address and the words of a link follow the language.
    """
    if "```" not in text and "~~~" not in text:
        return text
    lines: list[str] = []
    for line, kind in fenced(text.split("\n")):
        fence = _FENCE.fullmatch(line) if kind == "opening" else None
        if fence is None:
            lines.append(line)
            continue
        indent, marks, told = fence.groups()
        if chunk := _CHUNK.fullmatch(told):
            lines.append(f"{indent}{marks}{chunk[1]}")
        elif head := _head(told, hexo=hexo):
            lines += [indent + head, indent.rstrip(), line]
        else:
            lines.append(line)
    return "\n".join(lines)


def _head(told: str, *, hexo: bool) -> str:
    """Return what a fence says of its code, but for its language, as Markdown."""
    if found := _TITLE.search(told):
        return f"**{plain(found[1] or found[2] or found[3])}**"
    if not hexo:
        return ""
    words = told.split()[1:]
    return headed([one for one in words if not re.match(r"[\w-]+:(?!//)|[{\[]|[\d,-]+[}\]]", one)])
