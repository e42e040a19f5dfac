from typing import Any

import pikepdf
import pytest

from blog2book.events import ignore
from blog2book.model.rendition import Medium
from blog2book.writers import pdf
from laid import begun
from renditions import document, rendition, whole

TEXT = """
<p>Some <b>bold <i>and</i></b> <span class="x">words</span>
<a href="#p"><em>that</em> lead</a> on.</p>
<pre>one
two <code>three</code>
</pre>
<div>In a group <b>only</b></div>
<ul><li><p id="p">An item</p></li><li>and <em>another</em></li></ul>
<table><tr><td>A <b>cell</b></td></tr></table>
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a PDF of the text."""
    folder = tmp_path_factory.mktemp("tags")
    pages = (document(text=whole(TEXT, "T"), title="T"),)
    book = rendition(folder, Medium.PDF, documents=pages, late=(), navigation=())
    layout = pdf.lay_out(begun(book, folder), book.documents, ignore)
    pdf.bind(layout, folder / "book.pdf", ignore)
    with pikepdf.open(folder / "book.pdf") as file:
        yield file


def _shape(element: Any) -> str:
    """Return an element and those in it, a mark as "."."""
    kids = [
        "." if isinstance(kid, int) else _shape(kid) if "/S" in kid else "link" for kid in element.K
    ]
    return f"{str(element.S)[1:]}({' '.join(kids)})"


def test_text_hangs_on_what_it_belongs_to(opened: Any) -> None:
    """Neither lines nor bold words are elements; what only groups has its texts in one."""
    (part,) = opened.Root.StructTreeRoot.K[0].K
    assert [_shape(one) for one in part.K] == [
        "P(. . . . . . Link(link . .) .)",
        "NonStruct(Span(. .) NonStruct(Span(.)))",
        "Div(Span(.) NonStruct(Span(.)))",
        "L(LI(Lbl(.) LBody(P(.))) LI(Lbl(.) LBody(. .)))",
        "Table(TBody(TR(TD(. .))))",
    ]


def test_marks_and_tags_agree(opened: Any) -> None:
    """Each mark of a page belongs to the element that has it."""
    numbers = opened.Root.StructTreeRoot.ParentTree.Kids[0].Nums
    marks = numbers[1]
    assert len(marks) > 12
    for mark, element in enumerate(marks):
        assert mark in [kid for kid in element.K if isinstance(kid, int)]
