"""The inline elements that are open while a body is read.

They belong to no block: each block in which text appears gets nodes of its own for them, so that
none ever stands around a block.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from blog2book.markup import styles
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import MAXIMAL_INLINE, NESTABLE


@dataclass(slots=True)
class _Inline:
    """An open inline element: what it stands for, and its nodes in the present block, if any."""

    tag: str
    outputs: list[styles.Output]
    block: Node
    nodes: list[Node] = field(default_factory=list)
    used: bool = False


class Inlines:
    """The open inline elements, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Inline] = []
        self._excess: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._open)

    def start(self, tag: str, outputs: Iterable[styles.Output], block: Node) -> None:
        """Open an element inside `block`; what already holds is not said again."""
        if len(self._open) >= MAXIMAL_INLINE:
            self._excess[tag] += 1
            return
        active = {name for one in self._open for name, _ in one.outputs}
        fresh = [one for one in outputs if one[0] in NESTABLE or one[0] not in active]
        self._open.append(_Inline(tag, fresh, block))

    def close(self, tag: str) -> tuple[int, list[str]] | None:
        """Close the innermost element of a name, None if there is none.

        Returns its place, and its ids if it never had text. What was opened inside it goes on.
        """
        if self._excess[tag]:
            self._excess[tag] -= 1
            return None
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                closed = self._open.pop(place)
                for one in self._open[place:]:
                    one.nodes = []
                unused = [] if closed.used else [given.get("id", "") for _, given in closed.outputs]
                return place, [name for name in unused if name]
        return None

    def innermost(self) -> str:
        """Return the name of the innermost element, "" if none is open."""
        return self._open[-1].tag if self._open else ""

    def has(self, tag: str) -> bool:
        """Say whether an element of a name is open."""
        return any(one.tag == tag for one in self._open)

    def chain(self, block: Node, count: int) -> Node:
        """Return the innermost of the first `count` elements, opened in this block."""
        parent = block
        for one in self._open[:count]:
            if not one.nodes:
                for tag, attributes in one.outputs:
                    node = Node(tag, dict(attributes))
                    attributes.pop("id", None)
                    parent.append(node)
                    one.nodes.append(node)
                    parent = node
                one.used = True
            if one.nodes:
                parent = one.nodes[-1]
        return parent

    def reset(self) -> None:
        """Let all begin anew in another block."""
        for one in self._open:
            one.nodes = []

    def move(self, before: Node, after: Node) -> None:
        """Let a link that was opened inside a block, and has no text there, go on in another."""
        for one in self._open:
            if one.tag == "a" and one.block is before and not one.used:
                one.block = after

    def leave(self, block: Node) -> None:
        """Close the link that was opened inside a block which ends."""
        self._open = [one for one in self._open if one.tag != "a" or one.block is not block]

    def cut(self, count: int) -> None:
        """Close all but the first `count`: nothing leaves a cell of a table."""
        del self._open[count:]
