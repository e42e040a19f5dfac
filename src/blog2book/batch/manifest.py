"""The manifest of a batch: which blogs there are, and what is asked for each.

```toml
format = 1

[defaults.print]                   # tables of blog2book.toml, for every blog
trim = "6x9"

[blogs.garden.book]                # the same tables, for one
archives = "exports/garden.xml"
outputs = ["books/garden.epub", "books/garden.pdf"]
```
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blog2book import config
from blog2book.beside import find
from blog2book.config import Settings
from blog2book.errors import Blog2bookError, ConfigError
from blog2book.toml_file import read_toml, take_format

LARGEST = 200_000_000
"""Characters of a manifest: a million blogs take about 130 million."""

LONGEST_NAME = 100
"""Bytes of a blog's name, which names files."""

_TABLES = ("defaults", "blogs")
_NAME = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """One blog of a batch: its name in the manifest, and what is asked."""

    name: str
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest that was read. `wrong` are the blogs whose tables cannot be obeyed, with why."""

    file: Path
    blogs: tuple[Blog, ...]
    wrong: Mapping[str, Blog2bookError]

    def __len__(self) -> int:
        return len(self.blogs) + len(self.wrong)


def read(file: Path) -> Manifest:
    """Read a manifest; its paths are relative to it.

    A wrong table of one blog costs that blog alone. Raises ConfigError for a file that cannot be
    read, bad TOML, a wrong [defaults], a name that no file can have, and blogs that would write
    the same file.
    """
    _, tables = read_toml(file, LARGEST)
    take_format(file, tables)
    _check_tables(file, tables)
    defaults, blogs = (_table(file, tables, name) for name in _TABLES)
    config.settings_of(defaults, file, f"{file}, [defaults]")
    if not blogs:
        raise ConfigError(f"{file} names no blogs.", hint='Write for each [blogs."NAME".book]')
    _check_names(file, blogs)
    good, wrong = [], {}
    for name, table in blogs.items():
        try:
            good.append(_blog(file, name, defaults, table))
        except Blog2bookError as error:
            wrong[name] = error
    _check_outputs(file, good)
    return Manifest(file=file, blogs=tuple(good), wrong=wrong)


def _check_tables(file: Path, tables: dict[str, Any]) -> None:
    for name in tables:
        if name not in _TABLES:
            raise ConfigError(
                f"{file}: a manifest has [defaults] and [blogs.NAME], and no [{name}].",
                hint=f"What all blogs share stands in [defaults.{name}]"
                if name in config.TABLES
                else "",
            )


def _table(file: Path, tables: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: {name} must be a table.")
    return table


def _check_names(file: Path, names: Mapping[str, object]) -> None:
    """Raise ConfigError where a name cannot name a file, or two would name one."""
    seen: dict[str, str] = {}
    for name in names:
        if not _NAME.fullmatch(name) or len(name.encode()) > LONGEST_NAME:
            raise ConfigError(
                f"{file}: {name[:LONGEST_NAME]!r} cannot be a blog's name.",
                hint="Use letters, figures, points and hyphens, a letter or a figure first.",
            )
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            raise ConfigError(
                f"{file}: the names {other} and {name} differ in nothing but capitals.",
                hint="Not every computer tells such files apart: change one.",
            )


def _blog(file: Path, name: str, defaults: Mapping[str, Any], table: object) -> Blog:
    place = f"{file}, [blogs.{name}]"
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: a blog must be a table.")
    settings = config.settings_of(_over(defaults, table), file, place)
    for key in ("archives", "outputs"):
        if not getattr(settings.book, key):
            raise ConfigError(f"{place} names no {key}.", hint=f"Add {key} to [blogs.{name}.book]")
    archives = settings.book.archives
    beside = [path.resolve().parent for path in archives]
    settings = replace(
        settings,
        corrections=find(archives, "corrections.toml", *beside),
        sources=find(archives, "sources.toml", *beside),
        checked=find(archives, "sources-checked.jsonl", *beside),
    )
    return Blog(name=name, settings=settings)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay tables over tables: where both have a key, the one above wins."""
    joined = dict(below)
    for key, value in above.items():
        under = below.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            joined[key] = _over(under, value)
        else:
            joined[key] = value
    return joined


def _check_outputs(file: Path, blogs: list[Blog]) -> None:
    writers: dict[str, str] = {}
    for blog in blogs:
        for path in set(blog.settings.book.outputs):
            other = writers.setdefault(os.path.normcase(path), blog.name)
            if other != blog.name:
                raise ConfigError(
                    f"{file}: the blogs {other} and {blog.name} would both write {path}.",
                    hint="Give one of them other outputs.",
                )
