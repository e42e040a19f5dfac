"""Links between the posts of a book become links inside the book.

A link whose post is not in the book stays an address, made whole where it was relative.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urldefrag, urljoin

from blog2book.addresses import (
    PICTURE_SUFFIX,
    aliases,
    is_external,
    picture_name,
    place,
    post_link,
    story,
)
from blog2book.collect.accounting import counted
from blog2book.collect.chapters import digest_of
from blog2book.collect.hosts import base_of, hosts_by_links, own_hosts
from blog2book.events import Notice, Report, StageAdvanced, StageStarted
from blog2book.markup.ids import ids, prefix, safe
from blog2book.markup.links import rewrite
from blog2book.model.archive import Archive, Comment, Post
from blog2book.model.book import Entry
from blog2book.model.xhtml import Xhtml

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PICTURE = re.compile(rf"{PICTURE_SUFFIX}$", re.IGNORECASE)
_DATED = re.compile(r"/\d{4}/\d{2}/")
_DROPPED = ("comment-", "more-")
"""Fragments by which platforms mark a comment and the place where a summary ends."""
_STEP = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Where the posts of a book were found on the web.

    `keys` maps each alias (see addresses.aliases) to the key of its post, "" where several posts
    share it; `hosts` are the blog's places; `one_blog` says that all posts stood at one place, so
    that a path alone tells the post; `anchors` are the ids in the body of each post that has some.
    """

    keys: Mapping[str, str]
    hosts: frozenset[str]
    one_blog: bool
    ids: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]

    def find(self, url: str) -> str:
        """Return the key of the post to which an address or a path leads, "" if to none."""
        host = place(url)
        if host and host not in self.hosts:
            return self.keys.get(story(url), "")
        found = sorted(aliases(url))
        whole = next((self.keys[key] for key in found if key[0] != "/" and key in self.keys), "")
        if whole:
            return whole
        bare = next((key for key in found if key[0] == "/"), "")
        tells = not host or self.one_blog or _DATED.match(bare)
        return self.keys.get(bare, "") if tells else ""


@dataclass(slots=True)
class _Lost:
    """Relative links of which nobody knows where they led: how many, and the first post's place."""

    count: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """One body whose links are rewritten: its own start of ids, its ids, and its address."""

    start: str
    base: str
    where: str
    key: str
    anchors: frozenset[str] = field(default_factory=frozenset)


def join(entries: Sequence[Entry], archive: Archive, report: Report) -> tuple[Entry, ...]:
    """Return the entries with ids of their own, and with links to each other as `post:KEY#ID`.

    Reports a Notice "links-relative" where links had to go because nobody knows the blog's
    address.
    """
    report(StageStarted(stage="collecting", total=len(entries)))
    own = tuple(_with_own_ids(entry) for entry in entries)
    index = _index(own, archive)
    lost = _Lost()
    joined: list[Entry] = []
    for number, entry in enumerate(own, start=1):
        joined.append(_joined(entry, archive, index, lost))
        if number % _STEP == 0 or number == len(own):
            report(StageAdvanced(stage="collecting", done=number))
    if lost.count:
        leads = "it leads" if lost.count == 1 else "they lead"
        report(
            Notice(
                code="links-relative",
                message=f"{counted(lost.count, 'relative link')} became plain text: {leads} to "
                "nothing in the book, and the archive does not say the blog's address.",
                where=lost.where,
                hint="Export the archive again in a way that gives the blog's address.",
            )
        )
    return tuple(joined)


def _with_own_ids(entry: Entry) -> Entry:
    """Return the entry with the ids in its texts made unique in the book."""
    body = _prefixed(entry.post.body, entry.id)
    comments = tuple(
        replace(one, body=_prefixed(one.body, _comment_start(entry, one))) for one in entry.comments
    )
    if body is not entry.post.body:
        entry = replace(entry, post=replace(entry.post, body=body))
    return replace(entry, comments=comments) if comments else entry


def _prefixed(body: Xhtml, start: str) -> Xhtml:
    """Return the body with its ids prefixed; the same object where it has none."""
    return prefix(body, start) if ' id="' in body else body


def _comment_start(entry: Entry, comment: Comment) -> str:
    """Return what the ids in a comment begin with."""
    return f"{entry.id}-c{digest_of(comment.key + comment.origin.place)[:8]}"


def _anchors(body: Xhtml) -> frozenset[str]:
    """Return the ids in a body."""
    return ids(body) if ' id="' in body else frozenset()


def _index(entries: Iterable[Entry], archive: Archive) -> Index:
    """Return where the posts of the book were found."""
    keys: dict[str, str] = {}
    places: set[str] = set()
    entries = tuple(entries)
    for post in (entry.post for entry in entries):
        places.add(place(post.permalink))
        found = {key for url in (post.permalink, *post.aliases) if url for key in aliases(url)}
        for alias in found - {"/"}:
            keys[alias] = post.key if keys.get(alias, post.key) == post.key else ""
    hosts = own_hosts(archive)
    return Index(
        keys=keys,
        hosts=hosts | hosts_by_links((entry.post for entry in entries), hosts),
        one_blog=len(places - {""}) <= 1,
        ids={entry.post.key: entry.id for entry in entries},
        anchors={
            entry.post.key: anchors for entry in entries if (anchors := _anchors(entry.post.body))
        },
    )


def _joined(entry: Entry, archive: Archive, index: Index, lost: _Lost) -> Entry:
    """Return an entry with its links rewritten."""
    base = base_of(entry.post, archive)
    where = f"{entry.post.origin.file}, {entry.post.origin.place}"
    key = entry.post.key
    page = _Page(entry.id, base, where, key, index.anchors.get(key, frozenset()))
    body = _rewritten(entry.post.body, page, index, lost)
    comments = tuple(
        replace(
            one,
            body=_rewritten(
                one.body,
                _Page(_comment_start(entry, one), base, where, "", _anchors(one.body)),
                index,
                lost,
            ),
        )
        for one in entry.comments
    )
    post: Post = entry.post if body == entry.post.body else replace(entry.post, body=body)
    return replace(entry, post=post, comments=comments)


def _rewritten(body: Xhtml, page: _Page, index: Index, lost: _Lost) -> Xhtml:
    """Return a body with its links rewritten; the same object where it has none."""
    return rewrite(body, _change(page, index, lost)) if "href=" in body else body


def _change(page: _Page, index: Index, lost: _Lost) -> Callable[[str], str | None]:
    """Return a function from an old address to a new one, None where the link must go."""

    def change(href: str) -> str | None:
        href = href.strip()
        if href.startswith("#"):
            return _inside(href, page)
        if _SCHEME.match(href) and not is_external(href):
            return _foreign(href)
        whole = _whole(href, page.base)
        key = index.find(whole)
        if key:
            return _to_post(key, urldefrag(whole).fragment, page, index)
        if is_external(whole):
            return whole
        if not _PICTURE.search(picture_name(whole)):
            lost.count += 1
            lost.where = lost.where or page.where
        return None

    return change


def _inside(href: str, page: _Page) -> str | None:
    """Return a link inside one body, None if it leads nowhere there.

    A fragment that is percent-encoded has not been prefixed with its id.
    """
    name = href[1:]
    if name not in page.anchors:
        name = f"{page.start}-{safe(unquote(name))}"
    dropped = name.removeprefix(f"{page.start}-").startswith(_DROPPED)
    return f"#{name}" if name in page.anchors and not dropped else None


def _foreign(href: str) -> str | None:
    """Return an address that is not of the web (mail, telephone), None for half a web address."""
    scheme = href.partition(":")[0].lower()
    return None if scheme in {"http", "https"} else href


def _whole(href: str, base: str) -> str:
    """Return an address seen from a post's own: whole if the blog's is known, else a path."""
    if href.startswith("//"):
        return f"https:{href}"
    if is_external(href):
        return href
    try:
        return urljoin(base, href)
    except ValueError:  # an address with brackets that hold no IP number
        return ""


def _to_post(key: str, fragment: str, page: _Page, index: Index) -> str:
    """Return a link to a post of the book, to its beginning if the fragment is not there."""
    anchor = f"{index.ids[key]}-{safe(unquote(fragment))}"
    there = anchor in index.anchors.get(key, frozenset()) and not fragment.startswith(_DROPPED)
    if there and key == page.key:
        return f"#{anchor}"
    return post_link(key, anchor if there else "")
