"""`blog2book sources`: what the posts cite, for the eye or for other programs."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from blog2book.cite.export import Record
from blog2book.cli import TYPED, options
from blog2book.cli.terminal import Terminal, say
from blog2book.config import LinksTable
from blog2book.errors import NotFetchedError, WriteError
from blog2book.fetch.check import check
from blog2book.pipeline import annotate
from blog2book.ports import Network
from blog2book.workroom import workroom


@click.command(short_help="Print what the posts cite, or write it to a file.")
@options.selection
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=lambda _context, _option, paths: _of_known_kinds(paths),
    help="Write it to a file: .csv, .json (CSL-JSON) or .bib (BibLaTeX). Repeatable.",
)
@click.option("--check", is_flag=True, help="Ask on the web which of the pages still answer.")
@click.option(
    "--minutes",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    metavar="N",
    help="Stop asking after so long.",
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@options.noise
@click.pass_obj
def command(network: Network | None, /, **chosen: Any) -> None:
    """Print, by publisher, the sources that the posts of ARCHIVE cite, and the posts that do.

    Last comes what posts name without a link and what no note says. sources.toml beside the archive
    corrects titles and dates, joins addresses of one work, and accepts or refuses what waits.

    With --check each page is asked for, and where it is gone, its copy in the Wayback Machine. What
    came of it stands in sources-checked.jsonl; the same command goes on where it stopped. The
    book's last page tells how many still answered, and notes name the copies. Exit code 10 if pages
    were asked for and of none is known what became of it.
    """
    from blog2book.cite import load_checked
    from blog2book.cite.export import exported, records
    from blog2book.cite.report import lines
    from blog2book.publish.swap import write_all

    with (
        Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal,
        workroom() as folder,
    ):
        settings = options.settings(chosen, terminal)
        outputs: Sequence[Path] = tuple(dict.fromkeys(chosen["outputs"]))
        _check(outputs, settings.book.archives, force=chosen["force"])
        settings = replace(options.with_standard_input(settings, folder), links=LinksTable())
        context = options.context(settings, folder, terminal)
        work = annotate(settings, context)
        found = records(work.book, work.ledger)
        if chosen["check"]:
            file = options.record_of_sources(settings)
            day = datetime.now(UTC).date()
            context = replace(context, network=network or Network(today=day))
            counts = check(_pages(found, day), file, context, seconds=chosen["minutes"] * 60)
            checked = load_checked(file if file.exists() else None)
            found = tuple(
                replace(one, checked=checked.get(one.source.key, one.checked)) for one in found
            )
    if outputs:
        language = work.book.language
        contents = {path: exported(path.suffix.lower(), found, language) for path in outputs}
        write_all((), lambda _written: contents)
        say(*map(str, outputs))
    elif not chosen["check"]:
        say(*lines(work.book, found, work.ledger.mentions))
    elif not counts.get("offline"):
        say(*_outcome(counts, file))
    if chosen["check"]:
        _fail_without_any(counts)


def _pages(found: Sequence[Record], today: date) -> dict[str, date]:
    """Return the addresses to ask for, each with the day of the first post that cites it."""
    pages: dict[str, date] = {}
    for one in found:
        if one.source.address:
            published = one.posts[0].post.published
            pages[one.source.address] = published.date() if published else today
    return pages


def _fail_without_any(counts: Mapping[str, int]) -> None:
    """Raise NotFetchedError where pages were asked for, and of none is known what became of it."""
    from blog2book.model.checked import State

    if counts.get("offline"):
        raise NotFetchedError(
            "No page was asked for: no server can be reached, the Wayback Machine neither. This "
            "machine seems to be offline.",
            hint=f"Connect it to the internet, then run: {_typed()}",
        )
    if counts.get("failed") and not any(counts.get(state) for state in State):
        raise NotFetchedError("Of no page is known whether it still answers.")


def _typed() -> str:
    return shlex.join(["blog2book", *click.get_current_context().meta[TYPED]])


def _outcome(counts: Mapping[str, int], file: Path) -> Iterator[str]:
    """Return what a run came to, and how to go on, in lines for a person."""
    from blog2book.collect.accounting import counted
    from blog2book.model.checked import State

    told = [f"{counts[state]:,} {state}" for state in State if counts.get(state)]
    asked = sum(counts.get(state, 0) for state in State)
    states = f": {', '.join(told)}" if told else ""
    if asked or not counts.get("failed"):
        where = f" See {file}." if file.exists() else ""
        yield f"{counted(asked, 'page')} asked for{states}.{where}"
    if known := counts.get("known", 0):
        yield (
            f"{counted(known, 'page')} asked for before; to ask again, delete "
            f"{'its line' if known == 1 else 'their lines'} there."
        )
    failed, left = counts.get("failed", 0), counts.get("left", 0)
    if failed or left:
        are = "is" if left == 1 else "are"
        words = [
            f"{failed:,} did not say this time" if failed else "",
            f"{left:,} {are} left, for the limit is reached" if left else "",
        ]
        yield f"{'; '.join(filter(None, words))}. To go on: {_typed()}"


def _of_known_kinds(outputs: Sequence[Path]) -> Sequence[Path]:
    """Return the outputs. Raises click.BadParameter for one of which nobody knows the kind."""
    from blog2book.cite.export import SUFFIXES

    for path in outputs:
        if path.suffix.lower() not in SUFFIXES:
            better = f"{path.stem.strip('-') or 'sources'}.csv"
            raise click.BadParameter(
                f"{path}: an export ends in .csv, .json or .bib; write for instance {better}."
            )
    return outputs


def _check(outputs: Sequence[Path], archives: Sequence[Path], *, force: bool) -> None:
    """Raise WriteError before any work where an output cannot be, or must not be replaced."""
    taken = {one.resolve() for one in archives}
    for path in outputs:
        if path.resolve() in taken:
            raise WriteError(f"{path} is an archive.", hint="Give the export another name.")
        if path.is_dir():
            raise WriteError(f"{path}: is a folder.", hint="Name a file in it.")
        if not path.parent.is_dir():
            raise WriteError(f"{path.parent}: there is no such folder.", hint="Make it first.")
        if path.exists() and not force:
            raise WriteError(
                f"{path} exists; nothing was written.",
                hint="Choose another name, or replace it with --force.",
            )
