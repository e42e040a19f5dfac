"""What a user asks for: blog2book.toml, in frozen dataclasses. The command line changes copies.

A key is added here when its feature is built; until then it is refused as unknown, never ignored.
"""

import difflib
import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from blog2book import resources
from blog2book.errors import ConfigError, ThemeError
from blog2book.language.names import normalise

FILE_NAME = "blog2book.toml"
FORMAT = 1
LARGEST = 1_000_000
"""Characters of a settings file. People write a page or two; more is a mistaken name."""

_ENDLESS = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){50}")

TRIMS, OPENERS = ("a5", "6x9"), ("recto", "any")
TYPOGRAPHY = ("smart", "keep")
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
    """All tables. `file` is the blog2book.toml that was read, `corrections` the file of those."""

    file: Path | None = None
    corrections: Path | None = None
    book: BookTable = field(default_factory=BookTable)
    select: SelectTable = field(default_factory=SelectTable)
    theme: ThemeTable = field(default_factory=ThemeTable)
    print: PrintTable = field(default_factory=PrintTable)
    media: MediaTable = field(default_factory=MediaTable)
    text: TextTable = field(default_factory=TextTable)


def find(archives: Sequence[Path], name: str = FILE_NAME, *places: Path) -> Path | None:
    """Return the file `name` of the first of some folders: by default this one, or an archive's.

    Never one inside an archive's folder: an archive may come from a stranger.
    """
    folders = [path.resolve() for path in archives if path.is_dir()]
    for place in places or (Path.cwd(), *(path.resolve().parent for path in archives[:1])):
        real = place.resolve()
        inside = any(real == folder or folder in real.parents for folder in folders)
        if not inside and (place / name).is_file():
            return place / name
    return None


def load(file: Path) -> Settings:
    """Read a blog2book.toml; its paths are relative to it.

    Raises ConfigError for a file that cannot be read, bad TOML, an unknown table or key, or a
    wrong value; each names the file and the line.
    """
    text, tables = read_toml(file)
    return _Loader(file, text).settings(tables)


def read_toml(file: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a file that a person wrote, and what it says. Raises ConfigError."""
    try:
        with file.open(encoding="utf-8-sig") as stream:
            text = stream.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8 text.", hint="Save it as UTF-8.") from error
    if len(text) > LARGEST:
        raise ConfigError(f"{file} is far too large for settings.", hint="Name another file.")
    if _ENDLESS.search(text):  # which takes tomllib quadratic time
        raise ConfigError(f"{file} has a key of very many parts.", hint="Put keys in quotes.")
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: a number of very many digits too
        raise ConfigError(f"{file} is not valid TOML: {error}.") from error


def whole_period(text: str) -> tuple[date, date]:
    """Return first and last day of "2012", "2012-05" or "2012-05-03".

    Raises ValueError for anything else.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no day, month or year; write 2012, 2012-05 or 2012-05-03")
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])


def known_timezone(name: str) -> str:
    """Return an IANA time zone's name in its right spelling. Raises ValueError, with a guess."""
    zones = {zone.lower(): zone for zone in available_timezones()}
    if name.lower() in zones:
        return zones[name.lower()]
    raise ValueError(f"{name!r} is no time zone{guess(name, zones.values())}")


def known_language(tag: str) -> str:
    """Return a BCP 47 tag in its right spelling ("en_gb" gives "en-GB"). Raises ValueError."""
    known = normalise(tag)
    if tag and not known:
        raise ValueError(f"{tag!r} is no language tag; write en, en-GB, de or fr")
    return known


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


def overlay_beside(file: Path) -> Path | None:
    """Return the folder `theme/` beside a blog2book.toml, if there is one.

    Whether it holds anything of a theme is asked where themes are loaded.
    """
    folder = file.resolve().parent / "theme"
    return folder if folder.is_dir() else None


def guess(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" where a known word is like this one, else ""."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _one_of(known: Sequence[str]) -> Callable[[object, object], str]:
    """Return what reads a value of which there are few."""

    def read(_loader: object, value: object) -> str:
        if value not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return str(value)

    return read


class _Loader:
    """Reads one file; knows its lines, so that each error names one."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
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
        place = f"{self.file}, line {line}" if line else str(self.file)
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
        number = self.number(value)
        if not number:
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
    "print": {"trim": ("trim", _one_of(TRIMS)), "openers": ("openers", _one_of(OPENERS))},
    "media": {"folders": ("folders", _Loader.folders)},
    "text": {
        "timezone": ("timezone", _Loader.timezone),
        "reader": ("reader", _Loader.text),
        "typography": ("typography", _one_of(TYPOGRAPHY)),
    },
}
"""All keys that blog2book.toml may hold, by table: the field of each and what reads it."""
