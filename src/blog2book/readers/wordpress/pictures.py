"""A blog's attachments, and the galleries and figures that are made of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from blog2book.addresses import host, picture_name, split
from blog2book.markup.text import unescape
from blog2book.model.archive import Asset, Origin
from blog2book.readers.figures import figure
from blog2book.readers.unread import PICTURE
from blog2book.readers.wordpress.items import Item

_SIZE = re.compile(r"(?:-\d+x\d+|-scaled)$")
_PAGE = re.compile(
    r"""(?<=\bhref=["'])(https?://[^\s"'<>?]{1,300}|/?)\?attachment_id=([0-9]{1,18})(?=["'])"""
)
_SIDE = 's:{}:"{}";(?:i:([0-9]{{1,6}});|s:[0-9]:"([0-9]{{1,6}})";)'


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """An attachment with the id of the post that it hangs on and its place among its sisters."""

    asset: Asset
    parent: str
    order: tuple[int, int]

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown, by the suffix of its address: WXR does not give its type."""
        return PICTURE.search(split(self.asset.url).path) is not None


def attached(item: Item, keys: Mapping[str, str]) -> Attached:
    """Read an attachment. `keys` are the keys of posts by the platform's id."""
    url = item.attachment or item.guid
    metadata = item.first("_wp_attachment_metadata")
    asset = Asset(
        key=item.identity,
        url=url,
        name=item.first("_wp_attached_file").rpartition("/")[2] or picture_name(url),
        path=None,
        parent=keys.get(item.parent, ""),
        title=unescape(item.title),
        caption=unescape(item.excerpt),
        alt=unescape(item.first("_wp_attachment_image_alt")),
        width=_side(metadata, "width"),
        height=_side(metadata, "height"),
        origin=Origin(file=item.file, place=f"item {item.number}", url=url, digest=item.digest),
    )
    order = (_number(item.order), _number(item.identity))
    return Attached(asset=asset, parent=item.parent, order=order)


def _side(metadata: str, name: str) -> int:
    """Return a side in px from the first, outermost entry of WordPress's serialised metadata."""
    found = re.search(_SIDE.format(len(name), name), metadata)
    return int(found[1] or found[2]) if found else 0


def _number(text: str) -> int:
    """Return a whole number, 0 for what is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else 0


class Library:
    """All attachments of a blog, by their id and by the post that they hang on.

    `hosts` are those of the blog's own addresses.
    """

    def __init__(
        self, attachments: tuple[Attached, ...], hosts: frozenset[str] = frozenset()
    ) -> None:
        self._hosts = hosts
        self._by_id: dict[str, Attached] = {}
        self._by_parent: dict[str, list[Attached]] = {}
        for one in attachments:
            self._by_id.setdefault(one.asset.key, one)
            self._by_parent.setdefault(one.parent, []).append(one)

    def find(self, identity: str) -> Asset | None:
        """Return the attachment of an id, if the archive lists it."""
        one = self._by_id.get(identity)
        return one.asset if one else None

    def opened(self, html: str) -> str:
        """Return HTML in which links to an attachment's page lead to the attachment itself."""
        return _PAGE.sub(self._file, html) if "attachment_id=" in html else html

    def _file(self, page: re.Match[str]) -> str:
        """Return the address of the file that a page shows; the page's own for another blog's."""
        own = not page[1].startswith("http") or host(page[1]) in self._hosts
        asset = self.find(page[2]) if own else None
        return escape(asset.url) if asset and asset.url else page[0]

    def gallery(self, attributes: Mapping[str, str], post: str) -> str:
        """Return a gallery as HTML, "" if the archive lists none of its pictures.

        `ids` (or the older `include`) names the pictures; without it a gallery holds all that hang
        on its post, or on the post that `id` names, but for `exclude`.
        """
        named = attributes.get("ids") or attributes.get("include") or ""
        if named:
            shown = [self._by_id[one] for one in re.findall(r"\d+", named) if one in self._by_id]
        else:
            excluded = set(re.findall(r"\d+", attributes.get("exclude", "")))
            family = self._by_parent.get(attributes.get("id") or post, [])
            shown = [one for one in family if one.asset.key not in excluded]
            shown.sort(key=lambda one: one.order)
        figures = "".join(figure_of(one.asset) for one in shown if one.is_picture)
        return figure(figures, kind="gallery") if figures else ""

    def featured(self, identity: str, html: str) -> str:
        """Return the figure of a post's featured picture, "" if `html` shows it already."""
        asset = self.find(identity)
        if asset is None or not asset.url:
            return ""
        stem = _SIZE.sub("", picture_name(asset.url).rpartition(".")[0])
        shown = rf'wp-image-{re.escape(identity)}\b|[/"]{re.escape(stem)}(?:-\d+x\d+|-scaled)?\.'
        return "" if re.search(shown, html) else figure_of(asset)


def figure_of(asset: Asset) -> str:
    """Return a picture with its caption as HTML."""
    sides = (
        f' width="{asset.width}" height="{asset.height}"' if asset.width and asset.height else ""
    )
    picture = f'<img src="{escape(asset.url)}" alt="{escape(asset.alt)}"{sides} />'
    return figure(picture, escape(asset.caption, quote=False), "picture")
