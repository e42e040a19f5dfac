"""The outside judges of a finished book: EPUBCheck for an EPUB, veraPDF for a PDF."""

import shutil
from pathlib import Path

from blog2book.errors import CheckError
from blog2book.proof.verdict import Find, Verdict

__all__ = ["Verdict", "beginning", "check"]


def check(path: Path, find: Find = shutil.which) -> tuple[Verdict, ...]:
    """Let all judges that are installed look at the book at `path`.

    `find` says where a program lies, as shutil.which does. A judge that is missing gives a verdict
    too, which says how to install it. Raises CheckError if the file cannot be read, or is neither
    EPUB nor PDF.
    """
    head = beginning(path)
    if head.startswith(b"%PDF-"):
        from blog2book.proof import pdf

        return (pdf.judge(path, find),)
    if head.startswith(b"PK"):
        from blog2book.proof import epub

        return (epub.judge(path, find),)
    raise CheckError(
        f"{path}: is neither an EPUB nor a PDF.", hint="check looks at finished books only."
    )


def beginning(path: Path) -> bytes:
    """Return the first 64 bytes of a book. Raises CheckError if it is no file or cannot be read."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise CheckError(f"{path}: is no file.")
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        raise CheckError(f"{path}: cannot be read: {error.strerror}.") from error
