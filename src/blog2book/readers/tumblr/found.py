"""A post of Tumblr's, from a page or from JSON, and what in it is its owner's own.

A reblog holds what others said before: each in a blockquote under a name, in its turn inside that
of the next. A book prints them one after the other, the oldest first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from blog2book.markup.rough import Parts, marked, reshape
from blog2book.markup.tree import Node, write
from blog2book.model.archive import Status

_BY = "tumblr_blog"
_MORE = re.compile(r"<p>\s{0,9}\[\[MORE\]\]\s{0,9}</p>|\[\[MORE\]\]")
_ROW = frozenset({"npf_row", "photoset", "html_photoset"})
_SHOWN = frozenset({"img", "iframe", "video", "audio", "embed", "object"})


@dataclass(slots=True, kw_only=True)
class Found:
    """A post. `kind` is Tumblr's word; `html` all that it shows, `pictures` in Tumblr's export.

    `theirs` says that it is a reblog without a word of its owner's, `unsaid` that nothing says how
    it stood, `fault` what is wrong with what does.
    """

    identity: str
    file: str
    digest: str
    kind: str = ""
    status: Status = Status.PUBLISHED
    fault: str = ""
    title: str = ""
    html: str = ""
    pictures: tuple[str, ...] = ()
    theirs: bool = False
    unsaid: bool = False
    published: datetime | None = None
    labels: tuple[str, ...] = ()
    permalink: str = ""
    aliases: tuple[str, ...] = field(default=())


def flat(root: Node) -> bool:
    """Put what others said one after the other in a body; say whether there was any."""
    reshape(root, _gallery)
    parts = _flattened(root.children)
    root.fill(_photosets(parts))
    return any(_is_told(parts, place) for place in range(len(parts)))


def has_own_words(root: Node) -> bool:
    """Say whether a flat body has words outside of what others said, and of where it comes from."""
    before: Node | str = ""
    for child in root.children:
        if isinstance(child, str):
            if child.strip():
                return True
            continue
        told = isinstance(before, Node) and _is_name(before) and child.tag == "blockquote"
        source = any(True for _ in marked(child, _BY))
        if not told and not source and child.text().strip():
            return True
        before = child
    return False


def said(name: str, address: str, parts: Sequence[Node | str]) -> Parts:
    """Return what somebody else said, under their name."""
    link: Node | str = Node("a", {"href": address, "class": _BY}, [name]) if address else name
    return [Node("p", {"class": _BY}, [link, ":"]), Node("blockquote", {}, [*parts])]


def html_of(root: Node) -> str:
    """Return a body as HTML, without the sign behind which a post's page began to show it all."""
    return _MORE.sub("", write(root))


def _flattened(children: Sequence[Node | str]) -> Parts:
    """Return the children, and in the place of a nested reblog what each one said."""
    solid = [child for child in children if not isinstance(child, str) or child.strip()]
    parts: Parts = []
    place = 0
    while place < len(solid):
        if _is_told(solid, place):
            parts.extend(_unrolled(solid[place], solid[place + 1]))
            place += 1
        else:
            parts.append(solid[place])
        place += 1
    return parts


def _unrolled(name: Node | str, quote: Node | str) -> Parts:
    """Return what stands in a blockquote: others first, then the words of the one who is named."""
    inside = _flattened(quote.children if isinstance(quote, Node) else [])
    place = 0
    while _is_told(inside, place):
        place += 2
    own = inside[place:]
    return [*inside[:place], *([name, Node("blockquote", {}, own)] if own else [])]


def _is_told(parts: Sequence[Node | str], place: int) -> bool:
    """Say whether somebody's name and their words stand at a place."""
    pair = parts[place : place + 2]
    named = [isinstance(one, Node) for one in pair] == [True, True]
    return named and _is_name(pair[0]) and pair[1].tag == "blockquote"  # type: ignore[arg-type, union-attr]


def _is_name(node: Node) -> bool:
    """Say whether a paragraph is nothing but somebody's name and a colon."""
    if node.tag != "p":
        return False
    by = next((one for one in node.walk() if _BY in one.classes), None)
    text = " ".join(node.text().split())
    return by is not None and text.rstrip(": ") == " ".join(by.text().split()).rstrip(": ")


def _gallery(node: Node) -> Parts | None:
    """Return a row of pictures as a gallery."""
    if node.tag == "div" and not _ROW.isdisjoint(node.classes):
        node.tag, node.attributes = "figure", {"class": "gallery"}
        return [node]
    return None


def _photosets(children: Sequence[Node | str]) -> Iterator[Node | str]:
    """Yield the children, and neighbours that show a picture each as one gallery."""
    row: list[Node] = []
    for child in (*children, ""):
        if isinstance(child, Node) and _is_picture(child):
            row.append(child)
            continue
        if len(row) > 1:
            yield Node("figure", {"class": "gallery"}, [*row])
        else:
            yield from row
        row = []
        yield child


def _is_picture(node: Node) -> bool:
    """Say whether a paragraph or figure shows one picture and says nothing."""
    shown = [one.tag for one in node.walk() if one.tag in _SHOWN]
    return node.tag in {"p", "figure"} and shown == ["img"] and not node.text().strip()
