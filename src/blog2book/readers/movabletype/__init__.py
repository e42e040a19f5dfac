"""Movable Type's import format, which Typepad, Hatena, Livedoor and Ameba write too."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from blog2book.addresses import host
from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, archive
from blog2book.readers.decode import decode, is_binary
from blog2book.readers.files import digest_of, head_of
from blog2book.readers.letters import letters_of, lines_of, tell_guess
from blog2book.readers.movabletype.entries import FIELD, SECTION, Entry, entries
from blog2book.readers.movabletype.pictures import Library
from blog2book.readers.movabletype.posts import Findings, item_of
from blog2book.readers.notices import first_of, listed
from blog2book.readers.progress import READING, Progress
from blog2book.readers.spoken import language_of
from blog2book.readers.strangers import refuse_strangers
from blog2book.readers.text import split_lines, title_from_name
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.unpack import members

_MOST_MEMBERS = 2000
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*[A-Z ]{4,16}:|\xff\xfe|\xfe\xff")
"""Seen before anything is decoded, for there may be many files to look at."""
_HOME = re.compile(r"(https?://[^/]+/(?:[^/]+/)?)\d{4}/\d{2}/[^/]+")
_NO_ENTRY = "it only brings comments for another entry"
_HINT = "In Typepad it was Settings, Import/Export; in Movable Type it is Tools, Export Entries."


def _confidence(head: bytes) -> Confidence:
    """Say how surely a file that begins with `head` is in Movable Type's format."""
    if not _BEGINNING.match(head) or is_binary(head):
        return Confidence.NO
    lines = [line for line in split_lines(decode(head, cut=True).text) if line.strip()]
    if not lines or not FIELD.match(lines[0].removeprefix("\ufeff")):
        return Confidence.NO
    dashes = next((place for place, line in enumerate(lines) if line.rstrip() == "-----"), -1)
    follows = lines[dashes + 1 : dashes + 2] if dashes > 0 else []
    return Confidence.CERTAIN if any(map(SECTION.fullmatch, follows)) else Confidence.NO


class MovableTypeReader:
    """Reads a file, or a folder that holds one beside the blog's pictures.

    Where people get it: Typepad (closed in 2025): Settings, Import/Export, Export. Movable Type:
    Tools, Export Entries. Hatena: 設定, 詳細設定, エクスポート. Livedoor, Ameba: ブログ設定,
    エクスポート.
    """

    name = "movabletype"
    reads = "a Movable Type or Typepad export"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of fields of an entry's head, five dashes, and the name of a section."""
        if sample.members:
            likely = (name for name in sample.members if not PICTURE.search(name))
            heads = (head_of(sample.path / name) for name in islice(likely, _MOST_MEMBERS))
            return max(map(_confidence, heads), default=Confidence.NO)
        return _confidence(sample.head)

    def read(self, source: Path, context: Context) -> Archive:
        """Read an export. Raises ArchiveError where there is none, or several blogs in a folder."""
        names: tuple[str, ...] = ()
        files = [(source.name, source)]
        if source.is_dir():
            names = members(source)
            files = [
                (name, source / name)
                for name in names
                if not PICTURE.search(name)
                and _confidence(head_of(source / name)) is not Confidence.NO
            ]
        if not files:
            raise ArchiveError(f"{source.name} holds no Movable Type export.", hint=_HINT)
        library = Library(source, names)
        reading = _Reading(library, context)
        for name, path in files:
            reading.add(name, path)
        blog = reading.blog
        _refuse_strangers(source, blog)
        reading.tell()
        read = library.files.union(name for name, _ in files)
        for notice in files_not_read((name for name in names if name not in read), source.name):
            context.report(notice)
        blog.title = title_from_name(source.name if source.is_dir() else source.stem)
        blog.address = _home(blog)
        blog.language = language_of(blog.items)
        if any(PICTURE.search(name) for name in names):
            blog.folders = (source,)
        return archive(blog, context)


class _Reading:
    """The reading of all files of one archive."""

    def __init__(self, library: Library, context: Context) -> None:
        self.blog = Blog(titled=False)
        self._library = library
        self._context = context
        self._progress = Progress(context.report, READING)
        self._found = Findings()

    def add(self, name: str, path: Path) -> None:
        """Read a file. Raises ArchiveError where it cannot be opened or holds no entry."""
        last: Entry | None = None
        try:
            letters = letters_of(path)
            for entry in entries(lines_of(path, letters)):
                last = entry if self._add(entry, name) else last
                self._progress.step()
            digest = digest_of(path)
        except OSError as error:
            raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
        if last is None:
            raise ArchiveError(f"{name} holds no entry in Movable Type's format.", hint=_HINT)
        for notice in (*tell_guess(letters, name), *_cut(last, name)):
            self._context.report(notice)
        self.blog.files.append(Origin(file=name, place="", url="", digest=digest))

    def _add(self, entry: Entry, name: str) -> bool:
        """Add an entry, and say whether it was one: what stands around entries has no fields."""
        if not entry.fields:
            return False
        if entry.first("NO ENTRY") == "1":
            self.blog.left["entry", _NO_ENTRY] += 1
            spoken = sum(one.name in {"COMMENT", "PING"} for one in entry.sections)
            self.blog.left["comment", _NO_ENTRY] += spoken
            return True
        item = item_of(entry, name, self._found)
        self._library.look_up(item.text.raw)
        self.blog.items.append(item)
        return True

    def tell(self) -> None:
        """Report what was met in all files, and hand over the pictures."""
        self.blog.assets = self._library.assets
        where = first_of(self.blog.files)
        for notice in _findings(self._found, where):
            self._context.report(notice)


def _cut(last: Entry, name: str) -> Iterator[Notice]:
    """Yield a Notice if a file ends within its last entry."""
    if not last.whole:
        yield Notice(
            code="archive-truncated",
            message="The file ends before its last entry does: it was cut off.",
            where=f"{name}, line {last.line}",
            hint="Download or copy the file again.",
        )


def _findings(found: Findings, where: str) -> Iterator[Notice]:
    """Yield a Notice for each kind of thing that was met and is not read as it was meant."""
    if found.statuses:
        yield Notice(
            code="status-unknown",
            message="Posts are taken for drafts where the export does not say plainly whether they "
            f"were published: {listed(found.statuses)}.",
            where=where,
            hint="--drafts puts them into the book.",
        )
    if found.filters:
        yield Notice(
            code="markup-not-read",
            message="Posts are printed as they were typed where their markup is not known: "
            f"{listed(found.filters)}.",
            where=where,
            hint="Look at these posts in the book.",
        )


def _refuse_strangers(source: Path, blog: Blog) -> None:
    """Raise ArchiveError where the files of a folder are exports of several blogs."""
    hosts: dict[str, str] = {}
    for item in blog.items:
        if item.permalink:
            hosts.setdefault(item.file, host(item.permalink))
    blogs: dict[str, list[str]] = {}
    for file, place in hosts.items():
        blogs.setdefault(place, []).append(file)
    refuse_strangers(source, blogs)


def _home(blog: Blog) -> str:
    """Return the blog's address, as its entries' addresses begin most often; "" if none has one."""
    found = Counter(home[1] for item in blog.items if (home := _HOME.match(item.permalink)))
    return found.most_common(1)[0][0] if found else ""


reader: Reader = MovableTypeReader()
