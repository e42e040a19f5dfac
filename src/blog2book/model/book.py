"""A book: years, months, posts in their places, and an account of everything that is not in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from blog2book.model.archive import Comment, Post
from blog2book.model.xhtml import Xhtml


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post in its place. `id` is its anchor, unique in the book, made from the post's key.

    Ids inside `post.body` begin with `id` and "-"; links to other posts of the book are written
    `post:KEY#ID` (see addresses.post_link). `comments` are those that are printed, oldest first;
    `depth` of each stands at the same place in `depths` (0 answers the post). `merged` are the
    posts that go on in it: of each the anchor in the body, and which it is and where it stood;
    `merged_keys` are their keys.
    """

    id: str
    post: Post
    comments: tuple[Comment, ...] = ()
    depths: tuple[int, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    merged_keys: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Which post it is and where the archive holds it, in words."""
        post = self.post
        title = f"“{post.title}”" if post.title else ""
        day = post.published.date().isoformat() if post.published else ""
        named = ", ".join(filter(None, (title, day))) or "a post without title and date"
        place = ", ".join(filter(None, (post.origin.file, post.origin.place)))
        return f"{named}; {place}"

    def comment_id(self, index: int) -> str:
        """Return the anchor of a comment, counted from 0."""
        return f"{self.id}-c{index + 1}"

    @property
    def texts(self) -> tuple[tuple[str, Xhtml], ...]:
        """The post's body and those of its comments as they are printed, each with its anchor."""
        spoken = ((self.comment_id(at), one.body) for at, one in enumerate(self.comments))
        return ((self.id, self.post.body), *spoken)

    @property
    def page_name(self) -> str:
        """What the document of a static page is called; its notes are numbered under that name."""
        return f"page-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A month. `id` is "m-2016-12", or "m-undated" with `year` and `month` None."""

    id: str
    year: int | None
    month: int | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A year. `id` is "y-2016", or "y-undated" with `year` None."""

    id: str
    year: int | None
    chapters: tuple[Chapter, ...]


class Fate(StrEnum):
    """Where an item of the archive went."""

    PRINTED = "printed"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The fate of `count` items that share it; one item of kind post, page or comment has count 1.

    `reason` is stable and in words ("draft", "tag not chosen"), "" for what is printed. Of secret
    posts `title` is "" always. Of a post, page or comment `words` are those of the raw body before
    it was cleaned, `words_out` those of the body as it is printed, counted the same way (words.py);
    titles count in neither. Of posts that were merged each has its own. `corrected` says in words
    what an editor changed. `status` is how a post or page stood on its platform, "" of what is but
    a copy of another, or neither post nor page.
    """

    kind: str
    key: str
    day: date | None
    title: str
    fate: Fate
    reason: str
    where: str
    words: int = 0
    words_out: int = 0
    count: int = 1
    corrected: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """Every item of the archive: in the book, or left out with its reason.

    Holds `items` == the sum of all counts; the collector refuses to return anything else.
    """

    items: int
    accounts: tuple[Account, ...]

    @property
    def printed(self) -> int:
        """How many items are in the book."""
        return sum(one.count for one in self.accounts if one.fate is Fate.PRINTED)

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many items are left out, by reason, most first."""
        reasons: dict[str, int] = {}
        for one in self.accounts:
            if one.fate is Fate.LEFT_OUT:
                reasons[one.reason] = reasons.get(one.reason, 0) + one.count
        return dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))


class PictureKind(StrEnum):
    """What a picture's bytes are, whatever its name says."""

    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    AVIF = "avif"
    HEIF = "heif"
    TIFF = "tiff"
    BMP = "bmp"
    SVG = "svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that posts show: a file, never bytes.

    `path` lies in the archive's folder, or in the work folder under the digest of its content.
    `width` and `height` are px, upright (EXIF orientation counted).
    """

    path: Path
    kind: PictureKind
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPicture:
    """A picture that a post shows and nobody has: its address as the post gives it, and why."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a family adds: each "" or None if not given. Texts are clean already."""

    dedication: str = ""
    copyright: str = ""
    preface: Xhtml | None = None
    about: Xhtml | None = None
    cover: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book before anybody thinks of paper.

    `authors` are those to name, the one of most posts first; `language` is a BCP 47 tag;
    `identifier` a UUID that is the same for each build of one blog;
    `dated` the newest date in the archive, or what SOURCE_DATE_EPOCH says; `captured` when the
    export was made, if known; `first` and `last` are the days of the oldest and newest post;
    `pages` are the blog's static pages, as back matter. `pictures` maps each address in an
    `img src` of a body to its file, or to the reason why there is none.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    language: str
    identifier: str
    address: str
    dated: datetime
    captured: datetime | None
    first: date | None
    last: date | None
    parts: tuple[Part, ...]
    pages: tuple[Entry, ...]
    matter: Matter
    pictures: Mapping[str, Picture | MissingPicture]
    accounting: Accounting

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All months, in order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All posts and pages, in the book's order."""
        months = tuple(entry for chapter in self.chapters for entry in chapter.entries)
        return months + self.pages
