"""Files to which a run adds one line of JSON for each thing that it did."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONGEST = 100_000
"""Bytes of a line; a longer one is none of ours."""


def written(record: "DataclassInstance") -> str:
    """Return the line for a record, with its end; what is empty is left out."""
    values: Mapping[str, Any] = asdict(record)
    return json.dumps({name: value for name, value in values.items() if value}) + "\n"


def end_cut_line(file: BinaryIO) -> None:
    """Go to the end of a file, and end a line there that a crash cut off."""
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read() != b"\n":
            file.write(b"\n")


def fields_of(kind: "type[DataclassInstance]", line: bytes) -> dict[str, str] | None:
    """Return what a line says of the fields of a record; None for one that is damaged."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not all(isinstance(one, str) for one in content.values()):
        return None
    return {one.name: content[one.name] for one in fields(kind) if one.name in content}
