"""A TOML file that a person wrote: read with care, and a word in it guessed at."""

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from blog2book.errors import ConfigError

FORMAT = 1
"""Of what people write for this program: the `format` of a file that says nothing."""

LARGEST = 1_000_000
"""Characters of a settings file. People write a page or two; more is a mistaken name."""

_ENDLESS = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){50}")


def read_toml(file: Path, largest: int = LARGEST) -> tuple[str, dict[str, Any]]:
    """Return the text of a file that a person wrote, and what it says. Raises ConfigError.

    `largest` is how many characters it may have.
    """
    try:
        with file.open(encoding="utf-8-sig") as stream:
            text = stream.read(largest + 1)
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8 text.", hint="Save it as UTF-8.") from error
    if len(text) > largest:
        raise ConfigError(f"{file} is far too large for settings.", hint="Name another file.")
    if _ENDLESS.search(text):  # which takes tomllib quadratic time
        raise ConfigError(f"{file} has a key of very many parts.", hint="Put keys in quotes.")
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: a number of very many digits too
        raise ConfigError(f"{file} is not valid TOML: {error}.") from error


def take_format(file: Path, tables: dict[str, Any]) -> None:
    """Take `format = 1` out of the tables of a file, if it is there. Raises ConfigError.

    A table of that name is left where it is.
    """
    if isinstance(tables.get("format"), dict):
        return
    version = tables.pop("format", FORMAT)
    if version != FORMAT or isinstance(version, bool):
        raise ConfigError(
            f"{file}: this program reads format = {FORMAT}, not {version!r}.",
            hint="Install a newer blog2book.",
        )


def guess(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" where a known word is like this one, else ""."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
