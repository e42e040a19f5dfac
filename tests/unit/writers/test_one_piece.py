"""Months laid out one by one are the pages of a book that WeasyPrint lays out in one piece."""

import re
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from blog2book.events import ignore
from blog2book.model.rendition import Medium, Style
from blog2book.writers import pdf
from blog2book.writers.pdf.piece import Press
from laid import SENTENCE, begun
from renditions import document, rendition, whole

_SIDED = "section { break-before: right }"
_STYLE = """@page { size: 100mm 140mm; margin: 15mm; @bottom-center { content: counter(page) } }
@page :blank { @bottom-center { content: none } }
html { font-size: 14px; line-height: 1.3 }
body { margin: 0; text-align: justify; hyphens: auto; orphans: 2; widows: 2 }
section { display: block } p { margin: 0; text-indent: 1em } h1 { string-set: head content() }"""


def test_months_laid_out_alone_are_the_pages_of_the_whole(tmp_path: Path) -> None:
    """Where no short last page is mended, each page is the same picture, its number too."""
    parts = [
        f"<section><h1>Month {month}</h1>{f'<p>{SENTENCE * 7}</p>' * paragraphs}</section>"
        for month, paragraphs in enumerate((9, 5, 12))
    ]
    months = tuple(
        document(name=f"m-{n}", title=f"Month {n}", text=whole(part, f"Month {n}"))
        for n, part in enumerate(parts)
    )
    styles = (Style(name="css/book.css", text=_STYLE),)
    book = rendition(tmp_path, Medium.PDF, documents=months, styles=styles, late=(), navigation=())
    layout = pdf.lay_out(begun(book, tmp_path), months, ignore)
    pdf.bind(layout, tmp_path / "pieces.pdf", ignore)
    one = Press(book, {}).lay(whole("".join(parts), "All"), _SIDED)
    one.write_pdf(tmp_path / "one.pdf")
    with (
        pypdfium2.PdfDocument(tmp_path / "pieces.pdf") as pieces,
        pypdfium2.PdfDocument(tmp_path / "one.pdf") as together,
    ):
        pairs = list(zip(map(_picture, pieces), map(_picture, together), strict=False))
        assert len(pieces) - len(together) in {0, 1}  # the last leaf has two pages
        assert len(pairs) > 8
        assert [n for n, pair in enumerate(pairs) if ImageChops.difference(*pair).getbbox()] == []
        words = [re.findall(r"\w+", page.get_textpage().get_text_range()) for page in together]
        assert words == [
            re.findall(r"\w+", page.get_textpage().get_text_range())
            for page in list(pieces)[: len(together)]
        ]


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=1).to_pil().convert("L")
    return picture
