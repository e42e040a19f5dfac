import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from blog2book.errors import WriteError
from blog2book.model.rendition import Described, Face, Heading, Medium, Plate, Rendition, Role
from blog2book.writers import epub
from judges import ace, epubcheck
from renditions import document, png, rendition, whole
from samples import Heard

_OPF = "{http://www.idpf.org/2007/opf}"


def _cover(folder: Path) -> Plate:
    return Plate(
        name="pictures/cover.png",
        path=png(folder / "cover.png", 160, 256),
        media_type="image/png",
        width=160,
        height=256,
    )


def _book(folder: Path, **fields: object) -> Rendition:
    return rendition(folder, Medium.EPUB, **fields)


def _written(book: Rendition, folder: Path) -> zipfile.ZipFile:
    path = folder / "book.epub"
    epub.write(book, path, Heard())
    return zipfile.ZipFile(path)


def _package(archive: zipfile.ZipFile) -> ET.Element:
    return ET.fromstring(archive.read("EPUB/content.opf"))


def _said(package: ET.Element, name: str) -> list[str]:
    """Return the values of a property of the package, or of a Dublin Core element."""
    found = [one for one in package.iter() if one.get("property") == name]
    found += package.findall(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return [one.text or "" for one in found]


def _rich(folder: Path) -> Rendition:
    """Return the book with a cover, MathML, and navigation of three levels."""
    book = _book(folder, cover=_cover(folder))
    maths = '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>'
    more = document(name="maths", title="Maths", text=whole(maths, "Maths"))
    line = Heading(label="Salt & Pepper", document="m-2017-01", anchor="p-two", role="post date")
    month = replace(book.navigation[2], children=(line,))
    year = Heading(label="2017", document="m-2017-01", anchor="", role="part", children=(month,))
    return replace(book, documents=(*book.documents, more), navigation=(year,))


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """A book with notes, links, pictures, SVG, MathML, tables and Arabic passes EPUBCheck."""
    path = tmp_path / "book.epub"
    written = epub.write(_rich(tmp_path), path, Heard())
    assert (written.path, written.size, written.pages) == (path, path.stat().st_size, 0)
    assert epubcheck(path) == []


@pytest.mark.slow
def test_ace_finds_nothing(tmp_path: Path) -> None:
    """The same book passes DAISY Ace."""
    path = tmp_path / "book.epub"
    epub.write(_book(tmp_path, cover=_cover(tmp_path)), path, Heard())
    assert ace(path) == []


def test_a_book_read_from_the_right_passes(tmp_path: Path) -> None:
    """Direction and language stand in the package, and EPUBCheck agrees."""
    book = _book(tmp_path, language="ar", direction="rtl", authors=(), subtitle="", address="")
    package = _package(_written(book, tmp_path))
    assert epubcheck(tmp_path / "book.epub") == []
    spine = package.find(f"{_OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert package.get("dir") == "rtl"
    assert _said(package, "creator") == []
    assert _said(package, "source") == []


def test_the_same_book_has_the_same_bytes(tmp_path: Path) -> None:
    """Two files made at different times are equal, and no entry carries a clock."""
    first, second = tmp_path / "1.epub", tmp_path / "2.epub"
    book = _book(tmp_path, cover=_cover(tmp_path))
    epub.write(book, first, Heard())
    epub.write(book, second, Heard())
    assert first.read_bytes() == second.read_bytes()
    dates = {entry.date_time for entry in zipfile.ZipFile(first).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_mimetype_comes_first_and_is_stored(tmp_path: Path) -> None:
    """A reader finds the media type at a fixed place."""
    entry = _written(_book(tmp_path), tmp_path).infolist()[0]
    assert (entry.filename, entry.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_document_is_passed_on_byte_for_byte(tmp_path: Path) -> None:
    """The packager changes nothing in a document."""
    book = _book(tmp_path)
    archive = _written(book, tmp_path)
    for one in book.documents:
        assert one.text is not None
        assert archive.read(f"EPUB/{one.name}.xhtml") == one.text.encode()


def test_metadata_says_who_what_and_when(tmp_path: Path) -> None:
    """Title, author, language, identifier, dates and source are the rendition's."""
    package = _package(_written(_book(tmp_path), tmp_path))
    assert _said(package, "title") == ["A Blog: Days & Nights"]
    assert _said(package, "creator") == ["Ada Example"]
    assert _said(package, "language") == ["en"]
    assert _said(package, "identifier") == ["urn:uuid:6f2c1d0e-7b0a-5a57-9f39-1c2a4d5e6f70"]
    assert _said(package, "date") == ["2017-01-07"]
    assert _said(package, "source") == ["https://blog.example"]
    assert _said(package, "dcterms:modified") == ["2017-01-07T09:30:00Z"]


def test_each_author_is_a_creator(tmp_path: Path) -> None:
    """All of them, in their order, each with the role of an author."""
    package = _package(_written(_book(tmp_path, authors=("Ada", "Ben")), tmp_path))
    assert _said(package, "creator") == ["Ada", "Ben"]
    roles = package.iterfind(".//{*}meta[@property='role']")
    assert [(one.get("refines"), one.text) for one in roles] == [
        ("#creator", "aut"),
        ("#creator-2", "aut"),
    ]


def test_a_date_without_a_zone_is_taken_as_it_is(tmp_path: Path) -> None:
    """A naive date gives the same bytes on every machine."""
    book = _book(tmp_path, date=datetime(2016, 1, 2, 3, 4))
    package = _package(_written(book, tmp_path))
    assert _said(package, "dcterms:modified") == ["2016-01-02T03:04:00Z"]


def test_accessibility_metadata_is_true(tmp_path: Path) -> None:
    """What is said about descriptions follows their count."""
    some = _package(_written(_book(tmp_path), tmp_path))
    assert _said(some, "schema:accessMode") == ["textual", "visual"]
    assert _said(some, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in _said(some, "schema:accessibilityFeature")
    assert "1 of 2 pictures" in _said(some, "schema:accessibilitySummary")[0]
    every = replace(_book(tmp_path), described=Described(pictures=2, described=2))
    package = _package(_written(every, tmp_path))
    assert _said(package, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in _said(package, "schema:accessibilityFeature")
    assert _said(package, "dcterms:conformsTo") == []


def test_a_book_without_pictures_says_so(tmp_path: Path) -> None:
    """Nothing visual is claimed where nothing is shown."""
    book = replace(_book(tmp_path), described=Described(pictures=0, described=0))
    package = _package(_written(book, tmp_path))
    assert _said(package, "schema:accessMode") == ["textual"]
    assert "no pictures" in _said(package, "schema:accessibilitySummary")[0]


def test_manifest_knows_svg_mathml_nav_and_cover(tmp_path: Path) -> None:
    """Properties are computed from the texts."""
    package = _package(_written(_rich(tmp_path), tmp_path))
    facts = {
        item.get("href"): item.get("properties")
        for item in package.iter(f"{_OPF}item")
        if item.get("properties")
    }
    assert facts == {
        "nav.xhtml": "nav",
        "m-2017-01.xhtml": "svg",
        "maths.xhtml": "mathml",
        "pictures/cover.png": "cover-image",
    }
    assert "MathML" in _said(package, "schema:accessibilityFeature")


def test_reading_order_has_cover_front_matter_contents_and_months(tmp_path: Path) -> None:
    """The contents page stands after the copyright page."""
    package = _package(_written(_book(tmp_path, cover=_cover(tmp_path)), tmp_path))
    names = {item.get("id"): item.get("href") for item in package.iter(f"{_OPF}item")}
    order = [names[one.get("idref")] for one in package.iter(f"{_OPF}itemref")]
    assert order == [
        "cover.xhtml",
        "titlepage.xhtml",
        "copyright.xhtml",
        "nav.xhtml",
        "preface.xhtml",
        "m-2016-12.xhtml",
        "m-2017-01.xhtml",
    ]


@pytest.mark.slow
def test_a_cover_document_of_the_theme_is_used(tmp_path: Path) -> None:
    """No second cover page is made beside the theme's own."""
    book = _book(tmp_path, cover=_cover(tmp_path))
    own = '<p><img src="pictures/cover.png" alt="A Blog"/></p>'
    page = document(name="cover", role=Role.COVER, title="Cover", text=whole(own, "Cover"))
    archive = _written(replace(book, documents=(page, *book.documents)), tmp_path)
    assert archive.read("EPUB/cover.xhtml") == str(page.text).encode()
    assert b'epub:type="cover" href="cover.xhtml">Cover' in archive.read("EPUB/nav.xhtml")
    assert epubcheck(tmp_path / "book.epub") == []


def test_front_matter_alone_still_has_contents(tmp_path: Path) -> None:
    """The contents page is there even if nothing follows it."""
    page = document(name="titlepage", role=Role.TITLEPAGE, title="A Blog")
    book = replace(_book(tmp_path), documents=(page,), navigation=())
    archive = _written(book, tmp_path)
    assert b'<a href="titlepage.xhtml">A Blog</a>' in archive.read("EPUB/nav.xhtml")


def test_navigation_is_nested_as_the_rendition_says(tmp_path: Path) -> None:
    """Nav and NCX hold the same lines at the same depth, labels escaped."""
    archive = _written(_rich(tmp_path), tmp_path)
    nav, ncx = archive.read("EPUB/nav.xhtml").decode(), archive.read("EPUB/toc.ncx").decode()
    assert '<a href="m-2017-01.xhtml#p-two">Salt &amp; Pepper</a>' in nav
    assert ncx.count("<navPoint") == 3
    assert '<meta name="dtb:depth" content="3"/>' in ncx
    assert "Salt &amp; Pepper" in ncx
    assert '<li class="to-post to-date">' in nav


def test_landmarks_name_contents_and_beginning(tmp_path: Path) -> None:
    """Readers find the contents and the first page of the body."""
    nav = _written(_book(tmp_path), tmp_path).read("EPUB/nav.xhtml").decode()
    marks = re.findall(r'epub:type="([\w]+)" href="([^"]+)"', nav)
    assert marks == [
        ("toc", "nav.xhtml"),
        ("titlepage", "titlepage.xhtml"),
        ("bodymatter", "m-2016-12.xhtml"),
    ]


def test_fonts_are_packed_with_their_media_type(tmp_path: Path) -> None:
    """A face becomes a file of the book, under the name that styles use."""
    file = tmp_path / "plain.otf"
    file.write_bytes(b"OTTO")
    face = Face(family="Plain", weight=400, style="normal", path=file, name="fonts/plain.otf")
    archive = _written(_book(tmp_path, faces=(face,)), tmp_path)
    assert archive.read("EPUB/fonts/plain.otf") == b"OTTO"
    assert 'media-type="font/otf"' in archive.read("EPUB/content.opf").decode()


def test_a_picture_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    """A file that cannot be read is a WriteError that names it."""
    book = _book(tmp_path)
    (tmp_path / "red.png").unlink()
    with pytest.raises(WriteError, match=r"red\.png"):
        epub.write(book, tmp_path / "book.epub", Heard())


def test_a_file_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    """An output in a folder that is not there is a WriteError that names it."""
    with pytest.raises(WriteError, match="cannot be written"):
        epub.write(_book(tmp_path), tmp_path / "no" / "book.epub", Heard())


def test_epub_needs_no_layout_engine() -> None:
    """Importing the EPUB writer loads no WeasyPrint."""
    code = "import blog2book.writers.epub, sys; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
