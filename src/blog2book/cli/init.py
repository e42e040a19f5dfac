"""`blog2book init`: write a commented blog2book.toml, filled from the archive."""

import os
from dataclasses import replace
from pathlib import Path

import click
import tomlkit

from blog2book.cli import options
from blog2book.cli.build import file_stem
from blog2book.cli.terminal import Terminal, say
from blog2book.config import FILE_NAME, Settings, ThemeTable
from blog2book.errors import WriteError
from blog2book.markup.text import printable
from blog2book.model.book import Book
from blog2book.pipeline import gather
from blog2book.resources import built_in_themes
from blog2book.toml_file import FORMAT
from blog2book.workroom import workroom

_OTHERS = ", ".join(name for name in built_in_themes() if name != ThemeTable().name)

_OFFERED = {
    "book": (
        ('cover = "cover.jpg"', "for the EPUB: a picture of yours, or a finished cover"),
        ('dedication = "For my mother"', "one line, on a page of its own"),
        ('copyright = "© 2026 A. Name. All rights reserved."', "in place of our line"),
        ('preface = "preface.txt"', "plain text for before the first post"),
        ('about = "about.txt"', "the same about the author, for the end"),
    ),
    "select": (
        ('from = "2012-05"', "leave out what is older; also to ="),
        ('tag = ["garden"]', "only posts with a tag; also not_tag = and by ="),
        ("limit = 10", "only the first posts"),
        ("comments = true", "print comments"),
        ("pages = true", "print static pages, after the posts"),
        ("drafts = true", "print drafts, pending and scheduled posts"),
    ),
    "theme": (('name = "folio"', f"or {_OTHERS}, or a folder"),),
    "theme.vars": (('size = "11.5pt"', "values for the theme's options"),),
    "notes": (
        ('mentions = "review"', "print no notes for sources named without a link"),
        ("archived_links = true", "add where the Wayback Machine shows each source"),
        ('place = "post"', "notes after each post; also month, page and book"),
        ('style = "apa"', "a citation style, or a .csl file; needs the extra styles"),
    ),
    "links": (
        ('external = "inline"', "print addresses in the text, no notes; also leave and drop"),
        ('internal = "leave"', "print no page numbers behind links between posts; also drop"),
    ),
    "print": (
        ('trim = "a5"', 'the page: "a5" or "6x9"'),
        ('openers = "any"', "months begin on any page, not on right-hand ones alone"),
    ),
    "media": (('folders = ["uploads"]', "where the blog's pictures lie"),),
    "text": (
        ('timezone = "Europe/Berlin"', "where the archive does not say"),
        ('reader = "wordpress"', "read as this format, whatever the file looks like"),
        ('typography = "keep"', "leave quotation marks and dashes as they were typed"),
    ),
}


@click.command(short_help="Write a commented blog2book.toml from an archive.")
@click.argument(
    "archives",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="ARCHIVE...",
)
@click.option("--force", is_flag=True, help="Replace a blog2book.toml that exists.")
@options.noise_of_work
def command(archives: tuple[Path, ...], *, force: bool, quiet: bool, verbose: bool) -> None:
    """Write blog2book.toml in the current folder, so that `blog2book` alone builds the book."""
    file = Path(FILE_NAME)
    if file.exists() and not force:
        raise WriteError(f"{file} exists already.", hint="Edit it, or replace it with --force.")
    with (
        Terminal(quiet=quiet, verbose=verbose) as terminal,
        workroom() as folder,
    ):
        settings = Settings()
        settings = replace(settings, book=replace(settings.book, archives=archives))
        book = gather(settings, options.context(settings, folder, terminal))
    try:
        file.write_text(_toml(book, archives), encoding="utf-8")
    except OSError as error:
        raise WriteError(f"{file} cannot be written: {error.strerror}.") from error
    if not quiet:
        say(str(file))
        click.echo("Edit it as you like, then run: blog2book", err=True)


def _relative(archive: Path) -> str:
    """Return where an archive lies, from here. Raises WriteError for a name that is no text."""
    name = Path(os.path.relpath(archive)).as_posix()
    if printable(name) != name:
        raise WriteError(
            f"{name}: no {FILE_NAME} can hold such a name.", hint="Give the file another name."
        )
    return name


def _toml(book: Book, archives: tuple[Path, ...]) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment(f"The settings of this book. Run blog2book beside {FILE_NAME}."))
    document.add("format", tomlkit.item(FORMAT))
    stem = file_stem(book.title)
    table = tomlkit.table()
    table.add("archives", tomlkit.item([_relative(one) for one in archives]))
    table.add("outputs", tomlkit.item([f"{stem}.epub", f"{stem}.pdf"]))
    table.add("title", tomlkit.item(book.title))
    table.add("subtitle", tomlkit.item(book.subtitle))
    if len(book.authors) > 1:
        table.add(tomlkit.comment('author = "A. Name"  # in place of all who wrote the posts'))
    else:
        table.add("author", tomlkit.item("".join(book.authors)))
    table.add("language", tomlkit.item(book.language))
    document.add(tomlkit.nl())
    document.add("book", _with_offers(table, "book"))
    for name in ("select", "theme", "notes", "links", "print", "media", "text"):
        section = _with_offers(tomlkit.table(), name)
        if name == "theme":
            section.add("vars", _with_offers(tomlkit.table(), "theme.vars"))
        document.add(name, section)
    return tomlkit.dumps(document)


def _with_offers(table: tomlkit.items.Table, name: str) -> tomlkit.items.Table:
    for line, meaning in _OFFERED[name]:
        table.add(tomlkit.comment(f"{line}  # {meaning}"))
    table.add(tomlkit.nl())
    return table
