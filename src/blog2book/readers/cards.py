"""Cards that platforms set into a text, as figures that a book can print."""

from collections.abc import Iterable, Sequence

from blog2book.addresses import display
from blog2book.markup.rough import line
from blog2book.markup.tree import Node

Parts = Sequence[Node | str]


def embed(address: str, text: str = "", *captions: Parts, quoted: str = "") -> Node:
    """Return the figure of what stands elsewhere: a link with its name, and what is said of it.

    Without a name the address is shown. `quoted` are words of it, a paragraph a line.
    """
    link = Node("p", {}, [Node("a", {"href": address}, [text or display(address)])])
    words: list[Node | str] = [Node("p", {}, [one]) for one in quoted.splitlines() if one.strip()]
    before = [Node("blockquote", {}, words)] if words else []
    return Node("figure", {"class": "embed"}, [*before, link, *_caption(captions)])


def picture(address: str, alt: str = "", *captions: Parts) -> Node:
    """Return the figure of a picture with its caption."""
    image = Node("img", {"src": address, "alt": alt})
    return Node("figure", {"class": "picture"}, [image, *_caption(captions)])


def gallery(pictures: Iterable[Node], *captions: Parts) -> Node:
    """Return the figure of several pictures."""
    return Node("figure", {"class": "gallery"}, [*pictures, *_caption(captions)])


def footnotes(notes: Iterable[Node]) -> Node:
    """Return footnotes, each an `li`, as cleaning knows them."""
    return Node("div", {"class": "footnotes"}, [Node("ol", {}, [*notes])])


def _caption(captions: Iterable[Parts]) -> list[Node]:
    """Return a caption of several lines, none where none says anything."""
    caption = Node("figcaption")
    for one in captions:
        if line(Node("p", {}, [*one])):
            caption.append(*([Node("br")] if caption.children else []), *one)
    return [caption] if caption.children else []
