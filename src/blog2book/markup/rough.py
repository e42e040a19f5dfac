"""HTML as a platform wrote it, as a tree in which its own boxes are changed before it is cleaned.

Nothing is judged here: every element keeps its name, its attributes and its place, and cleaning
comes after. The time is linear and the depth is bounded, whatever comes.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from blog2book.markup.parse import VOID
from blog2book.markup.tokens import Kind, Token, tokens
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import DROPPED, EMBEDDED, FOREIGN

_MAXIMAL_DEPTH = 60
"""Elements nested deeper lose their tags and keep their text; pictures and rules stay."""

_VERBATIM = {"xmp": "pre", "listing": "pre"}
"""In these no entity is read; once they are written out again, it must be."""

Parts = list[Node | str]


def rough(html: str) -> Node:
    """Return the tree of any HTML, without its comments; the root is a `body` around it all."""
    planter = _Planter()
    for token in tokens(html):
        planter.take(token)
    planter.close(1)
    return planter.stack[0]


def reshape(root: Node, rule: Callable[[Node], Parts | None]) -> None:
    """Put in each element's place what `rule` says, from the innermost outwards.

    None leaves an element as it is. What a rule returns is not judged again.
    """
    parts: Parts = []
    for child in root.children:
        if isinstance(child, str):
            parts.append(child)
            continue
        reshape(child, rule)
        changed = rule(child)
        parts.extend([child] if changed is None else changed)
    root.fill(parts)


def marked(node: Node, *names: str) -> Iterator[Node]:
    """Yield all elements in a tree that have one of some classes (in lower case), outermost first.

    The root is not asked.
    """
    for child in node.nodes():
        if any(name in child.classes for name in names):
            yield child
        yield from marked(child, *names)


def first(node: Node, *names: str) -> Node | None:
    """Return the first element in a tree with one of some classes, None if there is none."""
    return next(marked(node, *names), None)


def line(node: Node | None) -> str:
    """Return the text in an element as one line, "" for none."""
    return " ".join(node.text().split()) if node else ""


class _Planter:
    """Puts one token after the other into the tree."""

    def __init__(self) -> None:
        self.stack = [Node("body")]
        self.excess: Counter[str] = Counter()

    def take(self, token: Token) -> None:
        """Take a token."""
        if token.kind is Kind.TEXT:
            self.stack[-1].append(token.text)
        elif token.kind is Kind.START:
            self._start(_VERBATIM.get(token.text, token.text), token)
        elif token.kind is Kind.END:
            self._end(_VERBATIM.get(token.text, token.text))

    def _start(self, tag: str, token: Token) -> None:
        """Open an element."""
        node = Node(tag, dict(token.attributes))
        drawn = token.closed and (tag in FOREIGN or any(o.tag in FOREIGN for o in self.stack))
        if tag in VOID or drawn:
            self.stack[-1].append(node)
        elif len(self.stack) > _MAXIMAL_DEPTH:
            self.excess[tag] += 1
        else:
            self.stack[-1].append(node)
            self.stack.append(node)

    def _end(self, tag: str) -> None:
        """Close an element and all that is open in it; an end without a beginning is nothing."""
        if self.excess[tag]:
            self.excess[tag] -= 1
            return
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].tag == tag:
                self.close(place + 1)
                self.stack.pop()
                return

    def close(self, size: int) -> None:
        """Close elements that have no end tag; in one that is not printed, words count then."""
        for node in self.stack[size:]:
            if node.tag in DROPPED | EMBEDDED:
                node.tag, node.attributes = "span", {}
        del self.stack[size:]
