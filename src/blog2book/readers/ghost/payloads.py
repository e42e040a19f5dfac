"""Ghost's cards, as its editors keep them: what a book can print of each."""

from collections import Counter
from collections.abc import Callable, Mapping

from blog2book.markup.markdown import to_html
from blog2book.markup.rough import line, rough
from blog2book.markup.tree import Node
from blog2book.readers import cards
from blog2book.readers.ghost.cards import bookmark, callout, file, header, player, product, toggle
from blog2book.readers.ghost.export import number
from blog2book.readers.json_file import Fields, mapping, mappings, text, verbatim

_STARS = 5
_WORDS = ("title", "heading", "header", "text", "html", "content", "value", "textValue", "caption")
"""Fields in which a card that nobody knows may keep words."""

Parts = list[Node | str]


def card(kind: str, row: Fields, removed: Counter[str], unknown: Counter[str]) -> Parts:
    """Return what a book prints of a card; one that nobody knows is counted, its words stay."""
    kind = kind.removesuffix("-card").removeprefix("card-")
    if kind in _DROPPED:
        if _DROPPED[kind]:
            removed[_DROPPED[kind]] += 1
        return []
    if kind in _CARDS:
        return _CARDS[kind](row)
    unknown[kind or "nameless"] += 1
    return [Node("div", {}, [*_html(row, name)]) for name in _WORDS if text(row, name)]


_DROPPED: Mapping[str, str] = {
    "button": "button",
    "email": "passage for e-mail only",
    "email-cta": "passage for e-mail only",
    "signup": "subscription form",
    "paywall": "",
    "zwnj": "",
}


def _html(row: Fields, *names: str) -> Parts:
    """Return a field of HTML as nodes."""
    found = verbatim(row, *names)
    return rough(found).children if found else []


def _plain(row: Fields, *names: str) -> str:
    """Return a field of HTML as one line of text."""
    return line(Node("p", {}, _html(row, *names)))


def _image(row: Fields) -> Parts:
    """Return a picture."""
    return [_picture(row)] if text(row, "src") else []


def _picture(row: Fields) -> Node:
    """Return the figure of a picture."""
    return cards.picture(text(row, "src"), text(row, "alt"), _html(row, "caption"))


def _gallery(row: Fields) -> Parts:
    """Return several pictures."""
    shown = [_picture(one) for one in mappings(row.get("images")) if text(one, "src")]
    return [cards.gallery(shown, _html(row, "caption"))] if shown else []


def _metadata(row: Fields, name: str) -> str:
    """Return what a card's page says of itself."""
    return text(mapping(row.get("metadata")), name)


def _bookmark(row: Fields) -> Parts:
    """Return a link to another page."""
    href = text(row, "url") or _metadata(row, "url")
    names = [_metadata(row, "author"), _metadata(row, "publisher")]
    title, said = _metadata(row, "title") or text(row, "title"), _metadata(row, "description")
    return [bookmark(href, title, said, names, _html(row, "caption"))] if href else []


def _embed(row: Fields) -> Parts:
    """Return what stands elsewhere: a player, a post of a network."""
    html, url = _html(row, "html"), text(row, "url")
    title = _metadata(row, "title")
    if html:
        for frame in Node("div", {}, html).walk():
            if title and frame.tag == "iframe":
                frame.attributes.setdefault("title", title)
        caption = _html(row, "caption")
        below = [Node("figcaption", {}, caption)] if caption else []
        return [Node("figure", {}, [*html, *below])]
    return [cards.embed(url, title, _html(row, "caption"))] if url else []


def _markdown(row: Fields) -> Parts:
    """Return a passage in Markdown."""
    return rough(to_html(verbatim(row, "markdown", "source", "code"))).children


def _code(row: Fields) -> Parts:
    """Return a program's text."""
    language = text(row, "language")
    named = {"class": f"language-{language}"} if language else {}
    listing = Node("pre", {}, [Node("code", named, [verbatim(row, "code")])])
    caption = _html(row, "caption")
    return [listing, *([Node("p", {}, caption)] if caption else [])]


def _callout(row: Fields) -> Parts:
    """Return a passage that is set apart."""
    return callout(text(row, "calloutEmoji"), _html(row, "calloutText"))


def _toggle(row: Fields) -> Parts:
    """Return what a toggle hides."""
    return toggle(_plain(row, "heading"), _html(row, "content"))


def _header(row: Fields) -> Parts:
    """Return a banner."""
    shown = text(row, "backgroundImageSrc")
    return header(_plain(row, "header"), _plain(row, "subheader"), shown)


def _file(row: Fields) -> Parts:
    """Return a link to a file."""
    src, title = text(row, "src"), _plain(row, "fileTitle")
    caption, about = _plain(row, "fileCaption"), (text(row, "fileName"), "")
    return [file(src, title, caption, about)] if src else []


def _played(row: Fields) -> Parts:
    """Return a link to a film, or to what can be heard."""
    src = text(row, "src")
    title = _plain(row, "title") or _metadata(row, "title") or text(row, "fileName")
    return [player(src, title, _html(row, "caption"))] if src else []


def _product(row: Fields) -> Parts:
    """Return a thing that is described."""
    stars = number(row, "productStarRating") if row.get("productRatingEnabled") else 0
    return product(
        _plain(row, "productTitle"),
        text(row, "productUrl"),
        text(row, "productImageSrc"),
        max(0, min(stars, _STARS)),
        _html(row, "productDescription"),
    )


def _call(row: Fields) -> Parts:
    """Return the words of an appeal, without its button."""
    return _html(row, "textValue")


def _rule(_row: Fields) -> Parts:
    """Return a rule."""
    return [Node("hr")]


def _raw(row: Fields) -> Parts:
    """Return a passage in HTML."""
    return _html(row, "html")


_CARDS: Mapping[str, Callable[[Fields], Parts]] = {
    "image": _image,
    "gallery": _gallery,
    "bookmark": _bookmark,
    "embed": _embed,
    "html": _raw,
    "markdown": _markdown,
    "code": _code,
    "codeblock": _code,
    "callout": _callout,
    "toggle": _toggle,
    "header": _header,
    "file": _file,
    "audio": _played,
    "video": _played,
    "product": _product,
    "call-to-action": _call,
    "hr": _rule,
    "horizontalrule": _rule,
}
