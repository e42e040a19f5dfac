"""Real exports, from file to finished book, judged from outside."""

from pathlib import Path

import pytest

from blog2book.config import SelectTable, Settings
from blog2book.errors import ArchiveError, Blog2bookError
from blog2book.readers.wordpress import reader
from exports import Reading
from judges import epubcheck, verapdf
from linked import numbers
from whole import make

EDGES = "wordpress/importer-edge-cases"
ALL = Settings(select=SelectTable(comments=True, pages=True, drafts=True))
BOOKS = {
    "text/december-2016.txt": 5,
    "wordpress/themeunittestdata.wordpress.xml": 55,
    "wordpress/64-block-test-data.xml": 61,
    "wordpress/theme-preview.xml": 7,
    "wordpress/jekyll-import_wpcom_2025.xml": 7,
    "wordpress/pelican_wordpressexport.xml": 7,
    "blogger/takeout-excerpt": 1,
    "blogger/pelican_bloggerexport.xml": 1,
}
_QUICK = frozenset(
    {"text/december-2016.txt", "wordpress/64-block-test-data.xml", "blogger/takeout-excerpt"}
)


@pytest.mark.parametrize(
    "name",
    [one if one in _QUICK else pytest.param(one, marks=pytest.mark.slow) for one in BOOKS],
)
def test_a_real_export_gives_a_valid_epub(name: str, archives: Path, tmp_path: Path) -> None:
    """All posts that belong in the book are in it, and EPUBCheck finds nothing."""
    book = tmp_path / "book.epub"
    built, _heard = make([archives / name], [book])
    assert len(built.book.entries) == BOOKS[name]
    assert epubcheck(book) == []


@pytest.mark.parametrize(
    "name",
    [
        "text/december-2016.txt",
        pytest.param("wordpress/themeunittestdata.wordpress.xml", marks=pytest.mark.slow),
    ],
)
def test_a_real_export_gives_an_accessible_pdf(name: str, archives: Path, tmp_path: Path) -> None:
    """VeraPDF accepts the PDF as PDF/UA-1 and as PDF/A-2a, and all numbers of pages are true."""
    book = tmp_path / "book.pdf"
    make([archives / name], [book])
    assert [one for one in numbers(book) if one[1] != one[2]] == []
    assert [verapdf(book, flavour) for flavour in ("ua1", "2a")] == [[], []]


def test_all_that_was_asked_for_is_valid_too(archives: Path, tmp_path: Path) -> None:
    """Comments, pages and drafts, when asked for, leave the EPUB valid."""
    book = tmp_path / "book.epub"
    make([archives / "wordpress" / "themeunittestdata.wordpress.xml"], [book], settings=ALL)
    assert epubcheck(book) == []


def test_the_edges_of_wordpress_give_a_valid_epub(archives: Path, tmp_path: Path) -> None:
    """All of its importer's cases with a post as one book, which the judge reads in one go."""
    book = tmp_path / "book.epub"
    paths = [path for path in sorted((archives / EDGES).glob("*.xml")) if _holds_posts(path)]
    assert len(paths) == 30
    make(paths, [book], settings=ALL)
    assert epubcheck(book) == []


def _holds_posts(path: Path) -> bool:
    try:
        return bool(Reading(reader, path).posts)
    except ArchiveError:
        return False


def test_every_small_export_is_a_book_or_a_clear_word(archives: Path, tmp_path: Path) -> None:
    """Odd, damaged and mistaken files give a book or an error in words, never a traceback."""
    folders = [archives / EDGES, archives / "wordpress" / "nikola",
               archives / "negative"]  # fmt: skip
    codes = {}
    for file in sorted(path for folder in folders for path in folder.iterdir()):
        try:
            make([file], [tmp_path / f"{file.stem}.epub"])
            codes[file.name] = 0
        except Blog2bookError as error:
            codes[file.name] = error.exit_code
    assert set(codes.values()) <= {0, 3, 4}
    assert codes["wordpress-export_is-really-onedrive-html.xml"] == 3
    assert codes["small-export.xml"] == 0


def test_the_same_archive_gives_the_same_bytes(archives: Path, tmp_path: Path) -> None:
    """Two builds of one archive agree to the byte, EPUB and PDF."""
    for name in ("one", "two"):
        make(
            [archives / "text" / "december-2016.txt"],
            [tmp_path / name / "book.epub", tmp_path / name / "book.pdf"],
        )
    for suffix in ("epub", "pdf"):
        first = (tmp_path / "one" / f"book.{suffix}").read_bytes()
        assert first == (tmp_path / "two" / f"book.{suffix}").read_bytes()
