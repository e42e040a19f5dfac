"""Processes that do tasks: few, warm, and none of them trusted to live.

Each is started anew (never forked: the parent may have threads), keeps what it has made ready, and
is let go when it has done so much that what the libraries leave behind stays bounded.
"""

import os
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from blog2book.errors import WriteError

ROOM = 600_000_000
"""Bytes of free memory that a worker wants: it takes as much for a month of 150 pages."""

_TRIES = 2
_START = 300.0
"""Seconds that a worker may take to begin: a busy machine is slow."""

_MEMORY = Path("/proc/meminfo")


class CannotStartError(Exception):
    """No worker can be started here: a program without `if __name__ == "__main__"`, for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to be done: what to hand to a worker, its size, the seconds that it may take."""

    task: Any
    size: int = 0
    patience: float = inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What is left of a job whose workers died or hung, so many times."""

    deaths: int


@dataclass(slots=True)
class _Worker:
    process: Any
    line: Connection
    until: float
    ready: bool = False
    job: int | None = None
    wear: float = 0.0


def number_of_workers(asked: int | None, most: int | None = None) -> int:
    """Return how many workers to have: what was asked, else by cores and free memory."""
    if asked is not None:
        return asked
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    count = cores if most is None else min(most, cores)
    return max(1, min(count, _free_memory(count * ROOM) // ROOM))


def _free_memory(otherwise: int) -> int:
    """Return the bytes that are free, or `otherwise` where nobody says."""
    try:
        lines = _MEMORY.read_text(encoding="ascii").splitlines()
        free = next(line for line in lines if line.startswith("MemAvailable:"))
        return int(free.split()[1]) * 1024
    except (OSError, StopIteration, ValueError):
        return otherwise


class Crew:
    """Workers that live as long as the `with` block.

    `begin(setting)` is called in each of them and returns the function that does a task; both must
    be found by name, and all that is sent be picklable. `wear` tells of what a task gave how much
    of a worker's life it took, 1 being all.
    """

    def __init__(
        self,
        count: int,
        begin: Callable[[Any], Callable[[Any], Any]],
        setting: object,
        wear: Callable[[Any], float],
    ) -> None:
        self._count = count
        self._start = (begin, setting)
        self._wear = wear
        self._workers: list[_Worker] = []
        self._started = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in list(self._workers):
            self._dismiss(worker, kill=kind is not None)

    def work(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Any]]:
        """Do all jobs, the largest first; yield the index of each and what it gave, as they end.

        A job whose worker dies or takes far too long is tried once more; if that fails too, it has
        given a Lost. Raises CannotStartError if workers die before they begin, and what a job
        itself raises.
        """
        waiting = deque(sorted(range(len(jobs)), key=lambda n: -jobs[n].size))
        tries = [0] * len(jobs)
        left = len(jobs)
        while left:
            self._hand_out(waiting, jobs)
            for worker in self._those_who_speak():
                job = worker.job
                try:
                    told, answer = worker.line.recv()
                except (EOFError, OSError):
                    self._bury(worker)
                    if job is not None:
                        tries[job] += 1
                        if tries[job] < _TRIES:
                            waiting.appendleft(job)
                        else:
                            left -= 1
                            yield job, Lost(deaths=tries[job])
                    continue
                if told == "ready":
                    worker.ready = self._started = True
                    worker.until = inf
                elif told == "failed":
                    raise answer
                else:
                    assert job is not None  # noqa: S101 - for mypy: only a worker with a job answers
                    left -= 1
                    self._free(worker, self._wear(answer))
                    yield job, answer

    def _hand_out(self, waiting: deque[int], jobs: Sequence[Job]) -> None:
        busy = sum(worker.job is not None for worker in self._workers)
        for _ in range(min(self._count, busy + len(waiting)) - len(self._workers)):
            self._workers.append(self._hired())
        for worker in self._workers:
            if waiting and worker.ready and worker.job is None:
                worker.job = waiting.popleft()
                job = jobs[worker.job]
                worker.until = time.monotonic() + job.patience
                try:
                    worker.line.send(job.task)
                except OSError:
                    worker.until = 0.0  # it died while nobody looked: its line says so at once

    def _those_who_speak(self) -> list[_Worker]:
        """Wait until a worker says something, or dies; kill those whose time is up."""
        first = min(worker.until for worker in self._workers)
        patience = None if first == inf else max(0.0, first - time.monotonic())
        spoken = wait([worker.line for worker in self._workers], timeout=patience)
        for worker in self._workers:
            if worker.line not in spoken and time.monotonic() >= worker.until:
                worker.process.kill()
        return [worker for worker in self._workers if worker.line in spoken]

    def _hired(self) -> _Worker:
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(
            target=_serve, args=(theirs, *self._start), daemon=True
        )
        with _uninterrupted():
            process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic() + _START)

    def _bury(self, worker: _Worker) -> None:
        self._dismiss(worker, kill=True)
        if not self._started:
            raise CannotStartError

    def _free(self, worker: _Worker, wear: float) -> None:
        worker.job = None
        worker.until = inf
        worker.wear += wear
        if worker.wear >= 1:
            self._dismiss(worker, kill=False)

    def _dismiss(self, worker: _Worker, *, kill: bool) -> None:
        self._workers.remove(worker)
        worker.line.close()  # which ends a worker that is idle
        if kill or not worker.ready:
            worker.process.kill()
        worker.process.join()
        worker.process.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start a process that Ctrl-C never reaches: the parent hears it, and ends the workers."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # which else is started in between, and lifts the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, begin: Callable[[Any], Callable[[Any], Any]], setting: object) -> None:
    """Do what comes in until the line is closed: the whole life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems without masks
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    do = begin(setting)
    with suppress(EOFError, OSError):  # the line is closed, or the parent was killed
        line.send(("ready", None))
        while True:
            line.send(_answer(do, line.recv()))


def _answer(do: Callable[[Any], Any], task: object) -> tuple[str, object]:
    try:
        return "done", do(task)
    except OSError as error:
        return "failed", error
    except WriteError as error:
        return "failed", WriteError(error.message, hint=error.hint)
    except Exception:  # noqa: BLE001 - whatever it is, the parent must hear of it
        return "failed", RuntimeError(traceback.format_exc())
