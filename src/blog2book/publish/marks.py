"""Whether an existing file was made by blog2book, and may be replaced without asking.

An EPUB says so in its package file (`meta` named "generator"), a PDF in its XMP packet
(`xmp:CreatorTool`), which XMP makes findable by scanning and our writer leaves unpacked.
"""

import mmap
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

_MAKER = "blog2book "
_PACKAGE = "EPUB/content.opf"
_PACKAGE_LIMIT = 64_000_000  # bytes; a book of 50,000 posts has a tenth of it
_META = "{http://www.idpf.org/2007/opf}meta"
_PDF_MARK = b"<xmp:CreatorTool>blog2book "


def made_by_us(path: Path) -> bool:
    """Say whether blog2book made the file at `path`. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        head = file.read(5)
    if head == b"%PDF-":
        return _pdf_is_ours(path)
    return zipfile.is_zipfile(path) and _epub_is_ours(path)


def _pdf_is_ours(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return text.find(_PDF_MARK) >= 0


def _epub_is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_PACKAGE).file_size > _PACKAGE_LIMIT:
                return False
            package = ET.fromstring(archive.read(_PACKAGE))
    except (KeyError, zipfile.BadZipFile, ET.ParseError, NotImplementedError, RuntimeError):
        return False  # no EPUB of ours: another layout, damaged, packed or locked in another way
    return any(
        meta.get("name") == "generator" and meta.get("content", "").startswith(_MAKER)
        for meta in package.iter(_META)
    )
