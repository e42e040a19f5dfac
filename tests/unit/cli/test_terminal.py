"""What a person sees."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from blog2book import cli
from blog2book.cli.terminal import Terminal, visible
from blog2book.errors import ThemeError
from blog2book.events import Notice, Severity, StageAdvanced, StageStarted
from blog2book.report import as_json


def _notice(number: int, severity: Severity = Severity.WARNING) -> Notice:
    return Notice(code="picture-missing", message=f"Picture {number} is missing.",
                  where="post 1", hint="Give --media.", severity=severity)  # fmt: skip


def test_notices_of_one_kind_are_counted_after_a_few(capsys: pytest.CaptureFixture[str]) -> None:
    """Three of a code are printed, the rest counted; nothing goes to standard output."""
    with Terminal(quiet=False, verbose=False) as terminal:
        terminal(StageStarted(stage="reading", total=2))
        terminal(StageAdvanced(stage="reading", done=1))
        terminal(StageAdvanced(stage="unknown", done=1))
        for number in range(8):
            terminal(_notice(number))
        terminal(_notice(9, Severity.INFO))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("is missing") == 3
    assert captured.err.count("Give --media.") == 1
    assert "warning: Picture 0 is missing (post 1). Give --media." in captured.err
    assert "… and more of the same (picture-missing 6); -v prints all." in captured.err
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


def test_each_hint_is_given_once(capsys: pytest.CaptureFixture[str]) -> None:
    """What to do is not said again for the same kind, but another advice is given."""
    with Terminal(quiet=False, verbose=True) as terminal:
        for hint in ("Did you mean 'a'?", "Did you mean 'b'?", "Did you mean 'a'?"):
            terminal(Notice(code="x", message="Unknown", hint=hint))
    assert capsys.readouterr().err == (
        "warning: Unknown. Did you mean 'a'?\nwarning: Unknown. Did you mean 'b'?\n"
        "warning: Unknown.\n"
    )


HOSTILE = "Red \x1b[31m\x9b5m\u202e gpj\u2066 two\nlines \udcff é 日 \U0001f600"


def test_nothing_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A title with escape sequences, turned text or line ends is printed as visible signs."""
    shown = visible(HOSTILE)
    assert shown == r"Red \x1b[31m\x9b5m\u202e gpj\u2066 two\nlines \udcff é 日 😀"
    with Terminal(quiet=False, verbose=True) as terminal:
        terminal(Notice(code="x", message=HOSTILE, where=HOSTILE))
    assert capsys.readouterr().err == f"warning: {shown} ({shown}).\n"


def test_json_is_utf8_and_steers_no_terminal() -> None:
    """Any title can be written as JSON and read again; é stays é, an escape is written out."""
    written = as_json({"title": HOSTILE})
    assert json.loads(written)["title"] == HOSTILE
    assert "é 日".encode() in written
    assert not any(sign in written.decode() for sign in "\x1b\x9b\u202e\u2066")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_every_title_prints_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """What a locale cannot write is escaped; it never ends the program."""
    archive = tmp_path / "a.txt"
    archive.write_text("7 December 2016\n\nÜber 日本 — \U0001f600\n\nSchnee.\n", encoding="utf-8")
    for args in (["list"], ["list", "--json"]):
        done = _run_in({"PYTHONIOENCODING": encoding}, *args, str(archive))
        assert done.returncode == 0, done.stderr
        assert done.stdout


def _run_in(world: dict[str, str], *args: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "blog2book", *args],
        capture_output=True,
        check=False,
        env={**os.environ, **world},
    )


@pytest.mark.parametrize("epoch", ["99999999999999999999", "²", "soon", "9" * 5000])
def test_a_wrong_source_date_epoch_is_exit_2(
    examples: Path, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its specification wants a build to stop where the value is no time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = CliRunner().invoke(cli.blog2book, ["list", str(examples / "text" / "june-2014.txt")])
    assert done.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in done.output


@pytest.mark.skipif(os.name != "posix", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize(
    ("redirection", "codes"),
    [
        ("-  <&-", {3}),
        ("$A <&- >&- 2>&-", {0}),
        ("$A >/dev/full", {7}),
        ("$A | true", {0, 7}),
    ],
)
def test_closed_and_full_streams_are_no_bug(
    examples: Path, redirection: str, codes: set[int]
) -> None:
    """Whatever a shell did to the three streams, the exit code is a documented one."""
    archive = examples / "text" / "june-2014.txt"
    script = f'A="{archive}"; set -o pipefail; "{sys.executable}" -m blog2book list {redirection}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert done.returncode in codes, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_full_disk_is_exit_7(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can happen at any write, and is told in words; another OSError is a bug and stays one."""

    def fail(**_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "book.epub")

    monkeypatch.setattr(cli.blog2book, "main", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 7
    assert "book.epub: No space left on device." in capsys.readouterr().err


def test_no_temporary_folder_is_exit_7(tmp_path: Path) -> None:
    """A current folder that is gone is told in words."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && "{sys.executable}" -m blog2book list "{__file__}"'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert done.returncode in {2, 3, 7}, done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("args", [["a" * 300], ["list", "a" * 300], ["--json-report", "b" * 300]])
def test_a_name_that_is_too_long_is_exit_2(
    args: list[str], examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file system has such a file, wherever it is named."""
    archive = str(examples / "text" / "june-2014.txt")
    monkeypatch.setattr(sys, "argv", ["blog2book", *args, archive])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
