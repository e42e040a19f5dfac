"""Many blogs in one run: each a task of its own, each failure its own.

Who makes them is an engine: processes here (`pool`) or a Dask cluster (`cluster`). Both run the
same function of `make`, which finds what is finished, so that nothing is made twice.
"""

import time
import uuid
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from blog2book.batch.make import World
from blog2book.batch.manifest import Blog, Manifest
from blog2book.batch.outcome import Failure, Outcome, State, failure
from blog2book.batch.shelf import shelf_of
from blog2book.batch.summary import Summary
from blog2book.events import Notice, StageAdvanced, StageStarted
from blog2book.ports import Context

Outcomes = Generator[Outcome, None, None]
Engine = Callable[[Sequence[Blog], World], Outcomes]

STAGE = "making books"


def run(manifest: Manifest, engine: Engine, context: Context) -> Summary:
    """Make the books of all blogs of a manifest that are not there yet.

    What became of each is written into the folder beside the manifest (`shelf`), and the summary
    too, whatever ends the run. `context` tells the date and the day, and hears of progress and of
    failures ("blog-failed"). Raises WriteError where that folder cannot be written or another run
    has it, and what the engine raises.
    """
    shelf = shelf_of(manifest.file)
    summary = Summary(blogs=len(manifest))
    world = World(shelf=shelf, run=uuid.uuid4().hex, date=context.date, today=context.today)
    begun = time.perf_counter()
    with shelf.held():
        context.report(StageStarted(stage=STAGE, total=len(manifest)))
        try:
            with closing(_outcomes(manifest, engine, world)) as outcomes:
                for done, outcome in enumerate(outcomes, 1):
                    summary.add(outcome)
                    shelf.settle(outcome)
                    if outcome.failure is not None:
                        context.report(_told(outcome.blog, outcome.failure))
                    context.report(StageAdvanced(stage=STAGE, done=done))
        finally:
            summary.seconds = time.perf_counter() - begun
            file = str(manifest.file.resolve())
            shelf.write_summary({"manifest": file, **summary.content(shelf)})
    return summary


def _outcomes(manifest: Manifest, engine: Engine, world: World) -> Outcomes:
    for name, error in manifest.wrong.items():
        yield Outcome(blog=name, state=State.FAILED, failure=failure(error))
    if manifest.blogs:
        with closing(engine(manifest.blogs, world)) as outcomes:
            yield from outcomes


def _told(blog: str, failure: Failure) -> Notice:
    return Notice(code="blog-failed", message=f"{blog}: {failure.message}", hint=failure.hint)
