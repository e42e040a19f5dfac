"""Footnotes that an author set as paragraphs with numbers of their own become lists of footnotes.

Medium and Word have no others: "[1]" in the text leads to a paragraph that begins with "[1]".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from blog2book.markup.tree import Node

_CALL = re.compile(r"\s*(?P<open>[\[(]?)\s*(?P<number>\d{1,3})\s*[\])]?\s*")
_NUMBER = re.compile(
    r"\s*[\[(]?(?P<number>\d{1,3})(?:[\]).:]+\s*|\s+)(?=\S)|\s*[\[(]?(\d{1,3})[\]).:]*\s*$"
)
"""The number with which a footnote begins, alone or with what it says."""
_INLINE = frozenset({"a", "b", "em", "i", "span", "strong", "sup"})

Parts = list[Node | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """The number of a call, the ids to which a way back may lead, and whether it is plainly one."""

    number: str
    ids: frozenset[str]
    plain: bool


def settle(root: Node) -> None:
    """Put each paragraph that a link with its number calls into a list of footnotes.

    The link stands in brackets or is raised, or the paragraph leads back. A paragraph without a
    number between two of them belongs to the first.
    """
    calls = dict(_calls(root, frozenset(), raised=False))
    if calls:
        for holder in (root, *(one for one in root.walk() if one.tag == "div")):
            if "footnotes" not in holder.classes:
                _gather(holder, calls)


def _calls(node: Node, ids: frozenset[str], *, raised: bool) -> Iterator[tuple[str, _Call]]:
    """Yield the calls in an element by the ids to which they lead."""
    before = ""
    for child in node.children:
        if isinstance(child, str):
            before = child
            continue
        own = {child.attributes["id"]} if "id" in child.attributes else set[str]()
        known = (ids if child.tag in _INLINE or child.tag == "p" else frozenset()) | own
        href = child.attributes.get("href", "")
        if child.tag == "a" and href.startswith("#") and (found := _CALL.fullmatch(child.text())):
            up = raised or any(one.tag == "sup" for one in child.walk())
            plain = up or bool(found["open"]) or before.endswith("[")
            yield href[1:], _Call(number=found["number"], ids=known, plain=plain)
        else:
            yield from _calls(child, known, raised=raised or child.tag == "sup")
        before = ""


def _gather(holder: Node, calls: Mapping[str, _Call]) -> None:
    """Put the footnotes among the blocks of an element into lists."""
    made: Parts = []
    notes: Node | None = None
    waiting: Parts = []
    for child in holder.children:
        call = _call_of(child, calls)
        if call is not None and isinstance(child, Node):
            item = _item(child)
            if notes is None:
                notes = Node("ol", {}, [])
                made.append(Node("div", {"class": "footnotes"}, [notes]))
            elif waiting:
                _extend(notes.children[-1], waiting)
            notes.append(item)
            waiting = []
        elif notes and isinstance(child, Node) and child.tag == "p" and not _begin(child):
            waiting.append(child)
        else:
            made.extend((*waiting, child))
            notes, waiting = None, []
    holder.children = [*made, *waiting]


def _call_of(block: Node | str, calls: Mapping[str, _Call]) -> _Call | None:
    """Return a call of a block that is a footnote: with its number, and plain or led back to."""
    if isinstance(block, str) or not _is_paragraph(block) or not (begin := _begin(block)):
        return None
    keys = [one.attributes.get("id", "") for one in block.walk()]
    targets = {one.attributes.get("href", "")[1:] for one in block.walk() if one.tag == "a"}
    for call in (calls[key] for key in keys if key in calls):
        if call.number == begin and (call.plain or not call.ids.isdisjoint(targets)):
            return None if call.ids.intersection(keys) else call
    return None


def _is_paragraph(block: Node) -> bool:
    """Say whether a block is a paragraph, or a division that begins with one and says no more."""
    if block.tag == "div" and not block.classes:
        return next((one.tag == "p" for one in block.nodes()), False)
    return block.tag == "p"


def _begin(block: Node) -> str:
    """Return the number with which a block begins, "" for none."""
    found = _NUMBER.match(block.text())
    return found["number"] or found[2] if found else ""


def _item(block: Node) -> Node:
    """Return a footnote as an item, without a number that is no link."""
    paragraph = next(block.nodes(), block) if block.tag == "div" else block
    _strip(paragraph)
    inside = block.children
    if block.tag == "div" and len(inside) == 1 and paragraph.tag == "p":
        inside = paragraph.children
    attributes = {key: block.attributes[key] for key in block.attributes if key != "class"}
    return Node("li", attributes, inside)


def _strip(node: Node) -> None:
    """Take a number off the beginning of an element, or out of the first in it."""
    first = node.children[0] if node.children else None
    if isinstance(first, str):
        node.children[0] = _NUMBER.sub("", first, count=1)
    elif first is not None and first.tag in _INLINE - {"a"}:
        _strip(first)
        if first.is_empty() and "id" not in first.attributes:
            node.children.pop(0)
            node.children[:1] = [
                one.lstrip() if isinstance(one, str) else one for one in node.children[:1]
            ]


def _extend(item: Node | str, paragraphs: Parts) -> None:
    """Add paragraphs to a footnote."""
    if isinstance(item, Node):
        if not any(one.is_block for one in item.nodes()):
            item.children = [Node("p", {}, item.children)]
        item.append(*paragraphs)
