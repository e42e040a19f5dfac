"""The zip file: EbookLib's writer with fixed dates, given bytes and a package language.

EbookLib 0.20 stamps the clock into each entry and reads nothing lazily; both are mended here.
"""

import re
import zipfile
from pathlib import Path
from typing import Any

from ebooklib import epub

from blog2book.model.rendition import Document

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip entry can have
_NO_ID = re.compile(r"[^A-Za-z0-9._-]")
_PACKED_ALREADY = (".jpg", ".jpeg", ".png", ".gif", ".woff", ".woff2")


class Fixed(zipfile.ZipFile):
    """A zip file whose bytes depend on nothing but names and contents."""

    def writestr(  # type: ignore[override]  # EbookLib gives a name and data, nothing else
        self, name: str, data: str | bytes, compress_type: int | None = None
    ) -> None:
        """Add an entry with a fixed date; what is packed already is stored."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        stored = compress_type == zipfile.ZIP_STORED or name.lower().endswith(_PACKED_ALREADY)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        super().writestr(entry, data)


class Raw(epub.EpubItem):  # type: ignore[misc]  # EbookLib has no types
    """A file of the book: bytes, or a path or document that is read when it is packed."""

    def __init__(
        self, name: str, media_type: str, content: bytes | Path | Document, *facts: str
    ) -> None:
        identifier = "ncx" if name == "toc.ncx" else "i-" + _NO_ID.sub("-", name)
        super().__init__(uid=identifier, file_name=name, media_type=media_type)
        self.content = content
        self.properties = list(facts)

    def get_content(self, default: bytes | None = None) -> bytes:  # noqa: ARG002 - EbookLib's
        """Return the bytes."""
        if isinstance(self.content, Document):
            return (self.content.text or "").encode()
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content


class Packer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer: container and package file are its work."""

    def _write_opf_file(self, root: Any) -> None:  # noqa: ANN401 - an lxml element
        root.set(_XML_LANG, self.book.language)
        root.set("dir", self.book.direction)
        super()._write_opf_file(root)

    def write(self) -> None:
        """Write the file; `mimetype` comes first and is not packed."""
        with Fixed(self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
