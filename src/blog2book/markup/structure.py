"""Lists, tables and the other blocks with an inner order: in the form that validators accept."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from blog2book.markup import styles
from blog2book.markup.attributes import language_class
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import CELLS, GROUPS, HEADINGS

_FOOTNOTES = re.compile(
    r"(?:^|[-_ ])(?:foot|end)notes?(?:[-_ ]?(?:list|wrap(?:per)?|container|area))?(?:$| )"
)
_PROGRAM = re.compile(r"\b(?:code|brush|highlight|prettyprint|crayon|sourcecode)\b|lang")

Parts = list[Node | str]


def order(root: Node) -> None:
    """Bring all blocks of a body into order."""
    root.fill(_ordered(root, rtl=False))


def _ordered(node: Node, *, rtl: bool) -> Parts:
    """Return the ordered children of an element; `rtl`: they are written from right to left."""
    parts: Parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "rt" and node.tag != "ruby":
            parts.extend(_ordered(child, rtl=rtl))
        else:
            parts.extend(_order(child, rtl=rtl))
    return _aligned(parts) if node.tag in {"body", "div", "blockquote"} else parts


def _order(node: Node, *, rtl: bool) -> Parts:
    """Return what becomes of an element."""
    rtl = {"rtl": True, "ltr": False}.get(node.attributes.get("dir", "").lower(), rtl)
    node.fill(_ordered(node, rtl=rtl))
    if rtl and styles.alignment(node.tag, node.attributes) == "right":
        # there it is where every line begins
        node.attributes = {**node.attributes, "style": "", "align": "", "class": ""}
    change = _CHANGES.get(node.tag)
    return [node] if change is None else change(node)


def _division(node: Node) -> Parts:
    """Return a division with the one class that says something, or what it holds."""
    classes = set(node.classes)
    kept = classes & {"poem", "stanza", "verse"}
    side = styles.alignment(node.tag, node.attributes)
    if _FOOTNOTES.search(" ".join(node.classes)):
        kept = {"footnotes"}
    elif not kept and side:
        kept = {f"align-{side}"}
    node.tag = "div"
    node.attributes["class"] = " ".join(sorted(kept))
    return [node]


def _aligned(parts: Parts) -> Parts:
    """Put paragraphs that are centred, or set to the right, into a division that says so."""
    found: Parts = []
    for part in parts:
        side = (
            styles.alignment("p", part.attributes)
            if isinstance(part, Node) and part.tag == "p"
            else ""
        )
        if not side:
            found.append(part)
            continue
        last = found[-1] if found else None
        if isinstance(last, Node) and last.attributes.get("joins") == side:
            last.append(part)
        else:
            found.append(Node("div", {"class": f"align-{side}", "joins": side}, [part]))
    return found


def _list(node: Node) -> Parts:
    """Return a list that holds nothing but items."""
    items: Parts = []
    for child in node.children:
        if isinstance(child, Node) and child.tag == "li":
            if not child.is_empty():
                items.append(child)
        elif isinstance(child, Node) or child.strip():
            items.append(Node("li", {}, [child]))
    node.fill(items)
    if not items:
        return []
    if _FOOTNOTES.search(" ".join(node.classes)):
        return [Node("div", {"class": "footnotes"}, [node])]
    return [node]


def _definitions(node: Node) -> Parts:
    """Return a list of terms, each with its definition; what is not in pairs stands free."""
    before: Parts = []
    pairs: list[Node] = []
    for child in node.children:
        if not isinstance(child, Node) or child.tag not in {"dt", "dd"}:
            before.append(child)
        elif child.tag == "dt" and not child.is_empty():
            pairs.append(child)
        elif child.tag == "dd" and not pairs:
            before.extend(_freed(child))
        elif child.tag == "dd":
            pairs.append(child)
    if pairs and not any(one.tag == "dd" for one in pairs):
        return [*before, *(Node("p", one.attributes, one.children) for one in pairs)]
    if pairs and pairs[-1].tag == "dt":
        pairs.append(Node("dd"))
    node.fill(pairs)
    return [*before, *([node] if pairs else [])]


def _freed(node: Node) -> Parts:
    """Return what a cell or definition holds as blocks, loose text in a paragraph."""
    parts: Parts = []
    for child in node.children:
        if isinstance(child, Node) and child.is_block:
            parts.append(child)
        elif (
            parts
            and isinstance(last := parts[-1], Node)
            and last.tag == "p"
            and last.attributes.get("loose")
        ):
            last.append(child)
        else:
            parts.append(Node("p", {"loose": "loose"}, [child]))
    return [part for part in parts if not (isinstance(part, Node) and part.tag == "break")]


def _table(node: Node) -> Parts:
    """Return a table of groups of rows of cells; of a single cell only the content is left.

    Rows that hold nothing stay while spans may cross them. Several captions become lines of one.
    """
    captions = [one for one in node.nodes() if one.tag == "caption" and not one.is_empty()]
    caption = captions[0] if captions else None
    for other in captions[1:]:
        captions[0].append(Node("br"), *other.children)
    groups: list[Node] = []
    for child in node.nodes():
        if child.tag in GROUPS:
            groups.append(child)
        elif child.tag == "tr":
            if not groups or groups[-1].attributes.get("joins") != "rows":
                groups.append(Node("tbody", {"joins": "rows"}))
            groups[-1].append(child)
    for group in groups:
        group.fill(row for row in group.nodes() if row.tag == "tr")
        for row in group.nodes():
            _cells(row)
    groups = [group for group in groups if not group.is_empty()]
    rows = [row for group in groups for row in group.nodes() if not row.is_empty()]
    cells = [cell for row in rows for cell in row.nodes()]
    if not cells:
        return [Node("p", {}, caption.children)] if caption else []
    if len(cells) == 1:
        return [*([Node("p", {}, caption.children)] if caption else []), *_freed(cells[0])]
    node.fill([*([caption] if caption else []), *_in_order(groups)])
    return [node]


def _cells(row: Node) -> None:
    """Reduce a row to its cells."""
    row.fill(cell for cell in row.nodes() if cell.tag in CELLS)
    for cell in row.nodes():
        if cell.tag == "th":
            _without_headings(cell)


def _without_headings(node: Node) -> None:
    """Turn headings into strong paragraphs, where no heading may stand."""
    for one in node.walk():
        if one.tag in HEADINGS:
            one.tag = "p"
            one.children = [Node("strong", {}, one.children)]


def _in_order(groups: Sequence[Node]) -> list[Node]:
    """Return the groups of a table with a head only at the top and one foot last."""
    heads = [one for one in groups[:1] if one.tag == "thead"]
    feet = [one for one in groups if one.tag == "tfoot"][-1:]
    bodies = [one for one in groups if one not in heads and one not in feet]
    if not bodies:  # a head without a body heads nothing, and PDF/UA refuses it
        heads, feet, bodies = [], [], [*heads, *feet]
    for one in bodies:
        one.tag = "tbody"
    return [*heads, *bodies, *feet]


def _verbatim(node: Node) -> Parts:
    """Return verbatim text: a poem as such, a program in `code` with its language."""
    classes = " ".join(node.classes)
    if "wp-block-verse" in node.classes:
        return [_verse(node)]
    inner = [one for one in node.children if not isinstance(one, str) or one.strip()]
    sole = inner[0] if len(inner) == 1 else None
    given = (
        [node.attributes.get("lang", "")] if "lang" in node.attributes and _is_program(node) else []
    )
    if given:
        del node.attributes["lang"]
    language = language_class(node.attributes.get("class", ""), *(f"lang-{one}" for one in given))
    if isinstance(sole, Node) and sole.tag == "code":
        sole.attributes["class"] = language_class(sole.attributes.get("class", "")) or language
        node.fill([sole])
    elif language or _PROGRAM.search(classes):
        node.fill([Node("code", {"class": language}, node.children)])
    node.attributes.pop("class", None)
    return [node]


def _is_program(node: Node) -> bool:
    """Say whether `lang` of verbatim text names a programming language, as plug-ins write it."""
    return bool(
        re.fullmatch(
            r"[a-z]{4,}|[a-z]+[0-9+#]+|js|py|rb|css|sql|php|xml|cpp|c",
            node.attributes["lang"].lower(),
        )
    )


def _verse(node: Node) -> Node:
    """Return a poem: a paragraph for each stanza, an indent of the author's as no-break spaces."""
    stanzas = [Node("p")]
    for child in node.children:
        if not isinstance(child, str):
            stanzas[-1].append(child)
            continue
        for number, line in enumerate(child.split("\n")):
            if number and not line.strip():
                stanzas.append(Node("p"))
            elif number and stanzas[-1].children:
                stanzas[-1].append(Node("br"))
            indent = len(line) - len(line.lstrip(" "))
            stanzas[-1].append("\u00a0" * indent + line[indent:] if line.strip() else "")
    return Node("div", {"class": "verse"}, [*stanzas])


def _ruby(node: Node) -> Parts:
    """Return ruby text whose readings follow their words; if it is not in order, plain text."""
    tags = [child.tag if isinstance(child, Node) else "" for child in node.children]
    if (
        tags
        and "rt" in tags
        and tags[0] != "rt"
        and tags[-1] == "rt"
        and _readings_are_single(tags)
    ):
        return [node]
    parts: Parts = []
    for child in node.children:
        parts.extend(
            [" (", *child.children, ")"]
            if isinstance(child, Node) and child.tag == "rt"
            else [child]
        )
    return parts


def _readings_are_single(tags: Sequence[str]) -> bool:
    """Say whether no reading follows another."""
    return all(not (one == other == "rt") for one, other in pairwise(tags))


_CHANGES: Mapping[str, Callable[[Node], Parts]] = {
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "table": _table,
    "pre": _verbatim,
    "ruby": _ruby,
    "div": _division,
    "center": _division,
    "form": _division,
}
