"""What came of asking for cited pages: a file with one line of JSON for each."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self

FILE_NAME = "sources-checked.jsonl"

_LONGEST = 100_000
"""Bytes of a line; a longer one is none of ours."""


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
        return json.dumps({name: value for name, value in asdict(self).items() if value}) + "\n"

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """Return what a line says; None for one that is damaged."""
        try:
            content = json.loads(line)
        except (ValueError, RecursionError):
            return None
        known = {one.name for one in fields(cls)}
        if not isinstance(content, dict) or not all(
            isinstance(value, str) for value in content.values()
        ):
            return None
        said = {"url": "", "state": "", "day": ""} | {
            name: content[name] for name in known & content.keys()
        }
        try:
            date.fromisoformat(said["day"])
            state = State(said["state"])
        except ValueError:
            return None
        if not said["url"]:
            return None
        return cls(**(said | {"state": state}))


def read_checked(file: Path | None) -> Iterator[Checked]:
    """Yield what a file says, in its order; of a damaged line, or without a file, nothing.

    Raises OSError for a file that cannot be read.
    """
    if file is None:
        return
    with file.open("rb") as lines:
        while line := lines.readline(_LONGEST):
            if found := Checked.read(line):
                yield found
