"""What a PDF says its glyphs are: words are read as they were written, in whatever script."""

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from weasyprint import HTML

from blog2book.audit.printed import read_book
from blog2book.audit.words import words
from blog2book.model.rendition import Face, Medium, Style
from blog2book.writers import pdf
from blog2book.writers.pdf.docket import Cut
from blog2book.writers.pdf.embedding import one_for_each_file
from blog2book.writers.pdf.fonts import Fonts, renumbered
from blog2book.writers.pdf.glyphs import composed
from blog2book.writers.pdf.letters import Letters
from judges import verapdf
from laid import begun
from renditions import document, rendition, whole
from samples import Heard

SCRIPTS = {
    "vowelled Arabic": ("ar", "Noto Naskh Arabic", "الْحَمْدُ لِلَّهِ مُدَرِّسًا لا لَا كِتَابٌ يومًا"),
    "Hebrew with niqqud": ("he", "Noto Serif Hebrew", "בְּרֵאשִׁית אֱלֹהִים אֵת הַשָּׁמַיִם הָאָרֶץ"),
    "Persian": ("fa", "Noto Naskh Arabic", "می‌خواهم کتاب‌های گُلِ سُرخ لای"),
    "Urdu": ("ur", "Noto Nastaliq Urdu", "اُردُو زبان بہت خوبصورت ہے کِتاب"),
    "Hindi": ("hi", "Noto Serif Devanagari", "हिन्दी की किताब विद्यार्थी क्षत्रिय कर्म कृष्ण का कि"),
    "Bengali": ("bn", "Noto Serif Bengali", "বাংলা ভাষায় লেখা কবিতা রবীন্দ্রনাথ কে কোথায়"),
    "Tamil": ("ta", "Noto Serif Tamil", "தமிழ் மொழி கொண்டு கௌரவம் பெரிய கை"),
    "Malayalam": ("ml", "Noto Serif Malayalam", "മലയാളം ഭാഷയിൽ കൊച്ചു കഥകൾ സ്ത്രീ"),
    "Sinhala": ("si", "Noto Serif Sinhala", "සිංහල භාෂාව ශ්‍රී ලංකා කෝ"),
    "Thai": ("th", "Noto Serif Thai", "ทำการในน้ำ ผู้ใหญ่ที่นี่กินข้าว ปี่ ญี่ปุ่น"),
    "Lao": ("lo", "Noto Serif Lao", "ຄຳ ນ້ຳ ລາວ ຢູ່ທີ່ນີ້"),
    "Khmer": ("km", "Noto Serif Khmer", "ភាសាខ្មែរ ខ្ញុំស្រឡាញ់កម្ពុជា កោះ"),
    "Burmese": ("my", "Noto Serif Myanmar", "မြန်မာဘာသာ ကျွန်တော် စာအုပ် ကြောင့်"),
    "Vietnamese": ("vi", "Noto Serif", normalize("NFD", "Tiếng Việt rất đẹp những đường phố")),
    "Greek": ("el", "Noto Serif", "ἐν ἀρχῇ ἦν ὁ λόγος καὶ ᾧ"),
    "ligatures": ("en", "Noto Serif", "efficient office fjord flight"),
}
_QUICK = frozenset(
    {
        "vowelled Arabic",
        "Hebrew with niqqud",
        "Hindi",
        "Tamil",
        "Thai",
        "Khmer",
        "Greek",
        "ligatures",
    }
)
_RIGHT_TO_LEFT = ("ar", "he", "fa", "ur")

STYLE = """
@page { size: 160mm 60mm; margin: 10mm }
body { font: 12pt "EB Garamond" }
.caps { font-variant-caps: all-small-caps }
@font-face { font-family: "EB Garamond"; src: url(fonts/garamond.ttf) }
"""


def _written(path: Path, language: str, family: str, text: str) -> None:
    """Write a page of one paragraph; skip where the family is not installed."""
    way = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    style = f"@page {{ size: 200mm 60mm; margin: 10mm }} p {{ font: 12pt '{family}' }}"
    page = (
        f'<html lang="{language}" dir="{way}"><title>T</title><style>{style}</style><p>{text}</p>'
    )
    with one_for_each_file():
        HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    if not any(family.replace(" ", "-") in name for name in _fonts(path)):
        pytest.skip(f"The font {family} is not installed")


def _fonts(path: Path) -> list[str]:
    with pikepdf.open(path) as opened:
        return sorted(
            str(one.BaseFont)
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and "/DescendantFonts" in one
        )


def _read(path: Path) -> list[str]:
    """Return the words that pdfium finds, in their order."""
    with pypdfium2.PdfDocument(path) as opened:
        text = " ".join(page.get_textpage().get_text_range() for page in opened)
    return [normalize("NFC", word) for word in text.split()]


@pytest.mark.parametrize(
    "script",
    [one if one in _QUICK else pytest.param(one, marks=pytest.mark.slow) for one in SCRIPTS],
)
def test_words_are_read_as_they_were_written(script: str, tmp_path: Path) -> None:
    """Marks stand after their letters, vowels where they were typed, and no word is parted."""
    language, family, text = SCRIPTS[script]
    _written(tmp_path / "a.pdf", language, family, text)
    assert _read(tmp_path / "a.pdf") == normalize("NFC", text).split()
    assert list(read_book(tmp_path / "a.pdf").words) == words(text)
    assert verapdf(tmp_path / "a.pdf") == []


def test_letters_that_share_a_glyph_are_told_apart(tmp_path: Path) -> None:
    """The first and the middle shape of two Arabic letters are one; so are two small capitals."""
    text = "يبدأ یبدأ كتاب کتاب"
    _written(tmp_path / "a.pdf", "ar", "Noto Naskh Arabic", text)
    assert _read(tmp_path / "a.pdf") == text.split()


@cache
def _garamond() -> bytes:
    """Return a font that has few letters, their small capitals, and marks over them."""
    package = find_spec("fontpkg_eb_garamond")
    assert package is not None
    font = TTFont(Path(str(package.origin)).parent / "files" / "EBGaramond[wght].ttf")
    subsetter = Subsetter(Options(layout_features=["*"]))
    subsetter.populate(text="aqxzswndSANDP0123456789 \u0304\u0308\u030b")
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": 400}).save(saved := io.BytesIO())
    return saved.getvalue()


def _bound(folder: Path, path: Path, *texts: str) -> list[str]:
    """Bind a book with a piece for each text; return the words of its pages."""
    (folder / "garamond.ttf").write_bytes(_garamond())
    face = Face(
        family="EB Garamond",
        weight=400,
        style="normal",
        path=folder / "garamond.ttf",
        name="fonts/garamond.ttf",
    )
    pieces = [document(name=f"m-{at}", text=whole(text, "P")) for at, text in enumerate(texts)]
    book = rendition(
        folder,
        Medium.PDF,
        documents=tuple(pieces),
        late=(),
        navigation=(),
        faces=(face,),
        styles=(Style(name="css/book.css", text=STYLE),),
    )
    heard = Heard()
    pdf.bind(pdf.lay_out(begun(book, folder), book.documents, heard), path, heard)
    return _read(path)


@pytest.mark.slow
def test_pieces_of_a_book_share_a_font_and_its_added_glyphs(tmp_path: Path) -> None:
    """Each piece's letters are what they were, and the same book has the same bytes."""
    texts = ("q̄ x̄ a̋ q̄", "x̄ z̄ q̄", "s̈̄")
    pages = (
        *(f"<p>{text}</p>" for text in texts),
        '<p class="caps">Sand</p>',
        '<p class="caps">sAND</p>',
    )
    read = _bound(tmp_path, tmp_path / "a.pdf", *pages)
    assert read == [*" ".join(texts).split(), "Sand", "sAND"]
    assert [name.partition("+")[2] for name in _fonts(tmp_path / "a.pdf")] == ["EB-Garamond"]
    assert verapdf(tmp_path / "a.pdf") == []
    _bound(tmp_path, tmp_path / "b.pdf", *pages)
    assert (tmp_path / "b.pdf").read_bytes() == (tmp_path / "a.pdf").read_bytes()


def test_letters_in_a_group_are_renumbered_too(tmp_path: Path) -> None:
    """What is drawn as one, for it is pale, is no part of the page's own drawing."""
    pages = ("<p>q̄ x̄</p>", '<p style="opacity: .5">w̄ x̄ q̄</p>')
    assert _bound(tmp_path, tmp_path / "a.pdf", *pages) == ["q̄", "x̄", "w̄", "x̄", "q̄"]


def _numbered(font: Any) -> Any:
    """Return a font whose glyphs have numbers for names."""
    font["post"].formatType = 3.0
    font.save(saved := io.BytesIO())
    named = TTFont(io.BytesIO(saved.getvalue()))
    count = named["maxp"].numGlyphs
    named.setGlyphOrder([".notdef", *(f"cid{number:05d}" for number in range(1, count))])
    return named


def _postscript(*, keyed: bool) -> Any:
    """Return EB Garamond with outlines of PostScript's, its glyphs by number if `keyed`."""
    font = TTFont(io.BytesIO(_garamond()))
    if keyed:
        font = _numbered(font)
    shapes = font.getGlyphSet()
    strings = {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(font["hmtx"][name][0], shapes)
        shapes[name].draw(pen)
        strings[name] = pen.getCharString()
    for table in ("glyf", "loca", "prep", "gasp"):
        del font[table]
    font.sfntVersion = "OTTO"
    font["maxp"].tableVersion = 0x00005000
    FontBuilder(font=font).setupCFF("Pen", {}, strings, {})
    if keyed:
        top = font["CFF "].cff.topDictIndex[0]
        top.ROS = ("Adobe", "Identity", 0)
        top.FDSelect, top.FDArray = FDSelect(), FDArrayIndex()
        top.FDSelect.format, top.FDSelect.gidArray = 3, [0] * len(strings)
        group = FontDict()
        group.Private = top.Private
        top.FDArray.append(group)
        top.CharStrings.fdArray, top.CharStrings.fdSelect = top.FDArray, top.FDSelect
    return font


def test_a_font_of_postscript_s_outlines_can_have_more_glyphs(tmp_path: Path) -> None:
    """Words are read as they were written, and the file is a good one."""
    _postscript(keyed=False).save(tmp_path / "pen.otf")
    style = f"@font-face {{ font-family: Pen; src: url({(tmp_path / 'pen.otf').as_uri()}) }}"
    page = f'<html lang="en"><title>T</title><style>{style} p {{ font: 12pt Pen }}</style><p>q̄ x̄ z'
    with one_for_each_file():
        HTML(string=page).write_pdf(tmp_path / "a.pdf", pdf_variant="pdf/ua-1")
    assert _read(tmp_path / "a.pdf") == ["q̄", "x̄", "z"]
    assert verapdf(tmp_path / "a.pdf") == []


@pytest.mark.parametrize("kind", ["glyf", "cff", "keyed"])
def test_an_added_glyph_is_drawn_where_it_belongs(kind: str) -> None:
    """Its parts stand where they were put, and numbers that nobody wants draw nothing."""
    content = io.BytesIO(_garamond())
    if kind != "glyf":
        _postscript(keyed=kind == "keyed").save(content := io.BytesIO())
    font = TTFont(io.BytesIO(content.getvalue()))
    part, count = font.getGlyphID(font.getBestCmap()[ord("q")]), len(font.getGlyphOrder())
    drawings = {count: (9, ()), count + 2: (700, ((part, 0, 0), (part, 100, 200)))}
    made = TTFont(io.BytesIO(composed(content.getvalue(), drawings)))
    shapes = made.getGlyphSet()
    left, bottom, right, top = _bounds(shapes, made.getGlyphName(part))
    names = [made.getGlyphName(count + more) for more in range(3)]
    assert _bounds(shapes, names[2]) == (left, bottom, right + 100, top + 200)
    assert [_bounds(shapes, name) for name in names[:2]] == [None, None]
    assert [shapes[name].width for name in names] == [9, 0, 700]
    assert len(made.getGlyphOrder()) == count + 3


def _bounds(shapes: Any, name: str) -> Any:
    pen = BoundsPen(shapes)
    shapes[name].draw(pen)
    return pen.bounds


def test_a_full_font_stays_the_piece_s_own() -> None:
    """No glyph is added beyond the last number, and nothing is lost: the font is not shared."""
    letters = Letters(0xFFFE)
    assert [letters.code((9, ()), text) for text in "aab"] == [0xFFFE, 0xFFFE, None]
    assert letters.unused() == letters.unused() == 0xFFFF
    book = pikepdf.new()
    fonts = pikepdf.Dictionary(A=book.make_indirect(pikepdf.Dictionary()))
    cut = Cut(
        name="A", digest="d", number=0, count=0xFFFF, em=1000, texts={7: "a", 0xFFFF: "b"},
        widths={7: 500, 0xFFFF: 9}, drawings={0xFFFF: (9, ())},
    )  # fmt: skip
    assert Fonts(pikepdf.new(), Path).take(fonts, [cut]) == {}
    assert "/A" in fonts


def test_a_line_in_a_full_font_stays_as_it_is(tmp_path: Path) -> None:
    """A font with as many glyphs as there can be is drawn as before."""
    _written(tmp_path / "a.pdf", "ja", "Noto Serif CJK JP", "漢字 ẍ̄漢̄")
    assert _read(tmp_path / "a.pdf")[0] == "漢字"
    assert verapdf(tmp_path / "a.pdf") == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>q" + "\u0304" * 500 + " x\u0304</p>",
        '<p dir="rtl">\u05d0' + "\u05b8" * 500 + " x\u0304</p>",
        '<p style="letter-spacing: -9em">q\u0304x\u0304</p><p>x\u0304</p>',
        '<p style="letter-spacing: 99em">q\u0304x\u0304</p><p>x\u0304</p>',
    ],
)
def test_what_no_glyph_can_be_is_drawn_as_it_was(paragraph: str, tmp_path: Path) -> None:
    """Heaps of marks and letters far apart cost nothing of what stands beside."""
    assert "x\u0304" in _bound(tmp_path, tmp_path / "a.pdf", paragraph)


def test_only_what_a_font_shows_is_renumbered() -> None:
    """Numbers between glyphs, and glyphs of other fonts, stay."""
    drawn = b"/A 9 Tf\n[<00010002>-12<0001>] TJ\n/B 9.5 Tf\n[<0001>] TJ\n/A 1 Tf\n[<0003>] TJ"
    assert renumbered(drawn, {"A": {1: 5, 3: 1}}) == (
        b"/A 9 Tf\n[<00050002>-12<0005>] TJ\n/B 9.5 Tf\n[<0001>] TJ\n/A 1 Tf\n[<0001>] TJ"
    )
