"""What a user asks for: blog2book.toml, in frozen dataclasses. The command line changes copies.

A key that is not known here is refused, never ignored.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from blog2book import resources
from blog2book.beside import overlay_beside
from blog2book.errors import ConfigError, ThemeError
from blog2book.language.names import known_language
from blog2book.language.periods import whole_period
from blog2book.toml_file import FORMAT, guess, read_toml

FILE_NAME = "blog2book.toml"

TRIMS, OPENERS = ("a5", "6x9"), ("recto", "any")
TYPOGRAPHY = ("smart", "keep")
MENTIONS = ("confident", "review", "off")
PLACES = ("month", "page", "post", "book")
EXTERNAL, INTERNAL = ("note", "inline", "leave", "drop"), ("page", "leave", "drop")
THEME_PARTS = ("theme.toml", "user.css", "templates", "strings", "pictures", "css", "fonts")
"""What makes a folder a theme, or a layer over one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTable:
    """[book]: what is read, what is written, and what a family adds. Paths are absolute."""

    archives: tuple[Path, ...] = ()
    outputs: tuple[Path, ...] = ()
    title: str = ""
    subtitle: str = ""
    author: str = ""
    language: str = ""
    cover: Path | None = None
    dedication: str = ""
    copyright: str = ""
    preface: Path | None = None
    about: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectTable:
    """[select]: which posts go in. Days are inclusive; `limit` 0 means all."""

    first: date | None = None
    last: date | None = None
    tag: tuple[str, ...] = ()
    not_tag: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    limit: int = 0
    comments: bool = False
    pages: bool = False
    drafts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTable:
    """[theme]: a built-in name or a folder, values for its options, the user's own folder."""

    name: str = "folio"
    folder: Path | None = None
    vars: Mapping[str, str] = field(default_factory=dict)
    overlay: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesTable:
    """[notes]: `mentions`, sources that a post names without a link.

    "confident" prints a note for those that it surely names, "review" only lists all.
    `archived_links` adds where the Wayback Machine shows a source as of the post's day. `style` is
    the name of a citation style or the path of a .csl file, "" for our own. `place` is where notes
    stand, and are numbered anew: behind each month or each post; at the end of the book by months,
    or at the foot of the page by months, where a call has a note of its own.
    """

    mentions: str = "confident"
    style: str = ""
    archived_links: bool = False
    place: str = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksTable:
    """[links]: what a link becomes that leads out of the book, and one to another of its posts.

    `external`: "note" gives it a note, "inline" its address behind it, "leave" nothing; "drop"
    keeps its words alone, and lists no sources. `internal`: "page" gives it in print the page to
    which it leads, "leave" nothing; "drop" keeps its words alone.
    """

    external: str = "note"
    internal: str = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTable:
    """[print]: the page. `trim` is "a5" or "6x9"; months begin on a "recto", or on "any" page."""

    trim: str = "a5"
    openers: str = "recto"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaTable:
    """[media]: folders with pictures that the archive lacks. Absolute paths."""

    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """[text]: an IANA time zone and a reader's name, each "" if not given.

    `typography` is "smart" (quotation marks and dashes are set) or "keep" (they stay as typed).
    """

    timezone: str = ""
    reader: str = ""
    typography: str = "smart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All tables. `file` is the blog2book.toml that was read, the others files of their names.

    `checked` is what `blog2book sources --check` has written.
    """

    file: Path | None = None
    corrections: Path | None = None
    sources: Path | None = None
    checked: Path | None = None
    book: BookTable = field(default_factory=BookTable)
    select: SelectTable = field(default_factory=SelectTable)
    theme: ThemeTable = field(default_factory=ThemeTable)
    notes: NotesTable = field(default_factory=NotesTable)
    links: LinksTable = field(default_factory=LinksTable)
    print: PrintTable = field(default_factory=PrintTable)
    media: MediaTable = field(default_factory=MediaTable)
    text: TextTable = field(default_factory=TextTable)


def load(file: Path) -> Settings:
    """Read a blog2book.toml; its paths are relative to it.

    Raises ConfigError for a file that cannot be read, bad TOML, an unknown table or key, or a
    wrong value; each names the file and the line.
    """
    text, tables = read_toml(file)
    return _Loader(file, text).settings(tables)


def settings_of(tables: Mapping[str, Any], file: Path, place: str) -> Settings:
    """Return what tables that stand within another file say, if they were a blog2book.toml.

    Paths are relative to that file. Raises ConfigError as `load` does, which names `place`.
    """
    return _Loader(file, "", place).settings(dict(tables))


def known_timezone(name: str) -> str:
    """Return an IANA time zone's name in its right spelling. Raises ValueError, with a guess."""
    zones = _zones()
    if name.lower() in zones:
        return zones[name.lower()]
    raise ValueError(f"{name!r} is no time zone{guess(name, zones.values())}")


@cache
def _zones() -> dict[str, str]:
    return {zone.lower(): zone for zone in available_timezones()}


def theme_table(name: str, base: Path, *, values: Mapping[str, str]) -> ThemeTable:
    """Return the theme for a name or a folder, looked up from `base`; a built-in name wins.

    Raises ThemeError where no file system takes the name.
    """
    folder = (base / name).expanduser()
    try:
        built_in = (resources.themes() / name / "theme.toml").is_file()
        is_folder = folder.is_dir()
    except OSError as error:
        raise ThemeError(f"no theme is called {name[:60]!r}: {error.strerror}") from error
    if "/" in name or "\\" in name or (is_folder and not built_in):
        return ThemeTable(name=folder.name, folder=folder.resolve(), vars=values)
    return ThemeTable(name=name, vars=values)


class _Loader:
    """Reads one file, or a place in it; knows its lines, so that each error names one."""

    def __init__(self, file: Path, text: str, place: str = "") -> None:
        self.file = file
        self.place = place or str(file)
        self.folder = file.resolve().parent
        self.lines = text.splitlines()

    def settings(self, tables: dict[str, Any]) -> Settings:
        version = tables.pop("format", FORMAT)
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise self._error("format", "format must be 1")
        if version > FORMAT:
            hint = "Install a newer blog2book, or set format = 1 and check the keys below it."
            raise self._error("format", f"format = {version} is newer than this program", hint)
        for name in tables:
            if name not in TABLES:
                raise self._error(
                    name, f"[{name}] is no table that blog2book knows{guess(name, TABLES)}"
                )
        settings = Settings(file=self.file, theme=self._theme(tables.pop("theme", {})))
        for name, table in tables.items():
            values = self._values(name, table)
            settings = replace(settings, **{name: replace(getattr(settings, name), **values)})
        return settings

    def _values(self, name: str, table: object) -> dict[str, Any]:
        if not isinstance(table, dict):
            raise self._error(name, f"{name} must be a table: write [{name}] on a line of its own")
        keys = TABLES[name]
        values = {}
        for key, value in table.items():
            if key not in keys:
                raise self._error(key, f"[{name}] has no key {key}{guess(key, keys)}")
            attribute, read = keys[key]
            try:
                values[attribute] = read(self, value)
            except (ValueError, TypeError) as error:
                raise self._error(key, f"[{name}] {key}: {error}") from error
        return values

    def _theme(self, table: object) -> ThemeTable:
        values = self._values("theme", table)
        theme = theme_table(values.get("name", "folio"), self.folder, values=values.get("vars", {}))
        return replace(theme, overlay=overlay_beside(self.file))

    def _error(self, key: str, message: str, hint: str = "") -> ConfigError:
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\].=]")
        numbers = (n for n, line in enumerate(self.lines, start=1) if pattern.match(line))
        line = next(numbers, 0)
        place = f"{self.place}, line {line}" if line else self.place
        stop = "" if message.endswith("?") else "."
        return ConfigError(f"{place}: {message}{stop}", hint=hint)

    def text(self, value: object) -> str:
        if not isinstance(value, str):
            raise TypeError("must be text in quotation marks")
        return value.strip()

    def switch(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise TypeError("must be true or false")
        return value

    def number(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise TypeError("must be a whole number")
        return value

    def texts(self, value: object) -> tuple[str, ...]:
        many = value if isinstance(value, list) else [value]
        return tuple(self.text(one) for one in many)

    def path(self, value: object) -> Path:
        return self._place(self.text(value)).resolve()

    def style(self, value: object) -> str:
        name = self.text(value)
        return str(self.path(name)) if name.endswith(".csl") else name

    def paths(self, value: object) -> tuple[Path, ...]:
        return tuple(self.path(one) for one in self.texts(value))

    def folders(self, value: object) -> tuple[Path, ...]:
        paths = self.paths(value)
        for path in paths:
            if not path.is_dir():
                raise ValueError(f"there is no folder {path}")
        return paths

    def archives(self, value: object) -> tuple[Path, ...]:
        return tuple(map(self._place, self.texts(value)))

    def _place(self, name: str) -> Path:
        if "\0" in name:
            raise ValueError("no file's name holds a NUL")
        try:
            return self.folder / Path(name).expanduser()
        except RuntimeError as error:  # ~nobody
            raise ValueError(f"{name}: there is no such user") from error

    def first_day(self, value: object) -> date:
        return self._period(value)[0]

    def last_day(self, value: object) -> date:
        return self._period(value)[1]

    def _period(self, value: object) -> tuple[date, date]:
        if isinstance(value, datetime):
            value = value.date()
        return whole_period(str(value))

    def language(self, value: object) -> str:
        return known_language(self.text(value))

    def limit(self, value: object) -> int:
        if not (number := self.number(value)):
            raise ValueError("must be 1 or more; leave the key out to print all")
        return number

    def timezone(self, value: object) -> str:
        return known_timezone(self.text(value)) if value else ""

    def variables(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            raise TypeError("must be a table: write [theme.vars] on a line of its own")
        values = {}
        for name, one in value.items():
            if not isinstance(one, str | int | float):
                raise TypeError(f"{name} must be text or a number")
            values[name] = str(one).lower() if isinstance(one, bool) else str(one)
        return values


_Read = Callable[[_Loader, object], Any]


def _one_of(known: Sequence[str]) -> _Read:
    """Return what reads one of some words."""

    def read(_: _Loader, value: object) -> str:
        if value not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return str(value)

    return read


TABLES: dict[str, dict[str, tuple[str, _Read]]] = {
    "book": {
        "archives": ("archives", _Loader.archives),
        "outputs": ("outputs", _Loader.paths),
        "title": ("title", _Loader.text),
        "subtitle": ("subtitle", _Loader.text),
        "author": ("author", _Loader.text),
        "language": ("language", _Loader.language),
        "cover": ("cover", _Loader.path),
        "dedication": ("dedication", _Loader.text),
        "copyright": ("copyright", _Loader.text),
        "preface": ("preface", _Loader.path),
        "about": ("about", _Loader.path),
    },
    "select": {
        "from": ("first", _Loader.first_day),
        "to": ("last", _Loader.last_day),
        "tag": ("tag", _Loader.texts),
        "not_tag": ("not_tag", _Loader.texts),
        "by": ("by", _Loader.texts),
        "limit": ("limit", _Loader.limit),
        "comments": ("comments", _Loader.switch),
        "pages": ("pages", _Loader.switch),
        "drafts": ("drafts", _Loader.switch),
    },
    "theme": {"name": ("name", _Loader.text), "vars": ("vars", _Loader.variables)},
    "notes": {
        "mentions": ("mentions", _one_of(MENTIONS)),
        "archived_links": ("archived_links", _Loader.switch),
        "style": ("style", _Loader.style),
        "place": ("place", _one_of(PLACES)),
    },
    "links": {
        "external": ("external", _one_of(EXTERNAL)),
        "internal": ("internal", _one_of(INTERNAL)),
    },
    "print": {"trim": ("trim", _one_of(TRIMS)), "openers": ("openers", _one_of(OPENERS))},
    "media": {"folders": ("folders", _Loader.folders)},
    "text": {
        "timezone": ("timezone", _Loader.timezone),
        "reader": ("reader", _Loader.text),
        "typography": ("typography", _one_of(TYPOGRAPHY)),
    },
}
"""All keys that blog2book.toml may hold, by table: the field of each and what reads it."""
