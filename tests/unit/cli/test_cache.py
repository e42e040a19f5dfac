"""The verb cache, and the options that go with it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from blog2book import cache
from blog2book.cli import blog2book
from themes import folder

TEXT = """2 July 2014
A day

There was rain.
"""

THEME = """api = 1
name = "plain"
inherit = "base"

[fonts]
text = "DejaVu Sans"
mono = "DejaVu Sans"
fallback = ["DejaVu Sans"]
"""
"""Its fonts are those of the machine, which need not be made."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program a cache and a current folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home" / "blog2book"


def _run(*args: str) -> str:
    result = CliRunner().invoke(blog2book, args)
    assert result.exit_code == 0, result.output
    return result.output


def _large(path: Path) -> None:
    path.write_bytes(b"1" * 2_600_000)


def test_the_cache_is_shown_and_cleared(home: Path) -> None:
    """Where it lies, how much of each kind it holds, and nothing after clear."""
    cache.keep(home / "pieces", "key", ".pdf", _large)
    shown = _run("cache", "info")
    assert str(home) in shown
    assert "pages that are laid out: 1 files, 2.6 MB" in shown
    assert "laid out: 0 files, 0.0 MB" in _run("cache", "clear")
    assert cache.held(home / "pieces") == (0, 0)


def test_without_a_cache_nothing_is_kept_and_the_book_is_the_same(home: Path) -> None:
    """--no-cache leaves the folder as it was; --jobs 1 changes no byte."""
    folder(Path(), {"day.txt": TEXT, "plain/theme.toml": THEME})
    _run("day.txt", "-o", "1.pdf", "--theme", "plain", "--no-cache")
    assert not home.exists()
    _run("day.txt", "-o", "2.pdf", "--theme", "plain", "--jobs", "1")
    assert cache.held(home / "pieces")[0] > 0
    assert Path("1.pdf").read_bytes() == Path("2.pdf").read_bytes()


def test_one_post_edited_is_one_piece_made(home: Path) -> None:
    """Of a whole book the month with the post is laid out again, and nothing else."""
    more = "\n3 August 2014\nAnother day\n\nThere was sun.\n"
    folder(Path(), {"days.txt": TEXT + more, "plain/theme.toml": THEME})
    _run("days.txt", "-o", "days.pdf", "--theme", "plain")
    before = set((home / "pieces").glob("*.pdf"))
    folder(Path(), {"days.txt": TEXT + more.replace("sun", "snow")})
    _run("days.txt", "-o", "days.pdf", "--theme", "plain")
    assert len(set((home / "pieces").glob("*.pdf")) - before) == 1
