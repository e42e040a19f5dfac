"""Leave nothing over: blanks, empty elements, breaks at an edge, pictures inside paragraphs."""

import re
from collections.abc import Iterable

from blog2book.markup.attributes import pixels
from blog2book.markup.tables import close_up, reaches_down
from blog2book.markup.text import fold
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import FOREIGN, GROUPS, HEADINGS, PHRASING, PICTURED, TIGHT

_SMALL = 48
"""px: a picture up to this size may stand in a line of text."""

Parts = list[Node | str]


def tidy(root: Node) -> None:
    """Tidy a body whose attributes are settled."""
    root.fill(_flow(root))
    for node in root.walk():
        node.attributes.pop("float", None)


def _flow(node: Node) -> Parts:
    """Return the tidied children of a block that holds blocks: loose text gets a paragraph."""
    return _gathered(block for part in _wrapped(node.children) for block in _block(part))


def _gathered(parts: Iterable[Node | str]) -> Parts:
    """Return blocks, the ids of empty ones passed on to those that follow.

    The last ids of a block go with what was empty.
    """
    found: Parts = []
    names: list[str] = []
    for part in parts:
        if isinstance(part, Node) and part.tag == "span" and not part.children:
            names.append(part.attributes["id"])
            continue
        if names and isinstance(part, Node) and part.is_block and "id" not in part.attributes:
            part.attributes = {"id": names.pop(0), **part.attributes}
        found.append(part)
    return found


def _wrapped(children: Iterable[Node | str]) -> list[Node]:
    """Return blocks as they are, and what stands loose between them in paragraphs."""
    found: list[Node] = []
    loose = False
    for child in children:
        if isinstance(child, Node) and child.is_block:
            if child.tag != "break":
                found.append(child)
            loose = False
        elif loose:
            found[-1].append(child)
        else:
            found.append(Node("p", {}, [child]))
            loose = True
    return found


def _block(node: Node) -> list[Node]:
    """Return what becomes of a block: itself, nothing, or a paragraph and its pictures.

    An empty block that has an id leaves a span with it.
    """
    if node.tag == "p":
        blocks = _paragraph(node)
    elif node.tag == "pre":
        blocks = _verbatim(node)
    elif node.tag in PHRASING:
        node.fill(_line(node.children))
        blocks = _pictures_of(node) if node.tag in HEADINGS else [node]
    elif node.tag == "figure":
        blocks = [_figure(node)]
    elif node.tag in TIGHT:
        node.fill(_tight(node))
        blocks = [node]
    else:
        if node.tag in GROUPS:
            close_up(node)
        node.fill(_flow(node))
        blocks = _division(node) if node.tag == "div" else [node]
    found = [one for one in blocks if not one.is_empty() or _counts(one)]
    if not found and "id" in node.attributes:
        return [Node("span", {"id": node.attributes["id"]})]
    return found


def _counts(node: Node) -> bool:
    """Say whether a block matters though it shows nothing."""
    return node.tag in {"td", "th", "dd", "hr"} or (node.tag == "tr" and reaches_down(node))


def _pictures_of(heading: Node) -> list[Node]:
    """Return a heading; one that holds nothing but pictures leaves them, and they take its id."""
    if any(_picture(part) is None and not _is_blank(part) for part in heading.children):
        return [heading]
    found = [_standing(part) for part in heading.children if _picture(part)]
    if found and "id" in heading.attributes:
        found[0].attributes = {"id": heading.attributes["id"], **found[0].attributes}
    return found or [heading]


def _division(node: Node) -> list[Node]:
    """Return a division; one that aligns nothing but pictures leaves them."""
    aligns = node.attributes.get("class", "").startswith("align-")
    if aligns and all(child.tag in {"figure", "table", "hr"} for child in node.nodes()):
        return list(node.nodes())
    return [node]


def _figure(node: Node) -> Node:
    """Tidy a figure: its captions, and the paragraphs and figures in it."""
    for child in node.nodes():
        if child.tag == "figcaption":
            child.fill(_line(child.children))
        elif child.tag == "figure":
            _figure(child)
        elif child.tag == "p":
            child.fill(_line(child.children))
        elif child.tag == "blockquote":
            child.fill(_flow(child))
    node.fill(child for child in node.nodes() if child.tag != "figcaption" or not child.is_empty())
    return node


def _tight(node: Node) -> Parts:
    """Return the children of an item or cell: text alone stands there without a paragraph."""
    blocks = [child for child in node.nodes() if child.is_block]
    if any(block.tag in {"break", "p"} for block in blocks):
        parts = [part for part in _flow(node) if isinstance(part, Node)]
        texts = [part for part in parts if part.tag == "p"]
        only_lists = all(part.tag in {"ul", "ol"} for part in parts if part.tag != "p")
        if len(texts) == 1 and only_lists and not texts[0].attributes and parts[0].tag == "p":
            return [*texts[0].children, *parts[1:]]
        return [*parts]
    found: Parts = []
    for part in _wrapped(node.children):
        if part.tag == "p":
            found.extend(_line(part.children))
        else:
            found.extend(_gathered(_block(part)))
    return found


def _verbatim(node: Node) -> list[Node]:
    """Return verbatim text without blank lines around it: HTML reads no line end at its start."""
    node.fill(_without_blanks(node.children))
    shown = [child for child in node.children if not isinstance(child, str) or child.strip()]
    if len(shown) == 1 and isinstance(shown[0], Node) and shown[0].tag == "code":
        node.fill(shown)
    cells = list(_cells(node))
    for parent, place in cells:
        text = parent.children[place]
        stripped = re.sub(r"^(?:[ \t]*\n)+", "", text) if isinstance(text, str) else ""
        parent.children[place] = stripped
        if stripped:
            break
    for parent, place in reversed(cells):
        text = parent.children[place]
        parent.children[place] = text.rstrip() if isinstance(text, str) else ""
        if parent.children[place]:
            break
    node.fill(_without_blanks(node.children))
    return [node]


def _cells(node: Node) -> Iterable[tuple[Node, int]]:
    """Yield the places of all texts in an element, in document order."""
    for place, child in enumerate(node.children):
        if isinstance(child, str):
            yield node, place
        else:
            yield from _cells(child)


def _line(children: Parts) -> Parts:
    """Return inline content without needless blanks, breaks and empty elements."""
    holder = Node("p", {}, _without_blanks(children))
    _Line().go(holder)
    return _without_blanks(holder.children)


def _without_blanks(children: Iterable[Node | str]) -> Parts:
    """Return inline content in which no element is empty but one that has an id."""
    holder = Node("p")
    for child in children:
        if isinstance(child, str):
            if child:
                holder.append(child)
            continue
        if child.tag in FOREIGN:
            holder.append(child)
            continue
        child.fill(_without_blanks(child.children))
        empty = child.is_empty() and child.tag not in PICTURED and child.tag not in {"br", "wbr"}
        if not empty:
            holder.append(child)
        elif "id" in child.attributes:
            holder.append(Node("span", {"id": child.attributes["id"]}), *child.children)
        else:
            holder.append(*child.children)
    return holder.children


class _Line:
    """Goes through inline content once, and folds blanks and breaks."""

    def __init__(self) -> None:
        self.blank = True
        self.last: tuple[Node, int] | None = None
        self.breaks: list[tuple[Node, Node]] = []
        self.shown = False

    def go(self, holder: Node) -> None:
        """Fold the content of a block."""
        self._visit(holder)
        self._trim()
        for parent, node in self.breaks:
            parent.children.remove(node)

    def _visit(self, node: Node) -> None:
        """Fold the content of an element."""
        for place, child in enumerate(node.children):
            if isinstance(child, str):
                self._text(node, place, child)
            elif child.tag == "br":
                self._break(node, child)
            elif child.tag in PICTURED:
                self._show()
                self.blank, self.last = False, None
            else:
                self._visit(child)

    def _text(self, node: Node, place: int, text: str) -> None:
        """Fold a text: no blank behind another one or at the beginning of a line."""
        folded = fold(text)
        if self.blank:
            folded = folded.lstrip(" ")
        node.children[place] = folded
        if folded:
            self.blank = folded.endswith(" ")
            self.last = (node, place)
        if folded.strip():
            self._show()

    def _show(self) -> None:
        """Note that something shows: breaks before it stay, but only one."""
        if self.breaks and self.shown:
            self.breaks.pop(0)
        for parent, node in self.breaks:
            parent.children[parent.children.index(node)] = ""
        self.breaks = []
        self.shown = True

    def _break(self, parent: Node, node: Node) -> None:
        """Note a break; whether it stays depends on what follows."""
        self._trim()
        self.breaks.append((parent, node))
        self.blank = True

    def _trim(self) -> None:
        """Take the blank away that ends a line."""
        if self.last is not None:
            node, place = self.last
            text = node.children[place]
            node.children[place] = text.rstrip(" ") if isinstance(text, str) else text
        self.last = None


def _paragraph(node: Node) -> list[Node]:
    """Return a paragraph, and before and behind it the pictures that stood at its edges.

    Those that stood beside it come first.
    """
    node.fill(_line(node.children))
    beside = [part for part in node.children if _side(part) == "beside"]
    node.fill(_line([part for part in node.children if _side(part) != "beside"]))
    parts = node.children
    standing = _standing_alone(parts)
    found = [_standing(part) for part in beside]
    if not standing:
        return [*found, node]
    attributes = node.attributes
    start = 0
    for place in [*standing, len(parts)]:
        text = Node("p", attributes, _with_anchors_inside(_line(parts[start:place])))
        if not text.is_empty():
            found.extend(_paragraph(text))
            attributes = {name: value for name, value in attributes.items() if name != "id"}
        if place < len(parts):
            found.append(_standing(parts[place]))
        start = place + 1
    return found


def _with_anchors_inside(parts: Parts) -> Parts:
    """Return a line whose first anchors stand before its first letter, as where it is read anew."""
    rest = list(parts)
    anchors: Parts = []
    while rest and isinstance(first := rest[0], Node) and first.tag == "span":
        if first.children:
            break
        anchors.append(rest.pop(0))
    place: Node | str = rest[0] if anchors and rest else ""
    if not isinstance(place, Node) or place.tag in PICTURED | {"br", "wbr"}:
        return parts
    place.fill(_with_anchors_inside([*anchors, *place.children]))
    return rest


def _standing_alone(parts: Parts) -> list[int]:
    """Return the places of the pictures of a paragraph that do not stand in a line of its text.

    These stand at one of its edges, between breaks, or beside the text. Small ones stay.
    """
    pictures = {place: found for place, part in enumerate(parts) if (found := _picture(part))}
    texts = [
        place for place, part in enumerate(parts) if place not in pictures and not _is_blank(part)
    ]
    first, last = (texts[0], texts[-1]) if texts else (len(parts), -1)
    return [
        place
        for place, picture in pictures.items()
        if not (texts and _is_small(picture))
        and (
            place < first
            or place > last
            or _side(picture) == "between"
            or (_is_break(parts, place, -1) and _is_break(parts, place, 1))
        )
    ]


def _side(part: Node | str) -> str:
    """Return how a picture stands apart from its text, as long as its source says so."""
    picture = _picture(part)
    return "" if picture is None else picture.attributes.get("float", "")


def _is_small(picture: Node) -> bool:
    """Say whether a picture is known to be as small as a letter or two."""
    size = max(pixels(picture.attributes.get(name, "")) for name in ("width", "height"))
    return 0 < size <= _SMALL


def _is_break(parts: Parts, place: int, step: int) -> bool:
    """Say whether the next thing beside a part is a break."""
    place += step
    while 0 <= place < len(parts):
        part = parts[place]
        if isinstance(part, Node) or part.strip():
            return isinstance(part, Node) and part.tag == "br"
        place += step
    return False


def _is_blank(part: Node | str) -> bool:
    """Say whether something between pictures shows nothing."""
    if isinstance(part, str):
        return not part.strip()
    return part.tag in {"br", "wbr"} or (part.is_empty() and "id" not in part.attributes)


def _picture(part: Node | str) -> Node | None:
    """Return the picture that an inline element holds, if it holds nothing else."""
    if isinstance(part, str):
        return None
    if part.tag == "img":
        return part
    inner = [child for child in part.children if not (isinstance(child, str) and not child.strip())]
    return _picture(inner[0]) if len(inner) == 1 and part.tag not in PICTURED else None


def _standing(part: Node | str) -> Node:
    """Return the figure of a picture that stands alone; of what is around it only a link stays."""
    link = (
        next((one for one in part.walk() if one.tag == "a"), None)
        if isinstance(part, Node)
        else None
    )
    picture = _picture(part)
    shown = Node("img") if picture is None else picture
    if link is not None:
        link.children = [shown]
    return Node("figure", {"class": "picture"}, [link or shown])
