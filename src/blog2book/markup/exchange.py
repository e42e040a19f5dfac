"""Words and pictures of a body exchanged for others, as an editor asks for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from blog2book.markup.parse import Element, name, parse, remove
from blog2book.markup.text import BLOCKS, escape, printable
from blog2book.markup.vocabulary import INLINE
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_EDGE = "\x00"
"""Stands between blocks; no body holds it."""

_BLANK = "[ \t\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_MARK = f"(?:«{_BLANK}*|{_BLANK}*»|‹{_BLANK}*|{_BLANK}*›|[\"'“”„‟‘’‚‛])"
_ALIKE = (
    (_MARK, _MARK),
    (f"{_BLANK}+", f"{_BLANK}+"),
    (r"\.\.\.|…", r"(?:\.\.\.|…)"),
    (r"-{2,3}|[–—]", r"(?:-{1,3}|–|—)"),
    (r"[‐‑-]", r"[‐‑-]"),
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
    # One find may begin inside another: "aa" stands twice in "aaa".
    found = {match.end(1): match.start() for match in _pattern(old).finditer(text)}
    if len(found) != 1:
        return body, len(found)
    ((last, first),) = found.items()
    put = printable(new)
    emptied: list[Element] = []
    for piece in pieces:
        start = max(first - piece.start, 0)
        end = min(last - piece.start, len(piece.text))
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


def replace_pictures(body: Xhtml, change: Callable[[str], str], *, same: bool = False) -> Xhtml:
    """Return the body with the address of each picture as `change` has it.

    A picture that is exchanged loses the size that the post states for the old one, unless it is
    the `same` by another address.
    """
    root = parse(body)
    for picture in root.iter("img"):
        before = picture.get("src", "")
        after = change(before)
        if after != before:
            picture.set("src", after)
            for size in set() if same else {"width", "height"} & set(picture.keys()):
                del picture.attrib[size]
    return write(root)


def section(body: Xhtml, *, anchor: str, title: str, language: str, direction: str) -> Xhtml:
    """Return a body as a part of another: under its title, or below a break where it has none.

    `language` (BCP 47) and `direction` are "" where they are those of the text around; only where
    they are not, something stands around the part: blocks are set apart from their neighbours.
    """
    begin = f'<h3 id="{anchor}">{escape(title)}</h3>' if title else f'<hr id="{anchor}"/>'
    said = {"lang": language, "dir": direction}
    written = "".join(f' {name}="{value}"' for name, value in said.items() if value)
    return Xhtml(f"<div{written}>{begin}{body}</div>" if written else f"{begin}{body}")


def _pattern(old: str) -> re.Pattern[str]:
    """Return a pattern that looks ahead for a text as it was typed or printed (group 1)."""
    whole = re.compile("|".join(f"({what})" for what, _ in _ALIKE))
    parts: list[str] = []
    done = 0
    for match in whole.finditer(old):
        parts.extend((re.escape(old[done : match.start()]), _ALIKE[(match.lastindex or 1) - 1][1]))
        done = match.end()
    return re.compile(f"(?=({''.join((*parts, re.escape(old[done:])))}))")


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
