"""How a reader says that a long read is alive: two stages, the same for every format.

"reading": the records of the files, of which nobody knows how many there are. "cleaning": the posts
that are made of them, which takes longest. Each begins once an archive.
"""

from blog2book.events import Report, StageAdvanced, StageStarted

READING = "reading"
CLEANING = "cleaning"
_STEP = 100


class Progress:
    """One stage, begun when this is made; every hundredth step, and the last, is reported."""

    def __init__(self, report: Report, stage: str, total: int | None = None) -> None:
        self._report = report
        self._stage = stage
        self._total = total
        self._done = 0
        report(StageStarted(stage=stage, total=total))

    def step(self) -> None:
        """Say that one more record or post is done."""
        self._done += 1
        if self._done % _STEP == 0 or self._done == self._total:
            self._report(StageAdvanced(stage=self._stage, done=self._done))
