import logging
import re
import subprocess
import sys
import time
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from blog2book.audit.printed import read_book
from blog2book.errors import WriteError
from blog2book.events import Severity, StageAdvanced, StageStarted
from blog2book.model.rendition import (
    Document,
    Face,
    Folios,
    Heading,
    Medium,
    Plate,
    Rendition,
    Role,
    Side,
    Style,
)
from blog2book.writers import pdf
from blog2book.writers.pdf.layout import roman
from blog2book.writers.pdf.needs import installing_pango
from judges import verapdf
from laid import begun
from renditions import contents, document, documents, front, png, rendition, whole
from samples import Heard


def _laid(
    book: Rendition, folder: Path, heard: Heard, lines: int = 0, cache: Path | None = None
) -> pdf.Layout:
    """Lay out a book as publish does, its contents `lines` longer than need be."""
    layout = pdf.lay_out(begun(book, folder, cache=cache), book.documents, heard)
    for _turn in range(4 if book.late else 0):
        before = layout.pages
        layout = pdf.lay_out(layout, (contents(before, lines),), heard)
        if layout.pages == before:
            break
    return layout


def _bound(book: Rendition, path: Path, lines: int = 0) -> Heard:
    heard = Heard()
    pdf.bind(_laid(book, path.parent, heard, lines), path, heard)
    return heard


def _small(folder: Path, *pages: Document, **fields: object) -> Rendition:
    """Return a book of the given documents, without navigation."""
    plain = {"documents": pages, "late": (), "navigation": ()}
    return rendition(folder, Medium.PDF, **(plain | fields))


def _texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as book:
        return [page.get_textpage().get_text_range() for page in book]


def _names(opened: pikepdf.Pdf) -> list[tuple[Any, Any]]:
    """Return all named destinations, in the order in which they stand in the file."""
    flat = [part for leaf in opened.Root.Names.Dests.Kids for part in leaf.Names]
    return list(zip(flat[::2], flat[1::2], strict=True))


def _leads_to(item: Any) -> Any:
    """Return the page of a bookmark: number and generation of its object."""
    return item.destination[0].objgen


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the finished PDF of the hand-made rendition."""
    folder = tmp_path_factory.mktemp("pdf")
    heard = _bound(rendition(folder, Medium.PDF), folder / "book.pdf", lines=40)
    assert heard.notices == []
    return folder / "book.pdf"


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing(book: Path, flavour: str) -> None:
    """The joined file is what it claims: paragraphs and lists in items, tables, links, Arabic."""
    assert verapdf(book, flavour) == []


def test_every_listed_number_is_the_one_printed(book: Path) -> None:
    """The contents' numbers, roman and arabic, stand at the foot of the pages they name."""
    texts = _texts(book)
    whole_text = "\n".join(texts)
    listed = dict(re.findall(r"(preface|p-one|p-two|n-1) = (\w+)", whole_text))
    assert listed == {"preface": "vii", "p-one": "1", "p-two": "5", "n-1": "3"}
    shown = {"preface": "Preface", "p-one": "The Key", "p-two": "The Second", "n-1": "A note."}
    with pikepdf.open(book) as opened:
        labels = [page.label for page in opened.pages]
    for anchor, words in shown.items():
        index = next(n for n, text in enumerate(texts) if words in text and "=" not in text)
        assert labels[index] == listed[anchor]
        assert texts[index].split()[-1] == listed[anchor]


def test_labels_are_roman_then_arabic(book: Path) -> None:
    """The page labels count front matter in roman and begin again with 1."""
    with pikepdf.open(book) as opened:
        labels = [page.label for page in opened.pages]
    assert labels == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", *"123456"]


def test_sides_alternate_and_blanks_are_empty(book: Path) -> None:
    """Every page with words stands on its own side, and a padding page has none."""
    texts = _texts(book)
    assert len(texts) % 2 == 0
    for index, text in enumerate(texts):
        assert not text.strip() or ("right" if index % 2 == 0 else "left") in text
    assert [index for index, text in enumerate(texts) if not text.strip()] == [7, 11, 13]


def test_links_arrive_over_pieces(book: Path) -> None:
    """A link leads to the page of its target, forward and back, and says so in words."""
    with pikepdf.open(book) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages)}
        names = {str(name): place for name, place in _names(opened)}
        leads = set()
        for number, page in enumerate(opened.pages):
            for link in page.get("/Annots", []):
                if "/Dest" in link:
                    target = names[str(link.Dest)][0]
                    leads.add((number, str(link.Contents), pages[target.objgen]))
    assert {(8, "the second post", 12), (12, "the first", 8), (2, "p-two", 12)} <= leads


def test_tags_are_whole(book: Path) -> None:
    """Every link annotation hangs on a Link, a list item holds label and body, ids are listed."""
    with pikepdf.open(book) as opened:
        elements = [
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        ]
        for one in elements:
            kids = [kid for kid in one.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]
            if one.S == "/LI":
                assert {str(kid.S) for kid in kids} <= {"/Lbl", "/LBody", "/L"}
            if one.S != "/Link":
                assert all(kid.get("/Type") != "/OBJR" for kid in kids)
            assert one.S != "/Figure" or one.Alt
        ids = [str(one.ID) for one in elements if "/ID" in one]
        listed = [str(one) for one in opened.Root.StructTreeRoot.IDTree.Names[::2]]
        assert sorted(ids) == sorted(listed)
        assert len(ids) == 3


def test_what_follows_a_list_in_an_item_is_read_after_it(tmp_path: Path) -> None:
    """Lists within lists stand in the tree where they stand on the page."""
    inner = "<ol><li>three</li><li>four</li></ol>"
    body = f"<ul><li><p>one</p><ul><li>two{inner}</li></ul><p>five</p>{inner}<p>six</p></li></ul>"
    tail = f"<ul><li>{inner}<p>seven</p></li></ul><ul><li>eight{inner}</li><li>nine</li></ul>"
    _bound(_small(tmp_path, document(text=whole(body + tail, "Lists"))), tmp_path / "book.pdf")
    said = [one for one in read_book(tmp_path / "book.pdf").words if one.isalpha()]
    order = "one two three four five three four six three four seven eight three four nine"
    assert " ".join(order.split()) in " ".join(said)
    assert verapdf(tmp_path / "book.pdf") == []


def test_bookmarks_are_the_navigation(book: Path) -> None:
    """The outline has the rendition's lines at their pages, nested."""
    with pikepdf.open(book) as opened, opened.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(opened.pages)}
        lines = [
            (item.title, pages[_leads_to(item)], [one.title for one in item.children])
            for item in outline.root
        ]
    assert lines == [
        ("Preface", 6, []),
        ("December 2016", 8, ["The Key"]),
        ("January 2017", 12, ["The Second"]),
    ]


def test_metadata_is_the_rendition_s(book: Path) -> None:
    """Title, author, language, dates and maker stand in the file."""
    with pikepdf.open(book) as opened:
        assert str(opened.docinfo.Title) == "A Blog: Days & Nights"
        assert str(opened.docinfo.Author) == "Ada Example"
        assert str(opened.docinfo.CreationDate) == "D:20170107093000Z"
        assert str(opened.Root.Lang) == "en"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert b"<xmp:CreatorTool>blog2book " in book.read_bytes()


def test_the_same_book_has_the_same_bytes(tmp_path: Path) -> None:
    """Two files made a second apart are equal, with nothing set in the environment."""
    book = rendition(tmp_path, Medium.PDF)
    for name in "12":
        layout = _laid(book, tmp_path, Heard(), cache=tmp_path / name)
        pdf.bind(layout, tmp_path / f"{name}.pdf", Heard())
        time.sleep(1.1)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_a_book_with_emoji_has_the_same_bytes(tmp_path: Path) -> None:
    """A font of pictures, which is saved anew without them, does not say when that was."""
    smile = document(text=whole("<p>She smiled \U0001f600.</p>", "A smile"))
    for name in ("1.pdf", "2.pdf"):
        book = rendition(tmp_path, Medium.PDF, documents=(smile,), late=(), navigation=())
        _bound(book, tmp_path / name)
        time.sleep(1.1)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_a_layout_does_not_change(tmp_path: Path) -> None:
    """lay_out returns a new layout, and what it was given stays as it was."""
    book = rendition(tmp_path, Medium.PDF)
    first = pdf.lay_out(begun(book, tmp_path), book.documents, Heard())
    before = first.pages
    second = pdf.lay_out(first, (contents(before, 40),), Heard())
    assert first.pages == before
    assert second.pages.count > before.count
    assert first.lost == frozenset()


def test_only_what_moved_is_laid_out_again(tmp_path: Path) -> None:
    """A late document leaves all other pieces as they are, though their numbers change."""
    book = rendition(tmp_path, Medium.PDF)
    first = pdf.lay_out(begun(book, tmp_path), book.documents, Heard())
    second = pdf.lay_out(first, (contents(first.pages),), Heard())
    old = {piece.document.name: piece for _, piece in first.sheets.pieces}
    again = {
        piece.document.name
        for _, piece in second.sheets.pieces
        if piece is not old.get(piece.document.name)
    }
    assert again == {"contents"}
    third = pdf.lay_out(second, (contents(first.pages),), Heard())
    assert third.sheets.pieces == second.sheets.pieces


def test_progress_is_told(tmp_path: Path) -> None:
    """Each document is a step, and writing is a stage."""
    heard = _bound(_small(tmp_path, document()), tmp_path / "book.pdf")
    assert heard.events == [
        StageStarted(stage="laying out", total=1),
        StageAdvanced(stage="laying out", done=1),
        StageStarted(stage="writing"),
    ]


def test_an_anchor_on_two_pages_stands_on_the_first(tmp_path: Path) -> None:
    """A box that is broken over pages has its anchor where it begins."""
    long = '<div id="long">' + "<p>Words.</p>" * 60 + "</div>"
    layout = _laid(_small(tmp_path, document(text=whole(long, "Long"))), tmp_path, Heard())
    assert layout.pages.count > 2
    assert layout.pages.pages["long"] == 0


def test_a_first_document_may_begin_on_a_left_page(tmp_path: Path) -> None:
    """A blank of the book's size stands before it, and its number is 2."""
    layout = _laid(_small(tmp_path, document(side=Side.VERSO)), tmp_path, Heard())
    assert layout.pages.pages["m-2016-12"] == 1
    assert layout.pages.label("m-2016-12") == "2"
    pdf.bind(layout, tmp_path / "book.pdf", Heard())
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        assert len({tuple(map(float, page.MediaBox)) for page in opened.pages}) == 1


def test_page_one_is_always_a_right_hand_page(tmp_path: Path) -> None:
    """Front matter of odd length is filled up before the arabic numbers begin."""
    preface = front("preface", Role.PREFACE, "Preface", "<p>Words.</p>")
    layout = _laid(_small(tmp_path, preface, document(side=Side.ANY)), tmp_path, Heard())
    assert layout.pages.labels == ("i", "ii", "1", "2")


def test_a_book_of_front_matter_alone_is_roman(tmp_path: Path) -> None:
    """Labels are roman to the end where no document asks for arabic ones."""
    book = _small(tmp_path, front("preface", Role.PREFACE, "Preface", "<p>Words.</p>"))
    _bound(book, tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        assert [page.label for page in opened.pages] == ["i", "ii"]


def test_a_book_read_from_the_right_begins_on_a_left_page(tmp_path: Path) -> None:
    """Page 1 of an Arabic or Hebrew book is a left-hand one."""
    text = str(whole("<p>שלום</p>", "ספר", language="he")).replace("<html ", '<html dir="rtl" ', 1)
    pages = [document(text=text, name=name, side=Side.ANY) for name in ("a", "b")]
    _bound(_small(tmp_path, *pages, direction="rtl", language="he"), tmp_path / "book.pdf")
    assert ["left" in text for text in _texts(tmp_path / "book.pdf")] == [True, False]
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        assert opened.Root.ViewerPreferences.Direction == "/R2L"


def test_a_document_in_another_language_says_so(tmp_path: Path) -> None:
    """What stands on its pages carries its language, and the rest is the book's."""
    german = document(name="de", language="de", text=whole("<h1>Ja</h1>", "Ja", language="de"))
    _bound(_small(tmp_path, document(), german), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        top = opened.Root.StructTreeRoot.K[0].K
        assert [str(one.get("/Lang", "")) for one in top] == ["", "de"]


def test_a_document_s_name_is_an_anchor(tmp_path: Path) -> None:
    """A link to a document arrives even if nothing in it has that id."""
    linking = document(text=whole('<p><a href="#other">There</a></p>', "Here"))
    layout = _laid(_small(tmp_path, linking, document(name="other")), tmp_path, Heard())
    assert layout.lost == frozenset()


def test_a_link_that_leads_nowhere_is_told_and_unlinked(tmp_path: Path) -> None:
    """A lost id is a notice with its document, and no dangling link stays in the file."""
    text = '<p><a href="#gone">Gone</a> <a href="file.html">file</a> <a href="#p">p</a></p>'
    book = _small(tmp_path, document(text=whole(f'{text}<p id="p">P</p>', "Links")))
    heard = Heard()
    layout = _laid(book, tmp_path, heard)
    assert layout.lost == {"gone"}
    pdf.bind(layout, tmp_path / "book.pdf", heard)
    assert heard.codes == ["link-lost", "link-lost"]
    assert "#gone" in heard.notices[0].message
    assert "file.html" in heard.notices[1].message
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        assert len(opened.pages[0].Annots) == 1


def test_a_heading_without_a_place_is_lost_or_led_to_its_document(tmp_path: Path) -> None:
    """A bookmark leads to the document where its anchor is missing, and is left out without one."""
    lines = (
        Heading(label="Astray", document="m-2016-12", anchor="gone", role="post"),
        Heading(label="Nowhere", document="no", anchor="", role="post"),
    )
    heard = Heard()
    layout = _laid(_small(tmp_path, document(), navigation=lines), tmp_path, heard)
    assert layout.lost == {"gone", "no"}
    pdf.bind(layout, tmp_path / "book.pdf", heard)
    assert [notice.where for notice in heard.notices] == ["bookmarks"] * 2
    with pikepdf.open(tmp_path / "book.pdf") as opened, opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Astray"]


def test_a_crowded_outline_is_folded(tmp_path: Path) -> None:
    """Months of a long book are closed in the outline, years open."""
    posts = tuple(
        Heading(label=f"Post {n}", document="m-2016-12", anchor="", role="post") for n in range(50)
    )
    month = Heading(label="May", document="m-2016-12", anchor="", role="chapter", children=posts)
    year = Heading(label="2016", document="m-2016-12", anchor="", role="part", children=(month,))
    _bound(_small(tmp_path, document(), navigation=(year,)), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        top = opened.Root.Outlines.First
        assert (int(top.Count), int(top.First.Count)) == (1, -50)


def test_names_that_are_not_ascii_are_in_the_order_of_their_bytes(tmp_path: Path) -> None:
    """Destinations of any script are found by readers that search a sorted tree."""
    body = "".join(f'<p id="{name}"><a href="#{name}">x</a></p>' for name in ("é", "z", "日", "a"))
    _bound(_small(tmp_path, document(text=whole(body, "Names"))), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        names = [bytes(name) for name, _ in _names(opened)]
    assert names == sorted(names)
    assert len(names) == 5


def test_a_picture_in_a_link_keeps_one_good_link(tmp_path: Path) -> None:
    """The annotation of an element inside a link hangs on the Link."""
    body = (
        '<p><a href="https://example.org/"><img style="width:90pt;height:60pt" '
        'src="pictures/red.png" alt="Red"/></a> <a href="https://example.org/i"><i>x</i></a></p>'
        '<p style="display:block"><a href="https://example.org/b"><span style="display:block">'
        "block</span></a></p>"
    )
    _bound(_small(tmp_path, document(text=whole(f"<h1>X</h1>{body}", "X"))), tmp_path / "book.pdf")
    assert verapdf(tmp_path / "book.pdf") == []


def test_heads_of_tables_say_what_they_head(tmp_path: Path) -> None:
    """A head that begins a row of cells is the row's, else the column's; no cell needs a head."""
    body = (
        "<h1>X</h1><table><tr><td></td><th>A</th></tr><tr><th>B</th><td>1</td></tr></table>"
        "<table><tr><th>C</th><td></td></tr><tr><td>2</td><td>3</td></tr></table>"
    )
    _bound(_small(tmp_path, document(text=whole(body, "X"))), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        scopes = [
            str(one.A.Scope)
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"
        ]
    assert sorted(scopes) == ["/Column", "/Row", "/Row"]
    assert verapdf(tmp_path / "book.pdf") == []


def test_a_note_at_the_foot_of_the_page_is_tagged(tmp_path: Path) -> None:
    """A theme may float notes to the foot, and the file is still PDF/UA-1."""
    style = Style(name="css/book.css", text=".foot { float: footnote }")
    body = '<h1>X</h1><p>Words<span class="foot">A note.</span> go on.</p>'
    book = _small(tmp_path, document(text=whole(body, "X")), styles=(style,))
    _bound(book, tmp_path / "book.pdf")
    assert verapdf(tmp_path / "book.pdf") == []


def test_a_figure_s_box_is_where_the_picture_is(tmp_path: Path) -> None:
    """The box of a figure is in points from the foot of the page."""
    body = '<p><img style="width:60pt;height:45pt" src="pictures/red.png" alt="Red"/></p>'
    _bound(_small(tmp_path, document(text=whole(body, "X"))), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        figure = next(
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        )
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
    assert (round(right - left), round(top - bottom)) == (60, 45)
    assert left == pytest.approx(40)
    assert 300 < bottom < top < 420


def test_only_the_rendition_s_files_are_served(tmp_path: Path) -> None:
    """A file on disk, another host and an unlisted name are refused, each with a notice."""
    secret = png(tmp_path / "secret.png")
    body = "".join(
        f'<p><img src="{address}" alt="x"/></p>'
        for address in (secret.as_uri(), "https://example.org/x.png", "pictures/other.png")
    )
    heard = _bound(_small(tmp_path, document(text=whole(body, "X"))), tmp_path / "book.pdf")
    assert heard.codes == ["layout-warning"] * 3
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        assert not any(page.get_images() for page in opened.pages)


def test_a_warning_names_the_post(tmp_path: Path) -> None:
    """What WeasyPrint says about a picture is told with the post that shows it, once."""
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    plate = Plate(
        name="pictures/broken.png", path=broken, media_type="image/png", width=1, height=1
    )
    shown = '<p><img src="pictures/broken.png" alt="x"/></p>'
    body = f'<h1>M</h1><div id="p-a"><p>A</p></div><div id="p-b">{shown}</div><p>end</p>'
    lines = tuple(
        Heading(label=label, document="m-2016-12", anchor=anchor, role="post")
        for label, anchor in (("Post A", "p-a"), ("Post B", "p-b"))
    )
    book = _small(tmp_path, document(text=whole(body, "M")), files=(plate,), navigation=lines)
    notices = _bound(book, tmp_path / "book.pdf").notices
    assert [(one.code, one.where) for one in notices] == [("layout-warning", "Post B")]
    assert "pictures/broken.png" in notices[0].message
    assert "book.invalid" not in notices[0].message


def test_an_unknown_style_is_good_to_know(tmp_path: Path) -> None:
    """A property that WeasyPrint does not know is no warning."""
    style = Style(name="css/book.css", text="p { text-wrap: pretty }")
    heard = _bound(_small(tmp_path, document(), styles=(style,)), tmp_path / "book.pdf")
    assert [(one.code, one.severity) for one in heard.notices] == [("style-ignored", Severity.INFO)]
    assert heard.notices[0].where == "style sheet"
    assert "at 1:5" in heard.notices[0].message


def test_an_unknown_style_is_told_where_it_was_written(tmp_path: Path) -> None:
    """The file and line of the theme's own sheet stand in the Notice, not those of the whole."""
    places = ("mine/user.css, line 7", "mine/user.css, line 8", "mine/user.css, line 7")
    style = Style(name="css/book.css", text="p {\ncolour: maroon;\n}\n", places=places)
    heard = _bound(_small(tmp_path, document(), styles=(style,)), tmp_path / "book.pdf")
    assert [one.where for one in heard.notices] == ["mine/user.css, line 8"]
    assert heard.notices[0].message == "Ignored `colour: maroon`, unknown property."


def test_logging_is_left_as_it_was(tmp_path: Path) -> None:
    """Loggers have their handlers and manners back when the layout is done."""
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers), logger.propagate
    _laid(_small(tmp_path, document()), tmp_path, Heard())
    assert (list(logger.handlers), logger.propagate) == before


def test_a_face_comes_from_the_static_file(tmp_path: Path) -> None:
    """The font in the PDF is the file that was handed in for the face's name."""
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    package = find_spec("fontpkg_eb_garamond")
    assert package is not None
    variable = Path(str(package.origin)).parent / "files" / "EBGaramond[wght].ttf"
    font = TTFont(variable, recalcTimestamp=False)
    subsetter = Subsetter()
    subsetter.populate(text="Words.")
    subsetter.subset(font)
    static = tmp_path / "static.ttf"
    instantiateVariableFont(font, {"wght": 400}).save(static)
    face = Face(family="Plain", weight=400, style="normal", path=variable, name="fonts/plain.ttf")
    style = '@font-face{font-family:"Plain";src:url(fonts/plain.ttf)} p{font-family:"Plain"}'
    book = _small(
        tmp_path, document(), faces=(face,), styles=(Style(name="css/book.css", text=style),)
    )
    heard = Heard()
    for name in ("1.pdf", "2.pdf"):
        time.sleep(1.1 if name == "2.pdf" else 0)
        layout = begun(book, tmp_path / name[0], {"fonts/plain.ttf": static})
        layout = pdf.lay_out(layout, book.documents, heard)
        pdf.bind(layout, tmp_path / name, heard)
    assert heard.notices == []
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    with pikepdf.open(tmp_path / "1.pdf") as opened:
        fonts = opened.pages[0].Resources.Font
        assert {str(font.BaseFont).split("+")[1] for font in fonts.values()} == {"Plain"}


def test_a_file_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    """An output in a folder that is not there is a WriteError that names it."""
    layout = _laid(_small(tmp_path, document()), tmp_path, Heard())
    with pytest.raises(WriteError, match="cannot be written"):
        pdf.bind(layout, tmp_path / "no" / "book.pdf", Heard())


def test_a_naive_date_and_no_author_are_fine(tmp_path: Path) -> None:
    """A date without a zone is taken as it is, and nobody is made up as author."""
    book = _small(tmp_path, document(), date=datetime(2016, 1, 2, 3, 4), authors=(), subtitle="")
    _bound(book, tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        assert str(opened.docinfo.ModDate) == "D:20160102030400Z"
        assert "/Author" not in opened.docinfo


def test_roman_numerals() -> None:
    """Small roman numerals as printers set them."""
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99, 2026)] == [
        *("i", "iv", "ix", "xiv", "xl", "xcix", "mmxxvi")
    ]


def test_documents_without_text_wait(tmp_path: Path) -> None:
    """A late document that is not made yet takes no page."""
    book = rendition(tmp_path, Medium.PDF)
    layout = pdf.lay_out(begun(book, tmp_path), documents(Medium.PDF), Heard())
    assert "contents" not in layout.pages.pages


def test_back_matter_counts_on(tmp_path: Path) -> None:
    """What follows the body goes on in arabic, whatever it says."""
    about = document(name="about", role=Role.ABOUT, side=Side.VERSO, folios=Folios.ROMAN)
    layout = _laid(_small(tmp_path, document(), about), tmp_path, Heard())
    assert layout.pages.label("about") == "2"


def test_missing_pango_says_how_to_install_it(tmp_path: Path) -> None:
    """Without the library the import ends in exit code 5 and one line, and prints nothing."""
    fake = tmp_path / "weasyprint"
    fake.mkdir()
    (fake / "__init__.py").write_text("print('advice')\nraise OSError('cannot load pango')\n")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from blog2book.errors import MissingDependencyError\n"
        "try:\n    import blog2book.writers.pdf\n"
        "except MissingDependencyError as error:\n"
        "    sys.exit('pango' in error.message and len(error.hint.splitlines()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.parametrize(
    ("platform", "tool", "line"),
    [
        ("linux", "apt-get", "apt-get install libpango"),
        ("linux", "dnf", "dnf install pango"),
        ("linux", "", "see https://"),
        ("darwin", "", "brew install pango"),
        ("win32", "", "MSYS2"),
    ],
)
def test_each_platform_has_its_line(platform: str, tool: str, line: str) -> None:
    """The line that installs Pango is the one of the machine at hand."""
    found = installing_pango(platform, lambda name: name if name == tool else None)
    assert line in found
    assert "\n" not in found
