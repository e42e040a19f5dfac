from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline

from blog2book.errors import WriteError
from blog2book.model.rendition import Medium, Style
from blog2book.writers.pdf.fitting import fitting
from blog2book.writers.pdf.piece import Press
from blog2book.writers.pdf.trial import flow
from renditions import document, rendition, whole

_WORDS = "We need to get to the station before seven and"


def _lines(folder: Path, body: str, width: float) -> list[str]:
    """Return the lines of a text that is laid out on a page of a width in pt."""
    style = (
        f"@page {{ size: {width}pt 500pt; margin: 0 }} body {{ margin: 0; font: 10pt/12pt serif }}"
    )
    pages = (document(text=whole(f"<p>{body}</p>", "X")),)
    styles = (Style(name="css/book.css", text=style),)
    book = rendition(folder, Medium.PDF, documents=pages, late=(), navigation=(), styles=styles)
    laid = Press(book, {}).lay(str(book.documents[0].text))
    return [
        "".join(one.text for one in box.descendants() if isinstance(one, TextBox))
        for page in laid.pages
        for box in flow(page).descendants()
        if isinstance(box, LineBox)
    ]


@pytest.mark.parametrize("tie", ["\xa0", "\u202f"])
@pytest.mark.parametrize("mark", ["em", "a"])
def test_a_line_before_what_is_tied_to_it_is_filled(tmp_path: Path, tie: str, mark: str) -> None:
    """Whatever the width, only the word that is tied to the element goes on to the next line."""
    for width in range(195, 250):
        lines = _lines(tmp_path, f"{_WORDS}{tie}<{mark}>home</{mark}>.", width)
        assert " ".join(lines).split() == f"{_WORDS}{tie}home.".split()
        assert len(lines[0]) > 30, (width, lines)


@pytest.mark.parametrize("tail", [" <em>home</em>.", " <code>.home</code>"])
def test_a_line_that_fits_but_for_the_space_after_it_is_filled(tmp_path: Path, tail: str) -> None:
    """Whatever the width, a text before an element ends no line after its first word."""
    for width in range(210, 230):
        lines = _lines(tmp_path, f"{_WORDS}{tail}", width)
        assert len(lines[0]) > 30, (width, lines)


def test_a_text_of_one_tied_word_is_left_as_it_is(tmp_path: Path) -> None:
    """Where there is nothing to fill a line with, no word is lost and none is said twice."""
    lines = _lines(tmp_path, "Incomprehensibly\xa0<em>incomprehensible</em>", 40)
    assert "".join(lines).split() == ["Incomprehensibly", "incomprehensible"]


def test_nothing_of_it_stays_behind() -> None:
    """WeasyPrint works as it did when nobody lays out a piece, also after an error."""
    before = inline.split_first_line
    with pytest.raises(WriteError), fitting():
        raise WriteError("on purpose")
    assert inline.split_first_line is before
