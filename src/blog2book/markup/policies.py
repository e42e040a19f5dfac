"""What becomes of links that are not noted: their address or page in words, or no link at all."""

from collections.abc import Callable, Mapping

from blog2book.addresses import is_external, normalise
from blog2book.markup import breaks
from blog2book.markup.calls import place_calls
from blog2book.markup.links import Link, is_in_card, links, tells
from blog2book.markup.parse import parse, unwrap
from blog2book.markup.text import escape, joined
from blog2book.markup.write import write
from blog2book.model.sources import Cited
from blog2book.model.xhtml import Xhtml


def with_addresses(body: Xhtml, limit: int) -> Xhtml:
    """Return the body with the address behind each link that leads out, once in a paragraph.

    Not where the reader sees it already: in the link's own words, on a card, or in a footnote of
    the author's. `limit` is the longest piece in signs (see `breaks.address`).
    """
    found: dict[tuple[int, str], Link] = {}
    for one in links(body):
        if _is_silent(one):
            found.setdefault((one.block, normalise(one.href)), one)
    words: dict[Cited, Xhtml] = {
        one.index: joined([escape(" ("), breaks.address(one.href, limit), escape(")")])
        for one in found.values()
    }
    return _placed(body, words)


def _is_silent(one: Link) -> bool:
    """Say whether a link leads out, and nobody who reads on paper sees whereto."""
    shows = one.text or one.quotes
    seen = one.in_note or one.in_card or tells(one.href, one.text)
    return bool(shows) and is_external(one.href) and not seen


def with_pages(body: Xhtml, anchor: Callable[[str], str | None], words: str) -> Xhtml:
    """Return the body with the page behind each link to a post, once in a paragraph.

    `anchor` gives the anchor to which an address of the book leads, None for any other; `words`
    are "(p. {page})" in the book's language. The number itself is set when the book is bound.
    """
    before, _, after = words.partition("{page}")
    found: dict[tuple[int, str], tuple[int, str]] = {}
    for one in links(body):
        target = anchor(one.href) if one.text and not (one.waits or one.in_card) else None
        if target is not None:
            found[one.block, one.href] = (one.index, target)
    pages: dict[Cited, Xhtml] = {
        index: joined([escape(f" {before}"), page_of(target), escape(after)])
        for index, target in found.values()
    }
    return _placed(body, pages)


def page_of(anchor: str) -> Xhtml:
    """Return room for the page on which an anchor stands: it is printed when the book is bound."""
    return Xhtml(f'<a class="page" href="#{escape(anchor)}">0</a>')


def without(body: Xhtml, is_dropped: Callable[[str], bool]) -> Xhtml:
    """Return the body with the words alone of links whose address is dropped; a card keeps its."""
    root = parse(body)
    for anchor in list(root.iter("a")):
        href = anchor.get("href")
        if href is None or not is_dropped(href) or is_in_card(anchor):
            continue
        if anchor.get("id"):
            anchor.tag = "span"
            del anchor.attrib["href"]
        else:
            unwrap(anchor)
    return write(root)


def _placed(body: Xhtml, words: Mapping[Cited, Xhtml]) -> Xhtml:
    return place_calls(body, words, raised=False) if words else body
