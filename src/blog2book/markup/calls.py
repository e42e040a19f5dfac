"""The calls of notes: their places in a body, behind the links and words that cite."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from blog2book.markup.footnotes import Leaving, bared
from blog2book.markup.links import (
    INLINE,
    anchors_of,
    citing,
    insert_behind,
    refusing,
    waiting,
)
from blog2book.markup.parse import Element, append_text, name, parse, remove, text_of
from blog2book.markup.spots import mark
from blog2book.markup.text import escape, joined
from blog2book.markup.write import write
from blog2book.model.sources import Cited, Spot
from blog2book.model.words import UNSPACED
from blog2book.model.xhtml import Xhtml

_CLOSING = re.compile(r"(?:[.,;:!?'’\"“‘](?!\w)|[…)\]}»›”、。，．！？：；）」』】》〉،؛؟۔])+")
"""What a call stands behind; a mark that goes on into a word ("’s", ".com") is none."""
_QUOTED = re.compile(r"[\"”’»›』」]+(?!\w)")
"""What words in parentheses stand behind."""
_LETTERS = re.compile(rf"[^\W\d_{UNSPACED}]+")
_NOTHING = re.compile("")
_WITHIN_WORDS = INLINE - {"sub", "sup"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A body with its calls, and the author's footnotes that left it, by their ids (`opened`)."""

    body: Xhtml
    footnotes: Mapping[str, Xhtml]


def parted(body: Xhtml, calls: Mapping[Cited, Xhtml], names: Mapping[str, str]) -> Parted:
    """Return the body with its calls, without the footnotes that become notes.

    `names` has by the ids of those the addresses of their notes. A call of one stands in its place.
    """
    return _parted(body, calls, names, raised=True)


def place_calls(body: Xhtml, calls: Mapping[Cited, Xhtml], *, raised: bool = True) -> Xhtml:
    """Return the body with each call behind its link (by index) and the inline elements it ends.

    That of words without a link stands behind their spot in the same way.

    A call follows the word that its link begins, closing punctuation and quotation marks. None
    stands in a heading, where it would reach the contents: it goes to the end of the next
    paragraph. None stands in verbatim text, nor beside a picture: it ends the caption, and is one
    where there is none. That of a quotation ends it. Where there is no such place, a call gets a
    paragraph of its own behind the block. A raised comma parts two calls side by side, and a call
    from the author's own: "²³" reads as 23. What is not `raised` are words in parentheses: they
    stand before the full stop, and need no comma.
    """
    return _parted(body, calls, {}, raised=raised).body


def _parted(
    body: Xhtml, calls: Mapping[Cited, Xhtml], names: Mapping[str, str], *, raised: bool
) -> Parted:
    root = parse(body)
    anchors = list(citing(root))
    leaving = Leaving(root, names)
    made: dict[Element, Element] = {}
    marks = _CLOSING if raised else _QUOTED
    by_link = {at: call for at, call in calls.items() if not isinstance(at, Spot)}
    by_place = {at.end: call for at, call in calls.items() if isinstance(at, Spot)}
    placed = [
        children
        for place, spot in mark(root, by_place).items()
        if (children := _place_at(spot, by_place[place]))
    ]
    last: dict[Element, Element] = {}
    for index, call in sorted(by_link.items()):
        if 0 <= index < len(anchors):
            link = anchors[index]
            if link in leaving.calls:
                children = _replaced(link, call, made, last)
            else:
                children = _place(link, call, made, marks, last)
            if children:
                placed.append(children)
                last[children[0]] = children[-1]
    ends = {children[-1] for children in placed} if raised else set()
    for children in placed if raised else ():
        _part(children[0].getprevious(), children[0], ends)
        _part(children[-1], children[-1].getnext(), frozenset())
    taken = leaving.take()
    return Parted(body=write(root), footnotes=taken)


def _replaced(
    link: Element, call: Xhtml, made: dict[Element, Element], last: Mapping[Element, Element]
) -> list[Element]:
    """Put a call in the place of the author's own, or where it waits, and return its elements."""
    own = bared(link)
    if refusing(link) is None:
        children = insert_behind(own, "", call, own.tail or "")
    else:
        children = _place(link, call, made, _CLOSING, last)
    remove(own)
    return children


def _part(before: Element | None, after: Element | None, calls: Collection[Element]) -> None:
    """Put a comma between two neighbours if the first is one of `calls`, or the author's own."""
    if before is None or after is None or (before.tail or "").strip():
        return
    if before in calls or _is_own_call(before) or _is_own_call(after):
        comma = before.makeelement("sup")
        comma.text = ","
        comma.tail, before.tail = before.tail, None
        before.addnext(comma)


def _is_own_call(element: Element) -> bool:
    """Say whether an element is a call that the author wrote: a raised link inside the post."""
    if name(element) == "sup":
        link = element.find(".//a")
    else:
        link = element if element.find("sup") is not None else None
    return link is not None and link.get("href", "").startswith("#")


def _place(
    anchor: Element,
    call: Xhtml,
    made: dict[Element, Element],
    marks: re.Pattern[str],
    ends: Mapping[Element, Element],
) -> list[Element]:
    """Put a call behind a link and `marks`, or where it waits, and return its elements.

    `made` remembers the places that were made for calls, `ends` as in _place_behind.
    """
    block = refusing(anchor)
    if block is None:
        return _place_behind(anchor, call, marks, ends)
    place = made.get(block)
    if place is None:
        place = waiting(block)
    if place is None:
        place = made[block] = _made(block)
    holder = parse(call)
    append_text(place, place[-1] if len(place) else None, holder.text or "")
    children = list(holder)
    place.extend(children)
    return children


def _place_at(spot: Element, call: Xhtml) -> list[Element]:
    """Put a call where a spot is, which goes, and return its elements."""
    children = _place_behind(spot, call, _CLOSING, {})
    remove(spot)
    return children


def _made(block: Element) -> Element:
    """Make the place for what a block refuses: in a figure or a quotation, else behind."""
    if name(block) in {"figure", "blockquote"}:
        place = block.makeelement("figcaption" if name(block) == "figure" else "p")
        block.append(place)
    else:
        place = block.makeelement("p")
        place.tail, block.tail = block.tail, None
        block.addnext(place)
    return place


def _place_behind(
    anchor: Element, call: Xhtml, marks: re.Pattern[str], ends: Mapping[Element, Element]
) -> list[Element]:
    """Put a call behind a link, the word that it begins, closing marks, and what it ends.

    `ends` has by the first element of each call that was placed the last: behind these it stands.
    """
    begins = _LETTERS.fullmatch(text_of(anchor)[-1:]) is not None
    last = _end_of_word(anchor) if begins else anchor
    while True:
        tail = last.tail or ""
        word = _LETTERS.match(tail) if begins else None
        cut = word.end() if word else 0
        match = marks.match(tail, cut)
        cut = match.end() if match else cut
        parent, following = last.getparent(), last.getnext()
        if following is not None and following in ends and not tail[cut:]:
            last, begins, marks = ends[following], False, _NOTHING
            continue
        is_end = following is None and not tail[cut:].strip()
        if parent is None or name(parent) not in INLINE or not is_end:
            break
        last = parent
    return insert_behind(last, tail[:cut], call, tail[cut:])


def _end_of_word(link: Element) -> Element:
    """Return the last of the elements that go on with the word in which a link ends."""
    last = link
    while not last.tail:
        following = last.getnext()
        if (
            following is None
            or name(following) not in _WITHIN_WORDS
            or len(following)
            or not _LETTERS.fullmatch(following.text or "")
        ):
            break
        last = following
    return last


def with_room(call: Xhtml, note: str) -> Xhtml:
    """Return a call with room behind it for its note, which has that id, at the page's foot."""
    return joined([call, Xhtml(f'<span class="at-foot" id="{escape(note)}"></span>')])


def without_calls(caption: Xhtml) -> Xhtml:
    """Return a caption without the calls of notes that stand in it, for those who hear it."""
    root = parse(caption)
    for call in [one for one in anchors_of(root) if one.get("href", "").startswith("#n-")]:
        comma = call.getnext()
        if comma is not None and name(comma) == "sup" and comma.text == ",":
            remove(comma)
        remove(call)
    return write(root)
