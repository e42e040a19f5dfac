"""The folder beside a manifest that says what became of each blog.

`made/NAME.json` is the record of a finished blog, `reports/NAME.json` its whole report,
`failed/NAME.json` why a blog failed; `summary.json` adds up the last run.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from blog2book.batch.outcome import Outcome, State
from blog2book.errors import WriteError
from blog2book.report import MAKER, as_json

VERSION = 1
"""Of the records, the reports of failures and the summary; docs/scale.md tells their keys."""

SUFFIX = ".batch"
_HIDDEN = ".blog2book-*"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of one manifest."""

    folder: Path

    @property
    def summary(self) -> Path:
        """Where the summary of the last run stands."""
        return self.folder / "summary.json"

    def record(self, blog: str) -> Path:
        """Return the place of a finished blog's record."""
        return self.folder / "made" / f"{blog}.json"

    def report(self, blog: str) -> Path:
        """Return the place of a finished blog's report."""
        return self.folder / "reports" / f"{blog}.json"

    def failure(self, blog: str) -> Path:
        """Return the place of a failed blog's report."""
        return self.folder / "failed" / f"{blog}.json"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for one run; make it if need be, and sweep out what killed workers left.

        Raises WriteError where it cannot be written, or another run holds it.
        """
        try:
            for name in ("made", "reports", "failed"):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / "lock", timeout=0)
            lock.acquire()
        except Timeout as error:
            raise WriteError(f"Another batch is running: {self.folder} is in use.") from error
        except OSError as error:
            raise WriteError(f"{self.folder} cannot be written: {error.strerror}.") from error
        with lock:
            for left in self.folder.glob(f"*/{_HIDDEN}"):
                shutil.rmtree(left, ignore_errors=True)
            yield

    def finished(self, blog: str, made_from: str) -> Mapping[str, Any] | None:
        """Return the record of a blog if its books are there whole, made from just that."""
        try:
            record = json.loads(self.record(blog).read_bytes())
            same = record["version"] == VERSION and record["made_from"] == made_from
            there = all(
                Path(one["file"]).stat().st_size == one["bytes"] for one in record["outputs"]
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return record if same and there else None

    def write_failure(self, outcome: Outcome) -> None:
        """Write down why a blog failed. Raises WriteError."""
        assert outcome.failure is not None  # noqa: S101 - for mypy: only what failed comes here
        content = {
            "version": VERSION,
            "made_by": MAKER,
            "blog": outcome.blog,
            **asdict(outcome.failure),
            "notices": [asdict(one) for one in outcome.notices],
        }
        self._write(self.failure(outcome.blog), content)

    def settle(self, outcome: Outcome) -> None:
        """Write a failure down, or take an older one of a blog that is made away."""
        if outcome.state is State.FAILED:
            self.write_failure(outcome)
        else:
            with suppress(OSError):
                self.failure(outcome.blog).unlink(missing_ok=True)

    def write_summary(self, content: Mapping[str, Any]) -> None:
        """Write the summary of a run. Raises WriteError."""
        self._write(self.summary, {"version": VERSION, "made_by": MAKER, **content})

    def _write(self, path: Path, content: Mapping[str, Any]) -> None:
        new = path.with_name(f"new-{path.name}")
        try:
            new.write_bytes(as_json(content))
            new.replace(path)
        except OSError as error:
            raise WriteError(f"{path} cannot be written: {error.strerror}.") from error


def shelf_of(manifest: Path) -> Shelf:
    """Return the folder of a manifest: "blogs.toml" has "blogs.batch" beside it."""
    return Shelf(manifest.resolve().with_suffix(SUFFIX))
