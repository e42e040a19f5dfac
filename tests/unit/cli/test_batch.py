"""`blog2book batch`, from a manifest to books."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book.batch import cluster, pool
from blog2book.cli import blog2book
from blog2book.errors import BatchError, Blog2bookError
from blogs import NAMES, books, write_blogs


def _run(*args: str | Path) -> Result:
    result = CliRunner().invoke(blog2book, ["batch", *map(str, args)])
    if result.exception and not isinstance(result.exception, SystemExit | Blog2bookError):
        raise result.exception
    return result


def test_what_is_made_and_what_is_not_is_told(tmp_path: Path) -> None:
    """Standard output names the summary; a failure is told in words, and ends with exit code 11."""
    manifest = write_blogs(tmp_path, ["alder", "birch"])
    (tmp_path / "birch.txt").rename(tmp_path / "moved.txt")
    result = _run(manifest, "--jobs", "1")
    summary = tmp_path / "blogs.batch" / "summary.json"
    assert result.stdout == f"{summary}\n"
    assert "warning: birch: There is no file" in result.stderr
    assert "2 blogs: 1 made, 0 unchanged, 1 failed." in result.stderr
    assert isinstance(result.exception, BatchError)
    assert result.exception.exit_code == 11
    assert str(summary.with_name("failed")) in result.exception.hint
    (tmp_path / "moved.txt").rename(tmp_path / "birch.txt")
    result = _run(manifest, "--jobs", "1", "--memory", "2000", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(books(tmp_path)) == {"alder", "birch"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler is for --engine dask"),
        (["--engine", "dask", "--jobs", "2"], "--jobs and --memory are for this computer"),
        (["--engine", "dask", "--memory", "900"], "--jobs and --memory are for this computer"),
        (["--memory", "10"], "x>=200"),
        (["--engine", "grid"], "is not one of"),
    ],
)
def test_options_of_the_other_engine_are_wrong_usage(
    args: list[str], words: str, tmp_path: Path
) -> None:
    """Nobody is left to believe that an option does something."""
    result = _run(write_blogs(tmp_path, ["alder"]), *args)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_where_no_process_can_be_held_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit that nobody keeps would be a lie."""
    monkeypatch.setattr(pool, "limits_memory", lambda: False)
    result = _run(write_blogs(tmp_path, ["alder"]), "--memory", "900")
    assert (result.exit_code, "--memory needs Linux" in result.output) == (2, True)


def test_the_dask_engine_gets_the_scheduler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is handed on as it is."""
    asked: list[str] = []

    def engine(*_all: object, scheduler: str) -> object:
        asked.append(scheduler)
        raise BatchError("Nobody is there.")

    monkeypatch.setattr(cluster, "on_a_cluster", engine)
    result = _run(write_blogs(tmp_path, ["alder"]), "--engine", "dask", "--scheduler", "tcp://x:1")
    assert isinstance(result.exception, BatchError)
    assert asked == ["tcp://x:1"]


def test_an_interrupt_says_that_what_is_made_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unlike one book, a batch is not all or nothing."""

    def engine(*_all: object, **_options: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "in_a_pool", engine)
    result = _run(write_blogs(tmp_path, ["alder"]))
    assert result.exit_code == 130
    assert "what is made stays" in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
def test_after_an_interrupt_the_next_run_goes_on(tmp_path: Path) -> None:
    """No book is made twice, and in the end all are there."""
    manifest = write_blogs(tmp_path)
    command = [sys.executable, "-m", "blog2book", "batch", str(manifest), "--jobs", "2"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    until = time.monotonic() + 120
    while not books(tmp_path):
        assert time.monotonic() < until
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert (running.returncode, b"Interrupted" in told) == (130, True)
    before = books(tmp_path)
    assert len(before) < len(NAMES)
    subprocess.run(command, check=True, capture_output=True)
    assert before.items() <= books(tmp_path).items()
    assert set(books(tmp_path)) == set(NAMES)
    summary = json.loads((tmp_path / "blogs.batch" / "summary.json").read_bytes())
    assert summary["unchanged"] == len(before)
