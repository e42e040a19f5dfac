"""`blog2book build`, from a file to a file."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book.cli import blog2book, build
from blog2book.errors import (
    Blog2bookError,
    CheckError,
    ConfigError,
    NothingSelectedError,
    WriteError,
)

POST = """\
7 December 2016

First Snow

It snowed all night, and in the morning the road was gone.

{more}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty current folder with one archive in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first-winter.txt").write_text(POST.format(more=""), encoding="utf-8")
    return tmp_path


def _run(*args: str, standard_input: bytes = b"") -> Result:
    result = CliRunner().invoke(blog2book, args, input=io.BytesIO(standard_input))
    if result.exception and not isinstance(result.exception, SystemExit | Blog2bookError):
        raise result.exception
    return result


def test_without_output_an_epub_is_named_after_the_title(folder: Path) -> None:
    """The current folder gets one EPUB; standard output says its name and nothing else."""
    result = _run("first-winter.txt", "--title", "Erster Winter: 2016!")
    assert result.stdout == "erster-winter-2016.epub\n"
    assert zipfile.is_zipfile(folder / "erster-winter-2016.epub")
    assert "1 item in the archive = 1 in the book + 0 left out" in result.stderr


def test_several_outputs_and_several_archives(folder: Path) -> None:
    """Each -o is written from the same book; two archives make one."""
    (folder / "second.txt").write_text("8 December 2016\n\nThaw\n\nIt went.\n", encoding="utf-8")
    result = _run("first-winter.txt", "second.txt", "-o", "a.epub", "-o", "b.pdf")
    assert result.stdout.split() == ["a.epub", "b.pdf"]
    assert (folder / "b.pdf").read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(folder / "a.epub") as book:
        month = next(name for name in book.namelist() if "m-2016-12" in name)
        text = book.read(month).decode()
    assert text.index("First Snow") < text.index("Thaw")


def test_quiet_prints_errors_only(folder: Path) -> None:
    """Neither the account, nor a notice, nor a file's name; what goes wrong is told."""
    assert _run("first-winter.txt", "-o", "a.epub", "-q").output == ""
    assert (folder / "a.epub").exists()
    assert _run("init", "first-winter.txt", "-q").output == ""
    assert isinstance(_run("init", "first-winter.txt", "-q").exception, WriteError)
    assert "blog2book.toml" in _run("init", "first-winter.txt", "--force").stdout


def test_standard_input_is_an_archive(folder: Path) -> None:
    """- reads what is piped in."""
    piped = POST.format(more="Twice.").encode()
    result = _run("-", "--title", "Piped", standard_input=piped)
    assert result.stdout == "piped.epub\n"
    assert (folder / "piped.epub").exists()


def test_a_foreign_file_is_not_replaced(folder: Path) -> None:
    """What blog2book did not make stays, with exit code 7, until --force."""
    (folder / "mine.epub").write_bytes(b"my own work")
    result = _run("first-winter.txt", "-o", "mine.epub")
    assert isinstance(result.exception, WriteError)
    assert (folder / "mine.epub").read_bytes() == b"my own work"
    assert _run("first-winter.txt", "-o", "mine.epub", "--force").exit_code == 0
    assert _run("first-winter.txt", "-o", "mine.epub").exit_code == 0


def test_strict_fails_on_a_warning_and_writes_nothing(folder: Path, examples: Path) -> None:
    """A warning is exit code 8, and the output does not appear."""
    archive = examples / "wordpress" / "between-tides.xml"
    (folder / "letters.xml").write_bytes(archive.read_bytes())
    result = _run("letters.xml", "--limit", "6", "-o", "x.epub", "--strict")
    assert isinstance(result.exception, CheckError)
    assert not (folder / "x.epub").exists()
    assert _run("first-winter.txt", "-o", "y.epub", "--strict").exit_code == 0


def test_the_report_holds_every_item(folder: Path) -> None:
    """--json-report lists the fate of each item, and the counts add up."""
    result = _run("first-winter.txt", "--json-report", "report.json", "-o", "x.epub")
    assert result.exit_code == 0
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["version"] == 1
    assert report["items"] == sum(one["count"] for one in report["accounts"])
    assert report["accounts"][0]["title"] == "First Snow"
    assert report["outputs"][0]["file"] == "x.epub"
    again = _run("first-winter.txt", "--json-report", "report.json", "-o", "x.epub")
    assert again.exit_code == 0
    failed = _run("first-winter.txt", "--json-report", "absent/report.json", "-o", "x.epub")
    assert isinstance(failed.exception, WriteError)


@pytest.mark.parametrize("name", ["x.docx", "x", "-"])
def test_an_output_of_another_kind_is_wrong_usage(folder: Path, name: str) -> None:
    """It is told before an archive is read; in blog2book.toml it is a wrong value."""
    (folder / "broken.xml").write_bytes(b"<rss")
    result = _run("broken.xml", "-o", name)
    assert result.exit_code == 2
    assert "an output ends in .epub or .pdf" in result.output
    text = f'format = 1\n[book]\narchives = ["first-winter.txt"]\noutputs = ["{name}"]\n'
    (folder / "x.toml").write_text(text)
    assert isinstance(_run("--config", "x.toml").exception, ConfigError)
    assert not list(folder.glob("*.epub"))


def test_help_names_the_built_in_themes() -> None:
    """Nobody has to guess wrong to learn them."""
    told = " ".join(_run("build", "--help").output.split())
    assert "A built-in theme (base, folio), or a theme's folder." in told


def test_the_report_is_no_standard_output(folder: Path) -> None:
    """A report that is to be called "-" is refused in words, and nothing is written."""
    result = _run("first-winter.txt", "--json-report", "-", "-o", "x.epub")
    assert result.exit_code == 2
    assert "the report needs a file's name" in result.output
    assert [path.name for path in folder.iterdir()] == ["first-winter.txt"]


@pytest.mark.parametrize("report", ["first-winter.txt", "x.epub", "notes.txt", "other.json"])
def test_a_report_replaces_nothing_of_value(folder: Path, report: str) -> None:
    """Neither an archive, nor a book, nor a file of somebody else becomes a report."""
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "other.json").write_text('{"version": 1}', encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = _run("first-winter.txt", "--json-report", report, "-o", "x.epub")
    assert isinstance(result.exception, WriteError)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_report_is_no_book_that_gets_its_name_late(folder: Path) -> None:
    """A report under the name that the book's title turns out to give is refused; no book stays."""
    assert _run("first-winter.txt").exit_code == 0
    book = next(folder.glob("*.epub"))
    book.unlink()
    before = {path.name for path in folder.iterdir()}
    result = _run("first-winter.txt", "--json-report", book.name)
    assert isinstance(result.exception, WriteError)
    assert {path.name for path in folder.iterdir()} == before


def test_an_archive_is_never_an_output(folder: Path) -> None:
    """Not even --force lets a book take its own archive's place."""
    (folder / "winter.epub").write_bytes((folder / "first-winter.txt").read_bytes())
    result = _run("winter.epub", "-o", "winter.epub", "--force")
    assert isinstance(result.exception, WriteError)
    assert (folder / "winter.epub").read_bytes() == (folder / "first-winter.txt").read_bytes()


def test_settings_beside_are_read_and_the_command_line_wins(folder: Path) -> None:
    """`blog2book` alone builds what blog2book.toml names, and says once which file it read."""
    (folder / "blog2book.toml").write_text(
        'format = 1\n[book]\narchives = ["first-winter.txt"]\noutputs = ["out.epub"]\n'
        'title = "From the file"\n[theme.vars]\n',
        encoding="utf-8",
    )
    result = _run()
    assert result.stdout.strip().endswith("out.epub")
    assert result.stderr.count("Settings from") == 1
    with zipfile.ZipFile(folder / "out.epub") as book:
        package = next(name for name in book.namelist() if name.endswith(".opf"))
        assert "From the file" in book.read(package).decode()
    assert _run("--title", "From the line").exit_code == 0
    with zipfile.ZipFile(folder / "out.epub") as book:
        assert "From the line" in book.read(package).decode()
    (folder / "other.txt").write_text(POST.format(more="Other."), encoding="utf-8")
    assert _run("other.txt").stdout == "from-the-file.epub\n"


def test_settings_that_name_nothing_are_refused(folder: Path) -> None:
    """A file without archives is usage; one that names an archive that is gone is wrong: 9."""
    settings = folder / "blog2book.toml"
    settings.write_text('[book]\ntitle = "x"\n', encoding="utf-8")
    assert _run().exit_code == 2
    settings.write_text('[book]\narchives = ["gone.xml"]\n', encoding="utf-8")
    gone = _run().exception
    assert isinstance(gone, ConfigError)
    missing = folder / "gone.xml"
    assert gone.message == f"{settings}: [book] archives: {missing} does not exist."
    settings.write_text('[book]\narchive = ["gone.xml"]\n', encoding="utf-8")
    assert isinstance(_run().exception, ConfigError)


def test_a_choice_that_leaves_nothing_is_exit_4(folder: Path) -> None:
    """No post selected is an error that says what was left out."""
    result = _run("first-winter.txt", "--from", "2017")
    assert isinstance(result.exception, NothingSelectedError)
    assert "before the first day chosen" in str(result.exception)
    assert list(folder.glob("*.epub")) == []


def test_options_of_theme_and_page_arrive(folder: Path) -> None:
    """--theme, --trim and --media are taken; an unknown theme is exit code 6."""
    (folder / "pictures").mkdir()
    result = _run("first-winter.txt", "--theme", "folio", "--trim", "6x9", "--media", "pictures",
                  "-o", "x.pdf")  # fmt: skip
    assert result.exit_code == 0
    assert getattr(_run("first-winter.txt", "--theme", "foilo").exception, "exit_code", 0) == 6


@pytest.mark.parametrize(
    ("title", "stem"),
    [("Plot 41: a diary", "plot-41-a-diary"), ("???", "book"), ("Ж и м", "ж-и-м"), ("", "book")],
)
def test_a_title_becomes_a_file_name(title: str, stem: str) -> None:
    """Letters of any script stay; nothing else does."""
    assert build.file_stem(title) == stem
