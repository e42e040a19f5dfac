"""A batch on this computer: a pool of processes, each of which makes one blog after another."""

import sys
from collections.abc import Callable, Generator, Sequence
from functools import partial

from blog2book.batch.make import WORN, World, make
from blog2book.batch.manifest import Blog
from blog2book.batch.outcome import Outcome, died
from blog2book.errors import BatchError
from blog2book.workers import CannotStartError, Crew, Job, Lost, number_of_workers

BLOGS = 50
"""Blogs that a process makes before another takes its place."""


def limits_memory() -> bool:
    """Say whether this system holds a process to its memory: Linux alone does."""
    return sys.platform == "linux"


def in_a_pool(
    blogs: Sequence[Blog], world: World, *, jobs: int | None, memory: int | None
) -> Generator[Outcome, None, None]:
    """Make blogs in `jobs` processes (None: by cores and free memory); yield what became of each.

    A process that takes more than `memory` bytes ends; so does one that hangs. Its blog is tried
    once more, in a new one. Raises BatchError where no process can be started.
    """
    count = min(number_of_workers(jobs), len(blogs))
    waiting = [Job(task=blog) for blog in blogs]
    try:
        with Crew(count, begin, (world, memory), wear) as crew:
            for number, given in crew.work(waiting):
                lost = isinstance(given, Lost)
                yield died(blogs[number].name, given.deaths) if lost else given
    except CannotStartError as error:
        raise BatchError(
            "No process can be started that would make a blog.",
            hint="Give them more --memory, or see whether this computer has any left",
        ) from error


def begin(setting: tuple[World, int | None]) -> Callable[[Blog], Outcome]:
    """Begin the life of a process: hold it to its memory, return what makes a blog."""
    world, memory = setting
    if memory is not None:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    return partial(make, world=world)


def wear(outcome: Outcome) -> float:
    """Return how much of a process's life a blog took, 1 being all."""
    return 1.0 if outcome.memory > WORN else 1 / BLOGS
