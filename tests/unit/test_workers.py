import multiprocessing
import sys
from pathlib import Path
from typing import Any

import pytest

import hands
from blog2book import workers
from blog2book.workers import CannotStartError, Crew, Job, Lost, number_of_workers


def _done(
    folder: Path, *tasks: str, count: int = 1, begin: Any = hands.begin, patience: float = 600
) -> list[Any]:
    """Return what tasks gave, in their order."""
    jobs = [Job(task=task, patience=patience) for task in tasks]
    with Crew(count, begin, folder, hands.wear) as crew:
        given = dict(crew.work(jobs))
    assert multiprocessing.active_children() == []
    return [given[number] for number in range(len(tasks))]


def test_a_worker_takes_several_tasks_and_goes_when_worn(tmp_path: Path) -> None:
    """The second task is done by the same process, the third by another: each took half a life."""
    first, second, third = [one.process for one in _done(tmp_path, "a", "b", "c")]
    assert first == second
    assert third != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no masks of signals")
def test_ctrl_c_reaches_no_worker(tmp_path: Path) -> None:
    """From its first moment it hears none, or it would print how it died: the parent ends it."""
    assert _done(tmp_path, "hears Ctrl-C") == [hands.Answer(0)]


@pytest.mark.parametrize("task", ["dies once", "hangs once"])
def test_a_worker_that_dies_or_hangs_costs_a_retry(task: str, tmp_path: Path) -> None:
    """The task is done by another process, and so is what waited behind it."""
    done = _done(tmp_path, task, "other", count=2, patience=1 if task == "hangs once" else 600)
    assert [type(one) for one in done] == [hands.Answer, hands.Answer]


@pytest.mark.parametrize("task", ["dies", "hangs"])
def test_a_task_that_kills_twice_is_given_up(task: str, tmp_path: Path) -> None:
    """It costs itself alone: what waited behind it is done, and no process is left behind."""
    lost, other = _done(tmp_path, task, "other", patience=1 if task == "hangs" else 600)
    assert lost == Lost(deaths=2)
    assert isinstance(other, hands.Answer)


@pytest.mark.parametrize(("task", "kind"), [("is wrong", RuntimeError), ("finds no room", OSError)])
def test_what_a_task_raises_is_raised(task: str, kind: type[Exception], tmp_path: Path) -> None:
    """A fault of the program comes with its trace, one of the machine as itself."""
    with pytest.raises(kind, match=r"is wrong|No space"):
        _done(tmp_path, task)


def test_workers_that_cannot_begin_are_told_apart(tmp_path: Path) -> None:
    """Whoever called can do the work alone then."""
    with pytest.raises(CannotStartError):
        _done(tmp_path, "a", begin=hands.never)


def test_a_crew_without_work_starts_nobody(tmp_path: Path) -> None:
    """Processes are started for tasks, and never more than there are."""
    assert _done(tmp_path, count=8) == []


def test_the_number_of_workers_goes_by_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked counts; else there is one at least, and no more than free memory bears."""
    told = tmp_path / "meminfo"
    monkeypatch.setattr(workers, "_MEMORY", told)
    assert number_of_workers(5) == 5
    told.write_text("MemTotal: 9 kB\nMemAvailable:  1000 kB\n")
    assert number_of_workers(None) == 1
    told.write_text("nothing\n")
    assert 1 <= number_of_workers(None, 8) <= 8
