"""`blog2book audit`: prove that a finished book holds what its archive holds."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blog2book.cli import options
from blog2book.cli.terminal import Terminal, say, say_bytes
from blog2book.errors import CheckError
from blog2book.events import Event, Notice, Report
from blog2book.report import as_json
from blog2book.workroom import workroom

if TYPE_CHECKING:
    from blog2book.audit import Loss, Verdict

_SHOWN = 20
"""Items with a loss that are told; --json tells of all."""


@click.command(short_help="Prove that a finished book holds what its archive holds.")
@options.selection
@click.argument(
    "book", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="BOOK"
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.noise
def command(book: Path, **chosen: Any) -> None:
    """Read a finished BOOK back, and look in it for each word of the ARCHIVE's posts.

    Name the options that chose the posts when it was built. The raw export is counted a second
    time, by other code than that which reads it: each post must be in the book, its words in
    order, or be left out for a reason. Words that are no text (numbers of lists, addresses that
    are shortened, boxes to subscribe) are counted by rule. Exit code 8 if anything is missing, or
    if a printed post cannot be held against the export.
    """
    from blog2book.audit import audit

    with (
        Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal,
        workroom() as folder,
    ):
        settings = options.settings({**chosen, "book": book}, terminal)
        settings = options.with_standard_input(settings, folder)
        context = options.context(settings, folder, _without_pictures(terminal))
        verdict = audit(settings, book, context)
    if chosen["as_json"]:
        content = {"version": 1, "passed": verdict.passed, "share": verdict.share}
        content["others"] = verdict.others
        say_bytes(as_json({**content, **asdict(verdict)}).rstrip())
    else:
        say(*_lines(verdict, verbose=chosen["verbose"]))
    if not verdict.passed:
        raise CheckError(_failed(verdict), hint="Words and places stand in the list above.")


def _without_pictures(report: Report) -> Report:
    """Return a report that leaves out what the build has told of pictures: here words count."""

    def heard(event: Event) -> None:
        if not (isinstance(event, Notice) and event.code.startswith("picture")):
            report(event)

    return heard


def _lines(verdict: "Verdict", *, verbose: bool) -> Iterator[str]:
    """Yield what the audit found, in words."""
    yield f"Items    {verdict.items:>10,} in the export"
    kinds = {
        "post": verdict.posts,
        "page": verdict.pages,
        "comment": verdict.comments,
        "other thing": verdict.others,
    }
    yield from _counts({f"{name}{'s' * (count > 1)}": count for name, count in kinds.items()})
    yield f"Told     {verdict.told:>10,} by the program: printed, or left out for a reason"
    yield f"Printed  {verdict.printed:>10,}"
    yield f"Left out {sum(verdict.left_out.values()):>10,}"
    yield from _counts(verdict.left_out)
    yield f"Words    {verdict.words:>10,} of what is printed"
    yield f"Found    {verdict.found:>10,} in the book, in their order"
    if verdict.moved:
        yield f"         {verdict.moved:>10,}   of these moved to a caption, or within a wide table"
    yield f"By rule  {sum(verdict.explained.values()):>10,} that are no text, and not found"
    for rule, count in verdict.explained.items():
        shown = verdict.shown.get(rule) if verbose else ""
        yield f"         {count:>10,}   {rule}{f', first: {shown}' if shown else ''}"
    yield f"Lost     {verdict.lost:>10,} ({1 - verdict.share:.4%})"
    for loss in verdict.losses[:_SHOWN]:
        yield _told(loss)
    if len(verdict.losses) > _SHOWN:
        yield f"… and {len(verdict.losses) - _SHOWN:,} more; --json tells of all."
    if verdict.strangers:
        yield f"EXPOSED  {_posts(verdict.strangers)} in the book that your options leave out of it"
    yield from _untold(verdict)
    yield from _uncounted(verdict)


def _untold(verdict: "Verdict") -> Iterator[str]:
    """Yield the items among which those are that the program does not tell of."""
    unnamed = verdict.unnamed
    if len(unnamed) > verdict.surplus:
        yield f"UNTOLD   {verdict.surplus:,} of these {len(unnamed):,}, and nobody knows which:"
    for one in unnamed[:_SHOWN]:
        yield f"UNTOLD   {_named(one)}"
    if len(unnamed) > _SHOWN:
        yield f"… and {len(unnamed) - _SHOWN:,} more; --json tells of all."


def _uncounted(verdict: "Verdict") -> Iterator[str]:
    """Yield what is printed, and cannot be held against the export."""
    uncounted = verdict.uncounted
    if len(uncounted) > verdict.unproven:
        yield (
            f"UNPROVEN {verdict.unproven:,} of these {len(uncounted):,}, and nobody knows which:"
        )
    for one in uncounted[:_SHOWN]:
        yield f"UNPROVEN {_named(one)}: no words of it were counted in the export"
    if len(uncounted) > _SHOWN:
        yield f"… and {len(uncounted) - _SHOWN:,} more; --json tells of all."


def _counts(counts: Mapping[str, int]) -> Iterator[str]:
    for name, count in counts.items():
        if count:
            yield f"         {count:>10,}   {name}"


def _told(loss: "Loss") -> str:
    """Return what is missing of an item; of one that is not open neither title nor words."""
    named = _named(loss)
    if loss.missing:
        return f"MISSING  {named}"
    if loss.reason:
        said = "which neither the export says nor you asked for"
        return f"WITHHELD {named}: left out as “{loss.reason}”, {said}"
    if loss.exposed:
        return f"EXPOSED  {named}: the export keeps it back"
    return f"LOSS     {_lost(loss, named)}"


def _lost(loss: "Loss", named: str) -> str:
    """Return what is wrong with an item that is printed."""
    if loss.printed_as:
        named += f", which the program dates {loss.printed_as}"
        if not (loss.lost or loss.misplaced):
            return named
    if loss.misplaced:
        named += ", which has no place of its own in the book, or stands in a wrong one"
        if not loss.lost:
            return named
    if loss.blank:
        return f"{named}, which has no words, and of which the book shows nothing"
    said = f": {loss.said}" if loss.said else ""
    return f"{named}: {loss.lost:,} of {loss.words:,} words{said}"


def _named(loss: "Loss") -> str:
    """Return which item it is, by title or kind, day and place."""
    kind = "an item that is no post" if loss.kind == "other" else f"a {loss.kind}"
    return ", ".join(
        filter(None, (f"“{loss.title}”" if loss.title else kind, loss.day, loss.place))
    )


def _items(number: int) -> str:
    return "1 item is" if number == 1 else f"{number:,} items are"


def _posts(number: int) -> str:
    return "1 post is" if number == 1 else f"{number:,} posts are"


def _failed(verdict: "Verdict") -> str:
    losses = verdict.losses
    words = "1 word is" if verdict.lost == 1 else f"{verdict.lost:,} words are"
    faults = {
        "neither in the book nor accounted for": sum(one.missing for one in losses),
        "left out for what neither the export says nor you asked for": sum(
            bool(one.reason) for one in losses
        ),
        "printed that the export keeps back": sum(one.exposed for one in losses),
        "not in their place in the book": sum(one.misplaced for one in losses),
        "printed under another day than the export's": sum(bool(one.printed_as) for one in losses),
        "not shown in the book": sum(one.blank for one in losses),
        "printed of which no words were counted": verdict.unproven,
    }
    parts = [f"{_items(count)} {fault}" for fault, count in faults.items() if count]
    if verdict.lost:
        parts.append(f"{words} not in the book, or not in their order")
    if verdict.strangers:
        parts.append(f"{_posts(verdict.strangers)} in the book that should not be there")
    if not parts:
        parts.append(f"{_items(verdict.surplus)} not accounted for")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."
