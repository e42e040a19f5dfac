"""The files of an export in XML, read record by record, and what was wrong with each told."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Generic, TypeVar

from lxml import etree

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Report, Severity
from blog2book.readers.notices import counted
from blog2book.readers.progress import Progress
from blog2book.readers.xml import Parser, Records, beginning, children, name_of, root_start

T = TypeVar("T")

_LOOK = 1 << 16
_CUT = "the file ends in the middle of it"
_DAMAGED = "it is too damaged to be read"


def _trust(thing: T) -> T:
    """Return a thing as it is."""
    return thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Generic[T]):
    """What the files of an export hold, and how a person is told about them.

    `root` and `record` are local names, `records` the plural in words. `make` makes a thing of a
    record's element, the file's name and the record's number in it, counted from 1. A record that
    the file's end cuts off is kept only if `enough` is found in it. `refusal` follows the name of a
    file with another root, `hint` says how to get the right one, `again` how to get a whole one.
    `doubt` is given each thing whose record was damaged, or the one before it, so that no damage
    makes a secret public.
    """

    root: str
    record: str
    records: str
    make: Callable[[etree._Element, str, int], T]
    enough: re.Pattern[str] | None
    refusal: str
    hint: str
    again: str
    doubt: Callable[[T], T] = _trust


@dataclass(slots=True, kw_only=True)
class Content(Generic[T]):
    """What one file holds: its records, what stands between them, and how many were lost and why.

    `digest` is the SHA-256 of the file's bytes, in hex.
    """

    things: list[T] = field(default_factory=list)
    head: etree._Element
    losses: Counter[str] = field(default_factory=Counter)
    digest: str


def root_of(head: bytes, name: str) -> tuple[str, str] | None:
    """Return the root's start tag and the text behind it, None if the root is not a `name`."""
    text = beginning(head)
    start = root_start(text)
    if start is None or not _is_named(start[1], name):
        return None
    return start[0], text[start.end() :]


def head_of(path: Path) -> bytes:
    """Return a file's first bytes, b"" if it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(_LOOK)
    except OSError:
        return b""


def content_of(
    path: Path, name: str, form: Format[T], progress: Progress, report: Report
) -> Content[T]:
    """Read a file, which is called `name`, and tell what was wrong with it.

    Raises ArchiveError where it cannot be opened or is of another kind.
    """
    try:
        with path.open("rb") as stream:
            records = Records(stream, form.record)
            reading = _Reading(records, name, form)
            things: list[T] = []
            for thing in reading:
                things.append(thing)
                progress.step()
            stream.seek(0)
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
    if not _is_named(records.root, form.root):
        raise ArchiveError(f"{name} {form.refusal}", hint=form.hint)
    head = reading.head()
    for notice in reading.faults():
        report(notice)
    return Content(things=things, head=head, losses=reading.losses, digest=digest)


class _Reading(Generic[T]):
    """The parsing of one file. `losses` counts records that were lost, by reason."""

    def __init__(self, records: Records, name: str, form: Format[T]) -> None:
        self.losses: Counter[str] = Counter()
        self._records = records
        self._name = name
        self._form = form
        self._mended = 0

    def __iter__(self) -> Iterator[T]:
        """Yield what is made of each record."""
        records, form = self._records, self._form
        parser: Parser | None = None
        last = before = 0
        for record in records:
            parser = parser or Parser(records.root, records.start)
            last, before = before, parser.repaired
            if records.cut and not (form.enough and form.enough.search(record)):
                self.losses[_CUT] += 1
                continue
            element = _first(parser.parse(record), form.record)
            if not records.cut:
                # A record that was cut off is told as such, not as malformed.
                self._mended = parser.repaired
            if element is None:
                self.losses[_DAMAGED] += 1
            else:
                thing = form.make(element, self._name, records.occurrences)
                # Damage can part a record in two, of which the second is well-formed by chance.
                yield form.doubt(thing) if parser.repaired > last else thing

    def head(self) -> etree._Element:
        """Return what stands between the records, when the last one was read."""
        if self._records.oversized:
            self.losses[_DAMAGED] += self._records.oversized
        parser = Parser(self._records.root, self._records.start)
        head = parser.parse(self._records.head)
        if self._records.whole:
            self._mended += parser.repaired
        return head

    def faults(self) -> Iterator[Notice]:
        """Yield a Notice for each kind of fault that was met, when the head was read too."""
        records, name, form = self._records, self._name, self._form
        lost = self.losses[_DAMAGED]
        if lost:
            yield Notice(
                code="items-lost",
                message=f"{lost} of {records.occurrences} {form.records} could not be read.",
                where=name,
                hint=f"Export the blog again, or look for damage near those {form.records}.",
            )
        if not records.whole:
            yield Notice(
                code="archive-truncated",
                message="The file ends before its end: it was cut off.",
                where=name,
                hint=form.again,
            )
        letters = (
            (records.controls, "control character", "control characters"),
            (records.misencoded, "character that is no UTF-8", "characters that are no UTF-8"),
        )
        if mended := ", ".join(counted(*one) for one in letters if one[0]):
            yield _information("archive-repaired", f"Mended: {mended}.", name)
        if self._mended:
            told = counted(self._mended, form.record, form.records)
            told = f"Mended where the XML is not well-formed: {told}."
            yield _information("archive-malformed", told, name)


def _information(code: str, message: str, where: str) -> Notice:
    """Return a Notice of what was set right and lost nothing."""
    return Notice(code=code, message=message, where=where, severity=Severity.INFO)


def _is_named(tag: str, name: str) -> bool:
    """Return whether a tag has a local name, written in capitals or not."""
    return tag.rpartition(":")[2].lower() == name


def _first(root: etree._Element, name: str) -> etree._Element | None:
    """Return the record that a root holds."""
    return next((child for child in children(root) if name_of(child)[1] == name), None)
