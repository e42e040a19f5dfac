"""What is made once and kept: prepared pictures, instanced fonts, pages that are laid out.

A kept file is named by the digest of its key. Beside it stands a note of its size and SHA-256, so
that a file which was cut or changed is noticed and made anew. Several processes may use one
folder at once.
"""

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from filelock import FileLock

from blog2book.errors import WriteError

LIMIT = 1_000_000_000
"""Bytes that a cache folder holds before the least recently used files go."""

GRACE = 6 * 60 * 60
"""Seconds before the newest use in which a file is never thrown away: a running build needs it."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_SUM = ".sum"
_NEW = "new-"
_GROWN = "grown"
_STEP = LIMIT // 50


def keep(
    folder: Path,
    key: str,
    suffix: str,
    make: Callable[[Path], None],
    *,
    instead: Path | None = None,
    limit: int = LIMIT,
) -> Path:
    """Return the file of `key` in `folder`; where it is absent or damaged, `make` it first.

    `key` must name everything on which the file's bytes depend, versions included. `suffix` begins
    with a point. `make` gets a path to write to, which lies beside the place, and must not call
    `keep` itself. Where `folder` cannot be written, or its disk is full, the file is made in
    `instead` (a folder of this run), if that is given: `make` may be called twice. Raises
    WriteError if neither can be written, and whatever `make` raises.
    """
    found = find(folder, key, suffix)
    if found:
        return found
    path = _place(folder, key, suffix)
    try:
        held = _lock(folder, path.name)
    except OSError as error:
        if instead is not None:
            return keep(instead, key, suffix, make, limit=limit)
        raise WriteError(
            f"The cache folder {folder} cannot be written: {error.strerror or error}",
            hint="Give XDG_CACHE_HOME a folder that you may write to",
        ) from error
    try:
        with held:
            if not _whole(path):
                _make(path, make)
                _tidy(folder, path.stat().st_size, limit)
    except OSError as error:
        if instead is None or error.errno not in _FULL:
            raise
        return keep(instead, key, suffix, make, limit=limit)
    return path


def find(folder: Path, key: str, suffix: str) -> Path | None:
    """Return the file of `key` if it is there and whole, and mark it as used; else None."""
    path = _place(folder, key, suffix)
    if not _whole(path):
        return None
    with contextlib.suppress(OSError):  # in a read-only folder nothing is marked
        os.utime(path)
    return path


def held(folder: Path) -> tuple[int, int]:
    """Return how many files a folder keeps, and their bytes."""
    sizes = [size for _, size, _ in _files(folder)] if folder.is_dir() else []
    return len(sizes), sum(sizes)


def clear(folder: Path) -> None:
    """Throw all kept files away. Raises WriteError where they cannot be."""
    try:
        for _, _, path in _files(folder) if folder.is_dir() else ():
            path.unlink(missing_ok=True)
            path.with_name(path.name + _SUM).unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(f"{error.filename}: cannot be removed: {error.strerror}") from error


def _place(folder: Path, key: str, suffix: str) -> Path:
    return folder / (hashlib.sha256(key.encode()).hexdigest() + suffix)


def _lock(folder: Path, name: str) -> AbstractContextManager[object]:
    """Take one of 256 locks, so that lock files stay few; leaving its `with` gives it back."""
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / f"lock-{name[:2]}").acquire()


def _make(path: Path, make: Callable[[Path], None]) -> None:
    new = path.with_name(_NEW + path.name)
    try:
        make(new)
        note = _note(new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    try:
        path.with_name(path.name + _SUM).write_text(note, encoding="ascii")
    except OSError:
        path.unlink()  # without a note it only takes room
        raise


def _note(path: Path) -> str:
    """Return what the note beside a file must say: its size and digest."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return f"{path.stat().st_size} {digest}\n"


def _whole(path: Path) -> bool:
    try:
        said = path.with_name(path.name + _SUM).read_text(encoding="ascii", errors="replace")
        size, _, _ = said.partition(" ")
        return size == str(path.stat().st_size) and said == _note(path)
    except OSError:
        return False


def _tidy(folder: Path, added: int, limit: int) -> None:
    """Throw away what was used longest ago, once every so many bytes that came in."""
    with FileLock(folder / "lock"):
        grown = folder / _GROWN
        try:
            before = int(grown.read_text(encoding="ascii"))
        except (OSError, ValueError):
            before = 0
        total = before + added
        if total > min(_STEP, limit):
            _shrink(folder, limit)
            total = 0
        grown.write_text(str(total), encoding="ascii")


def _shrink(folder: Path, limit: int) -> None:
    kept = sorted(_files(folder))
    total = sum(size for _, size, _ in kept)
    youngest = kept[-1][0] if kept else 0.0
    for used, size, path in kept:
        if total <= limit or used > youngest - GRACE:
            return
        path.unlink(missing_ok=True)
        path.with_name(path.name + _SUM).unlink(missing_ok=True)
        total -= size


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    """Return last use, size and path of each kept file; half-made ones of dead runs too."""
    found = []
    for path in folder.iterdir():
        if path.suffix == _SUM or path.name == _GROWN or path.name.startswith("lock"):
            continue
        with contextlib.suppress(FileNotFoundError):
            status = path.stat()
            found.append((status.st_mtime, status.st_size, path))
    return found
