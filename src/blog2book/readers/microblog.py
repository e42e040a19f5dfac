"""micro.blog: the blog archive format (.bar), a zip of a page, a JSON Feed and the uploads.

How its owner gets one: on micro.blog, Posts, "…", Export, in blog archive format; in its Mac app,
File, Export, Blog Archive. (book.micro.blog/blog-archive-format)
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from blog2book.errors import ArchiveError
from blog2book.markup.markdown import to_html
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, archive
from blog2book.readers.feed.json_feed import is_json_feed, read_json_feed
from blog2book.readers.files import head_of
from blog2book.readers.held import not_shown, with_pictures
from blog2book.readers.progress import READING, Progress
from blog2book.readers.unread import files_not_read
from blog2book.unpack import members

_FEED = "feed.json"
_PAGE = "index.html"
_UPLOADS = "cdn.uploads.micro.blog"
_WRITTEN = (".html", ".htm", ".md", ".markdown", ".xml")


class MicroblogReader:
    """Reads feed.json, in which every post stands; index.html holds the same once more."""

    name = "microblog"
    reads = "a micro.blog archive (.bar)"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of a JSON Feed beside its page, if no other page or text is there."""
        home = _home(sample.members)
        if home is None or not is_json_feed(head_of(sample.path / home / _FEED)):
            return Confidence.NO
        others = [
            name
            for name in sample.members
            if name.endswith(_WRITTEN) and not name.removeprefix(home).startswith("index")
        ]
        return Confidence.POSSIBLE if others else Confidence.CERTAIN

    def read(self, source: Path, context: Context) -> Archive:
        """Read an archive. Raises ArchiveError where there is no feed.json."""
        names = members(source) if source.is_dir() else ()
        home = _home(names)
        if home is None:
            raise ArchiveError(
                f"{source.name} is no micro.blog archive: it has no feed.json beside index.html.",
                hint="On micro.blog: Posts, “…”, Export, in blog archive format.",
            )
        feed = read_json_feed(
            source / home / _FEED, home + _FEED, Progress(context.report, READING), to_html
        )
        blog = Blog(
            title=feed.title or source.name,
            titled=bool(feed.title),
            subtitle=feed.subtitle,
            author=feed.author,
            language=feed.language,
            address=feed.address,
            items=feed.items,
            left=feed.lost,
            files=[Origin(file=home + _FEED, place="", url=feed.address, digest=feed.digest)],
        )
        known = {home + _FEED, *(name for name in names if name.endswith(_PAGE))}
        for notice in files_not_read((name for name in names if name not in known), source.name):
            context.report(notice)
        files = {name: source / name for name in names}
        whole = with_pictures(archive(blog, context), files, lambda url: _member(home, url))
        for notice in not_shown(names, whole, source.name):
            context.report(notice)
        return whole


def _home(names: tuple[str, ...]) -> str | None:
    """Return the folder of the highest feed.json with a page beside it, with "/" or "" for none."""
    known = set(names)
    found = [name.removesuffix(_FEED) for name in names if name.rpartition("/")[2] == _FEED]
    homes = [home for home in found if home + _PAGE in known]
    return min(homes, key=lambda home: (home.count("/"), home), default=None)


def _member(home: str, address: str) -> str:
    """Return the file of a picture: addresses are those of the site, or relative to the page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = unquote(parts.path).lstrip("/")
    if parts.netloc == _UPLOADS:  # behind the number of the blog
        path = f"uploads/{path.partition('/')[2]}"
    return home + path


reader: Reader = MicroblogReader()
