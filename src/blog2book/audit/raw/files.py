"""Files of an export: which there are, and what text they hold."""

import codecs
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from blog2book.audit.raw.signs import without_signs
from blog2book.errors import ArchiveError

_JUNK = re.compile(r"(?:^|/)(?:__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini)(?:/|$)")
_ENCODINGS = re.compile(
    rb"utf-8|us-ascii|iso-8859-(?:[1-9]|1[0134-6])|windows-125[0-8]|koi8-[ru]|shift_jis|euc-jp"
    rb"|iso-2022-jp|euc-kr|big5|gb2312|gbk|gb18030|macintosh",
    re.IGNORECASE,
)
"""Python knows more, some of which takes quadratic time to read."""


def files(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of each file in a folder, by name; of a file, itself."""
    if not source.is_dir():
        yield source.name, source
        return
    names = [
        Path(top, name).relative_to(source).as_posix()
        for top, _, found in os.walk(source)
        for name in found
    ]
    for name in sorted(names):
        path = source / name
        if not _JUNK.search(name) and path.is_file() and not path.is_symlink():
            yield name, path


def codec(name: bytes) -> str:
    """Return an encoding that a file says it has, UTF-8 for one that no file of text has."""
    return name.decode("ascii").lower() if _ENCODINGS.fullmatch(name) else "utf-8"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that an encoding does not know as Windows-1252: a line pasted from elsewhere."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


STRAY = "blog2book.audit.stray"
"""How to decode bytes of which some may be in another encoding than the rest."""
codecs.register_error(STRAY, _as_windows)


def decoded(data: bytes) -> str:
    """Return the text that bytes hold: by their mark, else UTF-8, strays as Windows-1252."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return without_signs(data[2:].decode(encoding, "replace"))
    return without_signs(data.decode("utf-8-sig", STRAY))


def text_of(path: Path) -> str:
    r"""Return a file's text, with "\\n" at the end of its lines."""
    return decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")


def parsed(text: str) -> object:
    """Return what a text in JSON says, None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def told(path: Path) -> object:
    """Return what a file in JSON says. Raises ArchiveError where it is none."""
    said = parsed(text_of(path).lstrip("\ufeff"))
    if said is None:
        raise ArchiveError(f"{path.name} holds no JSON that can be read.")
    return said


def record(value: object) -> dict[str, Any]:
    """Return an object of JSON, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Any]:
    """Return a list of JSON, an empty one for anything else."""
    return value if isinstance(value, list) else []


def word(value: object) -> str:
    """Return a field's text or number as text, "" for anything else."""
    if isinstance(value, str):
        return without_signs(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def keys(*values: object) -> tuple[str, ...]:
    """Return those of an item's ids and addresses that it has."""
    return tuple(filter(None, (word(value).strip() for value in values)))


def day(value: object) -> str:
    """Return the day with which a moment begins, "" if it begins with none."""
    found = re.match(r"\s*(\d{4}-\d\d-\d\d)", word(value))
    return found[1] if found and not found[1].startswith("0000") else ""
