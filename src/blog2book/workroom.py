"""The folder in which a run works, and which goes with it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blog2book.errors import WriteError


@contextmanager
def workroom() -> Iterator[Path]:
    """Make this run's own work folder, and take it away again. Raises WriteError if none can be.

    What libraries, and the programs that they start, put among the temporary files goes with it.
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
        yield Path(name)


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
