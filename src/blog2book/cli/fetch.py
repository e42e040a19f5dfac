"""`blog2book fetch`: bring the pictures that an archive lacks, while their servers answer."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from blog2book.addresses import short
from blog2book.cli import TYPED, VERBS, options
from blog2book.cli.terminal import Terminal, say
from blog2book.config import MediaTable
from blog2book.errors import NotFetchedError
from blog2book.events import Event, Notice
from blog2book.fetch.wanted import Outcome, Wanted, of_no_server, wanted
from blog2book.model.fetched import FILE_NAME
from blog2book.pipeline import gather
from blog2book.ports import Network
from blog2book.workroom import workroom

DEFAULT_FOLDER = Path("pictures")
_MEGABYTE = 1_000_000
_OWN = frozenset({"media", "minutes", "megabytes", "quiet", "verbose"})
"""Options that do not say which posts of which archives."""


@click.command(short_help="Bring missing pictures from the web, while their servers answer.")
@options.selection_without_media
@click.option(
    "--media",
    multiple=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the pictures go; a second DIR is only looked at. Default: the first of [media] "
    "folders, else pictures.",
)
@click.option(
    "--minutes",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    metavar="N",
    help="Stop after so long.",
)
@click.option(
    "--megabytes",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    metavar="N",
    help="Stop when so much has come; pass over a picture that is larger than what is left.",
)
@options.noise_of_work
@click.pass_obj
def command(network: Network | None, /, **chosen: Any) -> None:
    """Bring the pictures that a book from ARCHIVE lacks, for `build --media DIR`.

    Each is asked for at its own server, in its largest size, then at the Wayback Machine. The same
    command goes on where it stopped. What neither has any more, and what nobody may ask for, stands
    with the reason in DIR/fetched.jsonl; without its lines there, it is asked for again. Exit code
    10 if pictures were asked for and not one came.
    """
    from blog2book.fetch.run import fetch
    from blog2book.media.judge import judged

    given = chosen["media"]
    looked_at = [one for one in (given or (DEFAULT_FOLDER,)) if one.is_dir()]
    with (
        Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal,
        workroom() as folder,
    ):
        settings = options.settings({**chosen, "media": given and looked_at}, terminal)
        target = next(iter((*given, *settings.media.folders)), DEFAULT_FOLDER)
        listed = settings.media.folders
        if not listed:
            settings = replace(settings, media=MediaTable(folders=tuple(looked_at)))
        settings = options.with_standard_input(settings, folder)
        context = options.context(settings, folder, terminal)

        def told(event: Event) -> None:
            """Tell all but that pictures are missing, for which we are here."""
            if not (isinstance(event, Notice) and event.code == "picture-missing"):
                terminal(event)

        book = gather(settings, replace(context, report=told))
        unserved = of_no_server(book)
        for one in unserved:
            terminal(_of_no_server(one))
        outcome = fetch(
            wanted(book),
            target,
            replace(context, network=network or Network(today=datetime.now(UTC).date())),
            judged,
            seconds=chosen["minutes"] * 60,
            room=chosen["megabytes"] * _MEGABYTE,
        )
    typed = shlex.join(["blog2book", *click.get_current_context().meta[TYPED]])
    if not chosen["quiet"]:
        build = command_line("", chosen, given or (() if listed else (target,)))
        lines = [*_lines(outcome, target, typed), *_about_folder(target, len(unserved), build)]
        if lines:
            say(*lines)
    _fail_without_any(outcome, typed)


def _fail_without_any(outcome: Outcome, typed: str) -> None:
    """Raise NotFetchedError where pictures were asked for, and none came."""
    if outcome.offline:
        raise NotFetchedError(
            "No picture was brought: no server can be reached, the Wayback Machine neither. This "
            "machine seems to be offline.",
            hint=f"Connect it to the internet, then run: {typed}",
        )
    if outcome.asked and not outcome.brought:
        raise NotFetchedError("No picture was brought.")


def _of_no_server(one: Wanted) -> Notice:
    return Notice(
        code="picture-not-fetched",
        message=f"Picture {short(one.url)} cannot be fetched: it is on no server of the web",
        where=one.where,
        hint="Give the folder that holds it: --media DIR",
    )


def command_line(verb: str, chosen: Mapping[str, Any], media: Iterable[Path]) -> str:
    """Return the command that does something with the same posts of the same archives."""
    words = ["blog2book", *filter(None, [verb])]
    for archive in map(str, chosen["archives"]):
        is_plain = archive == "-" or not (archive.startswith("-") or archive in VERBS)
        words.append(archive if is_plain else f"./{archive}")
    for option in command.params:
        if isinstance(option, click.Option) and option.name not in _OWN:
            words += _typed(option, chosen[str(option.name)])
    return shlex.join([*words, *(word for one in media for word in ("--media", str(one)))])


def _typed(option: click.Option, value: object) -> Iterator[str]:
    """Yield the words that give an option a value; None and () are none."""
    if isinstance(value, bool):
        yield (option.opts if value else option.secondary_opts)[0]
        return
    for one in value if isinstance(value, tuple) else (value,):
        if one is not None:
            yield from (option.opts[0], str(one))


def _lines(outcome: Outcome, folder: Path, typed: str) -> Iterator[str]:
    """Return what a run came to, and how to go on, in lines for a person."""
    from blog2book.collect.accounting import counted

    if outcome == Outcome():
        yield "No picture is missing that has an address on the web."
    if outcome.brought:
        size = f"{outcome.size / _MEGABYTE:,.1f} MB"
        yield f"{counted(outcome.brought, 'picture')} brought to {folder}, {size}."
    if outcome.lost:
        them = "it" if outcome.lost == 1 else "them"
        yield f"{counted(outcome.lost, 'picture')} lost: no server has {them} any more."
    if outcome.barred:
        its = "its address leads" if outcome.barred == 1 else "their addresses lead"
        yield f"{counted(outcome.barred, 'picture')} never to be had: {its} where nobody may ask."
    if outcome.known:
        yield (
            f"{counted(outcome.known, 'picture')} given up before and not asked for again; to ask, "
            f"delete {'its line' if outcome.known == 1 else 'their lines'} in {folder / FILE_NAME}."
        )
    if (outcome.failed or outcome.left) and not outcome.offline:
        are = "is" if outcome.left == 1 else "are"
        told = [
            f"{outcome.failed:,} could not be had this time" if outcome.failed else "",
            f"{outcome.left:,} {are} left, for the limit is reached" if outcome.left else "",
        ]
        yield f"{'; '.join(filter(None, told))}. To go on: {typed}"


def _about_folder(folder: Path, unserved: int, build: str) -> Iterator[str]:
    """Return what else a person can do: name folders, and build with what is in this one."""
    from blog2book.collect.accounting import counted

    if unserved:
        them = "it" if unserved == 1 else "them"
        yield (
            f"{counted(unserved, 'picture')} on no server of the web: give the folder that holds "
            f"{them} with --media DIR."
        )
    if folder.is_dir() and any(one.name != FILE_NAME for one in folder.iterdir()):
        yield f"To build with them: {build}"
