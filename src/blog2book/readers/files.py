"""The files of an export in which each post is a file of its own."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from blog2book.readers.text.decode import decode

_LARGEST = 1 << 26
"""Bytes. No post is longer than 64 MB, pictures that stand in its text included."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's text, and the SHA-256 of its bytes, in hex."""

    text: str
    digest: str


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
