import zipfile
from pathlib import Path

import pytest

from blog2book.model.rendition import Medium
from blog2book.publish.marks import made_by_us
from blog2book.writers import epub
from laid import begun
from renditions import document, rendition
from samples import Heard

_OPF = "xmlns='http://www.idpf.org/2007/opf'"


def _zip(path: Path, name: str, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, text)
    return path


def test_our_epub_is_ours(tmp_path: Path) -> None:
    """The EPUB writer's mark is found."""
    epub.write(rendition(tmp_path, Medium.EPUB), tmp_path / "a.epub", Heard())
    assert made_by_us(tmp_path / "a.epub")


def test_our_pdf_is_ours(tmp_path: Path) -> None:
    """The PDF writer's mark is found."""
    from blog2book.writers import pdf

    book = rendition(tmp_path, Medium.PDF, documents=(document(),), late=(), navigation=())
    layout = pdf.lay_out(begun(book, tmp_path), book.documents, Heard())
    pdf.bind(layout, tmp_path / "a.pdf", Heard())
    assert made_by_us(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("other.opf", "<package/>"),
        ("EPUB/content.opf", "no package"),
        ("EPUB/content.opf", f"<package {_OPF}/>"),
        ("EPUB/content.opf", f"<package {_OPF}><meta name='generator' content='X'/></package>"),
    ],
)
def test_an_epub_of_others_is_not_ours(tmp_path: Path, name: str, text: str) -> None:
    """Another layout, damage, no mark, or another maker's mark."""
    assert not made_by_us(_zip(tmp_path / "a.epub", name, text))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04 broken", b"words"])
def test_other_files_are_not_ours(tmp_path: Path, content: bytes) -> None:
    """An empty file, a PDF without mark, a broken zip and a text."""
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert not made_by_us(path)


def test_an_enormous_package_is_not_read(tmp_path: Path) -> None:
    """A zip bomb under our name is not unpacked."""
    path = tmp_path / "a.epub"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("EPUB/content.opf", "w") as entry,
    ):
        for _ in range(65):
            entry.write(bytes(1_000_000))
    assert not made_by_us(path)
