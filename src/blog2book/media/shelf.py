"""Folders with pictures, indexed by the names under which posts may ask for them.

Nothing outside the folders can be found: an address is only looked up in the index, and the index
holds only regular files whose real place is in their folder.
"""

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from blog2book.addresses import is_external, picture_variants, split, without_size_folder
from blog2book.model.fetched import FILE_NAME, read_list

MOST_FILES = 200_000
"""Files that are indexed; a folder with more is surely not a folder of pictures."""

_TRUNCATED = 40
"""Characters of a stem that must agree where an exporter cut a name short (Takeout: at 47)."""

_COPY = re.compile(r"(.+)\((\d{1,4})\)(\.\w+)?")
_MONTH = re.compile(r"(?:^|/)((?:19|20)\d\d)/(\d\d)(?:/|$)")
_SIDECAR = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A file in one of the folders. `place` is its path in there, folded, with "/".

    `digest` is the SHA-256 that its bytes must have, in hex, or "".
    """

    path: Path
    place: str
    digest: str = ""

    @property
    def name(self) -> str:
        """The file's name, folded."""
        return self.place.rpartition("/")[2]

    @property
    def copy(self) -> str:
        """The number by which an album tells uploads of one name apart: "1" for "a(1).png"."""
        found = _COPY.fullmatch(self.name)
        return found[2] if found else ""

    @property
    def upload(self) -> tuple[Path, str]:
        """What all sizes of one upload share: the folder around them, and `copy`.

        Folders that are named by a size ("s320", "w640-h480") hold sizes of the uploads around.
        """
        path = Path(without_size_folder(self.path.as_posix()))
        return path.parent, self.copy

    @property
    def month(self) -> tuple[int, int] | None:
        """The year and month in the file's place ("2016/12"), as WordPress files uploads."""
        return month_of(self.place)


def month_of(place: str) -> tuple[int, int] | None:
    """Return year and month that stand in a path as folders."""
    found = _MONTH.search(place)
    return (int(found[1]), int(found[2])) if found else None


def fold(name: str) -> str:
    """Return a name as it is compared: composed, and without regard to case."""
    return unicodedata.normalize("NFC", name).casefold()


def spellings(path: str) -> tuple[str, ...]:
    """Return the ways in which an address's path may be spelt on disk, folded, likeliest first.

    Blogger quotes names twice and writes a space as "+".
    """
    once = unquote(path)
    twice = unquote(once)
    ways = (once, twice, twice.replace("+", " "), once.replace("+", " "), path)
    return tuple(dict.fromkeys(fold(way) for way in ways))


def _original(name: str) -> str:
    """Return the name of the upload of which `name` is a smaller copy, or `name` itself."""
    largest = picture_variants(f"https://blog.example/wp-content/uploads/{quote(name)}")[0]
    return fold(unquote(urlsplit(largest).path.rpartition("/")[2])) or name


class Shelf:
    """The files of some folders by name. `full` says whether more was there than is indexed.

    `troubles` are the words for lists of fetched pictures that are not obeyed to the letter.
    """

    def __init__(self, folders: Sequence[Path], most: int = MOST_FILES) -> None:
        self.full = False
        self.troubles: list[str] = []
        self._names: dict[str, list[Shelved]] = {}
        self._stems: dict[str, list[Shelved]] = {}
        self._fetched = _fetched(folders, self.troubles)
        for count, shelved in enumerate(_walk(folders)):
            if count >= most:
                self.full = True
                break
            for key in _keys(shelved.name):
                self._names.setdefault(key, []).append(shelved)
            self._stems.setdefault(shelved.name[:_TRUNCATED], []).append(shelved)

    def fetched(self, address: str) -> tuple[Shelved, ...]:
        """Return the files that the folders' lists of fetched pictures have for an address."""
        return tuple(self._fetched.get(address, ()))

    def find(self, address: str) -> tuple[Shelved, ...]:
        """Return the files that fit an address alike: sizes of one upload, or copies of its name.

        Of files with the name, those whose folders agree longest with the address fit best; a file
        that lies under another month than the address names never fits.
        """
        for path in spellings(_path(address)):
            place = "/".join(part for part in path.split("/") if part not in {"", ".", ".."})
            name = place.rpartition("/")[2]
            for files in (self._names.get(_original(name), []), self._cut(name)):
                fitting = [one for one in files if _same_month(one, place)]
                if fitting:
                    return _nearest(fitting, place, sizes=is_external(address))
        return ()

    def _cut(self, name: str) -> list[Shelved]:
        """Return files whose names an exporter cut short: stem a prefix, same suffix."""
        stem, point, suffix = name.rpartition(".")
        if len(stem) <= _TRUNCATED:
            return []
        return [
            one
            for one in self._stems.get(name[:_TRUNCATED], [])
            if one.name.endswith(point + suffix)
            and stem.startswith(one.name.removesuffix(point + suffix))
        ]


def _fetched(folders: Sequence[Path], troubles: list[str]) -> dict[str, list[Shelved]]:
    """Return what was fetched by its whole address, and those of its other sizes.

    A list that has less than a whole address is passed over: another blog may mean another picture.
    """
    found: dict[str, list[Shelved]] = {}
    for folder in dict.fromkeys(folders):
        root = folder.resolve()
        told: list[str] = []
        # The list is in the order in which servers answered; a book must not depend on that.
        listed = sorted(
            {
                (one.url, one.file, one.sha256)
                for one in read_list(root, told.append)
                if one.file and is_external(one.url)
            }
        )
        more = f", and {len(told) - 1:,} more" if len(told) > 1 else ""
        troubles += [f"{folder / FILE_NAME}: {words}{more}" for words in told[:1]]
        for url, file, digest in listed:
            shelved = Shelved(path=root / file, place=fold(file), digest=digest)
            for address in picture_variants(url):
                found.setdefault(address, []).append(shelved)
    return found


def _keys(name: str) -> frozenset[str]:
    """Return the names under which a file is found: its upload's, unquoted, without "(1)"."""
    copy = _COPY.fullmatch(name)
    plain = (name, copy[1] + (copy[3] or "")) if copy else (name,)
    return frozenset(_original(unquote(unquote(one))) for one in plain) | {
        _original(one) for one in plain
    }


def _path(address: str) -> str:
    """Return the path of an address; of a relative one what stands before "?" and "#"."""
    return split(address).path


def _walk(folders: Sequence[Path]) -> Iterator[Shelved]:
    """Yield regular files whose real place is in their folder, hidden ones left out, sorted."""
    for folder in dict.fromkeys(folders):
        root = folder.resolve()
        for parent, children, names in os.walk(root):
            children[:] = sorted(child for child in children if not child.startswith("."))
            for name in sorted(names):
                path = Path(parent, name)
                if name.startswith(".") or not path.is_file():
                    continue
                if path.is_symlink() and not path.resolve().is_relative_to(root):
                    continue
                yield Shelved(path=path, place=fold(path.relative_to(root).as_posix()))


def _same_month(shelved: Shelved, place: str) -> bool:
    asked = month_of(place)
    return asked is None or shelved.month in {None, asked}


def _nearest(files: list[Shelved], place: str, *, sizes: bool) -> tuple[Shelved, ...]:
    """Keep the files whose folders agree longest with `place`, counted from the name up.

    With `sizes`, a folder named by a size is none, so that all sizes of an upload agree alike.
    """

    def folders(path: str) -> list[str]:
        return (without_size_folder(path) if sizes else path).split("/")[-2::-1]

    asked = folders(place)

    def agreement(one: Shelved) -> int:
        pairs = zip(folders(one.place), asked, strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    best = max(map(agreement, files))
    return tuple(one for one in files if agreement(one) == best)


def uploaded(shelved: Shelved) -> datetime | None:
    """Return when an album's file was uploaded, if its sidecar says so (Google Takeout).

    The sidecar of "1(1).png" is "1.png(1).json".
    """
    copy = _COPY.fullmatch(shelved.path.name)
    name = f"{copy[1]}{copy[3] or ''}({copy[2]}).json" if copy else f"{shelved.path.name}.json"
    sidecar = shelved.path.with_name(name)
    try:
        plain = sidecar.is_file() and not sidecar.is_symlink()
        if not plain or sidecar.stat().st_size > _SIDECAR:
            return None
        stamp = json.loads(sidecar.read_text(encoding="utf-8"))["creationTimestampMs"]
        return datetime.fromtimestamp(int(stamp) / 1000, tz=UTC)
    except (OSError, ValueError, LookupError, TypeError, OverflowError):
        return None
