import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

import hands
from blog2book.errors import ThemeError, WriteError
from blog2book.events import Event, StageAdvanced, ignore
from blog2book.model.rendition import Document, Medium, Plate, Rendition, Role, Side, Style
from blog2book.writers import pdf
from blog2book.writers.pdf import desk
from blog2book.writers.pdf.piece import Press, Start, lay
from laid import begun
from renditions import document, front, png, rendition, whole
from samples import Heard

LINES = "".join(f"<p>Line {number} of a month.</p>" for number in range(14))


def _months(count: int = 4, side: Side = Side.RECTO, **texts: str) -> tuple[Document, ...]:
    """Return months whose links lead to one another; `texts` gives some other text."""
    return tuple(
        document(
            name=f"m-{n}",
            title=f"Month {n}",
            side=side,
            text=whole(
                f'<h1 id="h-{n}">Month {n}</h1><p>{texts.get(f"m{n}", "Some words.")}</p>'
                f'<p><a href="#h-{(n + 1) % count}">the next one</a></p>',
                f"Month {n}",
            ),
        )
        for n in range(count)
    )


def _book(folder: Path, *months: Document) -> Rendition:
    folder.mkdir(exist_ok=True)
    return rendition(folder, Medium.PDF, documents=months, late=(), navigation=())


def _bytes(
    book: Rendition,
    folder: Path,
    jobs: int | None = None,
    report: Callable[[Event], None] = ignore,
) -> bytes:
    """Return the bytes of a book whose pieces are kept in `folder`."""
    empty = begun(book, folder, cache=folder / "cache", jobs=jobs)
    with empty.desk:
        layout = pdf.lay_out(empty, book.documents, report)
        pdf.bind(layout, folder / "book.pdf", report)
    return (folder / "book.pdf").read_bytes()


def _kept(folder: Path) -> set[Path]:
    return set((folder / "cache" / "pieces").glob("*.pdf"))


def test_the_bytes_are_the_same_whoever_lays_out(tmp_path: Path) -> None:
    """Here, in two workers, and from the cache: the files are equal."""
    book = _book(tmp_path, *_months())
    here = _bytes(book, tmp_path / "here", jobs=0)
    assert _bytes(book, tmp_path / "two", jobs=2) == here
    assert _bytes(book, tmp_path / "two") == here


def test_a_worker_killed_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    """After kill -9 of a worker the book is the same, and no process is left."""
    book = _book(tmp_path, *_months(6))
    killed: list[int] = []

    def kill(event: Event) -> None:
        if isinstance(event, StageAdvanced) and not killed:
            killed.append(multiprocessing.active_children()[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    assert _bytes(book, tmp_path / "two", 2, kill) == _bytes(book, tmp_path / "here")
    assert killed
    assert multiprocessing.active_children() == []


def test_a_month_that_kills_its_workers_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the month, and no process is left behind."""
    monkeypatch.setattr(desk, "begin", hands.deadly)
    with pytest.raises(WriteError, match=r"Month 0 cannot be laid out: .* 2 times") as caught:
        _bytes(_book(tmp_path, *_months(1)), tmp_path, jobs=1)
    assert "--jobs 1" in caught.value.hint
    assert multiprocessing.active_children() == []


def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Ctrl-C ends all workers; what was ready by then is not laid out again."""
    book = _book(tmp_path, *_months(6))

    def interrupt(event: Event) -> None:
        if isinstance(event, StageAdvanced):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _bytes(book, tmp_path / "two", 2, interrupt)
    assert multiprocessing.active_children() == []
    ready = _kept(tmp_path / "two")
    assert 0 < len(ready) < 6
    times = {path: path.stat().st_ino for path in ready}
    assert _bytes(book, tmp_path / "two") == _bytes(book, tmp_path / "here")
    assert {path: path.stat().st_ino for path in ready} == times


def test_one_month_edited_is_one_month_laid_out(tmp_path: Path) -> None:
    """Though its pages grow, all other pieces come from the cache; numbers and links are true."""
    _bytes(_book(tmp_path, *_months()), tmp_path)
    before = _kept(tmp_path)
    _bytes(_book(tmp_path, *_months(m1=LINES)), tmp_path)
    assert len(_kept(tmp_path) - before) == 1
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as opened:
        texts = [page.get_textpage().get_text_range().split() for page in opened]
    places = {text[text.index("Month") + 1]: n for n, text in enumerate(texts) if "Month" in text}
    assert places == {"0": 0, "1": 2, "2": 4, "3": 6}
    assert [text[-1] for text in texts if text] == ["1", "3", "4", "5", "7"]


def test_a_piece_that_changes_sides_is_laid_out_again(tmp_path: Path) -> None:
    """Where months begin on any page, one page more moves the next one to the other side."""
    _bytes(_book(tmp_path, *_months(side=Side.ANY)), tmp_path)
    before = _kept(tmp_path)
    _bytes(_book(tmp_path, *_months(side=Side.ANY, m1=LINES)), tmp_path)
    assert len(_kept(tmp_path) - before) == 2
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    assert ["right" in text for text in texts[:5]] == [True, False, True, False, True]


@pytest.mark.slow
def test_a_damaged_piece_is_noticed(tmp_path: Path) -> None:
    """What was changed on disk, and what lost its docket or font, is made anew."""
    book = _book(tmp_path, *_months())
    first = _bytes(book, tmp_path)
    folder = tmp_path / "cache" / "pieces"
    for number, path in enumerate(sorted(folder.glob("*.pdf"))):
        if number % 2:
            path.write_bytes(path.read_bytes()[:-9])
        else:
            path.with_suffix(".json").unlink()
    assert _bytes(book, tmp_path) == first
    for path in folder.glob("*.font"):
        path.unlink()
    assert _bytes(book, tmp_path) == first


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """Pieces lie in the work folder then, and that is told once."""
    heard = Heard()
    book = _book(tmp_path, *_months(2))
    expected = _bytes(book, tmp_path / "good")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "cache").write_text("no folder")
    assert _bytes(book, tmp_path / "bad", report=heard) == expected
    assert [one.code for one in heard.notices] == ["pages-not-kept"]


@pytest.mark.slow
def test_another_picture_under_the_same_name_is_another_piece(tmp_path: Path) -> None:
    """A picture's bytes count, and only for the piece that shows it."""
    months = _months(2, m1='<img src="pictures/red.png" alt="Red"/>')
    book = _book(tmp_path, *months)
    _bytes(book, tmp_path)
    before = _kept(tmp_path)
    png(book.files[0].path, 50, 50)
    _bytes(book, tmp_path)
    assert len(_kept(tmp_path) - before) == 1


@pytest.mark.slow
def test_notices_come_from_the_cache_too(tmp_path: Path) -> None:
    """A book whose pieces are kept says again what is wrong with them, in the same order."""
    text = '<p style="colour: red"><img src="pictures/gone.png" alt="x"/></p>'
    book = _book(tmp_path, *_months(2, m1=text, m0='<img src="pictures/no.png" alt="y"/>'))
    once, twice, thrice = Heard(), Heard(), Heard()
    _bytes(book, tmp_path, report=once)
    _bytes(book, tmp_path, report=twice)
    _bytes(book, tmp_path / "other", jobs=1, report=thrice)
    assert once.notices == twice.notices == thrice.notices
    assert [one.where for one in once.notices if one.code == "layout-warning"] == [
        "Month 0",
        "Month 1",
    ]


def _fonts(path: Path) -> list[Any]:
    with pikepdf.open(path) as opened:
        return [
            str(one.FontName)
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]


def test_pieces_share_fonts_and_pictures(tmp_path: Path) -> None:
    """A font stands once in the file, with the letters of all pieces, and a picture once."""
    red = '<img src="pictures/red.png" alt="Red"/>'
    months = _months(3, m0=f"abc {red}", m1=f"xyz {red}", m2=f"xyz {red}")
    _bytes(_book(tmp_path, *months), tmp_path)
    names = _fonts(tmp_path / "book.pdf")
    assert len(names) == len(set(names))
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        pictures = {one.objgen for page in opened.pages for one in page.get_images().values()}
    assert len(pictures) == 1
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as opened_again:
        texts = [page.get_textpage().get_text_range() for page in opened_again]
    assert "abc" in texts[0]
    assert "xyz" in texts[2]


def test_ids_of_tables_are_the_book_s(tmp_path: Path) -> None:
    """Heads of two pieces have ids of their own, and cells name those of their own piece."""
    table = "<table><tr><th>Head</th></tr><tr><td>Cell</td></tr></table>"
    months = [document(name=f"m-{n}", text=whole(table, "T"), title=str(n)) for n in range(2)]
    _bytes(_book(tmp_path, *months), tmp_path)
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        cells = [
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") in ("/TH", "/TD")
        ]
        ids = [str(one.ID) for one in cells if "/ID" in one]
        named = [str(head) for one in cells if "/Headers" in one.A for head in one.A.Headers]
        assert len(set(ids)) == 2
        assert sorted(ids) == sorted(named)
        assert len(opened.Root.StructTreeRoot.IDTree.Names) == 4


PLACES = """
@page { size: 300pt 420pt; margin: 40pt }
@page text { @top-left { content: "No. " counter(page) } @top-right { content: "head" } }
@page text:first { @top-left { content: none } @bottom-center { content: counter(page) } }
body { page: text; font: 11pt/1.3 serif; margin: 0 }
body.front { page: roman }
@page roman { @bottom-left { content: counter(page, upper-roman) } }
"""


def _drawn(path: Path) -> list[Any]:
    """Return the pages of a file as pictures."""
    with pypdfium2.PdfDocument(path) as opened:
        return [page.render(scale=1.5).to_pil().convert("L") for page in opened]


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("", "\ue000"),
        pytest.param("@page text { @top-left { opacity: .5 } }", "", marks=pytest.mark.slow),
    ],
)
def test_a_folio_looks_as_its_style_says(style: str, words: str, tmp_path: Path) -> None:
    """It stands where WeasyPrint puts it when it numbers the pages itself.

    So it does if it is half clear, and if a piece lacks a letter, whose fonts stay its own.
    """
    preface = front("preface", Role.PREFACE, "Preface", "<p>Words.</p>")
    month = document(name="m-0", text=whole(f"<p>{words}</p>{LINES}", "M"))
    more = document(name="m-1", text=whole(LINES, "N"))
    book = rendition(
        tmp_path,
        Medium.PDF,
        documents=(preface, month, more),
        late=(),
        navigation=(),
        styles=(Style(name="css/book.css", text=PLACES + style),),
    )
    _bytes(book, tmp_path)
    printed = _drawn(tmp_path / "book.pdf")
    press = Press(book, {})
    for one, number, place in ((preface, 1, 0), (month, 1, 2), (more, 3, 4)):
        alone = lay(press, one, Start(number=number, right=True)).printed
        alone.write_pdf(tmp_path / "alone.pdf")
        for beside, picture in enumerate(_drawn(tmp_path / "alone.pdf")):
            assert picture.tobytes() == printed[place + beside].tobytes()
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    assert "I" in texts[0].split()
    assert "No. 4" in texts[5]
    assert "No." not in texts[4]


def test_a_theme_that_hides_everything_cannot_be_numbered(tmp_path: Path) -> None:
    """Where no page can be made for a number, the theme is blamed."""
    style = Style(name="css/book.css", text=PLACES + "i { display: none !important }")
    book = rendition(
        tmp_path,
        Medium.PDF,
        documents=(document(text=whole(LINES, "M")),),
        late=(),
        navigation=(),
        styles=(style,),
    )
    with pytest.raises(ThemeError, match="cannot be numbered"):
        _bytes(book, tmp_path)


def test_a_folio_with_a_running_head_in_its_box_is_told(tmp_path: Path) -> None:
    """What cannot be printed is said, once for the book, and the number is there."""
    mixed = '@page { @bottom-center { content: string(head) " " counter(page) } }'
    style = Style(name="css/book.css", text=mixed + "h1 { string-set: head content() }")
    book = replace(_book(tmp_path, *_months(3)), styles=(style,))
    heard = Heard()
    _bytes(book, tmp_path, report=heard)
    told = [one for one in heard.notices if one.code == "layout-warning"]
    assert [one.hint for one in told] == ["Give each a box of its own"]
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as opened:
        assert opened[2].get_textpage().get_text_range().split()[-1] == "3"


def test_pictures_with_clear_parts_and_drawings_stay_what_they_are(tmp_path: Path) -> None:
    """Two pictures that differ in what is clear alone are two; a drawing is never shared."""
    from PIL import Image

    for name, alpha in (("a", 90), ("b", 200)):
        Image.new("RGBA", (9, 9), (200, 20, 20, alpha)).save(tmp_path / f"{name}.png")
    plates = tuple(
        Plate(
            name=f"pictures/{name}.png",
            path=tmp_path / f"{name}.png",
            media_type="image/png",
            width=9,
            height=9,
        )
        for name in "ab"
    )
    shown = '<img src="pictures/{}.png" alt="x"/><p style="opacity: .5">&#160;</p>'
    months = _months(3, m0=shown.format("a"), m1=shown.format("b"), m2=shown.format("a"))
    _bytes(replace(_book(tmp_path, *months), files=plates), tmp_path)
    with pikepdf.open(tmp_path / "book.pdf") as opened:
        pictures = [
            one for one in opened.objects if isinstance(one, pikepdf.Stream) and "/SMask" in one
        ]
        assert len(pictures) == 2


def test_late_documents_find_the_workers_of_the_months(tmp_path: Path) -> None:
    """To start a process costs a second: they live until all is laid out, and no longer."""
    book = _book(tmp_path, *_months(3))
    empty = begun(book, tmp_path, cache=tmp_path / "cache", jobs=1)
    lives: list[list[int | None]] = []
    with empty.desk:
        layout = empty
        for month in book.documents:
            layout = pdf.lay_out(layout, [month], ignore)
            lives.append([one.pid for one in multiprocessing.active_children()])
        pdf.bind(layout, tmp_path / "book.pdf", ignore)
        assert multiprocessing.active_children() == []
    assert lives[0]
    assert lives == [lives[0]] * 3
