"""What kramdown reads in its own way, written as CommonMark has it, before a text is parsed.

Abbreviations, rules within tables, bars in the code of a cell, Markdown inside HTML, attributes
behind HTML. Nothing else has a use for these signs, so they are read whoever wrote the text.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog2book.markup.fences import fenced

_SIGNS = re.compile(r"\*\[|\bmarkdown\s*=|\{:|\|", re.IGNORECASE)
_ABBREVIATION = re.compile(r" {0,3}\*\[([^\[\]]{1,100})\]:([^*]*)$")
_MOST = 300
"""Abbreviations of one text that are looked for."""
_ATTRIBUTES = re.compile(r" {0,3}\{:(?!\s?toc)[^{}]{0,500}\}[ \t]*$")
_HEAD = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_RULE = re.compile(r" {0,3}[|+]?[ \t]*:?(?:-{3,}|={3,})[-=+|: \t]*$")
_BAR = re.compile(r"(?<!\\)\|")
_SPAN = re.compile(r"(?<![`\\])(`{1,9})(?!`)([^\n]{1,500}?)(?<!`)\1(?!`)")
_BLOCK = re.compile(
    r"<(/?)(div|section|article|aside|details|summary|figure|figcaption|p|td|th|li|dd|center"
    r"|blockquote|header|footer|main)\b([^<>]{0,1000})>",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\s+markdown\s*=\s*([\"']?)(\w+)\1", re.IGNORECASE)


def settled(text: str) -> tuple[str, Mapping[str, str]]:
    """Return a text as CommonMark has it, and its abbreviations with what they are short for."""
    if not _SIGNS.search(text):
        return text, {}
    settling = _Settling()
    for line, kind in fenced(text.split("\n")):
        if kind:
            settling.columns = 0
            settling.lines.append(line)
        else:
            settling.take(line)
    return "\n".join(settling.lines), settling.short


class _Settling:
    """The work on one text: its lines so far, and what is open in them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.short: dict[str, str] = {}
        self.columns = 0  # of the table that is open
        self._asked: dict[str, list[bool]] = {}

    def take(self, line: str) -> None:
        """Take in a line that is no code in a fence."""
        before = self.lines[-1] if self.lines else ""
        if not line.strip():
            self.columns = 0
        if self.columns:
            if not _RULE.match(line):
                self.lines.append(_row(line, self.columns))
        elif (found := _ABBREVIATION.match(line)) and len(self.short) < _MOST:
            self.short.setdefault(" ".join(found[1].split()), " ".join(found[2].split()))
        elif "|" in line and "|" in before and _HEAD.match(line):
            self.columns = _cells(line)
            self.lines[-1] = _row(before, self.columns)
            self.lines.append(line)
        elif before.rstrip().endswith(">") and _ATTRIBUTES.match(line):
            self.lines.append("")
        elif "<" in line:
            self.lines.append(_BLOCK.sub(self._tag, line))
        else:
            self.lines.append(line)

    def _tag(self, found: re.Match[str]) -> str:
        """Return a tag of HTML, parted from the Markdown in it by lines that are empty."""
        closes, name, inside = found[1], found[2].lower(), found[3]
        before = found.string[: found.start()]
        indent = "\n\n" + before[: len(before) - len(before.lstrip())]
        opened = self._asked.setdefault(name, [])
        if closes:
            if not opened:
                return found[0]
            return (indent if opened.pop() else "") + found[0] + indent
        asked = _ASKED.search(inside) if found.string.lstrip().startswith("<") else None
        if asked or opened:
            opened.append(bool(asked and asked[2] != "0"))
        if not asked:
            return found[0]
        tag = f"<{found[2]}{inside[: asked.start()]}{inside[asked.end() :]}>"
        return tag + indent if opened[-1] else tag


def _cells(row: str) -> int:
    """Return how many cells a row of a table has."""
    return len(_BAR.findall(row.strip().removeprefix("|").removesuffix("|"))) + 1


def _row(line: str, columns: int) -> str:
    """Return a row that has too many cells with its bars as text, first those in code.

    GitHub would drop what stands behind the last column.
    """
    if _cells(line) > columns:
        line = _SPAN.sub(lambda span: _BAR.sub(r"\\|", span[0]), line)
    more = _cells(line) - columns
    if more > 0:
        end = len(line.rstrip().removesuffix("|"))
        bars = [found.start() for found in _BAR.finditer(line, 0, end)][-more:]
        for bar in reversed(bars):
            line = f"{line[:bar]}\\{line[bar:]}"
    return line


def abbreviations(state: StateCore) -> None:
    """Tell of each abbreviation in a text what it is short for."""
    short: Mapping[str, str] = state.env.get("abbreviations", {})
    if not short:
        return
    known = sorted(short, key=lambda one: (-len(one), one))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
    for token in state.tokens:
        children: list[Token] = []
        for child in token.children or ():
            children += _told(child, pattern, short) if child.type == "text" else [child]
        if token.children:
            token.children = children


def _told(text: Token, pattern: re.Pattern[str], short: Mapping[str, str]) -> Sequence[Token]:
    """Return a text with its abbreviations marked."""
    pieces: list[Token] = []
    last = 0
    for found in pattern.finditer(text.content):
        told = short[found[0]]
        if not told:
            continue
        pieces.append(Token("text", "", 0, content=text.content[last : found.start()]))
        mark = f'<abbr title="{escape(told)}">{escape(found[0], quote=False)}</abbr>'
        pieces.append(Token("html_inline", "", 0, content=mark))
        last = found.end()
    return [*pieces, Token("text", "", 0, content=text.content[last:])] if pieces else [text]
