"""Wherever a post links to a source, the reader of the book finds its address in words."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from blog2book.config import Settings
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


@pytest.mark.parametrize(("suffix", "words"), [("epub", in_epub), ("pdf", in_pdf)])
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
