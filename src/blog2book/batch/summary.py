"""What became of all blogs of a batch."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from blog2book.batch.outcome import Failure, Outcome, State
from blog2book.batch.shelf import Shelf


@dataclass(slots=True, kw_only=True)
class Summary:
    """What became of all blogs of a run, and what it cost.

    `seconds` by the clock; `cpu_seconds`, `pages`, `size` (bytes) and `warnings` (by code) are sums
    over the blogs made in this run, `memory` the most bytes that one process had.
    """

    blogs: int
    states: Counter[State] = field(default_factory=Counter)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory: int = 0
    pages: int = 0
    size: int = 0
    warnings: Counter[str] = field(default_factory=Counter)
    failures: dict[str, Failure] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many blogs nobody came to."""
        return self.blogs - self.states.total()

    def add(self, outcome: Outcome) -> None:
        """Count a blog."""
        self.states[outcome.state] += 1
        if outcome.failure is not None:
            self.failures[outcome.blog] = outcome.failure
        if outcome.state is State.MADE:
            self.cpu_seconds += outcome.cpu_seconds
            self.memory = max(self.memory, outcome.memory)
            self.pages += outcome.pages
            self.size += outcome.size
            self.warnings.update(outcome.warnings)

    def content(self, shelf: Shelf) -> dict[str, Any]:
        """Return all of it as JSON can hold it; failures are sorted by blog."""
        return {
            "blogs": self.blogs,
            **{state: self.states[state] for state in State},
            "left": self.left,
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "peak_memory": self.memory,
            "pages": self.pages,
            "bytes": self.size,
            "warnings": dict(self.warnings.most_common()),
            "failures": [
                {
                    "blog": blog,
                    "exit_code": one.exit_code,
                    "message": one.message,
                    "hint": one.hint,
                    "report": str(shelf.failure(blog)),
                }
                for blog, one in sorted(self.failures.items())
            ],
        }
