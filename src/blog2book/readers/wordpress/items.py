"""What a WXR file holds, as it says it: its channel, its authors and its items, nothing decided."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import lru_cache
from sys import intern

from lxml import etree

from blog2book.readers.keys import digest
from blog2book.readers.records import Record
from blog2book.readers.times import mail_moment
from blog2book.readers.xml import children, name_of, scarred, text_of

_SPACES = (
    (re.compile(r"https?://wordpress\.org/export/[\w.]+/?"), "wp"),
    (re.compile(r"https?://wordpress\.org/export/[\w.]+/excerpt/?"), "excerpt"),
    (re.compile(r"https?://purl\.org/rss/1\.0/modules/content/?"), "content"),
    (re.compile(r"https?://purl\.org/dc/elements/1\.1/?"), "dc"),
    (re.compile("wp|content|excerpt|dc|"), None),
)

_KEPT_META = frozenset(
    {
        "_thumbnail_id",
        "_wp_old_slug",
        "_wp_attached_file",
        "_wp_attachment_metadata",
        "_wp_attachment_image_alt",
        "footnotes",
    }
)
"""All other fields are never read: plug-ins keep addresses and passwords of people in them."""

_HOLDERS = frozenset({"wp:comment", "wp:postmeta", "wp:author", "wp:wp_author"})
"""Fields that hold fields and no text."""

_WORD = re.compile(r"[\w.:/+=~-]{0,100}")
_DAMAGED = "damaged"
_PASSWORD = "wp:post_password"  # noqa: S105 - the name of a field
_KINDS = frozenset({"post", "page", "attachment", "wp_block", ""})


class Lock(Enum):
    """What an item says of its password: nothing, that it has none, has one, or what is damaged."""

    MISSING = auto()
    OPEN = auto()
    SHUT = auto()
    BROKEN = auto()


@lru_cache(maxsize=256)
def _prefix(space: str) -> str:
    """Return the usual prefix of a namespace, whatever the file calls it; "?" for a foreign one."""
    for pattern, prefix in _SPACES:
        if pattern.fullmatch(space):
            return space if prefix is None else prefix
    return "?"


def _name(element: etree._Element) -> str:
    """Return a name as WordPress writes it: "wp:post_id", "title"."""
    space, local = name_of(element)
    prefix = _prefix(space)
    return f"{prefix}:{local}" if prefix else local


def _fields(element: etree._Element) -> dict[str, str]:
    """Return the text of each child; of several with one name the first."""
    fields: dict[str, str] = {}
    for child in children(element):
        name = _name(child)
        if name not in _HOLDERS:
            fields.setdefault(name, text_of(child))
    return fields


def _word(text: str, otherwise: str = "") -> str:
    """Return a word of the platform's; what is none was damaged, and may hold anything."""
    return text if _WORD.fullmatch(text) else otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A category of an item: `domain` is its taxonomy."""

    domain: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment as the file gives it."""

    identity: str
    parent: str
    author: str
    user: str
    date: str
    date_gmt: str
    text: str
    approved: str
    kind: str


@dataclass(slots=True, kw_only=True)
class Item:
    """An item as the file gives it. `number` counts the file's items from 1.

    `content` is emptied when it has become a body, so that one copy of the text is alive. `status`
    is "" where it says none, or several. `torn` means that fields may be lost or another item's.
    """

    file: str
    number: int
    title: str
    link: str
    guid: str
    creator: str
    pub_date: str
    content: str
    excerpt: str
    identity: str
    date: str
    date_gmt: str
    modified: str
    modified_gmt: str
    status: str
    kind: str
    parent: str
    order: str
    lock: Lock
    torn: bool
    attachment: str
    terms: tuple[Term, ...]
    meta: Mapping[str, tuple[str, ...]]
    remarks: tuple[Remark, ...]
    digest: str

    def first(self, name: str) -> str:
        """Return the first value of a meta field, or ""."""
        return self.meta.get(name, ("",))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """An author of the blog: the platform's id and the name that readers saw."""

    identity: str
    name: str


@dataclass(slots=True, kw_only=True)
class Channel:
    """What a file says about the blog. `authors` are by login."""

    title: str = ""
    description: str = ""
    link: str = ""
    language: str = ""
    blog: str = ""
    site: str = ""
    exported: datetime | None = None
    authors: dict[str, Writer] = field(default_factory=dict)


def item_of(record: Record) -> Item:
    """Read an `<item>`."""
    element = record.element
    fields = _fields(element)
    terms: list[Term] = []
    remarks: list[Remark] = []
    meta: dict[str, tuple[str, ...]] = {}
    for child in children(element):
        name = _name(child)
        if name == "category":
            terms.append(_term(child))
        elif name == "wp:comment":
            remarks.append(_remark(child, record))
        elif name == "wp:postmeta":
            pair = _fields(child)
            title = pair.get("wp:meta_key", "")
            if title in _KEPT_META:
                meta[title] = (*meta.get(title, ()), pair.get("wp:meta_value", ""))
    get = fields.get
    title, date = get("title", ""), get("wp:post_date", "")
    content = _body(get("content:encoded", ""))
    return Item(
        file=record.file,
        number=record.number,
        title=title,
        link=get("link", ""),
        guid=get("guid", ""),
        creator=intern(get("dc:creator", "")),
        pub_date=get("pubDate", ""),
        content=content,
        excerpt=get("excerpt:encoded", ""),
        identity=_identity(get("wp:post_id", ""), record),
        date=date,
        date_gmt=get("wp:post_date_gmt", ""),
        modified=get("wp:post_modified", ""),
        modified_gmt=get("wp:post_modified_gmt", ""),
        status=intern(_status(element)),
        kind=intern(_kind(get("wp:post_type", ""), record)),
        parent=get("wp:post_parent", ""),
        order=get("wp:menu_order", ""),
        lock=_lock(element),
        torn=record.torn,
        attachment=get("wp:attachment_url", ""),
        terms=tuple(terms),
        meta=meta,
        remarks=tuple(remarks),
        digest=digest(title, date, content),
    )


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    """Return all fields of a name."""
    return [child for child in children(element) if _name(child) == name]


def _status(element: etree._Element) -> str:
    """Return an item's status, "" if it says none, or several."""
    found = _all(element, "wp:status")
    return _word(text_of(found[0]).lower(), _DAMAGED) if len(found) == 1 else ""


def _lock(element: etree._Element) -> Lock:
    """Return what an item says of its password."""
    found = _all(element, _PASSWORD)
    if not found:
        return Lock.MISSING
    if len(found) > 1 or scarred(found[0].text or ""):
        return Lock.BROKEN
    return Lock.SHUT if text_of(found[0]) else Lock.OPEN


def _kind(text: str, record: Record) -> str:
    """Return what an item is; a word of a torn one may be any, and must not be told."""
    word = _word(text, _DAMAGED)
    return _DAMAGED if record.torn and word not in _KINDS else word


def _identity(text: str, record: Record) -> str:
    """Return the platform's number; a word of a torn item may be any."""
    return "" if record.torn and not text.isdecimal() else _word(text)


def _body(text: str) -> str:
    """Return a body without the end of a CDATA section that was closed too early in it."""
    return text.removesuffix("]]>").rstrip() if text.endswith("]]>") else text


def _term(element: etree._Element) -> Term:
    """Read a `<category>`."""
    return Term(
        domain=intern(element.get("domain", "")),
        slug=intern(element.get("nicename", "")),
        name=intern(text_of(element)),
    )


def _remark(element: etree._Element, record: Record) -> Remark:
    """Read a `<wp:comment>`, and leave its e-mail and IP addresses where they are."""
    get = _fields(element).get
    return Remark(
        identity=_word(get("wp:comment_id", "")),
        parent=_word(get("wp:comment_parent", "")).removeprefix("0"),
        author=get("wp:comment_author", ""),
        user=get("wp:comment_user_id", ""),
        date=get("wp:comment_date", ""),
        date_gmt=get("wp:comment_date_gmt", ""),
        text=get("wp:comment_content", ""),
        approved=intern(get("wp:comment_approved", "")),
        kind="" if record.torn else intern(_word(get("wp:comment_type", ""), _DAMAGED)),
    )


def channel_of(root: etree._Element) -> Channel:
    """Read what stands in the channel beside its items."""
    channel = Channel()
    for home in root.iter("{*}channel"):
        fields = _fields(home)
        get = fields.get
        channel.title = get("title", "")
        channel.description = get("description", "")
        channel.link = get("link", "")
        channel.language = get("language", "")
        channel.blog = get("wp:base_blog_url", "")
        channel.site = get("wp:base_site_url", "")
        channel.exported = mail_moment(get("pubDate", ""))
        for child in children(home):
            if _name(child) in {"wp:author", "wp:wp_author"}:
                _add_writer(channel, _fields(child))
        break
    return channel


def _add_writer(channel: Channel, fields: Mapping[str, str]) -> None:
    """Remember an author by login."""
    get = fields.get
    login = get("wp:author_login", "")
    full = f"{get('wp:author_first_name', '')} {get('wp:author_last_name', '')}".strip()
    name = get("wp:author_display_name", "") or full
    if login:
        channel.authors.setdefault(login, Writer(identity=get("wp:author_id", ""), name=name))
