"""A small book, published with the theme folio: what the two writers say must agree."""

import re
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pikepdf
import pypdfium2
import pytest

from blog2book.config import Settings
from blog2book.errors import CheckError, WriteError
from blog2book.model.book import Book, Matter, Picture, PictureKind
from blog2book.model.xhtml import Xhtml
from blog2book.ports import Context
from blog2book.publish import publish
from blog2book.render import Work
from blog2book.render.theme import load
from judges import epubcheck, verapdf
from renditions import png
from samples import Heard, book, chapter, entry, ledger, post

_BODY = Xhtml(
    "<p>" + "Some words about it, and then a few more of the same. " * 60 + "</p>"
    "<ul><li><p>A paragraph in an item.</p></li></ul>"
)


def _context(folder: Path, cache: Path) -> Context:
    work = folder / "work"
    work.mkdir(exist_ok=True)
    return Context(report=Heard(), workdir=work, cache=cache)


def _work(bound: Book) -> Work:
    return Work(
        book=bound, ledger=ledger(), theme=load(Settings().theme), plates={}, settings=Settings()
    )


def _book(**fields: object) -> Book:
    first = [
        entry(id=f"p-{number}", post=post(key=f"b/{number}", title=f"Post {number}", body=_BODY))
        for number in range(5)
    ]
    second = chapter(
        [entry(id="p-9", post=post(key="b/9", title="Last"))], id="m-2016-11", month=11
    )
    preface = Matter(preface=Xhtml("<p>Why this book is.</p>"))
    return book([second, chapter(first)], **({"matter": preface} | fields))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache for the fonts, made once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[Path, Path]:
    """Return the small book as EPUB and as PDF."""
    folder = tmp_path_factory.mktemp("book")
    places = folder / "book.epub", folder / "book.pdf"
    context = _context(folder, cache)
    written = publish(_work(_book()), places, context)
    assert [one.path for one in written] == list(places)
    assert written[1].pages > 8
    return places


def test_the_epub_passes(books: tuple[Path, Path]) -> None:
    """EPUBCheck finds nothing in the book of the theme folio."""
    assert epubcheck(books[0]) == []


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_pdf_passes(books: tuple[Path, Path], flavour: str) -> None:
    """VeraPDF finds nothing in the book of the theme folio."""
    assert verapdf(books[1], flavour) == []


def test_every_number_in_the_contents_is_true(books: tuple[Path, Path]) -> None:
    """Each line of the contents links to the page whose label it prints, the preface's too."""
    with pikepdf.open(books[1]) as opened, pypdfium2.PdfDocument(books[1]) as shown:
        labels = [page.label for page in opened.pages]
        texts = [page.get_textpage().get_text_range() for page in shown]
    contents = texts[labels.index("v")]
    listed = dict(re.findall(r"(Post \d|Last|PREFACE|Preface)\W*?(\d+|[ivx]+)\s", contents))
    assert len(listed) == 7
    for title, label in listed.items():
        page = "".join(texts[labels.index(label)].split()).casefold()  # capitals are spaced
        assert "".join(title.split()).casefold() in page


def test_both_are_ours_and_replaced_without_asking(
    books: tuple[Path, Path], tmp_path: Path, cache: Path
) -> None:
    """A second build takes the place of the first, with the same bytes."""
    before = [path.read_bytes() for path in books]
    publish(_work(_book()), books, _context(tmp_path, cache))
    assert [path.read_bytes() for path in books] == before


def test_a_foreign_file_stops_everything_before_any_work(tmp_path: Path, cache: Path) -> None:
    """With one output that is not ours nothing is written at all."""
    (tmp_path / "b.pdf").write_text("mine")
    places = tmp_path / "a.epub", tmp_path / "b.pdf"
    context = _context(tmp_path, cache)
    with pytest.raises(WriteError, match=r"b\.pdf"):
        publish(_work(_book()), places, context)
    assert not places[0].exists()
    assert context.report.events == []  # type: ignore[attr-defined]  # a Heard


def test_a_refusal_leaves_nothing(tmp_path: Path, cache: Path) -> None:
    """What is not approved is not there."""

    def refuse(_written: object) -> NoReturn:
        raise CheckError("strict")

    places = (tmp_path / "a.epub", tmp_path / "a.epub")
    with pytest.raises(CheckError):
        publish(_work(_book()), places, _context(tmp_path, cache), approve=refuse)
    assert not places[0].exists()


@pytest.mark.parametrize(
    ("width", "height"), [(160, 256), pytest.param(300, 200, marks=pytest.mark.slow)]
)
def test_a_family_s_picture_is_the_cover(
    tmp_path: Path, cache: Path, width: int, height: int
) -> None:
    """A finished cover is taken as it is, a photograph stands in the theme's."""
    path = png(tmp_path / "own.png", width, height)
    own = Picture(path=path, kind=PictureKind.PNG, width=width, height=height, digest=f"{width}")
    bound = _book(matter=Matter(cover=own))
    publish(_work(replace(bound)), (tmp_path / "a.epub",), _context(tmp_path, cache))
    assert epubcheck(tmp_path / "a.epub") == []
