"""The links of a body: list them, lead them elsewhere, and place the calls of notes behind them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from sys import intern

from blog2book.addresses import is_external, normalise, same_text
from blog2book.markup import breaks
from blog2book.markup.parse import Element, ancestors, append_text, name, parse, text_of, unwrap
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
_CLOSING = re.compile(r"(?:[.,;:!?'’\"“‘](?!\w)|[…)\]}»›”、。，．！？：；）」』】》〉،؛؟۔])+")
"""What a call stands behind; a mark that goes on into a word ("’s", ".com") is none."""

_NOTE_ID = re.compile(
    r"(?:^|-)(?:fn|ftn|_ftn|footnote|note|endnote|easy-footnote-bottom)s?(?:[-:_]*\w*\d\w*)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One `a` with an address: the `index`-th of the body, counted from 0.

    `wraps_picture`: it stands around a picture; `in_note`: inside a footnote that the author made,
    or in the list of these; `in_heading`: inside a heading; `in_caption`: in what a figure says.
    `block` counts the paragraphs, items and cells that hold links, from 0: the one in which the
    link's call would stand.
    """

    index: int
    href: str
    text: str
    title: str
    block: int
    wraps_picture: bool
    in_note: bool
    in_heading: bool
    in_caption: bool = False


def _anchors(root: Element) -> Iterator[Element]:
    """Yield every `a` with an address, in document order."""
    return (one for one in root.iter("a") if one.get("href") is not None)


def links(body: Xhtml) -> tuple[Link, ...]:
    """Return all links of a body, in document order. What blogs repeat is held once."""
    blocks: dict[Element, int] = {}
    return tuple(
        Link(
            index=index,
            href=intern(anchor.get("href", "")),
            text=intern(" ".join(text_of(anchor).split())),
            title=intern(anchor.get("title", "")),
            block=blocks.setdefault(_block(anchor), len(blocks)),
            wraps_picture=anchor.find(".//img") is not None,
            in_note=_in_note(anchor),
            in_heading=not HEADINGS.isdisjoint(ancestors(anchor)),
            in_caption=_in_caption(anchor),
        )
        for index, anchor in enumerate(_anchors(parse(body)))
    )


def _block(anchor: Element) -> Element:
    """Return the block in which a link's call would stand: its own, or the one after a heading."""
    refusing = _refusing(anchor)
    if refusing is None:
        return next(one for one in anchor.iterancestors() if name(one) not in _INLINE)
    following = _following_paragraph(refusing) if name(refusing) in HEADINGS else None
    return refusing if following is None else following


def _in_caption(anchor: Element) -> bool:
    """Say whether a link stands in what a figure says: a caption, or the card of an embed."""
    return any(
        name(one) == "figcaption" or (name(one) == "figure" and one.get("class") == "embed")
        for one in anchor.iterancestors()
    )


def _in_note(anchor: Element) -> bool:
    """Say whether a link stands in a footnote of the author's."""
    for one in anchor.iterancestors():
        if one.get("class") == "footnotes":
            return True
        if name(one) in {"li", "p", "div", "section", "dd"} and _NOTE_ID.search(one.get("id", "")):
            return True
    return False


def told(body: Xhtml, limit: int) -> Xhtml:
    """Return the body with an address behind each link in a footnote of the author's.

    For paper: such a link has no note. None is told twice in a paragraph, nor where its own words
    tell it. `limit` is the longest piece in signs (see `breaks.address`).
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
        if same_text(href, words):
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


def place_calls(body: Xhtml, calls: Mapping[int, Xhtml]) -> Xhtml:
    """Return the body with each call behind its link (by index) and the inline elements it ends.

    A call follows closing punctuation and quotation marks. None stands in a heading, where it
    would reach the contents: it goes to the end of the next paragraph. None stands in verbatim
    text, nor beside a picture: it ends the caption. Where there is no such place, it gets a
    paragraph of its own behind the block. A raised comma parts two calls side by side, and a call
    from the author's own: "²³" reads as 23.
    """
    root = parse(body)
    anchors = list(_anchors(root))
    made: dict[Element, Element] = {}
    placed = [
        children
        for index, call in sorted(calls.items())
        if 0 <= index < len(anchors) and (children := _place(anchors[index], call, made))
    ]
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


def _place(anchor: Element, call: Xhtml, made: dict[Element, Element]) -> list[Element]:
    """Put a call behind a link, and return its elements.

    `made` remembers the paragraphs that were made for calls.
    """
    block = _refusing(anchor)
    if block is None:
        return _place_behind(anchor, call)
    place = made.get(block)
    if place is None:
        place = _following_paragraph(block) if name(block) in HEADINGS else block.find("figcaption")
    if place is None:
        place = made[block] = block.makeelement("p")
        place.tail, block.tail = block.tail, None
        block.addnext(place)
    holder = parse(call)
    append_text(place, place[-1] if len(place) else None, holder.text or "")
    children = list(holder)
    place.extend(children)
    return children


def _refusing(anchor: Element) -> Element | None:
    """Return the block around a link that may hold no call: heading, verbatim text, picture."""
    for one in anchor.iterancestors():
        if name(one) == "figcaption":
            return None
        if name(one) in HEADINGS | {"pre", "figure"}:
            return one
    return None


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


def _place_behind(anchor: Element, call: Xhtml) -> list[Element]:
    """Put a call behind a link, the closing marks after it, and the inline elements it ends."""
    last = anchor
    while True:
        tail = last.tail or ""
        match = _CLOSING.match(tail)
        cut = match.end() if match else 0
        parent = last.getparent()
        ends = last.getnext() is None and not tail[cut:].strip()
        if parent is None or name(parent) not in _INLINE or not ends:
            break
        last = parent
    return _insert_behind(last, tail[:cut], call, tail[cut:])


def _insert_behind(last: Element, before: str, call: Xhtml, after: str) -> list[Element]:
    """Insert markup behind an element, between two parts of the text that follows it."""
    parent = last.getparent()
    if parent is None:
        return []
    holder = parse(call)
    last.tail = before + (holder.text or "")
    place = parent.index(last)
    children = list(holder)
    parent[place + 1 : place + 1] = children
    append_text(parent, children[-1] if children else last, after)
    return children
