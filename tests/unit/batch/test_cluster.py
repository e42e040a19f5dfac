"""A batch on a real Dask cluster of processes, some of which are killed."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Timer

import dask
import pytest
from distributed import LocalCluster

import hands
from blog2book import batch
from blog2book.batch import cluster as dask_engine
from blog2book.batch.cluster import on_a_cluster
from blog2book.batch.manifest import read
from blog2book.batch.outcome import State
from blog2book.errors import BatchError, MissingDependencyError
from blogs import NAMES, Killer, books, context, one, write_blogs

HARSH = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.worker.memory.terminate": False,
}
IMPATIENT = {"distributed.comm.timeouts.connect": "1s"}


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Yield two workers, each a process with one thread; a task may lose one of them unblamed."""
    with (
        dask.config.set(HARSH),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as running,
    ):
        yield running


def test_after_all_workers_are_killed_nothing_is_lost_and_nothing_made_twice(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    """Books that were whole stay as they are, all others are made; a second run makes none."""
    manifest = read(write_blogs(tmp_path))
    killer = Killer(tmp_path, lambda: [worker.pid for worker in cluster.workers.values()])
    engine = partial(on_a_cluster, scheduler=cluster.scheduler_address)
    summary = batch.run(manifest, engine, context(tmp_path, killer))
    assert (summary.states, summary.left) == ({State.MADE: 4}, 0), summary.failures
    made = books(tmp_path)
    assert set(made) == set(NAMES)
    assert killer.ready
    assert killer.ready.items() <= made.items()
    with dask.config.set({"scheduler-address": cluster.scheduler_address}):
        again = batch.run(manifest, partial(on_a_cluster, scheduler=None), context(tmp_path))
    assert again.states == {State.UNCHANGED: 4}
    assert books(tmp_path) == made


def test_a_blog_that_kills_its_workers_is_given_up(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried four times and told; all others are made, few of them known at a time."""
    monkeypatch.setattr(dask_engine, "make_there", hands.kill_the_first)
    monkeypatch.setattr(dask_engine, "AHEAD", 2)
    _, world = one(tmp_path)
    blogs = read(write_blogs(tmp_path)).blogs
    given = list(on_a_cluster(blogs, world, scheduler=cluster.scheduler_address))
    states = {outcome.blog: outcome.state for outcome in given}
    assert len(given) == 4
    assert states["alder"] is State.FAILED
    failures = [outcome.failure for outcome in given if outcome.failure]
    assert "died or hung, 4 times" in failures[0].message


@pytest.mark.slow
def test_a_worker_that_has_grown_is_replaced_between_blogs(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What layout took does not all come back; the blog that finds it so is made by another."""
    monkeypatch.setattr(dask_engine, "make_there", hands.grow_first)
    blog, world = one(tmp_path)
    before = {worker.pid for worker in cluster.workers.values()}
    (outcome,) = on_a_cluster([blog], world, scheduler=cluster.scheduler_address)
    assert outcome.state is State.MADE
    assert {worker.pid for worker in cluster.workers.values()} != before


def test_workers_that_cannot_do_it_stop_the_run(cluster: LocalCluster, tmp_path: Path) -> None:
    """What is wrong with all of them is told once, and is no blog's failure."""
    blog, world = one(tmp_path)
    world = replace(world, version="0.0", run="of another version")
    with pytest.raises(BatchError, match=r"makes no blogs: RuntimeError: .* the work of 0\.0"):
        list(on_a_cluster([blog], world, scheduler=cluster.scheduler_address))


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """So is one that nobody names."""
    blog, world = one(tmp_path)
    with dask.config.set(IMPATIENT), pytest.raises(BatchError, match="answers at tcp://127"):
        list(on_a_cluster([blog], world, scheduler="tcp://127.0.0.1:1"))
    with pytest.raises(BatchError, match="No Dask scheduler is named"):
        list(on_a_cluster([blog], world, scheduler=None))


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_told(tmp_path: Path) -> None:
    """Nobody waits for ever, and Dask's own words are not printed."""
    blog, world = one(tmp_path)
    file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    place = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)]
    with subprocess.Popen([*command, *place], stderr=subprocess.DEVNULL) as running:
        until = time.monotonic() + 60
        while not file.exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        Timer(2, running.kill).start()
        with dask.config.set(IMPATIENT), pytest.raises(BatchError, match="has gone away"):
            list(on_a_cluster([blog], world, scheduler=address))


def test_without_dask_the_line_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cluster is an extra."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    blog, world = one(tmp_path)
    with pytest.raises(MissingDependencyError) as caught:
        list(on_a_cluster([blog], world, scheduler="tcp://127.0.0.1:1"))
    assert caught.value.hint == "pip install 'blog2book[cluster]'"
