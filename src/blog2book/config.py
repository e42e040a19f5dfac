"""What a user asks for: blog2book.toml and the command line, in frozen dataclasses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


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
    """[print]: the page. `trim` is "a5" or "6x9"."""

    trim: str = "a5"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaTable:
    """[media]: folders with pictures that the archive lacks. Absolute paths."""

    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """[text]: an IANA time zone and a reader's name, each "" if not given."""

    timezone: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All tables. `file` is the blog2book.toml that was read, if any."""

    file: Path | None = None
    book: BookTable = field(default_factory=BookTable)
    select: SelectTable = field(default_factory=SelectTable)
    theme: ThemeTable = field(default_factory=ThemeTable)
    print: PrintTable = field(default_factory=PrintTable)
    media: MediaTable = field(default_factory=MediaTable)
    text: TextTable = field(default_factory=TextTable)
