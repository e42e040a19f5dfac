"""Where tokens are planted: the stack of open blocks and the inline elements that are open."""

from collections import Counter
from dataclasses import dataclass

from blog2book.markup import styles
from blog2book.markup.attributes import is_noise
from blog2book.markup.inlines import Inlines
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import (
    CELLS,
    FLOW,
    GROUPS,
    HEADINGS,
    LISTS,
    MAXIMAL_DEPTH,
    MAXIMAL_OPEN,
    PHRASING,
    STRUCTURE,
    TIGHT,
)

_TABLE = GROUPS | CELLS | {"table", "tr", "caption"}
_LEVELS = 3
"""Of a table, its rows among them, above what stands in its cells."""
_LIST_SCOPE = CELLS | {"body", "blockquote", "figure", "table", "caption"}
_MEANINGFUL = ("id", "lang", "xml:lang", "dir", "class", "style", "align")
_VERBATIM_BREAK = "\n"


@dataclass(slots=True)
class _Open:
    """An open block: its name in the source, the rules that hold in it, and its node.

    A block without a node of its own has that of the block around it. `implied`: no tag opened it.
    """

    tag: str
    kind: str
    node: Node
    depth: int
    implied: bool = False
    inlines: int = 0


class Soil:
    """Plants text, leaves and blocks so that the tree is in order at any time."""

    def __init__(self) -> None:
        self.root = Node("body")
        self.stack = [_Open("body", "body", self.root, 0)]
        self.inlines = Inlines()
        self.excess: Counter[str] = Counter()
        self.breaks = 0
        self.lines = 0
        self.level = 0
        self.anchors: list[str] = []

    @property
    def kind(self) -> str:
        """The kind of the innermost open block."""
        return self.stack[-1].kind

    def lines_count(self) -> bool:
        """Say whether a line end in the text is a line break here."""
        verbatim = STRUCTURE | {"pre", "figcaption"} | HEADINGS
        return not any(one.kind in verbatim for one in self.stack)

    def finish(self) -> None:
        """Close everything."""
        while tag := self.inlines.innermost():
            self.end_inline(tag)
        self._pop(1)

    # Text and leaves

    def text(self, text: str) -> None:
        """Plant text; a blank only between other things, no line of no-break spaces alone."""
        blank = not text.strip() if self.breaks or self.lines else not text.strip(" \n\t")
        if not blank:
            self._ready().append(text)
        elif text and self._has_room_for_blank():
            self.inlines.chain(self.stack[-1].node, len(self.inlines)).append(text)

    def _has_room_for_blank(self) -> bool:
        """Say whether a blank may matter here."""
        top = self.stack[-1]
        if top.kind == "pre":
            return True
        planted = top.kind in PHRASING or top.kind in TIGHT
        return planted and bool(top.node.children) and not (self.breaks or self.lines)

    def leaf(self, node: Node) -> None:
        """Plant an inline element without content."""
        self._ready().append(node)

    def block_leaf(self, node: Node) -> None:
        """Plant a block without content."""
        self._forget_breaks()
        self._end_text()
        self._enter(fresh=True)
        self.inlines.reset()
        self.stack[-1].node.append(node)

    def line_break(self) -> None:
        """Note a `<br>`; it is planted when something follows it in its block."""
        if self.kind == "pre":
            self.inlines.chain(self.stack[-1].node, len(self.inlines)).append(_VERBATIM_BREAK)
            return
        self._note_level()
        self.breaks += 1

    def line_end(self) -> None:
        """Note the end of a line of text that counts as a line break."""
        self._note_level()
        self.lines += 1

    def _note_level(self) -> None:
        """Remember how many inline elements are open where a break stands."""
        fresh = not (self.breaks or self.lines)
        self.level = len(self.inlines) if fresh else min(self.level, len(self.inlines))

    def _forget_breaks(self) -> None:
        """Forget breaks that end a block."""
        self.breaks = self.lines = 0

    def _ready(self) -> Node:
        """Make the place ready for text, and return the node in which it goes."""
        self._enter(fresh=True)
        self._plant_breaks()
        if self.kind in FLOW:
            self._push("p", "p", {}, implied=True)
        place = self.inlines.chain(self.stack[-1].node, len(self.inlines))
        place.append(*(Node("span", {"id": name}) for name in self.anchors))
        self.anchors = []
        return place

    def _plant_breaks(self) -> None:
        """Plant the breaks that stand between what is there and what comes."""
        breaks, lines = self.breaks, self.lines
        self._forget_breaks()
        top = self.stack[-1]
        if not (breaks or lines) or not top.node.children or top.kind in FLOW:
            return
        parts = breaks > 1 or lines > 1
        if parts and top.kind == "p":
            self._part(top)
        elif parts and top.kind in TIGHT:
            self.inlines.reset()
            top.node.append(Node("break"))
        elif top.kind in PHRASING or top.kind in TIGHT:
            line = _VERBATIM_BREAK if top.kind == "pre" else Node("br")
            self.inlines.chain(self.stack[-1].node, min(self.level, len(self.inlines))).append(line)

    def _part(self, top: _Open) -> None:
        """Begin a new paragraph that is like the one that is open."""
        attributes = {name: value for name, value in top.node.attributes.items() if name != "id"}
        next_paragraph = Node("p")
        self.inlines.move(top.node, next_paragraph)
        self._pop(len(self.stack) - 1)
        self._push("p", "p", attributes, implied=top.implied)
        self.inlines.move(next_paragraph, self.stack[-1].node)

    # Inline elements

    def start_inline(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an inline element; a link ends the link that is open."""
        block = self.stack[-1].node
        if tag != "a":
            self.inlines.start(tag, styles.inline(tag, attributes), block)
            return
        while self.inlines.has("a"):
            self.end_inline("a")
        name = attributes.get("id") or attributes.get("name") or ""
        if "href" in attributes:
            self.inlines.start(tag, styles.inline(tag, {**attributes, "id": name}), block)
        else:
            self._anchor(name)
            self.inlines.start(tag, (), block)

    def start_unknown(self, tag: str) -> None:
        """Open an element that nobody knows: only its text counts."""
        self.inlines.start(tag, (), self.stack[-1].node)

    def end_inline(self, tag: str) -> None:
        """Close an inline element, if one of that name is open."""
        closed = self.inlines.close(tag)
        if closed is not None:
            self.level = min(self.level, closed[0])
            for name in closed[1]:
                self._anchor(name)

    def _anchor(self, name: str) -> None:
        """Mark a place: by an empty span in text, else on the block that comes next."""
        if not name or is_noise(name):
            return
        if self.kind in PHRASING | TIGHT and self.stack[-1].node.children:
            self.inlines.chain(self.stack[-1].node, len(self.inlines)).append(
                Node("span", {"id": name})
            )
        else:
            self.anchors.append(name)

    # Blocks

    def start_block(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a block, wherever it stands."""
        self._forget_breaks()
        if len(self.stack) >= MAXIMAL_OPEN:
            self.excess[tag] += 1
            self._end_text()
            return
        if self._flattens(tag):
            self._note_level()
            self.breaks = 1
            self.stack.append(_Open(tag, self.kind, self.stack[-1].node, self.stack[-1].depth))
            return
        self._end_text()
        kind = self._into_context(tag)
        if kind in FLOW | PHRASING - {"dt", "caption"} or kind in {"ul", "ol", "dl", "table"}:
            self._enter(fresh=kind not in LISTS)
        self._push(tag, kind, attributes)

    def _end_text(self) -> None:
        """Close the blocks of text that another block ends; a link just opened goes on in it."""
        while self.kind in PHRASING:
            self.inlines.move(self.stack[-1].node, self.stack[-2].node)
            self._pop(len(self.stack) - 1)

    def _flattens(self, tag: str) -> bool:
        """Say whether a block adds nothing but a line break to the block of text it stands in."""
        return self.kind in PHRASING - {"p"} and tag in {"p", "div", "center"}

    def _into_context(self, tag: str) -> str:
        """Close what must be closed before a part of a list or table; return its kind."""
        if tag == "li":
            return self._into_list(LISTS, "ul", tag)
        if tag in {"dt", "dd"}:
            return self._into_list(frozenset({"dl"}), "dl", tag)
        if tag in GROUPS | {"tr", "caption"} | CELLS:
            return self._into_table(tag)
        return tag

    def _into_list(self, wanted: frozenset[str], default: str, tag: str) -> str:
        """Go to the list to which an item belongs; an item without a list gets one."""
        barrier = _LIST_SCOPE | ({"dl"} if tag == "li" else LISTS)
        for place in range(len(self.stack) - 1, -1, -1):
            kind = self.stack[place].kind
            if kind in wanted:
                self._pop(place + 1)
                return tag
            if kind in barrier:
                break
        self._enter(fresh=True)
        self._push(default, default, {}, implied=True)
        return tag

    def _into_table(self, tag: str) -> str:
        """Go to the part of the table to which another part belongs; none without a table."""
        around = {"tr": GROUPS | {"table"}, "td": {"tr"}, "th": {"tr"}}.get(tag, {"table"})
        place = self._find_table()
        if place < 0:
            return "div"
        inside = range(len(self.stack) - 1, place - 1, -1)
        found = next((one for one in inside if self.stack[one].kind in around), -1)
        if found >= 0:
            self._pop(found + 1)
        else:
            place = next(one for one in inside if self.stack[one].kind in GROUPS | {"table"})
            self._pop(place + 1)
            self._push("tr", "tr", {}, implied=True)
        return tag

    def _find_table(self) -> int:
        """Return the place of the innermost open table, -1 if there is none."""
        for place in range(len(self.stack) - 1, -1, -1):
            if self.stack[place].kind == "table":
                return place
        return -1

    def _enter(self, *, fresh: bool) -> None:
        """Open the item or cell that must stand around text in a list or table.

        A list that no tag opened ends here instead. Without `fresh`, the item before goes on.
        """
        while self.kind in STRUCTURE:
            top = self.stack[-1]
            if top.implied and top.kind in {"ul", "dl"}:
                self._pop(len(self.stack) - 1)
            elif top.kind in LISTS:
                last = top.node.children[-1] if top.node.children else None
                if not fresh and isinstance(last, Node) and last.tag == "li":
                    self.stack.append(_Open("li", "li", last, top.depth + 1, implied=True))
                else:
                    self._push("li", "li", {}, implied=True)
            else:
                inner = {"dl": "dd", "tr": "td"}.get(top.kind, "tr")
                self._push(inner, inner, {}, implied=True)

    def _push(
        self, tag: str, kind: str, attributes: dict[str, str], *, implied: bool = False
    ) -> None:
        """Open a block; one without meaning, or too deep, has no node of its own."""
        top = self.stack[-1]
        self.inlines.reset()
        plain = kind == "div" and not any(attributes.get(name) for name in _MEANINGFUL)
        if self._is_too_deep(kind) and not implied:
            plain, kind = True, "div"
        if plain:
            self.stack.append(_Open(tag, kind, top.node, top.depth, inlines=len(self.inlines)))
            return
        node = Node(kind, attributes)
        if self.anchors and "id" not in attributes and kind not in STRUCTURE:
            node.attributes = {**attributes, "id": self.anchors.pop(0)}
        top.node.append(node)
        self.stack.append(_Open(tag, kind, node, top.depth + 1, implied, len(self.inlines)))

    def _is_too_deep(self, kind: str) -> bool:
        """Say whether a block must not get a node; a table does with all its parts, or does not."""
        top = self.stack[-1]
        if kind == "p" or (kind in _TABLE and top.kind in {"table", "tr"} | GROUPS):
            return False
        return top.depth + (_LEVELS if kind == "table" else 0) >= MAXIMAL_DEPTH

    def end_block(self, tag: str) -> None:
        """Close a block, and all that is open in it."""
        if self.excess[tag]:
            self.excess[tag] -= 1
            return
        same = HEADINGS if tag in HEADINGS else {tag}
        for place in range(len(self.stack) - 1, 0, -1):
            one = self.stack[place]
            if one.tag in same:
                flattened = one.node is self.stack[place - 1].node and one.kind in PHRASING
                self._pop(place)
                if flattened:
                    self._note_level()
                    self.breaks = 1
                return
            if one.kind in CELLS | {"caption"} and tag not in _TABLE:
                return

    def _pop(self, size: int) -> None:
        """Close blocks until `size` are open; links and cells end what was opened in them."""
        if len(self.stack) <= size:
            return
        self._forget_breaks()
        self.inlines.reset()
        while len(self.stack) > size:
            closed = self.stack.pop()
            if closed.kind in CELLS:
                self.inlines.cut(closed.inlines)
            if closed.node is not self.stack[-1].node:
                self.inlines.leave(closed.node)
