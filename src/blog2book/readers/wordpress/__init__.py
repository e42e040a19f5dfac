"""WordPress: exports in WXR, versions 1.0 to 1.2, one file or several of one blog."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from blog2book.addresses import display, normalise
from blog2book.errors import ArchiveError
from blog2book.model.archive import Archive
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.files import head_of
from blog2book.readers.progress import READING, Progress
from blog2book.readers.records import Format, content_of, root_of
from blog2book.readers.strangers import refuse_strangers
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.readers.wordpress.archive import Export, archive
from blog2book.readers.wordpress.items import Item, channel_of, item_of
from blog2book.unpack import members

_WXR = re.compile(r"https?://wordpress\.org/export/")
_MOST_MEMBERS = 2000
_UNLOCKED = re.compile(r"</(?:\w+:)?post_password\s*>|<(?:\w+:)?post_password\s*/>")
"""The last field that says whether a post may be printed; one that is cut off before is not."""
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|mp[34]|m4[av]|mov|avi|pdf|zip|gz)$", re.IGNORECASE)
_FORMAT: Format[Item] = Format(
    root="rss",
    record="item",
    records="items",
    make=item_of,
    enough=_UNLOCKED,
    refusal="is not a WordPress export: it does not begin with an <rss> element.",
    hint="In WordPress: Tools, Export, All content; give the .xml file it makes.",
    again="Export the blog again, in smaller parts if it fails again (by year).",
)


def _confidence(head: bytes) -> Confidence:
    """Say how surely a file that begins with `head` is WXR."""
    root = root_of(head, _FORMAT.root)
    if root is None:
        return Confidence.NO
    start, rest = root
    if _WXR.search(start):
        return Confidence.CERTAIN
    return Confidence.LIKELY if "<wp:" in rest or _WXR.search(rest) else Confidence.NO


def _exports(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the members of a folder that are WXR."""
    for name in names:
        if not _MEDIA.search(name) and _confidence(head_of(folder / name)) is not Confidence.NO:
            yield name


def _refuse_strangers(source: Path, export: Export) -> None:
    """Raise ArchiveError where the files of a folder are exports of several blogs."""
    blogs: dict[str, list[str]] = {}
    for name, channel in export.channels.items():
        blogs.setdefault(display(normalise(channel.blog or channel.link)), []).append(name)
    refuse_strangers(source, blogs)


class WordPressReader:
    """Reads WXR: a file, or a folder in which an export lies in several files."""

    name = "wordpress"
    reads = "a WordPress export (WXR)"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of an RSS root with WordPress's export namespace."""
        if sample.members:
            likely = (name for name in sample.members if not _MEDIA.search(name))
            first = next(_exports(sample.path, islice(likely, _MOST_MEMBERS)), "")
            return _confidence(head_of(sample.path / first)) if first else Confidence.NO
        return _confidence(sample.head)

    def read(self, source: Path, context: Context) -> Archive:
        """Read an export. Raises ArchiveError where there is none, or several blogs in a folder."""
        names: tuple[str, ...] = ()
        files = [(source.name, source)]
        if source.is_dir():
            names = members(source)
            files = [(name, source / name) for name in _exports(source, names)]
        if not files:
            raise ArchiveError(f"{source.name} holds no WordPress export.", hint=_FORMAT.hint)
        export = Export()
        progress = Progress(context.report, READING)
        for name, path in files:
            content = content_of(path, name, _FORMAT, progress, context.report)
            export.add(name, content, channel_of(content.head))
        _refuse_strangers(source, export)
        unread = [name for name in names if name not in export.channels]
        for notice in files_not_read(unread, source.name):
            context.report(notice)
        whole = archive(export, context)
        if any(PICTURE.search(name) for name in names):
            return replace(whole, folders=(source,))
        return whole


reader: Reader = WordPressReader()
