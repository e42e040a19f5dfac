"""The verbs: which one is meant, and what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from blog2book.cli import blog2book


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["lst"], "Did you mean list?"),
        (["buidl", "x.xml"], "Did you mean build?"),
        (
            ["zzzz"],
            "The verbs are audit, batch, build, cache, check, fetch, formats, init, list, sources.",
        ),
        (["absent.xml"], "does not exist"),
        (["build", "absent.xml"], "does not exist"),
        ([], "No archive is named"),
        (["--limit", "3"], "No archive is named. Try: blog2book export.xml"),
        (["list"], "Try: blog2book list export.xml"),
        (["fetch"], "Try: blog2book fetch export.xml"),
        (["sources", "--check"], "Try: blog2book sources export.xml"),
        (["audit", __file__], f"Try: blog2book audit export.xml {__file__}"),
        (["list", "--from", "spring", "."], "no day, month or year"),
        (["list", "--timezone", "Mars/Base", "."], "is no time zone"),
        (["list", "--language", "not a tag", "."], "is no language tag"),
        (["list", "--limit", "0", "."], "x>=1"),
        (["list", "--from", "2017", "--to", "2012", "."], "is later than --to"),
        (["-q", "init", "x.xml"], "Options go after the verb: blog2book init -q x.xml"),
        (["--var", "accent", "."], "is no NAME=VALUE"),
        (["--trim", "a4", "."], "is not one of"),
        (["-o", "book.txt", "."], "an output ends in .epub or .pdf"),
        (
            ["sources", "-o", "made.txt", "."],
            "ends in .csv, .json or .bib; write for instance made.csv",
        ),
        (["list", "--reader", "wordpres", "."], "Did you mean wordpress?"),
        (["--citation-style", "none-of-these.csl", "."], "cannot be read"),
        (["--jobs", "0", "."], "is neither auto nor a number"),
        (["--jobs", "many", "."], "is neither auto nor a number"),
        (["cache", "burn"], "is not one of"),
        (["init"], "Missing argument"),
        (["check"], "Missing argument"),
    ],
)
def test_wrong_usage_is_exit_2(
    args: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be meant ends with exit code 2, and says what was likely meant."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(blog2book, args)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_version_and_help_need_no_stage() -> None:
    """Nothing heavy is imported to print the version: the program starts quickly."""
    heavy = ("lxml", "PIL", "babel", "jinja2", "weasyprint", "ebooklib", "rich", "tomlkit")
    script = (
        "import sys\nfrom blog2book.cli import main\n"
        "sys.argv = ['blog2book', '--version']\n"
        f"main()\nprint([name for name in {heavy!r} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    version, loaded = result.stdout.splitlines()
    assert version.startswith("blog2book ")
    assert loaded == "[]"


def test_the_program_runs_as_a_module() -> None:
    """`python -m blog2book` is the same program."""
    result = subprocess.run(
        [sys.executable, "-m", "blog2book", "--help"], capture_output=True, text=True, check=True
    )
    assert "Exit codes:" in result.stdout
