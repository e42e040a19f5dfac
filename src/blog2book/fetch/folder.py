"""The folder in which fetched pictures are kept, with the list of them."""

import hashlib
import os
import re
import shutil
from pathlib import Path

from blog2book.addresses import picture_name
from blog2book.errors import WriteError
from blog2book.model.book import Picture, PictureKind
from blog2book.model.fetched import FILE_NAME, Fetched, read_list

_SUFFIXES = {
    PictureKind.JPEG: "jpg",
    PictureKind.TIFF: "tif",
    PictureKind.HEIF: "heic",
}
_LONGEST_NAME = 60
_DIGITS = 8


class Folder:
    """A folder for pictures, made if it is not there. Raises WriteError where that cannot be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files = {one.sha256: one.file for one in read_list(path) if one.sha256}
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(
                f"There can be no folder {path}: {error.strerror}.",
                hint="Name another with --media.",
            ) from error

    def keep(self, picture: Picture, source: str) -> str:
        """Copy a picture in under a name made from its address and its bytes; return the name.

        It is written beside its place and renamed, so that whatever bears the name is whole. Bytes
        that are there already, under whatever name, are not written again.
        """
        known = self._files.get(picture.digest)
        if known and self._digest(known) == picture.digest:
            return known
        stem = re.sub(r"\.\w{1,5}$", "", picture_name(source))
        safe = re.sub(r"[^A-Za-z0-9_]+", "-", stem)[:_LONGEST_NAME].strip("-") or "picture"
        suffix = _SUFFIXES.get(picture.kind, picture.kind.value)
        name = f"{safe}-{picture.digest[:_DIGITS]}.{suffix}"
        beside = self.path / f".{name}.part"
        try:
            shutil.copyfile(picture.path, beside)
            beside.replace(self.path / name)
        finally:
            beside.unlink(missing_ok=True)
        self._files[picture.digest] = name
        return name

    def _digest(self, name: str) -> str:
        """Return the SHA-256 of a file's bytes in hex, "" where it cannot be read."""
        try:
            with (self.path / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def write_down(self, fetched: Fetched) -> None:
        """Add a line to the list. A line that a crash cut off is ended first."""
        with (self.path / FILE_NAME).open("ab+") as lines:
            if lines.tell():
                lines.seek(-1, os.SEEK_END)
                if lines.read() != b"\n":
                    lines.write(b"\n")
            lines.write(fetched.line.encode())
