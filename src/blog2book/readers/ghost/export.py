"""The JSON that Ghost exports: its tables, without what is nobody's business."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.readers import json_file
from blog2book.readers.decode import decode
from blog2book.readers.json_file import Fields, mapping, mappings, text

HINT = "In Ghost: Settings, Import/Export, Export content (before version 5: Labs, Export)."

_TABLES = re.compile(r'"(?:posts_tags|posts_authors|posts_meta|roles_users|permissions_users)"')
_WHOLE = re.compile(r'\{\s*"db"\s*:\s*\[\s*\{\s*"(?:meta|data)"\s*:\s*\{')
_OLD = re.compile(r'\{\s*"(?:meta|data)"\s*:\s*\{')
_PRIVATE = frozenset({"email", "password", "ip", "ip_address", "secret", "hash", "token"})
_LARGEST_ID = 10**18
_MILLISECONDS = 1000
_LAST_MOMENT = 4_000_000_000_000
"""Milliseconds: a time of the year 2096. What is later is no time at which a blog was exported."""
_FIRST_EXPORT = datetime(2013, 1, 1, tzinfo=UTC)
"""Before Ghost was: of an export from then, every post would be one of the future."""


@dataclass(slots=True, kw_only=True)
class Export:
    """One file: its tables by name, its settings, and how many rows were none, by table."""

    name: str
    digest: str
    exported: datetime | None
    tables: dict[str, list[Fields]]
    settings: dict[str, str]
    damaged: Counter[str] = field(default_factory=Counter)

    def rows(self, *names: str) -> list[Fields]:
        """Return the rows of the first of some tables that has any."""
        return next((self.tables[name] for name in names if self.tables.get(name)), [])

    def setting(self, *names: str) -> str:
        """Return the first of some settings that says anything, "" if none does."""
        return next((self.settings[name] for name in names if self.settings.get(name)), "")


def looks_like(head: bytes) -> bool:
    """Say whether a file that begins with `head` is an export of Ghost's."""
    start = decode(head, cut=True).text.lstrip("\ufeff \t\r\n")
    if _WHOLE.match(start):
        return '"exported_on"' in start or '"posts"' in start
    told = '"exported_on"' in start or _TABLES.search(start) is not None
    return told and _OLD.match(start) is not None


def load(path: Path, name: str) -> Export:
    """Read an export. Raises ArchiveError for what is none, or is broken."""
    loaded = json_file.load(path, name, guarded=True)
    return _export(loaded.content, name, loaded.digest)


def _export(whole: object, name: str, digest: str) -> Export:
    """Find the tables in an export, whichever version wrote it."""
    top = mapping(whole)
    if isinstance(top.get("db"), list):
        top = next(mappings(top["db"]), {})
    data = mapping(top.get("data"))
    if not isinstance(data.get("posts"), list):
        raise ArchiveError(f"{name} is no Ghost export: it has no table of posts.", hint=HINT)
    exported = instant(mapping(top.get("meta")).get("exported_on"))
    export = Export(
        name=name,
        digest=digest,
        exported=exported if exported and exported > _FIRST_EXPORT else None,
        tables={},
        settings=_settings(data.get("settings")),
    )
    for table, rows in data.items():
        if isinstance(rows, list):
            kept = [_public(row) for row in mappings(rows)]
            export.tables[table] = kept
            export.damaged[table] += len(rows) - len(kept)
    return export


def _public(row: Fields) -> Fields:
    """Return a row without what identifies people or lets somebody in."""
    return {key: value for key, value in row.items() if key not in _PRIVATE}


def _settings(table: object) -> dict[str, str]:
    """Return the settings that are text, by name."""
    if isinstance(table, dict):
        return {str(key): value for key, value in table.items() if isinstance(value, str)}
    return {text(row, "key"): text(row, "value") for row in mappings(table)}


def title_of(row: Fields, *names: str) -> str:
    """Return a field as one line of plain text."""
    return " ".join(text(row, *names).split())


def identity(row: Fields, *names: str) -> str:
    """Return a row's id, which is a number or text; "" where it has none."""
    for name in names:
        value = row.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_ID:
            return str(value)
        if isinstance(value, str) and re.fullmatch(r"[\w-]{1,64}", value.strip()):
            return value.strip()
    return ""


def number(row: Fields, name: str) -> int:
    """Return a field as a number, 0 where it is none; true is 1."""
    value = row.get(name)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    return value if isinstance(value, int) else 0


def instant(value: object) -> datetime | None:
    """Return a moment that is counted in milliseconds since 1970; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not 0 < value < _LAST_MOMENT:
        return None
    return datetime.fromtimestamp(value / _MILLISECONDS, tz=UTC)
