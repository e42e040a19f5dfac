"""`blog2book sources`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book.cli import blog2book
from blog2book.errors import Blog2bookError, WriteError
from exports import item, wxr

BODY = '<a href="https://news.example/2012/05/03/a">How the Pond Came Back</a>. We met the BBC.'


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return an export with a post that cites, and a private one."""
    path = tmp_path / "export.xml"
    private = item(2, '<a href="https://secret.example/a">The Secret Pond</a>', status="private")
    path.write_text(wxr(item(1, BODY), private), encoding="utf-8")
    return path


def run(*args: object) -> Result:
    """Run the verb, with its errors raised."""
    result = CliRunner().invoke(blog2book, ["sources", *map(str, args)])
    if isinstance(result.exception, Blog2bookError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def test_the_ledger_is_printed(export: Path) -> None:
    """Each source stands with its post, what waits comes last, and nothing private is there."""
    told = run(export).stdout
    assert "  2012-05-03  “How the Pond Came Back”\n    https://news.example/2012/05/03/a\n" in told
    assert "BBC, in " in told
    assert "1 source of 1 publisher." in told
    assert "ecret" not in told


def test_an_accepted_mention_waits_no_more(export: Path) -> None:
    """What sources.toml beside the archive says is seen at once."""
    listed = run(export).stdout
    key = listed.partition("[blog.example/")[2].partition("]")[0]
    (export.parent / "sources.toml").write_text(f'[mentions."blog.example/{key}"]\nBBC = true\n')
    told = run(export).stdout
    assert "BBC (1)" in told
    assert "without a note" not in told


def test_files_are_written_all_or_none(export: Path, tmp_path: Path) -> None:
    """Each suffix has its form, twice the same bytes; what exists is kept without --force."""
    outputs = [tmp_path / f"made.{suffix}" for suffix in ("csv", "json", "bib")]
    named = [word for path in outputs for word in ("-o", path)]
    assert run(export, *named).stdout.split() == [*map(str, outputs)]
    first = [path.read_bytes() for path in outputs]
    assert json.loads(first[1])[0]["title"] == "How the Pond Came Back"
    outputs[0].unlink()
    with pytest.raises(WriteError, match=r"made\.json exists; nothing was written"):
        run(export, *named)
    assert not outputs[0].exists()
    run(export, *named, "--force")
    assert [path.read_bytes() for path in outputs] == first
    assert not [*tmp_path.glob(".blog2book-*")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none/made.csv", "there is no such folder"),
        (".blog.csv", "is a folder"),
    ],
)
def test_a_place_that_cannot_be_is_told(export: Path, name: str, message: str) -> None:
    """A folder, and one that is not there, are errors before any work."""
    (export.parent / ".blog.csv").mkdir()
    with pytest.raises(WriteError, match=message):
        run(export, "-o", export.parent / name)


def test_no_export_replaces_an_archive(tmp_path: Path) -> None:
    """Not even with --force, though a Ghost export ends in .json too."""
    archive = tmp_path / "ghost.json"
    archive.write_text("{}")
    with pytest.raises(WriteError, match=r"ghost\.json is an archive"):
        run(archive, "-o", archive, "--force")
