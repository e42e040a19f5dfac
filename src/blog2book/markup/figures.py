"""Pictures, galleries, captions and embedded pages, in whatever dialect a platform writes them."""

import re
from collections import Counter

from blog2book.addresses import PICTURE_SUFFIX, picture_variants
from blog2book.markup import embeds
from blog2book.markup.attributes import picture_address
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import RELATED_CLASSES, SHARE_CLASSES

_PICTURE_FILE = re.compile(rf"{PICTURE_SUFFIX}(?:[?#]|$)", re.IGNORECASE)
_BLOGGER_FILE = re.compile(
    r"^https?://(?:[\w-]+\.bp\.blogspot\.com|(?:lh\d|blogger)\.(?:googleusercontent|ggpht)\.com)/"
)
_PLACEHOLDER = re.compile(
    r"^data:|(?:blank|spacer|placeholder|transparent|lazy|pixel|1x1|grey|loading)[\w-]*\.(?:gif|png|svg)"
)
_LAZY = (
    "data-orig-file",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-srcs",
    "nitro-lazy-src",
)
_TRACKER = re.compile(
    r"feeds\.feedburner\.com/~|pixel\.wp\.com|stats\.wordpress\.com|feeds\.wordpress\.com/1\.0/"
    r"|blogger\.googleusercontent\.com/tracker|doubleclick\.net|/b\.gif\?|statcounter\.com"
    r"|assoc-amazon\.|amazon-adsystem\.|pixel\.quantserve\.|scorecardresearch\.|sitemeter\.com"
    r"|google-analytics\.com|medium\.com/_/stat",
)
_GALLERY = frozenset(
    {"gallery", "wp-block-gallery", "tiled-gallery", "wp-block-jetpack-tiled-gallery"}
    | {"ngg-galleryoverview", "wp-block-jetpack-slideshow", "image-gallery-grid"}
)
_CAPTIONED = frozenset({"wp-caption", "tr-caption-container", "wp-block-image", "caption"})
_CAPTION = frozenset(
    {"wp-caption-text", "tr-caption", "gallery-caption", "blocks-gallery-item__caption"}
    | {"wp-caption-dd", "image-caption", "blocks-gallery-caption"}
)
_ADDRESS = re.compile(r"https?://\S+")
_WRAPPERS = frozenset({"div", "ul", "ol", "dl", "table", "figure"})
_SMALLEST = 3
"""px: a picture of this size or less counts readers and shows nothing."""


class Pictures:
    """Finds the pictures of one body, and gives each the form of the dialect."""

    def __init__(self, removed: Counter[str]) -> None:
        self.removed = removed

    def settle(self, root: Node) -> None:
        """Settle all pictures and embedded pages of a body."""
        self._choose(root, None)
        self._drop_twins(root)
        self._shape(root)

    # Which picture

    def _choose(self, node: Node, link: Node | None) -> None:
        """Give each picture its best address, and drop those that show nothing."""
        children: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                children.append(child)
            elif name := _of_plug_ins(child):
                self.removed[name] += 1
            elif child.tag != "img":
                self._choose(child, child if child.tag == "a" else link)
                children.append(child)
            else:
                children.extend(self._chosen(child, link))
        node.fill(children)

    def _chosen(self, picture: Node, link: Node | None) -> list[Node | str]:
        """Return a picture with its best address; a smiley's text; or nothing."""
        given = picture.attributes
        classes = set(picture.classes)
        alt = given.get("alt", "").strip()
        if alt and classes & {"wp-smiley", "emoji", "emoticon"}:
            return [alt]
        stated = [
            given[name].strip().removesuffix("px") for name in ("width", "height") if name in given
        ]
        sizes = [int(size[:6]) for size in stated if size.isdecimal() and size.isascii()]
        if (sizes and min(sizes) <= _SMALLEST) or _TRACKER.search(given.get("src", "")):
            self.removed["tracking pixel"] += 1
            return []
        found = self._best(given)
        if link is not None and (large := _picture_link(link)):
            found = large
            link.attributes["href"] = ""
        if not found:
            self.removed["picture without address"] += 1
            return []
        given["src"] = found
        return [picture]

    def _best(self, given: dict[str, str]) -> str:
        """Return the best address that a picture's own attributes give."""
        source = picture_address(given.get("src", ""))
        lazy = next(
            (found for name in _LAZY if (found := picture_address(given.get(name, "")))), ""
        )
        if given.get("data-orig-file") or not source or _PLACEHOLDER.search(source):
            source = lazy or source
        largest = _largest(given.get("srcset", "") or given.get("data-srcset", ""))
        if largest and (not source or _PLACEHOLDER.search(source) or _same(source, largest)):
            return largest
        return source

    def _drop_twins(self, root: Node) -> None:
        """Drop what `noscript` shows a second time."""
        shown = {
            one.attributes["src"]
            for one in root.walk()
            if one.tag == "img" and "noscript" not in one.attributes
        }
        bases = {picture_variants(source)[0] for source in shown}
        for node in root.walk():
            if any(one.tag == "img" and "noscript" in one.attributes for one in node.nodes()):
                node.fill(
                    child
                    for child in node.children
                    if isinstance(child, str)
                    or "noscript" not in child.attributes
                    or picture_variants(child.attributes["src"])[0] not in bases
                )

    # In which form

    def _shape(self, node: Node) -> None:
        """Turn galleries, captions, figures and embedded pages into figures of the dialect."""
        children: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                children.append(child)
            else:
                children.extend(self._shaped(child))
        node.fill(children)

    def _shaped(self, node: Node) -> list[Node | str]:
        """Return what becomes of an element."""
        if embedded := _embedded(node):
            return [*_poster(node), embedded]
        tags = [one.tag for one in node.walk()]
        pictures = 0 if {"embed", "pre"} & set(tags) else tags.count("img")
        classes = set(node.classes) if node.tag in _WRAPPERS else set()
        if pictures and classes & _GALLERY:
            return self._with_rest(_gallery(node))
        if pictures == 1 and classes & _CAPTIONED:
            return self._with_rest(_captioned(node))
        if node.tag == "figure":
            return self._figure(node, 0 if "table" in tags else pictures)
        self._shape(node)
        if node.tag == "figcaption":
            node.tag = "p"
        return [node]

    def _with_rest(self, parts: list[Node | str]) -> list[Node | str]:
        """Return a figure, and what stands behind it in its own form."""
        rest = Node("div", {}, parts[1:])
        self._shape(rest)
        return [parts[0], *rest.children]

    def _figure(self, node: Node, pictures: int) -> list[Node | str]:
        """Return what becomes of a figure: of pictures, of a table, of an embedded page."""
        if pictures:
            return self._with_rest(_gallery(node) if pictures > 1 else _captioned(node))
        embed = next((one for one in node.walk() if one.tag == "embed"), None)
        poster = _poster(embed) if embed else []
        above = next((one.tag for one in node.nodes()), "") == "figcaption"
        caption = _take_caption(node)
        text = " ".join(node.text().split())
        if embed is None and "wp-block-embed" in node.classes and _ADDRESS.fullmatch(text):
            node.fill([Node("embed", {"src": embeds.address({"src": text}), "title": ""})])
        self._shape(node)
        sole = _sole_embed(node)
        if sole and caption:
            sole.append(caption)
            return [*poster, sole]
        table = next((one for one in node.nodes() if one.tag == "table"), None)
        if caption is None:
            return [*poster, *node.children]
        if table is not None and not any(one.tag == "caption" for one in table.nodes()):
            table.children.insert(0, Node("caption", {}, caption.children))
            return [*poster, *node.children]
        said = Node("p", {}, caption.children)
        return [*poster, said, *node.children] if above else [*poster, *node.children, said]


def _of_plug_ins(node: Node) -> str:
    """Return what a plug-in wrote into a text as an element, "" if it wrote none of it."""
    classes = RELATED_CLASSES.union(SHARE_CLASSES).intersection(node.classes)
    if not classes:
        return ""
    return "list of related posts" if classes <= RELATED_CLASSES else "share bar"


def _picture_link(link: Node) -> str:
    """Return the address of the picture to which a link leads; "" if it leads elsewhere."""
    href = link.attributes.get("href", "").strip()
    if _PICTURE_FILE.search(href) or _BLOGGER_FILE.match(href):
        return picture_address(href)
    return ""


def _largest(candidates: str) -> str:
    """Return the largest picture of a `srcset`."""
    best, width = "", 0.0
    for url, number in re.findall(r"(\S+)\s+(\d{1,5}(?:\.\d{1,3})?)[wx]", candidates):
        if float(number) > width:
            best, width = url.lstrip(","), float(number)
    return picture_address(best)


def _same(one: str, other: str) -> bool:
    """Say whether two addresses are sizes of one picture, or may be."""
    return (
        picture_variants(one)[0] == picture_variants(other)[0]
        or one.rpartition("/")[0] == other.rpartition("/")[0]
    )


def _embedded(node: Node) -> Node | None:
    """Return the figure of an embedded thing, None if an element is none."""
    if node.tag == "embed":
        return embeds.figure(node.attributes["src"], node.attributes["title"])
    if node.tag == "figure" and embeds.is_settled(node):
        return node
    return None if embeds.QUOTED.isdisjoint(node.classes) else embeds.post(node)


def _poster(embed: Node) -> list[Node | str]:
    """Take the picture that stands for a film until it plays, as a figure; none if it has none."""
    found = embed.attributes.pop("poster", "") if embed.tag == "embed" else ""
    address = picture_address(found) if _PICTURE_FILE.search(found) else ""
    picture = Node("img", {"src": address, "alt": ""})
    return [Node("figure", {"class": "picture"}, [picture])] if address else []


def _sole_embed(node: Node) -> Node | None:
    """Return the figure that a figure shows and nothing else, None if there is more."""
    parts = [one for one in node.children if not isinstance(one, str) or one.strip()]
    sole = parts[0] if len(parts) == 1 and isinstance(parts[0], Node) else None
    if sole is not None and sole.tag == "div":
        return _sole_embed(sole)
    return sole if sole is not None and embeds.is_settled(sole) else None


def _take_caption(node: Node) -> Node | None:
    """Take the captions out of a figure, and return them as one."""
    found: list[Node] = []
    _take(node, found)
    lines = [line for one in found if (line := _line(one))]
    if not lines:
        return None
    caption = Node(
        "figcaption",
        {
            name: found[0].attributes[name]
            for name in ("lang", "dir")
            if name in found[0].attributes
        },
    )
    for number, line in enumerate(lines):
        caption.append(*([Node("br")] if number else []), *line)
    return caption


def _take(node: Node, found: list[Node]) -> None:
    """Take captions out of an element, at any depth."""
    kept: list[Node | str] = []
    for child in node.children:
        if (
            isinstance(child, Node)
            and (child.tag in {"figcaption", "caption"} or set(child.classes) & _CAPTION)
            and not any(one.tag in {"img", "embed"} for one in child.walk())
        ):
            found.append(child)
            continue
        if isinstance(child, Node):
            _take(child, found)
        kept.append(child)
    node.fill(kept)


def _line(node: Node) -> list[Node | str]:
    """Return what an element holds as one line: blocks become text with a space between."""
    line: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.is_block:
            inner = _line(child)
            line.extend([*([" "] if line and inner else []), *inner, " "])
        elif isinstance(child, Node) and child.tag == "img":
            continue
        else:
            line.append(child)
    shows = any(bool(one.strip()) if isinstance(one, str) else not one.is_empty() for one in line)
    return line if shows else []


def _captioned(node: Node) -> list[Node | str]:
    """Return the figure of one picture with its caption, and behind it any text that is left."""
    caption = _take_caption(node)
    picture = _cut(node)
    children: list[Node | str] = [picture, *([caption] if caption else [])]
    figure = Node("figure", {**_kept(node), "class": "picture"}, children)
    return [figure, *_rest(node)]


def _kept(node: Node) -> dict[str, str]:
    """Return the attributes that pass from a wrapper to a figure."""
    return {
        name: node.attributes[name] for name in ("id", "lang", "dir") if name in node.attributes
    }


def _cut(node: Node) -> Node:
    """Take the picture out of an element, with the link around it, and return both."""
    for place, child in enumerate(node.children):
        if not isinstance(child, Node) or all(one.tag != "img" for one in child.walk()):
            continue
        if child.tag == "img":
            del node.children[place]
            return child
        picture = _cut(child)
        if child.tag == "a" and child.attributes.get("href"):
            return Node(
                "a",
                {name: value for name, value in child.attributes.items() if name != "id"},
                [picture],
            )
        return picture
    return Node("img")


def _rest(node: Node) -> list[Node | str]:
    """Return what is left of an element as paragraphs."""
    if node.tag in {"div", "figure"}:
        return [
            child for child in node.children if isinstance(child, Node) and not child.is_empty()
        ]
    line = _line(node)
    return [Node("p", {}, line)] if line else []


def _gallery(node: Node) -> list[Node | str]:
    """Return a gallery: a figure of figures, with what captions there are."""
    figures: list[Node | str] = [_in_gallery(item) for item in _items(node)]
    caption = _take_caption(node)
    if len(figures) == 1:
        figure = figures[0]
        if caption and isinstance(figure, Node) and len(figure.children) == 1:
            figure.append(caption)
            caption = None
        return [*figures, *([Node("p", {}, caption.children)] if caption else []), *_rest(node)]
    gallery = Node("figure", {**_kept(node), "class": "gallery"}, figures)
    if caption:
        gallery.append(caption)
    return [gallery, *_rest(node)]


def _in_gallery(item: Node) -> Node | str:
    """Return the figure of a gallery's picture; a paragraph beside it is its caption too."""
    said = [one for one in item.walk() if one.tag == "p" and one.text().strip()]
    if len(said) == 1 and not _pictures(said[0]):  # more of them are a text of their own
        said[0].attributes["class"] = "wp-caption-text"
    return _captioned(item)[0]


def _items(node: Node) -> list[Node]:
    """Return the largest elements in a gallery that hold a picture each, in order.

    A picture with neighbours in its element is put into one of its own.
    """
    if _pictures(node) == 1:
        return [node]
    found: list[Node] = []
    for place, child in enumerate(node.children):
        pictures = _pictures(child) if isinstance(child, Node) else 0
        if not isinstance(child, Node) or not pictures:
            continue
        if child.tag in {"img", "a"} and pictures == 1:
            holder = Node("div", {}, [child])
            node.children[place] = holder
            found.append(holder)
        else:
            found.extend(_items(child))
    return found


def _pictures(node: Node) -> int:
    """Return how many pictures an element holds."""
    return sum(one.tag == "img" for one in node.walk())
