"""Posts, pages and comments of WordPress, from what a WXR file says of them."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import tzinfo

from blog2book.language.names import normalise
from blog2book.markup.text import unescape
from blog2book.model.archive import (
    SECRET,
    Comment,
    Kind,
    Origin,
    Person,
    Post,
    Standing,
    Status,
)
from blog2book.readers.keys import digest
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
    """Makes the posts of one blog. `left` counts reactions without words, by kind and reason."""

    def __init__(self, channel: Channel, address: str, language: str, there: tzinfo | None) -> None:
        self.left: Counter[tuple[str, str]] = Counter()
        self._channel = channel
        self._address = address.rstrip("/")
        self._language = language
        self._zone = there

    def post(self, item: Item, status: Status, name: str, bodies: Bodies) -> Post:
        """Make a post or page."""
        body = bodies.body(item)
        secret = status in SECRET
        permalink, aliases = ("", ()) if secret else self._addresses(item, status)
        polylang = [term.slug for term in item.terms if term.domain == "language"]
        language = normalise(polylang[0]) if polylang else body.language
        labels = (
            unescape(term.name)
            for term in item.terms
            if term.domain in {"category", "post_tag", "tag", ""}
        )
        place = f"item {item.number}" + (f", post {item.identity}" if item.identity else "")
        return Post(
            key=name,
            kind=Kind.PAGE if item.kind == "page" else Kind.POST,
            status=status,
            title=bodies.plain(item.title),
            body=body.text,
            published=published(item, self._zone),
            timed=True,
            updated=when(item.modified, item.modified_gmt, self._zone),
            sequence=int(item.identity) if re.fullmatch("[0-9]{1,18}", item.identity) else 0,
            author=self._person(item.creator),
            labels=tuple(dict.fromkeys(label for label in labels if label)),
            language="" if language == self._language else language,
            permalink=permalink,
            aliases=aliases,
            comments=self._comments(item, name, bodies),
            words=body.words,
            origin=Origin(file=item.file, place=place, url=permalink, digest=item.digest),
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

    def _person(self, login: str) -> Person | None:
        """Return an author by the name that readers saw; never an e-mail address."""
        writer = self._channel.authors.get(login)
        for name in (writer.name if writer else "", login):
            plain = unescape(name)
            if plain and "@" not in plain:
                return Person(name=plain)
        return None

    def _comments(self, item: Item, post: str, bodies: Bodies) -> tuple[Comment, ...]:
        """Make the comments of a post; other things that WordPress keeps as such are left over."""
        spoken: list[Remark] = []
        for remark in item.remarks:
            if remark.kind in _SPOKEN or remark.kind in _PINGS:
                spoken.append(remark)
            else:
                self.left[remark.kind, "a reaction without words"] += 1
        names = [_remark_key(remark, post) for remark in spoken]
        comments: dict[str, Comment] = {}
        for remark, name in zip(spoken, names, strict=True):
            body = bodies.remark(remark.text)
            told = digest(remark.author, remark.date, remark.text)
            known = comments.get(name)
            if known and known.origin.digest == told:
                self.left["comment", "the same comment stands in the archive twice"] += 1
                continue
            parent = f"{post}#comment-{remark.parent}"
            unique = f"{name}~{told[:12]}" if known else name
            comments[unique] = Comment(
                key=unique,
                parent=parent if remark.parent and parent in names else "",
                author=_commenter(remark.author),
                by_blogger=self._by_blogger(remark, item.creator),
                published=when(remark.date, remark.date_gmt, self._zone),
                standing=_standing(remark),
                body=body,
                origin=Origin(
                    file=item.file,
                    place=f"item {item.number}, comment {remark.identity}".rstrip(),
                    url="",
                    digest=told,
                ),
            )
        return tuple(comments.values())

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


def _remark_key(remark: Remark, post: str) -> str:
    """Return the key of a comment."""
    own = remark.identity or digest(remark.author, remark.date, remark.text)[:12]
    return f"{post}#comment-{own}"


def _standing(remark: Remark) -> Standing:
    """Return how a comment stood."""
    standing = _STANDINGS.get(remark.approved, Standing.PENDING)
    if remark.kind in _PINGS and standing is Standing.APPROVED:
        return Standing.PINGBACK
    return standing


def _commenter(name: str) -> Person | None:
    """Return who wrote a comment, None for nobody or an e-mail address."""
    plain = unescape(name)
    return Person(name=plain) if plain and "@" not in plain else None
