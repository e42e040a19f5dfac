"""What became of one blog, as a worker tells it."""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from blog2book.errors import Blog2bookError, told
from blog2book.events import Notice


class State(StrEnum):
    """`UNCHANGED`: its books are there already, made from the same."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a blog's books are not made; `kind` and `exit_code` are those of the error.

    `trace` tells of a bug where it happened, and nothing of what was read.
    """

    kind: str
    exit_code: int
    message: str
    hint: str = ""
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a blog, and what that cost.

    `seconds` by the clock, `cpu_seconds` of the process; `memory` the most bytes that the process
    has had, 0 where nobody knows; `pages` of its PDFs and `size` in bytes of all its books;
    `warnings` how many by code. `notices` are told of what failed; a report tells the others.
    """

    blog: str
    state: State
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory: int = 0
    pages: int = 0
    size: int = 0
    warnings: Mapping[str, int] = field(default_factory=dict)
    failure: Failure | None = None
    notices: tuple[Notice, ...] = ()


def failure(error: Exception) -> Failure:
    """Return in words what a person must know of an error.

    The message of a bug may quote a private post, so that its kind and place are all that is told.
    """
    known = told(error) if isinstance(error, OSError) else error
    if isinstance(known, Blog2bookError):
        return Failure(
            kind=type(known).__name__,
            exit_code=known.exit_code,
            message=known.message,
            hint=known.hint,
        )
    kind = type(error).__name__
    return Failure(
        kind=kind,
        exit_code=Blog2bookError.exit_code,
        message=f"A bug in blog2book: {kind}.",
        hint="Build this blog alone to see all of it",
        trace=tuple(
            f"{frame.f_globals.get('__name__', '?')}, line {line}, in {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(error.__traceback__)
        ),
    )


def died(blog: str, deaths: int) -> Outcome:
    """Return the outcome of a blog whose processes died."""
    return Outcome(
        blog=blog,
        state=State.FAILED,
        failure=Failure(
            kind="WriteError",
            exit_code=7,
            message=f"The process that made it died or hung, {deaths} times.",
            hint="It may want more memory than a worker has",
        ),
    )
