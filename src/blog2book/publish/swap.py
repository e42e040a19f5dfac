"""Files written beside their places, and put there all together or not at all."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from blog2book.errors import WriteError, unwritten
from blog2book.model.rendition import Written

Job = tuple[Path, Callable[[Path], Written]]
Approve = Callable[[tuple[Written, ...]], Mapping[Path, bytes]]


def write_all(jobs: Sequence[Job], approve: Approve = lambda _written: {}) -> tuple[Written, ...]:
    """Run each job on a path in a hidden folder beside its place, then move all files there.

    `approve` is called between the two: it may raise, and the files that it returns go to their
    places together with the others. Whatever happens, an interrupt too, nothing half-written stays,
    and either all files are new or all are as they were. Raises WriteError if a folder or a file
    cannot be written to.
    """
    with contextlib.ExitStack() as hidden:
        desks = [_desk(path, hidden) for path, _ in jobs]
        made = [_made(make, desk, path) for (path, make), desk in zip(jobs, desks, strict=True)]
        written = tuple(replace(one, path=path) for (path, _), one in zip(jobs, made, strict=True))
        further = approve(written)
        beside = [_put(path, content, hidden) for path, content in further.items()]
        _move([*(path for path, _ in jobs), *further], [*(one.path for one in made), *beside])
    return written


def _desk(path: Path, hidden: contextlib.ExitStack) -> Path:
    """Make a hidden folder beside `path`, on the same disk, that goes when `hidden` closes."""
    try:
        folder = TemporaryDirectory(
            dir=path.parent, prefix=".blog2book-", ignore_cleanup_errors=True
        )
    except OSError as error:
        raise WriteError(f"{path.parent}: cannot be written to: {error.strerror}") from error
    return Path(hidden.enter_context(folder))


def _made(make: Callable[[Path], Written], desk: Path, path: Path) -> Written:
    """Make a file in a hidden folder; what goes wrong there is told of its place."""
    try:
        return make(desk / path.name)
    except WriteError as error:
        words = error.message.replace(str(desk / path.name), str(path))
        raise WriteError(words, hint=error.hint) from error


def _put(path: Path, content: bytes, hidden: contextlib.ExitStack) -> Path:
    """Write a file beside its place."""
    beside = _desk(path, hidden) / path.name
    try:
        beside.write_bytes(content)
    except OSError as error:
        raise unwritten(path, error) from error
    return beside


def _move(places: Sequence[Path], made: Sequence[Path]) -> None:
    """Move all files to their places, or bring back what stood there."""
    try:
        with contextlib.ExitStack() as undo:
            for place, new in zip(places, made, strict=True):
                if place.exists():
                    old = new.with_name(f"old-{new.name}")
                    place.replace(old)
                    undo.callback(old.replace, place)
                else:
                    undo.callback(place.unlink, missing_ok=True)
                new.replace(place)
            undo.pop_all()
    except OSError as error:
        raise WriteError(f"{error.filename}: cannot be moved: {error.strerror}") from error
