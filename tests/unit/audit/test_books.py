"""Books read back: an EPUB by its spine, a PDF by its tags."""

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from blog2book.audit.compare import lost
from blog2book.audit.printed import read_book
from blog2book.audit.words import words
from blog2book.errors import CheckError
from blog2book.writers.pdf.embedding import one_for_each_file

_CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/a.opf"/></rootfiles></container>"""
_PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="two" href="b%20two.xhtml"/><item id="one" href="one.xhtml"/></manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine></package>"""
_ONE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Unread</title><style>p {}</style></head><body><!-- no --> <?no no?>
<article id="p-1"><h2>A <b>T</b>itle</h2><p>In 197<sup><a href="#f">7</a></sup> we
<a epub:type="noteref" href="#n-1">3</a>went<br/>out.</p><img src="x" alt="a boat"/>
<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x+1"><mi>x</mi></math></article>
<aside id="n-1" epub:type="footnote"><p>A note.</p></aside></body></html>"""
_TWO = """<html xmlns="http://www.w3.org/1999/xhtml"><body id="p-2"><p>The end</p></body></html>"""


def _epub(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        named = {"META-INF/container.xml": _CONTAINER, "OPS/a.opf": _PACKAGE,
                 "OPS/one.xhtml": _ONE, "OPS/b two.xhtml": _TWO}  # fmt: skip
        for name, text in (named | files).items():
            package.writestr(name, text)
    return path


def test_an_epub_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    """Words, formulas and notes; no numbers of notes, no heads; pictures without description."""
    book = read_book(_epub(tmp_path / "a.epub"))
    assert " ".join(book.words) == "a title in 197 7 we went out \ufffc x 1 x a note the end"
    assert book.anchors == {"p-1": 0, "n-1": 12, "p-2": 14}
    assert set(book.notes) == {"n-1"}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"META-INF/container.xml": "<container/>"}, "container.xml names no package"),
        ({"OPS/a.opf": _PACKAGE.replace('id="one"', 'id="gone"')}, "names “one”, its manifest"),
        ({"OPS/a.opf": "<package/>"}, "the spine of OPS/a.opf is empty"),
        ({"OPS/one.xhtml": "<html>"}, "OPS/one.xhtml: "),
        ({"OPS/a.opf": _PACKAGE.replace("one.xhtml", "gone.xhtml")}, "there is no OPS/gone.xhtml"),
        ({"OPS/one.xhtml": "<!DOCTYPE a [<!ENTITY b 'c'>]><html>&b;</html>"}, "declares entities"),
        ({"OPS/one.xhtml": "<i>" * 20_000 + "</i>" * 20_000}, "OPS/one.xhtml: "),
        ({"OPS/one.xhtml": f"<a>{'<b/>' * 2_000_000}</a>"}, "has more tags than a document"),
        ({"OPS/one.xhtml": " " * (33 * 1024**2)}, "one.xhtml is larger than a document"),
    ],
)
def test_a_damaged_epub_is_refused(files: dict[str, str], reason: str, tmp_path: Path) -> None:
    """In words that name the file and what is wrong with it."""
    with pytest.raises(CheckError, match=r"a\.epub: is no EPUB that can be read") as caught:
        read_book(_epub(tmp_path / "a.epub", **files))
    assert reason in caught.value.message


@pytest.mark.parametrize(
    ("offsets", "value", "reason"),
    [
        ({b"PK\x03\x04": 6, b"PK\x01\x02": 8}, 1, "locked with a password"),
        ({b"PK\x03\x04": 8, b"PK\x01\x02": 10}, 14, "packed in a way that no EPUB knows"),
        ({b"PK\x05\x06": 15}, 1, "lists more files than a book has"),
        ({b"PK\x03\x04": 14}, 7, "is no EPUB that can be read"),
    ],
)
def test_a_hostile_zip_is_refused(
    offsets: dict[bytes, int], value: int, reason: str, tmp_path: Path
) -> None:
    """Locks, ways of packing and lists of names that no EPUB has, and damage, end in words."""
    path = _epub(tmp_path / "a.epub")
    data = bytearray(path.read_bytes())
    for mark, offset in offsets.items():
        at = data.find(mark)
        while at >= 0:
            data[at + offset] = value
            at = data.find(mark, at + 1)
    if value == 7:  # damage in what is packed, not in what is said of it
        data[data.find(b"<container")] = 7
    path.write_bytes(data)
    with pytest.raises(CheckError, match=reason):
        read_book(path)


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    """Documents that are small when packed and vast together are not read to their end."""
    path = tmp_path / "a.epub"
    many = [f"d{at}" for at in range(8)]
    items = "".join(f'<item id="{name}" href="{name}"/>' for name in many)
    refs = "".join(f'<itemref idref="{name}"/>' for name in many)
    opf = f"<package><manifest>{items}</manifest><spine>{refs}</spine></package>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("META-INF/container.xml", _CONTAINER)
        package.writestr("OPS/a.opf", opf)
        for name in many:
            package.writestr(f"OPS/{name}", f"<html>{' ' * 9_000_000}</html>")
    with pytest.raises(CheckError, match="d7 is larger than a document"):
        read_book(path)


def test_what_nobody_sees_is_not_in_the_book(tmp_path: Path) -> None:
    """Neither what its tag hides, nor what stands in attributes of things that are not drawn."""
    one = """<html xmlns="http://www.w3.org/1999/xhtml"><body><p title="no">yes
    <b hidden="hidden">no</b> still</p><div style="display: none" id="p-1">no<p>no</p></div>
    <section aria-label="no">here</section><img alt="drawn" src="x" title="no"/></body></html>"""
    book = read_book(_epub(tmp_path / "a.epub", **{"OPS/one.xhtml": one}))
    assert " ".join(book.words) == "yes still here \ufffc the end"
    assert "p-1" not in book.anchors


_OWN = """<html xmlns="http://www.w3.org/1999/xhtml"><body>
<header class="post-head"><p class="post-date">Day</p><h2>Title</h2></header>
<figure class="missing"><p class="frame">Not kept</p><figcaption>caption</figcaption></figure>
<p>word <span class="missing">[Lost: <bdi>told</bdi>]</span>s <bdi>on</bdi></p></body></html>"""


_STYLED = """<html xmlns="http://www.w3.org/1999/xhtml"><head>
<link rel="stylesheet" href="s/a.css"/><link rel="stylesheet" href="gone.css"/>
<style>.b { display: none }</style></head>
<body><p>One</p><div class="a b"><p>two</p></div><blockquote><p class="c">three</p></blockquote>
<p class="c">four</p><ul><li><i>five</i></li></ul><p id="d">six</p></body></html>"""


@pytest.mark.parametrize(
    ("sheet", "gone"),
    [
        ("", "two"),
        ("blockquote, li{display:none}", "two three five"),
        ("p.c { color: red; Visibility: hidden }", "two three four"),
        ("blockquote > *{/* } */display:none !important}", "two three"),
        ("body blockquote p, .e p { display: none }", "two three"),
        (".b { display: block } .c{display:none} .c{display:inline}", "two"),
        ("@media print{li{display:none}p{display:none}} li{display:none}", "two five"),
        ("@import url(x); @media screen { li { display: none } } p { color: red }", "two five"),
        ("p::before, p:empty, #d, p + p, [hidden], . { display: none }", "two"),
        ("p { display: none", "one two three four six"),
        ("} { a b c d e f g h i p { display: none }", "two"),
    ],
)
def test_what_a_style_sheet_hides_is_not_in_the_book(sheet: str, gone: str, tmp_path: Path) -> None:
    """By elements and classes, also of what stands around; not what it says of paper."""
    files = {"OPS/one.xhtml": _STYLED, "OPS/s/a.css": sheet}
    said = read_book(_epub(tmp_path / "a.epub", **files)).words
    whole = ("one", "two", "three", "four", "five", "six")
    assert [one for one in whole if one not in said] == gone.split()


def test_what_stands_beyond_a_page_is_not_in_the_book(tmp_path: Path) -> None:
    """On each of its sides."""
    path = tmp_path / "a.pdf"
    sides = ("left: 90in", "left: -90in", "top: 90in", "top: -90in")
    away = "".join(f'<p style="position: absolute; {side}">gone</p>' for side in sides)
    text = f"<html lang='en'><title>T</title><style>@page {{ size: 50mm }}</style><p>Here{away}"
    HTML(string=text).write_pdf(path, pdf_variant="pdf/ua-1")
    assert read_book(path).words == ["here"]


def test_what_an_epub_says_itself_is_told_apart(tmp_path: Path) -> None:
    """Days and frames are its own; titles stand above a text too, and captions are a post's."""
    book = read_book(_epub(tmp_path / "a.epub", **{"OPS/one.xhtml": _OWN}))
    said = " ".join(book.words)
    assert said == "day title not kept caption word lost told s on the end"
    own = [word for one in book.own for word in book.words[one.start : one.stop]]
    assert own == ["day", "not", "kept", "lost"]
    heads = [word for one in book.heads for word in book.words[one.start : one.stop]]
    assert heads == ["day", "title"]


_PAGES = """<html lang="en"><head><title>T</title><style>
@page {{ size: 60mm 60mm; margin: 10mm; @top-center {{ content: "Running head" }}
@bottom-center {{ content: counter(page) }} }}
p {{ margin: 0; hyphens: manual }} .late {{ float: left }} h2 {{ break-before: page }}
b {{ float: left; font-size: 30pt; line-height: 1 }}</style></head><body>
<p><a href="#p-2">first</a> a very longexam&shy;ination of effi&shy;cient offices, well-known by all
of us and so on</p><h2 id="p-2">Second</h2><div class="late">beside</div><p>the text</p>
<p id="n-1"><b>T</b>his begins large</p></body></html>"""


@pytest.mark.parametrize("tagged", [True, False])
def test_a_pdf_is_read_in_the_order_of_its_tags(tmp_path: Path, *, tagged: bool) -> None:
    """Parted words are whole again, ligatures are letters, and each page knows its targets."""
    path = tmp_path / "a.pdf"
    variant = "pdf/ua-1" if tagged else None
    HTML(string=_PAGES.format()).write_pdf(path, pdf_variant=variant)
    book = read_book(path)
    words = set(book.words)
    assert {"longexamination", "efficient", "offices", "well", "known"} <= words
    assert ("this" in words, "running" in words) == (tagged, not tagged)
    start = book.anchors["p-2"]
    assert book.words[start] == "second" or not tagged
    if tagged:
        assert list(book.words[start : start + 4]) == ["second", "beside", "the", "text"]
        assert set(book.notes) == {"n-1"}


_TAGGED = """<html lang="en"><title>T</title><section><h2>Notes</h2></section>
<header><p>Day</p><h2>Title</h2></header>
<figure><p>Lost</p><figcaption>caption</figcaption></figure>
<figure><div>Two: <bdi>told</bdi></div></figure>
<p>seen <img src="{}" alt="a boat"/> here</p></html>"""


def test_what_a_pdf_says_itself_is_told_apart(tmp_path: Path) -> None:
    """Days and frames are its own; titles stand above a text too, and captions are a post's."""
    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")
    path = tmp_path / "a.pdf"
    page = _TAGGED.format((tmp_path / "a.png").as_uri())
    HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    book = read_book(path)
    said = "notes day title lost caption two told seen \ufffc here"
    assert " ".join(book.words) == said
    own = [word for one in book.own for word in book.words[one.start : one.stop]]
    assert own == ["day", "lost", "two"]
    heads = [word for one in book.heads for word in book.words[one.start : one.stop]]
    assert heads == ["notes", "day", "title"]


_DRAWN = """<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9'
height='9'/></svg>"""
_SPOKEN = """<html lang="en"><title>T</title><body>
<p>First the sum</p><p id="p-2"><img alt="a + b = c" src="data:image/svg+xml,{}"/> is known,
and {} too</p></body></html>"""


def test_what_a_pdf_draws_is_read_as_it_is_spoken(tmp_path: Path) -> None:
    """A formula by its description and below its target, a letter beyond U+FFFF as one sign."""
    path = tmp_path / "a.pdf"
    page = _SPOKEN.format(_DRAWN.replace("\n", " "), "\U0001d518\U0001d52b\U0001d526")
    HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    book = read_book(path)
    said = " ".join(book.words)
    assert said.startswith("first the sum a b c is known and uni too")
    assert book.anchors["p-2"] == 3


@pytest.mark.parametrize(
    ("way", "line"),
    [
        ("rtl", "שלום עולם two English words בפנים 12 34 ועוד one last"),
        ("rtl", "שלום עולם two 12 words בפנים"),
        ("ltr", "He said שלום 12 34 עולם to all of us"),
        ("ltr", "Then: שלום עולם ועוד"),
    ],
)
def test_words_of_both_directions_stand_as_they_are_read(
    way: str, line: str, tmp_path: Path
) -> None:
    """Each from its side, whichever way the paragraph runs."""
    path = tmp_path / "a.pdf"
    page = f'<html lang="en"><title>T</title><p>Before</p><p dir="{way}">{line}</p></html>'
    HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    assert " ".join(words(line)) in " ".join(read_book(path).words)


def test_marks_stand_with_their_letters(tmp_path: Path) -> None:
    """Marks that are raised above a letter are read before the next letter, as they are written."""
    path = tmp_path / "a.pdf"
    line = "ไม่มีช่องว่างระหว่างคำ ในสวนน้ำตอนเช้า"
    page = f'<html lang="th"><title>T</title><p>{line} e\u0301</p></html>'
    with one_for_each_file():
        HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    assert list(read_book(path).words) == words(f"{line} e\u0301")


_CALLS = """<html lang="en"><title>T</title><style>@page { size: 30mm 90mm; margin: 5mm }
p { width: 14mm } sup { line-height: 0 }</style>
<p>In 2016<a href="#n-1"><sup>3</sup></a> <b>2017</b> all pro&shy;duc&shy;tion
ended.</p><p id="n-1">Note</p></html>"""


def test_calls_of_notes_and_narrow_lines_leave_words_whole(tmp_path: Path) -> None:
    """A year stands apart from a note's number; a word on three lines is one."""
    path = tmp_path / "a.pdf"
    HTML(string=_CALLS).write_pdf(path, pdf_variant="pdf/ua-1")
    said = list(read_book(path).words)
    assert said[:4] == ["in", "2016", "3", "2017"]
    assert "production" in said


_CUT = """<html lang="en"><title>T</title><p>My pre{0}feren{0}ce{0} of H<a href="#n-1">2</a>O 5{0}a.
</p><p id="n-1">Note</p></html>"""


def test_a_word_that_the_calls_of_notes_cut_is_given_whole(tmp_path: Path) -> None:
    """Its parts and the calls stay in their places: a number with a link may be the author's."""
    path = tmp_path / "a.pdf"
    page = _CUT.format('<a href="#n-1"><sup>3</sup></a>')
    HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    said = "my pre 3 feren preferen 3 ce preference 3 of h 2 o ho 5 3 a note"
    assert " ".join(read_book(path).words) == said


def test_a_word_that_a_page_parts_is_given_whole(tmp_path: Path) -> None:
    """The last line's half and the first line's half make a word."""
    path = tmp_path / "a.pdf"
    lines = "<br>".join(["word"] * 5)
    text = f"""<html lang="en"><style>@page {{ size: 50mm 40mm; margin: 5mm }}
        p {{ font-size: 10pt; orphans: 1; widows: 1; line-height: 6mm; margin: 0 }}</style>
        <p>{lines.replace("word", "line", 4)}-<br>smith came</p></html>"""
    HTML(string=text).write_pdf(path, pdf_variant="pdf/ua-1")
    with pypdfium2.PdfDocument(path) as opened:
        assert len(opened) == 2
    assert "wordsmith" in read_book(path).words


_LONG = """<html lang="en"><title>T</title><style>@page {{ size: 50mm 70mm; margin: 5mm }}
p, td {{ font-size: 8pt; overflow-wrap: anywhere; margin: 0; padding: 0 }}
td {{ width: 12mm }} table {{ table-layout: fixed; width: 36mm }} .narrow {{ width: 1mm }}</style>
<p>Alder</p><table><tr>{cells}</tr></table>
<p>{word}</p><p class="narrow">Thunder brought</p><p>Last words.</p></html>"""


def test_words_are_found_that_cells_and_pages_part(tmp_path: Path) -> None:
    """With a hyphen and without; a word more is lost, and so is one of other letters."""
    path = tmp_path / "a.pdf"
    parts = [f"oat&shy;cakes{word}&shy;butter&shy;milk&shy;" for word in ("bed", "egg", "ham")]
    cells = "".join(f"<td>{part}xylophonequince</td>" for part in parts)
    word = "nineteen&shy;lanterns" * 20
    HTML(string=_LONG.format(cells=cells, word=word)).write_pdf(path, pdf_variant="pdf/ua-1")
    book = list(read_book(path).words)
    whole = f"alder {cells} {word} thunder brought last words".replace("<td>", " ")
    said = whole.replace("&shy;", "").replace("</td>", " ").split()
    assert not lost(said, book)
    for at in (3, 4, 5):
        for harmed in ([said[at], "gone"], [said[at].replace("n", "", 1)]):
            missed = lost([*said[:at], *harmed, *said[at + 1 :]], book)
            assert any(at + len(harmed) - 1 in run for run in missed)


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    """In words that name the file; so are a folder, and what is not there."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(CheckError, match=r"a\.pdf: is no PDF that can be read"):
        read_book(path)
    empty = pypdfium2.PdfDocument.new()
    empty.save(path)
    empty.close()
    with pytest.raises(CheckError, match="has no page"):
        read_book(path)
    with pytest.raises(CheckError, match="is no file"):
        read_book(tmp_path)
    with pytest.raises(CheckError, match="cannot be read: No such file"):
        read_book(tmp_path / "gone")
