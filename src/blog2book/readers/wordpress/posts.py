"""Posts, pages and comments of WordPress, from what a WXR file says of them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import tzinfo

from blog2book.markup.text import unescape
from blog2book.model.archive import Kind, Standing, Status
from blog2book.readers import blog
from blog2book.readers.wordpress.bodies import Bodies
from blog2book.readers.wordpress.items import Channel, Item, Remark, Writer
from blog2book.readers.wordpress.times import published, when

_STANDINGS = {
    "1": Standing.APPROVED,
    "approve": Standing.APPROVED,
    "approved": Standing.APPROVED,
    "spam": Standing.SPAM,
    "trash": Standing.TRASHED,
    "post-trashed": Standing.TRASHED,
}
STATUSES: Mapping[str, Status] = {
    "publish": Status.PUBLISHED,
    "draft": Status.DRAFT,
    "pending": Status.PENDING,
    "private": Status.PRIVATE,
    "trash": Status.TRASHED,
}
_PINGS = frozenset({"pingback", "trackback"})
_SPOKEN = frozenset({"", "comment", "review"})


class Posts:
    """Reads the posts of one blog. `left` counts reactions without words, by kind and reason."""

    def __init__(self, channel: Channel, address: str, there: tzinfo | None) -> None:
        self.left: Counter[tuple[str, str]] = Counter()
        self._channel = channel
        self._address = address.rstrip("/")
        self._zone = there

    def post(self, item: Item, status: Status, bodies: Bodies) -> blog.Item:
        """Describe a post or page, and let go of its text."""
        permalink, aliases = self._addresses(item, status)
        polylang = [term.slug for term in item.terms if term.domain == "language"]
        text, language = bodies.text(item)
        remarks, item.remarks = list(self._remarks(item)), ()
        return blog.Item(
            text=text,
            file=item.file,
            place=f"item {item.number}" + (f", post {item.identity}" if item.identity else ""),
            identity=item.identity,
            kind=Kind.PAGE if item.kind == "page" else Kind.POST,
            status=status,
            title=bodies.plain(item.title),
            published=published(item, self._zone),
            updated=when(item.modified, item.modified_gmt, self._zone),
            sequence=int(item.identity) if re.fullmatch("[0-9]{1,18}", item.identity) else 0,
            author=self._name(item.creator),
            labels=tuple(
                unescape(term.name)
                for term in item.terms
                if term.domain in {"category", "post_tag", "tag", ""}
            ),
            language=polylang[0] if polylang else language,
            permalink=permalink,
            aliases=aliases,
            excerpt=item.excerpt,
            remarks=remarks,
        )

    def _addresses(self, item: Item, status: Status) -> tuple[str, tuple[str, ...]]:
        """Return a post's permalink and its other addresses."""
        others: list[str] = []
        if item.identity:
            others.append(f"{self._address}/?p={item.identity}")
            if item.kind == "page":
                others.append(f"{self._address}/?page_id={item.identity}")
        if re.match("https?://", item.guid):
            others.append(item.guid)
        permalink = item.link
        if status is not Status.PUBLISHED and re.search(r"[?&](?:p|page_id)=\d", permalink):
            others.append(permalink)
            permalink = ""
        if "?" not in permalink:
            slugs = [slug for slug in item.meta.get("_wp_old_slug", ()) if slug]
            others.extend(_with_slug(permalink, slug) for slug in slugs)
        kept = dict.fromkeys(one for one in others if one and one != permalink)
        return permalink, tuple(kept)

    def _name(self, login: str) -> str:
        """Return the name that readers saw; never an e-mail address."""
        writer = self._channel.authors.get(login)
        names = (unescape(name) for name in (writer.name if writer else "", login))
        return next((name for name in names if name and "@" not in name), "")

    def _remarks(self, item: Item) -> Iterator[blog.Remark]:
        """Describe the comments of a post; other things that WordPress keeps as such are left."""
        for remark in item.remarks:
            if remark.kind not in _SPOKEN and remark.kind not in _PINGS:
                self.left[remark.kind, "a reaction without words"] += 1
                continue
            place = f"item {item.number}, comment {remark.identity}".rstrip()
            yield blog.Remark(
                text=blog.Text(raw=remark.text, breaks=True),
                identity=remark.identity,
                parent=remark.parent,
                author=unescape(remark.author),
                by_blogger=self._by_blogger(remark, item.creator),
                published=when(remark.date, remark.date_gmt, self._zone),
                standing=_standing(remark),
                place=place,
            )

    def _by_blogger(self, remark: Remark, login: str) -> bool:
        """Return whether a comment is by the author of its post."""
        if remark.user in {"", "0"}:
            return False
        writer = self._channel.authors.get(login, Writer(identity="", name=""))
        if writer.identity:
            return remark.user == writer.identity
        return remark.author in {login, writer.name}


def _with_slug(permalink: str, slug: str) -> str:
    """Return a post's address under a name that it had before."""
    return f"{permalink.rstrip('/').rpartition('/')[0]}/{slug}/"


def _standing(remark: Remark) -> Standing:
    """Return how a comment stood."""
    standing = _STANDINGS.get(remark.approved, Standing.PENDING)
    if remark.kind in _PINGS and standing is Standing.APPROVED:
        return Standing.PINGBACK
    return standing
