"""Ghost's cards, in the HTML that it renders: what a book can print of each."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote

from blog2book.addresses import GHOST_SIZE
from blog2book.markup.rough import first, line, marked, reshape, rough
from blog2book.markup.tree import Node, write
from blog2book.readers import cards

_CONTENT = re.compile(rf"^(?P<home>.{{0,500}}?)/content/images/{GHOST_SIZE}(?P<rest>.+)$")
_ORIGINAL = re.compile(r"_o(?=\.\w{1,5}$)")
PLACEHOLDER = "__GHOST_URL__"
"""Stands in exports for the blog's address."""

_DROPPED: Mapping[str, str] = {
    "kg-button-card": "button",
    "kg-email-card": "passage for e-mail only",
    "kg-email-cta-card": "passage for e-mail only",
    "kg-signup-card": "subscription form",
    "kg-cta-button": "button",
    "kg-cta-button-wrapper": "button",
    "kg-header-card-button": "button",
    "kg-audio-player": "",
    "kg-video-overlay": "",
    "kg-video-player-container": "",
    "kg-toggle-card-icon": "",
    "kg-file-card-icon": "",
    "kg-bookmark-icon": "",
    "kg-bookmark-thumbnail": "",
    "kg-audio-thumbnail": "",
}
"""Parts that do something on a page and nothing in a book; those with a name are counted."""

_FILE = ("title", "caption", "filename", "filesize")

Parts = list[Node | str]


def original(path: str) -> str:
    """Return the path of a picture under the name it was uploaded with."""
    return _ORIGINAL.sub("", unquote(path))


class Cards:
    """Makes the HTML of one blog fit for a book.

    `home` is the blog's address without a slash at its end, or ""; `held` are the pictures that
    the archive holds, by their path in content/images; what goes is counted in `removed`.
    """

    def __init__(self, home: str, held: Mapping[str, object], removed: Counter[str]) -> None:
        self._home = home
        self._held = held
        self._removed = removed

    def address(self, url: str) -> str:
        """Return an address without Ghost's placeholder, of a picture in its full size."""
        url = url.replace(PLACEHOLDER, self._home)
        found = _CONTENT.match(url.partition("?")[0])
        if found is None:
            return url
        rest = found["rest"]
        if original(rest) in self._held:
            return f"{self._home}/content/images/{original(rest)}"
        return f"{found['home']}/content/images/{rest}"

    def html(self, text: str) -> str:
        """Return HTML without Ghost's own boxes. Text without any is given back."""
        if not ("kg-" in text or PLACEHOLDER in text or "/content/images/" in text):
            return text
        return self.written(rough(text))

    def written(self, root: Node) -> str:
        """Return a tree as HTML without Ghost's own boxes."""
        reshape(root, self._changed)
        return write(root)

    def _changed(self, node: Node) -> Parts | None:
        """Return what becomes of an element, None if it stays."""
        node.attributes.pop("srcset", None)  # it holds smaller sizes of what `src` names
        for name in ("src", "href"):
            if name in node.attributes:
                node.attributes[name] = self.address(node.attributes[name])
        for name in node.classes:
            if name in _DROPPED:
                if _DROPPED[name]:
                    self._removed[_DROPPED[name]] += 1
                return []
            if name in _CARDS:
                return _CARDS[name](node)
        return None


def _bookmark(node: Node) -> Parts | None:
    """Return a link to another page, with what that page says of itself."""
    link = first(node, "kg-bookmark-container")
    href = link.attributes.get("href", "") if link else ""
    if not href:
        return None
    names = [line(first(node, f"kg-bookmark-{one}")) for one in ("author", "publisher")]
    title = line(first(node, "kg-bookmark-title"))
    description = line(first(node, "kg-bookmark-description"))
    return [bookmark(href, title, description, names, _caption(node))]


def _caption(node: Node) -> Parts:
    """Return the caption of a card."""
    return next((one.children for one in node.nodes() if one.tag == "figcaption"), [])


def bookmark(href: str, title: str, description: str, names: Sequence[str], caption: Parts) -> Node:
    """Return the figure of a bookmark."""
    whose = ", ".join(dict.fromkeys(name for name in names if name))
    return cards.embed(href, title, [description], [whose], caption)


def _toggle(node: Node) -> Parts:
    """Return what a toggle hides, under its heading."""
    content = first(node, "kg-toggle-content")
    return toggle(line(first(node, "kg-toggle-heading")), content.children if content else [])


def toggle(heading: str, content: Parts) -> Parts:
    """Return a passage under its heading."""
    return [*([Node("h4", {}, [heading])] if heading else []), *content]


def _callout(node: Node) -> Parts:
    """Return a callout as a quotation: set apart from the text, with its sign before it."""
    words = first(node, "kg-callout-text")
    return callout(line(first(node, "kg-callout-emoji")), words.children if words else [])


def callout(sign: str, words: Parts) -> Parts:
    """Return a passage that is set apart."""
    return [Node("blockquote", {}, [f"{sign} " if sign else "", *words])]


def _product(node: Node) -> Parts:
    """Return a thing that is described, its title a link to where it is sold."""
    title = line(first(node, "kg-product-card-title"))
    button = first(node, "kg-product-card-button")
    stars = sum(1 for _ in marked(node, "kg-product-card-rating-active"))
    image = first(node, "kg-product-card-image")
    description = first(node, "kg-product-card-description")
    return product(
        title,
        button.attributes.get("href", "") if button else "",
        image.attributes.get("src", "") if image else "",
        stars,
        description.children if description else [],
    )


def product(title: str, href: str, image: str, stars: int, description: Parts) -> Parts:
    """Return a product: picture, title, rating of five, and description."""
    name: Node | str = Node("a", {"href": href}, [title]) if href else title
    return [
        *([cards.picture(image)] if image else []),
        Node("h4", {}, [name]),
        *([Node("p", {}, [f"{stars}/5"])] if stars else []),
        *description,
    ]


def _header(node: Node) -> Parts:
    """Return a banner as its heading and the line below."""
    image = first(node, "kg-header-card-image")
    return header(
        line(first(node, "kg-header-card-header", "kg-header-card-heading")),
        line(first(node, "kg-header-card-subheader", "kg-header-card-subheading")),
        image.attributes.get("src", "") if image else "",
    )


def header(heading: str, below: str, shown: str) -> Parts:
    """Return a banner: its picture, its heading, the line below."""
    return [
        *([cards.picture(shown)] if shown else []),
        *([Node("h2", {}, [heading])] if heading else []),
        *([Node("p", {}, [below])] if below else []),
    ]


def _file(node: Node) -> Parts | None:
    """Return a link to a file, with its name and size."""
    link = first(node, "kg-file-card-container")
    href = link.attributes.get("href", "") if link else ""
    if not href:
        return None
    title, caption, name, size = (line(first(node, f"kg-file-card-{one}")) for one in _FILE)
    return [file(href, title, caption, (name, size))]


def file(href: str, title: str, caption: str, about: Sequence[str]) -> Node:
    """Return the figure of a file: `about` is its name and its size."""
    below = ", ".join(one for one in about if one)
    return cards.embed(href, title or _name(href), [caption], [below])


def player(href: str, title: str, caption: Parts) -> Node:
    """Return the figure of a film or a recording, called by its file where it has no title."""
    return cards.embed(href, title or _name(href), caption)


def _name(address: str) -> str:
    """Return the name of the file at an address."""
    return unquote(address.partition("?")[0].rpartition("/")[2])


def _audio(node: Node) -> Parts | None:
    """Return a link to what can be heard."""
    return _player(node, "audio", line(first(node, "kg-audio-title")))


def _video(node: Node) -> Parts | None:
    """Return a link to a film."""
    return _player(node, "video", "")


def _player(node: Node, tag: str, title: str) -> Parts | None:
    """Return a link to what a player plays, with its caption; None where it plays nothing."""
    playing = next((one for one in node.walk() if one.tag == tag), None)
    inside = [one.attributes.get("src", "") for one in (playing.walk() if playing else ())]
    source = next((one for one in inside if one), "")
    if not source:
        return None
    return [player(source, title, _caption(node))]


_CARDS: Mapping[str, Callable[[Node], Parts | None]] = {
    "kg-bookmark-card": _bookmark,
    "kg-toggle-card": _toggle,
    "kg-callout-card": _callout,
    "kg-product-card": _product,
    "kg-header-card": _header,
    "kg-file-card": _file,
    "kg-audio-card": _audio,
    "kg-video-card": _video,
}
