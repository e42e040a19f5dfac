"""WordPress: exports in WXR, versions 1.0 to 1.2, one file or several of one blog."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Severity, StageAdvanced, StageStarted
from blog2book.model.archive import Archive
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.wordpress.archive import Export, archive
from blog2book.readers.wordpress.items import Item, channel_of, item_of
from blog2book.readers.xml import Parser, Records, beginning, children, root_start

_WXR = re.compile(r"https?://wordpress\.org/export/")
_LOOK = 1 << 13
_MOST_MEMBERS = 2000
_UNLOCKED = re.compile(r"</(?:\w+:)?post_password\s*>|<(?:\w+:)?post_password\s*/>")
"""The last field that says whether a post may be printed; one that is cut off before is not."""
_STEP = 100
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|hei[cf])$", re.IGNORECASE)
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|mp[34]|m4[av]|mov|avi|pdf|zip|gz)$", re.IGNORECASE)


def _confidence(head: bytes) -> Confidence:
    """Say how surely a file that begins with `head` is WXR."""
    text = beginning(head)
    start = root_start(text)
    if start is None or start[1].rpartition(":")[2].lower() != "rss":
        return Confidence.NO
    if _WXR.search(start[0]):
        return Confidence.CERTAIN
    rest = text[start.end() :]
    return Confidence.LIKELY if "<wp:" in rest or _WXR.search(rest) else Confidence.NO


def _look(path: Path) -> Confidence:
    """Say how surely a file is WXR, from its first bytes."""
    try:
        with path.open("rb") as stream:
            return _confidence(stream.read(_LOOK))
    except OSError:
        return Confidence.NO


def _exports(folder: Path, members: tuple[str, ...]) -> Iterator[str]:
    """Yield the members of a folder that are WXR."""
    likely = [name for name in members if not _MEDIA.search(name)]
    for name in likely[:_MOST_MEMBERS]:
        if _look(folder / name) is not Confidence.NO:
            yield name


class WordPressReader:
    """Reads WXR: a file, or a folder in which an export lies in several files."""

    name = "wordpress"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of an RSS root with WordPress's export namespace."""
        if sample.members:
            first = next(_exports(sample.path, sample.members), "")
            return _look(sample.path / first) if first else Confidence.NO
        return _confidence(sample.head)

    def read(self, source: Path, context: Context) -> Archive:
        """Read an export. Raises ArchiveError where there is none."""
        if source.is_dir():
            members = tuple(sorted(one.relative_to(source).as_posix() for one in source.rglob("*")))
            files = [(name, source / name) for name in _exports(source, members)]
        else:
            members = ()
            files = [(source.name, source)]
        if not files:
            raise ArchiveError(
                f"{source.name} holds no WordPress export.",
                hint="In WordPress: Tools, Export, All content; give the .xml file it makes.",
            )
        context.report(StageStarted(stage="reading"))
        export = Export()
        for name, path in files:
            _read_file(name, path, export, context)
        whole = archive(export, context)
        if source.is_dir() and any(_PICTURE.search(name) for name in members):
            return replace(whole, folders=(source,))
        return whole


def _read_file(name: str, path: Path, export: Export, context: Context) -> None:
    """Read the items of one file into `export`, and tell what was wrong with it."""
    try:
        with path.open("rb") as stream:
            records = Records(stream, "item")
            parser: Parser | None = None
            items: list[Item] = []
            lost = cut = 0
            for record in records:
                parser = parser or Parser(records.root, records.start)
                item = _item(parser, record, name, records.occurrences)
                if records.cut and not _UNLOCKED.search(record):
                    cut += 1
                elif item is None:
                    lost += 1
                else:
                    items.append(item)
                    if len(items) % _STEP == 0:
                        done = len(items) + len(export.items)
                        context.report(StageAdvanced(stage="reading", done=done))
            stream.seek(0)
            sha = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
    if records.root.rpartition(":")[2].lower() != "rss":
        raise ArchiveError(
            f"{name} is not a WordPress export: it does not begin with an <rss> element.",
            hint="In WordPress: Tools, Export, All content; give the .xml file it makes.",
        )
    parser = parser or Parser(records.root, records.start)
    channel = channel_of(parser.parse(records.head))
    # A file that was cut off is told as such, not as malformed.
    repaired = parser.repaired - (0 if records.whole else 1 + records.cut)
    export.add(name, sha, channel, items)
    export.lose(records.oversized + lost, "it is too damaged to be read")
    export.lose(cut, "the file ends in the middle of it")
    _tell(name, records, repaired, records.oversized + lost, context)


def _item(parser: Parser, record: str, name: str, number: int) -> Item | None:
    """Parse a record and read the item in it."""
    root = parser.parse(record)
    if root is None:
        return None
    for child in children(root):
        return item_of(child, name, number)
    return None


def _tell(name: str, records: Records, repaired: int, lost: int, context: Context) -> None:
    """Report what was wrong with a file."""
    if lost:
        context.report(
            Notice(
                code="items-lost",
                message=f"{lost} of {records.occurrences} items could not be read.",
                where=name,
                hint="Export the blog again, or look for damage near those items.",
            )
        )
    if not records.whole:
        context.report(
            Notice(
                code="archive-truncated",
                message="The file ends before its end: the export was cut off.",
                where=name,
                hint="Export the blog again, in smaller parts if it fails again (by year).",
            )
        )
    letters = Counter(
        {"control characters": records.controls, "characters that are no UTF-8": records.misencoded}
    )
    if told := ", ".join(f"{count} {what}" for what, count in letters.items() if count):
        context.report(
            Notice(
                code="archive-repaired",
                message=f"Mended: {told}.",
                where=name,
                severity=Severity.INFO,
            )
        )
    if repaired > 0:
        context.report(
            Notice(
                code="archive-malformed",
                message=f"Mended where the XML is not well-formed: {repaired} items.",
                where=name,
                severity=Severity.INFO,
            )
        )


reader: Reader = WordPressReader()
