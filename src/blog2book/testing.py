"""For those who write a reader: hold it to the contract of `ports.Reader`.

def test_my_reader(tmp_path: Path) -> None:
    check_reader(reader, Path("export.xml"), tmp_path)
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Event, Notice, StageAdvanced, StageStarted
from blog2book.markup.clean import clean
from blog2book.markup.text import printable
from blog2book.model.archive import SECRET, Archive, Comment, Person, Post
from blog2book.model.xhtml import Xhtml
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.progress import CLEANING, READING
from blog2book.unpack import unpacked

_STRANGERS = (
    b"",
    b"\0\1\2\3",
    b"%PDF-1.7",
    b"{",
    b"[" * 5000,
    b"<rss>",
    b"<!DOCTYPE html><html>",
    b"\xff\xfe",
    b"Once there was a garden.\n",
)

_TELLING = 4
"""Signs of a title that stand in no key by chance."""


def check_reader(reader: Reader, export: Path, workdir: Path) -> Archive:
    """Return the archive that `reader` makes of `export`, a good one, if all of it holds.

    `workdir` is an empty folder. Raises AssertionError, in words, at the first thing that does
    not hold: what stands in `ports.Reader`, the same archive twice, and no trouble with strangers.
    """
    _recognises_its_own(reader, export, workdir)
    _leaves_strangers(reader, workdir)
    events: list[Event] = []
    archive = _read(reader, export, workdir / "once", events)
    again = _read(reader, export, workdir / "twice", [])
    _hold(_places_left_out(archive) == _places_left_out(again), "two reads give two archives")
    _stages(events)
    _accounts(archive)
    _names(archive)
    for post in archive.posts:
        _post(post)
    for event in events:
        if isinstance(event, Notice):
            _hold(bool(event.code and event.message), f"a Notice without code or message: {event}")
    return archive


def _hold(true: bool, otherwise: str) -> None:  # noqa: FBT001 - the claim comes first
    if not true:
        raise AssertionError(otherwise)


def _context(workdir: Path, events: list[Event]) -> Context:
    workdir.mkdir(parents=True)
    return Context(report=events.append, workdir=workdir, cache=workdir / "cache")


def _recognises_its_own(reader: Reader, export: Path, workdir: Path) -> None:
    words = f"{reader.name} {reader.reads}"
    _hold(bool(reader.name and reader.reads), f"name or reads is empty: {words!r}")
    path = unpacked(export, _context(workdir / "sample", []).workdir)
    sure = reader.recognises(sample_of(path))
    _hold(sure > Confidence.NO, f"{export.name} is not recognised")


def _leaves_strangers(reader: Reader, workdir: Path) -> None:
    folder = workdir / "strangers"
    folder.mkdir()
    for number, content in enumerate(_STRANGERS):
        path = folder / str(number)
        path.write_bytes(content)
        sure = reader.recognises(sample_of(path))
        _hold(isinstance(sure, Confidence), f"recognises() returned {sure!r}")
        _hold(sure < Confidence.CERTAIN, f"a file that begins with {content[:20]!r} is taken")
        _is_refused(reader, path, workdir)
    reader.recognises(Sample(path=folder, head=b"", members=("a.txt", "b/c.html")))
    _is_refused(reader, folder, workdir)
    (workdir / "empty").mkdir()
    for path in (workdir / "empty", workdir / "nothing"):
        reader.recognises(Sample(path=path, head=b"", members=()))
        _hold(_is_refused(reader, path, workdir), f"{path.name} is read, and is no archive")


def _is_refused(reader: Reader, path: Path, workdir: Path) -> bool:
    """Say whether a reader refuses what is no archive of its own, as it must: in words."""
    try:
        reader.read(path, _context(workdir / f"work-{path.name}", []))
    except ArchiveError as error:
        _hold(bool(error.message), "an ArchiveError without words")
        return True
    except OSError as error:
        told = f"{path.name} raises {type(error).__name__}, and no ArchiveError"
        raise AssertionError(told) from error
    return False


def _read(reader: Reader, export: Path, workdir: Path, events: list[Event]) -> Archive:
    context = _context(workdir, events)
    return reader.read(unpacked(export, context.workdir), context)


def _places_left_out(archive: Archive) -> tuple[object, ...]:
    """Return what two reads must agree in: all but the folders into which a zip was unpacked."""
    named = [(one.key, one.url, one.name, one.parent, one.caption) for one in archive.assets]
    return (
        archive.title,
        archive.subtitle,
        archive.author,
        archive.language,
        archive.address,
        archive.hosts,
        archive.timezone,
        archive.exported,
        archive.posts,
        archive.leftovers,
        archive.items,
        named,
    )


def _stages(events: Iterable[Event]) -> None:
    begun = Counter(event.stage for event in events if isinstance(event, StageStarted))
    for stage in (READING, CLEANING):
        _hold(begun[stage] == 1, f"the stage {stage!r} began {begun[stage]} times, not once")
    moved = {event.stage for event in events if isinstance(event, StageAdvanced)}
    _hold(moved <= {READING, CLEANING}, f"stages that no reader has: {sorted(moved)}")


def _accounts(archive: Archive) -> None:
    kept = len(archive.posts) + sum(len(post.comments) for post in archive.posts)
    left = sum(one.count for one in archive.leftovers)
    _hold(
        archive.items == kept + left,
        f"{archive.items} items are not {kept} posts and comments and {left} leftovers",
    )
    for one in archive.leftovers:
        _hold(bool(one.kind and one.reason and one.count > 0), f"a leftover says too little: {one}")
    _hold(bool(archive.files), "no Origin names the file that was read")


def _names(archive: Archive) -> None:
    posts = Counter(post.key for post in archive.posts)
    comments = Counter(one.key for post in archive.posts for one in post.comments)
    for key, count in (*posts.items(), *comments.items()):
        _hold(count == 1, f"{count} things have the key {key!r}")
        _hold(bool(key), "a key is empty")


def _post(post: Post) -> None:
    where = post.origin.place
    _hold(bool(post.origin.file and where), f"{post.key}: its Origin does not say where it stood")
    for text in _words(post):
        _hold(text == printable(text), f"{where}: control characters in {text!r}")
    _hold(_is_clean(post.body), f"{where}: the body did not go through markup")
    if post.status in SECRET:
        _hold(not (post.permalink or post.aliases), f"{where}: a secret post tells its address")
        told = len(post.title) >= _TELLING and post.title.casefold() in post.key.casefold()
        _hold(not told, f"{where}: a secret post tells its title by its key")
    if post.published:
        _hold(post.published.year > 1, f"{where}: nobody published in the year 1")
    known = {one.key for one in post.comments}
    for comment in post.comments:
        _comment(comment, known, where)


def _is_clean(body: Xhtml) -> bool:
    """Say whether cleaning would change more than blanks."""
    return "".join(clean(body).body.split()) == "".join(body.split())


def _words(post: Post) -> Iterator[str]:
    """Yield all plain words of a post."""
    yield from (post.title, *post.labels)
    yield from (person.name for person in _people(post))


def _people(post: Post) -> Iterator[Person]:
    for person in (post.author, *(one.author for one in post.comments)):
        if person:
            _hold("@" not in person.name, f"{post.origin.place}: an address for a name")
            yield person


def _comment(comment: Comment, known: Iterable[str], where: str) -> None:
    _hold(not comment.parent or comment.parent in known, f"{where}: a comment answers nobody")
    _hold(_is_clean(comment.body), f"{where}: a comment did not go through markup")
    _hold(bool(comment.origin.file), f"{where}: a comment's Origin names no file")
