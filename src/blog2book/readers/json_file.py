"""JSON that strangers wrote: a whole file, and fields of which nobody knows what they hold."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.markup.text import printable
from blog2book.readers.decode import decode

LARGEST = 1 << 30
"""Bytes of a file that are read: a larger one would fill the memory, and is no export of posts."""

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds, and the SHA-256 of its bytes, in hex."""

    content: object
    digest: str


def load(path: Path, name: str, *, guarded: bool = False) -> Loaded:
    """Read a file, which is called `name`. Raises ArchiveError where it holds no JSON.

    With `guarded`, an object that names a field twice is empty: damage made one record of two, and
    what one says of who may read it must not be taken for the other's.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise ArchiveError(f"{name} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise ArchiveError(f"{name} is larger than {LARGEST >> 30} GB, as no export of posts is.")
    try:
        content = json.loads(
            decode(data).text, strict=False, object_pairs_hook=_once if guarded else None
        )
    except (ValueError, RecursionError, MemoryError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else "no reader can bear it"
        raise ArchiveError(
            f"{name} holds no whole JSON ({reason}).", hint="Download or copy it again."
        ) from error
    return Loaded(content, sha256(data).hexdigest())


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON, empty if it names a field twice."""
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else {}


def mapping(thing: object) -> Fields:
    """Return an object of JSON, an empty one for anything else."""
    return thing if isinstance(thing, dict) else {}


def mappings(thing: object) -> Iterator[Fields]:
    """Yield the objects in a list; nothing for what is no list."""
    if isinstance(thing, list):
        yield from (one for one in thing if isinstance(one, dict))


def text(fields: Fields, *names: str) -> str:
    """Return the first field that is a text or a number and not empty, without its blanks."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            found = printable(_written(value)).strip()
            if found:
                return found
    return ""


def verbatim(fields: Fields, *names: str) -> str:
    """Return the first field that is a text of more than blanks, as it stands: markup, or code."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def texts(thing: object) -> tuple[str, ...]:
    """Return the texts in a list, or a text alone."""
    if isinstance(thing, str):
        thing = [thing]
    if not isinstance(thing, list):
        return ()
    found = (printable(one).strip() for one in thing if isinstance(one, str))
    return tuple(one for one in found if one)


def _written(value: str | int) -> str:
    """Return a value as text; "" for a number so long that it is none."""
    try:
        return str(value)
    except ValueError:
        return ""
