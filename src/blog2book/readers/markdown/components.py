"""The components of MDX, read as tags; its imports, exports and remarks go."""

import re
from collections.abc import Callable

from blog2book.markup.fences import fenced
from blog2book.readers.markdown.arguments import address_of
from blog2book.readers.markdown.tags import Tag, placed

_MODULE = re.compile(
    r"^(?:import|export)\b(?:[^\n]*[{(\[,=>][ \t]*(?:\n(?=[^\n]*\S)[^\n]*)+|[^\n]*(?:\n|$))",
    re.MULTILINE,
)
"""One that its first line does not end goes on to the next empty line."""
_IMPORTED = re.compile(r"^import[ \t]+(\w+)[ \t]+from[ \t]+[\"']([^\"'\n]+)[\"']", re.MULTILINE)
_REMARK = re.compile(r"\{/\*.{0,5000}?\*/\}", re.DOTALL)
_BLANK = re.compile(r"\{\s*([\"'`])(\s*)\1\s*\}")
_FRAGMENT = re.compile(r"</?>")
_TEMPLATE = re.compile(r"=\{[ \t]*`([^`\"${}]*)`[ \t]*\}")
_REQUIRED = re.compile(
    r"=\{[ \t]*require\([ \t]*([\"'])([^\"'\n]+)\1[ \t]*\)(?:\.default)?[ \t]*\}"
)
_GIVEN = r"(?:[^<>\"'{}]++|\"[^\"<]*+\"|'[^'<]*+'|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+"
"""What stands in a tag: words, strings, and values in braces."""
_COMPONENT = re.compile(rf"<(/?)([A-Z][\w.]{{0,80}}+)({_GIVEN})>")
_LINK = re.compile(
    rf"<((?:[A-Z][a-z]{{1,20}})?(?:Link|Button|Anchor|A))\b({_GIVEN})(?<!/)>"
    r"([^<>{}\n]{1,500})</\1[ \t]*>"
)
_PROPERTY = re.compile(
    r"([A-Za-z_][\w:.-]{0,80}+)\s*+(?:=\s*+(?:\"([^\"]*+)\"|'([^']*+)'"
    r"|\{\s*+(?:\"([^\"]*+)\"|'([^']*+)'|(\d+))\s*+\}|\{(?:[^{}]++|\{[^{}]*+\})*+\}))?"
)
_OPENED = re.compile(r"[ \t]*<[A-Z][^<>]{0,500}(?<!/)>[ \t]*$")
_CLOSED = re.compile(r"[ \t]*</[A-Z][\w.]{0,80}[ \t]*>[ \t]*$")


def prepared(text: str) -> str:
    """Return MDX whose pictures that were imported are named, and that is set in nowhere.

    How far lines within a component are set in means nothing: MDX has no code by indent.
    """
    for name, source in _IMPORTED.findall(text)[:100]:
        text = text.replace(f"{{{name}}}", f'"{source}"').replace(f"{{{name}.src}}", f'"{source}"')
    lines: list[str] = []
    indents: list[int] = []  # of what stands in each open component, -1 while that is unknown
    for written, kind in fenced(text.split("\n")):
        line = written if kind else _TEMPLATE.sub(r'="\1"', _REQUIRED.sub(r'="\2"', written))
        if not kind and indents and _CLOSED.match(line):
            indents.pop()
        own = len(line) - len(line.lstrip())
        if indents and indents[-1] < 0 and line.strip():
            indents[-1] = own
        lines.append(line[min(own, max(indents[-1], 0)) :] if indents else line)
        if not kind and _OPENED.match(line):
            indents.append(-1)
    return "\n".join(lines)


def read(text: str, change: Callable[[Tag], str | None]) -> str:
    """Return MDX, its code put aside, without what is no text, and with its components changed."""
    text = _BLANK.sub(r"\2", _REMARK.sub("", _MODULE.sub("", text)))
    text = _LINK.sub(_link, _FRAGMENT.sub("", text))

    def component(found: re.Match[str]) -> str:
        made = change(_tag(found))
        return found[0] if made is None else made

    return _COMPONENT.sub(component, text)


def _link(found: re.Match[str]) -> str:
    """Return a component that leads somewhere, with words in it, as a link."""
    _name, address = address_of(_component("", found[1], found[2]))
    return f"[{found[3].strip()}](<{address}>)" if address else found[0]


def _tag(found: re.Match[str]) -> Tag:
    """Return a component as a tag."""
    tag = _component(found[1], found[2], found[3])
    return placed(tag, found.string, found.start(), found.end())


def _component(closes: str, name: str, inside: str) -> Tag:
    """Return a component as a tag; of values that are computed nothing is known."""
    named: dict[str, str] = {}
    for one in _PROPERTY.finditer(inside):
        value = next((group for group in one.groups()[1:] if group is not None), "")
        named.setdefault(one[1].lower(), value)
    return Tag(
        opening="<",
        name=name,
        closes=bool(closes),
        inside=inside,
        words=(),
        named=named,
    )
