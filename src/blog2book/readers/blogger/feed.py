"""What a feed of Blogger holds, as it says it: old backup, Takeout or saved posts feed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from sys import intern
from urllib.parse import unquote

from lxml import etree

from blog2book.readers.keys import digest
from blog2book.readers.records import Record
from blog2book.readers.xml import children, name_of, scarred, text_of

KIND = "http://schemas.google.com/g/2005#kind"
LABEL = "http://www.blogger.com/atom/ns#"

_SPACES = (
    (re.compile(r"https?://www\.w3\.org/2005/Atom|http://purl\.org/atom/ns#|"), "atom"),
    (re.compile(r"https?://schemas\.google\.com/blogger/20\d\d|blogger"), "blogger"),
    (re.compile(r"https?://purl\.org/atom/app#|https?://www\.w3\.org/2007/app|app"), "app"),
    (re.compile(r"https?://purl\.org/syndication/thread/1\.0|thr"), "thr"),
    (re.compile(r"https?://a9\.com/-/spec/opensearch(?:rss)?/1\.[01]/|openSearch"), "openSearch"),
)
_NUMBER = re.compile(r"\.(?:post|page)-([\w-]{1,60})$")
_WORD = re.compile("[a-z_]{0,40}")
_DAMAGED = "damaged"
_SAYING = frozenset({"app:control", "blogger:status", "blogger:trashed"})
_SAID = ("control", "draft", "status", "trashed")
_NEAR = 0.7
"""How like a name must be, as difflib measures: "cntrol" is like "control", "contributor" not."""
_SINGLE = (
    "id", "published", "title", "content", "app:control", "blogger:type", "blogger:status",
    "blogger:trashed",
)  # fmt: skip


@lru_cache(maxsize=256)
def _prefix(space: str) -> str:
    """Return the usual prefix of a namespace, "?" for a foreign one."""
    for pattern, prefix in _SPACES:
        if pattern.fullmatch(space):
            return prefix
    return "?"


def _name(element: etree._Element) -> str:
    """Return a name as Blogger writes it: "title", "blogger:type"."""
    space, local = name_of(element)
    prefix = _prefix(space)
    return local if prefix == "atom" else f"{prefix}:{local}"


@dataclass(slots=True, kw_only=True)
class Entry:
    """An entry as the feed gives it. `identity` is the platform's id, `whole_id` the whole tag URI.

    `kind` is "post", "page", "comment", "settings", "template" or another word; `status` is
    "live", "draft" or Blogger's own word in small letters, "" where it says none, or several;
    `trashed` is None where it does not say it. `torn` means that fields may be lost or another
    entry's. `profile` tells two authors of one name apart and is never kept.
    """

    file: str
    number: int
    whole_id: str
    identity: str
    kind: str
    status: str
    trashed: bool | None
    torn: bool
    title: str
    content: str
    plain: bool
    published: str
    updated: str
    author: str
    profile: str
    blogger: bool
    labels: tuple[str, ...]
    permalink: str
    post: str
    post_address: str
    answers: str
    digest: str


@dataclass(slots=True, kw_only=True)
class Feed:
    """What a feed says about the blog. `settings` are by Blogger's name without "BLOG_"."""

    whole_id: str = ""
    title: str = ""
    subtitle: str = ""
    updated: str = ""
    author: str = ""
    address: str = ""
    total: int = 0
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> str:
        """Return the blog's time zone, "" if it does not say."""
        return self.settings.get("TIME_ZONE", "")


@dataclass(slots=True, kw_only=True)
class _Parts:
    """The direct children of an entry or a feed: first texts, and elements that repeat."""

    texts: dict[str, str] = field(default_factory=dict)
    elements: dict[str, list[etree._Element]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the text of the first child of a name, "" if there is none."""
        return self.texts.get(name, "")

    def all(self, name: str) -> list[etree._Element]:
        """Return all children of a name."""
        return self.elements.get(name, [])

    def link(self, relation: str) -> str:
        """Return the address of the first link of a relation."""
        for link in self.all("link"):
            if link.get("rel") == relation and link.get("href"):
                return str(link.get("href")).strip()
        return ""

    def term(self, scheme: str) -> list[str]:
        """Return the terms of the categories of a scheme."""
        found = (one.get("term", "") for one in self.all("category") if one.get("scheme") == scheme)
        return [term.strip() for term in found if term.strip()]


def _parts(element: etree._Element) -> _Parts:
    """Part an element into its direct children; what lies deeper (an author's type) is not seen."""
    parts = _Parts()
    for child in children(element):
        name = _name(child)
        parts.texts.setdefault(name, text_of(child))
        parts.elements.setdefault(name, []).append(child)
    return parts


def feed_of(root: etree._Element) -> Feed:
    """Read what stands in a feed beside its entries."""
    parts = _parts(root)
    total = parts.text("openSearch:totalResults")
    return Feed(
        whole_id=parts.text("id").removesuffix(".archive"),
        title=parts.text("title"),
        subtitle=parts.text("subtitle") or parts.text("tagline"),
        updated=parts.text("updated") or parts.text("modified"),
        author=_author(parts)[0],
        address=parts.link("alternate"),
        total=int(total) if re.fullmatch(r"[0-9]{1,9}", total) else 0,
    )


def entry_of(record: Record) -> Entry:
    """Read an `<entry>`."""
    parts = _parts(record.element)
    torn = record.torn or _is_mixed(parts)
    whole_id = parts.text("id")
    identity = _identity(whole_id)
    kind = intern(_kind(parts, whole_id))
    name, profile, blogger = _author(parts)
    title, content = parts.text("title"), parts.text("content") or parts.text("summary")
    published = parts.text("published") or parts.text("issued") or parts.text("blogger:created")
    return Entry(
        file=record.file,
        number=record.number,
        whole_id=whole_id,
        identity=identity if identity.isdecimal() or not torn else "",
        kind=kind,
        status=intern(_status(parts, kind)),
        trashed=_trashed(parts),
        torn=torn,
        title=title,
        content=content,
        plain=_is_plain(parts),
        published=published,
        updated=parts.text("updated") or parts.text("modified"),
        author=intern(name),
        profile=intern(profile),
        blogger=blogger,
        labels=tuple(_labels(parts)),
        permalink=_permalink(parts),
        post=_parent(parts),
        post_address=_parent_address(parts),
        answers=_answers(parts),
        digest=digest(title, published, content),
    )


def _identity(whole_id: str) -> str:
    """Return the platform's own id out of "tag:blogger.com,1999:blog-1.post-2"."""
    found = _NUMBER.search(whole_id)
    return found[1] if found else ""


def _is_mixed(parts: _Parts) -> bool:
    """Return whether an entry holds fields of another: one twice, or two numbers."""
    if any(len(parts.all(name)) > 1 for name in _SINGLE):
        return True
    own = re.search(r"/(\d+)$", parts.link("edit") or parts.link("self"))
    number = _identity(parts.text("id"))
    return bool(own and number.isdecimal() and own[1] != number)


def _kind(parts: _Parts, whole_id: str) -> str:
    """Return what an entry is; one of a saved posts feed, which does not say, is a post."""
    stated = parts.text("blogger:type").lower()
    if stated:
        return stated if _WORD.fullmatch(stated) else _DAMAGED
    for term in parts.term(KIND):
        return term.rpartition("#")[2].lower()
    if parts.all("thr:in-reply-to"):
        return "comment"
    return "page" if ".page-" in whole_id else "post"


def _status(parts: _Parts, kind: str) -> str:
    """Return how an entry stood, "" if that cannot be told.

    A Takeout says it of each entry. An old backup says only that one is a draft: a post or page
    that is none has no app:control, but an address.
    """
    if any(_is_remnant(name) for name in parts.elements):
        return ""
    if any(name.startswith("blogger:") for name in parts.elements):
        stated = parts.text("blogger:status").lower()
        return stated if _WORD.fullmatch(stated) else _DAMAGED
    for control in parts.all("app:control"):
        said = _parts(control).text("app:draft").lower()
        return {"yes": "draft", "no": "live"}.get(said, "")
    published = kind not in {"post", "page"} or parts.link("alternate")
    return "live" if published else ""


@lru_cache(maxsize=256)
def _is_remnant(name: str) -> bool:
    """Return whether an element that nobody knows may have said how an entry stood."""
    near = get_close_matches(name.rpartition(":")[2], _SAID, n=1, cutoff=_NEAR)
    return bool(near) and name not in _SAYING


def _trashed(parts: _Parts) -> bool | None:
    """Return whether an entry was thrown away, None if it does not say it."""
    for element in parts.all("blogger:trashed"):
        return scarred(element.text or "") or text_of(element).lower() not in {"", "false"}
    return None


def _is_plain(parts: _Parts) -> bool:
    """Return whether the text is no HTML: Atom's type "text", which is also its default."""
    for content in parts.all("content") or parts.all("summary"):
        return content.get("type", "text") in {"text", "text/plain"}
    return False


def _author(parts: _Parts) -> tuple[str, str, bool]:
    """Return an author's name, profile, and whether it is an account of Blogger's."""
    for element in parts.all("author"):
        author = _parts(element)
        known = author.text("blogger:type").upper() == "BLOGGER"
        return author.text("name"), author.text("uri"), known
    return "", "", False


def _labels(parts: _Parts) -> Mapping[str, None]:
    """Return the labels of an entry, each once. Takeout names the blog itself as their scheme."""
    labels: dict[str, None] = {}
    for category in parts.all("category"):
        scheme, term = category.get("scheme", ""), category.get("term", "").strip()
        if term and (scheme in {LABEL, ""} or scheme.startswith("tag:blogger.com")):
            labels[intern(term)] = None
    return labels


def _permalink(parts: _Parts) -> str:
    """Return an entry's address, or its path where the feed gives only that."""
    address = parts.link("alternate")
    if address:
        return address
    return unquote(parts.text("blogger:filename"))


def _parent(parts: _Parts) -> str:
    """Return the whole id of the post that a comment stands under."""
    stated = parts.text("blogger:parent")
    for reply in parts.all("thr:in-reply-to"):
        stated = stated or str(reply.get("ref", "")).strip()
    return stated


def _parent_address(parts: _Parts) -> str:
    """Return the address of the post that a comment stands under, if the feed gives it."""
    for reply in parts.all("thr:in-reply-to"):
        return str(reply.get("href", "")).strip()
    return ""


def _answers(parts: _Parts) -> str:
    """Return the platform's id of the comment that a comment answers."""
    stated = parts.text("blogger:inReplyTo")
    if stated:
        return _identity(stated)
    related = parts.link("related")
    found = re.search(r"/comments/default/(\d+)", related)
    return found[1] if found else ""
