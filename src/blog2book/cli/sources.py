"""`blog2book sources`: what the posts cite, for the eye or for other programs."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from blog2book.cli import options
from blog2book.cli.terminal import Terminal, say
from blog2book.config import LinksTable
from blog2book.errors import WriteError
from blog2book.pipeline import annotate


@click.command(short_help="Print what the posts cite, or write it to a file.")
@options.selection
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a file: .csv, .json (CSL-JSON) or .bib (BibLaTeX). Repeatable.",
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@options.noise
def command(**chosen: Any) -> None:
    """Print, by publisher, the sources that the posts of ARCHIVE cite, and the posts that do.

    Last comes what posts name without a link and what no note says. sources.toml beside the archive
    corrects titles and dates, joins addresses of one work, and accepts or refuses what waits.
    """
    from blog2book.cite.export import exported, records
    from blog2book.cite.report import lines
    from blog2book.publish.swap import write_all

    with (
        Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal,
        options.workroom() as folder,
    ):
        settings = options.settings(chosen, terminal)
        outputs: Sequence[Path] = tuple(dict.fromkeys(chosen["outputs"]))
        _check(outputs, settings.book.archives, force=chosen["force"])
        settings = replace(options.with_standard_input(settings, folder), links=LinksTable())
        work = annotate(settings, options.context(settings, folder, terminal))
        found = records(work.book, work.ledger)
    if outputs:
        contents = {path: exported(path.suffix.lower(), found) for path in outputs}
        write_all((), lambda _written: contents)
        say(*map(str, outputs))
    else:
        say(*lines(work.book, found, work.ledger.mentions))


def _check(outputs: Sequence[Path], archives: Sequence[Path], *, force: bool) -> None:
    """Raise WriteError before any work where an output cannot be, or must not be replaced."""
    from blog2book.cite.export import SUFFIXES

    taken = {one.resolve() for one in archives}
    for path in outputs:
        if path.suffix.lower() not in SUFFIXES:
            raise WriteError(
                f"{path}: an export ends in .csv, .json or .bib.",
                hint=f"Write for instance -o {path.stem or 'sources'}.csv",
            )
        if path.resolve() in taken:
            raise WriteError(f"{path} is an archive.", hint="Give the export another name.")
        if not path.parent.is_dir():
            raise WriteError(f"{path.parent}: there is no such folder.", hint="Make it first.")
        if path.exists() and not force:
            raise WriteError(
                f"{path} exists; nothing was written.",
                hint="Choose another name, or replace it with --force.",
            )
