"""The folder in which a run works, and which goes with it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blog2book.errors import FULL, WriteError


@contextmanager
def workroom() -> Iterator[Path]:
    """Make this run's own work folder, and take it away again. Raises WriteError if none can be.

    What libraries, and the programs that they start, put among the temporary files goes with it.
    A full disk is told as a WriteError: who writes to other folders tells of those.
    """
    try:
        Path.cwd()  # also where tempfile looks last
        folder = tempfile.TemporaryDirectory(prefix="blog2book-", ignore_cleanup_errors=True)
    except OSError as error:
        raise WriteError(
            f"There is no folder for temporary files: {error.strerror}.",
            hint="Give TMPDIR a folder that you may write to, and run from a folder that exists.",
        ) from error
    with folder as name, _temporary_files_in(name):
        try:
            yield Path(name)
        except OSError as error:
            if error.errno not in FULL or not str(error.filename or name).startswith(name):
                raise
            raise WriteError(
                f"{Path(name).parent}: there is no room left for temporary files.",
                hint="Make room there, or give TMPDIR a folder on another disk.",
            ) from error


@contextmanager
def _temporary_files_in(folder: str) -> Iterator[None]:
    """Let this process and those it starts put their temporary files into `folder`."""
    before = (tempfile.tempdir, os.environ.get("TMPDIR"))
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    try:
        yield
    finally:
        tempfile.tempdir = before[0]
        if before[1] is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before[1]
