"""What the audit says of a book."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """An item of which the book lacks words: `lost` of `words`.

    `missing` is True where no account speaks of it; `reason` is why the program leaves it out,
    which the export does not say, "" for all others. `misplaced` is True of what is printed without
    a place of its own in the book, out of its order, or under another post than its own; `blank` of
    what has one, no words of its own, and not a picture either; `exposed` of what the export keeps
    back, and nobody asked for. `printed_as` is the day under which the program has it, or "no
    day", where that is not the export's, else "". `said` are the first words of the longest loss.
    Of what the export does not call open, `said` and `title` are "", and `place` is a number alone.
    """

    kind: str
    title: str
    day: str
    place: str
    words: int
    lost: int
    missing: bool
    reason: str
    said: str
    misplaced: bool = False
    blank: bool = False
    exposed: bool = False
    printed_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How the words of an export fare in a book.

    `items` is the number of items that naive counting finds, `told` the number of which the
    program gives account; `posts`, `pages` and `comments` are those of the export, `printed` what
    of all this is in the book by the program's own account, `left_out` the rest by reason.
    `words` are those of what is printed: `found` in the book, `explained` by rule, or `lost`;
    `moved` of the found ones stand in captions and in wide tables. `shown` has by rule the first
    words that it explains, of items that are open. Where more items are counted than told, and not
    all of them are missing by name, `surplus` more are among the `unnamed`, those that no account
    names. Of `unproven` printed ones naive counting found no words: they are among the `uncounted`,
    of which `words` are by the program's own count. `strangers` are posts in the book that the
    program does not call printed.
    """

    items: int
    told: int
    posts: int
    pages: int
    comments: int
    printed: int
    left_out: Mapping[str, int]
    words: int
    found: int
    moved: int
    explained: Mapping[str, int]
    shown: Mapping[str, str]
    lost: int
    losses: tuple[Loss, ...]
    surplus: int
    unnamed: tuple[Loss, ...]
    unproven: int
    uncounted: tuple[Loss, ...]
    strangers: int = 0

    @property
    def others(self) -> int:
        """How many items are no post, page or comment, or none that can be told from a page."""
        return self.items - self.posts - self.pages - self.comments

    @property
    def share(self) -> float:
        """The part of the words that is found or explained, from 0 to 1."""
        return 1 - self.lost / self.words if self.words else 1.0

    @property
    def passed(self) -> bool:
        """Whether nothing is missing, and something was counted of all that is printed."""
        wrong = self.losses or self.unproven or self.strangers
        return not wrong and self.items <= self.told
