"""A TOML file that a person wrote: read with care, and a word in it guessed at."""

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from blog2book.errors import ConfigError

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


def guess(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" where a known word is like this one, else ""."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
