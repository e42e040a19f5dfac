"""Small blogs for batches, the manifest that names them, and somebody who kills their makers."""

import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from blog2book.batch.make import World
from blog2book.batch.manifest import Blog, read
from blog2book.batch.shelf import shelf_of
from blog2book.events import Event, StageAdvanced, ignore
from blog2book.ports import Context

NAMES = ("alder", "birch", "cedar", "elm")


def write_blogs(folder: Path, names: Iterable[str] = NAMES, *, posts: int = 2) -> Path:
    """Write an export for each name into `folder`, and a manifest of all; return this."""
    tables = []
    (folder / "books").mkdir(exist_ok=True)
    for name in names:
        texts = (
            f"{day % 28 + 1} May {2000 + day // 28}\n\nDay {day}\n\nThe {name} is green.\n"
            for day in range(posts)
        )
        (folder / f"{name}.txt").write_text("\n".join(texts), encoding="utf-8")
        tables.append(
            f'[blogs.{name}.book]\narchives = "{name}.txt"\noutputs = "books/{name}.epub"\n'
        )
    manifest = folder / "blogs.toml"
    manifest.write_text("\n".join(["format = 1\n", *tables]), encoding="utf-8")
    return manifest


def one(folder: Path) -> tuple[Blog, World]:
    """Return a small blog in `folder`, and the world of a run whose sign is "first"."""
    manifest = write_blogs(folder, ["alder"])
    shelf = shelf_of(manifest)
    with shelf.held():
        pass
    return read(manifest).blogs[0], World(shelf=shelf, run="first")


def context(folder: Path, report: Callable[[Event], None] = ignore) -> Context:
    """Return the world of a run."""
    return Context(report=report, workdir=folder, cache=folder / "cache")


def books(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the books that are there: which file each one is, and when it was written."""
    found = {}
    for path in (folder / "books").glob("*.epub"):
        status = path.stat()
        found[path.stem] = (status.st_ino, status.st_mtime_ns)
    return found


@dataclass(slots=True)
class Killer:
    """A report that kills all processes once: a book is made by then, and another is half made.

    Where none is within two seconds, since all that were handed out are made, it kills the idle.
    """

    folder: Path
    processes: Callable[[], Iterable[int]]
    ready: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __call__(self, event: Event) -> None:
        """Wait for the moment, and kill."""
        if not isinstance(event, StageAdvanced) or self.ready:
            return
        until = time.monotonic() + 2
        while time.monotonic() < until:
            if any((self.folder / "books").glob(".blog2book-*")):
                break
            time.sleep(0.005)
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        self.ready = books(self.folder)
