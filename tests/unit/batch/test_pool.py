"""A batch in a pool of processes, some of which are killed."""

import multiprocessing
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import hands
from blog2book import batch, pipeline
from blog2book.batch import pool
from blog2book.batch.make import WORN
from blog2book.batch.manifest import read
from blog2book.batch.outcome import State
from blog2book.batch.pool import in_a_pool
from blog2book.errors import BatchError
from blogs import NAMES, Killer, books, context, one, write_blogs


def _pids() -> list[int]:
    return [one.pid or 0 for one in multiprocessing.active_children()]


def test_after_all_workers_are_killed_nothing_is_lost_and_nothing_made_twice(
    tmp_path: Path,
) -> None:
    """Books that were whole stay as they are, all others are made; `build` makes the same."""
    manifest = read(write_blogs(tmp_path))
    killer = Killer(tmp_path, _pids)
    engine = partial(in_a_pool, jobs=2, memory=None)
    summary = batch.run(manifest, engine, context(tmp_path, killer))
    assert (summary.states, summary.left) == ({State.MADE: 4}, 0), summary.failures
    assert killer.ready
    made = books(tmp_path)
    assert set(made) == set(NAMES)
    assert killer.ready.items() <= made.items()
    assert multiprocessing.active_children() == []
    (tmp_path / "work").mkdir()
    alone = tmp_path / "alone.epub"
    pipeline.build(manifest.blogs[3].settings, context(tmp_path / "work"), outputs=[alone])
    assert alone.read_bytes() == (tmp_path / "books" / "elm.epub").read_bytes()
    again = batch.run(manifest, engine, context(tmp_path))
    assert again.states == {State.UNCHANGED: 4}
    assert books(tmp_path) == made


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone holds a process to its memory")
def test_a_blog_that_wants_more_memory_than_it_may_costs_itself(tmp_path: Path) -> None:
    """It dies in two processes and is told; the other is made within the same bound."""
    manifest = write_blogs(tmp_path, ["small", "large"])
    with (tmp_path / "large.txt").open("a", encoding="utf-8") as stream:
        stream.writelines("Green it is, and green it was.\n" * 600_000)
    engine = partial(in_a_pool, jobs=1, memory=200_000_000)
    summary = batch.run(read(manifest), engine, context(tmp_path))
    assert summary.states == {State.MADE: 1, State.FAILED: 1}
    failure = summary.failures["large"]
    assert "died or hung, 2 times" in failure.message
    assert "memory" in failure.hint


def test_where_no_process_starts_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pool whose processes die at once is told, and not gone on with alone."""
    blog, world = one(tmp_path)
    monkeypatch.setattr(pool, "begin", hands.never)
    with pytest.raises(BatchError, match="No process can be started"):
        list(in_a_pool([blog], world, jobs=1, memory=None))
    assert books(tmp_path) == {}


def test_a_process_goes_when_it_has_grown(tmp_path: Path) -> None:
    """What a large blog took does not all come back."""
    blog, world = one(tmp_path)
    outcome = pool.begin((world, None))(blog)
    assert pool.wear(replace(outcome, memory=WORN + 1)) == 1
    assert pool.wear(replace(outcome, memory=WORN)) == 1 / pool.BLOGS
