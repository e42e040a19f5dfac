from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import weasyprint.css
from weasyprint import CSS, HTML
from weasyprint.css import ComputedStyle

from blog2book.writers.pdf.embedding import one_for_each_file
from blog2book.writers.pdf.pseudo import needed

_TEXT = """
<ul><li>An item</li></ul><p class="item">Words</p><p>More<span class="foot">A footnote</span></p>
<p>Much more<span class="note">A note</span></p><p class="before">Last</p>
"""
_STYLE = """
@page { size: 300pt; @note-area { width: 100pt } }
.item { display: list-item } .item::marker { color: red }
.foot { float: footnote } .note { position: note(note-area) }
.before::before { content: "first"; display: list-item } .before::first-letter { color: red }
"""


def _printed(within: AbstractContextManager[None]) -> bytes:
    with within:
        document = HTML(string=_TEXT).render(stylesheets=[CSS(string=_STYLE)])
    with one_for_each_file():  # else some machines stamp the clock into fonts
        pdf: bytes = document.write_pdf()
    return pdf


def test_parts_that_are_not_there_have_no_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever has a marker, a letter or a note of its own is printed as WeasyPrint prints it."""
    made: list[str | None] = []

    class Counted(ComputedStyle):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, *given: Any) -> None:
            made.append(given[2])
            super().__init__(*given)

    monkeypatch.setattr(weasyprint.css, "ComputedStyle", Counted)
    usual = _printed(nullcontext())
    before = len(made)
    assert _printed(needed()) == usual
    assert len(made) - before < before * 2 / 3
    assert set(made[:before]) == set(made[before:])
