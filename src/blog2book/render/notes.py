"""The notes of a document, and the calls that lead to them, printed by the theme."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from blog2book.markup.calls import with_room
from blog2book.markup.policies import page_of
from blog2book.model.rendition import FOOT_BLOCK
from blog2book.model.sources import Cited, Note
from blog2book.model.xhtml import Xhtml
from blog2book.render.context import CallView, NoteView, PlaceView
from blog2book.render.editions import Edition
from blog2book.render.templates import ready

Calls = Mapping[str, Mapping[Cited, Xhtml]]
"""The calls of a document's notes: by the id of the text, then by what cites in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an author says in a footnote: its first paragraph, and the blocks behind it or ""."""

    text: Markup
    more: Markup


_BLOCK = re.compile(
    r"<(/?)(?=(?:p|pre|h[1-6]|[uo]l|li|d[ltd]|blockquote|div|figure|figcaption|table|caption"
    r"|colgroup|thead|tbody|tfoot|t[rhd])[\s>])"
)
_EMPTY = re.compile(r"<(hr|col)\b([^>]*?)\s*/?>")
_ROOM = re.compile(r'<span class="at-foot" id="([^"]+)"></span>')
_END = "</span>"
_FILLED = rf"<{FOOT_BLOCK}\1\2></{FOOT_BLOCK}\1>"

_NOTHING = Said(Markup(""), Markup(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of one document in order, and `by_entry`: where each came first.

    A note that several posts call belongs to the first of them.
    """

    printed: tuple[Markup, ...]
    by_entry: Mapping[str, Sequence[Markup]]


def calls_in(edition: Edition, chapters: Iterable[str], *, feet: bool = False) -> Calls:
    """Return the calls of the notes of what numbers them anew: months, static pages or posts.

    With `feet` the first call of each note has room behind it for the note (`with_feet`).
    """
    calls: dict[str, dict[Cited, Xhtml]] = {}
    for note in _notes(edition, chapters):
        view = _view(edition, note, _NOTHING)
        for citation in note.calls:
            call = edition.fragment(
                "call.html", f"note {note.number}", note=view, call=CallView(id=citation.id)
            )
            if feet and citation is note.calls[0]:
                call = with_room(call, note.id)
            calls.setdefault(citation.text, {})[citation.link] = call
    return calls


def fit_feet(edition: Edition, chapters: Iterable[str]) -> bool:
    """Say whether notes can stand at the feet of pages: the text calls each, not another note."""
    return not any(note.calls[0].in_note for note in _notes(edition, chapters))


def with_feet(
    edition: Edition, text: str, chapters: Iterable[str], footnotes: Mapping[str, Said]
) -> str:
    """Return what a template printed with the notes in the room that is there for them.

    An HTML parser ends a paragraph before a block: in a note it finds other names (`FOOT_BLOCK`),
    which the PDF's writer takes away.
    """
    found = {note.id: note for note in _notes(edition, chapters)}

    def filled(room: re.Match[str]) -> str:
        note = found[room[1]]
        view = _view(edition, note, footnotes.get(note.id, _NOTHING))
        made = edition.fragment("foot.html", f"note {note.number}", note=view)
        renamed = _BLOCK.sub(rf"<\1{FOOT_BLOCK}", _EMPTY.sub(_FILLED, made))
        return f"{room[0].removesuffix(_END)}{renamed}{_END}"

    return _ROOM.sub(filled, text)


def rooms(text: str) -> int:
    """Return how many notes have room in what a template printed."""
    return len(_ROOM.findall(text))


def _notes(edition: Edition, chapters: Iterable[str]) -> Iterator[Note]:
    return (note for chapter in chapters for note in edition.noted.get(chapter, ()))


def printed(edition: Edition, chapters: Iterable[str], footnotes: Mapping[str, Said]) -> Notes:
    """Return the notes of what numbers them anew.

    `footnotes` are what authors say in some of them, by the ids of these.
    """
    made: list[Markup] = []
    by_entry: dict[str, list[Markup]] = {}
    for note in _notes(edition, chapters):
        view = _view(edition, note, footnotes.get(note.id, _NOTHING))
        made.append(ready(edition.fragment("note.html", f"note {note.number}", note=view)))
        by_entry.setdefault(note.calls[0].entry, []).append(made[-1])
    return Notes(printed=tuple(made), by_entry=by_entry)


def _view(edition: Edition, note: Note, said: Said) -> NoteView:
    """Return what a template needs to print a note: in print a repeated one is short."""
    strings = edition.strings
    short = edition.printed and bool(note.repeats)
    return NoteView(
        id=note.id,
        href=edition.to_note(note),
        number=note.number,
        text=ready(note.short if short else note.full) if note.source else said.text,
        more=said.more if note.source is None else Markup(""),
        places=tuple(
            PlaceView(
                id=call.id,
                href=edition.to_call(note, call),
                letter=_letter(index),
                label=strings.text("back_to_place", letter=_letter(index)),
            )
            for index, call in enumerate(note.calls)
        ),
        earlier=note.repeats if short else "",
        pointer=_pointer(edition, note) if short else Markup(""),
    )


def _letter(index: int) -> str:
    """Return a, b, … z, aa, ab, … for 0, 1, …."""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _pointer(edition: Edition, note: Note) -> Markup:
    """Say by number and page where the note is that gave the source in full."""
    number = edition.notes[note.repeats].number
    words = edition.strings.text("note_pointer", number=number, page="{page}")
    before, _, after = words.partition("{page}")
    return Markup("{}{}{}").format(before, ready(page_of(note.repeats)), after)
