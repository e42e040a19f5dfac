"""What an export holds, as naive counting sees it: without a reader's code, and without trust."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from blog2book.errors import ArchiveError


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of an export.

    `kind` is "post", "page", "comment" or "other", as the export plainly says: by a field, a
    folder, a date, a class. Of a format that knows no pages each is a post. `place` is where it
    stands ("export.xml, item 12"); `text` the words of its raw body, without tags and addresses in
    markup, of kind "other" only where a reader may make a post of it; `day` is "2016-12-03" if a
    plain field says so, else "". `open` is False where the export calls it private, protected, a
    draft or trashed: then its words are never shown. `secret` is True where it plainly says
    private, protected or trashed: no wish brings that into a book. `keys` are ids and addresses
    that a plain field gives; `under` is the place of a comment's post, or one of its keys.
    `reader` is the name of the format, or of that in which a text is written. `ruled` is True where
    another file of its folder (cascades of Hugo, defaults of Jekyll, data files of Eleventy) speaks
    of how it stood, or of pages: that naive counting does not read; and where a day decides, or a
    word that is plain to nobody else.
    """

    kind: str
    place: str
    title: str
    text: str
    day: str
    open: bool
    keys: tuple[str, ...]
    secret: bool = False
    under: str = ""
    reader: str = ""
    ruled: bool = False


def other(place: str) -> Item:
    """Return the item that stands for what is no post, page or comment, or cannot be read."""
    return Item(kind="other", place=place, title="", text="", day="", open=False, keys=())


def no_count(reader: str) -> ArchiveError:
    """Return the error that a format is counted by nobody."""
    return ArchiveError(
        f"What “{reader}” reads cannot be counted a second time.",
        hint="Only exports that a built-in reader reads can be audited.",
    )


def items(source: Path, reader: str) -> Iterator[Item]:
    """Yield the items of an unpacked file or folder, in its order.

    `reader` is the name of the format. What is too damaged to be counted is of kind "other".
    Raises ArchiveError where nothing can be read, or nobody counts that format.
    """
    name = f"blog2book.audit.raw.{reader}"
    if not reader.isidentifier() or find_spec(name) is None:
        raise no_count(reader)
    count = getattr(import_module(name), "items", None)
    if count is None:  # it helps others to count
        raise no_count(reader)
    if not source.exists():
        raise ArchiveError(f"{source.name} cannot be read: there is no such file.")
    try:
        for one in count(source):
            yield replace(one, reader=one.reader or reader)
    except OSError as error:
        raise ArchiveError(f"{source.name} cannot be read: {error.strerror or error}.") from error
