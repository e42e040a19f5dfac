"""From the entries of a Blogger feed to an archive: keys, moments, comments under their posts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from blog2book.addresses import aliases, host
from blog2book.events import Notice
from blog2book.language.names import normalise
from blog2book.markup.clean import clean
from blog2book.markup.paragraphs import from_text
from blog2book.markup.text import unescape, words
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
from blog2book.readers.blogger.feed import Entry, Feed
from blog2book.readers.keys import Claim, Grant, digest, settle
from blog2book.readers.notices import (
    BROKEN,
    UNREADABLE,
    removed_markup,
    shared_keys,
    strange,
    unknown_statuses,
)
from blog2book.readers.progress import CLEANING, Progress
from blog2book.readers.times import later, moment, runs_backwards, wall, zone

_REASONS = {
    "settings": "a setting of the blog",
    "template": "the blog's template",
}
_ORPHAN = "its post is not in the archive"
_BROKEN = re.compile(r"<(?:br|p|div|table|ul|ol|pre|blockquote|h[1-6])\b", re.IGNORECASE)
_STATUSES = {
    "live": Status.PUBLISHED,
    "published": Status.PUBLISHED,
    "draft": Status.DRAFT,
    "scheduled": Status.SCHEDULED,
    "soft_deleted": Status.TRASHED,
    "soft_trashed": Status.TRASHED,
    "trashed": Status.TRASHED,
    "deleted": Status.TRASHED,
}


@dataclass(slots=True, kw_only=True)
class Export:
    """All that was read of one blog, before anything is decided."""

    feed: Feed
    entries: list[Entry]
    file: Origin
    assets: tuple[Asset, ...] = ()
    losses: Counter[str] = field(default_factory=Counter)


def archive(export: Export, context: Context) -> Archive:
    """Make the archive. Empties the entries on the way, so that one copy of the text is alive."""
    return _Maker(export, context).archive()


class _Maker:
    """The work of one archive."""

    def __init__(self, export: Export, context: Context) -> None:
        feed = export.feed
        self._export = export
        self._context = context
        self._feed = feed
        self._zone_name = context.timezone or feed.zone
        self._zone = zone(self._zone_name)
        self._exported = moment(feed.updated)
        self._language = normalise(feed.settings.get("LOCALE", ""))
        self._breaks = feed.settings.get("CONVERT_LINE_BREAKS", "").lower() in {"true", "yes", "1"}
        self._address = self._home()
        self._host = host(self._address)
        self._leftovers: Counter[tuple[str, str]] = Counter()
        self._removed: Counter[str] = Counter()
        self._strange: Counter[str] = Counter()
        self._bins = any(entry.trashed is not None for entry in export.entries)

    def _home(self) -> str:
        """Return the blog's address, from the feed, its settings or its posts."""
        settings = self._feed.settings
        if self._feed.address:
            return self._feed.address
        name = settings.get("SUBDOMAIN", "")
        if re.fullmatch(r"[\w-]+", name):
            return f"https://{name}.blogspot.com/"
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
            return f"https://{name}/"
        entries = self._export.entries
        found = Counter(host(entry.permalink) for entry in entries if not entry.torn)
        best = next((name for name, _ in found.most_common() if name), "")
        return f"https://{best}/" if best else ""

    def archive(self) -> Archive:
        """Make the archive of all entries."""
        written, remarks = self._sorted()
        statuses = [self._status(entry) for entry in written]
        grants = self._granted(written, statuses)
        by_post = self._placed(written, grants, remarks)
        progress = Progress(self._context.report, CLEANING, len(written))
        posts: list[Post] = []
        for index, (entry, status, grant) in enumerate(zip(written, statuses, grants, strict=True)):
            if grant.key:
                posts.append(self._post(entry, status, grant.key, by_post.get(index, [])))
            else:
                self._leftovers[entry.kind, grant.reason] += 1
            entry.content = ""
            progress.step()
        where = self._export.file.file
        self._tell(unknown_statuses(self._strange, where))
        self._tell(removed_markup(self._removed, where))
        self._tell(self._unknown_zone(where))
        if runs_backwards(post.published for post in posts if post.kind is Kind.POST):
            posts.reverse()
        return self._whole(posts)

    def _whole(self, posts: Sequence[Post]) -> Archive:
        """Put the archive together."""
        for reason, count in self._export.losses.items():
            self._leftovers["entry", reason] += count
        names = dict.fromkeys(
            post.author.name for post in posts if post.author and post.status is Status.PUBLISHED
        )
        hosts = [self._host, *(host(post.permalink) for post in posts)]
        return Archive(
            title=unescape(self._feed.settings.get("NAME", "") or self._feed.title),
            subtitle=unescape(self._feed.settings.get("DESCRIPTION", "") or self._feed.subtitle),
            author=Person(name=next(iter(names))) if len(names) == 1 else None,
            language=self._language,
            address=self._address,
            hosts=tuple(dict.fromkeys(name for name in hosts if name)),
            timezone=self._zone_name if self._zone else "",
            exported=self._exported,
            posts=tuple(posts),
            assets=self._export.assets,
            leftovers=tuple(
                Leftover(kind=kind, count=count, reason=reason)
                for (kind, reason), count in sorted(self._leftovers.items())
            ),
            folders=(),
            files=(self._export.file,) if self._export.file.file else (),
            items=len(posts)
            + sum(len(post.comments) for post in posts)
            + sum(self._leftovers.values()),
        )

    def _sorted(self) -> tuple[list[Entry], list[Entry]]:
        """Part the entries into posts and comments; leave out the rest."""
        written: list[Entry] = []
        remarks: list[Entry] = []
        entries, self._export.entries = self._export.entries, []
        for entry in entries:
            if entry.kind in {"post", "page"}:
                written.append(entry)
            elif entry.torn:
                kind = entry.kind if entry.kind in {*_REASONS, "comment"} else "entry"
                self._leftovers[kind, UNREADABLE] += 1
            elif entry.kind == "comment":
                remarks.append(entry)
            else:
                reason = _REASONS.get(entry.kind, "neither post nor page")
                self._leftovers[entry.kind, reason] += 1
        return written, remarks

    def _placed(
        self, written: Sequence[Entry], grants: Sequence[Grant], remarks: Iterable[Entry]
    ) -> dict[int, list[Entry]]:
        """Return the comments of each post by its index; account for those whose post is gone."""
        known: dict[str, int] = {}
        for index, (entry, grant) in enumerate(zip(written, grants, strict=True)):
            if grant.key:
                known.setdefault(entry.whole_id, index)
                for alias in aliases(entry.permalink) if entry.permalink else ():
                    known.setdefault(alias, index)
        placed: dict[int, list[Entry]] = {}
        for remark in remarks:
            names = [remark.post]
            names.extend(sorted(aliases(remark.post_address)) if remark.post_address else ())
            found = next((known[name] for name in names if name in known), None)
            if found is None:
                self._leftovers["comment", _ORPHAN] += 1
            else:
                placed.setdefault(found, []).append(remark)
        return placed

    def _time(self, stamp: str) -> datetime | None:
        """Return a moment by the blog's clock."""
        read = moment(stamp)
        return None if read is None else wall(read, self._zone)

    def _status(self, entry: Entry) -> Status:
        """Return how an entry stood when the export was made."""
        if fault := self._fault(entry):
            self._strange[fault] += 1
            return Status.UNREADABLE
        if entry.trashed:
            return Status.TRASHED
        status = _STATUSES[entry.status]
        time = self._time(entry.published)
        if status is Status.PUBLISHED and time and self._exported and later(time, self._exported):
            return Status.SCHEDULED
        if status is Status.SCHEDULED and time and self._exported:
            return status if later(time, self._exported) else Status.PUBLISHED
        return status

    def _fault(self, entry: Entry) -> str:
        """Return why an entry's status cannot be told for certain, "" if it can."""
        if entry.torn or not entry.whole_id:
            return BROKEN
        if entry.status not in _STATUSES:
            return strange(entry.status)
        missing = self._bins and entry.trashed is None
        return "no word whether it was thrown away" if missing else ""

    def _granted(self, written: Sequence[Entry], statuses: Sequence[Status]) -> list[Grant]:
        """Return the keys of posts, and tell which are shared."""
        claims = [self._claim(one, how) for one, how in zip(written, statuses, strict=True)]
        grants = settle(claims)
        self._tell(shared_keys(claims, grants))
        return grants

    def _claim(self, entry: Entry, status: Status) -> Claim:
        """Ask for a key."""
        time = self._time(entry.published)
        return Claim(
            host=self._host,
            identity=entry.identity,
            permalink=entry.permalink,
            day=time.date() if time else None,
            title=entry.title,
            text=entry.content,
            status=status,
            digest=entry.digest,
            file=entry.file,
            sign=entry.whole_id,
            edited=entry.updated,
        )

    def _body(self, entry: Entry, status: Status) -> tuple[Xhtml, int]:
        """Return a body and how many words it has."""
        if entry.plain:
            body = from_text(entry.content)
            return body, words(body)
        breaks = self._breaks and not _BROKEN.search(entry.content)
        cleaned = clean(entry.content, breaks=breaks)
        if status not in SECRET:
            self._removed.update(cleaned.removed)
        return cleaned.body, cleaned.words

    def _post(self, entry: Entry, status: Status, name: str, remarks: Sequence[Entry]) -> Post:
        """Make a post or page."""
        body, count = self._body(entry, status)
        permalink = "" if status in SECRET else self._permalink(entry)
        return Post(
            key=name,
            kind=Kind.PAGE if entry.kind == "page" else Kind.POST,
            status=status,
            title=unescape(entry.title),
            body=body,
            published=self._time(entry.published),
            timed=True,
            updated=self._time(entry.updated),
            sequence=int(entry.identity) if re.fullmatch(r"[0-9]{1,20}", entry.identity) else 0,
            author=_person(entry.author),
            labels=entry.labels,
            language="",
            permalink=permalink,
            aliases=self._aliases(entry, permalink),
            comments=self._comments(entry, name, remarks),
            words=count,
            origin=self._origin(entry, permalink),
        )

    def _permalink(self, entry: Entry) -> str:
        """Return an entry's full address if the blog's host is known, else its path."""
        if entry.permalink.startswith("/") and self._address:
            return self._address.rstrip("/") + entry.permalink
        return entry.permalink

    def _aliases(self, entry: Entry, permalink: str) -> tuple[str, ...]:
        """Return other addresses of an entry: its path, and the preview that the editor links."""
        if not permalink:
            return ()
        found = [entry.permalink]
        blog = re.search(r"blog-(\d+)", entry.whole_id)
        if blog and entry.identity:
            kind = "pageID" if entry.kind == "page" else "postID"
            found.append(
                f"https://www.blogger.com/blogger.g?blogID={blog[1]}&{kind}={entry.identity}"
            )
        return tuple(one for one in dict.fromkeys(found) if one and one != permalink)

    def _origin(self, entry: Entry, url: str) -> Origin:
        """Say where an entry came from."""
        place = f"entry {entry.number}"
        return Origin(file=entry.file, place=place, url=url, digest=entry.digest)

    def _comments(self, post: Entry, name: str, remarks: Sequence[Entry]) -> tuple[Comment, ...]:
        """Make the comments of a post, oldest first where the feed runs newest first."""
        times = [self._time(remark.published) for remark in remarks]
        ordered = list(reversed(remarks)) if runs_backwards(times) else list(remarks)
        numbers = {remark.identity for remark in ordered}
        comments: dict[str, Comment] = {}
        for remark in ordered:
            own = remark.identity or digest(remark.author, remark.published, remark.content)[:12]
            unique = f"{name}#comment-{own}"
            if unique in comments:
                if comments[unique].origin.digest == remark.digest:
                    reason = "the same comment stands in the archive twice"
                    self._leftovers["comment", reason] += 1
                    continue
                unique = f"{unique}~{remark.digest[:12]}"
            answered = remark.answers if remark.answers in numbers else ""
            comments[unique] = Comment(
                key=unique,
                parent=f"{name}#comment-{answered}" if answered else "",
                author=_person(remark.author),
                by_blogger=_same_author(remark, post),
                published=self._time(remark.published),
                standing=_standing(remark),
                body=self._remark(remark),
                origin=self._origin(remark, ""),
            )
        return tuple(comments.values())

    @staticmethod
    def _remark(entry: Entry) -> Xhtml:
        """Return the body of a comment: Takeout's are plain text, whatever their type says."""
        if entry.plain:
            return from_text(entry.content)
        return clean(entry.content, breaks=not _BROKEN.search(entry.content)).body

    def _tell(self, notices: Iterable[Notice]) -> None:
        """Report Notices."""
        for notice in notices:
            self._context.report(notice)

    def _unknown_zone(self, where: str) -> Iterator[Notice]:
        """Yield a Notice if the blog's time zone is none."""
        if self._zone_name and self._zone is None:
            yield Notice(
                code="timezone-unknown",
                message=f"The time zone {self._zone_name!r} is not known; times are as stored.",
                where=where,
                hint="--timezone names one, such as Europe/Berlin.",
            )


def _person(name: str) -> Person | None:
    """Return an author by name, None for nobody or an e-mail address."""
    plain = unescape(name)
    return Person(name=plain) if plain and "@" not in plain else None


def _same_author(remark: Entry, post: Entry) -> bool:
    """Return whether a comment is by its post's author: by profile, in Takeout by account name."""
    if remark.profile or post.profile:
        return bool(remark.profile) and remark.profile == post.profile
    return remark.blogger and bool(remark.author) and remark.author == post.author


def _standing(remark: Entry) -> Standing:
    """Return how a comment stood."""
    if remark.trashed or "delet" in remark.status:
        return Standing.TRASHED
    if "spam" in remark.status or "ghost" in remark.status:
        return Standing.SPAM
    live = remark.status in {"live", "published"}
    return Standing.APPROVED if live else Standing.PENDING
