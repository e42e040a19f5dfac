"""Substack's pages: its boxes as a book can print them, its buttons gone."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from blog2book.addresses import is_external, picture_variants
from blog2book.markup.formulas import formula
from blog2book.markup.rough import first, line, marked, reshape, rough
from blog2book.markup.text import shorten
from blog2book.markup.tree import Node, write
from blog2book.readers import cards
from blog2book.readers.json_file import Fields, mapping, mappings, text

_DROPPED: Mapping[str, str] = {
    "button-wrapper": "button",
    "captioned-button-wrap": "button",
    "community-chat": "button",
    "install-substack-app-embed": "button",
    "subscription-widget-wrap": "subscription form",
    "subscription-widget-wrap-editor": "subscription form",
    "subscription-widget": "subscription form",
    "native-video-embed": "film without address",
    "native-audio-embed": "recording without address",
    "paywall-jump": "",
    "image-link-expand": "",
    "hide-text": "",
}
"""Parts that do something on a page and nothing in a book; those with a name are counted."""

_DEEP = re.compile(r"(?:https?://[^/\s]+)?/i/(\d+)/([^/?#\s]+)")
_EXCERPT = 200
"""Signs of another post that stand on a card."""

Parts = list[Node | str]


class Bodies:
    """Makes the HTML of one blog fit for a book; `slugs` are those of its posts, by number.

    What goes is counted in `removed`.
    """

    def __init__(self, slugs: Mapping[str, str], removed: Counter[str]) -> None:
        self._slugs = slugs
        self._removed = removed

    def html(self, raw: str, subtitle: str, sound: str) -> str:
        """Return a post's HTML under its subtitle, set as a lead, and its recording."""
        root = rough(raw)
        notes: list[Node] = []
        calls = {one.attributes.get("id", "") for one in marked(root, "footnote-anchor")}
        reshape(root, lambda node: self._changed(node, notes, calls))
        if notes:
            root.append(cards.footnotes(notes))
        start = next((said for one in root.nodes() if (said := line(one))), "")
        before: Parts = []
        if subtitle and subtitle != start:
            before.append(Node("p", {}, [Node("em", {}, [subtitle])]))
        if is_external(sound):
            before.append(cards.embed(sound))
        root.children[:0] = before
        return write(root)

    def _changed(self, node: Node, notes: list[Node], calls: Collection[str]) -> Parts | None:
        """Return what becomes of an element, None if it stays; footnotes are kept in `notes`."""
        for name in node.classes:
            if name in _DROPPED:
                self._count(_DROPPED[name])
                return []
            if name in _BOXES:
                made = _BOXES[name](node)
                if name in {"tweet", "twitter-embed"} and mapping_of(node).get("photos"):
                    self._count("picture in somebody's post")
                return made
        if "footnote" in node.classes:
            notes.append(_note(node, calls))
            return []
        if node.tag == "a":
            self._link(node)
        elif node.tag == "img":
            _enlarge(node)
        return None

    def _count(self, name: str) -> None:
        """Count a thing that goes, if it has a name."""
        if name:
            self._removed[name] += 1

    def _link(self, node: Node) -> None:
        """Set a link right: to the full picture, or to a heading in another post."""
        href = node.attributes.get("href", "")
        if "image-link" in node.classes:
            node.attributes["href"] = picture_variants(href)[0]
        deep = _DEEP.fullmatch(href.partition("?")[0])
        if deep and deep[1] in self._slugs:
            node.attributes["href"] = f"/p/{self._slugs[deep[1]]}#{deep[2]}"


def mapping_of(node: Node) -> Fields:
    """Return what the editor keeps of a box, an empty mapping for nothing."""
    try:
        return mapping(json.loads(node.attributes.get("data-attrs", ""), strict=False))
    except (ValueError, RecursionError, MemoryError):
        return {}


def _enlarge(node: Node) -> None:
    """Give a picture its largest address, and its size."""
    given, kept = node.attributes, mapping_of(node)
    largest = text(kept, "src") or given.get("src", "")
    given["src"] = picture_variants(largest)[0]
    given.pop("srcset", None)
    for name in ("alt", "width", "height"):
        if not given.get(name) and text(kept, name):
            given[name] = text(kept, name)


def _gallery(node: Node) -> Parts | None:
    """Return several pictures with their caption."""
    kept = mapping(mapping_of(node).get("gallery"))
    shown = [picture_variants(text(one, "src"))[0] for one in mappings(kept.get("images"))]
    pictures = [cards.picture(one, text(kept, "alt")) for one in shown if one]
    return [cards.gallery(pictures, [text(kept, "caption")])] if pictures else None


def _call(node: Node) -> Parts:
    """Return the call of a footnote, raised."""
    href = node.attributes.get("href", "")
    link = {"href": f"#{href.rpartition('#')[2]}", "id": node.attributes.get("id", "")}
    return [Node("sup", {}, [Node("a", link, [line(node)])])]


def _note(node: Node, calls: Collection[str]) -> Node:
    """Return a footnote as an item of a list, with a way back to its call if it has one."""
    link = first(node, "footnote-number")
    content = first(node, "footnote-content")
    parts = content.children if content else [one for one in node.children if one is not link]
    item = Node("li", {"id": link.attributes.get("id", "")} if link else {}, parts)
    back = link.attributes.get("href", "").rpartition("#")[2] if link else ""
    if back in calls:
        last = item.children[-1] if item.children else None
        place = last if isinstance(last, Node) and last.tag == "p" else item
        place.append(" ", Node("a", {"href": f"#{back}"}, ["↑"]))
    return item


def _tweet(node: Node) -> Parts | None:
    """Return a short post of somebody's: its words, who wrote it, and where."""
    kept = mapping_of(node)
    url, name, handle = (text(kept, one) for one in ("url", "name", "username"))
    who = f"{name} (@{handle})" if name and handle else name or handle
    words = [text(kept, "full_text")]
    if inner := text(mapping(kept.get("quoted_tweet")), "full_text"):
        words.append(inner)
    return [cards.embed(url, who, quoted="\n".join(words))] if is_external(url) else None


def _instagram(node: Node) -> Parts | None:
    """Return a link to a picture on Instagram."""
    kept = mapping_of(node)
    name = text(kept, "instagram_id")
    if not re.fullmatch(r"[\w-]+", name):
        return None
    address = f"https://www.instagram.com/p/{name}/"
    return [cards.embed(address, text(kept, "author_name"), [text(kept, "title")])]


def _video(node: Node) -> Parts | None:
    """Return a link to a film."""
    name = text(mapping_of(node), "videoId")
    if not re.fullmatch(r"[\w-]+", name):
        return None
    vimeo = "vimeo-wrap" in node.classes
    page = "https://vimeo.com/" if vimeo else "https://www.youtube.com/watch?v="
    return [cards.embed(page + name)]


def _elsewhere(node: Node) -> Parts | None:
    """Return a link to what stands elsewhere, with what that page says of itself."""
    kept = mapping_of(node)
    url = text(kept, "canonical_url", "url", "base_url")
    if not is_external(url):
        return None
    said = text(kept, "caption", "truncated_body_text", "hero_text", "description", "subtitle")
    whose = text(kept, "publication_name", "author_name", "author")
    return [cards.embed(url, text(kept, "title", "name"), [shorten(said, _EXCERPT)], [whose])]


def _remark(node: Node) -> Parts | None:
    """Return somebody's comment, or a note, that is quoted."""
    kept = mapping_of(node)
    inner = mapping(kept.get("comment")) or kept
    url = text(kept, "url")
    if not is_external(url):
        return None
    return [cards.embed(url, text(inner, "name"), quoted=text(inner, "body"))]


def _file(node: Node) -> Parts | None:
    """Return a link to a file."""
    link = next((one for one in marked(node, "file-embed-button") if one.tag == "a"), None)
    href = link.attributes.get("href", "") if link else ""
    if not is_external(href):
        return None
    title, size, words = (line(first(node, f"file-embed-{one}")) for one in _FILE)
    return [cards.embed(href, title, [words], [size])]


_FILE = ("details-h1", "details-h2", "description")


def _formula(node: Node) -> Parts | None:
    """Return a formula."""
    tex = text(mapping_of(node), "persistentExpression")
    return [Node("p", {}, rough(formula(tex, display=True)).children)] if tex else None


def _mention(node: Node) -> Parts | None:
    """Return a name, or a share's sign, that stands nowhere but in what the editor keeps."""
    kept = mapping_of(node)
    sign = text(kept, "symbol")
    said = line(node) or text(kept, "name", "label") or (f"${sign.lstrip('$')}" if sign else "")
    url = text(kept, "url")
    return [Node("a", {"href": url}, [said]) if is_external(url) else said]


def _poll(_node: Node) -> Parts:
    """Return the mark of a place where readers were asked: what they were asked is not there."""
    return [Node("hr", {"class": "poll"})]


def _aside(node: Node) -> Parts:
    """Return a passage that is set apart."""
    return [Node("blockquote", {}, node.children)]


def _verse(node: Node) -> Parts:
    """Return lines that keep their spacing: poets use them."""
    for one in node.walk():
        if one.tag == "pre":
            one.attributes["class"] = "wp-block-verse"
    return [*node.children]


def _anchor(node: Node) -> Parts:
    """Return the place that a heading's own button marks; links to it leave out the sign."""
    names = (one.attributes.get("id", "").removeprefix("§") for one in node.walk())
    name = next((one for one in names if one), "")
    return [Node("a", {"id": name})] if name else []


_BOXES: Mapping[str, Callable[[Node], Parts | None]] = {
    "image-gallery-embed": _gallery,
    "footnote-anchor": _call,
    "tweet": _tweet,
    "twitter-embed": _tweet,
    "instagram": _instagram,
    "youtube-wrap": _video,
    "vimeo-wrap": _video,
    **dict.fromkeys(
        ("digest-post-embed", "embedded-post-wrap", "embedded-publication-wrap", "spotify-wrap",
         "soundcloud-wrap", "apple-podcast-container", "tiktok-wrap", "bandcamp-wrap",
         "datawrapper-wrap", "bluesky-wrap", "prediction-market-wrap"),
        _elsewhere,
    ),
    "comment": _remark,
    "file-embed-wrapper": _file,
    "latex-rendered": _formula,
    "mention-wrap": _mention,
    "cashtag-wrap": _mention,
    "poll-embed": _poll,
    "pullquote": _aside,
    "callout-block": _aside,
    "preformatted-block": _verse,
    "header-anchor-widget": _anchor,
}  # fmt: skip
