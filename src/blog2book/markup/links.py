"""The links of a body: list them, lead them elsewhere, and place the calls of notes behind them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from blog2book.markup.parse import Element, ancestors, append_text, name, parse, text_of, unwrap
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
_CLOSING = re.compile(r"[.,;:!?…)\]}»›”’\"'。、，．！？：；）」』】》〉،؛؟۔]+")
_NOTE_ID = re.compile(
    r"(?:^|-)(?:fn|ftn|_ftn|footnote|note|endnote|easy-footnote-bottom)s?[-:_]?\w*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One `a` with an address: the `index`-th of the body, counted from 0.

    `wraps_picture`: it stands around a picture; `in_note`: inside a footnote that the author made,
    or in the list of these; `in_heading`: inside a heading; `in_caption`: in what a figure says.
    """

    index: int
    href: str
    text: str
    title: str
    wraps_picture: bool
    in_note: bool
    in_heading: bool
    in_caption: bool = False


def _anchors(root: Element) -> Iterator[Element]:
    """Yield every `a` with an address, in document order."""
    return (one for one in root.iter("a") if one.get("href") is not None)


def links(body: Xhtml) -> tuple[Link, ...]:
    """Return all links of a body, in document order."""
    return tuple(
        Link(
            index=index,
            href=anchor.get("href", ""),
            text=" ".join(text_of(anchor).split()),
            title=anchor.get("title", ""),
            wraps_picture=anchor.find(".//img") is not None,
            in_note=_in_note(anchor),
            in_heading=not HEADINGS.isdisjoint(ancestors(anchor)),
            in_caption="figcaption" in ancestors(anchor),
        )
        for index, anchor in enumerate(_anchors(parse(body)))
    )


def _in_note(anchor: Element) -> bool:
    """Say whether a link stands in a footnote of the author's."""
    for one in anchor.iterancestors():
        if one.get("class") == "footnotes":
            return True
        if name(one) in {"li", "p", "div", "section", "dd"} and _NOTE_ID.search(one.get("id", "")):
            return True
    return False


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

    A call follows closing punctuation and quotation marks. A call of a heading goes to the end of
    the next paragraph of the body, else to a paragraph of its own behind the heading. None stands
    inside `pre`: it follows in a paragraph of its own.
    """
    root = parse(body)
    anchors = list(_anchors(root))
    for index, call in calls.items():
        if 0 <= index < len(anchors):
            _place(anchors[index], call)
    return write(root)


def _place(anchor: Element, call: Xhtml) -> None:
    """Put a call behind a link."""
    block = next((one for one in anchor.iterancestors() if name(one) in HEADINGS | {"pre"}), None)
    if block is not None:
        _place_after_block(block, call)
        return
    last = anchor
    while (parent := last.getparent()) is not None and name(parent) in _INLINE:
        if (last.tail or "").strip() or last.getnext() is not None:
            break
        last = parent
    tail = last.tail or ""
    match = _CLOSING.match(tail)
    cut = match.end() if match else 0
    _insert_behind(last, tail[:cut], call, tail[cut:])


def _insert_behind(last: Element, before: str, call: Xhtml, after: str) -> None:
    """Insert markup behind an element, between two parts of the text that follows it."""
    parent = last.getparent()
    assert parent is not None  # noqa: S101 - an anchor is never the root
    made = parse(call)
    last.tail = before + (made.text or "")
    place = parent.index(last)
    children = list(made)
    parent[place + 1 : place + 1] = children
    append_text(parent, children[-1] if children else last, after)


def _place_after_block(block: Element, call: Xhtml) -> None:
    """Put the call of a heading, or of verbatim text, into a paragraph that follows."""
    following = block.getnext()
    if following is None or name(following) != "p" or name(block) == "pre":
        following = block.makeelement("p")
        following.tail, block.tail = block.tail, None
        block.addnext(following)
    made = parse(call)
    append_text(following, following[-1] if len(following) else None, made.text or "")
    following.extend(list(made))
