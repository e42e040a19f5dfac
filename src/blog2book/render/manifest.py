"""theme.toml: what a theme says about itself, checked against a schema, and its typed options."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from tinycss2.color4 import parse_color

from blog2book.errors import ThemeError

API = 1
"""The version of what themes may rely on: blocks, context, variables (docs/themes.md)."""

LARGEST_FILE = 1_000_000
"""Bytes: no template, style sheet or table of a theme is read beyond it."""

Value = str | int | bool

_TOP = ("api", "name", "inherit", "title", "version", "author", "license", "fonts", "options")
_FONTS = ("text", "head", "mono", "fallback")
_OPTION = ("type", "default", "help", "choices", "least", "most")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LENGTH = re.compile(r"-?(\d+(\.\d+)?|\.\d+)(pt|pc|px|mm|cm|q|in|em|rem|ex|ch|%)|0", re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?\d{1,9}")
_FAMILY = re.compile(r"[\w][\w .+&'-]{0,79}")
_WORDS = {
    "true": True, "yes": True, "on": True, "1": True,
    "false": False, "no": False, "off": False, "0": False,
}  # fmt: skip
_LONGEST_TEXT = 300
_LONGEST_SHOWN = 60


class OptionType(StrEnum):
    """What values an option takes."""

    COLOR = "color"
    LENGTH = "length"
    INT = "int"
    BOOL = "bool"
    CHOICE = "choice"
    TEXT = "text"
    FONT = "font"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that a user may set: `[options.accent]` in theme.toml.

    `choices` belong to the type "choice", `least` and `most` to "int".
    """

    name: str
    type: OptionType
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    def allowed(self) -> str:
        """Say in words what values are allowed."""
        return {
            OptionType.COLOR: 'a CSS colour, such as "#234e70" or "maroon"',
            OptionType.LENGTH: 'a length with its unit, such as "11pt" or "4mm"',
            OptionType.INT: f"a whole number{self._bounds()}",
            OptionType.BOOL: "true or false",
            OptionType.CHOICE: f"one of {', '.join(self.choices)}",
            OptionType.TEXT: f"one line of at most {_LONGEST_TEXT} characters",
            OptionType.FONT: "the name of a font family",
        }[self.type]

    def _bounds(self) -> str:
        if self.least is not None and self.most is not None:
            return f" from {self.least} to {self.most}"
        if self.least is not None:
            return f" of at least {self.least}"
        return "" if self.most is None else f" of at most {self.most}"

    def read(self, given: object) -> Value:
        """Return what a user or a theme wrote as a value of this option.

        Raises ValueError, which says what is allowed.
        """
        value = self._bool(given) if self.type is OptionType.BOOL else self._other(given)
        if value is None:
            raise ValueError(f"{_shown(given)} is not allowed: it takes {self.allowed()}")
        return value

    @staticmethod
    def _bool(given: object) -> bool | None:
        return given if isinstance(given, bool) else _WORDS.get(str(given).strip().lower())

    def _other(self, given: object) -> Value | None:
        if isinstance(given, bool) or not isinstance(given, str | int | float):
            return None
        text = str(given).strip()
        if self.type is OptionType.INT:
            return self._int(text)
        return text if self._fits(text) else None

    def _int(self, text: str) -> int | None:
        if not _WHOLE.fullmatch(text):
            return None
        number = int(text)
        below = self.least is not None and number < self.least
        above = self.most is not None and number > self.most
        return None if below or above else number

    def _fits(self, text: str) -> bool:
        if self.type is OptionType.COLOR:
            return len(text) <= _LONGEST_TEXT and parse_color(text) is not None
        if self.type is OptionType.LENGTH:
            return _LENGTH.fullmatch(text) is not None
        if self.type is OptionType.CHOICE:
            return text in self.choices
        if self.type is OptionType.FONT:
            return _FAMILY.fullmatch(text) is not None
        return len(text) <= _LONGEST_TEXT and text.isprintable()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What theme.toml says. `inherit` is "" if it says nothing; `fonts` holds what is given."""

    name: str
    inherit: str = ""
    fonts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or all of them if none is near."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"Known are: {', '.join(names)}." if names else ""


def read_text(path: Path) -> str:
    """Return a theme's text file as it is, UTF-8 with or without a mark at its start.

    Raises ThemeError if it cannot be read, is too large or is not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ThemeError(f"{path} cannot be read: {error.strerror}") from error
    if len(raw) > LARGEST_FILE:
        raise ThemeError(f"{path} is larger than {LARGEST_FILE:,} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ThemeError(f"{path}, line {line}: this is not UTF-8 text") from error


def read_toml(path: Path) -> tuple[dict[str, object], str]:
    """Return a theme's table and its text. Raises ThemeError with the line of what is wrong."""
    text = read_text(path)
    try:
        return tomllib.loads(text), text
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ThemeError(f"{path} is not TOML: {error}") from error


def place_of(path: Path, text: str, key: str) -> str:
    """Return "file, line n" of the first line that sets a key or opens its table."""
    found = re.search(
        rf"^\s*(\[[^\]\n]*\b{re.escape(key)}\b|[\"']?{re.escape(key)}[\"']?\s*[=.])",
        text,
        re.MULTILINE,
    )
    if found is None:
        return str(path)
    return f"{path}, line {text.count(chr(10), 0, found.end()) + 1}"


def read_manifest(folder: Path, fallback_name: str) -> Manifest:
    """Return what a folder's theme.toml says; without one, a manifest that only has a name."""
    path = folder / "theme.toml"
    if not path.exists():
        return Manifest(name=fallback_name)
    table, text = read_toml(path)
    reader = _Reader(path, text)
    reader.keys(table, _TOP, "")
    reader.api(table.get("api", API))
    name = reader.text(table, "name", fallback_name)
    if not _NAME.fullmatch(name) and "name" in table:
        reader.fail("name", f"{name!r} is no name: use small letters, digits and hyphens")
    for key in ("title", "version", "author", "license"):
        reader.text(table, key, "")
    return Manifest(
        name=name,
        inherit=reader.text(table, "inherit", ""),
        fonts=reader.fonts(reader.table(table, "fonts")),
        options=reader.options(reader.table(table, "options")),
    )


class _Reader:
    """Checks the values of one theme.toml; each error says file and line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text

    def fail(self, key: str, message: str, hint: str = "") -> None:
        raise ThemeError(f"{place_of(self._path, self._text, key)}: {message}", hint=hint)

    def keys(self, table: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in known:
                self.fail(key, f"unknown key {where}{key}", did_you_mean(key, known))

    def api(self, given: object) -> None:
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            self.fail("api", f"api must be a whole number, such as {API}")
        elif given > API:
            self.fail(
                "api",
                f"this theme is made for version {given} of the theme interface; "
                f"this blog2book knows up to {API}",
                "Use a newer blog2book, or an older version of the theme.",
            )

    def text(self, table: Mapping[str, object], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            self.fail(key, f"{key} must be a text in quotation marks")
        return str(value)

    def table(self, table: Mapping[str, object], key: str) -> Mapping[str, object]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.fail(key, f"{key} must be a table: [{key}]")
            return {}
        return value

    def fonts(self, table: Mapping[str, object]) -> Mapping[str, str | tuple[str, ...]]:
        self.keys(table, _FONTS, "fonts.")
        fonts: dict[str, str | tuple[str, ...]] = {}
        for key, value in table.items():
            families = value if isinstance(value, list) else [value]
            if not families or not all(
                isinstance(one, str) and _FAMILY.fullmatch(one) for one in families
            ):
                self.fail(key, f"fonts.{key} must be the name of a font family, or a list of names")
            fonts[key] = tuple(map(str, families)) if isinstance(value, list) else str(value)
        return fonts

    def options(self, table: Mapping[str, object]) -> Mapping[str, Option]:
        return {name: self.option(name, self.table(table, name)) for name in table}

    def option(self, name: str, table: Mapping[str, object]) -> Option:
        if not _NAME.fullmatch(name):
            self.fail(name, f"{name!r} is no name: use small letters, digits and hyphens")
        where = f"options.{name}."
        self.keys(table, _OPTION, where)
        kind = self.text(table, "type", "text")
        if kind not in set(OptionType):
            self.fail(name, f"{where}type: unknown type {kind!r}", did_you_mean(kind, OptionType))
        option = Option(
            name=name,
            type=OptionType(kind),
            default="",
            help=self.text(table, "help", ""),
            choices=self.choices(name, table.get("choices", [])),
            least=self.bound(name, table.get("least")),
            most=self.bound(name, table.get("most")),
        )
        if option.type is OptionType.CHOICE and not option.choices:
            self.fail(name, f'{where}choices: a choice needs its list, such as ["a", "b"]')
        if "default" not in table:
            self.fail(name, f"{where}default is missing")
        return self.with_default(option, table["default"])

    def with_default(self, option: Option, given: object) -> Option:
        try:
            default = option.read(given)
        except ValueError as error:
            raise ThemeError(
                f"{place_of(self._path, self._text, option.name)}: "
                f"options.{option.name}.default: {error}"
            ) from error
        return Option(
            name=option.name,
            type=option.type,
            default=default,
            help=option.help,
            choices=option.choices,
            least=option.least,
            most=option.most,
        )

    def choices(self, name: str, given: object) -> tuple[str, ...]:
        items: Sequence[object] = given if isinstance(given, list) else [None]
        texts = tuple(one for one in items if isinstance(one, str))
        if len(texts) != len(items):
            self.fail(name, f"options.{name}.choices must be a list of texts")
        return texts

    def bound(self, name: str, given: object) -> int | None:
        if given is None:
            return None
        if isinstance(given, bool) or not isinstance(given, int):
            self.fail(name, f"options.{name}.least and .most must be whole numbers")
            return None
        return given


def _shown(given: object) -> str:
    text = repr(given)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
