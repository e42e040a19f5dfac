"""One blog of a batch: made whole in this process, or told why not."""

import faulthandler
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as day
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from blog2book import __version__, report
from blog2book.batch.manifest import Blog
from blog2book.batch.outcome import Outcome, State, failure
from blog2book.batch.shelf import VERSION, Shelf
from blog2book.batch.stamp import stamp
from blog2book.events import Event, Notice, Severity
from blog2book.pipeline import Built, build
from blog2book.ports import Context
from blog2book.workroom import workroom

PATIENCE = 3 * 60 * 60.0
"""Seconds after which a blog is taken to hang: a hundred times what one of 850 pages takes."""

WORN = 500_000_000
"""Bytes after which another process is better: what layout took does not all come back."""

_ONE = Lock()
"""Layout is not made for threads, and what a blog costs is told of the whole process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What all blogs of a run share.

    `run` is this run's own sign, `version` the program's; `date` and `today` are those of
    `Context`.
    """

    shelf: Shelf
    run: str
    version: str = __version__
    date: datetime | None = None
    today: day | None = None


def make(blog: Blog, world: World) -> Outcome:
    """Make the books of one blog, unless they are there already; never raise what it costs alone.

    The process ends where memory does, or where a blog takes far too long: whoever handed it out
    may try again in another, which finds what was finished. Raises RuntimeError in a program of
    another version.
    """
    if world.version != __version__:
        raise RuntimeError(f"blog2book {__version__} was asked to do the work of {world.version}")
    notices: list[Notice] = []
    with _ONE, _no_longer_than(PATIENCE):
        try:
            made_from = stamp(blog.settings, world.date)
            record = world.shelf.finished(blog.name, made_from)
            return _outcome(record or _made(blog, world, made_from, notices), world)
        except MemoryError:
            os._exit(1)
        except Exception as error:  # noqa: BLE001 - whatever it is, other blogs must not pay for it
            return Outcome(
                blog=blog.name,
                state=State.FAILED,
                failure=failure(error),
                notices=tuple(notices),
                memory=peak_memory(),
            )


def _made(blog: Blog, world: World, made_from: str, notices: list[Notice]) -> Mapping[str, Any]:
    """Make the books; return the record that was written with them."""
    from platformdirs import user_cache_path

    begun, cpu_begun = time.perf_counter(), _cpu_seconds()
    record: dict[str, Any] = {}

    def listen(event: Event) -> None:
        if isinstance(event, Notice):
            notices.append(event)

    def approve(built: Built) -> dict[Path, bytes]:
        whole = report.report(built, notices)
        warnings = (one.code for one in notices if one.severity is Severity.WARNING)
        record.update(
            version=VERSION,
            made_by=report.MAKER,
            blog=blog.name,
            run=world.run,
            made_from=made_from,
            **{key: whole[key] for key in ("outputs", "items", "printed", "left_out")},
            warnings=dict(Counter(warnings)),
            seconds=round(time.perf_counter() - begun, 3),
            cpu_seconds=round(_cpu_seconds() - cpu_begun, 3),
            peak_memory=peak_memory(),
        )
        return {
            world.shelf.record(blog.name): report.as_json(record),
            world.shelf.report(blog.name): report.as_json(whole),
        }

    with workroom() as folder:
        context = Context(
            report=listen,
            workdir=folder,
            cache=folder / "cache",  # what a blog keeps no other blog can use, but fonts
            fonts=user_cache_path("blog2book") / "fonts",
            timezone=blog.settings.text.timezone,
            date=world.date,
            today=world.today,
            jobs=0,
        )
        build(blog.settings, context, outputs=blog.settings.book.outputs, approve=approve)
    return record


def _outcome(record: Mapping[str, Any], world: World) -> Outcome:
    """Return what a record tells: made in this run, by whomever, or before."""
    outputs = record["outputs"]
    return Outcome(
        blog=record["blog"],
        state=State.MADE if record["run"] == world.run else State.UNCHANGED,
        seconds=record["seconds"],
        cpu_seconds=record["cpu_seconds"],
        memory=record["peak_memory"],
        pages=sum(one["pages"] or 0 for one in outputs),
        size=sum(one["bytes"] for one in outputs),
        warnings=record["warnings"],
    )


def _cpu_seconds() -> float:
    """Return what this process has taken, and the programs that it called."""
    return sum(os.times()[:4])


def peak_memory() -> int:
    """Return the most bytes that this process has had, 0 where nobody says.

    Linux gives a process the `ru_maxrss` of the one that began it, so its own mark is read there.
    """
    if sys.platform == "win32":
        return 0
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """End this process if the block takes longer, even where no Python code can run any more."""
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
