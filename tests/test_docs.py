"""Documents that cannot lie."""

import importlib.util
import re
from dataclasses import fields
from pathlib import Path

import pytest

from blog2book.cli import EXIT_CODES, VERBS
from blog2book.errors import Blog2bookError
from blog2book.readers.blog import Blog, Item, Remark, Text

ROOT = Path(__file__).parents[1]


def _made(name: str, function: str) -> str:
    """Return what a function of a script in docs/ makes."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = getattr(module, function)()
    assert isinstance(text, str)
    return text


def test_the_page_of_the_command_line_is_made_from_its_help() -> None:
    """docs/cli.md says what --help says; make it anew with docs/cli_page.py."""
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == _made("cli_page", "page")


def test_the_table_of_formats_is_made_from_the_platforms() -> None:
    """README names what `formats` names; make its table anew with docs/formats_table.py."""
    assert _made("formats_table", "table") in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_verb_is_in_the_readme() -> None:
    """A verb that the README does not show is not found."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for verb in VERBS:
        assert f"blog2book {verb}" in readme or verb == "build"


def test_every_exit_code_is_documented() -> None:
    """Each error's exit code stands in the table of --help and in the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    kinds = [Blog2bookError]
    while kinds:
        kind = kinds.pop()
        kinds.extend(kind.__subclasses__())
        assert f"  {kind.exit_code} " in EXIT_CODES
        assert f"| {kind.exit_code} |" in readme


@pytest.mark.parametrize("noun", [Blog, Item, Remark, Text])
def test_every_field_that_a_reader_fills_is_explained(noun: type) -> None:
    """docs/readers.md sends its readers to the docstrings of blog2book.readers.blog."""
    assert [one.name for one in fields(noun) if f"`{one.name}`" not in f"{noun.__doc__}"] == []


def test_what_readers_share_is_where_the_page_says() -> None:
    """Each module that docs/readers.md names has the functions that it names."""
    page = (ROOT / "docs" / "readers.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert rows
    for name, does in rows:
        modules = re.findall(r"`([a-z0-9_.]+)`", name + does)
        home, *named = modules
        module = importlib.import_module(home if "." in home else f"blog2book.readers.{home}")
        for one in named:
            beside = importlib.util.find_spec(f"blog2book.readers.{one}")
            assert hasattr(module, one) or beside, f"{home}.{one}"
