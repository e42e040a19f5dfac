"""Movable Type's import format, cut into entries and sections.

https://movabletype.org/documentation/appendices/import-export-format.html: an entry ends with
eight dashes, a section with five. Both stand in prose and in code too, so a line of dashes counts
only where what follows it can be nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain

FIELD = re.compile(
    r"(AUTHOR EMAIL|AUTHOR|TITLE|BASENAME|STATUS|ALLOW COMMENTS|CONVERT BREAKS|ALLOW PINGS"
    r"|PRIMARY CATEGORY|CATEGORY|TAGS|UNIQUE URL|DATE|NO ENTRY|IMAGE):(.*)"
)
"""A line of an entry's head. IMAGE is Hatena's, UNIQUE URL is Typepad's."""
SECTION = re.compile(r"(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):\s*")
_DASHES = re.compile(r"(-----|--------)\s*")
_REMARK_FIELDS: Mapping[str, re.Pattern[str]] = {
    "COMMENT": re.compile(r"(AUTHOR|EMAIL|IP|URL|DATE):(.*)"),
    "PING": re.compile(r"(TITLE|URL|IP|BLOG NAME|DATE):(.*)"),
}
_IP = re.compile(r"IP:\s*(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)\s*")
_LONGEST_HEAD = 8
"""Lines in which the head of a comment ends, with its date. It has five."""
_SIGN = 3
"""Lines in a row that look like fields, from which they are the head of an entry."""


@dataclass(slots=True, kw_only=True)
class Section:
    """A section: its name, its lines, and the line on which it begins, from 1."""

    name: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text without blank lines around it."""
        return "".join(self.lines).strip("\n")

    def heads(self) -> bool:
        """Return whether what comes next may still be the head of a comment."""
        head = self.lines[:_LONGEST_HEAD]
        dated = any(line.startswith("DATE:") for line in head)
        return self.name in _REMARK_FIELDS and not dated and len(self.lines) < _LONGEST_HEAD


@dataclass(slots=True, kw_only=True)
class Entry:
    """One entry: its fields in the file's order and its sections. `line` is its first, from 1.

    `whole` is False for one that the file's end cuts off.
    """

    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    whole: bool = False

    def first(self, name: str) -> str:
        """Return the first value of a field, "" if there is none."""
        return next((value for key, value in self.fields if key == name), "")

    def all(self, *names: str) -> tuple[str, ...]:
        """Return all values of some fields."""
        return tuple(value for key, value in self.fields if key in names and value)

    def text(self, name: str) -> str:
        """Return the text of the sections of a name, "" if there is none."""
        return "\n\n".join(one.text for one in self.sections if one.name == name)


class _Kind(Enum):
    LINE = auto()
    SECTION = auto()
    END = auto()


_Token = tuple[_Kind, str, int]
"""What a line is, the line (of a section its name), and its number."""


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries of a file, in its order; each as soon as it is whole."""
    entry: Entry | None = None
    for kind, line, number in _tokens(lines):
        if entry is None:
            if kind is _Kind.END or not line.strip():
                continue
            entry = Entry(line=number)
        if kind is _Kind.END:
            entry.whole = True
            yield entry
            entry = None
        elif kind is _Kind.SECTION:
            entry.sections.append(Section(name=line, line=number))
        else:
            _add(entry, line, number)
            if FIELD.match(line) and (other := _entry_within(entry, number)):
                yield entry
                entry = other
    if entry is not None:
        yield entry


def _add(entry: Entry, line: str, number: int) -> None:
    """Add a line to an entry: to its head, or to the section that stands open."""
    if not entry.sections:
        if found := FIELD.match(line):
            entry.fields.append((found[1], found[2].strip()))
        elif named := SECTION.fullmatch(line):
            entry.sections.append(Section(name=named[1], line=number))
        return
    section = entry.sections[-1]
    if line.startswith("IP:") and section.lines and not section.heads():
        section = _comment_within(entry, section, line, number)
    section.lines.append(line)


def _comment_within(entry: Entry, section: Section, line: str, number: int) -> Section:
    """Return a comment's section if a section holds the head of one, else the section.

    Where the dashes above it are damaged, neither its e-mail address nor its IP address, in
    `line`, must become text.
    """
    before = section.lines[-1]
    mail = before.startswith("EMAIL:") or "@" in before
    if not mail and not _IP.fullmatch(line):
        return section
    if mail:
        section.lines.pop()
    head = [before] if before.startswith("EMAIL:") else []
    if section.lines and section.lines[-1].startswith("AUTHOR:"):
        head.insert(0, section.lines.pop())
    if section.lines and SECTION.fullmatch(section.lines[-1]):
        section.lines.pop()
    entry.sections.append(Section(name="COMMENT", line=number - len(head), lines=head))
    return entry.sections[-1]


def _entry_within(entry: Entry, number: int) -> Entry | None:
    """Return the entry whose head has just been read as text, because the dashes are damaged.

    Its author's e-mail address must not become text, nor a draft a part of what was published.
    """
    lines = entry.sections[-1].lines if entry.sections else []
    fields = [found for line in lines[-_SIGN:] if (found := FIELD.match(line))]
    if len(fields) < _SIGN:
        return None
    above = lines[-_SIGN - 1] if len(lines) > _SIGN else ""
    # A post about this very format shows such lines too, but neither damage, addresses nor drafts.
    told = any(found[1] == "STATUS" and found[2].strip() != "Publish" for found in fields)
    if "---" not in above and "@" not in above and not (told or fields[1][1] == "AUTHOR EMAIL"):
        return None
    del lines[-_SIGN:]
    if "@" in above:
        lines.pop()
    while lines and not lines[-1].strip("- \n"):
        lines.pop()
    pairs = [(found[1], found[2].strip()) for found in fields]
    return Entry(line=number - _SIGN + 1, fields=pairs)


def _tokens(lines: Iterable[str]) -> Iterator[_Token]:
    """Yield what each line is. Lines of dashes wait until what follows tells."""
    held: list[tuple[str, int]] = []
    for number, line in enumerate(chain(lines, (None,)), start=1):
        if line is not None and (_DASHES.fullmatch(line) or (held and not line.strip())):
            held.append((line, number))
            continue
        named = SECTION.fullmatch(line) if line and held else None
        cut = _end(held, "--------") if line is None or FIELD.match(line) else -1
        kind = _Kind.END
        if cut < 0 and (named or line is None):
            cut, kind = _end(held, "-----"), _Kind.SECTION
        text = held if cut < 0 else _before(held, cut, kind)
        yield from ((_Kind.LINE, *one) for one in text)
        held = []
        if cut >= 0 and kind is _Kind.END:
            yield _Kind.END, "", number
        if cut >= 0 and kind is _Kind.SECTION and named:
            yield _Kind.SECTION, named[1], number
        elif line is not None:
            yield _Kind.LINE, line, number


def _end(held: list[tuple[str, int]], dashes: str) -> int:
    """Return the last place of a line of dashes, -1 if there is none."""
    places = (place for place in range(len(held) - 1, -1, -1) if held[place][0].rstrip() == dashes)
    return next(places, -1)


def _before(held: list[tuple[str, int]], cut: int, kind: _Kind) -> list[tuple[str, int]]:
    """Return what stands before an end and is text: an entry's end ends its last section too."""
    text = held[:cut]
    if kind is _Kind.END:
        while text and not text[-1][0].strip():
            text.pop()
        if text and text[-1][0].rstrip() == "-----":
            text.pop()
    return text


def head_and_text(section: Section) -> tuple[dict[str, str], str]:
    """Part a comment or ping into its fields and its text. E-mail and IP address are not kept.

    All that stands above the date is head, whatever it looks like.
    """
    pattern = _REMARK_FIELDS[section.name]
    head = section.lines[:_LONGEST_HEAD]
    dated = (place for place, line in enumerate(head) if line.startswith("DATE:"))
    last = next(dated, -1)
    found: dict[str, str] = {}
    start = 0
    for line in section.lines:
        field_ = pattern.match(line)
        if start > last and (field_ is None or field_[1] in found):
            break
        if field_ and field_[1] not in found:
            found[field_[1]] = field_[2].strip()
        start += 1
    kept = {key: value for key, value in found.items() if key not in {"EMAIL", "IP"}}
    return kept, "".join(section.lines[start:]).strip("\n")
