"""The list of what was fetched, which lies among the fetched pictures: one line of JSON each."""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from blog2book.model.lines import LONGEST, fields_of, written

FILE_NAME = "fetched.jsonl"

_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_PLAINLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""How a file is opened that a stranger may have put there, as far as the system can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of asking for a picture.

    `url` is its whole address, joined to its page's where the post has less: another blog may mean
    another picture by "a.jpg". `source` is the address from which it came, `file` its name in
    the folder of the list, `sha256` the digest of its bytes in hex. A picture that is nowhere to be
    had, or that nobody may ask for, has a `reason` in words instead of these. `day` is ISO 8601.
    """

    url: str
    source: str = ""
    file: str = ""
    sha256: str = ""
    day: str = ""
    reason: str = ""

    @property
    def line(self) -> str:
        """The line of the list, with its end."""
        return written(self)

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """Return what a line says; None for one that is damaged or names a file elsewhere."""
        found = cls(**{"url": "", **(fields_of(cls, line) or {})})
        told = _FILE.fullmatch(found.file) if found.file else found.reason
        return found if found.url and told else None


def open_list(folder: Path, *, adding: bool = False) -> BinaryIO:
    """Open the list of a folder to be read, or to be added to: then it is made if it is not there.

    Raises OSError, also where it is no plain file: a link may lead to what is not ours, a pipe has
    no end.
    """
    path = folder / FILE_NAME
    if path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link", str(path))
    how = os.O_RDWR | os.O_APPEND | os.O_CREAT if adding else os.O_RDONLY
    number = os.open(path, how | _PLAINLY, 0o666)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "it is no plain file", str(path))
    return os.fdopen(number, "ab+" if adding else "rb")


def read_list(folder: Path, tell: Callable[[str], None] = lambda _words: None) -> Iterator[Fetched]:
    """Yield what the list of a folder says, of files only those that are in the folder.

    What is not obeyed is told in words, fit for "LIST: …": a list that cannot be read, a line that
    is damaged or names a file elsewhere. A file that is gone, and a folder without a list, are not.
    """
    number, told = 1, 0
    try:
        with open_list(folder) as lines:
            while line := lines.readline(LONGEST):
                found = Fetched.read(line)
                path = folder / (found.file if found else "")
                if found and (not found.file or (path.is_file() and not path.is_symlink())):
                    yield found
                elif line.strip() and number > told and (found is None or os.path.lexists(path)):
                    told = number
                    tell(f"line {number} is damaged, or names a file elsewhere")
                number += line.endswith(b"\n")
    except FileNotFoundError:
        return
    except OSError as error:
        tell(error.strerror or "it cannot be read")
