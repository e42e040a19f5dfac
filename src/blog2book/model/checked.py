"""What came of asking for cited pages: a file with one line of JSON for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from blog2book.model.lines import LONGEST, fields_of, written

FILE_NAME = "sources-checked.jsonl"


class State(StrEnum):
    """What became of a page: `UNKNOWN`, its server does not say it to programs."""

    LIVE = "live"
    MOVED = "moved"
    ARCHIVED = "archived"
    GONE = "gone"
    UNKNOWN = "unknown"


ANSWERED = frozenset({State.LIVE, State.MOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of asking for a page on a `day` (ISO 8601); `url` is the address that was asked.

    `address` is where one that moved stands now, or the copy in the Wayback Machine of one that is
    gone but archived; `reason` says in words why it did not answer.
    """

    url: str
    state: State
    day: str
    address: str = ""
    reason: str = ""

    @property
    def line(self) -> str:
        """The line of the file, with its end."""
        return written(self)

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """Return what a line says; None for one that is damaged."""
        said: dict[str, Any] = {"url": "", "state": "", "day": ""}
        said |= fields_of(cls, line) or {}
        try:
            date.fromisoformat(said["day"])
            state = State(said["state"])
        except ValueError:
            return None
        return cls(**(said | {"state": state})) if said["url"] else None


def read_checked(file: Path | None) -> Iterator[Checked]:
    """Yield what a file says, in its order; of a damaged line, or without a file, nothing.

    Raises OSError for a file that cannot be read.
    """
    if file is None:
        return
    with file.open("rb") as lines:
        while line := lines.readline(LONGEST):
            if found := Checked.read(line):
                yield found
