"""From a book to files: each output by the writer of its suffix, all of them or none."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from blog2book import interrupts
from blog2book.errors import WriteError
from blog2book.model.rendition import Written
from blog2book.ports import Context
from blog2book.publish.marks import made_by_us
from blog2book.publish.swap import write_all

if TYPE_CHECKING:
    from blog2book.render import Work

SUFFIXES = (".epub", ".pdf")


def publish(
    work: "Work",
    outputs: tuple[Path, ...],
    context: Context,
    *,
    force: bool = False,
    approve: Callable[[tuple[Written, ...]], Mapping[Path, bytes]] = lambda _written: {},
) -> tuple[Written, ...]:
    """Write `work` to all `outputs`; the suffix of each chooses its writer.

    Everything is written beside its place and then renamed, so that all outputs are new or none.
    A file that exists is replaced only if blog2book made it, or with `force`. `approve` is called
    when all are written and none is in its place; what it raises leaves all as they were, and the
    files that it returns are new with the outputs.

    Raises WriteError before any work where an output has another suffix or must not be replaced,
    and MissingDependencyError where a PDF is wanted and Pango is missing.
    """
    check(outputs, force=force)
    targets = dict.fromkeys(outputs)
    jobs = [(path, partial(_maker(path), work, context=context)) for path in targets]
    return write_all(jobs, approve)


def check(outputs: Iterable[Path], *, force: bool) -> None:
    """See whether all outputs could be written: the sooner a person hears of it, the better.

    Raises WriteError where one has another suffix or must not be replaced, and
    MissingDependencyError where a PDF is wanted and Pango is missing.
    """
    for path in outputs:
        _check_place(path, force=force)
        _maker(path)


def _check_place(path: Path, *, force: bool) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise WriteError(
            f"{path}: an output ends in .epub or .pdf.",
            hint=f"Write for instance -o {path.stem or 'book'}.epub",
        )
    try:
        if path.is_dir():
            raise WriteError(f"{path}: is a folder.", hint="Name a file in it.")
        if not path.parent.is_dir():
            raise WriteError(f"{path.parent}: there is no such folder.", hint="Make it first.")
        ours = force or not path.exists() or (path.is_file() and made_by_us(path))
    except OSError as error:
        raise WriteError(f"{path}: cannot be read: {error.strerror}") from error
    if not ours:
        raise WriteError(
            f"{path}: exists, and blog2book did not make it; nothing was written.",
            hint="Choose another name, or replace it with --force.",
        )


def _maker(path: Path) -> Callable[..., Written]:
    """Return the function that makes such a file. Imports it now, so that a PDF fails early."""
    if path.suffix.lower() == ".pdf":
        with interrupts.held_back():  # in the midst of which pikepdf ends the process at once
            from blog2book.publish import pdf

        return pdf.publish
    from blog2book.publish import epub

    return epub.publish
