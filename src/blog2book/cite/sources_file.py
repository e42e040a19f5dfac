"""sources.toml: what a person knows of cited sources; it outlives the next export."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from blog2book.addresses import clean, host, is_external
from blog2book.cite.addresses_of_works import key_of
from blog2book.cite.gazetteer import FILE_NAME, Gazetteer, named, shipped
from blog2book.errors import ConfigError
from blog2book.events import Notice
from blog2book.markup.text import printable
from blog2book.model.checked import Checked, read_checked
from blog2book.model.sources import Day
from blog2book.toml_file import guess, read_toml, take_format

Changes = Mapping[str, Any]
"""Fields of a Source with the values that a person gives them."""

_TABLES = ("sites", "mentions")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_HINT = "`blog2book sources` lists what the book cites."
_HINT_OF_NAMES = (
    "`blog2book sources` lists what posts name so. A name that blog2book does not know, or takes "
    "for a word, is looked for where [sites] has it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile:
    """All that one sources.toml says.

    `works` are changes by the key of a source, `same` the keys that stand for another. `written`
    has for each of these keys the address as it is written there. `mentions`: by the key of a post
    and the name of a publisher what becomes of a mention, None where it is refused; `spoken_of` the
    key that is written there, where it is that of a post which goes on in another.
    """

    gazetteer: Gazetteer
    file: Path | None = None
    works: Mapping[str, Changes] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    mentions: Mapping[tuple[str, str], Changes | None] = field(default_factory=dict)
    spoken_of: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def led(self, leads: Mapping[str, str]) -> "SourcesFile":
        """Return the file with what it says of mentions in posts that go on in others.

        `leads` are the keys of these by theirs. What is said under the key of a leading post holds.
        """
        moved = {(leads[post], site): post for post, site in self.mentions if post in leads}
        said = {(lead, site): self.mentions[post, site] for (lead, site), post in moved.items()}
        kept = {one: value for one, value in self.mentions.items() if one[0] not in leads}
        return replace(self, mentions={**said, **kept}, spoken_of=moved)

    def unmatched(self, keys: set[str], met: set[tuple[str, str]]) -> Iterator[Notice]:
        """Yield a warning for each entry that names nothing.

        `keys` are those of all cited addresses, `met` the mentions that were decided.
        """
        for key in {**self.works, **self.same}:
            if key not in keys:
                address = self.written[key]
                yield self._notice("no post of this book cites this address", f'["{address}"]')
        for post, publisher in self.mentions:
            if (post, publisher) not in met:
                words = f"that post does not name {publisher} without a link"
                key = self.spoken_of.get((post, publisher), post)
                yield self._notice(words, f'[mentions."{key}"]', _HINT_OF_NAMES)

    def _notice(self, words: str, entry: str, hint: str = "") -> Notice:
        return Notice(
            code="source-unmatched",
            message=f"{entry} changes nothing: {words}.",
            where=str(self.file),
            hint=hint or _HINT,
        )


def load(file: Path | None) -> SourcesFile:
    """Return what a sources.toml says, and the shipped names of sites; no file says nothing.

    Raises ConfigError for a file that cannot be read, bad TOML, an unknown table or key, a wrong
    value, or addresses that stand for each other.
    """
    if file is None:
        return SourcesFile(gazetteer=shipped())
    _, tables = read_toml(file)
    take_format(file, tables)
    written: dict[str, str] = {}
    targets: dict[str, str] = {}
    works: dict[str, Changes] = {}
    same: dict[str, str] = {}
    for name, table in tables.items():
        if name in _TABLES:
            continue
        key = _key(file, name)
        if key in written:
            raise ConfigError(f'{file}: ["{name}"] and ["{written[key]}"] are one address.')
        changes = _changes(f'{file}, ["{name}"]', table, _READ)
        target = changes.pop("same_as", "")
        if target and changes:
            raise ConfigError(
                f'{file}, ["{name}"]: same_as stands alone.', hint=f'Correct ["{target}"].'
            )
        written[key] = name
        if target:
            same[key] = key_of(target)
            targets[same[key]] = target
        else:
            works[key] = changes
    written = targets | written
    return SourcesFile(
        gazetteer=named(file, tables.get("sites", {})),
        file=file,
        works=works,
        same={key: _last(file, same, key, written) for key in same},
        written=written,
        mentions=dict(_mentions(file, tables.get("mentions", {}))),
    )


def load_checked(file: Path | None) -> Mapping[str, Checked]:
    """Return what became of cited pages, by the keys of their sources; of several the last.

    Raises ConfigError for a file that cannot be read.
    """
    try:
        return {key_of(one.url): one for one in read_checked(file)}
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from error


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _key(file: Path, name: str) -> str:
    """Return the key of the source that a table is named after. Raises ConfigError."""
    address = _whole(name)
    if not is_external(address) or "." not in host(address):
        raise ConfigError(
            f"{file}: [{name}] is no table of it{guess(name, _TABLES) or ', and no address.'}",
            hint='Write an address in quotes: ["https://news.example/story"]',
        )
    return key_of(address)


def _last(file: Path, same: Mapping[str, str], key: str, written: Mapping[str, str]) -> str:
    """Return the key for which another stands in the end. Raises ConfigError for a circle."""
    seen = {key}
    while key in same:
        key = same[key]
        if key in seen:
            raise ConfigError(f'{file}, ["{written[key]}"]: same_as leads back to it.')
        seen.add(key)
    return key


def _mentions(file: Path, tables: object) -> Iterator[tuple[tuple[str, str], Changes | None]]:
    """Yield what becomes of sources that posts name without a link. Raises ConfigError."""
    if not isinstance(tables, dict):
        raise ConfigError(f"{file}: {_MENTIONS}")
    for post, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{file}, [mentions] {post}: {_MENTIONS}")
        for publisher, value in table.items():
            where = f'{file}, [mentions."{post}"] {publisher}'
            if isinstance(value, bool):
                yield (post, publisher), {} if value else None
            elif isinstance(value, dict):
                yield (post, publisher), _changes(where, value, _OF_MENTION)
            else:
                raise ConfigError(
                    f"{where}: must be true, false, or what is known of it.",
                    hint='Write for instance "The Guardian" = { title = "Who Owns It?" }',
                )


_Reading = Mapping[str, Callable[[object], Changes]]


def _changes(where: str, table: object, known: _Reading) -> dict[str, Any]:
    """Return the changes of a source. Raises ConfigError."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: write it in brackets on a line of its own.")
    changes: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise ConfigError(
                f"{where} has no key {name}{guess(name, known) or '.'}",
                hint=f"Its keys are {', '.join(known)}.",
            )
        try:
            changes.update(known[name](value))
        except (TypeError, ValueError) as error:
            raise ConfigError(f"{where} {name}: {error}.") from error
    return changes


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("must be text in quotation marks")
    return " ".join(printable(value).split())


def _title(value: object) -> Changes:
    title = _text(value)
    return {"title": title, "title_from": FILE_NAME if title else ""}


def _author(value: object) -> Changes:
    author = _text(value)
    return {"author": author, "author_from": FILE_NAME if author else ""}


def _site(value: object) -> Changes:
    if not (site := _text(value)):
        raise ValueError("must be a name")
    return {"site": site, "publisher": site, "site_from": FILE_NAME, "is_blog": False}


def _date(value: object) -> Changes:
    day = _day(value)
    return {"published": day, "published_from": FILE_NAME if day else ""}


def _day(value: object) -> Day | None:
    """Return a day, a month or a year; None for ""."""
    if value == "":
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, bool) or not (match := _DAY.fullmatch(str(value))):
        raise ValueError('must be a day, a month or a year: 2012-05-03, "2012-05" or 2012')
    year, month, day = (int(part) if part else None for part in match.groups())
    date(year or 0, month or 1, day or 1)  # ValueError where the calendar does not have it
    return Day(year=year or 0, month=month, day=day)


def _address(value: object) -> str:
    address = _whole(_text(value))
    if not is_external(address):
        raise ValueError("must be an address")
    return address


_KNOWN: _Reading = {"title": _title, "author": _author, "date": _date}
_OF_MENTION: _Reading = {**_KNOWN, "address": lambda value: {"address": clean(_address(value))}}
_READ: _Reading = {**_KNOWN, "site": _site, "same_as": lambda value: {"same_as": _address(value)}}

_MENTIONS = 'write [mentions."KEY"] with the key of a post on a line of its own.'
