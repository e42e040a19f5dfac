"""From the entries of a Blogger feed to a blog: statuses, comments under posts, and the rest."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from blog2book.addresses import aliases, host
from blog2book.markup.text import unescape
from blog2book.model.archive import Archive, Asset, Kind, Origin, Standing, Status
from blog2book.ports import Context
from blog2book.readers import blog
from blog2book.readers.blog import Blog, Item, Remark, Text
from blog2book.readers.blogger.feed import Entry, Feed
from blog2book.readers.notices import BROKEN, UNREADABLE, first_of, strange, unknown_statuses
from blog2book.readers.times import later, moment, wall, zone

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
    files: tuple[Origin, ...] = ()
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
        self._zone = zone(context.timezone or feed.zone)
        self._exported = moment(feed.updated)
        self._breaks = feed.settings.get("CONVERT_LINE_BREAKS", "").lower() in {"true", "yes", "1"}
        self._address = self._home()
        self._left: Counter[tuple[str, str]] = Counter()
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
        items = [self._item(entry) for entry in written]
        self._place(remarks, written, items)
        for notice in unknown_statuses(self._strange, first_of(self._export.files)):
            self._context.report(notice)
        for reason, count in self._export.losses.items():
            self._left["entry", reason] += count
        settings = self._feed.settings
        whole = Blog(
            title=unescape(settings.get("NAME", "") or self._feed.title),
            subtitle=unescape(settings.get("DESCRIPTION", "") or self._feed.subtitle),
            language=settings.get("LOCALE", ""),
            address=self._address,
            timezone=self._feed.zone,
            exported=self._exported,
            items=items,
            assets=self._export.assets,
            left=self._left,
            files=list(self._export.files),
        )
        return blog.archive(whole, self._context)

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
                self._left[kind, UNREADABLE] += 1
            elif entry.kind == "comment":
                remarks.append(entry)
            else:
                reason = _REASONS.get(entry.kind, "neither post nor page")
                self._left[entry.kind, reason] += 1
        return written, remarks

    def _place(
        self, remarks: Iterable[Entry], written: Sequence[Entry], items: Sequence[Item]
    ) -> None:
        """Put comments under their posts; account for those whose post is gone."""
        known: dict[str, int] = {}
        # Of two entries with one id the published one is kept.
        for index in sorted(
            range(len(items)), key=lambda n: items[n].status is not Status.PUBLISHED
        ):
            entry = written[index]
            known.setdefault(entry.whole_id, index)
            for alias in aliases(entry.permalink) if entry.permalink else ():
                known.setdefault(alias, index)
        for remark in remarks:
            names = [remark.post]
            names.extend(sorted(aliases(remark.post_address)) if remark.post_address else ())
            found = next((known[name] for name in names if name in known), None)
            if found is None:
                self._left["comment", _ORPHAN] += 1
            else:
                items[found].remarks.append(self._remark(remark, written[found]))

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

    def _item(self, entry: Entry) -> Item:
        """Describe a post or page."""
        return Item(
            text=self._text(entry, breaks=self._breaks),
            file=entry.file,
            place=f"entry {entry.number}",
            identity=entry.identity,
            kind=Kind.PAGE if entry.kind == "page" else Kind.POST,
            status=self._status(entry),
            title=unescape(entry.title),
            published=moment(entry.published),
            updated=moment(entry.updated),
            sequence=int(entry.identity) if re.fullmatch(r"[0-9]{1,20}", entry.identity) else 0,
            author=unescape(entry.author),
            labels=entry.labels,
            permalink=self._permalink(entry),
            aliases=self._aliases(entry),
        )

    def _remark(self, entry: Entry, post: Entry) -> Remark:
        """Describe a comment: Takeout's are plain text, whatever their type says."""
        return Remark(
            text=self._text(entry, breaks=True),
            identity=entry.identity,
            parent=entry.answers,
            author=unescape(entry.author),
            by_blogger=_same_author(entry, post),
            published=moment(entry.published),
            standing=_standing(entry),
            place=f"entry {entry.number}",
        )

    @staticmethod
    def _text(entry: Entry, *, breaks: bool) -> Text:
        """Take an entry's text; line ends count where nothing in it breaks lines."""
        raw, entry.content = entry.content, ""
        return Text(raw=raw, plain=entry.plain, breaks=breaks and not _BROKEN.search(raw))

    def _permalink(self, entry: Entry) -> str:
        """Return an entry's full address if the blog's host is known, else its path."""
        if entry.permalink.startswith("/") and self._address:
            return self._address.rstrip("/") + entry.permalink
        return entry.permalink

    @staticmethod
    def _aliases(entry: Entry) -> tuple[str, ...]:
        """Return other addresses of an entry: its path, and the preview that the editor links."""
        if not entry.permalink:
            return ()
        found = [entry.permalink]
        number = re.search(r"blog-(\d+)", entry.whole_id)
        if number and entry.identity:
            kind = "pageID" if entry.kind == "page" else "postID"
            found.append(
                f"https://www.blogger.com/blogger.g?blogID={number[1]}&{kind}={entry.identity}"
            )
        return tuple(found)


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
