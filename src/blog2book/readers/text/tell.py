"""What is reported of a pasted text: lines that could be understood in more than one way."""

from collections.abc import Sequence
from pathlib import Path

from blog2book.events import Notice, Severity
from blog2book.ports import Context
from blog2book.readers.text.dates import Dates
from blog2book.readers.text.footers import read_footer
from blog2book.readers.text.posts import LONGEST_TITLE, Draft, Line

_SHOWN_LINES = 5


def tell_dates(dates: Dates, lines: Sequence[str], source: Path, context: Context) -> None:
    """Report lines that are dates and were not taken for date lines, and wrong weekdays."""
    if dates.undecided:
        context.report(
            Notice(
                code="date-order-undecided",
                message="Dates that may be read day first or month first are left in the text.",
                where=_where(source, [index + 1 for index in dates.undecided]),
                hint="Write them as 2016-12-31, or with the month's name.",
            )
        )
    if dates.strays:
        context.report(
            Notice(
                code="date-in-text",
                message="Dates that stand out of order, and are written in another manner than "
                "the dates of posts, are left in the text.",
                where=_where(source, [index + 1 for index in dates.strays]),
                severity=Severity.INFO,
            )
        )
    if dates.remote:
        first = dates.remote[0]
        context.report(
            Notice(
                code="date-in-text",
                message=f'"{lines[first].strip()}" is decades away from the dates of posts around '
                "it, so it is left in the text.",
                where=_where(source, [index + 1 for index in dates.remote]),
                hint="If a post begins there, correct its year.",
                severity=Severity.INFO,
            )
        )
    for index, found in dates.found.items():
        if found.weekday_wrong:
            context.report(
                Notice(
                    code="weekday-differs",
                    message=f'"{lines[index].strip()}" was another day of the week.',
                    where=_where(source, [index + 1]),
                    severity=Severity.INFO,
                )
            )


def tell_bare_dates(
    dates: Dates, lines: Sequence[str], found: Sequence[Draft], source: Path, context: Context
) -> None:
    """Report date lines under which nothing stands, so that no post could be made of them.

    A moment under a comment that was copied with the page is none.
    """
    comments = any(draft.by_readers for draft in found)
    bare: list[int] = []
    follows = False
    for index in range(len(lines) - 1, -1, -1):
        when = dates.found.get(index)
        if when and not follows and not (when.clock and comments):
            bare.append(index)
        if lines[index].strip():
            follows = when is None
    kept = {line.number for draft in found for line in draft.lines}
    bare = [index for index in reversed(bare) if index + 1 not in kept]
    if bare:
        context.report(
            Notice(
                code="date-without-text",
                message=f'No text stands under "{lines[bare[0]].strip()}", so it makes no post.',
                where=_where(source, [index + 1 for index in bare]),
                hint="If a post is missing there, copy it again.",
            )
        )


def tell_titles(lines: Sequence[Line], source: Path, context: Context) -> None:
    """Report lines inside posts that may be headings of a post, or begin another one."""
    if lines:
        context.report(
            Notice(
                code="title-in-text",
                message=f'"{lines[0].text}" may be a heading in a post or the title of another '
                "one; it is left in the text.",
                where=_where(source, [line.number for line in lines]),
                hint="If a post begins there, put its date on a line above it once more.",
                severity=Severity.INFO,
            )
        )


def tell_page(behind: Sequence[Draft], source: Path, context: Context) -> int:
    """Report what a page printed behind its posts; return how many texts are left out with it.

    Prose there may be a description of the blog or a post without a date: then it is a warning.
    """
    if not behind:
        return 0
    unknown = [line for draft in behind for line in draft.lines if read_footer(line.text) is None]
    prose = [line for line in unknown if len(line.text) >= LONGEST_TITLE]
    shown = prose or [line for draft in behind for line in draft.lines]
    context.report(
        Notice(
            code="page-furniture",
            message=f'"{shown[0].text[:LONGEST_TITLE]}": what the page prints behind its posts '
            "is left out.",
            where=_where(source, [line.number for line in shown]),
            hint="If a post stands there, put its date on a line above it." if unknown else "",
            severity=Severity.WARNING if prose else Severity.INFO,
        )
    )
    return sum(any(line in unknown for line in draft.lines) for draft in behind)


def _where(source: Path, numbers: Sequence[int]) -> str:
    """Name lines, counted from 1."""
    shown = ", ".join(str(number) for number in numbers[:_SHOWN_LINES])
    return f"{source.name}, line {shown}" + (" and more" if len(numbers) > _SHOWN_LINES else "")
