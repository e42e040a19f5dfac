"""Blogger: the old backup, Google Takeout (file or folder), and a saved feed of posts."""

import re
from collections import Counter
from hashlib import file_digest
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Severity, StageAdvanced, StageStarted
from blog2book.model.archive import Archive, Asset, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blogger.archive import Export, archive
from blog2book.readers.blogger.feed import Entry, Feed, entry_of, feed_of
from blog2book.readers.blogger.takeout import (
    Blog,
    albums,
    beside,
    blogs,
    is_takeout,
    settings_of,
)
from blog2book.readers.xml import Parser, Records, beginning, children, root_start

_OURS = re.compile(
    r"schemas\.google\.com/blogger/20\d\d|schemas\.google\.com/g/2005#kind"
    r"|tag:blogger\.com,1999:blog-|<generator\b[^>]*>\s*Blogger",
    re.IGNORECASE,
)
_STEP = 100
_HINT = "In Blogger: Settings, Back up content; or takeout.google.com, Blogger."


class BloggerReader:
    """Reads a feed of one blog, or the folder of a Takeout."""

    name = "blogger"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of a feed that bears Blogger's marks, and of a Takeout's folder."""
        if sample.members:
            if is_takeout(sample.members):
                return Confidence.CERTAIN
            found = blogs(sample.path, sample.members)
            return _look(found[0].feed) if found else Confidence.NO
        return _confidence(sample.head)

    def read(self, source: Path, context: Context) -> Archive:
        """Read a feed or a Takeout.

        Raises ArchiveError where there is none, or where several blogs lie in one Takeout.
        """
        context.report(StageStarted(stage="reading"))
        if not source.is_dir():
            blog = beside(source)
            export = _export(source, source.name, blog, context)
            if blog is not None:
                home = source.parent.parent.parent
                names = tuple(f"{home.name}/{name}" for name in _members(home))
                export.assets = albums(home.parent, names)
            return archive(export, context)
        members = _members(source)
        pictures = albums(source, members)
        found = blogs(source, members)
        if not found and not pictures:
            raise ArchiveError(f"{source.name} holds no blog of Blogger's.", hint=_HINT)
        if not found:
            nothing = Origin(file="", place="", url="", digest="")
            return archive(Export(feed=Feed(), entries=[], file=nothing, assets=pictures), context)
        return _one_of(source, found, pictures, context)


def _one_of(
    source: Path, found: list[Blog], pictures: tuple[Asset, ...], context: Context
) -> Archive:
    """Read the only blog of a Takeout, or the only one that has posts."""
    exports = []
    others = 0
    for blog in found:
        name = blog.feed.relative_to(source).as_posix()
        export = _export(blog.feed, name, blog, context)
        if len(found) == 1 or any(entry.kind == "post" for entry in export.entries):
            exports.append((blog, export))
        else:
            others += len(export.entries)
    if len(exports) > 1:
        names = ", ".join(f"“{blog.name}”" for blog, _ in exports)
        raise ArchiveError(
            f"{source.name} holds {len(exports)} blogs: {names}.",
            hint="Name the feed.atom of one of them, in its folder under Blogger/Blogs.",
        )
    if not exports:
        raise ArchiveError(f"{source.name} holds {len(found)} blogs, and none has a post.")
    export = exports[0][1]
    export.assets = pictures
    if others:
        export.losses["it belongs to a blog without posts, beside the one that is read"] = others
    return archive(export, context)


def _members(folder: Path) -> tuple[str, ...]:
    """Return the names of all files in a folder, sorted."""
    files = (one for one in folder.rglob("*") if one.is_file())
    return tuple(sorted(one.relative_to(folder).as_posix() for one in files))


def _look(path: Path) -> Confidence:
    """Say how surely a file is Blogger's, from its first bytes."""
    try:
        with path.open("rb") as stream:
            return _confidence(stream.read(1 << 16))
    except OSError:
        return Confidence.NO


def _confidence(head: bytes) -> Confidence:
    """Say how surely a file that begins with `head` is a feed of Blogger's."""
    text = beginning(head)
    start = root_start(text)
    if start is None or start[1].rpartition(":")[2].lower() != "feed":
        return Confidence.NO
    return Confidence.CERTAIN if _OURS.search(text) else Confidence.NO


def _export(path: Path, name: str, blog: Blog | None, context: Context) -> Export:
    """Read all entries of a feed. Raises ArchiveError for what is no feed."""
    entries: list[Entry] = []
    losses: Counter[str] = Counter()
    parser: Parser | None = None
    try:
        with path.open("rb") as stream:
            records = Records(stream, "entry")
            for record in records:
                parser = parser or Parser(records.root, records.start)
                entry = _entry(parser, record, name, records.occurrences)
                if records.cut:
                    losses["the file ends in the middle of it"] += 1
                elif entry is None:
                    losses["it is too damaged to be read"] += 1
                else:
                    entries.append(entry)
                    if len(entries) % _STEP == 0:
                        context.report(StageAdvanced(stage="reading", done=len(entries)))
            stream.seek(0)
            sha = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
    if records.root.rpartition(":")[2].lower() != "feed":
        raise ArchiveError(
            f"{name} is no feed of Blogger's: it does not begin with a <feed> element.", hint=_HINT
        )
    if records.oversized:
        losses["it is too damaged to be read"] += records.oversized
    parser = parser or Parser(records.root, records.start)
    feed = feed_of(parser.parse(records.head))
    feed.settings = _settings(entries) | settings_of(blog.settings if blog else None)
    _tell(name, records, losses, context)
    _tell_partial(name, feed, entries, context)
    origin = Origin(file=name, place="", url=feed.address, digest=sha)
    return Export(feed=feed, entries=entries, file=origin, losses=losses)


def _entry(parser: Parser, record: str, name: str, number: int) -> Entry | None:
    """Parse a record and read the entry in it."""
    root = parser.parse(record)
    if root is None:
        return None
    for child in children(root):
        return entry_of(child, name, number)
    return None


def _settings(entries: list[Entry]) -> dict[str, str]:
    """Return the settings that an old backup holds as entries, without "BLOG_"."""
    found: dict[str, str] = {}
    for entry in entries:
        name = entry.whole_id.rpartition(".settings.")[2]
        if entry.kind == "settings" and "PERMISSION" not in name and "EMAIL" not in name:
            found[name.removeprefix("BLOG_")] = entry.content
    return found


def _tell(name: str, records: Records, losses: Counter[str], context: Context) -> None:
    """Report what was wrong with a file."""
    lost = losses["it is too damaged to be read"]
    if lost:
        context.report(
            Notice(
                code="items-lost",
                message=f"{lost} of {records.occurrences} entries could not be read.",
                where=name,
                hint="Make the backup again, or look for damage near those entries.",
            )
        )
    if not records.whole:
        context.report(
            Notice(
                code="archive-truncated",
                message="The file ends before its end: the download was cut off.",
                where=name,
                hint="Download the backup again.",
            )
        )
    if records.controls or records.misencoded:
        context.report(
            Notice(
                code="archive-repaired",
                message=f"Mended: {records.controls + records.misencoded} characters.",
                where=name,
                severity=Severity.INFO,
            )
        )


def _tell_partial(name: str, feed: Feed, entries: list[Entry], context: Context) -> None:
    """Report a saved feed that holds fewer posts than the blog."""
    saved = not any(entry.kind in {"settings", "template"} for entry in entries)
    if saved and feed.total > len(entries):
        context.report(
            Notice(
                code="feed-partial",
                message=f"The feed holds {len(entries)} of the blog's {feed.total} posts.",
                where=name,
                hint="Make a backup in Blogger's settings, or save the feed with "
                "?max-results=500 and the next pages with &start-index=501.",
            )
        )


reader: Reader = BloggerReader()
