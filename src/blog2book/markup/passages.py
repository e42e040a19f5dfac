"""What an author says in running text, a passage at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from blog2book.markup.links import HEADINGS, INLINE, QUOTATIONS, is_note
from blog2book.markup.parse import Element, name, parse
from blog2book.model.xhtml import Xhtml

_APART = frozenset({"em", "i", "cite"})
_MUTE = HEADINGS | {"pre", "figure", "table", "math"}
"""Elements whose words are no running text."""
_BLANKS = str.maketrans("\t\n\r\xa0\u202f", "     ")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, item or the like, or a line of one where lines are broken.

    `text` keeps each sign, with blanks of all kinds as spaces; `start` is the place of the first
    in the body (see spots.py). `links` are spans of the text with the address to which each leads,
    `apart` those in italics, among them `cites`, which are marked up as citations; all count from
    the text's start. The lines of one block share `block`. `quoted`: it stands in a quotation;
    `mute`: it is no running text of the author's, but a heading, verbatim, a table, a picture's
    caption or a footnote.
    """

    start: int
    text: str
    block: int
    links: tuple[tuple[Span, str], ...]
    apart: tuple[Span, ...]
    cites: tuple[Span, ...]
    quoted: bool
    mute: bool


@dataclass(slots=True)
class _Open:
    """A passage that is being read."""

    start: int
    block: int
    quoted: bool
    mute: bool
    parts: list[str] = field(default_factory=list)
    links: list[tuple[Span, str]] = field(default_factory=list)
    apart: list[Span] = field(default_factory=list)
    cites: list[Span] = field(default_factory=list)


def passages(body: Xhtml) -> tuple[Passage, ...]:
    """Return the passages of a body in order; those without words only where they hold links."""
    return tuple(_passages(parse(body)))


def _passages(root: Element) -> Iterator[Passage]:
    """Read a tree without recursion, however deep it is."""
    at = block = quoted = mute = 0
    begun: list[int] = []
    now = _Open(0, 0, quoted=False, mute=False)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = name(element)
        step = 1 if event == "start" else -1
        if tag not in INLINE:
            yield from _closed(now)
            block += tag != "br"
        quoted += step * (tag in QUOTATIONS)
        mute += step * (tag in _MUTE or is_note(element))
        if tag not in INLINE:
            now = _Open(at, block, quoted=quoted > 0, mute=mute > 0)
        if event == "start":
            begun.append(at)
            text = element.text or ""
        else:
            _note(now, element, (begun.pop(), at))
            text = (element.tail or "") if element is not root else ""
        now.parts.append(text)
        at += len(text)
    yield from _closed(now)


def _note(now: _Open, element: Element, span: Span) -> None:
    """Write down where a link or italics stood."""
    tag = name(element)
    inside = max(span[0] - now.start, 0), span[1] - now.start
    if tag == "a" and element.get("href"):
        now.links.append((inside, element.get("href", "")))
    elif tag in QUOTATIONS and element.get("cite"):
        now.links.append((inside, element.get("cite", "")))
    elif tag in _APART:
        now.apart.append(inside)
        if tag == "cite":
            now.cites.append(inside)


def _closed(now: _Open) -> Iterator[Passage]:
    """Yield a passage that has words or links."""
    text = "".join(now.parts).translate(_BLANKS)
    if text.strip() or now.links:
        yield Passage(
            start=now.start,
            text=text,
            block=now.block,
            links=tuple(now.links),
            apart=tuple(now.apart),
            cites=tuple(now.cites),
            quoted=now.quoted,
            mute=now.mute,
        )
