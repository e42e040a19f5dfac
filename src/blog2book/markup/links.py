"""The links of a body: list them, lead them elsewhere, and say where a call behind one stands."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from sys import intern

from blog2book.addresses import is_external, normalise, same_text
from blog2book.markup import breaks
from blog2book.markup.parse import (
    Element,
    name,
    parse,
    text_of,
    unwrap,
)
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
QUOTATIONS = ("blockquote", "q")
_STOPPED = re.compile(r"[.!?…][\"”’)\]»]*$")
_APART = re.compile(r"[:(\[|/–—-]|(?:by|von|par|por)\b")
"""What follows a title that stands at a line's beginning: its author, its place, what it says."""
_DETERMINED = re.compile(
    r"(?:^|\s)(?:an?|the|this|that|these|those|my|our|your|his|her|its|their|each|every|another"
    r"|eine?|eine[mnrs]|der|die|das|dem|den|des|diese[mnrs]?|meine?[mnrs]?|unsere?[mnrs]?"
    r"|une?|le|la|les|du|cette|cet|ces|mon|ma|mes|notre|un|una|el|los|las|del|mi)$",
    re.IGNORECASE,
)
"""An article or the like: what follows is a noun of the sentence."""
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
    the link. `opens`: its words begin a sentence that goes on, or are one among others, so that
    their first letter is a capital for no other reason; or an article stands before them.
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
    opens: bool = False


def anchors_of(root: Element) -> Iterator[Element]:
    """Yield every `a` with an address, in document order."""
    return (one for one in root.iter("a") if one.get("href") is not None)


def citing(root: Element) -> Iterator[Element]:
    """Yield every link, and every quotation that names its source, in document order."""
    return (one for one in root.iter("a", *QUOTATIONS) if _href(one) is not None)


def _href(element: Element) -> str | None:
    return element.get("cite" if name(element) in QUOTATIONS else "href")


def links(body: Xhtml) -> tuple[Link, ...]:
    """Return all links of a body, in document order. What blogs repeat is held once."""
    blocks: dict[Element, int] = {}
    return tuple(_link(index, element, blocks) for index, element in enumerate(citing(parse(body))))


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
        waits=refusing(element) is not None,
        quotes=quotes,
        opens=not quotes and _opens(element),
    )


def _opens(link: Element) -> bool:
    """Say whether the words of a link begin a sentence that goes on, or are one among others.

    Or they are a noun behind an article.
    """
    before, behind = _beside(link, behind=False), _beside(link, behind=True)
    if _DETERMINED.search(before):
        return True
    if _APART.match(behind) or not (before or behind):
        return False
    return not before or _STOPPED.search(before) is not None


def _beside(link: Element, *, behind: bool) -> str:
    """Return the text right before a link in its block, or behind it; "" where it begins or ends.

    A picture or a line break ends it too.
    """
    here: Element | None = link
    while here is not None:
        beside = here.getnext() if behind else here.getprevious()
        parent = here.getparent()
        if behind:
            said = here.tail
        elif beside is not None:
            said = beside.tail
        else:
            said = None if parent is None else parent.text
        if said := (said or "").strip():
            return said
        if beside is not None:
            return text_of(beside).strip() if name(beside) in INLINE else ""
        here = parent if parent is not None and name(parent) in INLINE else None
    return ""


def _block(element: Element) -> Element:
    """Return the block in which a link's call would stand, or behind which it would be made."""
    block = refusing(element)
    if block is None:
        return next(one for one in element.iterancestors() if name(one) not in INLINE)
    place = waiting(block)
    return block if place is None else place


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
    for anchor in anchors_of(root):
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
            insert_behind(anchor, " (", breaks.address(href, limit), f"){anchor.tail or ''}")
    return write(root)


def rewrite(body: Xhtml, change: Callable[[str], str | None]) -> Xhtml:
    """Return the body with `change` applied to each link's address; None unwraps the link."""
    root = parse(body)
    for anchor in list(anchors_of(root)):
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
    for index, link in enumerate(citing(root)):
        holder = next(link.iterancestors("figure")) if is_in_card(link) else link
        if index in ids and "id" not in holder.attrib:
            holder.set("id", ids[index])
    return write(root)


def refusing(anchor: Element) -> Element | None:
    """Return the block that may hold no call behind a link: heading, verbatim text, picture.

    Of a quotation that names its source it is the quotation.
    """
    if name(anchor) == "blockquote":
        return anchor
    for one in anchor.iterancestors():
        tag = name(one)
        if tag in {"figcaption", "blockquote"}:
            return None
        if tag in HEADINGS or tag in {"pre", "figure"}:
            return one
    return None


def waiting(block: Element) -> Element | None:
    """Return what takes at its end the calls that a block refuses, None if that is to be made."""
    if name(block) in HEADINGS:
        return _following_paragraph(block)
    if name(block) == "blockquote":
        last = block[-1] if len(block) else None
        if last is None or (last.tail or "").strip() or name(last) in INLINE:
            return block
        return last if name(last) == "p" else None
    return block.find("figcaption")


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


def insert_behind(last: Element, before: str, call: Xhtml, after: str) -> list[Element]:
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
