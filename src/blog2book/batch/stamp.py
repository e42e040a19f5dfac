"""What a blog's books are made from, in a digest: whether a book must be made anew.

Files count by name, size and time of change, as make has it, so that a hundred thousand blogs are
looked through without being read.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from blog2book import __version__
from blog2book.config import Settings


def stamp(settings: Settings, date: datetime | None) -> str:
    """Return a digest of the settings, of all files that they name, and of the program's version.

    `date` is SOURCE_DATE_EPOCH. Raises ConfigError for wrong corrections.
    """
    seen = [(str(path), *_seen(path)) for path in _files(settings)]
    return sha256(repr((__version__, settings, date, seen)).encode()).hexdigest()


def _files(settings: Settings) -> Iterator[Path]:
    """Yield the files and folders from which a book is made."""
    book, theme = settings.book, settings.theme
    yield from book.archives
    yield from settings.media.folders
    style = Path(settings.notes.style) if settings.notes.style.endswith(".csl") else None
    beside = (settings.sources, settings.checked, style)
    for path in (theme.folder, theme.overlay, book.cover, book.preface, book.about, *beside):
        if path is not None:
            yield path
    if settings.corrections is not None:
        from blog2book.collect import load_corrections

        yield settings.corrections
        corrections = load_corrections(settings.corrections, lambda path: path)
        for one in corrections.by_key.values():
            yield from one.pictures.values()


def _seen(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of a file, or of all in a folder; nothing if it is not there."""
    if path.is_dir():
        for folder, names, files in os.walk(path):
            names.sort()
            for name in sorted(files):
                yield from _file(Path(folder, name))
    else:
        yield from _file(path)


def _file(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        status = path.stat()
    except OSError:  # a link that leads nowhere, a file that went meanwhile
        return
    yield str(path), status.st_size, status.st_mtime_ns
