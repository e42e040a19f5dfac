from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from weasyprint.layout import LayoutContext, block

from blog2book.errors import WriteError
from blog2book.model.rendition import Medium, Style
from blog2book.writers.pdf import notes, piece, same_page
from blog2book.writers.pdf.piece import Press
from laid import SENTENCE
from renditions import rendition, whole

_STYLE = """
@page { size: 200pt 200pt; margin: 20pt; @footnote { padding-top: 5pt } }
body { margin: 0; font: 10pt/12pt "Plain", serif; hyphens: auto; hyphenate-character: "-" }
p { margin: 0; orphans: 2; widows: 2 }
.at-foot { float: footnote; display: block; footnote-policy: line; hyphens: none }
.at-foot::footnote-call, .at-foot::footnote-marker { content: "" }
"""


def called(number: int, said: str = "A note.") -> str:
    """Return a call, and its note behind it."""
    call = f'<a class="ref" id="r{number}" href="#n{number}">{number}</a>'
    return f'{call}<span class="at-foot" id="n{number}">{number}. {said}</span>'


def paragraphs(count: int = 9) -> str:
    """Return paragraphs of several lengths, each with a call in its midst."""
    return "".join(
        f"<p>{SENTENCE * (1 + n % 3)}Incomprehensibility{called(n)} {SENTENCE * (1 + n % 2)}</p>"
        for n in range(count)
    )


def laid(folder: Path, body: str) -> tuple[list[str], list[Any]]:
    """Return the calls whose notes are not on their pages, and the pages."""
    styles = (Style(name="css/book.css", text=_STYLE),)
    plain: dict[str, Any] = {"late": (), "navigation": (), "styles": styles}
    text = whole(f"<h1>X</h1>{body}", "X")
    pages = Press(rendition(folder, Medium.PDF, **plain), {}).lay(text).pages
    return list(notes.astray(text, pages)), pages


def test_notes_stay_on_the_pages_of_their_calls(tmp_path: Path) -> None:
    """A line that may not part from the one before takes no room of notes that are there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(piece, "notes_stay", nullcontext)
        before, as_before = laid(tmp_path, paragraphs())
    after, pages = laid(tmp_path, paragraphs())
    assert before
    assert after == []
    assert len(pages) <= len(as_before) + 1


def test_a_word_set_whole_leaves_its_notes(tmp_path: Path) -> None:
    """A paragraph that is laid out again, for its page ends on a hyphen, has each note once."""
    words = " ".join(["incomprehensibility"] * 9)
    body = "".join(f"<p>{words}{called(n)} {words}{called(n + 50)} {words}</p>" for n in range(4))
    astray, pages = laid(tmp_path, body)
    assert astray == []
    said = [
        box.text
        for page in pages
        for box in page._page_box.descendants()  # noqa: SLF001 - as in trial.flow
        if "note" in getattr(box, "text", "")
    ]
    assert len(said) == 8


def test_a_note_higher_than_a_page_is_astray(tmp_path: Path) -> None:
    """There is no page for it and its call; a note before it is where it belongs."""
    body = f"<p>Words{called(0)}.</p><p>Words{called(1, SENTENCE * 12)}.</p><p>More.</p>"
    astray, _pages = laid(tmp_path, body)
    assert astray == ["r1"]


def test_nothing_of_it_stays_behind() -> None:
    """WeasyPrint works as it did when nobody lays out a piece, also after an error."""
    before = (block._break_line, LayoutContext.report_footnote)  # noqa: SLF001 - what is patched
    with pytest.raises(WriteError), same_page.notes_stay():
        raise WriteError("on purpose")
    assert (block._break_line, LayoutContext.report_footnote) == before  # noqa: SLF001 - as above
