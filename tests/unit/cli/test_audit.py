"""`blog2book audit`: a finished book is held against its archive."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book.cli import blog2book
from blog2book.errors import Blog2bookError, CheckError


def _run(*args: str | Path) -> Result:
    result = CliRunner().invoke(blog2book, list(map(str, args)))
    if result.exception and not isinstance(result.exception, SystemExit | Blog2bookError):
        raise result.exception
    return result


@pytest.mark.parametrize("name", ["wordpress/between-tides.xml", "blogger/blog-06-01-2014.xml"])
def test_a_book_of_an_example_holds_its_archive(name: str, examples: Path, tmp_path: Path) -> None:
    """The table says so in words, and nothing is lost."""
    book = tmp_path / "book.epub"
    _run("build", examples / name, "-q", "-o", book)
    result = _run("audit", examples / name, book, "-q")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Items")
    assert lines[-1] == "Lost              0 (0.0000%)"
    assert any("private" in line or "draft" in line for line in lines)


def test_a_book_that_lacks_posts_fails(examples: Path, tmp_path: Path) -> None:
    """Each post is named with the first words that are lost; the exit code is 8."""
    archive, book = examples / "text" / "june-2014.txt", tmp_path / "book.pdf"
    _run("build", archive, "-q", "--limit", "1", "-o", book)
    assert _run("audit", archive, book, "-q", "--limit", "1").exit_code == 0
    result = _run("audit", archive, book, "-q")
    assert isinstance(result.exception, CheckError)
    assert "words are not in the book" in str(result.exception)
    assert "LOSS     “A Correction”" in result.stdout or ": a correction" in result.stdout
    told = json.loads(_run("audit", archive, book, "-q", "--json").stdout)
    assert told["passed"] is False
    assert 0 < told["share"] < 1
    assert sum(one["lost"] for one in told["losses"]) == told["lost"]


def test_only_the_first_losses_are_told(tmp_path: Path) -> None:
    """What is more than twenty is counted."""
    days = "".join(f"{at} June 2014\n\nDay {at}\n\nWords of {at}.\n\n" for at in range(1, 29))
    archive = tmp_path / "june.txt"
    archive.write_text(days, encoding="utf-8")
    book = tmp_path / "book.epub"
    _run("build", archive, "-q", "--limit", "1", "-o", book)
    result = _run("audit", archive, book, "-q")
    assert result.stdout.count("LOSS") == 20
    assert result.stdout.rstrip().endswith("… and 7 more; --json tells of all.")


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"words", "neither an EPUB nor a PDF"), (b"%PDF-1.7", "no PDF"), (b"PK\x03\x04", "no EPUB")],
)
def test_what_is_no_book_is_refused(
    content: bytes, message: str, examples: Path, tmp_path: Path
) -> None:
    """In words, with exit code 8."""
    book = tmp_path / "book"
    book.write_bytes(content)
    result = _run("audit", examples / "text" / "june-2014.txt", book, "-q")
    assert isinstance(result.exception, CheckError)
    assert message in str(result.exception)
