"""The files of an export in XML, read record by record, and what was wrong with each told."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from lxml import etree

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Report, Severity
from blog2book.readers.files import digest_of
from blog2book.readers.notices import DAMAGED, counted, items_lost
from blog2book.readers.progress import Progress
from blog2book.readers.xml import (
    HOLE,
    SCAR,
    Parser,
    Records,
    beginning,
    children,
    name_of,
    root_start,
)
from blog2book.readers.xml_mend import Mended

T = TypeVar("T")

_REST = re.compile(f"[<>/=&{SCAR}]")
"""What is left of a damaged tag. Other text between fields was written by somebody's hand."""
_CUT = "the file ends in the middle of it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record as it is given to its reader: the file's name, and its number there, from 1.

    `torn` means that it is damaged so that a field may be lost, or may be another record's. How it
    stood on its platform cannot be told then, and its words must not be shown.
    """

    element: etree._Element
    file: str
    number: int
    torn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Generic[T]):
    """What the files of an export hold, and how a person is told about them.

    `root` and `record` are local names, `records` the plural in words. `make` makes a thing of a
    record. One that the file's end cuts off is kept only if `enough` is found in it. `refusal`
    follows the name of a file with another root, `hint` says how to get the right one, `again` how
    to get a whole one.
    """

    root: str
    record: str
    records: str
    make: Callable[[Record], T]
    enough: re.Pattern[str] | None
    refusal: str
    hint: str
    again: str


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
        digest = digest_of(path)
    except OSError as error:
        raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
    if not _is_named(records.root, form.root):
        raise ArchiveError(f"{name} {form.refusal}", hint=form.hint)
    head = reading.head()
    for notice in reading.faults():
        report(notice)
    return Content(things=things, head=head, losses=reading.losses, digest=digest)


def parted(records: Records) -> Iterator[tuple[str, bool]]:
    """Yield records, and whether the file's end cuts them off.

    Where the end of a CDATA section or comment is lost, all up to the next such end is one record
    to the eye: a damaged one is parted wherever a record ends and another begins, and one that the
    file's end cuts off is whole if its own end stands in it.
    """
    for text in records:
        name, closing = records.record, f"</{records.record}>"
        if text.count(closing) > 1:
            trial = Parser(records.root, records.start)
            trial.parse(text)
            if records.cut or trial.repaired:
                seam = rf"(?<={re.escape(closing)})\s*(?=<{re.escape(name)}[\s>])"
                *parts, text = re.split(seam, text)  # noqa: PLW2901 - what is left of it
                for part in parts:
                    yield part, False
                    records.occurrences += 1
        end = text.rfind(closing) if records.cut else -1
        yield (text, records.cut) if end < 0 else (text[: end + len(closing)], False)


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
        for text, cut in parted(records):
            parser = parser or Parser(records.root, records.start)
            if cut and not (form.enough and form.enough.search(text)):
                self.losses[_CUT] += 1
                continue
            whole = text[: text.rfind(">") + 1] if cut else text
            element = _first(parser.parse(whole), form.record)
            if not cut:
                # A record that was cut off is told as such, not as malformed.
                self._mended = parser.repaired
            if element is None:
                self.losses[DAMAGED] += 1
            else:
                torn = HOLE in text or _is_torn(element, parser.mended, cut=cut)
                number = records.occurrences
                yield form.make(Record(element=element, file=self._name, number=number, torn=torn))

    def head(self) -> etree._Element:
        """Return what stands between the records, when the last one was read."""
        if lost := self._records.oversized + self._records.strays:
            self.losses[DAMAGED] += lost
        parser = Parser(self._records.root, self._records.start)
        head = parser.parse(self._records.head)
        if parser.mended is not None:
            _part_fields(head)
        if self._records.whole:
            self._mended += parser.repaired
        return head

    def faults(self) -> Iterator[Notice]:
        """Yield a Notice for each kind of fault that was met, when the head was read too."""
        records, name, form = self._records, self._name, self._form
        lost = self.losses[DAMAGED]
        if lost:
            total = records.occurrences + records.strays
            yield items_lost(f"{lost:,} of {total:,} {form.records}", name)
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


def _is_torn(element: etree._Element, mended: Mended | None, *, cut: bool) -> bool:
    """Return whether a field of a record may be lost: for bad nesting, or a rest between fields.

    What is still open where the file itself is cut off has lost nothing that stands before.
    """
    if mended is not None and (mended.torn or (mended.open and not cut)):
        return True
    between = [element.text, *(child.tail for child in element)]
    return any(_REST.search(text) for text in between if text)


def _part_fields(head: etree._Element) -> None:
    """Take out of a damaged head's fields what they swallowed: addresses stand in other fields."""
    waiting = [head]
    while waiting:  # not down into what is taken out: that takes quadratic time in lxml
        element = waiting.pop()
        text = re.split("[<>]", element.text or "", maxsplit=1)[0]
        element.text = text
        if text.strip():
            del element[:]
        waiting.extend(one for one in element if isinstance(one.tag, str))


def _information(code: str, message: str, where: str) -> Notice:
    """Return a Notice of what was set right and lost nothing."""
    return Notice(code=code, message=message, where=where, severity=Severity.INFO)


def _is_named(tag: str, name: str) -> bool:
    """Return whether a tag has a local name, written in capitals or not."""
    return tag.rpartition(":")[2].lower() == name


def _first(root: etree._Element, name: str) -> etree._Element | None:
    """Return the record that a root holds."""
    return next((child for child in children(root) if name_of(child)[1] == name), None)
