"""The verbs beside build."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book import config
from blog2book.cli import blog2book
from blog2book.errors import Blog2bookError, CheckError, MissingDependencyError, WriteError
from blog2book.render import theme

_NOT_OFFERED = {"to", "not_tag", "by"}
"""Keys that an offered line names beside its own."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*args: str) -> Result:
    result = CliRunner().invoke(blog2book, args)
    if result.exception and not isinstance(result.exception, SystemExit | Blog2bookError):
        raise result.exception
    return result


@pytest.mark.usefixtures("folder")
def test_list_prints_months_and_what_is_left_out(examples: Path) -> None:
    """Posts stand under their months; reasons follow; a private post's title is never printed."""
    result = _run("list", str(examples / "wordpress" / "between-tides.xml"))
    assert result.exit_code == 0
    assert "The Key to the Post Office" in result.stdout
    assert "draft" in result.stdout
    assert "Inspector" not in result.output
    assert "Ring" not in result.output
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_list_speaks_json(examples: Path) -> None:
    """--json prints the same as one JSON object with a version."""
    result = _run("list", "--json", str(examples / "text" / "june-2014.txt"), "-q")
    assert json.loads(result.stdout)["version"] == 1


def test_init_writes_a_file_that_builds(folder: Path, examples: Path) -> None:
    """The new blog2book.toml loads, names archive and outputs, and `blog2book` alone builds it."""
    archive = examples / "text" / "june-2014.txt"
    (folder / "june.txt").write_bytes(archive.read_bytes())
    assert _run("init", "june.txt").stdout == "blog2book.toml\n"
    text = (folder / "blog2book.toml").read_text(encoding="utf-8")
    assert text.index("format = 1") < text.index("[book]")
    table = tomllib.loads(text)
    assert table["book"]["archives"] == ["june.txt"]
    assert table["book"]["language"] == "en-GB"
    assert isinstance(_run("init", "june.txt").exception, WriteError)
    assert _run("init", "june.txt", "--force").exit_code == 0
    built = _run("--quiet")
    assert built.output == ""
    assert built.exit_code == 0
    assert len(list(folder.glob("*.epub"))) == 1
    assert len(list(folder.glob("*.pdf"))) == 1


def test_every_offer_of_init_can_be_taken(folder: Path, examples: Path) -> None:
    """Each commented line of the new file is a key that blog2book knows."""
    (folder / "june.txt").write_bytes((examples / "text" / "june-2014.txt").read_bytes())
    _run("init", "june.txt")
    file = folder / "blog2book.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    (folder / "uploads").mkdir()
    taken = [line.removeprefix("# ") if " = " in line else line for line in lines]
    file.write_text("\n".join(taken), encoding="utf-8")
    settings = config.load(file)
    assert settings.select.limit == 10
    assert theme.load(settings.theme).options["size"] == "11.5pt"
    offered = tomllib.loads(file.read_text(encoding="utf-8"))
    for name, keys in config.TABLES.items():
        assert offered[name].keys() | _NOT_OFFERED >= keys.keys()


def test_check_asks_the_judges(folder: Path, examples: Path) -> None:
    """A good EPUB passes, a broken one is exit code 8."""
    assert _run(str(examples / "text" / "june-2014.txt"), "-o", "june.epub").exit_code == 0
    good = _run("check", "june.epub")
    if isinstance(good.exception, MissingDependencyError):
        pytest.skip(good.exception.message)
    assert "EPUBCheck 5" in good.stdout or "EPUBCheck passes" in good.stdout
    (folder / "bad.epub").write_bytes((folder / "june.epub").read_bytes()[:2000])
    assert isinstance(_run("check", "bad.epub").exception, CheckError)


@pytest.mark.usefixtures("folder")
def test_check_says_what_it_could_not_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A judge that is not installed is exit code 5, with the way to get it."""
    book = tmp_path / "book.pdf"
    book.write_bytes(b"%PDF-1.7\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    result = _run("check", str(book))
    assert isinstance(result.exception, MissingDependencyError)
    assert "veraPDF" in result.exception.message
