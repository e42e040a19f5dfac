"""Blogger: the old backup, Google Takeout (file or folder), and a saved feed, all its pages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from blog2book.addresses import display, normalise
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
    elsewhere,
    is_takeout,
    settings_of,
    strangers,
)
from blog2book.readers.files import head_of
from blog2book.readers.notices import first_of
from blog2book.readers.progress import READING, Progress
from blog2book.readers.records import Format, content_of, root_of
from blog2book.readers.strangers import refuse_strangers
from blog2book.readers.times import moment
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.unpack import members

_OURS = re.compile(
    r"schemas\.google\.com/blogger/20\d\d|schemas\.google\.com/g/2005#kind"
    r"|tag:blogger\.com,1999:blog-|<generator\b[^>]*>\s*Blogger",
    re.IGNORECASE,
)
_MOST_MEMBERS = 2000
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
            if found and _confidence(head_of(found[0].feed)) is Confidence.CERTAIN:
                return Confidence.CERTAIN
            pages = _pages(sample.path, islice(sample.members, _MOST_MEMBERS))
            return Confidence.LIKELY if any(pages) else Confidence.NO
        return _confidence(sample.head)

    def read(self, source: Path, context: Context) -> Archive:
        """Read a feed, the pages of one in a folder, or a Takeout.

        Raises ArchiveError where there is none, or where several blogs lie in one folder.
        """
        progress = Progress(context.report, READING)
        if not source.is_dir():
            blog = beside(source)
            export = _export(source, source.name, blog, progress, context)
            _tell_partial([export], context)
            if blog is not None:
                home = source.parent.parent.parent
                names = tuple(f"{home.name}/{name}" for name in members(home))
                export.assets = albums(home.parent, names)
            return archive(export, context)
        names = members(source)
        pictures = albums(source, names)
        found = blogs(source, names)
        pages = [] if is_takeout(names) else list(_pages(source, names))
        if len(pages) > max(len(found), 1) or (pages and not found):
            return archive(_joined(source, names, pages, progress, context), context)
        if not found and not pictures:
            raise ArchiveError(f"{source.name} holds no blog of Blogger's.", hint=_FORMAT.hint)
        for notice in (*files_not_read(strangers(names), source.name), *elsewhere(source, names)):
            context.report(notice)
        if not found:
            return archive(Export(feed=Feed(), entries=[], assets=pictures), context)
        export = _one_of(source, found, progress, context)
        export.assets = pictures
        return archive(export, context)


def _pages(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the members of a folder that are feeds of Blogger's, but Takeout's of other blogs."""
    for name in names:
        likely = not PICTURE.search(name) and "Comments/" not in name
        if likely and _confidence(head_of(folder / name)) is Confidence.CERTAIN:
            yield name


def _joined(
    source: Path, names: Sequence[str], pages: Sequence[str], progress: Progress, context: Context
) -> Export:
    """Read the pages of one blog's feeds as one export: what they say of it, the first says."""
    exports = [_export(source / name, name, None, progress, context) for name in pages]
    addresses: dict[str, str] = {}
    strange: dict[str, list[str]] = {}
    for export, name in zip(exports, pages, strict=True):
        number = export.feed.whole_id.rpartition("blog-")[2].partition(".")[0]
        address = addresses.setdefault(number, display(normalise(export.feed.address)) or number)
        strange.setdefault(address, []).append(name)
    refuse_strangers(source, strange)
    known = set(pages)
    for notice in files_not_read((name for name in names if name not in known), source.name):
        context.report(notice)
    _tell_partial(exports, context)
    feed = exports[0].feed
    for export in exports[1:]:
        feed.settings = export.feed.settings | feed.settings
    stamps = (export.feed.updated for export in exports)
    feed.updated = max((stamp for stamp in stamps if moment(stamp)), default="")
    return Export(
        feed=feed,
        entries=[entry for export in exports for entry in export.entries],
        files=tuple(file for export in exports for file in export.files),
        losses=sum((export.losses for export in exports), Counter()),
    )


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
    _tell_partial([export], context)
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
    origin = Origin(file=name, place="", url=feed.address, digest=content.digest)
    return Export(feed=feed, entries=entries, files=(origin,), losses=content.losses)


def _settings(entries: list[Entry]) -> dict[str, str]:
    """Return the settings that an old backup holds as entries, without "BLOG_"."""
    found: dict[str, str] = {}
    for entry in entries:
        name = entry.whole_id.rpartition(".settings.")[2]
        trusted = entry.kind == "settings" and not entry.torn
        if trusted and "PERMISSION" not in name and "EMAIL" not in name:
            found[name.removeprefix("BLOG_")] = entry.content
    return found


def _tell_partial(exports: Sequence[Export], context: Context) -> None:
    """Report each saved feed whose pages hold fewer posts than it says that the blog has."""
    feeds: dict[str, list[Export]] = {}
    for export in exports:
        feeds.setdefault(export.feed.whole_id, []).append(export)
    for pages in feeds.values():
        entries = [entry for page in pages for entry in page.entries]
        held = len({entry.whole_id or entry.digest for entry in entries})
        total = max(page.feed.total for page in pages)
        saved = not any(entry.kind in {"settings", "template"} for entry in entries)
        if saved and total > held:
            context.report(
                Notice(
                    code="feed-partial",
                    message=f"The feed holds {held:,} of the blog's {total:,} posts.",
                    where=first_of([file for page in pages for file in page.files]),
                    hint="Make a backup in Blogger's settings, or save the feed with "
                    "?max-results=500 and the next pages with &start-index=501, and give the "
                    "folder in which they lie.",
                )
            )


reader: Reader = BloggerReader()
