"""Blogger: the old backup, Google Takeout (file or folder), and a saved feed of posts."""

import re
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.model.archive import Archive, Origin
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
    strangers,
)
from blog2book.readers.files import head_of
from blog2book.readers.progress import READING, Progress
from blog2book.readers.records import Format, content_of, root_of
from blog2book.readers.unread import files_not_read
from blog2book.unpack import members

_OURS = re.compile(
    r"schemas\.google\.com/blogger/20\d\d|schemas\.google\.com/g/2005#kind"
    r"|tag:blogger\.com,1999:blog-|<generator\b[^>]*>\s*Blogger",
    re.IGNORECASE,
)
_FORMAT: Format[Entry] = Format(
    root="feed",
    record="entry",
    records="entries",
    make=entry_of,
    enough=None,
    refusal="is no feed of Blogger's: it does not begin with a <feed> element.",
    hint="In Blogger: Settings, Back up content; or takeout.google.com, Blogger.",
    again="Make the backup again, and download it to its end.",
)


class BloggerReader:
    """Reads a feed of one blog, or the folder of a Takeout."""

    name = "blogger"
    reads = "a Blogger backup, Takeout or saved posts feed"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of a feed that bears Blogger's marks, and of a Takeout's folder."""
        if sample.members:
            if is_takeout(sample.members):
                return Confidence.CERTAIN
            found = blogs(sample.path, sample.members)
            return _confidence(head_of(found[0].feed)) if found else Confidence.NO
        return _confidence(sample.head)

    def read(self, source: Path, context: Context) -> Archive:
        """Read a feed or a Takeout.

        Raises ArchiveError where there is none, or where several blogs lie in one Takeout.
        """
        progress = Progress(context.report, READING)
        if not source.is_dir():
            blog = beside(source)
            export = _export(source, source.name, blog, progress, context)
            if blog is not None:
                home = source.parent.parent.parent
                names = tuple(f"{home.name}/{name}" for name in members(home))
                export.assets = albums(home.parent, names)
            return archive(export, context)
        names = members(source)
        pictures = albums(source, names)
        found = blogs(source, names)
        if not found and not pictures:
            raise ArchiveError(f"{source.name} holds no blog of Blogger's.", hint=_FORMAT.hint)
        for notice in files_not_read(strangers(names), source.name):
            context.report(notice)
        if not found:
            nothing = Origin(file="", place="", url="", digest="")
            return archive(Export(feed=Feed(), entries=[], file=nothing, assets=pictures), context)
        export = _one_of(source, found, progress, context)
        export.assets = pictures
        return archive(export, context)


def _one_of(source: Path, found: list[Blog], progress: Progress, context: Context) -> Export:
    """Read the only blog of a Takeout, or the only one that has posts."""
    exports = []
    others = 0
    for blog in found:
        name = blog.feed.relative_to(source).as_posix()
        export = _export(blog.feed, name, blog, progress, context)
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
    if others:
        export.losses["it belongs to a blog without posts, beside the one that is read"] = others
    return export


def _confidence(head: bytes) -> Confidence:
    """Say how surely a file that begins with `head` is a feed of Blogger's."""
    root = root_of(head, _FORMAT.root)
    return Confidence.CERTAIN if root and _OURS.search("".join(root)) else Confidence.NO


def _export(
    path: Path, name: str, blog: Blog | None, progress: Progress, context: Context
) -> Export:
    """Read all entries of a feed. Raises ArchiveError for what is no feed."""
    content = content_of(path, name, _FORMAT, progress, context.report)
    entries = content.things
    feed = feed_of(content.head)
    feed.settings = _settings(entries) | settings_of(blog.settings if blog else None)
    _tell_partial(name, feed, entries, context)
    origin = Origin(file=name, place="", url=feed.address, digest=content.digest)
    return Export(feed=feed, entries=entries, file=origin, losses=content.losses)


def _settings(entries: list[Entry]) -> dict[str, str]:
    """Return the settings that an old backup holds as entries, without "BLOG_"."""
    found: dict[str, str] = {}
    for entry in entries:
        name = entry.whole_id.rpartition(".settings.")[2]
        trusted = entry.kind == "settings" and not entry.torn
        if trusted and "PERMISSION" not in name and "EMAIL" not in name:
            found[name.removeprefix("BLOG_")] = entry.content
    return found


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
