"""Feeds saved to disk: RSS, Atom and JSON Feed, one file or the pages of one in a folder.

How a person gets one: open the blog's feed address in a browser (often /feed, /rss or /atom.xml)
and save it; of most platforms that have no export, this is all there is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Report, Severity
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, archive
from blog2book.readers.feed.json_feed import is_json_feed, read_json_feed
from blog2book.readers.feed.parts import Feed
from blog2book.readers.feed.syndicated import is_syndicated, read_syndicated
from blog2book.readers.files import head_of
from blog2book.readers.notices import DAMAGED, counted, items_lost
from blog2book.readers.progress import READING, Progress
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.unpack import members

_MOST_MEMBERS = 200
_HINT = "Save the feed of the blog's posts; its address often ends in /feed, /rss or /atom.xml."
_COMMENT = "a comment that a feed lists among its entries"


class FeedReader:
    """Reads RSS 0.9x, 1.0 and 2.0, Atom, and JSON Feed."""

    name = "feed"
    reads = "a saved feed (RSS, Atom or JSON Feed)"

    def recognises(self, sample: Sample) -> Confidence:
        """Likely for a feed that no other reader claims, and for a folder of nothing else.

        Of a folder it is possible where most of it is feeds.
        """
        if not sample.members:
            return Confidence.LIKELY if _is_feed(sample.head) else Confidence.NO
        looked = list(islice(_readable(sample.members), _MOST_MEMBERS + 1))
        if not looked or len(looked) > _MOST_MEMBERS:
            return Confidence.NO
        feeds = sum(_is_feed(head_of(sample.path / name)) for name in looked)
        if feeds == len(looked):
            return Confidence.LIKELY
        return Confidence.POSSIBLE if feeds * 2 > len(looked) else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read a feed, or all feeds in a folder. Raises ArchiveError where no post is in one."""
        files = [(source.name, source)]
        if source.is_dir():
            files = [(name, source / name) for name in _feeds(source, context.report)]
        if not files:
            raise ArchiveError(f"{source.name} holds no feed.", hint=_HINT)
        progress = Progress(context.report, READING)
        feeds = {name: _read(path, name, progress, context.report) for name, path in files}
        if not any(feed.items for feed in feeds.values()):
            if any(feed.remarks for feed in feeds.values()):
                raise ArchiveError(
                    f"{source.name} is a feed of comments, and holds no post.", hint=_HINT
                )
            raise ArchiveError(f"{source.name} is a feed without a post.", hint=_HINT)
        for notice in _notices(feeds.values(), ", ".join(list(feeds)[:3])):
            context.report(notice)
        return archive(_blog(feeds), context)


def _is_feed(head: bytes) -> bool:
    """Say whether a file that begins with `head` is a feed."""
    return is_json_feed(head) or is_syndicated(head)


def _readable(names: Iterable[str]) -> Iterator[str]:
    """Yield those files of a folder that may be feeds."""
    for name in names:
        if not PICTURE.search(name) and not name.rpartition("/")[2].startswith("."):
            yield name


def _feeds(folder: Path, report: Report) -> list[str]:
    """Return the feeds in a folder, and report the files that are none."""
    names = list(_readable(members(folder)))
    found = [name for name in names if _is_feed(head_of(folder / name))]
    known = set(found)
    for notice in files_not_read((name for name in names if name not in known), folder.name):
        report(notice)
    return found


def _read(path: Path, name: str, progress: Progress, report: Report) -> Feed:
    """Read one file."""
    head = head_of(path)
    if is_json_feed(head):
        return read_json_feed(path, name, progress)
    return read_syndicated(path, name, head, progress, report)


def _blog(feeds: dict[str, Feed]) -> Blog:
    """Return one blog for all files: of each field the first that says something."""
    blog = Blog()
    for name, feed in feeds.items():
        blog.title = blog.title or feed.title
        blog.subtitle = blog.subtitle or feed.subtitle
        blog.author = blog.author or feed.author
        blog.language = blog.language or feed.language
        blog.address = blog.address or feed.address
        blog.items.extend(feed.items)
        blog.left.update(feed.lost)
        blog.left["comment", _COMMENT] += feed.remarks
        if feed.footers:
            blog.removed["line that names the post and its blog"] += feed.footers
        blog.files.append(Origin(file=name, place="", url=feed.address, digest=feed.digest))
    if not blog.title:
        blog.title, blog.titled = next(iter(feeds)), False
    return blog


def _notices(feeds: Iterable[Feed], where: str) -> Iterator[Notice]:
    """Yield what a person must be told of feeds."""
    every = list(feeds)
    posts = sum(len(feed.items) for feed in every)
    if not all(feed.complete for feed in every):
        yield _partial(every, posts, where)
    lost = sum((feed.lost for feed in every), Counter[tuple[str, str]]())
    if damaged := sum(count for (_, reason), count in lost.items() if reason == DAMAGED):
        yield items_lost(counted(damaged, "entry", "entries"), where)
    excerpts = sum(feed.excerpts for feed in every)
    if excerpts:
        yield Notice(
            code="feed-excerpts",
            message=f"{counted(excerpts, 'post ends', 'posts end')} as an excerpt does, of "
            f"{posts:,}: the feed does not hold the whole text.",
            where=where,
            hint="Let the blog's feed show full text, in its settings, and save it again.",
        )


def _partial(feeds: Sequence[Feed], posts: int, where: str) -> Notice:
    """Return the Notice that a feed is seldom the whole blog.

    It is a warning where the feed itself says so: each of its pages names another, but the last.
    """
    more = all(feed.more for feed in feeds)
    told = "is one page of several" if more else "may hold only the blog's newest posts"
    return Notice(
        code="feed-partial",
        message=f"The feed {told}; it holds {counted(posts, 'post')}.",
        where=where,
        hint="Save its further pages too (WordPress: /feed/?paged=2) and give the folder, or use "
        "the blog's own export.",
        severity=Severity.WARNING if more else Severity.INFO,
    )


reader: Reader = FeedReader()
