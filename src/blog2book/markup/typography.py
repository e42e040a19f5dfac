"""Quotation marks, dashes and the like in a body, as its languages set them.

A block is read as one text, across the inline elements in it, so that a mark knows its neighbours.
"""

import re
from dataclasses import dataclass, field

from blog2book.addresses import same_text
from blog2book.language.marks import Marks, marks_of
from blog2book.language.quotes import OBJECT, edits
from blog2book.markup.parse import XML_LANG, Element, name, parse, text_of
from blog2book.markup.vocabulary import BLOCKS, FOREIGN
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_VERBATIM = FOREIGN | {"pre", "code", "kbd", "samp", "textarea"}
_APART = frozenset({"sup", "sub", "rt", "rp"})
"""Texts beside the line: the call of a note does not part a quotation from its end."""

_TAG = re.compile(r"<[^>]*>")
_WORTH = re.compile(r"[\"']|--|\.\.|[ \t\n][;:!?»]|«[ \t\n]")


@dataclass(slots=True)
class _Block:
    """The text of one block so far: pieces, and for each the element that holds it.

    The piece is an element's tail where the third value says so; OBJECT has no element.
    """

    marks: Marks | None
    pieces: list[tuple[str, Element | None, bool]] = field(default_factory=list)

    def add(self, text: str | None, holder: Element | None = None, *, tail: bool = False) -> None:
        """Add a piece."""
        if text:
            self.pieces.append((text, holder, tail))

    def finish(self) -> None:
        """Set the text, and begin anew. A change that no single piece holds is not made."""
        found = iter(edits("".join(text for text, _, _ in self.pieces), self.marks))
        edit = next(found, None)
        start = 0
        for text, holder, tail in self.pieces:
            end = start + len(text)
            parts: list[str] = []
            done = start
            while edit is not None and edit.start < end:
                if edit.start >= start and edit.end <= end:
                    parts.extend((text[done - start : edit.start - start], edit.text))
                    done = edit.end
                edit = next(found, None)
            if parts and holder is not None:
                _put(holder, "".join((*parts, text[done - start :])), tail=tail)
            start = end
        self.pieces.clear()


def _put(holder: Element, text: str, *, tail: bool) -> None:
    """Give an element its text, or the text behind it."""
    if tail:
        holder.tail = text
    else:
        holder.text = text


def typeset(body: Xhtml, language: str) -> Xhtml:
    """Return a body with the quotation marks, dashes and ellipses of its language (BCP 47).

    An element in another language has that language's. Verbatim text, formulas, and links whose
    text is their address stay as they are. See language.quotes for the rules.
    """
    if _WORTH.search(_TAG.sub("", body)) is None:
        return body
    root = parse(body)
    block = _Block(marks_of(language))
    _walk(root, block)
    block.finish()
    return write(root)


def _walk(element: Element, block: _Block) -> None:
    """Read what is in an element into a block."""
    block.add(element.text, element)
    for child in element:
        _read(child, block)
        block.add(child.tail, child, tail=True)


def _read(element: Element, block: _Block) -> None:
    """Read an element into the block that it stands in, or set it as a block of its own."""
    tag = name(element)
    own = element.get("lang") or element.get(XML_LANG)
    marks = marks_of(own) if own else block.marks
    if tag in BLOCKS or tag == "hr":
        block.finish()
        if tag not in _VERBATIM:
            _set_apart(element, marks)
    elif tag == "br":
        block.add("\n")
    elif tag in _VERBATIM or tag == "img" or _shows_address(element, tag):
        block.add(OBJECT)
    elif tag in _APART:
        _set_apart(element, marks)
    elif marks != block.marks:
        _set_apart(element, marks)
        block.add(OBJECT)
    else:
        _walk(element, block)


def _set_apart(element: Element, marks: Marks | None) -> None:
    """Set an element as a block of its own."""
    block = _Block(marks)
    _walk(element, block)
    block.finish()


def _shows_address(element: Element, tag: str) -> bool:
    """Say whether an element is a link whose text is its address, and may not be changed."""
    if tag != "a":
        return False
    text = text_of(element)
    return _WORTH.search(text) is not None and same_text(element.get("href", ""), text.strip())
