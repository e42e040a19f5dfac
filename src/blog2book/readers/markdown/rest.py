"""What stands above a text in reStructuredText: its title, and the fields below it."""

import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from blog2book.readers.markdown.front import Fields, Front, nothing

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*$")
_SHORTEST = 3
"""Signs of an underline that may be shorter than its title; docutils wants four, and warns."""
_FIELD = re.compile(r":([A-Za-z][\w -]{0,60}):(?:[ \t]+(.*)|[ \t]*)$")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]|$)")
_NO_COMMENT = re.compile(r"\.\.[ \t]+(?:[\w.+:-]{1,60} ?::|_|\[|\|)")
_NO_TITLE = re.compile(r"[ \t]|[-*+•‣⁃][ \t]")


def rest_front(text: str) -> Front:
    """Read the title, the subtitle and the fields of a text; they leave it.

    Comments, targets and directives may stand above and between them, as docutils has it; comments
    leave the text too.
    """
    lines = text.split("\n")
    fields: Fields = {}
    kept: list[str] = []
    number = _marked(lines, 0, kept)
    if title := _title(lines, number):
        fields["title"], number = title
        number = _marked(lines, number, kept)
        below = _title(lines, number)
        start = _marked(lines, below[1], []) if below else number
        if below and start < len(lines) and _FIELD.match(lines[start]):
            fields["subtitle"] = below[0]
            number = _marked(lines, below[1], kept)
    number = _fields(lines, number, fields)
    if not fields:
        return nothing(text)
    if kept:
        kept.append("")
    return Front(fields=fields, body="\n".join([*kept, *lines[number:]]), line=number + 1)


def _marked(lines: Sequence[str], number: int, kept: list[str]) -> int:
    """Return the first line behind blank ones and explicit markup; `kept` gets what is no comment.

    A piece of explicit markup goes on as long as lines are blank or indented.
    """
    keep = within = False
    while number < len(lines):
        line = lines[number].rstrip()
        if _EXPLICIT.match(line) and not _overlined(lines, number):
            keep, within = bool(_NO_COMMENT.match(line)), True
        elif line and not (within and line[0] in " \t"):
            break
        if keep and within:
            kept.append(line)
        number += 1
    return number


def _title(lines: Sequence[str], number: int) -> tuple[str, int] | None:
    """Return the title that begins on a line, and the line behind it; None if none does."""
    if over := _overlined(lines, number):
        return over, number + 3
    here = lines[number : number + 2]
    line = here[0].rstrip() if len(here) > 1 else ""
    if not line or _ADORNMENT.match(line) or _NO_TITLE.match(line) or _FIELD.match(line):
        return None
    return (line, number + 2) if _reaches(here[1], line) else None


def _overlined(lines: Sequence[str], number: int) -> str:
    """Return the title that stands between two equal lines of one sign, "" if none does."""
    over, title, under = (one.rstrip() for one in (*lines[number : number + 3], "", "", "")[:3])
    fits = title and over == under and over != ".." and not _ADORNMENT.match(title)
    return title.strip() if fits and _reaches(over, title.strip()) else ""


def _reaches(line: str, title: str) -> bool:
    """Say whether a line underlines a title: it is as long, or long enough to be meant so."""
    line = line.rstrip()
    return bool(_ADORNMENT.match(line)) and (len(line) >= _SHORTEST or _width(title) <= len(line))


def _width(title: str) -> int:
    """Return how many columns a title takes up; of a long one, its beginning."""
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in {"W", "F"} else 1
        for sign in title[:100]
    )


def _fields(lines: Sequence[str], number: int, fields: Fields) -> int:
    """Read fields into `fields`; return the first line behind them and blank ones."""
    found: dict[str, list[str]] = {}
    last: list[str] = []
    while number < len(lines):
        line = lines[number]
        if field := _FIELD.match(line):
            last = found[field[1].lower()] = [(field[2] or "").strip()]
        elif found and line[:1] in {" ", "\t"} and line.strip():
            last.append(line.strip())
        elif line.strip():
            break
        number += 1
    fields.update((name, "\n".join(value).strip()) for name, value in found.items())
    return number
