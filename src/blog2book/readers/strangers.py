"""Exports of several blogs in one folder: nobody can tell which of them is to be the book."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.readers.notices import named


def refuse_strangers(source: Path, blogs: Mapping[str, Sequence[str]]) -> None:
    """Raise ArchiveError if there are several blogs: `blogs` are their files, by what names each.

    Files that do not say of which blog they are, under "", are taken for those of any.
    """
    known = {blog: files for blog, files in blogs.items() if blog}
    if len(known) > 1:
        told = [f"{blog} ({named(files)})" for blog, files in known.items()]
        raise ArchiveError(
            f"{source.name} holds exports of {len(known)} blogs: {named(told)}.",
            hint="Name the files themselves, unpacked: those of one blog, or all of them for one "
            "book.",
        )
