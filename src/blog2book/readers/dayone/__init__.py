"""Day One: journals in JSON, with their photos, in a zip or a folder.

How its owner gets one: in the app, Settings, Import/Export, Export as JSON.

A diary is private by its nature, and no field of an entry says who may read it. Its owner makes
this book, of what they exported, so every entry counts as published: to hold back what is private,
as with blogs, would hold back all. Where an entry was written and in what weather is not read; one
that holds nothing else is left out as empty.
"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.markup.markdown import to_html
from blog2book.markup.text import unescape
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, Item, Text, archive
from blog2book.readers.dayone.rich import html_of_rich, is_rich
from blog2book.readers.figures import picture
from blog2book.readers.files import head_of
from blog2book.readers.held import with_pictures
from blog2book.readers.json_file import Fields, load, mapping, mappings, text, texts
from blog2book.readers.notices import counted, items_lost, named
from blog2book.readers.progress import READING, Progress
from blog2book.readers.times import moment, wall, zone
from blog2book.readers.unread import files_not_read
from blog2book.readers.xml import beginning
from blog2book.unpack import members

_JOURNAL = re.compile(r"(?:.*/)?[^/.][^/]*\.json", re.IGNORECASE)
_MOST_LOOKED_AT = 50
_MEDIA = re.compile(r"(?:^|/)(?:photos|videos|audios|pdfs)/")
_MOMENT = re.compile(
    r"dayone-moment:/{1,2}(?:(photo|video|audio|pdfAttachment)/)?([0-9A-Za-z-]{1,64})"
)
_SHOWN = re.compile(r"!\[[^\[\]]{0,500}\]\(dayone-moment:[^()\s]{0,100}\)")
_ENTRY_LINK = re.compile(r"dayone2?://view\?entryId=([0-9A-Fa-f-]{1,64})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$")
_NO_TITLE = re.compile(r"\s*(?:[-*+>|!<\[`~=]|\d+\\?[.)])|.*(?:[.,;:!?…]|\]\([^()]*\))\s*$")
_LONGEST_TITLE = 60
_DAMAGED = "it is no entry, or too damaged to be read"
_EMPTY = "it has neither words nor a photo"
_HINT = "In Day One: Settings, Import/Export, Export as JSON; give the zip."


class DayOneReader:
    """Reads one journal or all in a folder."""

    name = "dayone"
    reads = "a Day One journal (JSON)"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of JSON with a list of dated entries, alone or in a folder."""
        if not sample.members:
            return Confidence.CERTAIN if _is_journal(sample.head) else Confidence.NO
        likely = islice(filter(_JOURNAL.fullmatch, sample.members), _MOST_LOOKED_AT)
        found = any(_is_journal(head_of(sample.path / name)) for name in likely)
        return Confidence.CERTAIN if found else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read all journals. Raises ArchiveError where there is none."""
        files = _files(source)
        journals = [name for name in files if _JOURNAL.fullmatch(name)]
        if source.is_dir():
            journals = [name for name in journals if _is_journal(head_of(files[name]))]
        else:
            journals = [source.name]
        blog, progress = Blog(), Progress(context.report, READING)
        broken: list[str] = []
        for name in journals:
            _read(files[name], name, blog, broken, progress, several=len(journals) > 1)
        if not blog.files:
            raise ArchiveError(f"{source.name} holds no journal of Day One's.", hint=_HINT)
        only = Path(journals[0]).stem
        blog.title = only if len(journals) == 1 else source.name
        blog.titled = len(journals) == 1 and only.lower() != "journal"
        if broken:
            context.report(
                Notice(
                    code="files-damaged",
                    message=f"Journals that cannot be read: {named(broken)}.",
                    where=source.name,
                    hint="Export them again.",
                )
            )
        if lost := blog.left["entry", _DAMAGED]:
            context.report(items_lost(counted(lost, "entry", "entries"), source.name))
        known = set(journals)
        others = (name for name in files if name not in known and not _MEDIA.search(name))
        for notice in files_not_read(others, source.name):
            context.report(notice)
        photos = {name[name.rfind("photos/") :]: name for name in files if "photos/" in name}
        return with_pictures(archive(blog, context), files, lambda address: photos.get(address, ""))


def _is_journal(head: bytes) -> bool:
    """Say whether a file that begins with `head` is a journal."""
    start = beginning(head).lstrip()
    return start.startswith("{") and all(
        mark in start for mark in ('"entries"', '"creationDate"', '"uuid"')
    )


def _files(source: Path) -> dict[str, Path]:
    """Return the files of a folder by name; of a journal, it and the photos that lie beside it."""
    if source.is_dir():
        return {name: source / name for name in members(source)}
    photos = source.parent / "photos"
    beside = members(photos) if photos.is_dir() else ()
    return {source.name: source} | {f"photos/{name}": photos / name for name in beside}


def _read(
    path: Path, name: str, blog: Blog, broken: list[str], progress: Progress, *, several: bool
) -> None:
    """Read a journal. One that is broken costs itself, unless it is the only one."""
    try:
        loaded = load(path, name)
    except ArchiveError:
        if not several:
            raise
        broken.append(name)
        return
    entries = mapping(loaded.content).get("entries")
    blog.files.append(Origin(file=name, place="", url="", digest=loaded.digest))
    label = Path(name).stem if several else ""
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        progress.step()
        if not isinstance(entry, dict) or not _is_whole(entry):
            blog.left["entry", _DAMAGED] += 1
            continue
        item = _item(entry, name, f"entry {number}", label, blog.removed)
        if item.title or item.text.raw.strip():
            blog.items.append(item)
        else:
            blog.left["entry", _EMPTY] += 1


def _is_whole(entry: Fields) -> bool:
    """Say whether an entry can be read: one that has only rich text needs one that is whole."""
    rich = text(entry, "richText")
    return bool(entry) and (bool(text(entry, "text")) or not rich or is_rich(rich))


def _item(entry: Fields, file: str, place: str, label: str, removed: Counter[str]) -> Item:
    """Make a post of an entry."""
    identity = text(entry, "uuid")
    title, raw, convert = _written(entry, removed)
    return Item(
        text=Text(raw=raw, convert=convert),
        file=file,
        place=place,
        identity=identity,
        title=title,
        published=_moment(text(entry, "creationDate"), entry),
        timed=entry.get("isAllDay") is not True,
        updated=_moment(text(entry, "modifiedDate"), entry),
        labels=(*((label,) if label else ()), *texts(entry.get("tags"))),
        permalink=f"/entry/{identity}" if identity.isalnum() else "",
    )


def _moment(written: str, entry: Fields) -> datetime | None:
    """Return a moment by the clock of the place where an entry was written."""
    read = moment(written)
    return wall(read, zone(text(entry, "timeZone"))) if read else None


def _written(entry: Fields, removed: Counter[str]) -> tuple[str, str, Callable[[str], str] | None]:
    """Return an entry's title, its text, and what makes HTML of that."""
    photos = {text(one, "identifier"): one for one in mappings(entry.get("photos"))}
    told: set[str] = set()

    def address(identifier: str) -> str:
        return _address(photos.get(identifier, {}), identifier)

    def shown(thing: Fields) -> str:
        if text(thing, "type") == "horizontalRuleLine":
            return "<hr>"
        if text(thing, "type") == "photo":
            told.add(text(thing, "identifier"))
            return picture(address(text(thing, "identifier")))
        removed[text(thing, "type") or "attachment"] += 1
        return ""

    def moment_of(found: re.Match[str]) -> str:
        named_moment = _MOMENT.search(found[0])
        if named_moment and named_moment[1] in {None, "photo"}:
            return f"![]({address(named_moment[2])})"
        removed[named_moment[1] if named_moment else "attachment"] += 1
        return ""

    written = text(entry, "text")
    if not written:
        title, html = html_of_rich(text(entry, "richText"), shown)
        hung = "".join(picture(address(one)) for one in photos if one and one not in told)
        return unescape(title), html + hung, None
    told.update(found[2] for found in _MOMENT.finditer(written))
    hidden = [one for one in photos if one and one not in told]
    written = _SHOWN.sub(moment_of, written.replace("\ufffc", ""))
    written = _ENTRY_LINK.sub(r"/entry/\1", written)
    title, body = _titled(written)
    below = "".join(f"\n\n![]({address(one)})" for one in hidden)
    return title, body + below, _html


def _html(written: str) -> str:
    """Return the HTML of an entry, in which a line end is one."""
    return to_html(written, breaks=True)


def _address(photo: Fields, identifier: str) -> str:
    """Return the name of a photo's file, by which its address is known from now on."""
    digest, kind = text(photo, "md5"), text(photo, "type") or "jpeg"
    name = f"{digest}.{kind}" if digest.isalnum() and kind.isalnum() else identifier
    return "photos/" + re.sub(r"[^0-9A-Za-z.-]", "", name)


def _titled(written: str) -> tuple[str, str]:
    """Return the title of an entry and the rest: its first line, if that is a heading or short."""
    first, _, rest = written.partition("\n")
    heading = _HEADING.fullmatch(first)
    if heading:
        return unescape(to_html(heading[1])), rest
    short = len(first) <= _LONGEST_TITLE and rest.strip() and not _NO_TITLE.match(first)
    return (unescape(to_html(first)), rest) if short else ("", written)


reader: Reader = DayOneReader()
