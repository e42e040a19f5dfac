"""Which reader reads an archive: by what is in it, never by its name."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import cast

from blog2book import plugins
from blog2book.errors import ArchiveError, ConfigError, UnknownFormatError
from blog2book.events import Report
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers import READERS
from blog2book.readers.guess import describe
from blog2book.unpack import members, unpacked

HEAD = 64 * 1024
"""Bytes that readers see of a file."""


def choose(
    source: Path,
    context: Context,
    name: str = "",
    brought: Mapping[str, Reader] | None = None,
) -> tuple[Reader, Path]:
    """Return the reader for an archive, and the file or folder that it must read.

    `name` (from --reader) wins over all looking; `brought` are plug-ins' readers, by default those
    that are installed. Raises ConfigError where `name` is no reader, ArchiveError where the archive
    cannot be opened, UnknownFormatError where no reader recognises the content.
    """
    readers = known(context.report, name, brought)
    path = unpacked(source, context.workdir, context.report)
    if name:
        return readers[name], path
    sample = sample_of(path)
    confidence = Confidence.NO
    chosen: Reader | None = None
    for reader in readers.values():
        sure = reader.recognises(sample)
        if sure > confidence:
            confidence, chosen = sure, reader
    if chosen is None:
        seems, hint = describe(sample)
        listed = "`blog2book formats` lists what can be read."
        named = source.name or source.resolve().name or source  # "." has no name of its own
        raise UnknownFormatError(f"{named} {seems}", hint=f"{hint} {listed}".strip())
    return chosen, path


def known(
    report: Report, name: str = "", brought: Mapping[str, Reader] | None = None
) -> Mapping[str, Reader]:
    """Return all readers by name. Raises ConfigError where `name` is given and is none of them."""
    readers = _readers(plugins.readers(report) if brought is None else brought)
    if name and name not in readers:
        raise _no_such_reader(name, readers)
    return readers


def sample_of(path: Path) -> Sample:
    """Return what readers see of a file or folder. Raises ArchiveError if it cannot be opened."""
    if path.is_dir():
        return Sample(path=path, head=b"", members=members(path))
    try:
        with path.open("rb") as file:
            return Sample(path=path, head=file.read(HEAD), members=())
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error


def built_in() -> dict[str, Reader]:
    """Return the built-in readers by name."""
    return {
        name: cast("Reader", import_module(f"blog2book.readers.{name}").reader) for name in READERS
    }


def _readers(brought: Mapping[str, Reader]) -> dict[str, Reader]:
    """Return all readers by name; a plug-in never takes the place of a built-in one."""
    own = built_in()
    return own | {name: reader for name, reader in brought.items() if name not in own}


def _no_such_reader(name: str, readers: Mapping[str, Reader]) -> ConfigError:
    near = get_close_matches(name.casefold(), readers, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return ConfigError(
        f'There is no reader called "{name}".', hint=f"{hint}There are: {', '.join(readers)}."
    )
