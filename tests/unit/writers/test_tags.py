from pathlib import Path
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


def test_rows_have_as_many_columns_on_each_page(tmp_path: Path) -> None:
    """Though a cell stands beside rows of two pages: what is left of it there is an empty one."""
    tall = "<br/>".join(["line"] * 12)
    row = f"<td>{tall}</td><td>1</td></tr>"
    group = f'<tr><th rowspan="4">All</th>{row}<tr>{row}<tr>{row}<tr>{row}'
    text = f"<table>{group}{group}</table>"
    pages = (document(text=whole(text, "T"), title="T"),)
    book = rendition(tmp_path, Medium.PDF, documents=pages, late=(), navigation=())
    layout = pdf.lay_out(begun(book, tmp_path), book.documents, ignore)
    pdf.bind(layout, tmp_path / "book.pdf", ignore)
    with pikepdf.open(tmp_path / "book.pdf") as file:
        (part,) = file.Root.StructTreeRoot.K[0].K
        tables = [[list(row.K) for group in one.K for row in group.K] for one in part.K]
        assert len(tables) > 1
        assert [len({*_widths(rows)}) for rows in tables] == [1] * len(tables)
        assert {width for rows in tables for width in _widths(rows)} == {2, 3}


def _widths(rows: list[list[Any]]) -> list[int]:
    """Return how many cells stand in each row, those too that come down from above."""
    widths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in row:
            down = int(cell.A.get("/RowSpan", 1)) if "/A" in cell else 1
            for at in range(number, number + down):
                widths[at] += 1
    return widths


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
