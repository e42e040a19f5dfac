"""Words of Markdown and reST: the marks are taken away, addresses too."""

import re
from collections.abc import Collection, Iterator
from html import escape

from blog2book.audit.raw.markup import plain

_PLACE = r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
_LABEL = r"[ \t]?\n?[ \t]*\[([^\[\]]{0,200})\]"
_PICTURE = re.compile(rf"!\[[^\[\]]{{0,1000}}\](?:{_PLACE}|{_LABEL})")
_LINK_END = re.compile(rf"\](?:{_PLACE}|{_LABEL})")
_TO_NOTE = re.compile(
    r"(?<!!)\[([^\[\]\d]{1,40}\d{1,4}[^\[\]\d]{0,40})\]\((#(?:user-content-)?fn[^\s()\"<>]{1,200})\)"
)
"""A link to a footnote that tells its number."""
_DEFINITION = re.compile(
    r"^(?: {0,3}|[ \t>]*(?=\[[^\]\n]{1,200}\]:[ \t]*<?(?:[a-z]+:/|[./#])))"
    r"\[(?!\^)([^\]\n]{1,200})\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|\S+)"
    r"(?:[ \t]*\n[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*|[ \t]*(?:[\"'(].*)?)$",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#{1,6}[ \t]++([^\n{]*[^\n{#\s])|^([^\n]+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_ID = re.compile(r"\{:? ?#([\w:.-]{1,200})(?=[ }])")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
"""The line below the heads of a table's columns."""
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\[\]\n]{1,100}\]:[^*\n]*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]*)>")
_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]*(`{3,}|~{3,})[^\n`]*$")
_CODE = re.compile(r"(`+)([^`\n]+)\1")
_BRACKET = re.compile(r"[\[\]]")
_NOTE = re.compile(
    r"^(?: {0,3}|[ >]*> ?)\[\^([^\]\s]{1,100})\]:.*"
    r"(?:\n(?![ >]{0,3}\[\^|[ >]*+$)[ \t]*\S.*|(?:\n[ \t]*){1,3}(?=\n {2,}\S))*",
    re.MULTILINE,
)
_NOTE_IN_NOTE = re.compile(r"^[ \t]+\[\^([^\]\s]{1,100})\]:.*(?:\n[ \t]*\S.*)*", re.MULTILINE)
_NOTE_NAME = re.compile(r"^[ \t>]*\[\^[^\]\s]{1,100}\]:", re.MULTILINE)
_CALL = re.compile(r"\[\^([^\]\s]{1,100})\]")
_OWN_CALL = re.compile(r"\[\^\0\d+\]")
"""Stands in place of a note that stands within a text."""
_LONGEST_NOTE = 5000
"""Letters of a note within a text."""


def marked_down(text: str) -> str:
    """Return the words of a text in Markdown, notes that stand within it last."""
    text = _notes_last(_AUTOLINK.sub(r"\1", "\n".join(_lines(text))))
    text = _TO_NOTE.sub(r'<a href="\2">\1</a>', text)
    names = {_name(one) for way in (_DEFINITION, _HEADING, _ID) for one in way.finditer(text)}

    names.add("")
    for way in (_PICTURE, _LINK_END):
        text = "".join(_without_labels(text, way, names))
    text = _ABBREVIATION.sub("", _DEFINITION.sub("", text))
    return plain("\n".join(_with_tables(text)))


def _without_labels(text: str, way: re.Pattern[str], names: Collection[str]) -> Iterator[str]:
    """Yield a text without where its links lead; a label that names nothing is text."""
    at = 0
    while found := way.search(text, at):
        leads = found[1] is None or _name(found) in names
        yield text[at : found.start()] + (" " if leads else text[found.start()])
        at = found.end() if leads else found.start() + 1
    yield text[at:]


def _with_tables(text: str) -> Iterator[str]:
    """Yield the lines of a text with the tags of HTML around each table."""
    lines = text.split("\n")
    inside = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not inside and "|" in line and _RULE.fullmatch(after):
            inside = True
            yield "<table>"
        elif inside and "|" not in line:
            inside = False
            yield "</table>"
        yield line
    if inside:
        yield "</table>"


def _name(found: re.Match[str]) -> str:
    """Return a label, or what one may lead to, in the spelling in which they are held together."""
    return " ".join(next(filter(None, found.groups()), "").casefold().split())


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; what looks like a tag, a link or a note in code is none."""
    fence, html = "", False
    for line in text.split("\n"):
        found = _FENCE.match(line)
        html = "<pre" in line or (html and "</pre" not in line)
        if fence:
            if found and found[1].startswith(fence):
                fence = ""
                yield ""
            else:
                yield _shown(line)
        elif found:
            fence = found[1]
            yield ""
        else:
            yield line if html else _CODE.sub(lambda code: _shown(code[2]), line)


def _shown(code: str) -> str:
    return escape(code, quote=False).replace("[", "&#91;").replace("]", "&#93;")


def _notes_last(text: str) -> str:
    """Return a text with its notes behind it in the order of their calls, as a book prints them.

    A note that nothing calls stays, and so do all but the first of a name.
    """
    told: dict[str, str] = {}
    parts: list[str] = []
    at = 0
    while (start := text.find("^[", at)) >= 0:
        depth, end = 0, 0
        for bracket in _BRACKET.finditer(text, start, start + _LONGEST_NOTE):
            depth += 1 if bracket[0] == "[" else -1
            if not depth:
                end = bracket.end()
                break
        if not end:
            break
        name = f"\0{len(told)}"
        parts += text[at:start], f"[^{name}]"
        told[name] = text[start + 2 : end - 1]
        at = end
    whole = "".join((*parts, text[at:]))
    called = _called(whole)

    def taken(note: re.Match[str]) -> str:
        if note[1] not in called or note[1] in told:
            return note[0]
        told[note[1]] = ""
        told[note[1]] = _NOTE_IN_NOTE.sub(taken, note[0])
        return ""

    rest = _NOTE.sub(taken, whole)
    order = [name for name in _called(rest) if name in told]
    behind = "\n\n".join((rest, *(told[name] for name in dict.fromkeys((*order, *told)))))
    return _OWN_CALL.sub("", behind)


def _called(text: str) -> dict[str, None]:
    """Return the names of the notes that a text calls, in their order."""
    return dict.fromkeys(call[1] for call in _CALL.finditer(_NOTE_NAME.sub("", text)))


_DIRECTIVE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:_[^:\n]*:.*|\[[^\]\n]*\]|(?:\|[^|\n]*\| *)?[\w:-]+::.*)$", re.MULTILINE
)
_OPTION = re.compile(r"^[ \t]+:[\w -]+:(?:[ \t].*)?$", re.MULTILINE)
_ROLE = re.compile(r":[\w:+.-]{1,40}:(?=`)")
_TARGET = re.compile(r"[ \t\n]{0,9}<[^<>`\n]*>(?=`)")


_REMARK = re.compile(
    r"^\.\.(?:[ \t]*$|[ \t]+(?![_\[|]|[\w:-]+::).*)(?:\n[ \t]+\S.*)*", re.MULTILINE
)


def without_remarks(text: str) -> str:
    """Return a text in reStructuredText without its comments."""
    return _REMARK.sub("", text)


_SPEAKING = re.compile(
    r"^([ \t]*)\.\.[ \t]+(?:note|warning|tip|hint|important|caution|danger|attention|error|seealso"
    r"|admonition|topic|sidebar|table|list-table|csv-table|rubric|centered)::(?=[ \t]+\S)",
    re.MULTILINE,
)
"""Directives that say something in their first line."""
_SPEAKING_OPTION = re.compile(r"^[ \t]+:(?:caption|header|subtitle):(?=[ \t])", re.MULTILINE)
_REPLACED = re.compile(r"^\.\.[ \t]+\|([^|\n]{1,100})\|[ \t]+(\w+)::[ \t]*(.*)$", re.MULTILINE)
_REPLACING = re.compile(r"(?<!\w)\|([^|\n]{1,100})\|_{0,2}")
_RAW = re.compile(
    r"^\.\.[ \t]+raw::[ \t]+html[ \t]*\n((?:[ \t]*\n|[ \t]+\S.*(?:\n|\Z))*)", re.MULTILINE
)
_REST_NOTE = re.compile(
    r"^\.\.[ \t]+(\[(?:\d{1,9}|#[\w.-]{0,100}|\*)\]).*(?:\n[ \t]+\S.*|\n[ \t]*(?=\n[ \t]+\S))*",
    re.MULTILINE,
)


def rested(text: str) -> str:
    """Return the words of a text in reStructuredText, its notes last."""
    told = {
        name: said if kind == "replace" else " " for name, kind, said in _REPLACED.findall(text)
    }
    text = _RAW.sub(lambda raw: plain(raw[1]), _REPLACED.sub("", text))
    text = _REPLACING.sub(lambda one: told.get(one[1], one[0]), text)
    text = _SPEAKING_OPTION.sub("", _SPEAKING.sub(r"\1", text))
    notes: list[str] = []

    def taken(note: re.Match[str]) -> str:
        called = f"{note[1]}_" in text
        notes.extend([note[0]] if called else ())
        return "" if called else note[0]

    text = "\n\n".join((_REST_NOTE.sub(taken, text), *notes))
    for pattern in (_REMARK, _DIRECTIVE, _OPTION, _ROLE, _TARGET):
        text = pattern.sub("", text)
    return text
