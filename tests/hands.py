"""What workers do in tests: light tasks, some of which go wrong."""

import errno
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from blog2book.batch.cluster import make_there
from blog2book.batch.make import WORN, World
from blog2book.batch.manifest import Blog
from blog2book.batch.outcome import Outcome, State


@dataclass(frozen=True)
class Answer:
    """What a task gives: the process that did it."""

    process: int


def wear(_answer: Answer) -> float:
    """Say that each task takes half of a worker's life."""
    return 0.5


def begin(folder: Path) -> Callable[[str], Answer]:
    """Return what does a task; it leaves its signs in `folder`."""

    def do(task: str) -> Answer:
        first = not (folder / task).exists()
        (folder / task).touch()
        if task == "dies" or (task == "dies once" and first):
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "hangs" or (task == "hangs once" and first):
            time.sleep(600)
        if task == "hears Ctrl-C":
            return Answer(int(signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())))
        if task == "is wrong":
            raise ValueError(task)
        if task == "finds no room":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return Answer(os.getpid())

    return do


def deadly(_setting: object) -> Callable[[object], Answer]:
    """Return what dies of any task."""

    def do(_task: object) -> Answer:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    return do


def kill_the_first(blog: Blog, _world: object) -> Outcome:
    """Die of a blog whose name begins with "a"; make any other, in no time."""
    if blog.name.startswith("a"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(blog=blog.name, state=State.MADE)


def grow_first(blog: Blog, world: World) -> Outcome:
    """Make a blog in a process that has once been large, if no other has been so before."""
    grown = world.shelf.folder / "grown"
    if not grown.exists():
        grown.touch()
        bytearray(WORN).replace(b"\0", b"\1")
    return make_there(blog, world)


def never(_setting: object) -> Callable[[str], Answer]:
    """Die before any task comes."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
