"""Words and pictures of a body exchanged for others, as an editor asks for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from blog2book.markup.parse import Element, name, parse, remove
from blog2book.markup.text import BLOCKS, printable
from blog2book.markup.vocabulary import INLINE
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_EDGE = "\x00"
"""Stands between blocks; no body holds it."""

_ALIKE = (
    (r"[ \t\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+",) * 2,
    (r"\.\.\.|…", r"(?:\.\.\.|…)"),
    (r"-{2,3}|[–—]", r"(?:-{1,3}|–|—)"),
    (r"[‐‑-]", r"[‐‑-]"),
    (r"['’‘]", r"['’‘]"),
    ('["“”„«»]', '["“”„«»]'),
)
"""What typography makes of what was typed: an editor may copy either."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text: the element that holds it, or before whose tail it stands."""

    start: int
    text: str
    holder: Element
    tail: bool


def replace_text(body: Xhtml, old: str, new: str) -> tuple[Xhtml, int]:
    """Return the body with plain text `old` exchanged for `new`, and how often `old` occurs.

    The body changes only where that is once. Blanks, quotation marks and dashes match as they
    were typed and as they are printed; `old` may run across inline elements, not across blocks.
    """
    root = parse(body)
    text, pieces = _pieces(root)
    found = list(_pattern(old).finditer(text))
    if len(found) != 1:
        return body, len(found)
    put = printable(new)
    emptied: list[Element] = []
    for piece in pieces:
        start = max(found[0].start() - piece.start, 0)
        end = min(found[0].end() - piece.start, len(piece.text))
        if start >= end:
            continue
        changed = piece.text[:start] + put + piece.text[end:]
        put = ""
        if piece.tail:
            piece.holder.tail = changed
        else:
            piece.holder.text = changed
            emptied.append(piece.holder)
    for element in emptied:
        _remove_empty(element)
    return write(root), 1


def replace_pictures(body: Xhtml, change: Callable[[str], str]) -> Xhtml:
    """Return the body with the address of each picture as `change` has it.

    A picture that is exchanged loses the size that the post states for the old one.
    """
    root = parse(body)
    for picture in root.iter("img"):
        before = picture.get("src", "")
        after = change(before)
        if after != before:
            picture.set("src", after)
            for size in {"width", "height"} & set(picture.keys()):
                del picture.attrib[size]
    return write(root)


def _pattern(old: str) -> re.Pattern[str]:
    """Return a pattern for a text as it was typed or printed."""
    whole = re.compile("|".join(f"({what})" for what, _ in _ALIKE))
    parts: list[str] = []
    done = 0
    for match in whole.finditer(old):
        parts.extend((re.escape(old[done : match.start()]), _ALIKE[(match.lastindex or 1) - 1][1]))
        done = match.end()
    return re.compile("".join((*parts, re.escape(old[done:]))))


def _pieces(root: Element) -> tuple[str, list[_Piece]]:
    """Return the text of a tree with an edge between blocks, and the runs that it is made of."""
    parts: list[str] = []
    pieces: list[_Piece] = []
    length = 0

    def add(text: str, holder: Element | None = None, *, tail: bool = False) -> None:
        nonlocal length
        if holder is not None and text:
            pieces.append(_Piece(length, text, holder, tail))
        parts.append(text)
        length += len(text)

    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, left = waiting.pop()
        if name(element) in BLOCKS:
            add(_EDGE)
        if left:
            add(element.tail or "", element, tail=True)
            continue
        add(element.text or "", element)
        if element is not root:
            waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))
    return "".join(parts), pieces


def _remove_empty(element: Element | None) -> None:
    """Take an inline element or a paragraph out that holds nothing, and those around it."""
    while element is not None and not (element.text or len(element)):
        parent = element.getparent()
        if name(element) in INLINE | {"p"}:
            remove(element)
        element = parent if name(element) in INLINE else None
