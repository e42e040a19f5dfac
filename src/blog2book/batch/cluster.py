"""A batch on a Dask cluster that is there already; the only place that knows Dask."""

import logging
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from blog2book.batch.make import WORN, World, make, peak_memory
from blog2book.batch.manifest import Blog
from blog2book.batch.outcome import Outcome, died
from blog2book.errors import BatchError, MissingDependencyError

if TYPE_CHECKING:
    from distributed import Client

AHEAD = 2_000
"""Blogs that the scheduler knows of at a time: enough for a thousand workers, little to hold."""

_TRIES = 2


def on_a_cluster(
    blogs: Sequence[Blog], world: World, *, scheduler: str | None
) -> Generator[Outcome, None, None]:
    """Make blogs on the workers of a cluster; yield what became of each, as they end.

    `scheduler` is its address, None for the one that Dask's own configuration names. Every worker
    must see the same files at the same paths, and have this blog2book. A blog whose workers die
    is tried again by Dask, as often as its `allowed-failures` says, and once more by us: Dask
    blames also what had only waited on a worker that died. Raises MissingDependencyError without
    Dask, and BatchError where no scheduler answers, it goes away, or its workers cannot do this.
    """
    client = _connected(scheduler)
    from distributed import CancelledError, Future, KilledWorker, as_completed

    waiting = iter(blogs)
    tried: dict[Future, tuple[Blog, int]] = {}

    def hand_out(blog: Blog, attempt: int) -> Future:
        key = f"{blog.name}-{world.run}-{attempt}"
        future = client.submit(make_there, blog, world, key=key, pure=False)
        tried[future] = (blog, attempt)
        return future

    with _quiet(), client:
        first = [hand_out(blog, 1) for blog in islice(waiting, AHEAD)]
        done = as_completed(first, loop=client.loop)
        for future in done:
            blog, attempt = tried.pop(future)
            try:
                outcome = future.result()
            except KilledWorker as error:
                if attempt < _TRIES:
                    done.add(hand_out(blog, attempt + 1))
                    continue
                outcome = died(blog.name, _TRIES * (error.allowed_failures + 1))
            except CancelledError as error:
                raise BatchError(
                    "The scheduler has gone away.", hint="Start it, and run the batch again"
                ) from error
            except Exception as error:
                raise BatchError(
                    f"The cluster makes no blogs: {type(error).__name__}: {error}.",
                    hint="Give all its workers this blog2book and this Python",
                ) from error
            for other in islice(waiting, 1):
                done.add(hand_out(other, 1))
            yield outcome


def make_there(blog: Blog, world: World) -> Outcome:
    """Make a blog on a worker, which ends first if it has grown: its nanny starts another.

    A worker that is not let go so comes to its memory limit in the middle of a blog, or pauses
    below it, for ever.
    """
    from distributed import get_worker

    if peak_memory() > WORN and get_worker().nanny:
        os._exit(1)
    return make(blog, world)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask would log here to itself: what a person must know, an error says."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)


def _connected(scheduler: str | None) -> "Client":
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise MissingDependencyError(
            "--engine dask needs Dask.", hint="pip install 'blog2book[cluster]'"
        ) from error
    address = scheduler or dask.config.get("scheduler-address", None)
    if not address:
        raise BatchError(
            "No Dask scheduler is named.",
            hint="Add --scheduler tcp://HOST:8786, or set DASK_SCHEDULER_ADDRESS",
        )
    try:
        return Client(address, set_as_default=False)
    except OSError as error:
        raise BatchError(f"No Dask scheduler answers at {address}.") from error
