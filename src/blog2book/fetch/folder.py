"""The folder in which fetched pictures are kept, with the list of them."""

import hashlib
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from blog2book.addresses import picture_name
from blog2book.errors import WriteError
from blog2book.model.book import Picture, PictureKind
from blog2book.model.fetched import FILE_NAME, Fetched, open_list, read_list
from blog2book.model.lines import end_cut_line

_SUFFIXES = {
    PictureKind.JPEG: "jpg",
    PictureKind.TIFF: "tif",
    PictureKind.HEIF: "heic",
}
_HINT = "Name another with --media."
_LONGEST_NAME = 60
_DIGITS = 8


class Folder:
    """A folder for pictures and their list, made if they are not there.

    Everything raises WriteError where the disk, or what lies there, does not let it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(
                f"There can be no folder {path}: {error.strerror}.",
                hint=_HINT,
            ) from error
        self._files = {one.sha256: one.file for one in read_list(path) if one.sha256}
        self._add(b"")  # what cannot be written is told before any server is asked

    def keep(self, picture: Picture, source: str) -> str:
        """Copy a picture in under a name made from its address and its bytes; return the name.

        It is written beside its place and renamed, so that whatever bears the name is whole, and
        nothing is written through a link. Bytes that are there already, under whatever name, are
        not written again.
        """
        known = self._files.get(picture.digest)
        if known and self._digest(known) == picture.digest:
            return known
        stem = re.sub(r"\.\w{1,5}$", "", picture_name(source))
        safe = re.sub(r"[^A-Za-z0-9_]+", "-", stem)[:_LONGEST_NAME].strip("-") or "picture"
        suffix = _SUFFIXES.get(picture.kind, picture.kind.value)
        name = f"{safe}-{picture.digest[:_DIGITS]}.{suffix}"
        beside = self.path / f".{secrets.token_hex(8)}.part"
        try:
            with picture.path.open("rb") as whole, beside.open("xb") as part:
                shutil.copyfileobj(whole, part)
            beside.replace(self.path / name)
        except OSError as error:
            raise self._trouble(name, error) from error
        finally:
            with suppress(OSError):
                beside.unlink()
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
        self._add(fetched.line.encode())

    def _add(self, line: bytes) -> None:
        try:
            with open_list(self.path, adding=True) as lines:
                if line:
                    end_cut_line(lines)
                lines.write(line)
        except OSError as error:
            raise self._trouble(FILE_NAME, error) from error

    def _trouble(self, name: str, error: OSError) -> WriteError:
        return WriteError(f"{self.path / name} cannot be written: {error.strerror}.", hint=_HINT)
