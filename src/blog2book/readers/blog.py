"""From what an export says of its posts to an archive: the same for every format.

A reader fills a Blog with Items and Remarks, all as its format has them; `archive` settles keys,
cleans texts, places comments, turns round what runs backwards, and accounts for the rest.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from ipaddress import ip_address
from pathlib import Path

from blog2book.addresses import host
from blog2book.events import Notice
from blog2book.language.names import normalise
from blog2book.markup.clean import clean
from blog2book.markup.paragraphs import from_text
from blog2book.markup.text import plain, unescape, words
from blog2book.model.archive import (
    SECRET,
    Archive,
    Asset,
    Comment,
    Kind,
    Leftover,
    Origin,
    Person,
    Post,
    Standing,
    Status,
)
from blog2book.model.xhtml import Xhtml
from blog2book.ports import Context
from blog2book.readers.keys import BEGINNING, Claim, Grant, digest, settle
from blog2book.readers.notices import excerpts, first_of, removed_markup, shared_keys
from blog2book.readers.progress import CLEANING, Progress
from blog2book.readers.times import runs_backwards, wall, zone

_MAIL = re.compile(r"[@＠]|[(\[{<]\s?at\s?[)\]}>]", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
_IPV4 = re.compile(r"(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?!\d)")

TWICE = "the same comment stands in the archive twice"


@dataclass(slots=True, kw_only=True)
class Text:
    """A text as the export has it.

    `raw` is HTML; with `breaks`, blank lines in it part paragraphs and line ends count; with
    `plain` nothing in it is markup. `convert` makes HTML of another markup when the text's turn
    comes, so that one copy of the posts is alive. In `unknown` it counts the plug-ins' own markup
    that it takes out, by name.
    """

    raw: str
    breaks: bool = False
    plain: bool = False
    convert: Callable[[str], str] | None = None
    unknown: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, kw_only=True)
class Remark:
    """A comment.

    - `text`: its words; `author`: a name in plain text; `by_blogger`: the author of the
      blog wrote it.
    - `identity`: the platform's own id; `parent`: the identity of the one that it answers.
    - `published`: the moment as stored; `standing`: only an approved one can reach a book.
    - `place`: where it stood in the file, in words; "" for the place of its item.
    """

    text: Text
    identity: str = ""
    parent: str = ""
    author: str = ""
    by_blogger: bool = False
    published: datetime | None = None
    standing: Standing = Standing.APPROVED
    place: str = ""


@dataclass(slots=True, kw_only=True)
class Item:
    """A post or page; what has no value is "", None or empty.

    - `text`: its body; `file`, `place`: where it stood, as in `model.archive.Origin`.
    - `identity`: the platform's own id.
    - `kind`, `status`: as in `model.archive`; a status that is not certain is UNREADABLE.
    - `title`, `author`, `labels`: plain text; an e-mail address is no author.
    - `published`, `updated`: moments as stored, naive where the zone is not known: `archive` sets
      them by the blog's clock. `timed`: False where only the day is known.
    - `sequence`: the platform's number, which orders posts of one moment; 0 for none.
    - `language`: a BCP 47 tag, "" for the blog's own.
    - `permalink`: its address, a path where the host is not known; `aliases`: its other ones.
    - `excerpt`: what stands for its text in lists, as the author wrote it: never printed.
    - `remarks`: its comments.
    """

    text: Text
    file: str
    place: str
    identity: str = ""
    kind: Kind = Kind.POST
    status: Status = Status.PUBLISHED
    title: str = ""
    published: datetime | None = None
    timed: bool = True
    updated: datetime | None = None
    sequence: int = 0
    author: str = ""
    labels: tuple[str, ...] = ()
    language: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    excerpt: str = ""
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Blog:
    """All that was read of one blog; what has no value is "", None or empty.

    - `title`, `subtitle`: plain text; `titled`: False where the title was made for want of one.
    - `author`: "" for the one who signed the published posts, if that is one, and most are signed.
    - `language`: a BCP 47 tag; `timezone`: an IANA name.
    - `address`: the blog's own; `hosts`: others under which it was reached.
    - `exported`: when the export was made, if it says so.
    - `items`: its posts and pages, in the file's order.
    - `assets`: the pictures that the archive names or holds, each for the address that shows it.
    - `left`: counts of what is neither item nor remark, by the platform's word for the thing and
      the reason why it is not printed.
    - `removed`: counts of what the reader takes out of the texts, told with what cleaning does.
    - `folders`: where pictures lie that are known by their names alone.
    - `files`: an Origin for each file that was read, with its digest.
    """

    title: str = ""
    titled: bool = True
    subtitle: str = ""
    author: str = ""
    language: str = ""
    address: str = ""
    hosts: tuple[str, ...] = ()
    timezone: str = ""
    exported: datetime | None = None
    items: list[Item] = field(default_factory=list)
    assets: tuple[Asset, ...] = ()
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    folders: tuple[Path, ...] = ()
    files: list[Origin] = field(default_factory=list)


def leave(left: Counter[tuple[str, str]], kind: str, reason: str, remarks: int) -> None:
    """Account in `Blog.left` for an item that is no post of its own, and for its comments."""
    left[kind, reason] += 1
    if remarks:
        left["comment", f"it stands under an item that is left out ({kind})"] += remarks


def archive(blog: Blog, context: Context) -> Archive:
    """Make the archive. Empties the items on the way, so that one copy of the text is alive.

    The user's time zone wins over the blog's. A zone that is none is told ("timezone-unknown").
    """
    return _Maker(blog, context).archive()


class _Maker:
    """The work of one archive."""

    def __init__(self, blog: Blog, context: Context) -> None:
        self._blog = blog
        self._context = context
        self._zone_name = context.timezone or blog.timezone
        self._zone = zone(self._zone_name)
        self._language = normalise(blog.language)
        self._host = host(blog.address)
        self._removed = blog.removed
        self._excerpts: list[str] = []

    def archive(self) -> Archive:
        """Make the archive of all items."""
        blog, context = self._blog, self._context
        items, blog.items = blog.items, []
        claims = [self._claim(item) for item in items]
        grants = settle(claims)
        progress = Progress(context.report, CLEANING, len(items))
        posts: list[Post] = []
        where = first_of(blog.files)
        # What the reader itself took out before is of the whole archive.
        taken = where if self._removed else ""
        for item, claim, grant in zip(items, claims, grants, strict=True):
            if grant.key:
                posts.append(self._post(item, claim, grant))
            else:
                leave(blog.left, item.kind.value, grant.reason, len(item.remarks))
            if self._removed and not taken:
                taken = f"{item.file}, {item.place}"
            item.text.raw = ""
            item.remarks.clear()
            progress.step()
        for notice in (
            *shared_keys(claims, grants),
            *removed_markup(self._removed, taken),
            *excerpts(self._excerpts, where),
            *_unknown_zone(self._zone_name, self._zone, where),
        ):
            context.report(notice)
        if runs_backwards(post.published for post in posts if post.kind is Kind.POST):
            posts.reverse()
        return self._whole(posts)

    def _claim(self, item: Item) -> Claim:
        """Ask for a key."""
        published = _by(item.published, self._zone)
        return Claim(
            host=self._host,
            identity=item.identity,
            permalink=item.permalink,
            day=published.date() if published else None,
            title=item.title,
            beginning=item.text.raw[:BEGINNING],
            status=item.status,
            digest=digest(item.title, item.text.raw),
            file=item.file,
            sign=f"{item.permalink} {item.published}",
            edited=item.updated.isoformat() if item.updated else "",
        )

    def _post(self, item: Item, claim: Claim, grant: Grant) -> Post:
        """Make a post or page."""
        secret = item.status in SECRET
        permalink = "" if secret else item.permalink
        others = dict.fromkeys(one for one in item.aliases if one and one != permalink)
        body, count = self._body(item.text, item.status)
        if item.excerpt and item.status is Status.PUBLISHED and not _says(body, item.excerpt):
            self._excerpts.append(item.title or item.place)
        language = normalise(item.language)
        return Post(
            key=grant.key,
            kind=item.kind,
            status=item.status,
            title=item.title,
            body=body,
            published=_by(item.published, self._zone),
            timed=item.timed,
            updated=_by(item.updated, self._zone),
            sequence=item.sequence,
            author=person(item.author),
            labels=tuple(dict.fromkeys(label for label in item.labels if label)),
            language="" if language == self._language else language,
            permalink=permalink,
            aliases=() if secret else tuple(others),
            comments=self._comments(item, grant.key),
            words=count,
            origin=Origin(file=item.file, place=item.place, url=permalink, digest=claim.digest),
            unknown=() if secret else tuple(item.text.unknown.items()),
        )

    def _body(self, text: Text, status: Status) -> tuple[Xhtml, int]:
        """Return a body and how many words it has. What a secret one held is told to nobody."""
        if text.plain:
            body = from_text(text.raw)
            return body, words(body)
        html = text.convert(text.raw) if text.convert else text.raw
        cleaned = clean(html, breaks=text.breaks)
        if status not in SECRET:
            self._removed.update(cleaned.removed)
        return cleaned.body, cleaned.words

    def _comments(self, item: Item, post: str) -> tuple[Comment, ...]:
        """Make the comments of a post, oldest first where they run newest first."""
        times = [_by(remark.published, self._zone) for remark in item.remarks]
        backwards = runs_backwards(times)
        ordered = list(reversed(item.remarks)) if backwards else item.remarks
        known = {remark.identity for remark in ordered if remark.identity}
        comments: dict[str, Comment] = {}
        for remark in ordered:
            told = digest(remark.author, str(remark.published), remark.text.raw)
            key = f"{post}#comment-{remark.identity or told[:12]}"
            if key in comments:
                if comments[key].origin.digest == told:
                    self._blog.left["comment", TWICE] += 1
                    continue
                key = f"{key}~{told[:12]}"
            body, count = self._body(remark.text, item.status)
            answered = remark.parent in known and remark.parent != remark.identity
            comments[key] = Comment(
                key=key,
                parent=f"{post}#comment-{remark.parent}" if answered else "",
                author=person(remark.author),
                by_blogger=remark.by_blogger,
                published=_by(remark.published, self._zone),
                standing=remark.standing,
                body=body,
                words=count,
                origin=Origin(
                    file=item.file, place=remark.place or item.place, url="", digest=told
                ),
            )
        return tuple(comments.values())

    def _whole(self, posts: Sequence[Post]) -> Archive:
        """Put the archive together."""
        blog = self._blog
        hosts = (self._host, *blog.hosts, *(host(post.permalink) for post in posts))
        spoken = sum(len(post.comments) for post in posts)
        return Archive(
            title=blog.title,
            titled=blog.titled,
            subtitle=blog.subtitle,
            author=person(blog.author) or _only_author(posts),
            language=self._language,
            address=blog.address,
            hosts=tuple(dict.fromkeys(name for name in hosts if name)),
            timezone=self._zone_name if self._zone else "",
            exported=blog.exported,
            posts=tuple(posts),
            assets=blog.assets,
            leftovers=tuple(
                Leftover(kind=kind, count=count, reason=reason)
                for (kind, reason), count in sorted(blog.left.items())
                if count
            ),
            folders=blog.folders,
            files=tuple(blog.files),
            items=len(posts) + spoken + sum(blog.left.values()),
        )


def person(name: str) -> Person | None:
    """Return somebody by name, None for nobody, and where an e-mail or IP address stands in it."""
    plain = " ".join(name.split())
    secret = _MAIL.search(plain) or _IPV4.search(plain) or any(map(_is_ip, plain.split()))
    return Person(name=plain) if plain and not secret else None


def _is_ip(word: str) -> bool:
    """Say whether a word is an IP address, perhaps in brackets; "Ada::Bee" is none."""
    try:
        ip_address(word.strip("()[]<>,;"))
    except ValueError:
        return False
    return any(map(str.isdigit, word))


def _says(body: Xhtml, excerpt: str) -> bool:
    """Say whether a body has the words of an excerpt, one after another."""
    return _letters(unescape(excerpt)) in _letters(plain(body))


def _letters(words: str) -> str:
    """Return the letters and figures of a text."""
    return _NO_LETTER.sub("", words).casefold()


def _by(moment: datetime | None, there: tzinfo | None) -> datetime | None:
    """Return a moment by the blog's clock."""
    return None if moment is None else wall(moment, there)


def _only_author(posts: Sequence[Post]) -> Person | None:
    """Return who signed the published posts, if that is one person, and most are signed.

    A single name may be a guest's.
    """
    writers = [post.author for post in posts if post.status is Status.PUBLISHED]
    signed = [one for one in writers if one]
    return signed[0] if len(set(signed)) == 1 and len(signed) * 2 > len(writers) else None


def _unknown_zone(name: str, found: tzinfo | None, where: str) -> Iterator[Notice]:
    """Yield a Notice if the blog's time zone is none."""
    if name and found is None:
        yield Notice(
            code="timezone-unknown",
            message=f"The time zone {name!r} is not known; times are as stored.",
            where=where,
            hint="--timezone names one, such as Europe/Berlin.",
        )
