"""The tree in which a body is cleaned: small, mutable, and never nested deeper than allowed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from blog2book.markup.parse import VOID
from blog2book.markup.vocabulary import BLOCKS, FOREIGN, LEAVES, PICTURED


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name, its attributes as the source has them, and what it holds."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The element's classes, in lower case."""
        return self.attributes.get("class", "").lower().split()

    @property
    def is_block(self) -> bool:
        """Say whether the element is a block of its own."""
        return self.tag in BLOCKS or self.tag in LEAVES

    def nodes(self) -> Iterator["Node"]:
        """Yield the elements directly inside this one."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator["Node"]:
        """Yield this element and all in it, in document order; formulas and drawings as one."""
        yield self
        if self.tag in FOREIGN:
            return
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def text(self) -> str:
        """Return all text in the element; a line break counts as a space."""
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag == "br" or child.is_block:
                parts.append(f" {child.text()} ")
            else:
                parts.append(child.text())
        return "".join(parts)

    def append(self, *items: "Node | str") -> None:
        """Add children at the end; neighbouring texts become one."""
        for item in items:
            last = self.children[-1] if self.children else None
            if isinstance(item, str) and isinstance(last, str):
                # Held by nobody else, a text grows in its place; else each piece would copy it.
                self.children.pop()
                last += item
                self.children.append(last)
            else:
                self.children.append(item)

    def fill(self, items: Iterable["Node | str"]) -> None:
        """Replace all children."""
        self.children = []
        self.append(*items)

    def is_empty(self) -> bool:
        """Say whether the element shows nothing: no text, no picture, no rule."""
        for child in self.children:
            if isinstance(child, str):
                if child.strip():
                    return False
            elif child.tag in PICTURED or child.tag in {"hr", "embed"} or not child.is_empty():
                return False
        return True


def write(node: Node) -> str:
    """Return what stands inside an element as XHTML that HTML parsers read alike."""
    parts: list[str] = []
    for child in node.children:
        _write(child, parts)
    return "".join(parts)


def _write(item: Node | str, parts: list[str]) -> None:
    """Write an element or a text."""
    if isinstance(item, str):
        parts.append(item.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        return
    attributes = "".join(f' {name}="{_quoted(value)}"' for name, value in item.attributes.items())
    if item.tag in VOID:
        parts.append(f"<{item.tag}{attributes}/>")
        return
    parts.append(f"<{item.tag}{attributes}>")
    for child in item.children:
        _write(child, parts)
    parts.append(f"</{item.tag}>")


def _quoted(value: str) -> str:
    """Return an attribute's value, escaped."""
    plain = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;")
