"""The letters of a large text file, read line by line: which encoding they are in, and the lines.

What is alive is one line; `decode` needs a whole file, and stays with small ones.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_letters, digits

from blog2book.events import Notice
from blog2book.readers.decode import decode

_CHUNK = 1 << 20
_SAMPLE = 1 << 18
"""Bytes of lines beyond ASCII that an encoding is guessed from: more take long and tell no more."""
_ASCII = f'{ascii_letters}{digits}<>/="\n'
"""What means the same in every encoding in which a file of lines may be."""
_STRAY = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class Letters:
    """The name of an encoding, and whether it was guessed."""

    encoding: str
    guessed: bool


def letters_of(path: Path) -> Letters:
    """Say in which encoding a file is written. Raises OSError where it cannot be read.

    It is UTF-8 if all of it is; else what its lines beyond ASCII look like.
    """
    with path.open("rb") as stream:
        head = stream.read(_CHUNK)
        marked = decode(head[: _CHUNK // 4], cut=True)
        if marked.encoding.startswith(("utf-16", "utf-32")):
            return Letters(marked.encoding, guessed=False)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = stream.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            stream.seek(0)
            found = decode(_beyond_ascii(stream))
            if _ASCII.encode().decode(found.encoding, "replace") != _ASCII:
                return Letters("windows-1252", guessed=True)
            return Letters(found.encoding, found.guessed)
    return Letters("utf-8", guessed=False)


def _beyond_ascii(lines: Iterator[bytes]) -> bytes:
    """Return the first lines that hold more than ASCII."""
    sample = b""
    for line in lines:
        if not line.isascii():
            sample += line[: _SAMPLE - len(sample)]
            if len(sample) >= _SAMPLE:
                break
    return sample


def lines_of(path: Path, letters: Letters) -> Iterator[str]:
    r"""Yield the lines of a file, each with "\n" at its end. Raises OSError.

    Bytes in UTF-8 that are none are read as Windows-1252, which is where they come from.
    """
    faults = "surrogateescape" if letters.encoding == "utf-8" else "replace"
    with path.open(encoding=letters.encoding, errors=faults) as stream:
        for number, line in enumerate(stream):
            text = line if number else line.removeprefix("\ufeff")
            yield text if text.isascii() else _STRAY.sub(_windows, text)


def _windows(stray: re.Match[str]) -> str:
    """Return what Windows-1252 means by stray bytes."""
    return stray[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def tell_guess(letters: Letters, name: str) -> Iterator[Notice]:
    """Yield a Notice if the encoding of the file called `name` was guessed."""
    if letters.guessed:
        yield Notice(
            code="encoding-guessed",
            message=f"The file is no clean UTF-8; it is read as {letters.encoding}.",
            where=name,
            hint="If letters are wrong in the book, save the file as UTF-8.",
        )
