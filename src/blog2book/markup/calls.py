"""The calls of notes: their places in a body, behind the links and words that cite."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml import etree

from blog2book.markup.footnotes import Leaving, bared
from blog2book.markup.links import (
    INLINE,
    anchors_of,
    citing,
    refusing,
    waiting,
)
from blog2book.markup.parse import Element, name, parse, remove, text_of
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
_HOLDER = "call"
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
    marks = _CLOSING if raised else _QUOTED
    by_place = {at.end: call for at, call in calls.items() if isinstance(at, Spot)}
    by_link = {at: call for at, call in calls.items() if not isinstance(at, Spot)}
    links = {anchors[at]: by_link[at] for at in sorted(by_link) if 0 <= at < len(anchors)}
    blocks = {link: block for link in links if (block := refusing(link)) is not None}
    rooms = {block: waiting(block) for block in blocks.values()}
    made: dict[Element, None] = {}
    for place, spot in mark(root, by_place).items():
        one = _opened(by_place[place])
        _put(one, *_behind(spot, _CLOSING, made))
        remove(spot)
        made[one] = None
    for link in sorted(links, key=blocks.__contains__):  # what waits comes last
        one = _opened(links[link])
        own = bared(link) if link in leaving.calls else None
        if link in blocks:
            room = rooms[blocks[link]]
            if room is None:
                room = rooms[blocks[link]] = _made(blocks[link])
            room.append(one)
        elif own is None:
            _put(one, *_behind(link, marks, made))
        else:
            _put(one, own, 0)
        if own is not None:
            remove(own)
        made[one] = None
    if raised:
        _part_all([one for one in made if len(one) or one.text])
    etree.strip_tags(root, _HOLDER)
    taken = leaving.take()
    return Parted(body=write(root), footnotes=taken)


def _opened(call: Xhtml) -> Element:
    """Return a call in one element, whatever it is made of, until all have their places."""
    holder = parse(call)
    holder.tag = _HOLDER
    return holder


def _part_all(calls: Collection[Element]) -> None:
    """Put commas between calls side by side, and between them and the author's own."""
    known = frozenset(calls)
    for one in calls:
        _part(one.getprevious(), one, known)
        _part(one, one.getnext(), frozenset())


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


def _behind(
    anchor: Element, marks: re.Pattern[str], calls: Collection[Element]
) -> tuple[Element, int]:
    """Return what a call follows, and how many signs of its tail.

    That are a link, the word that it begins, closing marks, what it ends, and `calls` there.
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
        if following is not None and following in calls and not tail[cut:]:
            last, begins, marks = following, False, _NOTHING
            continue
        is_end = following is None and not tail[cut:].strip()
        if parent is None or name(parent) not in INLINE or not is_end:
            return last, cut
        last = parent


def _put(call: Element, last: Element, cut: int) -> None:
    """Put a call behind an element and so many signs of its tail."""
    tail = last.tail or ""
    last.tail = None
    last.addnext(call)
    last.tail, call.tail = tail[:cut], tail[cut:]


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
