"""Notes on paper: their numbers stand beside them, in both directions."""

from pathlib import Path

import pytest

from blog2book import render
from blog2book.events import ignore
from blog2book.model.rendition import Medium
from blog2book.model.xhtml import Xhtml
from blog2book.writers.pdf.faces import static
from blog2book.writers.pdf.piece import Press, Start, lay
from blog2book.writers.pdf.trial import Box, flow
from samples import Heard, book, chapter, entry, post
from whole import context
from works import named, note, notes, work


def _boxes(folder: Path, language: str) -> list[Box]:
    """Return the boxes of a page with a note of several lines."""
    words = {"en": "words of a note ", "he": "מילים של הערה "}[language] * 20
    called = note([("r-0", "p-0", 0)], full=Xhtml(words))
    text = Xhtml('<p>A <a href="https://x.example/a">b</a>.</p>')
    shown = book([chapter([entry(id="p-0", post=post(key="0", body=text))])], language=language)
    made = render.edition(work(shown, ledger=notes(called)), Medium.PDF, ignore)
    press = Press(made, static(made.faces, context(folder, Heard())))
    piece = lay(press, named(made, "m-2016-12"), Start(number=1, right=True))
    return [*flow(piece.pages[0]).descendants()]


@pytest.mark.parametrize("language", ["en", "he"])
def test_lines_of_a_note_hang_behind_its_number(tmp_path: Path, language: str) -> None:
    """All lines begin at one edge, and the number stands beside them, inside the text."""
    boxes = _boxes(tmp_path, language)
    page = boxes[0]
    texts = [box for box in boxes if box.element_tag == "p" and hasattr(box, "text")]
    lines = [box for box in texts if box.element.get("class") == "note"]
    number = next(box for box in boxes if hasattr(box, "text") and box.text.strip("\u200f") == "1.")
    assert len(lines) > 2
    if language == "en":
        edges = [box.position_x for box in lines]
        assert page.position_x <= number.position_x < number.position_x + number.width < edges[0]
    else:
        edges = [box.position_x + box.width for box in lines[:-1]]
        right = page.position_x + page.width
        assert edges[0] < number.position_x < number.position_x + number.width <= right + 0.1
    assert max(edges) - min(edges) < 4  # WeasyPrint leaves a space at the right edge
