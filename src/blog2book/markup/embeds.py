"""Films, players, posts of others and other pages inside a page: of these a book prints a card.

In the dialect such a thing is a `figure.embed`: the words that it quotes in a `blockquote`, if any;
a paragraph with a link, whose text is its title, else the name of a file of the blog's, else its
address; and a `figcaption` of the blog's author. What has no address is its title or name alone.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from blog2book.addresses import display
from blog2book.markup import attributes
from blog2book.markup.services import page
from blog2book.markup.text import printable
from blog2book.markup.tree import Node

_SOURCES = ("src", "data", "data-src", "data-lazy-src", "movie", "value", "href")
_BUTTONS = re.compile(
    r"facebook\.com/(?:plugins|widgets)/(?:like|share|follow|page)|platform\.twitter\.com/widgets"
    r"|plusone\.google|apis\.google\.com|doubleclick\.net|googlesyndication|googletagmanager"
    r"|amazon-adsystem|(?:rcm|ws)(?:-[a-z]{2})?\.amazon|assoc-amazon|widgets\.amung|addthis\.com"
    r"|feedburner\.com|about:blank|javascript:|adserver"
)
_GIST = re.compile(r"(?:https?:)?//gist\.github\.com/[\w-]+(?:/\w+)?\.js")
_NO_TITLE = re.compile(
    r"(?:embedded |external )?(?:(?:youtube|vimeo|dailymotion|video|audio|media|spotify|soundcloud)"
    r"[ -]*)*(?:player|embed|embedded content|content|iframe|video|post)?(?: \w{0,3})?",
    re.IGNORECASE,
)
"""What players call every film."""
_TITLE_HEAD = re.compile(r"(?:Spotify Embed|YouTube|Vimeo|Embedded post): ", re.IGNORECASE)

QUOTED = frozenset(
    {"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "mastodon-embed"}
    | {"bluesky-embed", "reddit-card", "reddit-embed-bq", "text-post-media", "imgur-embed-pub"}
    | {"fb-post", "fb-video", "codepen", "speakerdeck-embed"}
)
"""Classes of what a service's script turns into its post."""

_ADDRESSES = (
    "cite",
    "data-href",
    "data-instgrm-permalink",
    "data-embed-url",
    "data-text-post-permalink",
)
_PROMPT = re.compile(
    r"(?:View|Watch|Ver|Voir|Sieh) (?:this|on|esta|en|cette|sur|dir)\b.{0,40}", re.IGNORECASE
)
_BYLINE = re.compile(
    r"[—–―-]\s*(?P<name>.+)|(?P<handle>@[\w.]+)"
    r"|(?P<shared>Post by .+|.{0,30}\b(?:shared|posted|geteilt|compartida|partagée)\b.+)",
    re.DOTALL,
)
_FALLBACK = re.compile(
    r"<a\b[^<>]{0,200}?\bhref=[\"']([^\"'<>]+)[\"'][^<>]{0,200}>([^<>]{1,300})</a>"
)
_NO_FILE = re.compile(r"#|[a-zA-Z][a-zA-Z0-9+.-]*:")
_ELSEWHERE = re.compile(r"(?!file:)[a-zA-Z][a-zA-Z0-9+.-]+:", re.IGNORECASE)
_TEX = re.compile(r"\\|\$(?=\$)")
"""Signs of a formula: a name is none."""
_NO_PERMALINK = re.compile(r"https?://(?:t\.co|pic\.twitter\.com)/|.*/hashtag/")


def address(sources: Mapping[str, str]) -> str:
    """Return the page on which an embedded thing can be seen, from what its tags say; "" if none.

    A known player becomes the page of what it shows.
    """
    found = next((sources[name].strip() for name in _SOURCES if sources.get(name, "").strip()), "")
    if found.startswith("//"):
        found = f"https:{found}"
    if re.match(r"(?:data|blob|javascript|about):|#", found, re.IGNORECASE):
        return ""
    return page(found)


def is_button(sources: Mapping[str, str]) -> bool:
    """Say whether an embedded page is a button, an advertisement or a counter."""
    return any(_BUTTONS.search(value.lower()) for value in sources.values())


def is_gist(sources: Mapping[str, str]) -> bool:
    """Say whether a script writes a gist."""
    return bool(_GIST.match(sources.get("src", "").strip()))


def title(sources: Mapping[str, str]) -> str:
    """Return what an embedded thing is called, "" where only its player has a name."""
    found = _TITLE_HEAD.sub("", " ".join(sources.get("title", "").split()))
    return "" if _NO_TITLE.fullmatch(found) else found


def with_fallback(sources: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a player's tags say, and what the link says that stands in it for old browsers.

    Bandcamp's players name their album nowhere else.
    """
    match = _FALLBACK.search(sources.get("inside", ""))
    if match is None:
        return sources
    told = {**sources, "title": title(sources) or unescape(match[2])}
    return {**told, "src": unescape(match[1])} if "bandcamp.com" in match[1] else told


def figure(href: str, title: str, quoted: list[Node] | None = None) -> Node:
    """Return the figure of an embedded thing.

    A file of the blog's keeps its relative address; what leads nowhere is named without a link.
    """
    if not href.startswith("http"):
        title = title or _file_name(href)
        href = attributes.address(href)
    text = title or display(href)
    parts: list[Node | str] = [Node("a", {"href": href}, [text])] if _leads(href) else [text]
    return Node("figure", {"class": "embed"}, [*(quoted or []), Node("p", {}, parts)])


def _leads(href: str) -> bool:
    """Say whether an address is one of the web, or of a file beside the blog's pages."""
    return bool(href) and (href.startswith("http") or not _NO_FILE.match(href))


def _file_name(href: str) -> str:
    """Return the name of the file at an address; an address elsewhere as it is."""
    if _ELSEWHERE.match(href):
        return href
    path = re.split(r"[?#]", href)[0].rstrip("/\\")
    name = printable(unquote(re.split(r"[\\/]", path)[-1]))
    return " ".join(_TEX.sub("", name).split()) or "…"


def _is_named(node: Node) -> bool:
    """Say whether a paragraph is an embedded thing's link, or its name alone."""
    link = node.children[0] if node.children else ""
    if isinstance(link, Node):
        if link.tag != "a" or len(node.children) > 1 or not _leads(link.attributes.get("href", "")):
            return False
        node = link
    return bool(node.text().strip()) and all(isinstance(one, str) for one in node.children)


def is_settled(node: Node) -> bool:
    """Say whether a figure is an embedded thing as this module writes it."""
    parts = list(node.nodes())
    if node.classes != ["embed"] or len(parts) < len(node.children):
        return False
    if parts and parts[0].tag == "blockquote":
        quoted = parts.pop(0)
        if not quoted.children or any(one.tag != "p" for one in quoted.nodes()):
            return False
    if not parts or parts[0].tag != "p":
        return False
    return _is_named(parts[0]) and [one.tag for one in parts[1:]] in ([], ["figcaption"])


def post(node: Node) -> Node | None:
    """Return the figure of another's post that a blog shows; None if it names no address.

    What the service's script would have put in its place stands in it as text: the words, who
    wrote them and when.
    """
    href = _permalink(node)
    if not href.startswith("http"):
        return None
    lines = [line for line in _lines(node) if line.text().strip()]
    shown = [line for line in lines if not _PROMPT.fullmatch(_plain(line))] or lines
    byline = _plain(shown[-1]) if shown else ""
    match = _BYLINE.fullmatch(byline)
    if match and not match["handle"]:
        shown.pop()
        name = re.sub(r"(?<=\)) (?=\w)", ", ", match["name"] or "", count=1) or match["shared"]
    elif shown and (first := _BYLINE.fullmatch(_plain(shown[0]))) and first["handle"]:
        shown.pop(0)
        name = first["handle"]
    elif len(shown) == 1:
        shown.pop()
        name = byline
    else:
        name = ""
    quoted = [Node("blockquote", {}, [*shown])] if shown else []
    return figure(href, name, quoted)


def _permalink(node: Node) -> str:
    """Return the address of a post: what its element says, else the last of its links."""
    given = next((node.attributes[one] for one in _ADDRESSES if node.attributes.get(one)), "")
    if not given and (number := node.attributes.get("data-video-id", "")).isdecimal():
        given = f"https://www.tiktok.com/embed/v2/{number}"
    if not given:
        links = [one.attributes.get("href", "") for one in node.walk() if one.tag == "a"]
        links = [one for one in links if one and not _NO_PERMALINK.match(one)]
        first = "reddit" in node.attributes.get("class", "")
        given = (links[0] if first else links[-1]) if links else ""
    return address({"src": given.partition("?utm_")[0].partition("?ref_src")[0]})


def _lines(node: Node) -> Iterator[Node]:
    """Yield what a post says, a paragraph for each block; pictures stay on its page."""
    line = Node("p")
    for child in node.children:
        if isinstance(child, Node) and child.is_block:
            yield line
            yield from _lines(child)
            line = Node("p")
        elif isinstance(child, str):
            line.append(child)
        else:
            line.append(*_without_pictures(child))
    if node.tag == "p":
        line.attributes = {
            name: value for name, value in node.attributes.items() if name in {"lang", "dir"}
        }
    yield line


def _without_pictures(node: Node) -> list[Node | str]:
    """Return an inline element without the pictures in it."""
    if node.tag in {"img", "svg", "math"}:
        return []
    kept: list[Node | str] = []
    for child in node.children:
        kept.extend([child] if isinstance(child, str) else _without_pictures(child))
    node.fill(kept)
    return [node]


def _plain(node: Node) -> str:
    return " ".join(node.text().split())
