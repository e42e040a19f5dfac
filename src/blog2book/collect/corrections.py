"""corrections.toml: an editor's hand on single posts, by key, that outlives the next export."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from blog2book.addresses import picture_name
from blog2book.collect.chapters import digest_of
from blog2book.errors import ConfigError
from blog2book.language.names import known_language
from blog2book.markup.text import printable
from blog2book.model.archive import Asset, Origin
from blog2book.toml_file import guess, read_toml, take_format

FILE_NAME = "corrections.toml"

_YEARS = range(2, 9999)
"""A zone may move a moment by a day, which must be one too."""

_PLACE = "https://corrections.invalid"
"""Where the pictures of an editor stand; no server may have this name (RFC 2606)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an editor wants of one post. None: as the archive has it.

    A title "" takes the title away, and () all tags. `included` is True for a post that goes in
    whatever the selection says, False for one that stays out. `pictures` maps addresses as the
    post gives them to files; `texts` are pairs of old and new. `merged`: the post goes on where
    the one before it ends.
    """

    title: str | None = None
    date: date | datetime | None = None
    tags: tuple[str, ...] | None = None
    language: str | None = None
    included: bool | None = None
    pictures: Mapping[str, Path] = field(default_factory=dict)
    texts: tuple[tuple[str, str], ...] = ()
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All corrections of one file, by the key of their post."""

    file: Path | None = None
    by_key: Mapping[str, Correction] = field(default_factory=dict)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The editor's pictures, as if the archive held them."""
        files = {path: None for one in self.by_key.values() for path in one.pictures.values()}
        return tuple(map(_asset, files))


def load(file: Path | None, judge: Callable[[Path], object]) -> Corrections:
    """Read a corrections.toml; its paths are relative to it. No file has no corrections.

    `judge` gives the picture that a file holds, or in words why it holds none. Raises ConfigError
    for a file that cannot be read, bad TOML, an unknown key, a wrong value or a picture that is not
    there or is none; each names the post.
    """
    if file is None:
        return Corrections()
    try:
        text, tables = read_toml(file)
    except ConfigError as error:
        unread = isinstance(error.__cause__, OSError)
        raise ConfigError(error.message, hint=error.hint or ("" if unread else _QUOTES)) from error
    take_format(file, tables)
    folder = file.resolve().parent
    by_key: dict[str, Correction] = {}
    for key, table in tables.items():
        place = _Place(file=file, text=text, key=key)
        by_key[key] = _correction(place, folder, table)
        for path in by_key[key].pictures.values():
            if isinstance(words := judge(path), str):
                raise place.trouble(f"pictures: {path}: {words}", "pictures")
    return Corrections(file=file, by_key=by_key)


def picture_address(path: Path) -> str:
    """Return the address under which a post shows an editor's picture."""
    return f"{_PLACE}/{digest_of(str(path))[:16]}/{path.name}"


def _asset(path: Path) -> Asset:
    """Return an editor's picture as an asset."""
    address = picture_address(path)
    origin = Origin(file=path.name, place="", url=address, digest="")
    return Asset(
        key=address,
        url=address,
        name=path.name,
        path=path,
        parent="",
        title="",
        caption="",
        alt="",
        width=0,
        height=0,
        origin=origin,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a post's corrections stand: in `file`, which says `text`, under `key`."""

    file: Path
    text: str
    key: str

    def trouble(self, words: str, name: str = "", hint: str = "") -> ConfigError:
        """Return an error that names the file, the line of `name` or of the post, and the post."""
        key = _spelt(self.key)
        table = re.compile(rf"\s*\[*\s*{key}\s*[\].=]")
        value = re.compile(rf"\s*(?:\[*\s*{key}\s*\.\s*)?{_spelt(name)}\s*[\].=]")
        lines = list(enumerate(self.text.splitlines(), start=1))
        first = next((number for number, line in lines if table.match(line)), 0)
        after = lines[first - 1 :] if first and name else []
        number = next((number for number, line in after if value.match(line)), first)
        place = f"{self.file}, line {number}" if number else str(self.file)
        stop = "" if words.endswith("?") else "."
        return ConfigError(f'{place}: ["{self.key}"] {words}{stop}', hint=hint)


def _spelt(key: str) -> str:
    """Return a pattern of the ways in which TOML may spell a key."""
    plain = re.escape(key)
    return f"(?:\"{plain}\"|'{plain}'|{plain})"


def _correction(place: _Place, folder: Path, table: object) -> Correction:
    """Return what a table says. Raises ConfigError."""
    if not isinstance(table, dict):
        raise place.trouble("must be a table", hint=_TABLE)
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in _READ:
            hint = _QUOTES if isinstance(value, dict) else _KEYS
            raise place.trouble(f"has no key {name}{guess(name, _READ)}", name, hint)
        attribute, read = _READ[name]
        if attribute in values:
            raise place.trouble("says leave_out and include; keep one of them", name)
        try:
            values[attribute] = read(value, folder)
        except (TypeError, ValueError) as error:
            raise place.trouble(f"{name}: {error}", name) from error
    return Correction(**values)


def _text(value: object, _folder: Path) -> str:
    if not isinstance(value, str):
        raise TypeError("must be text in quotation marks")
    return " ".join(printable(value).split())


def _day(value: object, _folder: Path) -> date | datetime:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if len(value) > len("2012-05-03") else (
                date.fromisoformat(value))  # fmt: skip
        except ValueError as error:
            raise ValueError(f"{value!r} is no day; write 2012-05-03") from error
    if not isinstance(value, date):
        raise TypeError("must be a day: 2012-05-03, or 2012-05-03T18:30:00")
    if value.year not in _YEARS:
        raise ValueError(f"a blog has no post of {value.year}")
    return value


def _texts(value: object, folder: Path) -> tuple[str, ...]:
    many: Iterable[object] = value if isinstance(value, list) else [value]
    return tuple(text for one in many if (text := _text(one, folder)))


def _language(value: object, folder: Path) -> str:
    return known_language(_text(value, folder))


def _switch(value: object, _folder: Path) -> bool:
    if value is not True:
        raise ValueError("must be true; leave the line out for the contrary")
    return True


def _left_out(value: object, folder: Path) -> bool:
    return not _switch(value, folder)


def _pictures(value: object, folder: Path) -> Mapping[str, Path]:
    if not isinstance(value, dict):
        raise TypeError('must be a table: write ["KEY".pictures] on a line of its own')
    found: dict[str, Path] = {}
    for address, name in value.items():
        path = folder / Path(_text(name, folder))
        if not path.is_file():
            raise ValueError(f"there is no file {path} to stand for {picture_name(address)}")
        found[address] = path.resolve()
    return found


def _replacements(value: object, _folder: Path) -> tuple[tuple[str, str], ...]:
    many = value if isinstance(value, list) else [value]
    found: list[tuple[str, str]] = []
    for one in many:
        if not isinstance(one, dict) or set(one) != {"old", "new"}:
            raise TypeError('must have old and new: { old = "teh", new = "the" }')
        old, new = one["old"], one["new"]
        if not (isinstance(old, str) and isinstance(new, str)):
            raise TypeError("old and new must be texts in quotation marks")
        if not old.strip():
            raise ValueError("old must hold words")
        found.append((old, new))
    return tuple(found)


_READ: Mapping[str, tuple[str, Callable[[object, Path], Any]]] = {
    "leave_out": ("included", _left_out),
    "include": ("included", _switch),
    "title": ("title", _text),
    "date": ("date", _day),
    "tags": ("tags", _texts),
    "language": ("language", _language),
    "merge_with_previous": ("merged", _switch),
    "pictures": ("pictures", _pictures),
    "replace": ("texts", _replacements),
}

_KEYS = f"A post's keys are {', '.join(_READ)}."
_QUOTES = 'Write a post\'s key in quotes, ["garden.example/214"], and so all texts.'
_TABLE = 'Write ["KEY"] on a line of its own; `blog2book list` shows the keys.'
