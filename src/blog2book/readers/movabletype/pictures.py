"""Typepad's pictures: an address names one by its number, and a dump of files is named by numbers.

`https://blog.typepad.com/.a/6a01…-800wi` is `6a01….jpg` in the dump; the class `at-xid-6a01…` says
the number again, where an address says something else.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from blog2book.model.archive import Asset, Origin
from blog2book.readers.held import asset
from blog2book.readers.unread import PICTURE

_FILE = re.compile(r"(?:.*/)?(6a[0-9a-f]{16,40})(?:-\w+)?(?:\.\w+)?")
_ADDRESS = re.compile(r"https?://[\w.-]{1,250}/\.a/(6a[0-9a-f]{16,40})(?:-\w+)?")
_IMG = re.compile(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_CLASS = re.compile(r"\bat-xid-(6a[0-9a-f]{16,40})")
_SRC = re.compile(r"""\ssrc\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)


class Library:
    """The pictures in a folder by their numbers: `files` are all of them, even without a suffix.

    `assets` are those that texts show.
    """

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self.files: set[str] = set()
        self._folder = folder
        self._names: dict[str, str] = {}
        self._assets: dict[str, Asset] = {}
        # Of several sizes of one number the plain name, which is the shortest, is the original.
        for name in sorted(names, key=lambda one: (len(one), one)):
            found = _FILE.fullmatch(name)
            if found and (PICTURE.search(name) or "." not in name.rpartition("/")[2]):
                self._names.setdefault(found[1], name)
                self.files.add(name)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The pictures that were looked up, each under its address."""
        return tuple(self._assets.values())

    def look_up(self, html: str) -> None:
        """Find the pictures of a text."""
        if not self._names:
            return
        for address, number in _shown(html):
            name = self._names.get(number)
            if name and address not in self._assets:
                origin = Origin(file=name, place="", url=address, digest="")
                path = self._folder / name
                self._assets[address] = asset(
                    number, address, path, origin, name=name.rpartition("/")[2]
                )


def _shown(html: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of pictures in a text, and the number of each."""
    for found in _ADDRESS.finditer(html):
        yield found[0], found[1]
    for tag in _IMG.finditer(html):
        number, source = _CLASS.search(tag[0]), _SRC.search(tag[0])
        if number and source:
            yield source[1], number[1]
