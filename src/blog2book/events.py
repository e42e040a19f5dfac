"""What the stages report while they work. The library never prints; whoever calls it listens.

A `Report` is any function that takes an event. The command line draws bars from stages and
prints notices; `--json-report` writes notices down; tests collect them in a list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`WARNING`: something is lost or doubtful, and --strict fails. `INFO`: good to know."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStarted:
    """A stage begins: "reading", "cleaning", "pictures", "fonts", "laying out", "writing".

    `total` is the number of steps, or None where nobody knows.
    """

    stage: str
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAdvanced:
    """`done` steps of a stage are done (counted from its start)."""

    stage: str
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A thing that a person may want to know.

    `code` is stable and hyphenated ("picture-missing"), so that scripts can rely on it; `where`
    names file, post and place in words; `hint` is the next step (may be empty).
    """

    code: str
    message: str
    where: str = ""
    hint: str = ""
    severity: Severity = Severity.WARNING


Event = StageStarted | StageAdvanced | Notice
Report = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """Drop an event: the report of those who do not listen."""
