"""The manners of the house that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "blog2book"
MODULES = sorted(SOURCE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tracked() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            yield ROOT / name


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_fits_in_the_head(path: Path) -> None:
    """A module has at most 400 lines, a function at most 50."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= 50, f"{node.name} has {lines} lines"


def test_only_markup_makes_xhtml() -> None:
    """Xhtml is a promise, so nobody but markup may call it."""
    makers = [
        _name(path)
        for path in MODULES
        if "markup" not in path.parts and re.search(r"\bXhtml\(", path.read_text(encoding="utf-8"))
    ]
    assert makers == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    """A thing has a place with a name."""
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_nothing_of_the_machine_that_made_it_is_in_the_project() -> None:
    """No file names a folder of somebody's machine."""
    folders = re.compile(rb"(?<![\w.])/(?:work|farm|root|home)/[a-z]")
    kept = (".py", ".md", ".toml", ".html", ".css", ".txt", ".xml", ".yml", ".cff", "")
    found = [
        _name(path)
        for path in _tracked()
        if path.suffix in kept and folders.search(path.read_bytes())
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=_name)
def test_each_test_says_what_must_hold(path: Path) -> None:
    """Every test function has a docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{node.name} does not say what must hold"
