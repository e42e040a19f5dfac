import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from blog2book.errors import ThemeError
from blog2book.events import ignore
from blog2book.model.rendition import Document, Medium, Rendition, Role, Style
from blog2book.writers import pdf
from blog2book.writers.pdf.fonts import Fonts
from blog2book.writers.pdf.slots import filled
from laid import begun
from renditions import document, front, rendition, whole

STYLE = """
@page { size: 300pt 420pt; margin: 40pt; @bottom-center { content: counter(page) } }
body { font: 11pt/1.3 "DejaVu Serif", serif; margin: 0 }
a.page { font-variant-numeric: lining-nums tabular-nums; white-space: nowrap }
"""


def _see(anchor: str) -> str:
    return f'<p>see {anchor} <a class="page" href="#{anchor}">?</a> there</p>'


def _months(pages: int, extra: int = 0) -> tuple[Document, ...]:
    """Return months of so many pages; each names the page of every other, before and after it."""
    months = []
    for n in range(4):
        long = pages + (extra if n == 1 else 0)
        body = "".join(
            f'<h2 id="p-{n}-{page}" style="break-before: page">Post p-{n}-{page}</h2>'
            for page in range(long)
        )
        links = "".join(_see(f"p-{other}-{pages - 1}") for other in range(4) if other != n)
        text = whole(f"{links}{_see('preface')}{body}", f"Month {n}")
        months.append(document(name=f"m-{n}", title=f"Month {n}", text=text))
    preface = front("preface", Role.PREFACE, "Preface", f"<p>Words.</p>{_see('p-2-0')}")
    return (preface, *months)


def _book(folder: Path, *documents: Document, style: str = STYLE) -> Rendition:
    return rendition(
        folder,
        Medium.PDF,
        documents=documents,
        late=(),
        navigation=(),
        styles=(Style(name="css/book.css", text=style),),
    )


def _bound(book: Rendition, folder: Path) -> Any:
    begin = begun(book, folder, cache=folder / "cache")
    layout = pdf.lay_out(begin, book.documents, ignore)
    pdf.bind(layout, folder / "book.pdf", ignore)
    return layout


@pytest.mark.parametrize(("pages", "extra"), [(4, 0), pytest.param(2, 95, marks=pytest.mark.slow)])
def test_every_printed_number_is_that_of_the_page(pages: int, extra: int, tmp_path: Path) -> None:
    """Read back from the file: the number is at the foot of the page where the target stands."""
    _bound(_book(tmp_path, *_months(pages, extra)), tmp_path)
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    with pikepdf.open(tmp_path / "book.pdf") as read:
        labels = [page.label for page in read.pages]
    said = re.findall(r"see (\S+) (\w+) there", "\n".join(texts))
    assert len(said) == 4 * 4 + 1
    for anchor, number in said:
        shown = "Words." if anchor == "preface" else f"Post {anchor}\r"
        index = next(n for n, text in enumerate(texts) if shown in text.replace("\n", "\r"))
        assert labels[index] == number


def test_a_number_that_changes_lays_nothing_out(tmp_path: Path) -> None:
    """A month that grows is laid out alone: twice, if the room in it was guessed wrong."""
    _bound(_book(tmp_path, *_months(4)), tmp_path)
    pieces = tmp_path / "cache" / "pieces"
    before = set(pieces.glob("*.pdf"))
    layout = _bound(_book(tmp_path, *_months(4, extra=2)), tmp_path)
    assert 1 <= len(set(pieces.glob("*.pdf")) - before) <= 2
    assert layout.pages.label("p-3-0") == "22"


def test_a_target_that_stands_nowhere_has_no_number(tmp_path: Path) -> None:
    """Its slot is empty, and nothing breaks."""
    book = _book(tmp_path, document(text=whole(_see("gone"), "X")))
    assert _bound(book, tmp_path).lost == {"gone"}
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as opened:
        assert "see gone there" in opened[0].get_textpage().get_text_range()


def test_a_number_fits_its_room_or_is_refused() -> None:
    """A number is never printed over its neighbours: the theme is told what to ask for."""
    drawing = b"/Link <</MCID 3>> BDC /F 9 Tf [<0011>] TJ EMC"

    def figures(_name: str, _nought: int) -> tuple[tuple[int, ...], int]:
        return tuple(range(0x20, 0x2A)), 500

    assert filled(drawing, 3, "7", figures).count(b"<0027>") == 1
    longer = drawing.replace(b"<0011>", b"<00110011>")
    assert b"[-500<0027>]" in filled(longer, 3, "7", figures)
    for mark, number in ((4, "7"), (3, "77")):
        with pytest.raises(ThemeError, match="cannot be printed"):
            filled(drawing, mark, number, figures)


def test_a_font_without_figures_of_one_width_is_refused(tmp_path: Path) -> None:
    """The theme is told to ask for them, before a number is printed over its neighbours."""
    fonts = Fonts(pikepdf.new(), lambda _digest: tmp_path)
    with pytest.raises(ThemeError, match="no figures of one width"):
        fonts.figures("ABCDEF", 17)
