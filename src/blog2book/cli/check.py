"""`blog2book check`: let the outside judges look at a finished book."""

from pathlib import Path

import click

from blog2book.errors import CheckError, MissingDependencyError


@click.command(short_help="Check a finished EPUB or PDF with the judges that are installed.")
@click.argument(
    "books",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BOOK...",
)
def command(books: tuple[Path, ...]) -> None:
    """Run EPUBCheck on a BOOK.epub, veraPDF on a BOOK.pdf.

    A judge that is not installed is named, with how to get it, and is exit code 5.
    """
    from blog2book.proof import check

    failed, absent = [], []
    for book in books:
        for verdict in check(book):
            if not verdict.ran:
                absent.append(f"{book}: {verdict.judge} did not run. {verdict.hint}")
                continue
            click.echo(f"{book}: {verdict.judge} {'passes' if verdict.passed else 'fails'}")
            for message in verdict.messages:
                click.echo(f"  {message}")
            if not verdict.passed:
                failed.append(f"{book} ({verdict.judge})")
    if failed:
        raise CheckError(f"Faults were found in {', '.join(failed)}.")
    if absent:
        raise MissingDependencyError("\n".join(absent))
