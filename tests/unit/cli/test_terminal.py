"""What a person sees."""

import subprocess
import sys
from pathlib import Path

import pytest

from blog2book import cli
from blog2book.cli.terminal import Terminal, accounting_line
from blog2book.errors import ThemeError
from blog2book.events import Notice, Severity, StageAdvanced, StageStarted


def _notice(number: int, severity: Severity = Severity.WARNING) -> Notice:
    return Notice(code="picture-missing", message=f"Picture {number} is missing.",
                  where="post 1", hint="Give --media.", severity=severity)  # fmt: skip


def test_notices_of_one_kind_are_counted_after_a_few(capsys: pytest.CaptureFixture[str]) -> None:
    """Five of a code are printed, the rest counted; nothing goes to standard output."""
    with Terminal(quiet=False, verbose=False) as terminal:
        terminal(StageStarted(stage="reading", total=2))
        terminal(StageAdvanced(stage="reading", done=1))
        terminal(StageAdvanced(stage="unknown", done=1))
        for number in range(8):
            terminal(_notice(number))
        terminal(_notice(9, Severity.INFO))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("is missing") == 5
    assert "warning: Picture 0 is missing. (post 1) Give --media." in captured.err
    assert "… and 4 more notices" in captured.err
    assert len(terminal.warnings) == 8
    assert len(terminal.notices) == 9


def test_verbose_prints_all_and_quiet_none(capsys: pytest.CaptureFixture[str]) -> None:
    """-v prints every notice; -q prints none, but remembers them."""
    with Terminal(quiet=False, verbose=True) as terminal:
        for number in range(8):
            terminal(_notice(number))
    assert capsys.readouterr().err.count("is missing") == 8
    with Terminal(quiet=True, verbose=False) as terminal:
        terminal(_notice(1))
    assert capsys.readouterr().err == ""
    assert len(terminal.notices) == 1


def test_the_account_is_one_line() -> None:
    """Everything that is left out has its reason in the line."""
    assert accounting_line(3, 5, {"draft": 2}) == "3 of 5 items in the book; left out: draft 2."
    assert accounting_line(3, 3, {}) == "3 of 3 items in the book."


def test_an_error_is_words_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What went wrong is printed with its hint, without a traceback."""

    def fail(**_options: object) -> None:
        raise ThemeError("post.html, line 3: no such filter.", hint="Mend it.")

    monkeypatch.setattr(cli.blog2book, "main", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 6
    assert capsys.readouterr().err == "blog2book: post.html, line 3: no such filter.\n  Mend it.\n"


def test_an_interrupt_is_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with 130 and one line."""

    def interrupt(**_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.blog2book, "main", interrupt)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
    assert "Interrupted" in capsys.readouterr().err


def test_no_traceback_for_a_page_named_xml(tmp_path: Path) -> None:
    """A saved web page under the name of an export is exit code 3, in words."""
    page = tmp_path / "export.xml"
    page.write_text("<!DOCTYPE html><html><body>Sign in</body></html>", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "blog2book", str(page)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 3
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
