"""Ghost: the JSON that it exports, alone or in a zip with its pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.model.archive import Archive, Asset, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, archive
from blog2book.readers.files import head_of
from blog2book.readers.ghost.cards import original
from blog2book.readers.ghost.export import HINT, Export, load, looks_like
from blog2book.readers.ghost.home import home as address_of
from blog2book.readers.ghost.posts import Findings, Posts
from blog2book.readers.held import asset
from blog2book.readers.notices import (
    DAMAGED,
    counted,
    items_lost,
    listed,
    named,
    unknown_statuses,
)
from blog2book.readers.progress import READING, Progress
from blog2book.readers.strangers import refuse_strangers
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.unpack import members

_PICTURES = re.compile(r"(?:^|.*/)content/images/(?!size/)(?P<rest>.+)")
_MEMBERS = re.compile(r"(?:.*/)?members[^/]*\.csv", re.IGNORECASE)
_MOST_LOOKED_AT = 200

PRIVATE = "a list of members: never opened"


class GhostReader:
    """Reads an export that its owner made: Settings, Import/Export, Export content.

    Before Ghost 5 that was Labs, Export. A zip or folder may hold `content/images` beside it.
    What was published for members or for those who pay was published, and its owner's own words:
    it goes into the book. Members, passwords and e-mail addresses are not looked at.
    """

    name = "ghost"
    reads = "a Ghost export (JSON)"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of JSON whose tables are Ghost's."""
        if not sample.members:
            return Confidence.CERTAIN if looks_like(sample.head) else Confidence.NO
        found = next(_exports(sample.path, sample.members), "")
        return Confidence.CERTAIN if found else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read an export, or several of one blog in a folder. Raises ArchiveError."""
        names: tuple[str, ...] = ()
        files = [(source.name, source)]
        if source.is_dir():
            names = members(source)
            files = [(name, source / name) for name in _exports(source, names)]
        if not files:
            raise ArchiveError(f"{source.name} holds no Ghost export.", hint=HINT)
        exports = [load(path, name) for name, path in files]
        _refuse_strangers(source, exports)
        read = {name for name, _ in files}
        pictures = {one: source / one for one in names if _PICTURES.fullmatch(one)}
        private = {one for one in names if _MEMBERS.fullmatch(one)}
        unread = [one for one in names if one not in read | private and one not in pictures]
        for notice in files_not_read(unread, source.name):
            context.report(notice)
        loose = any(PICTURE.search(one) for one in unread)
        blog = Blog(folders=(source,) if loose else ())
        blog.left["file", PRIVATE] += len(private)
        return _archive(exports, pictures, blog, context)


def _exports(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the members of a folder that are exports."""
    likely = (name for name in names if name.lower().endswith(".json") or "." not in name)
    for name in islice(likely, _MOST_LOOKED_AT):
        if looks_like(head_of(folder / name)):
            yield name


def _refuse_strangers(source: Path, exports: list[Export]) -> None:
    """Raise ArchiveError where the exports in a folder are of several blogs."""
    blogs: dict[str, list[str]] = {}
    for export in exports:
        blogs.setdefault(export.setting("url", "title"), []).append(export.name)
    refuse_strangers(source, blogs)


def _archive(
    exports: list[Export], pictures: Mapping[str, Path], blog: Blog, context: Context
) -> Archive:
    """Make the archive; what stands in the newest export is said of the blog."""
    newest = max(exports, key=lambda one: one.exported.timestamp() if one.exported else 0.0)
    home = address_of(newest, exports)
    held = _held(pictures)
    blog.title = newest.setting("title")
    blog.titled = bool(blog.title)
    blog.subtitle = newest.setting("description")
    blog.language = newest.setting("lang", "locale", "default_locale", "defaultLang")
    blog.address = home
    blog.timezone = newest.setting("timezone", "active_timezone", "activeTimezone")
    blog.exported = newest.exported
    blog.assets = tuple(_asset(rest, name, path, home) for rest, (name, path) in held.items())
    blog.files = [Origin(file=one.name, place="", url=home, digest=one.digest) for one in exports]
    clock = context.timezone or blog.timezone
    progress = Progress(context.report, READING)
    found: list[Findings] = []
    for export in exports:
        posts = Posts(export, home, held, clock, blog.removed)
        for item in posts.items():
            blog.items.append(item)
            progress.step()
        found.append(posts.findings)
        blog.left.update(posts.findings.left)
    whole = archive(blog, context)
    for export, findings in zip(exports, found, strict=True):
        for notice in _told(findings, export.name):
            context.report(notice)
    return whole


def _held(pictures: Mapping[str, Path]) -> dict[str, tuple[str, Path]]:
    """Return the pictures that the archive holds by their path in content/images.

    Ghost keeps what was uploaded as "x_o.png" beside a smaller "x.png": it is taken for both.
    """
    held: dict[str, tuple[str, Path]] = {}
    for name, path in sorted(pictures.items()):
        found = _PICTURES.fullmatch(name)
        rest = found["rest"] if found else name
        if rest not in held or rest != original(rest):
            held[original(rest)] = (name, path)
    return held


def _asset(rest: str, name: str, path: Path, home: str) -> Asset:
    """Describe a picture under the address that bodies show it by."""
    url = f"{home}/content/images/{rest}"
    origin = Origin(file=name, place="", url=url if home else "", digest="")
    return asset(rest, url, path, origin)


def _told(findings: Findings, where: str) -> Iterator[Notice]:
    """Yield a Notice for each kind of thing that a person must know."""
    yield from unknown_statuses(findings.statuses, where)
    lost = sum(count for (_, reason), count in findings.left.items() if reason == DAMAGED)
    if lost:
        yield items_lost(counted(lost, "row"), where)
    if bare := findings.textless:
        yield Notice(
            code="texts-missing",
            message=f"The export holds no text of {counted(len(bare), 'published post')}: "
            f"{named(bare)}.",
            where=where,
            hint="Look at these posts on the blog; if they have a text there, export it again.",
        )
    if findings.unknown:
        yield Notice(
            code="cards-unknown",
            message=f"Cards of a kind that nobody knows, their words kept: "
            f"{listed(findings.unknown)}.",
            where=where,
            hint="Look at those posts in the book.",
        )


reader: Reader = GhostReader()
