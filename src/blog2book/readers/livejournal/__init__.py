"""LiveJournal and Dreamwidth: the export a month a file, and the folder that ljdump makes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum, auto
from itertools import islice
from pathlib import Path
from typing import TypeVar

from blog2book.errors import ArchiveError
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, archive
from blog2book.readers.files import digest_of, head_of
from blog2book.readers.letters import Letters, letters_of, lines_of, tell_guess
from blog2book.readers.livejournal.entries import (
    Answer,
    Entry,
    answer_of,
    entry_of,
    event_of,
    user_of,
)
from blog2book.readers.livejournal.posts import Journal
from blog2book.readers.notices import first_of, unknown_statuses
from blog2book.readers.progress import READING, Progress
from blog2book.readers.records import Content, Format, Record, content_of, root_of
from blog2book.readers.spoken import language_of
from blog2book.readers.text import title_from_name
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.readers.xml import encoding
from blog2book.unpack import members

T = TypeVar("T")

_MOST_MEMBERS = 2000
_EVENT_NAME = re.compile(r"(?:.*/)?L-[0-9]+")
_ANSWERS_NAME = re.compile(r"(?:.*/)?C-([0-9]{1,15})")
_EVENT = re.compile(r"<(?:itemid|eventtime|logtime|anum)>")
_ANSWER = re.compile(r"<comment>\s*<(?:id|parentid|state|subject|body|date|user)\b")
_TOOLS_OWN = re.compile(r"(?:.*/)?(?:comment\.meta|user\.map|userpics\.xml|ljdump\.config)")
"""What ljdump keeps for itself, a password among it. No file of these is opened."""
_CUT = "the file ends in the middle of it"
_CLOSED_ALONE = re.compile(r"<(comment|usermap)\b([^<>]*)/>")
_HINT = "In LiveJournal: www.livejournal.com/export.bml, one month a file, in XML, as UTF-8."


class _Kind(Enum):
    MONTH = auto()
    COMMENTS = auto()
    USERS = auto()
    EVENT = auto()
    ANSWERS = auto()


def _format(
    record: str,
    records: str,
    make: Callable[[Record], T],
    root: str = "livejournal",
) -> Format[T]:
    """Return the format of a file of records."""
    return Format(
        root=root,
        record=record,
        records=records,
        make=make,
        enough=None,
        refusal="is no export of LiveJournal's.",
        hint=_HINT,
        again="Export that month again, and download it to its end.",
    )


def _kind(head: bytes, name: str) -> _Kind | None:
    """Say what a file of ours holds that begins with `head`, None for another's."""
    if found := root_of(head, "livejournal"):
        rest = found[1]
        if "<entry" not in rest and ("jitemid" in rest or "<maxid" in rest or "<usermap" in rest):
            return _Kind.COMMENTS if "jitemid" in rest else _Kind.USERS
        return _Kind.MONTH
    if found := root_of(head, "event"):
        ours = _EVENT.search(found[1]) or _EVENT_NAME.fullmatch(name)
        return _Kind.EVENT if ours else None
    found = root_of(head, "comments")
    ours = found and _ANSWER.search(found[1]) and _ANSWERS_NAME.fullmatch(name)
    return _Kind.ANSWERS if ours else None


def _kinds(folder: Path, names: Iterator[str]) -> Iterator[tuple[str, _Kind]]:
    """Yield those members of a folder that are ours."""
    for name in names:
        if not PICTURE.search(name) and not _TOOLS_OWN.fullmatch(name):
            head = head_of(folder / name)
            if kind := _kind(head, name) if b"<" in head[:1024] else None:
                yield name, kind


class LiveJournalReader:
    """Reads one month, a folder of months with or without comments, or a folder of ljdump's.

    Where people get it: livejournal.com or dreamwidth.org, export.bml, one month at a time; or the
    tools ljdump and livejournal-export, which do that for all months. Mood, music and place of an
    entry are not printed.
    """

    name = "livejournal"
    reads = "a LiveJournal or Dreamwidth export"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of the export's root, and of an event with the journal's own numbers."""
        if sample.members:
            # The files of ljdump first: they are known by their names before they are opened.
            ranked = sorted(sample.members, key=lambda name: not _EVENT_NAME.fullmatch(name))
            ours = _kinds(sample.path, islice(iter(ranked), _MOST_MEMBERS))
            return Confidence.CERTAIN if next(ours, None) else Confidence.NO
        kind = _kind(sample.head, sample.path.name)
        return Confidence.NO if kind is None else Confidence.CERTAIN

    def read(self, source: Path, context: Context) -> Archive:
        """Read an export. Raises ArchiveError where there is none."""
        names: tuple[str, ...] = ()
        if source.is_dir():
            names = members(source)
            files = [(name, source / name, kind) for name, kind in _kinds(source, iter(names))]
        else:
            kind = _kind(head_of(source), source.name) or _Kind.MONTH
            files = [(source.name, source, kind)]
        if not files:
            raise ArchiveError(f"{source.name} holds no export of LiveJournal's.", hint=_HINT)
        reading = _Reading(context)
        read: set[str] = set()
        for name, path, kind in files:
            try:
                reading.add(name, path, kind)
            except ArchiveError:
                # One file of hundreds is told as not read, and costs no more than itself.
                if not source.is_dir():
                    raise
            else:
                read.add(name)
        strangers = (name for name in names if name not in read and not _TOOLS_OWN.fullmatch(name))
        for notice in files_not_read(strangers, source.name):
            context.report(notice)
        blog = reading.blog()
        blog.title = title_from_name(source.name if source.is_dir() else source.stem)
        blog.language = language_of(blog.items)
        dumped = any(kind is _Kind.EVENT for _name, _path, kind in files)
        if not dumped and any(PICTURE.search(name) for name in names):
            # Beside ljdump's files lie faces of users, which no entry shows by their names.
            blog.folders = (source,)
        return archive(blog, context)


class _Reading:
    """The reading of all files of one journal."""

    def __init__(self, context: Context) -> None:
        self._blog = Blog(titled=False)
        self._journal = Journal()
        self._context = context
        self._progress = Progress(context.report, READING)

    def add(self, name: str, path: Path, kind: _Kind) -> None:
        """Read a file. Raises ArchiveError where it cannot be opened or is none of ours."""
        digest = ""
        if kind is _Kind.EVENT:
            digest = self._event(name, path)
        elif kind is _Kind.MONTH:
            month = self._content(name, path, _format("entry", "entries", entry_of))
            self._journal.entries.extend(month.things)
            digest = self._account(month, "entry")
        elif kind is _Kind.USERS:
            users = self._content(name, path, _format("usermap", "users", user_of))
            self._journal.users.update(users.things)
            digest = users.digest
        else:
            digest = self._answers(name, path, kind)
        self._blog.files.append(Origin(file=name, place="", url="", digest=digest))

    def _event(self, name: str, path: Path) -> str:
        """Read a file of ljdump's that holds an entry."""
        try:
            entry = event_of(path, name)
            digest = digest_of(path)
        except OSError as error:
            raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
        if entry is None:
            self._blog.left["entry", _CUT] += 1
        else:
            self._journal.entries.append(entry)
        self._progress.step()
        return digest

    def _answers(self, name: str, path: Path, kind: _Kind) -> str:
        """Read a file of comments: LiveJournal's own, or ljdump's of one entry."""
        named = _ANSWERS_NAME.fullmatch(name)
        own = int(named[1]) if named and kind is _Kind.ANSWERS else 0

        def make(record: Record) -> Answer:
            return answer_of(record.element, record.file, "", own)

        root = "comments" if kind is _Kind.ANSWERS else "livejournal"
        form = _format("comment", "comments", make, root)
        content = self._content(name, path, form)
        self._journal.answers.extend(content.things)
        return self._account(content, "comment")

    def _account(self, content: Content[Entry] | Content[Answer], kind: str) -> str:
        """Count what a file has lost, and return the file's digest."""
        for reason, count in content.losses.items():
            self._blog.left[kind, reason] += count
        return content.digest

    def _content(self, name: str, path: Path, form: Format[T]) -> Content[T]:
        """Read a file of records, from a copy in which it is as all formats have it.

        An old file says nothing of its letters, which are guessed; a deleted comment is one tag
        that closes itself, which no reading of records knows.
        """
        report = self._context.report
        copy = self._context.workdir / "livejournal.xml"
        try:
            digest = digest_of(path)
            letters = letters_of(path)
            declared = encoding(head_of(path))
            if declared not in {"utf-8", "ascii"}:
                letters = Letters(declared, guessed=False)
            with copy.open("w", encoding="utf-8-sig", errors="replace") as stream:
                for line in lines_of(path, letters):
                    stream.write(_CLOSED_ALONE.sub(r"<\1\2></\1>", line))
        except OSError as error:
            raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
        for notice in tell_guess(letters, name):
            report(notice)
        content = content_of(copy, name, form, self._progress, report)
        copy.unlink()
        return replace(content, digest=digest)

    def blog(self) -> Blog:
        """Return all that was read, and tell what was strange."""
        self._journal.fill(self._blog)
        where = first_of(self._blog.files)
        for notice in unknown_statuses(self._journal.strange, where):
            self._context.report(notice)
        return self._blog


reader: Reader = LiveJournalReader()
