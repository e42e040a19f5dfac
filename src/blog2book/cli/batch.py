"""`blog2book batch`: the books of many blogs."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blog2book.cli import INTERRUPTED, options
from blog2book.cli.terminal import Terminal, say
from blog2book.config import Settings
from blog2book.errors import BatchError
from blog2book.workroom import workroom

if TYPE_CHECKING:
    from blog2book.batch import Engine
    from blog2book.batch.summary import Summary

_GO_ON = "Run it again, and it goes on with what is not made."

_LEAST = 200
"""Megabytes that a process takes before it has read anything, and some."""


@click.command(short_help="Make the books of many blogs, each for itself.")
@click.argument(
    "manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="MANIFEST"
)
@click.option(
    "--jobs",
    type=options.Jobs(),
    metavar="auto|N",
    default="auto",
    help="How many blogs are made at a time here. Default: auto, by cores and free memory.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=_LEAST),
    metavar="MB",
    help="What a process may take that makes a blog here. Linux only. Default: no limit.",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "dask")),
    default="local",
    help="Who makes them: this computer, or a Dask cluster. Default: local.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="The cluster's scheduler, such as tcp://10.0.0.1:8786. Default: what Dask's own "
    "configuration names.",
)
@options.noise
def command(manifest: Path, **chosen: Any) -> None:
    """Make the books of all blogs that MANIFEST names, and that are not there yet.

    MANIFEST is TOML. It has the tables of blog2book.toml for each blog, such as
    [blogs.garden.book] with archives and outputs, and in [defaults] for all. A blog that fails
    costs no other. The folder beside MANIFEST, named like it, says what became of each:
    summary.json, made, reports and failed. Run again, it makes what failed, is new or has changed.
    """
    from blog2book import batch
    from blog2book.batch.manifest import read
    from blog2book.batch.shelf import shelf_of

    engine = _engine(chosen)
    summary_file = shelf_of(manifest).summary
    try:
        with (
            Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal,
            workroom() as folder,
        ):
            blogs = read(manifest)
            summary = batch.run(blogs, engine, options.context(Settings(), folder, terminal))
    except KeyboardInterrupt as interrupt:
        click.echo(f"Interrupted; what is made stays. {_GO_ON}", err=True)
        raise SystemExit(INTERRUPTED) from interrupt
    if not chosen["quiet"]:
        click.echo(_account(summary), err=True)
    say(str(summary_file))
    if summary.failures:
        raise BatchError(
            f"{len(summary.failures):,} of {summary.blogs:,} blogs could not be made.",
            hint=f"Why stands in {summary_file.parent / 'failed'}. {_GO_ON}",
        )


def _engine(chosen: dict[str, Any]) -> "Engine":
    """Return who makes the blogs. Raises click.UsageError for options of the other engine."""
    if chosen["engine"] == "dask":
        if chosen["jobs"] is not None or chosen["memory"] is not None:
            raise click.UsageError(
                "--jobs and --memory are for this computer: the workers of a cluster get theirs "
                "where they are started (dask worker --nthreads 1 --memory-limit 2GB)."
            )
        from blog2book.batch.cluster import on_a_cluster

        return partial(on_a_cluster, scheduler=chosen["scheduler"])
    from blog2book.batch.pool import in_a_pool, limits_memory

    if chosen["scheduler"]:
        raise click.UsageError("--scheduler is for --engine dask.")
    if chosen["memory"] is not None and not limits_memory():
        raise click.UsageError("--memory needs Linux: this system holds no process to it.")
    memory = None if chosen["memory"] is None else chosen["memory"] * 1_000_000
    return partial(in_a_pool, jobs=chosen["jobs"], memory=memory)


def _account(summary: "Summary") -> str:
    from blog2book.batch.outcome import State

    counts = ", ".join(f"{summary.states[one]:,} {one}" for one in State)
    return f"{summary.blogs:,} blogs: {counts}."
