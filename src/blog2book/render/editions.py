"""One rendition in the making: what every document of it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blog2book.errors import ThemeError
from blog2book.language import dates
from blog2book.markup import template as markup_template
from blog2book.markup.template import MarkupError
from blog2book.model.book import Book, Part
from blog2book.model.rendition import Document, Folios, Measure, Medium, Role, Side, packed
from blog2book.model.sources import Citation, Ledger, Note, Spot
from blog2book.model.xhtml import Xhtml
from blog2book.render import wording
from blog2book.render.cards import Cards
from blog2book.render.context import BookView, DocumentView
from blog2book.render.figures import Figures
from blog2book.render.formulas import Formulas
from blog2book.render.strings import Strings
from blog2book.render.typefaces import Typefaces
from blog2book.render.work import Work, measure

_ON_A_SCREEN, _ON_PAPER = 400, 2000
"""Notes of one document: a reader of EPUB opens a file as a whole; paper is laid out as one."""

_DIVISIONS = {
    Role.PART: "bodymatter",
    Role.CHAPTER: "bodymatter",
    Role.PAGE: "backmatter",
    Role.ENDNOTES: "backmatter",
    Role.SOURCES: "backmatter",
    Role.ABOUT: "backmatter",
    Role.COLOPHON: "backmatter",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a post stands: the document's name and the post's anchor in it."""

    document: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What a template is to print, and for what: `where` names the post or document for errors."""

    template: str
    where: str
    context: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A work for one medium.

    `places` maps a post's key to its place, `notes` a note's id to it, `noted` what numbers notes
    anew (a month, a page, a post) to its notes, `shelves` the same to the document at the end of
    the book that has them, where they stand there; `footnotes` the id of each footnote of an
    author's to the address of its note. `anchors` are, for print, the ids of links that
    call no note: by the id of the text, then by the number of the link. `styles` are
    the names of the style sheets. `signed`: its posts are by several people, and each says by whom.
    """

    work: Work
    medium: Medium
    strings: Strings
    measure: Measure
    figures: Figures
    cards: Cards
    formulas: Formulas
    places: Mapping[str, Place]
    styles: tuple[str, ...]
    typefaces: Typefaces
    book: BookView
    notes: Mapping[str, Note]
    noted: Mapping[str, Sequence[Note]]
    shelves: Mapping[str, str]
    footnotes: Mapping[str, str]
    anchors: Mapping[str, Mapping[int, str]]
    signed: bool

    @property
    def printed(self) -> bool:
        """Whether this is for paper."""
        return self.medium is Medium.PDF

    def to_note(self, note: Note) -> str:
        """Return the address of a note, for its calls."""
        return _address(note, None if self.printed else self.shelves.get(note.chapter))

    def to_call(self, note: Note, call: Citation) -> str:
        """Return the address of a call, for its note."""
        away = note.chapter in self.shelves and not (self.printed or call.in_note)
        return f"{note.chapter}.xhtml#{call.id}" if away else f"#{call.id}"

    def text(self, printing: Printing) -> str:
        """Return what a template prints, not yet checked."""
        return self.work.theme.render(printing.template, printing.where, self._context(printing))

    def _context(self, printing: Printing) -> Mapping[str, object]:
        known = {"medium": self.medium.value, "book": self.book, "strings": self.strings}
        return {**known, **printing.context}

    def _blame(self, printing: Printing, error: MarkupError) -> ThemeError:
        return self.work.theme.blame(
            printing.template, printing.where, self._context(printing), error.message
        )

    def fragment(self, template: str, where: str, **context: object) -> Xhtml:
        """Return what a template prints as checked markup. Raises ThemeError."""
        printing = Printing(template=template, where=where, context=context)
        try:
            return markup_template.fragment(self.text(printing).strip())
        except MarkupError as error:
            raise self._blame(printing, error) from error

    def document(  # noqa: PLR0913 - a document has so many properties
        self,
        name: str,
        role: Role,
        title: str,
        *,
        side: Side = Side.RECTO,
        folios: Folios = Folios.ARABIC,
        template: str = "",
        parts: Sequence[Printing] = (),
        language: str = "",
        **context: object,
    ) -> Document:
        """Return a document, printed by its template, which is named after its role.

        `language` is that of its words, "" for the book's.
        `parts` were printed before, and what they printed is in `context`: if the markup does not
        close, the one at fault can be named. Raises ThemeError.
        """
        view = DocumentView(
            name=name,
            role=role.value,
            title=title,
            language=language or self.book.language,
            direction=dates.direction(language) if language else self.book.direction,
            division=_DIVISIONS.get(role, "frontmatter"),
            styles=self.styles,
        )
        whole = Printing(
            template=template or f"{role.value}.html",
            where=title,
            context={"document": view, **context},
        )
        return Document(
            name=name,
            role=role,
            title=title,
            packed=packed(self.typefaces.printable(self._whole(whole, parts))),
            language=view.language,
            direction=view.direction,
            side=side,
            folios=folios,
        )

    def _whole(self, whole: Printing, parts: Sequence[Printing]) -> Xhtml:
        try:
            return markup_template.document(self.text(whole))
        except MarkupError as error:
            for one in parts:
                self.fragment(one.template, one.where, **one.context)
            raise self._blame(whole, error) from error


def places(book: Book) -> Mapping[str, Place]:
    """Return where each post and page of the book stands, by its key."""
    found: dict[str, Place] = {}
    for chapter in book.chapters:
        for entry in chapter.entries:
            found[entry.post.key] = Place(document=chapter.id, anchor=entry.id)
    for entry in book.pages:
        found[entry.post.key] = Place(document=entry.page_name, anchor=entry.id)
    return found


def has_opener(book: Book, part: Part) -> bool:
    """Say whether a year has a page of its own: not the only one, nor posts without a date."""
    return len(book.parts) > 1 and part.year is not None


def begin(
    work: Work, medium: Medium, strings: Strings, typefaces: Typefaces, styles: tuple[str, ...]
) -> Edition:
    """Return an edition of `work` in which nothing is printed yet."""
    book = work.book
    trim = work.settings.print.trim
    room = measure(medium, trim)
    noted = _noted(work.ledger)
    shelves = _shelves(noted, medium) if work.settings.notes.place == "book" else {}
    lines = work.theme.lines(trim) if medium is Medium.PDF else None
    if lines:
        room = lines.room(room)
    return Edition(
        work=work,
        medium=medium,
        strings=strings,
        measure=room,
        figures=Figures(work.plates.get, room, strings),
        cards=Cards(work.code, strings),
        formulas=Formulas(work.formula),
        places=places(book),
        styles=styles,
        typefaces=typefaces,
        book=BookView(
            title=book.title,
            subtitle=book.subtitle,
            author=wording.authors(book.authors, strings),
            language=book.language,
            direction=dates.direction(book.language),
            running=wording.running(book.title),
            long_title=wording.is_long(book.title),
            span=_span(book),
            address=book.address,
            dedication=book.matter.dedication,
        ),
        notes={note.id: note for note in work.ledger.notes},
        noted=noted,
        shelves=shelves,
        footnotes={
            call.footnote: _address(
                note, None if medium is Medium.PDF else shelves.get(note.chapter)
            )
            for note in work.ledger.notes
            for call in note.calls
            if call.footnote
        },
        anchors=_uncalled(work.ledger) if medium is Medium.PDF else {},
        signed=_by_several(book),
    )


def _noted(ledger: Ledger) -> Mapping[str, Sequence[Note]]:
    """Return the notes of all that numbers them anew, in order."""
    noted: dict[str, list[Note]] = {}
    for note in ledger.notes:
        noted.setdefault(note.chapter, []).append(note)
    return noted


def _address(note: Note, document: str | None) -> str:
    return f"{document}.xhtml#{note.id}" if document else f"#{note.id}"


def _shelves(noted: Mapping[str, Sequence[Note]], medium: Medium) -> Mapping[str, str]:
    """Return for all that numbers notes anew the document at the book's end which prints them."""
    most = _ON_PAPER if medium is Medium.PDF else _ON_A_SCREEN
    shelves: dict[str, str] = {}
    part = count = 0
    for chapter, notes in noted.items():
        count += len(notes)
        if count > most and shelves:
            part, count = part + 1, len(notes)
        shelves[chapter] = f"{Role.ENDNOTES}-{part + 1}" if part else Role.ENDNOTES.value
    return shelves


def _uncalled(ledger: Ledger) -> Mapping[str, Mapping[int, str]]:
    """Return the anchors of the citations that call no note."""
    called, anchors = ledger.called, dict[str, dict[int, str]]()
    for publisher in ledger.publishers:
        for source in publisher.listed:
            for one in source.citations:
                if one.id not in called and not isinstance(one.link, Spot):
                    anchors.setdefault(one.text, {})[one.link] = one.id
    return anchors


def _by_several(book: Book) -> bool:
    """Say whether more than one name stands over the posts; pages are the blog's own."""
    authors = (one.post.author for chapter in book.chapters for one in chapter.entries)
    return len({one.name.casefold() for one in authors if one and one.name}) > 1


def _span(book: Book) -> str:
    if book.first is None or book.last is None:
        return ""
    return dates.span(book.first, book.last, book.language)
