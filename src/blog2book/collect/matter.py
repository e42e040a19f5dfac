"""What a family adds in words: dedication and copyright lines, preface and about as text files."""

from pathlib import Path

from blog2book.config import BookTable
from blog2book.errors import ConfigError
from blog2book.markup.paragraphs import from_text
from blog2book.model.book import Matter
from blog2book.model.xhtml import Xhtml

LARGEST_TEXT = 1_000_000
"""Characters. A preface is words somebody wrote by hand; more is a mistaken file name."""


def read_matter(table: BookTable) -> Matter:
    """Read preface and about, UTF-8 text whose blank lines part paragraphs.

    Raises ConfigError where a file is absent, too large or not text.
    """
    return Matter(
        dedication=table.dedication,
        copyright=table.copyright,
        preface=_words(table.preface, "preface"),
        about=_words(table.about, "about"),
    )


def _words(path: Path | None, key: str) -> Xhtml | None:
    if path is None:
        return None
    try:
        with path.open(encoding="utf-8-sig") as stream:
            text = stream.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise ConfigError(
            f"The {key} {path} cannot be read: {error.strerror}.",
            hint=f"Correct [book] {key} in blog2book.toml.",
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"The {key} {path} is not UTF-8 text.", hint="Save it as plain text in UTF-8."
        ) from error
    if len(text) > LARGEST_TEXT:
        raise ConfigError(
            f"The {key} {path} is larger than a million characters.",
            hint="Name a text file of a few pages.",
        )
    return from_text(text)
