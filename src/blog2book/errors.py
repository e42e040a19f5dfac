"""Everything that can go wrong for a person, each with the exit code of the command line.

Blog2bookError
├── ArchiveError             3   the archive cannot be read
│   └── UnknownFormatError   3   no reader recognises it
├── NothingSelectedError     4   no post is left to print
├── MissingDependencyError   5   a library or an extra is not installed
├── ThemeError               6   the theme is broken or unsafe
├── WriteError               7   an output cannot be written, or must not be replaced
├── CheckError               8   a judge or --strict says no
├── ConfigError              9   blog2book.toml, or a file like it, is wrong
├── NotFetchedError         10   pictures or pages were asked for, and none came
└── BatchError              11   blogs of a batch are not made

0 is done, 1 is a bug of ours, 2 is usage (raised by the command line itself) and 130 an
interrupt. A message names the file, the place in it and what to do next.
"""

import errno
from pathlib import Path
from typing import ClassVar

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""A disk has no room left, or a person none on it. What writes to an open file names no file."""

_MACHINE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
)
"""What can fail at any write and is no bug: the disk is full, locked or failing."""


class Blog2bookError(Exception):
    """What a person must be told: `message`, and in `hint` what to do next (may be empty)."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ArchiveError(Blog2bookError):
    """The archive cannot be read: absent, damaged, too large, or not an archive."""

    exit_code = 3


class UnknownFormatError(ArchiveError):
    """No reader recognises the archive's content."""


class NothingSelectedError(Blog2bookError):
    """The archive was read, but no post is left to print."""

    exit_code = 4


class MissingDependencyError(Blog2bookError):
    """A system library or an extra is missing; `hint` is the line that installs it."""

    exit_code = 5


class ThemeError(Blog2bookError):
    """A theme is broken, endless or reaches outside its folder; names file and line."""

    exit_code = 6


class WriteError(Blog2bookError):
    """An output cannot be written, or stands there and is not ours to replace."""

    exit_code = 7


class CheckError(Blog2bookError):
    """A judge found faults in a book, or --strict met a warning."""

    exit_code = 8


class ConfigError(Blog2bookError):
    """blog2book.toml or corrections.toml has an unknown key, a wrong value, or is no TOML."""

    exit_code = 9


class NotFetchedError(Blog2bookError):
    """Pictures or cited pages were asked for, and of not one anything came."""

    exit_code = 10


class BatchError(Blog2bookError):
    """Blogs of a batch could not be made, or nobody was there to make them."""

    exit_code = 11


def unwritten(path: Path, error: OSError) -> WriteError:
    """Return what to tell a person of a file that could not be written, and why."""
    other = f" ({error.filename})" if error.filename not in (None, str(path), path) else ""
    hint = "Make room there, or write to another disk." if error.errno in FULL else ""
    return WriteError(f"{path}: cannot be written: {error.strerror or error}{other}.", hint=hint)


def told(error: OSError) -> WriteError | None:
    """Return what to tell a person of an error that can come at any write; None if it is a bug."""
    if error.errno not in _MACHINE:
        return None
    place = f"{error.filename}: " if error.filename else ""
    return WriteError(f"{place}{error.strerror}.", hint="Make room, or write to another disk.")
