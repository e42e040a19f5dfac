import re
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from blog2book.config import NotesTable, Settings
from blog2book.errors import WriteError
from blog2book.writers.pdf import notes
from blog2book.writers.pdf.trial import Edit, Trial
from laid import SENTENCE
from samples import Heard
from whole import make

AT_FEET = Settings(notes=NotesTable(place="page"))
TEXT = "".join(
    f'<a class="ref" id="r{n}" href="#n{n}">{n}</a><span class="at-foot" id="n{n}">x</span>'
    for n in range(2)
)
HEAD = re.compile(r"^n ?o ?t ?e ?s\s*$", re.IGNORECASE | re.MULTILINE)
"""The heading of notes behind a month."""
MARKDOWN = """---
title: {title}
date: 2016-12-07
---
{words} One[^1] and [two](https://n.example/2).

{words} [Three](https://n.example/3), and [two](https://n.example/2) again.

[^1]: Words of the author's.

    A second paragraph.

    > A quotation.
"""


def tried(*layouts: list[list[str]]) -> tuple[Trial, ET.Element]:
    """Return a layout with its tree; each time that it is made again the next one comes."""
    tree = ET.fromstring('<body><ul><li style="color: red"><b><a id="r1"/></b></li></ul></body>')
    ready = [
        SimpleNamespace(pages=[SimpleNamespace(anchors=one) for one in pages]) for pages in layouts
    ]

    def again(edit: Edit) -> object:
        edit(tree)
        return ready.pop(0)

    return Trial(ready.pop(0), again), tree


def test_a_paragraph_goes_to_the_page_of_its_note() -> None:
    """The block of a call whose note stands on the next page begins that page."""
    trial, tree = tried([["r0", "n0", "r1"], ["n1"]], [["r0", "n0"], ["r1", "n1"]])
    last = notes.settled(trial, TEXT)
    assert notes.astray(TEXT, last.pages) == []
    assert [one.get("style") for one in tree.iter("li")] == ["color: red; break-before: page"]


@pytest.mark.parametrize(
    "worse", [[["r0", "r1"], ["n0", "n1"]], [["r0", "n0"], [], [], ["r1", "n1"]]]
)
def test_a_break_that_does_no_good_is_taken_back(worse: list[list[str]]) -> None:
    """Where more notes are astray after it, or pages stay empty, the layout stays as it was."""
    trial, _tree = tried([["r0", "n0", "r1"], ["n1"]], worse)
    assert notes.settled(trial, TEXT) is trial


def test_notes_in_their_places_are_left_alone() -> None:
    """Nothing is laid out again where each note is there, or a text has none."""
    trial, _tree = tried([["r0", "n0", "r1", "n1"]])
    assert notes.settled(trial, TEXT) is trial
    assert notes.settled(trial, "<p>Words.</p>") is trial


def test_a_note_is_astray_where_its_call_is_not() -> None:
    """So is one that is on no page, and one without a call before it."""
    first, second = (SimpleNamespace(anchors=one) for one in (["r0", "r1"], ["n1"]))
    assert notes.astray(TEXT, [first, second]) == ["r0", "r1"]
    assert notes.astray('<b>1</b><span class="at-foot" id="n0">x</span>', [first]) == [""]
    assert notes.astray('<span class="note" id="n1">x</span>', [first]) == []


def build(folder: Path, title: str) -> tuple[str, Heard]:
    """Return the words of a book with notes at the feet of its pages, and what was noticed."""
    from pypdfium2 import PdfDocument

    source = folder / "blog" / "post.md"
    source.parent.mkdir()
    source.write_text(MARKDOWN.format(title=title, words=SENTENCE * 2), "utf-8")
    _, heard = make([source.parent], [folder / "book.pdf"], settings=AT_FEET)
    with PdfDocument(folder / "book.pdf") as read:
        return "\n".join(page.get_textpage().get_text_range() for page in read), heard


def test_a_book_has_notes_at_the_feet_of_its_pages(tmp_path: Path) -> None:
    """Each call has a note there, in one sequence; a repeated one is short and tells the page."""
    text, heard = build(tmp_path, "Frost")
    for words in ("1. Words of", "2. n.example/2", "3. n.example/3", "4. n.example (n. 2, p. 1)"):
        assert words in text.replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"author.s\.\s+A second paragraph\.\s+A quotation\.\s+2\.", text)
    assert not HEAD.search(text)
    assert "notes-behind" not in [one.code for one in heard.notices]


def test_notes_that_do_not_fit_stand_behind_their_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a note stays astray, those of its month go behind it, and the report says so."""

    def astray(text: str, _pages: object) -> list[str]:
        return ["r-1-0"] if 'class="at-foot"' in text else []

    monkeypatch.setattr(notes, "astray", astray)
    text, heard = build(tmp_path, "Thaw")
    assert HEAD.search(text)
    assert [one.code for one in heard.notices].count("notes-behind") == 1


def test_a_book_that_lost_a_note_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should that not do either, there is no book, but an error."""
    monkeypatch.setattr(notes, "astray", lambda _text, _pages: ["r-1-0"])
    with pytest.raises(WriteError, match="would be lost"):
        build(tmp_path, "Rain")
    assert not (tmp_path / "book.pdf").exists()
