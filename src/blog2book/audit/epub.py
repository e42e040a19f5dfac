"""The words of an EPUB, in the order of its spine (EPUB 3.3, 5.6)."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from blog2book.audit.printed import Book, Printed
from blog2book.audit.words import words
from blog2book.errors import CheckError

_CONTAINER = "META-INF/container.xml"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_WITHIN_WORDS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup"}
    | {"time", "tt", "u", "var", "wbr"}
)
"""Elements that end no word where they begin or end."""
_UNREAD = frozenset({"head", "script", "style"})
_NAMED = ("alt", "alttext", "aria-label", "title")
"""Attributes that are read out in place of what is drawn."""


def read(path: Path) -> Printed:
    """Read the EPUB at `path`. Raises CheckError where it is damaged."""
    book = Book()
    try:
        with zipfile.ZipFile(path) as package:
            for name in _spine(package):
                book.leaf(posixpath.basename(name))
                _Document(book).read(_parsed(package, name))
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, etree.LxmlError) as error:
        raise CheckError(f"{path}: is no EPUB that can be read: {error}.") from error
    return book.printed()


def _parsed(package: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(package.read(name), parser)


def _spine(package: zipfile.ZipFile) -> Iterator[str]:
    """Yield the names of the documents in reading order."""
    roots = _parsed(package, _CONTAINER).iterfind(".//{*}rootfile")
    name = next((root.get("full-path", "") for root in roots), "")
    opened = _parsed(package, name)
    files = {item.get("id"): item.get("href", "") for item in opened.iterfind(".//{*}item")}
    for place in opened.iterfind(".//{*}itemref"):
        yield posixpath.join(posixpath.dirname(name), unquote(files[place.get("idref")]))


def _is_number(element: etree._Element) -> bool:
    """Say whether an element is a raised number, of a note mostly: "1977" is "197" and a note."""
    return element.tag.endswith("}sup") and "".join(map(str, element.itertext())).strip().isdigit()


class _Document:
    """A document that is read into a book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._text: list[str] = []

    def read(self, root: etree._Element) -> None:
        """Read all but what a browser would not show, and the numbers of notes."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in {"comment", "pi"}:
                self._text.append(element.tail or "")
                continue
            name = etree.QName(element).localname
            inside = name in _WITHIN_WORDS and not _is_number(element)
            if event == "end":
                self._text.append(("" if inside else " ") + (element.tail or ""))
                continue
            if not inside:
                self._begin(element)
            if name in _UNREAD or "noteref" in element.get(_TYPE, ""):
                walk.skip_subtree()
                continue
            self._text.extend(f" {element.get(one)} " for one in _NAMED if element.get(one))
            self._text.append(element.text or "")
        self._flush()

    def _begin(self, element: etree._Element) -> None:
        """Note an element that may be led to."""
        self._text.append(" ")
        key = element.get("id")
        if key is None:
            return
        self._flush()
        self._book.anchor(key, note="footnote" in element.get(_TYPE, "").split())

    def _flush(self) -> None:
        self._book.words.extend(words("".join(self._text)))
        self._text.clear()
