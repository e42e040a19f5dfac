"""Mastodon, and what else keeps an outbox of ActivityPub: a folder, zip or tar.gz.

How its owner gets one: Preferences, Import and export, Request your archive; a link comes by mail.

What is public, unlisted (quiet) included, is published; what is for followers or for people who are
named is private and never printed. A thread, notes of which each answers one's own, is one post. An
answer in somebody else's conversation is left out: without that conversation it says little, and
the conversation is not the archive's to print. So is what was shared, and likes and bookmarks are
never read. There are no titles.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Report
from blog2book.markup.text import escape, unescape
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, Item, Text, archive
from blog2book.readers.files import head_of
from blog2book.readers.held import with_pictures
from blog2book.readers.json_file import Fields, Loaded, load, mapping, mappings, text
from blog2book.readers.mastodon.notes import WRITTEN, Note, note_of
from blog2book.readers.notices import DAMAGED, counted, items_lost
from blog2book.readers.progress import READING, Progress
from blog2book.readers.unread import files_not_read
from blog2book.readers.xml import beginning
from blog2book.unpack import members

_AGAIN = "In Mastodon: Preferences, Import and export, Request your archive."
_OUTBOX = "outbox.json"
_ACTOR = "actor.json"
_ACTOR_NAME = re.compile(r"[\w.-]{1,60}")
_COLLECTION = re.compile(r'"type"\s*:\s*"OrderedCollection(?:Page)?"')
_NEVER = re.compile(
    r"(?:^|/)(?:media_attachments/|(?:outbox|actor|likes|bookmarks)\.json$|(?:avatar|header)\.)"
)
"""What is read, what belongs to other people, and what stands in no post."""

_ANSWER = "an answer in somebody else's conversation"
_CONTINUED = "it continues a post, and is printed there"
_REASONS = {"Announce": "somebody else's post that was shared"}
_ACTIVITY = "neither written nor shared"
_NO_TEXT = "no text"


class MastodonReader:
    """Reads outbox.json, and actor.json for who wrote it, if it is there."""

    name = "mastodon"
    reads = "a Mastodon archive"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of an outbox, alone or in a folder."""
        if not sample.members:
            return Confidence.CERTAIN if _is_outbox(sample.head) else Confidence.NO
        outbox = _outbox(sample.members)
        found = outbox and _is_outbox(head_of(sample.path / outbox))
        return Confidence.CERTAIN if found else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read an archive. Raises ArchiveError where there is no outbox."""
        folder, outbox = source.parent, source.name
        names: tuple[str, ...] = ()
        if source.is_dir():
            folder, names = source, members(source)
            outbox = _outbox(names)
        if not outbox:
            raise ArchiveError(
                f"{source.name} holds no outbox.json.",
                hint=_AGAIN,
            )
        loaded = load(folder / outbox, outbox, guarded=True)
        activities = mapping(loaded.content).get("orderedItems")
        if not isinstance(activities, list):
            raise ArchiveError(f"{outbox} is no outbox: it has no list of activities.")
        blog = _blog(folder, outbox, names, loaded, context.report)
        progress = Progress(context.report, READING)
        notes = list(_notes(activities, blog, progress))
        blog.items.extend(_items(notes, outbox, blog.left))
        if lost := blog.left["activity", DAMAGED]:
            context.report(items_lost(counted(lost, "activity", "activities"), outbox))
        spoken = Counter(item.language for item in blog.items if item.language)
        blog.language = spoken.most_common(1)[0][0] if spoken else ""
        for notice in files_not_read((one for one in names if not _NEVER.search(one)), source.name):
            context.report(notice)
        home = outbox.removesuffix(_OUTBOX)
        files = {name: folder / name for name in names}
        return with_pictures(archive(blog, context), files, lambda url: _member(home, url))


def _is_outbox(head: bytes) -> bool:
    """Say whether a file that begins with `head` is an outbox."""
    start = beginning(head).lstrip()
    return start.startswith("{") and '"orderedItems"' in start and bool(_COLLECTION.search(start))


def _outbox(names: Sequence[str]) -> str:
    """Return the highest outbox.json in a folder, "" for none."""
    found = [name for name in names if name.rpartition("/")[2] == _OUTBOX]
    return min(found, key=lambda name: (name.count("/"), name), default="")


def _blog(folder: Path, outbox: str, names: Sequence[str], loaded: Loaded, report: Report) -> Blog:
    """Return what is known of the one who wrote: the name, if the file that says more is broken."""
    blog = Blog(files=[Origin(file=outbox, place="", url="", digest=loaded.digest)])
    name = outbox.removesuffix(_OUTBOX) + _ACTOR
    actor: Fields = {}
    if name in names:
        try:
            known = load(folder / name, name)
        except ArchiveError as error:
            report(Notice(code="files-damaged", message=error.message, where=name, hint=_AGAIN))
        else:
            actor = mapping(known.content)
            blog.files.append(Origin(file=name, place="", url="", digest=known.digest))
    named = " ".join(text(actor, "name", "preferredUsername").split())
    blog.author = named or _name(mapping(loaded.content).get("orderedItems"))
    blog.address = text(actor, "url", "id")
    blog.subtitle = unescape(text(actor, "summary"))
    blog.titled = bool(blog.author)
    blog.title = blog.author or outbox
    return blog


def _name(activities: object) -> str:
    """Return the name in the address of the one who did most in an outbox; "" for none."""
    found = Counter(text(one, "actor") for one in mappings(activities))
    address = found.most_common(1)[0][0] if found else ""
    name = address.rstrip("/").rpartition("/")[2].removeprefix("@")
    return name if _ACTOR_NAME.fullmatch(name) and not name.isdecimal() else ""


def _notes(activities: Sequence[object], blog: Blog, progress: Progress) -> Iterator[Note]:
    """Yield the notes in an outbox, and account for all else."""
    left = blog.left
    for number, activity in enumerate(activities, 1):
        progress.step()
        if not isinstance(activity, dict):
            left["activity", DAMAGED] += 1
            continue
        kind = _word(text(activity, "type"))
        if kind != "Create":
            left[kind, _REASONS.get(kind, _ACTIVITY)] += 1
            continue
        thing = _word(text(mapping(activity.get("object")), "type"))
        if thing in WRITTEN:
            yield note_of(activity, f"activity {number}", blog.removed)
        else:
            left[thing, _NO_TEXT] += 1


def _word(kind: str) -> str:
    """Return the platform's word for a thing; one that is damaged is no word."""
    return kind if re.fullmatch(r"[A-Za-z]{1,40}", kind) else "activity"


def _items(notes: Sequence[Note], file: str, left: Counter[tuple[str, str]]) -> Iterator[Item]:
    """Yield a post for each thread, in the outbox's order of their beginnings."""
    threads: dict[int, list[Note]] = {}
    for index, root in enumerate(_roots(notes)):
        if root is None:
            left["reply", _ANSWER] += 1
        else:
            threads.setdefault(root, []).append(notes[index])
    for root, thread in sorted(threads.items()):
        left["Note", _CONTINUED] += len(thread) - 1
        yield _item(notes[root], thread, file)


def _roots(notes: Sequence[Note]) -> list[int | None]:
    """Return for each note the one that begins its thread, None for an answer to somebody else.

    A note joins the thread of the one that it answers only if the same people may read both.
    """
    known = {name: index for index, note in enumerate(notes) for name in note.names}
    owner = _owner(notes)
    roots: dict[int, int | None] = {}
    for start in range(len(notes)):
        path: list[int] = []
        place = start
        while place not in roots:
            roots[place] = place  # a note that answers itself, through others or not, begins
            path.append(place)
            note = notes[place]
            above = known.get(note.answers) if note.answers else None
            if above is None:
                own = not note.answers or bool(owner and note.answers.startswith(owner))
                own = own and not note.stray
                roots[place] = place if own else None
                break
            place = above
        for one in reversed(path):
            above = known.get(notes[one].answers)
            if above is None or above == one:
                continue
            root = roots[above]
            alike = notes[above].status is notes[one].status
            roots[one] = root if root is None or alike else one
    return [roots[index] for index in range(len(notes))]


def _owner(notes: Sequence[Note]) -> str:
    """Return how the addresses of all of one's own notes begin, "" if nobody knows."""
    found = Counter(name.rpartition("/")[0] for note in notes for name in note.names[:1])
    return f"{found.most_common(1)[0][0]}/" if found and found.most_common(1)[0][0] else ""


def _item(root: Note, thread: Sequence[Note], file: str) -> Item:
    """Make a post of a thread, whose notes stand in the order in which they were written."""
    ordered = sorted(thread, key=lambda note: (note is not root, _clock(note), _rank(note)))
    pieces: list[str] = []
    warning = ""
    for note in ordered:
        if note.warning != warning:
            warning = note.warning
            pieces.append(f"<p><em>{escape(warning)}</em></p>" if warning else "")
        pieces.append(note.html)
    return Item(
        text=Text(raw="".join(pieces)),
        file=file,
        place=root.place,
        identity=root.number,
        status=root.status,
        title=root.title,
        published=root.published,
        updated=root.updated,
        sequence=_rank(root),
        labels=tuple(label for note in ordered for label in note.labels),
        language=root.language,
        permalink=root.permalink,
        aliases=tuple(name for note in ordered for name in (*note.names, note.permalink)),
    )


def _clock(note: Note) -> str:
    """Return a note's moment as text that sorts; all of an outbox are in UTC."""
    return note.published.isoformat() if note.published else ""


def _rank(note: Note) -> int:
    """Return a note's number, which grows with time where moments are equal."""
    return int(note.number or 0)


def _member(home: str, address: str) -> str:
    """Return the file of an attachment, whatever server or bucket its address names."""
    _, mark, path = address.partition("media_attachments/")
    return f"{home}{mark}{unquote(path.partition('?')[0])}" if mark else ""


reader: Reader = MastodonReader()
