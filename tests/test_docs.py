"""Documents that cannot lie."""

import importlib.util
from pathlib import Path

from blog2book.cli import EXIT_CODES, VERBS
from blog2book.errors import Blog2bookError

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
