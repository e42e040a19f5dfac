"""What a reader finds in an export file.

Times: `published` and `updated` carry the blog's own wall clock. Where the offset is known they
are aware, else naive; the wall clock decides day and month either way.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from blog2book.model.xhtml import Xhtml


class Kind(StrEnum):
    """A dated post, or a static page such as "About"."""

    POST = "post"
    PAGE = "page"


class Status(StrEnum):
    """How a post stood on its platform. The last four are never printed.

    "unreadable" is a post of which the archive, for damage, does not plainly say how it stood.
    """

    PUBLISHED = "published"
    DRAFT = "draft"
    PENDING = "pending"
    SCHEDULED = "scheduled"
    PRIVATE = "private"
    PROTECTED = "protected"
    TRASHED = "trashed"
    UNREADABLE = "unreadable"


SECRET = frozenset({Status.PRIVATE, Status.PROTECTED, Status.TRASHED, Status.UNREADABLE})
"""Never printed, and never named by title or words, in a book, a list or a log."""


class Standing(StrEnum):
    """How a comment stood. Only an approved one can reach a book."""

    APPROVED = "approved"
    PENDING = "pending"
    SPAM = "spam"
    TRASHED = "trashed"
    PINGBACK = "pingback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a thing came from, so that an error can name it and an archivist can find it.

    `file` is the archive's file as its owner names it (for a member of a zip or folder: its path
    inside); `place` says where in it, in words ("item 12", "line 340"); `url` is where the thing
    stood on the web, if known; `digest` is the SHA-256 of its raw text, in hex.
    """

    file: str
    place: str
    url: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody by the name under which they published. Addresses are never kept."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A reader's words under a post.

    `parent` is the key of the comment it answers, or "". `words` counts the raw body.
    """

    key: str
    parent: str
    author: Person | None
    by_blogger: bool
    published: datetime | None
    standing: Standing
    body: Xhtml
    words: int
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture that the archive lists on its own account (a WordPress attachment, an album file).

    `key` is the platform's id; `url` its address, or ""; `name` its file name as it was uploaded;
    `path` the file if the archive holds it; `parent` the key of the post it belongs to, or "".
    `width` and `height` are px as the archive states them, 0 if it does not.
    """

    key: str
    url: str
    name: str
    path: Path | None
    parent: str
    title: str
    caption: str
    alt: str
    width: int
    height: int
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post or page.

    `key` is stable and never depends on position: `host/id` where the platform gives ids, else
    the permalink, else date and digest (see the promises in ARCHITECTURE.md). `title` is plain
    text, "" for none. `timed` is False where only the day is known. `sequence` is the platform's
    number, which orders posts of one moment; 0 if there is none. `permalink` is the full address
    if its host is known, else a path, else "". `aliases` are other addresses or paths of the
    post. `language` is a BCP 47 tag, "" for the blog's own. `words` counts the raw body. `unknown`
    is the markup of plug-ins that was taken out of the body because nobody knows what it shows:
    each name and how often.
    """

    key: str
    kind: Kind
    status: Status
    title: str
    body: Xhtml
    published: datetime | None
    timed: bool
    updated: datetime | None
    sequence: int
    author: Person | None
    labels: tuple[str, ...]
    language: str
    permalink: str
    aliases: tuple[str, ...]
    comments: tuple[Comment, ...]
    words: int
    origin: Origin
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Items of the archive that are neither post, page nor comment: `count` of one kind.

    `kind` is the platform's word ("settings", "nav_menu_item", "attachment"), `reason` is why such
    a thing is not printed, in words.
    """

    kind: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """All that one export holds (or several that were merged).

    `title` may be "": the book is called by its months or its file then. `titled` is False where
    the archive has no title of its own and `title` was made for want of one, of its file's name or
    its dates. `posts` stand in the file's order, but oldest first where the file runs newest first.
    `address` is the blog's address or ""; `hosts` are all hosts under which it was reached;
    `timezone` an IANA name or ""; `exported` the day the export was made, if it says so; `folders`
    are folders inside the archive where its pictures lie; `items` counts what the file holds, so
    that posts, pages, comments and leftovers add up to it.
    """

    title: str
    subtitle: str
    author: Person | None
    language: str
    address: str
    hosts: tuple[str, ...]
    timezone: str
    exported: datetime | None
    posts: tuple[Post, ...]
    assets: tuple[Asset, ...]
    leftovers: tuple[Leftover, ...]
    folders: tuple[Path, ...]
    files: tuple[Origin, ...]
    items: int
    titled: bool = True
