"""Programs that plug-ins set in tables with numbers, or in boxes that name the language."""

import re
from collections.abc import Iterable

from blog2book.markup.attributes import language_class
from blog2book.markup.tree import Node

_NUMBERED = frozenset(
    {"gutter", "gl", "rouge-gutter", "linenos", "lineno", "linenodiv", "line-numbers"}
    | {"line_numbers", "blob-num", "js-line-number", "crayon-nums", "linenumbers"}
)
"""Classes of what holds the numbers of lines."""
_TABLES = frozenset({"lntable", "highlighttable", "rouge-table", "crayon-table", "codetable"})
_NUMBERS = re.compile(r"[\d\s.:]*")
_NAMED = re.compile(r"highlight|language-|syntaxhighlighter|codehilite|brush", re.IGNORECASE)
_NO_LANGUAGES = frozenset(
    {"language-tab-size", "language-table", "language-js-file-line-container"}
)
_SYNTAX_HIGHLIGHTER = re.compile(r"syntaxhighlighter\s+(?:nogutter\s+)?([a-z+#]+)")

VERBATIM_CELLS = frozenset({"blob-code", "js-file-line"})
"""Classes of cells in which blanks count though no `pre` says so."""


def settle(node: Node, language: str = "") -> None:
    """Turn tables of numbered lines into verbatim text, and say of each program its language.

    `language` is the class "language-…" that a box around the element means.
    """
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
            continue
        inside = _named(child) or language
        if child.tag == "table" and (program := _program(child, inside)):
            children.append(program)
            continue
        if child.tag == "pre":
            _name(child, inside)
        settle(child, inside)
        children.append(child)
    node.fill(children)


def _named(node: Node) -> str:
    """Return the language that the classes of a box name."""
    classes = node.attributes.get("class", "")
    if node.tag not in {"div", "figure", "table"} or not _NAMED.search(classes):
        return ""
    if match := _SYNTAX_HIGHLIGHTER.search(classes.lower()):
        return f"language-{match[1]}"
    found = language_class(classes)
    return "" if found in _NO_LANGUAGES else found


def _name(pre: Node, language: str) -> None:
    """Give verbatim text the language of the box around it, unless it names its own."""
    inner = next(pre.nodes(), None)
    own = language_class(
        pre.attributes.get("class", ""), inner.attributes.get("class", "") if inner else ""
    )
    told = pre.attributes.get("data-code-block-lang", "")  # Medium's
    language = language_class(f"language-{told}") or language
    if language and not own and "lang" not in pre.attributes:
        pre.attributes["class"] = language


def _program(table: Node, language: str) -> Node | None:
    """Return the program that a table shows beside its numbers, None if it is another table."""
    parts = list(table.walk())
    classes = {name for one in parts for name in one.classes}
    if not classes & (_NUMBERED | _TABLES):
        return None
    lines: list[str] = []
    for row in parts:
        if row.tag != "tr":
            continue
        *numbers, code = [*row.nodes()] or [Node("td")]
        if not numbers or any(not _NUMBERS.fullmatch(one.text()) for one in numbers):
            return None
        lines.append(_verbatim(code).strip("\n").replace("\u00a0", " "))
    own = language_class(*(one.attributes.get("class", "") for one in parts if one.tag == "code"))
    names = {"class": own or language or _sole_class(parts)}
    return Node("pre", {}, [Node("code", names, ["\n".join(lines)])]) if lines else None


def _sole_class(parts: Iterable[Node]) -> str:
    """Return the language that is the only class of verbatim text, as WP-Syntax writes it."""
    classes = [one.classes[0] for one in parts if one.tag == "pre" and len(one.classes) == 1]
    named = [one for one in classes if one not in _NUMBERED | {"highlight", "chroma", "code"}]
    return f"language-{named[0]}" if named else ""


def _verbatim(node: Node) -> str:
    """Return the text of an element, its lines and blocks each on a line of its own."""
    parts: list[str] = []
    _collect(node, parts)
    return "".join(parts)


def _collect(node: Node, parts: list[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag in {"br", "break"}:
            parts.append("\n")
        else:
            _collect(child, parts)
            if child.tag in {"p", "div", "li", "pre"} and parts and not parts[-1].endswith("\n"):
                parts.append("\n")
