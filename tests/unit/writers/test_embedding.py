from contextlib import closing
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream

from blog2book.model.rendition import Face, Medium, Style
from blog2book.writers import pdf
from blog2book.writers.pdf.embedding import one_for_each_file
from judges import verapdf
from laid import begun
from renditions import document, rendition, whole
from samples import Heard

STYLE = """
@font-face { font-family: Pair; font-style: normal; src: url(fonts/upright.ttf) }
@font-face { font-family: Pair; font-style: oblique; src: url(fonts/slanted.ttf) }
p { font: oblique 11pt Pair }
"""


def _face(folder: Path, name: str, letters: str) -> Face:
    """Return a static face that has just these letters."""
    package = find_spec("fontpkg_eb_garamond")
    assert package is not None
    font = TTFont(Path(str(package.origin)).parent / "files" / "EBGaramond[wght].ttf")
    subsetter = Subsetter()
    subsetter.populate(text=letters)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": 400}).save(folder / name)
    return Face(family="Pair", weight=400, style="normal", path=folder / name, name=f"fonts/{name}")


@pytest.mark.slow
def test_a_letter_is_drawn_from_the_file_that_has_it(tmp_path: Path) -> None:
    """A face that Pango slants for a letter that the slanted file lacks is a font of its own."""
    faces = (_face(tmp_path, "upright.ttf", "ab"), _face(tmp_path, "slanted.ttf", "a"))
    book = rendition(
        tmp_path,
        Medium.PDF,
        documents=(document(text=whole("<p>aaa</p><p>bbb</p>", "Letters")),),
        late=(),
        navigation=(),
        faces=faces,
        styles=(Style(name="css/book.css", text=STYLE),),
    )
    heard = Heard()
    layout = pdf.lay_out(begun(book, tmp_path), book.documents, heard)
    pdf.bind(layout, tmp_path / "book.pdf", heard)
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        names = sorted(str(font.BaseFont) for font in opened.pages[0].Resources.Font.values())
    assert [name.partition("+")[2] for name in names] == ["Pair-Oblique", "Pair-Oblique"]
    assert names[0] != names[1]
    assert verapdf(tmp_path / "book.pdf") == []


def test_emoji_that_meet_do_not_touch(tmp_path: Path) -> None:
    """Each picture keeps to the room of its character, and the text has no blanks between them."""
    cats = whole("<p>\U0001f63b\U0001f63b\U0001f63b</p>", "Cats")
    book = rendition(tmp_path, Medium.PDF, documents=(document(text=cats),), late=(), navigation=())
    layout = pdf.lay_out(begun(book, tmp_path), book.documents, Heard())
    pdf.bind(layout, tmp_path / "book.pdf", Heard())
    with closing(pdfium.PdfDocument(tmp_path / "book.pdf")) as opened:
        page = opened[0]
        pictures = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=9)
        places = sorted(one.get_bounds() for one in pictures)
        said = page.get_textpage().get_text_range()
    if not places:
        pytest.skip("no font of pictures for emoji is installed")
    assert len(places) == 3
    assert all(one[2] < other[0] for one, other in pairwise(places))
    assert "\U0001f63b\U0001f63b\U0001f63b" in said


def test_no_library_of_the_machine_cuts_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF is the same file, and nobody is warned, where HarfBuzz-Subset is not installed."""
    text = whole("<p>Cats \U0001f63b</p>", "Cats")
    book = rendition(tmp_path, Medium.PDF, documents=(document(text=text),), late=(), navigation=())
    heard = Heard()
    made = []
    for name in ("with", "without"):
        layout = pdf.lay_out(begun(book, tmp_path, cache=tmp_path / name), book.documents, heard)
        pdf.bind(layout, tmp_path / f"{name}.pdf", heard)
        made.append((tmp_path / f"{name}.pdf").read_bytes())
        monkeypatch.setattr(fonts, "harfbuzz_subset", None)
    assert made[0] == made[1]
    assert not heard.notices


def test_weasyprint_is_left_as_it_was() -> None:
    """WeasyPrint's own way with fonts is back when the book is written."""
    before = Stream.add_font
    with one_for_each_file():
        assert Stream.add_font is not before
    assert Stream.add_font is before
