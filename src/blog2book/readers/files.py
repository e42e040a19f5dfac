"""The files of an export: small ones whole, of any its first bytes and its digest."""

from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from blog2book.readers.decode import decode

_LOOK = 1 << 16
_LARGEST = 1 << 26
"""Bytes. No post is longer than 64 MB, pictures that stand in its text included."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's text, and the SHA-256 of its bytes, in hex."""

    text: str
    digest: str


def head_of(path: Path) -> bytes:
    """Return a file's first bytes, b"" if it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(_LOOK)
    except OSError:
        return b""


def file_of(path: Path) -> File | None:
    """Return what a file holds, None where it cannot be read or is too large for a post."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError:
        return None
    if len(data) > _LARGEST:
        return None
    return File(decode(data).text, sha256(data).hexdigest())


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex, however large it is. Raises OSError."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
