"""What Ghost's editors keep of a text, Lexical and Mobiledoc, as nodes of HTML.

Ghost renders its texts itself; these are for posts that it has not rendered: drafts above all.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import cast

from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import HEADINGS, INLINE
from blog2book.readers.ghost.export import number
from blog2book.readers.ghost.payloads import card
from blog2book.readers.json_file import Fields, text, verbatim

Parts = list[Node | str]
Card = Callable[[str, Fields], Parts]

_MAXIMAL_DEPTH = 50
_SECTIONS = {
    **{name: name for name in (*HEADINGS, "p", "pre", "blockquote")},
    "aside": "blockquote",
    "pull-quote": "blockquote",
}
"""What the names of Mobiledoc's sections of text mean; any other is a paragraph."""

_TEXT, _IMAGE, _LIST, _CARD = 1, 2, 3, 10
"""Kinds of Mobiledoc's sections."""

_FORMATS = (
    (16, "code"), (64, "sup"), (32, "sub"), (128, "mark"), (4, "s"), (8, "u"), (2, "em"),
    (1, "strong"),
)  # fmt: skip
"""The bits of a text's format, the innermost element first."""

_BLOCKS: Mapping[str, str] = {
    "paragraph": "p",
    "quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
    "table": "table",
    "tablerow": "tr",
    "tablecell": "td",
}


class Editors:
    """Reads texts; counts cards that go in `removed`, and what nobody knows in `unknown`."""

    def __init__(self, removed: Counter[str], unknown: Counter[str]) -> None:
        self._unknown = unknown
        self._card: Card = lambda kind, row: card(kind, row, removed, unknown)

    def lexical(self, raw: str) -> Node:
        """Return a text of Ghost 5 and later; words stay whatever stands around them."""
        return Node("body", {}, self._nodes(_read(raw).get("root"), 0))

    def mobiledoc(self, raw: str) -> Node:
        """Return a text of Ghost 1 to 4."""
        return Node("body", {}, _Mobiledoc(_read(raw), self._card, self._unknown).sections())

    def _nodes(self, parent: object, depth: int) -> Parts:
        """Return what stands in a node of Lexical's."""
        children = parent.get("children") if isinstance(parent, dict) else None
        listed = (
            [one for one in children or () if isinstance(one, dict)]
            if isinstance(children, list)
            else []
        )
        if depth > _MAXIMAL_DEPTH:
            return [*_words(listed)]
        return [part for one in listed for part in self._node(one, depth + 1)]

    def _node(self, node: Fields, depth: int) -> Parts:
        """Return what a node of Lexical's means."""
        kind = text(node, "type").removeprefix("extended-")
        if kind == "linebreak":
            return [Node("br")]
        if kind in {"text", "tab"}:
            return [_formatted(node)]
        if "children" not in node:
            return self._card(kind, node)
        inside = self._nodes(node, depth)
        return [self._element(kind, node, inside)]

    def _element(self, kind: str, node: Fields, inside: Parts) -> Node:
        """Return the element that stands around other nodes."""
        if kind in _BLOCKS:
            return Node(_BLOCKS[kind], {}, inside)
        if kind == "heading":
            return Node(_heading(node), {}, inside)
        if kind == "list":
            return _list(node, inside)
        if kind in {"link", "autolink", "at-link"}:
            return Node("a", {"href": text(node, "url")}, inside)
        self._unknown[kind or "nameless"] += 1
        return Node("div", {}, inside)


def _read(raw: str) -> dict[str, object]:
    """Return what a text keeps; what is no JSON is a text of one paragraph."""
    try:
        found = json.loads(raw, strict=False)
    except (ValueError, RecursionError, MemoryError):
        found = None
    if isinstance(found, dict):
        return cast("dict[str, object]", found)
    line = {"type": "paragraph", "children": [{"type": "text", "text": raw}]}
    return {"root": {"children": [line]}, "sections": [[1, "p", [[0, [], 0, raw]]]]}


def _words(nodes: list[dict[str, object]]) -> Iterator[str]:
    """Yield the words in nodes that are nested beyond measure."""
    waiting: list[object] = [*reversed(nodes)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield verbatim(node, "text")
            waiting.extend(
                reversed(children) if isinstance(children := node.get("children"), list) else ()
            )


def _formatted(node: Fields) -> Node | str:
    """Return a run of text."""
    value = node.get("text")
    made: Node | str = value if isinstance(value, str) else ""
    form = number(node, "format")
    for bit, tag in _FORMATS:
        if form & bit:
            made = Node(tag, {}, [made])
    return made


def _heading(node: Fields) -> str:
    """Return the name of a heading."""
    tag = text(node, "tag")
    return tag if tag in HEADINGS else "h2"


def _list(node: Fields, items: Parts) -> Node:
    """Return a list."""
    if text(node, "listType") != "number" and text(node, "tag") != "ol":
        return Node("ul", {}, items)
    start = number(node, "start")
    return Node("ol", {"start": str(start)} if start > 1 else {}, items)


class _Mobiledoc:
    """One text of Mobiledoc, versions 0.2 and 0.3: sections of runs, marked up by number."""

    def __init__(self, document: Fields, card: Card, unknown: Counter[str]) -> None:
        self._card = card
        self._unknown = unknown
        self._markups = _listed(document.get("markups"))
        self._atoms = _listed(document.get("atoms"))
        self._cards = _listed(document.get("cards"))
        sections = _listed(document.get("sections"))
        self._old = bool(sections) and all(_is_table(one) for one in sections[:2])
        if self._old:
            self._markups, sections = _listed(sections[0]), _listed(_at(sections, 1))
        self._sections = sections

    def sections(self) -> Parts:
        """Return all sections."""
        return [part for one in self._sections for part in self._section(_listed(one))]

    def _section(self, section: list[object]) -> Parts:
        """Return a section: 1 text, 2 a picture, 3 a list, 10 a card."""
        kind, first, second = (*section, None, None, None)[:3]
        if kind == _TEXT:
            return [Node(_SECTIONS.get(str(first).lower(), "p"), {}, self._runs(second))]
        if kind == _IMAGE and isinstance(first, str):
            return [Node("p", {}, [Node("img", {"src": first})])]
        if kind == _LIST:
            tag = "ol" if first == "ol" else "ul"
            return [Node(tag, {}, [Node("li", {}, self._runs(one)) for one in _listed(second)])]
        if kind == _CARD:
            named = [first, second] if self._old else _listed(_at(self._cards, first))
            name, payload = (*named, None, None)[:2]
            row = payload if isinstance(payload, dict) else {}
            return self._card(name if isinstance(name, str) else "", row)
        if not section:
            return []
        self._unknown[f"section {kind}"[:20]] += 1
        return [Node("p", {}, [" ".join(_strings(section[2:]))])]

    def _runs(self, runs: object) -> Parts:
        """Return runs of text inside the elements that are open around them."""
        root = Node("p")
        stack = [root]
        for run in map(_listed, _listed(runs)):
            kind, opened, closed, value = (*([0] if self._old else []), *run, *(None,) * 4)[:4]
            for place in _listed(opened):
                node = _element(_listed(_at(self._markups, place)))
                if len(stack) < _MAXIMAL_DEPTH:
                    stack[-1].append(node)
                    stack.append(node)
            stack[-1].append(self._run(kind, value))
            if isinstance(closed, int) and closed > 0:
                del stack[max(1, len(stack) - closed) :]
        return root.children

    def _run(self, kind: object, value: object) -> Node | str:
        """Return a piece of text, or what an atom stands for."""
        if kind != 1:
            return value if isinstance(value, str) else ""
        name, words = (*_listed(_at(self._atoms, value)), None, None)[:2]
        if name == "soft-return":
            return Node("br")
        return words if isinstance(words, str) else ""


def _is_table(one: object) -> bool:
    """Say whether something is a list of lists that names no section, as version 0.2 nests them."""
    return isinstance(one, list) and all(isinstance(row, list) for row in one)


def _listed(value: object) -> list[object]:
    """Return a list as it is, anything else as an empty one."""
    return value if isinstance(value, list) else []


def _at(rows: list[object], place: object) -> object:
    """Return the row at a place, None if there is none."""
    inside = isinstance(place, int) and 0 <= place < len(rows)
    return rows[place] if inside and isinstance(place, int) else None


def _element(markup: list[object]) -> Node:
    """Return the element of a markup: its name, and a list of attributes' names and values."""
    name, pairs = (*markup, None, None)[:2]
    values = [one if isinstance(one, str) else "" for one in _listed(pairs)]
    attributes = dict(zip(values[::2], values[1::2], strict=False))
    href = {"href": attributes["href"]} if attributes.get("href") else {}
    tag = str(name).lower()
    return Node(tag if tag in INLINE else "span", href)


def _strings(value: object) -> Iterator[str]:
    """Yield all texts in a nested list."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting.extend(reversed(one))
