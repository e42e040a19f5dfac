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


_ENTRIES = "".join(
    f"AUTHOR: Ada\nTITLE: Post {at}\nSTATUS: Publish\nBASENAME: post-{at}\n"
    f"DATE: 12/0{at}/2016 09:00:00 AM\n-----\nBODY:\nWords of post {at}.\n"
    "-----\nCOMMENT:\nAUTHOR: One\nDATE: 12/09/2016 09:00:00 AM\nIs it so?\n"
    f"-----\nCOMMENT:\nAUTHOR: Two\nDATE: 12/09/2016 09:00:00 AM\nNumber {at} was wet.\n"
    "-----\nPING:\nTITLE: Elsewhere\nDATE: 12/09/2016 09:00:00 AM\nSomebody wrote of this.\n"
    "-----\n--------\n"
    for at in range(1, 4)
)


def test_comments_without_ids_are_looked_for_anywhere(tmp_path: Path) -> None:
    """All that are printed are found; where a book lacks them they are lost by name."""
    archive, book = tmp_path / "typepad.txt", tmp_path / "book.epub"
    archive.write_text(_ENTRIES, encoding="utf-8")
    _run("build", archive, "-q", "--comments", "-o", book)
    result = _run("audit", archive, book, "-q", "--comments")
    assert result.exit_code == 0, result.stdout
    assert "3   pingback" in result.stdout
    assert _run("audit", archive, book, "-q").exit_code == 0
    _run("build", archive, "-q", "-o", book)
    told = json.loads(_run("audit", archive, book, "-q", "--comments", "--json").stdout)
    assert {one["kind"] for one in told["losses"]} == {"comment"}


def test_what_an_editor_replaced_is_told_by_rule(tmp_path: Path) -> None:
    """A corrections.toml beside the archive counts for the audit as it did for the book."""
    archive, book = tmp_path / "typepad.txt", tmp_path / "book.epub"
    archive.write_text(_ENTRIES, encoding="utf-8")
    listed = json.loads(_run("list", archive, "-q", "--json").stdout)
    key = next(key for key in _strings(listed) if "post-1" in key or key.startswith("2016-12-01-"))
    replaced = f'["{key}"]\nreplace = {{ old = "Words of", new = "Text in" }}\n'
    (tmp_path / "corrections.toml").write_text(replaced, encoding="utf-8")
    _run("build", archive, "-q", "-o", book)
    result = _run("audit", archive, book, "-q")
    assert result.exit_code == 0, result.stdout
    assert "2   what an editor replaced" in result.stdout


def _strings(value: object) -> list[str]:
    """Return all strings of a JSON object."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []
