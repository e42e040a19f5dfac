"""From the words of an export to numbered notes: sources that a post names without a link."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from blog2book.config import NotesTable, Settings
from exports import item, wxr
from judges import epubcheck
from test_sources import in_epub, in_pdf
from whole import make

POST = (
    "<p>The cuts, it is reported in <em>Community Care</em>, are deep. "
    'See also <a href="https://src.example/cuts">the list of them</a>.</p>'
    "<p>You can read more in Children and Young People Now. Ofsted says nothing.</p>"
    "<p>My own note<sup><a href='#fn1'>1</a></sup> stays.</p>"
    '<div class="footnotes"><ol><li id="fn1">The BBC reports that it rains.</li></ol></div>'
)
NAMED = "named in the post without a link."


def export(folder: Path) -> Path:
    """Write an export with one post."""
    file = folder / "export.xml"
    file.write_text(wxr(item(1, POST)), encoding="utf-8")
    return file


@pytest.mark.parametrize(("suffix", "words"), [("epub", in_epub), ("pdf", in_pdf)])
def test_a_book_notes_what_it_names(
    tmp_path: Path, suffix: str, words: Callable[[Path], str]
) -> None:
    """Its calls and those of links are one sequence; the author's own notes stay as they are."""
    made = tmp_path / "made" / f"book.{suffix}"
    make([export(tmp_path)], [made])
    said = " ".join(words(made).split())
    for text in (
        "in Community Care,1 are deep.",
        "list of them.2",
        "in Children and Young People Now.3",
        f"Community Care, {NAMED}",
        f"Children and Young People Now, {NAMED}",
        "sources named without a link",
    ):
        assert text in said
    assert said.count(NAMED) == 2
    assert suffix != "epub" or epubcheck(made) == []


@pytest.mark.parametrize("mentions", ["review", "off"])
def test_a_book_may_note_links_only(tmp_path: Path, mentions: str) -> None:
    """Then nothing in it says that a source is named."""
    made = tmp_path / "made" / "book.epub"
    settings = replace(Settings(), notes=NotesTable(mentions=mentions))
    _, heard = make([export(tmp_path)], [made], settings=settings)
    assert not re.search("named (in the post )?without a link", in_epub(made), re.IGNORECASE)
    told = [one.message for one in heard.notices if one.code == "mention"]
    assert len(told) == (2 if mentions == "review" else 0)
