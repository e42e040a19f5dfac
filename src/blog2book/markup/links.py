"""The links of a body: list them, lead them elsewhere, and place the calls of notes behind them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from sys import intern

from blog2book.addresses import is_external, normalise, same_text
from blog2book.markup import breaks
from blog2book.markup.parse import (
    Element,
    append_text,
    name,
    parse,
    remove,
    text_of,
    unwrap,
)
from blog2book.markup.spots import mark
from blog2book.markup.write import write
from blog2book.model.sources import Cited, Spot
from blog2book.model.xhtml import Xhtml

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
QUOTATIONS = ("blockquote", "q")
_CLOSING = re.compile(r"(?:[.,;:!?'’\"“‘](?!\w)|[…)\]}»›”、。，．！？：；）」』】》〉،؛؟۔])+")
"""What a call stands behind; a mark that goes on into a word ("’s", ".com") is none."""
_QUOTED = re.compile(r"[\"”’»›』」]+(?!\w)")
"""What words in parentheses stand behind."""

_NOTE_ID = re.compile(
    r"(?:^|-)(?:fn|ftn|_ftn|footnote|note|endnote|easy-footnote-bottom)s?(?:[-:_]*\w*\d\w*)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What leads out of a text, the `index`-th of the body, counted from 0.

    That is an `a` with an address, or a quotation that names its source (`quotes`), which has
    neither words nor a title. `wraps_picture`: it stands around a picture; `in_note`: inside a
    footnote that the author made, or in the list of these; `in_card`: it names an embedded thing,
    whose card tells its address. `block` counts the paragraphs, items and cells that hold links,
    from 0: the one in which the link's call would stand. `waits`: at that block's end, not behind
    the link.
    """

    index: int
    href: str
    text: str
    title: str
    block: int
    wraps_picture: bool
    in_note: bool
    in_card: bool
    waits: bool
    quotes: bool


def _anchors(root: Element) -> Iterator[Element]:
    """Yield every `a` with an address, in document order."""
    return (one for one in root.iter("a") if one.get("href") is not None)


def _citing(root: Element) -> Iterator[Element]:
    """Yield every link, and every quotation that names its source, in document order."""
    return (one for one in root.iter("a", *QUOTATIONS) if _href(one) is not None)


def _href(element: Element) -> str | None:
    return element.get("cite" if name(element) in QUOTATIONS else "href")


def links(body: Xhtml) -> tuple[Link, ...]:
    """Return all links of a body, in document order. What blogs repeat is held once."""
    blocks: dict[Element, int] = {}
    return tuple(
        _link(index, element, blocks) for index, element in enumerate(_citing(parse(body)))
    )


def _link(index: int, element: Element, blocks: dict[Element, int]) -> Link:
    quotes = name(element) in QUOTATIONS
    return Link(
        index=index,
        href=intern(_href(element) or ""),
        text="" if quotes else intern(" ".join(text_of(element).split())),
        title="" if quotes else intern(element.get("title", "")),
        block=blocks.setdefault(_block(element), len(blocks)),
        wraps_picture=not quotes and element.find(".//img") is not None,
        in_note=_in_note(element),
        in_card=is_in_card(element),
        waits=_refusing(element) is not None,
        quotes=quotes,
    )


def _block(element: Element) -> Element:
    """Return the block in which a link's call would stand, or behind which it would be made."""
    refusing = _refusing(element)
    if refusing is None:
        return next(one for one in element.iterancestors() if name(one) not in INLINE)
    place = _waiting(refusing)
    return refusing if place is None else place


def is_in_card(element: Element) -> bool:
    """Say whether a link names an embedded thing."""
    paragraph = element.getparent()
    figure = None if paragraph is None else paragraph.getparent()
    return (
        name(element) == "a"
        and paragraph is not None
        and figure is not None
        and name(paragraph) == "p"
        and figure.get("class") == "embed"
    )


def _in_note(anchor: Element) -> bool:
    """Say whether a link stands in a footnote of the author's."""
    return any(map(is_note, anchor.iterancestors()))


def is_note(block: Element) -> bool:
    """Say whether an element is a footnote that the author made, or the list of these."""
    if block.get("class") == "footnotes":
        return True
    is_block = name(block) in {"li", "p", "div", "section", "dd"}
    return is_block and _NOTE_ID.search(block.get("id", "")) is not None


def tells(href: str, words: str) -> bool:
    """Say whether a link's words are its address, and the whole of it."""
    # A text may be cut short, an address never is: turned round, the two must be the same still
    return same_text(href, words) and same_text(words.strip().strip("<>"), href)


def told(body: Xhtml, limit: int) -> Xhtml:
    """Return the body with an address behind each link in a footnote of the author's.

    Such a link has no note. None is told twice in a paragraph, nor where its own words tell it.
    `limit` is the longest piece in signs (see `breaks.address`).
    """
    if 'class="footnotes"' not in body and ' id="' not in body:
        return body
    root = parse(body)
    silent: list[Element] = []
    known: set[tuple[Element, str]] = set()
    for anchor in _anchors(root):
        href, words = anchor.get("href", ""), text_of(anchor)
        if not words.strip() or not is_external(href) or not _in_note(anchor):
            continue
        if tells(href, words):
            known.add((_block(anchor), normalise(href)))
        else:
            silent.append(anchor)
    for anchor in silent:
        href = anchor.get("href", "")
        place = (_block(anchor), normalise(href))
        if place not in known:
            known.add(place)
            _insert_behind(anchor, " (", breaks.address(href, limit), f"){anchor.tail or ''}")
    return write(root)


def rewrite(body: Xhtml, change: Callable[[str], str | None]) -> Xhtml:
    """Return the body with `change` applied to each link's address; None unwraps the link."""
    root = parse(body)
    for anchor in list(_anchors(root)):
        target = change(anchor.get("href", ""))
        if target is not None:
            anchor.set("href", target)
        elif anchor.get("id"):
            anchor.tag = "span"
            del anchor.attrib["href"]
        else:
            unwrap(anchor)
    return write(root)


def anchored(body: Xhtml, ids: Mapping[int, str]) -> Xhtml:
    """Return the body with an id for each link (by index) without one; a card's is the figure's."""
    root = parse(body)
    for index, link in enumerate(_citing(root)):
        holder = next(link.iterancestors("figure")) if is_in_card(link) else link
        if index in ids and "id" not in holder.attrib:
            holder.set("id", ids[index])
    return write(root)


def place_calls(body: Xhtml, calls: Mapping[Cited, Xhtml], *, raised: bool = True) -> Xhtml:
    """Return the body with each call behind its link (by index) and the inline elements it ends.

    That of words without a link stands behind their spot in the same way.

    A call follows closing punctuation and quotation marks. None stands in a heading, where it
    would reach the contents: it goes to the end of the next paragraph. None stands in verbatim
    text, nor beside a picture: it ends the caption, and is one where there is none. That of a
    quotation ends it. Where there is no such place, a call gets a paragraph of its own behind the
    block. A raised comma parts two calls side by side, and a call from the author's own: "²³"
    reads as 23. What is not `raised` are words in parentheses: they stand before the full stop, and
    need no comma.
    """
    root = parse(body)
    anchors = list(_citing(root))
    made: dict[Element, Element] = {}
    by_link = {at: call for at, call in calls.items() if not isinstance(at, Spot)}
    by_place = {at.end: call for at, call in calls.items() if isinstance(at, Spot)}
    placed = [
        children
        for place, spot in mark(root, by_place).items()
        if (children := _place_at(spot, by_place[place]))
    ]
    placed.extend(
        children
        for index, call in sorted(by_link.items())
        if 0 <= index < len(anchors)
        and (children := _place(anchors[index], call, made, _CLOSING if raised else _QUOTED))
    )
    if not raised:
        return write(root)
    ends = {children[-1] for children in placed}
    for children in placed:
        _part(children[0].getprevious(), children[0], ends)
        _part(children[-1], children[-1].getnext(), frozenset())
    return write(root)


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
    anchor: Element, call: Xhtml, made: dict[Element, Element], marks: re.Pattern[str]
) -> list[Element]:
    """Put a call behind a link and `marks`, or where it waits, and return its elements.

    `made` remembers the places that were made for calls.
    """
    block = _refusing(anchor)
    if block is None:
        return _place_behind(anchor, call, marks)
    place = made.get(block)
    if place is None:
        place = _waiting(block)
    if place is None:
        place = made[block] = _made(block)
    holder = parse(call)
    append_text(place, place[-1] if len(place) else None, holder.text or "")
    children = list(holder)
    place.extend(children)
    return children


def _place_at(spot: Element, call: Xhtml) -> list[Element]:
    """Put a call where a spot is, which goes, and return its elements."""
    children = _place_behind(spot, call, _CLOSING)
    remove(spot)
    return children


def _refusing(anchor: Element) -> Element | None:
    """Return the block that may hold no call behind a link: heading, verbatim text, picture.

    Of a quotation that names its source it is the quotation.
    """
    if name(anchor) == "blockquote":
        return anchor
    for one in anchor.iterancestors():
        if name(one) in {"figcaption", "blockquote"}:
            return None
        if name(one) in HEADINGS | {"pre", "figure"}:
            return one
    return None


def _waiting(block: Element) -> Element | None:
    """Return what takes at its end the calls that a block refuses, None if that is to be made."""
    if name(block) in HEADINGS:
        return _following_paragraph(block)
    if name(block) == "blockquote":
        last = block[-1] if len(block) else None
        if last is None or (last.tail or "").strip() or name(last) in INLINE:
            return block
        return last if name(last) == "p" else None
    return block.find("figcaption")


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


def without_calls(caption: Xhtml) -> Xhtml:
    """Return a caption without the calls of notes that stand in it, for those who hear it."""
    root = parse(caption)
    for call in [one for one in _anchors(root) if one.get("href", "").startswith("#n-")]:
        comma = call.getnext()
        if comma is not None and name(comma) == "sup" and comma.text == ",":
            remove(comma)
        remove(call)
    return write(root)


def without_cites(body: Xhtml) -> Xhtml:
    """Return the body without what its quotations name: notes tell that.

    EPUBCheck warns of an address there that is not https, as if it were fetched.
    """
    if ' cite="' not in body:
        return body
    root = parse(body)
    for one in root.iter(*QUOTATIONS):
        if "cite" in one.attrib:
            del one.attrib["cite"]
    return write(root)


def _following_paragraph(heading: Element) -> Element | None:
    """Return the next paragraph below a heading that is the author's own text."""
    for one in heading.itersiblings():
        if name(one) in HEADINGS:
            return None
        if name(one) == "p":
            return one
        if name(one) in {"div", "section"} and (inner := one.find("p")) is not None:
            return inner
    return None


def _place_behind(anchor: Element, call: Xhtml, marks: re.Pattern[str]) -> list[Element]:
    """Put a call behind a link, the closing marks after it, and the inline elements it ends."""
    last = anchor
    while True:
        tail = last.tail or ""
        match = marks.match(tail)
        cut = match.end() if match else 0
        parent = last.getparent()
        ends = last.getnext() is None and not tail[cut:].strip()
        if parent is None or name(parent) not in INLINE or not ends:
            break
        last = parent
    return _insert_behind(last, tail[:cut], call, tail[cut:])


def _insert_behind(last: Element, before: str, call: Xhtml, after: str) -> list[Element]:
    """Insert markup behind an element, between two parts of the text that follows it."""
    holder = parse(call)
    children = list(holder)
    last.tail = None
    for child in reversed(children):  # an index would be counted anew for each call
        last.addnext(child)
    last.tail = before + (holder.text or "")
    end = children[-1] if children else last
    end.tail = (end.tail or "") + after
    return children
