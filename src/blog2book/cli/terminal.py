"""What a person sees while the program works: bars on a terminal, notices, never on stdout."""

import re
import sys
from collections import Counter
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

from blog2book.errors import WriteError
from blog2book.events import Event, Notice, Severity, StageAdvanced, StageStarted

SHOWN_OF_A_KIND = 3
"""So many notices of one code are printed; the rest are counted, unless --verbose asks for all."""

_STEERING = re.compile(
    "[\x00-\x08\n-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal obeys, what turns or breaks a line, and what no encoding can print."""


def visible(line: str) -> str:
    r"""Return a line with all that would steer a terminal written out: "\x1b" for an escape.

    Titles and names come from strangers, and a title may clear a screen or forge a line.
    """
    return _STEERING.sub(lambda sign: ascii(sign[0])[1:-1], line)


def say(*lines: str) -> None:
    """Print lines of a result. Raises WriteError if standard output takes no more."""
    say_bytes("\n".join(map(visible, lines)))


def say_bytes(text: str | bytes) -> None:
    """Print a result as it is; bytes stay bytes in every locale. Raises WriteError."""
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError(f"Standard output cannot be written: {error.strerror}.") from error


class Terminal:
    """A report for people: use it as a context manager, and as a function for events.

    `notices` holds all that came, in order.
    """

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.notices: list[Notice] = []
        self._shown: Counter[str] = Counter()
        self._hints: set[str] = set()
        self._stage = ""
        self._bar: TaskID | None = None
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Elapsed(),
            console=Console(stderr=True),
            transient=True,
            disable=quiet or not sys.stderr.isatty(),
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._progress.stop()
        hidden = {code: number - SHOWN_OF_A_KIND for code, number in self._shown.items()}
        kinds = ", ".join(f"{code} {number}" for code, number in hidden.items() if number > 0)
        if kinds and not (self.verbose or self.quiet):
            click.echo(f"… and more of the same ({kinds}); -v prints all.", err=True)

    def __call__(self, event: Event) -> None:
        """Take an event."""
        if isinstance(event, StageStarted):
            if self._bar is not None:
                self._progress.remove_task(self._bar)
            self._stage = event.stage
            self._bar = self._progress.add_task(event.stage.capitalize(), total=event.total)
        elif isinstance(event, StageAdvanced):
            if self._bar is not None and event.stage == self._stage:
                self._progress.update(self._bar, completed=event.done)
        else:
            self._notice(event)

    @property
    def warnings(self) -> list[Notice]:
        """The notices that --strict does not allow."""
        return [one for one in self.notices if one.severity is Severity.WARNING]

    def _notice(self, notice: Notice) -> None:
        self.notices.append(notice)
        self._shown[notice.code] += 1
        if self.quiet or (self._shown[notice.code] > SHOWN_OF_A_KIND and not self.verbose):
            return
        mark = "warning: " if notice.severity is Severity.WARNING else ""
        where = f" ({notice.where})" if notice.where else ""
        hint = f" {sentence(notice.hint)}" if notice.hint not in {"", *self._hints} else ""
        self._hints.add(notice.hint)
        self._progress.console.print(
            visible(f"{mark}{sentence(notice.message.rstrip('.') + where)}{hint}"),
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def sentence(text: str) -> str:
    """Return text with a stop at its end."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
