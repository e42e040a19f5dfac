"""`blog2book list`: what would go into the book, and what would not."""

from dataclasses import asdict
from typing import Any

import click

from blog2book.cli import options
from blog2book.cli.terminal import Terminal, say, say_bytes
from blog2book.pipeline import gather
from blog2book.report import as_json
from blog2book.workroom import workroom


@click.command(short_help="Print what would go in, and what would be left out and why.")
@options.selection
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.noise
def command(**chosen: Any) -> None:
    """Print, by month, the posts that a book from ARCHIVE would hold; then what is left out."""
    from blog2book.collect import summary

    with (
        Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal,
        workroom() as folder,
    ):
        settings = options.settings(chosen, terminal)
        settings = options.with_standard_input(settings, folder)
        book = gather(settings, options.context(settings, folder, terminal))
    found = summary(book)
    if chosen["as_json"]:
        content = {"version": 1, **asdict(found)}
        say_bytes(as_json(content).rstrip())
    else:
        say(*found.lines())
