"""`blog2book build`: make the book."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from blog2book import report
from blog2book.cli import fetch, options
from blog2book.cli.terminal import Terminal, say, visible
from blog2book.config import EXTERNAL, INTERNAL, PLACES, TRIMS, Settings
from blog2book.errors import CheckError, ConfigError, WriteError
from blog2book.fetch.wanted import given_up, on_the_web
from blog2book.model.book import Book
from blog2book.model.fetched import FILE_NAME as LIST_NAME
from blog2book.pipeline import Built, build
from blog2book.ports import Context
from blog2book.publish import SUFFIXES
from blog2book.resources import built_in_themes
from blog2book.workroom import workroom

LONGEST_NAME = 80
"""Characters of a file name made from a title; every file system takes as many."""


@click.command(short_help="Make the book (the default verb).")
@options.selection
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=lambda _context, _option, paths: _of_known_kinds(paths, click.BadParameter),
    help="What to write; .epub or .pdf chooses the kind. Repeatable.",
)
@click.option(
    "--theme",
    metavar="NAME|DIR",
    help=f"A built-in theme ({', '.join(built_in_themes())}), or a theme's folder.",
)
@click.option(
    "--var",
    multiple=True,
    type=options.Assignment(),
    metavar="NAME=VALUE",
    help="Give one of the theme's options a value. Repeatable.",
)
@click.option(
    "--notes-place",
    "place",
    type=click.Choice(PLACES),
    help="Where notes stand: at the end of each month, of each post, or of the book; or, in print, "
    "at the foot of the page. Default: month.",
)
@click.option(
    "--archived-links/--no-archived-links",
    "archived_links",
    default=None,
    help="Add to each note where the Wayback Machine shows the page as of the post's day. "
    "Default: no.",
)
@click.option(
    "--citation-style",
    "style",
    metavar="NAME|FILE.csl",
    callback=lambda _context, _option, name: _known_style(name),
    help="How notes say what they cite: a CSL style by its name at zotero.org/styles, or a file of "
    "yours; needs the extra styles. Default: our own, after Chicago.",
)
@click.option(
    "--external-links",
    "external",
    type=click.Choice(EXTERNAL),
    help="What links out of the book become: notes, their address in the text, as they are, or no "
    "links and no sources. Default: note.",
)
@click.option(
    "--internal-links",
    "internal",
    type=click.Choice(INTERNAL),
    help="What links between posts become in print: with a page number, as they are, or no links "
    "(in the EPUB too). Default: page.",
)
@click.option("--trim", type=click.Choice(TRIMS), help="The page of the PDF. Default: a5.")
@click.option(
    "--jobs",
    type=options.Jobs(),
    metavar="auto|N",
    default="auto",
    help="How many processes lay out pages. Default: auto, by cores and free memory.",
)
@click.option(
    "--no-cache", is_flag=True, help="Make everything anew, and keep nothing for later builds."
)
@click.option("--force", is_flag=True, help="Replace a file that blog2book did not make.")
@click.option("--strict", is_flag=True, help="Fail on any warning, and write nothing.")
@click.option(
    "--json-report",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=lambda _context, _option, path: _named(path),
    help="Write down what went in, what was left out, and every notice.",
)
@options.noise_of_work
def command(**chosen: Any) -> None:
    """Make a book from one or more ARCHIVEs; - reads standard input.

    Without -o, an EPUB named after the title is written in the current folder. Without ARCHIVE,
    the archives and outputs that blog2book.toml names are built.
    """
    from blog2book.collect import summary

    with (
        Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal,
        workroom() as folder,
    ):
        settings = options.settings(chosen, terminal)
        outputs = chosen["outputs"] or _of_known_kinds(settings.book.outputs, ConfigError)
        _keep_archives(settings.book.archives, outputs)
        asked = chosen["json_report"]
        if asked:
            taken = (*settings.book.archives, *outputs)
            report.check(asked, taken, force=chosen["force"])
        settings = options.with_standard_input(settings, folder)

        def approve(built: Built) -> dict[Path, bytes]:
            if chosen["strict"] and terminal.warnings:
                kinds = Counter(one.code for one in terminal.warnings)
                named = ", ".join(f"{code} {number}" for code, number in kinds.items())
                raise CheckError(f"--strict: there are warnings ({named}); nothing was written.")
            if not asked:
                return {}
            report.check(asked, [one.path for one in built.written], force=chosen["force"])
            return {asked: report.as_json(report.report(built, terminal.notices))}

        built = build(
            settings,
            _world(options.context(settings, folder, terminal), chosen),
            outputs=outputs,
            otherwise=lambda book: Path(f"{file_stem(book.title)}.epub"),
            force=chosen["force"],
            approve=approve,
        )
    if not chosen["quiet"]:
        click.echo(visible(summary(built.book).account), err=True)
        say(*(str(one.path) for one in built.written))
        _offer_to_fetch(built.book, settings, chosen)


def _world(context: Context, chosen: Mapping[str, Any]) -> Context:
    """Return the world as the options want it; an unused cache lies in the work folder."""
    cache = context.workdir / "cache" if chosen["no_cache"] else context.cache
    return replace(context, jobs=chosen["jobs"], cache=cache)


def _offer_to_fetch(book: Book, settings: Settings, chosen: Mapping[str, Any]) -> None:
    """Where pictures are missing that a server may still have, give the command that asks it."""
    from blog2book.collect.accounting import counted

    missing = on_the_web(book) - given_up(settings.media.folders)
    if missing:
        command = fetch.command_line("fetch", chosen, _with_room(chosen["media"]))
        counts = counted(len(missing), "missing picture")
        again = options.STANDARD_INPUT in chosen["archives"]
        how = "To bring, with the archive on standard input again" if again else "To bring"
        click.echo(visible(f"{counts} may still be on the web. {how}: {command}"), err=True)


def _with_room(folders: Sequence[Path]) -> Sequence[Path]:
    """Return folders of pictures, the first of them one for what is brought: no one's own."""
    brought = [one for one in folders if (one / LIST_NAME).is_file()]
    first = [*brought, fetch.DEFAULT_FOLDER][:1] if folders else []
    return tuple(dict.fromkeys([*first, *folders]))


def _of_known_kinds(outputs: Sequence[Path], error: Callable[[str], Exception]) -> Sequence[Path]:
    """Return the outputs. Raises `error` with words for one of which nobody knows the kind."""
    for path in outputs:
        if path.suffix.lower() not in SUFFIXES:
            better = f"{path.stem.strip('-') or 'book'}.epub"
            raise error(f"{path}: an output ends in .epub or .pdf; write for instance {better}.")
    return outputs


def _known_style(name: str | None) -> str | None:
    """Return the name of a citation style. Raises click.BadParameter where none can be used."""
    if name:
        from blog2book.cite.styles import load

        with options.refusing():
            load(name, "en")
    return name


def _named(report: Path | None) -> Path | None:
    """Refuse "-" for the report's file: standard output is for the names of the books."""
    if report == Path("-"):
        raise click.BadParameter("the report needs a file's name; - is none.")
    return report


def _keep_archives(archives: Sequence[Path], outputs: Sequence[Path]) -> None:
    """Raise WriteError where an output would replace an archive: --force does not mean that."""
    for path in {one.resolve() for one in archives} & {one.resolve() for one in outputs}:
        raise WriteError(f"{path} is an archive.", hint="Give the book another name.")


def file_stem(title: str) -> str:
    """Return a title as a file's name without suffix: letters and figures of any script."""
    words = re.sub(r"[^\w]+", "-", title.lower()).strip("-_")
    return words[:LONGEST_NAME].rstrip("-_") or "book"
