"""Wherever a post links to a source, the reader of the book finds its address in words."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from click.testing import CliRunner

from blog2book.cli import blog2book
from blog2book.config import Settings
from blog2book.errors import ConfigError
from exports import item, remark, wxr
from renditions import png
from whole import make

POST = Path(__file__).parent / "cases" / "sources" / "post.html"
REMARK = 'Me too, <a href="https://src.example/comment">here</a>.'
ADDRESS = re.compile(r"https?://(src\.example/[\w/?=-]+)")


def in_epub(path: Path) -> str:
    """Return all words of an EPUB's documents."""
    with ZipFile(path) as opened:
        documents = [name for name in opened.namelist() if name.endswith(".xhtml")]
        whole = "".join(opened.read(name).decode() for name in documents)
    return unescape(re.sub(r"<[^>]*>", "", whole))


def in_pdf(path: Path) -> str:
    """Return all words on the pages of a PDF."""
    with pypdfium2.PdfDocument(path) as opened:
        return "".join(page.get_textpage().get_text_range() for page in opened)


@pytest.mark.parametrize(
    ("suffix", "words"), [("epub", in_epub), pytest.param("pdf", in_pdf, marks=pytest.mark.slow)]
)
def test_every_address_is_told(tmp_path: Path, suffix: str, words: Callable[[Path], str]) -> None:
    """In a caption, a table, a quotation, a comment or a footnote, round a picture or on a card."""
    export, body = tmp_path / "export.xml", POST.read_text(encoding="utf-8")
    export.write_text(wxr(item(1, body, remark(1, REMARK))), encoding="utf-8")
    png(tmp_path / "robin.png", 400, 300)
    settings = Settings()
    settings = replace(
        settings,
        select=replace(settings.select, comments=True),
        media=replace(settings.media, folders=(tmp_path,)),
    )
    made = tmp_path / "made" / f"book.{suffix}"
    make([export], [made], settings=settings)
    found = re.sub(r"[\s\u200b\u2060\ufffe]+", "", words(made))
    wanted = dict.fromkeys(ADDRESS.findall(body + REMARK))
    assert len(wanted) > 40
    assert [one for one in wanted if one not in found] == []


def test_the_users_names_of_sites_are_printed(tmp_path: Path) -> None:
    """A sources.toml beside the archive names a site in its notes and in the list of sources."""
    export, book = tmp_path / "export.xml", tmp_path / "book.epub"
    export.write_text(wxr(item(1, '<a href="https://src.example/2012/05/03/a">So</a>.')))
    (tmp_path / "sources.toml").write_text('[sites]\n"src.example" = "The Robin Club"\n')
    result = CliRunner().invoke(blog2book, [str(export), "-o", str(book)])
    assert result.exit_code == 0, result.output
    assert f"Sources from {tmp_path / 'sources.toml'}" in result.output
    words = in_epub(book)
    assert "The Robin Club, May 3, 2012, src.example/2012/05/03/a." in words.replace("\u200b", "")
    assert "The Robin Club 1 Title not recorded" in words


def test_a_wrong_file_of_names_makes_no_book(tmp_path: Path) -> None:
    """It is an error of the settings, in words, before anything is read."""
    export, book = tmp_path / "export.xml", tmp_path / "book.epub"
    export.write_text(wxr(item(1, "Words.")))
    (tmp_path / "sources.toml").write_text("[names]\n")
    result = CliRunner().invoke(blog2book, [str(export), "-o", str(book)])
    assert isinstance(result.exception, ConfigError)
    assert "[names] is no table of it" in str(result.exception)
    assert not book.exists()


def test_no_archive_names_its_sources(tmp_path: Path) -> None:
    """A sources.toml inside an archive is not obeyed, though settings there were named."""
    archive = tmp_path / "site"
    archive.mkdir()
    (archive / "a.md").write_text("---\ntitle: One\ndate: 2012-05-03\n---\nWords.\n")
    settings, inside = archive / "blog2book.toml", archive / "sources.toml"
    settings.write_text("format = 1\n")
    inside.write_text("[names]\n")
    book = tmp_path / "book.epub"
    args = [str(archive), "--config", str(settings), "-o", str(book)]
    result = CliRunner().invoke(blog2book, args)
    assert result.exit_code == 0, result.output
    assert f"{inside} lies in an archive" in result.stderr
