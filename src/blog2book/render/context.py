"""What templates see: plain texts and numbers, and markup that is ready to print.

No noun of the model is handed to a theme: a noun holds paths and dates, and those can do things.
Markup is markupsafe's `Markup`; everything else is escaped when it is printed.
"""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """The document that is printed: `styles` are the names of its style sheets.

    `division` is EPUB's word for its place: "frontmatter", "bodymatter" or "backmatter".
    """

    name: str
    role: str
    title: str
    language: str
    direction: str
    division: str
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """The book. `running` is its title cut for the heads of pages, `span` "March 2009 – May 2010".

    `long_title` says that the title does not fit one or two lines of display type. What is not
    known is "".
    """

    title: str
    subtitle: str
    author: str
    language: str
    direction: str
    running: str
    long_title: bool
    span: str
    address: str
    dedication: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintView:
    """The sentences of the copyright page and the colophon, each "" where it has nothing to say.

    `font` is the family of the text.
    """

    rights: Markup
    published: Markup
    printed: Markup
    captured: Markup
    changes: Markup
    answered: Markup
    set_in: Markup
    font: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A year that has a page of its own."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterView:
    """A month: `name` "March", `year` "2009" or "", `title` "March 2009".

    `in_part`: it stands below a year.
    """

    id: str
    name: str
    year: str
    title: str
    notes_title: str
    in_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """A reader's words. `author` and `date` may be ""; `depth` 0 answers the post, 3 is most."""

    id: str
    author: str
    by_blogger: bool
    date: str
    iso: str
    depth: int
    direction: str
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post or page in its place.

    `title` is "" for none; `date` the line above it ("Sunday, 1 March"), in the book's language;
    `iso` the same for machines. `byline` is `author` where the book's posts have several, else "".
    `language` and `direction` are "" where they are the book's.
    `permalink` is where it stood on the web, `running` its title cut for the heads of pages.
    """

    id: str
    title: str
    date: str
    iso: str
    author: str
    byline: str
    tags: tuple[str, ...]
    permalink: str
    language: str
    direction: str
    running: str
    body: Markup
    comments: tuple[CommentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """A place in the text that calls a note."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """The way back from a note to one of its calls: `letter` a, b, c, `label` says it in words."""

    id: str
    href: str
    letter: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A numbered note; its calls lead to `href`.

    `earlier` is the id of the note that gave the source in full, or "".
    `text` is the short one then, and `pointer` says by number and page where the full one stands.
    `more` are the blocks behind the first paragraph of what an author says in a footnote, "" for
    none.
    """

    id: str
    href: str
    number: int
    text: Markup
    more: Markup
    places: tuple[PlaceView, ...]
    earlier: str
    pointer: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesView:
    """Notes of a month or a page among those of the book: "March 2009", "Notes to March 2009"."""

    title: str
    notes_title: str
    notes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackView:
    """The way back from the list of sources: to a post by its title, in print to a page."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source in the list: author, title and date in `text`, "" where none is known.

    `href` is its address, `address` the same as it is printed, `archived` that of an archived copy,
    each "" for none; `opens`: it is the first without a title.
    """

    text: Markup
    href: str
    address: Markup
    archived: Markup
    titled: bool
    opens: bool
    places: tuple[BackView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherView:
    """Sources of one publisher, or some of them: `count` says how many it has in all."""

    name: str
    count: int
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A picture. `missing` says what is lost, and is "" if the picture is there.

    `alone`: it stands between paragraphs, else in one. `src`, `width` and `height` (px) are the
    file's; `small`: it is as small as a letter, and stands in a line. In print `lines` is the
    height of its box, `above` the white in the box above it and `printed_width` its own width, both
    in pt.
    """

    src: str
    alt: str
    caption: Markup
    alone: bool
    missing: Markup
    width: int
    height: int
    small: bool
    printed_width: float
    lines: int
    above: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LostView:
    """One of several lost pictures that share a frame: its address, and its caption or ""."""

    address: Markup
    caption: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedView:
    """A film, a player, a post of somebody else.

    `kind` is "video", "audio" or ""; `service` says who shows it, `title` what it is called or who
    wrote it and when; `href` is its address, `address` the same as it is printed. `quoted` is what
    a post says, `caption` what the blog's author says of it. `code` is the file of a QR code and
    `code_alt` its description, in print, of films and sounds. What is not known is "".
    """

    kind: str
    service: str
    title: str
    href: str
    address: Markup
    quoted: Markup
    caption: Markup
    code: str
    code_alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line of the contents.

    `kind` is "front", "month", "lone" (a month without posts below it), "post" or "back"; `dated`:
    the title is a date; `count` is "12 posts" or ""; `page` the label of the page.
    """

    kind: str
    title: str
    dated: bool
    count: str
    anchor: str
    page: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Lines of the contents below a year; `title` is "" where no year stands above them."""

    title: str
    anchor: str
    lines: tuple[LineView, ...]
