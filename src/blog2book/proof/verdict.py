"""What a judge says about a book."""

from collections.abc import Callable
from dataclasses import dataclass

Find = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What `judge` says; where it could not run, `hint` says why and what to do.

    `messages` are its complaints, one a line, with the place in the book.
    """

    judge: str
    ran: bool
    passed: bool
    messages: tuple[str, ...] = ()
    hint: str = ""
