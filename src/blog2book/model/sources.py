"""Cited works, the places that cite them, and the notes that say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from blog2book.model.checked import Checked
from blog2book.model.xhtml import Xhtml


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day; a month where `day` is None, a year where `month` is None too."""

    year: int
    month: int | None
    day: int | None

    @property
    def iso(self) -> str:
        """The day as ISO 8601 writes it: "2012-05-03", "2012-05" or "2012"."""
        parts = (f"{self.year:04}", *(f"{one:02}" for one in (self.month, self.day) if one))
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A cited work. `key` is its normalised address; what is unknown is "" or None.

    `address` is where to find it, without tracking; `archived` the address of an archived copy and
    `archived_on` its day. `site` is the site's name, else its host; `publisher` that name or that
    of its house, else the domain that somebody registered; `is_blog`: the platform says that the
    site is a blog, and its name does not. What ends in `_from` says where a field
    comes from: "link text", "title attribute", "address", "list of sites", "sources.toml",
    "text", or "". A source that is only named has no address.
    """

    key: str
    address: str
    author: str
    title: str
    title_from: str
    site: str
    published: Day | None
    archived: str
    archived_on: date | None
    publisher: str = ""
    is_blog: bool = False
    author_from: str = ""
    site_from: str = ""
    published_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place behind words of a body: after `end` signs of its text, in document order."""

    end: int


Cited = int | Spot
"""What cites in a body: a link by its number, counted from 0, or words by the spot behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A link that cites, or words that name a source, in a post's or a comment's body.

    `entry` is the id of the entry; `text` that of the body, the entry's own or a comment's; `id` is
    the anchor of the call, or of the link where none is printed ("r-…"), unique in the book.
    Where the author's own footnote is called, `footnote` is its id in the body; `source` is the key
    of a source, "" where that footnote says something else. `in_note`: it stands in such a one;
    `told_at` is the anchor of the call of the one that has it or tells its source, "" for none.
    """

    id: str
    entry: str
    text: str
    link: Cited
    source: str
    footnote: str = ""
    in_note: bool = False
    told_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A source that a post names without a link: its `site`, the `sentence`, and the `spot`.

    `entry` is the id of the post. `confident`: the sentence gives it as a source; else only an
    author can know. `noted`: it gets a note.
    """

    entry: str
    site: str
    spot: Spot
    sentence: str
    confident: bool
    noted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The numbered text to which calls lead.

    `id` is its anchor ("n-…"), unique in the book; `number` restarts with each `chapter`:
    a month, a static page or a post, by its id or its `page_name`; `calls` are the citations that
    lead here, in order; `full` and `short` are its texts; `repeats` is the id of the note that gave
    the source in full before, "" if this one does. What an author says in a footnote has no
    `source`, and its texts are "": they stand in the body.
    """

    id: str
    chapter: str
    number: int
    source: Source | None
    calls: tuple[Citation, ...]
    full: Xhtml
    short: Xhtml
    repeats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A source in the list of sources: author, title and date in words, "" where none is known.

    `address` and `archived` are the addresses as they are printed, "" for none. `citations` are all
    places that cite it, in the book's order; each has an anchor, whether it calls a note or not.
    """

    source: Source
    text: Xhtml
    address: Xhtml
    archived: Xhtml
    citations: tuple[Citation, ...]

    @property
    def count(self) -> int:
        """How many sources it is: those that are only named, one in each post, share a line."""
        return len({one.source for one in self.citations})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What one publisher has among the sources: with a title, without, and named without a link.

    `name` is the site's, or the bare domain where nobody knows that.
    """

    name: str
    titled: tuple[Listed, ...]
    untitled: tuple[Listed, ...]
    named: tuple[Listed, ...] = ()

    @property
    def listed(self) -> tuple[Listed, ...]:
        """All its sources, in order."""
        return (*self.titled, *self.untitled, *self.named)

    @property
    def count(self) -> int:
        """How many sources it has."""
        return sum(one.count for one in self.listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All sources of a book, all notes in the book's order, and the sources by their publishers.

    `mentions` are the sources that posts name without a link, those too that get no note; `checked`
    says by the keys of sources what became of their pages, where that was asked.
    """

    sources: tuple[Source, ...]
    notes: tuple[Note, ...]
    publishers: tuple[Publisher, ...] = ()
    mentions: tuple[Mention, ...] = ()
    checked: Mapping[str, Checked] = field(default_factory=dict)

    @property
    def called(self) -> frozenset[str]:
        """The ids of the citations that call a note."""
        return frozenset(call.id for note in self.notes for call in note.calls)
