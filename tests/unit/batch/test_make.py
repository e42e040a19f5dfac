"""One blog of a batch: made once, as `build` makes it, or told why not."""

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Never

import pytest

from blog2book import pipeline
from blog2book.batch import make as making
from blog2book.batch.make import World, make
from blog2book.batch.manifest import Blog
from blog2book.batch.outcome import State
from blogs import context, one

PRIVATE = "WHISPERED-5182"


@pytest.mark.slow
def test_a_book_has_the_bytes_that_build_makes(tmp_path: Path) -> None:
    """EPUB and PDF of one process are those of several, and what they cost is told."""
    blog, world = one(tmp_path)
    book = replace(blog.settings.book, outputs=(tmp_path / "a.epub", tmp_path / "a.pdf"))
    blog = replace(blog, settings=replace(blog.settings, book=book))
    outcome = make(blog, world)
    assert outcome.state is State.MADE, outcome.failure
    assert outcome.pages > 4
    assert outcome.size == sum(path.stat().st_size for path in book.outputs)
    assert outcome.cpu_seconds > 0
    assert outcome.memory > 50_000_000 or sys.platform == "win32"
    alone = (tmp_path / "b.epub", tmp_path / "b.pdf")
    (tmp_path / "work").mkdir()
    pipeline.build(blog.settings, context(tmp_path / "work"), outputs=alone)
    for mine, other in zip(book.outputs, alone, strict=True):
        assert mine.read_bytes() == other.read_bytes()


def _touch_archive(_blog: Blog, _world: World, folder: Path) -> None:
    path = folder / "alder.txt"
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))


def _take_book(_blog: Blog, _world: World, folder: Path) -> None:
    (folder / "books" / "alder.epub").unlink()


def _damage_record(blog: Blog, world: World, _folder: Path) -> None:
    world.shelf.record(blog.name).write_text("[]")


@pytest.mark.parametrize("change", [_touch_archive, _take_book, _damage_record])
def test_what_is_finished_is_made_again_only_when_something_changed(
    change: Callable[[Blog, World, Path], None], tmp_path: Path
) -> None:
    """In the same run it counts as made, in another as unchanged, and the book stays as it is."""
    blog, world = one(tmp_path)
    book = tmp_path / "books" / "alder.epub"
    first = make(blog, world)
    assert first.state is State.MADE
    before = book.stat()
    assert make(blog, world) == first
    later = replace(world, run="second")
    assert make(blog, later) == replace(first, state=State.UNCHANGED)
    assert book.stat() == before
    change(blog, later, tmp_path)
    assert make(blog, later).state is State.MADE


def test_a_finished_blog_has_its_whole_report(tmp_path: Path) -> None:
    """What `build --json-report` would say stands beside the record of what it was made from."""
    blog, world = one(tmp_path)
    make(blog, world)
    report = json.loads(world.shelf.report("alder").read_bytes())
    record = json.loads(world.shelf.record("alder").read_bytes())
    assert report["printed"] == record["printed"] == 2
    assert len(report["accounts"]) == 2
    assert record["outputs"] == report["outputs"]
    assert (record["blog"], record["run"], record["warnings"]) == ("alder", "first", {})


def _fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def build(*_all: Any, **_options: Any) -> Never:
        raise error

    monkeypatch.setattr(making, "build", build)


def test_a_bug_tells_where_it_is_and_nothing_of_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its message may quote a private post: kind and place of the code are all that is told."""
    blog, world = one(tmp_path)
    _fail(monkeypatch, KeyError(PRIVATE))
    outcome = make(blog, world)
    assert outcome.state is State.FAILED
    assert outcome.failure is not None
    assert (outcome.failure.kind, outcome.failure.exit_code) == ("KeyError", 1)
    assert any(line.startswith("blog2book.batch.make, line ") for line in outcome.failure.trace)
    assert PRIVATE not in repr(outcome)


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [(errno.ENOSPC, 7, "there is no room left"), (errno.EBADF, 1, "A bug in blog2book: OSError")],
)
def test_a_full_disk_is_told_as_such(
    number: int, code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can fail at any write is no bug; whatever else a system says is one."""
    blog, world = one(tmp_path)
    _fail(monkeypatch, OSError(number, os.strerror(number)))
    failure = make(blog, world).failure
    assert failure is not None
    assert (failure.exit_code, words in failure.message) == (code, True)


def test_what_was_noticed_before_a_failure_is_told_with_it(tmp_path: Path) -> None:
    """A blog of which nothing is left to print says why, as `build` does."""
    blog, world = one(tmp_path)
    select = replace(blog.settings.select, tag=("none",))
    outcome = make(replace(blog, settings=replace(blog.settings, select=select)), world)
    assert outcome.failure is not None
    assert (outcome.failure.kind, outcome.failure.exit_code) == ("NothingSelectedError", 4)


def test_another_version_of_the_program_makes_nothing(tmp_path: Path) -> None:
    """On a cluster of mixed versions books would differ by the worker that made them."""
    blog, world = one(tmp_path)
    with pytest.raises(RuntimeError, match=r"was asked to do the work of 0\.0"):
        make(blog, replace(world, version="0.0"))


def test_a_blog_that_hangs_ends_its_process() -> None:
    """Even where no Python code runs any more: an endless search holds the interpreter."""
    script = (
        "import re\nfrom blog2book.batch import make\n"
        "with make._no_longer_than(0.3):\n    re.match('(a|aa)+$', 'a' * 60 + 'b')"
    )
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone is read so")
def test_memory_is_that_of_the_process_and_not_of_who_began_it() -> None:
    """Else no worker of a large program would ever take a blog."""
    child = "from blog2book.batch.make import peak_memory; print(peak_memory())"
    parent = (
        "import subprocess, sys; held = b'x' * 300_000_000; "
        f"print(subprocess.check_output([sys.executable, '-c', {child!r}], text=True))"
    )
    told = subprocess.check_output([sys.executable, "-c", parent], text=True)
    assert 10_000_000 < int(told) < 200_000_000
