"""An EPUB's zip, of which only what may be in one is read, and never more than is allowed."""

import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from blog2book.errors import CheckError
from blog2book.unpack import LIMITS

_LARGEST = 32 * 1024**2
"""Bytes of one document; reading systems give up long before."""
_TAGS = 2_000_000
"""Tags of one document: a tree takes a hundred times the room that they take."""
_WHOLE = 512 * 1024**2
"""Bytes of all documents together: some eighty million words."""
_DIRECTORY = 16 * 1024**2
"""Bytes of the list of names: 100,000 pictures, and room to spare."""
_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCKED_FLAG = 0x1
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The only ways in which a file may lie in an EPUB (OCF of EPUB 3.3, 4.2.2)."""


class Package:
    """The files of an EPUB."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises CheckError where it is no zip, or lists more files than a book has."""
        self._path = path
        self._read = 0
        self._sheets: dict[str, str] = {}
        try:
            self._check_directory()
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self.fault(str(error)) from error

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def fault(self, reason: str) -> CheckError:
        """Return what to raise where it cannot be read."""
        return CheckError(f"{self._path}: is no EPUB that can be read: {reason.rstrip('.')}.")

    def parsed(self, name: str) -> etree._Element:
        """Return the root of a document. Raises CheckError where it cannot be had."""
        data = self._bytes(name)
        if b"<!ENTITY" in data.replace(b"\0", b""):
            raise self.fault(f"{name} declares entities")
        if data.count(b"<") > _TAGS:
            raise self.fault(f"{name} has more tags than a document of a book may have")
        # Without huge_tree nothing nests or expands without end.
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            raise self.fault(f"{name}: {error}") from error

    def sheet(self, name: str) -> str:
        """Return the text of a style sheet, "" where there is none. Raises CheckError as above."""
        name = posixpath.normpath(name)
        if name not in self._sheets:
            held = name in self._zip.NameToInfo
            self._sheets[name] = self._bytes(name).decode("utf-8", "replace") if held else ""
        return self._sheets[name]

    def _bytes(self, name: str) -> bytes:
        try:
            entry = self._zip.getinfo(name)
        except KeyError as error:
            raise self.fault(f"there is no {name} in it") from error
        if entry.flag_bits & _LOCKED_FLAG:
            raise self.fault(f"{name} is locked with a password")
        if entry.compress_type not in _PACKED:
            raise self.fault(f"{name} is packed in a way that no EPUB knows")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(_LARGEST + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
        ) as error:
            raise self.fault(f"{name}: {error}") from error
        self._read += len(data)
        bomb = self._read > LIMITS.ratio_free and self._read > LIMITS.ratio * self._size
        if len(data) > _LARGEST or self._read > _WHOLE or bomb:
            raise self.fault(f"{name} is larger than a document of a book may be")
        return data

    def _check_directory(self) -> None:
        """Refuse a list of names that would take gigabytes to read."""
        with self._path.open("rb") as file:
            self._size = file.seek(0, 2)
            file.seek(max(0, self._size - _END_SIZE - 0xFFFF))
            tail = file.read()
        at = tail.rfind(_END)
        # One of zip64, which has its length elsewhere, says 0xFFFFFFFF here.
        if at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > _DIRECTORY:
            raise self.fault("it lists more files than a book has")
