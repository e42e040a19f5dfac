"""Text pasted from a blog's page: a line that is a date begins what was written on that day."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median_low

from blog2book.audit.items import Item, other
from blog2book.audit.raw.bylines import is_date
from blog2book.audit.raw.files import files, text_of

_DATE = re.compile(
    r"(?=.{6,60}$)(?=.*(?:\b(?:19|20)\d\d\b|\d{4}年))(?=.*\d.*\d{4}|.*\d{4}.*\d)"
    r"(?:(?:[^\W\d_]++\.?|\d{1,4}+(?:st|nd|rd|th|er|º)?)[\s,./:|-]*+){1,9}$"
)
FOOT = re.compile(
    r"^(?=.{1,300}$)(?:.*\b\d{1,2}[:.]\d\d\b(?: ?[ap]\.?m\.?)?[^\w\n]{0,5}"
    r"(?:\d{1,6}|[^\W\d]{2,10}) (?:[^\W\d]{6,15}:$|(?:[ck]om+ent|rea[ck][ctz])[^\W\d]*[^\w\n]*$)"
    r"|.*\|[ \t]*(?:\w+ )?comments?\b[ \t]*[^\w\s]?[ \t]*(?:\|.*)?$|.*BlogThis!)",
    re.IGNORECASE,
)
"""A line below a post: its time with the number of its comments, or buttons to share it."""
_OF_FOOT = re.compile(rf"{FOOT.pattern}|^(?:[^\W\d]+ ?: |\w+ This$|Share to )", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:.]\d\d(?!\d|\.)")
_SAID = re.compile(
    r"\s*.{1,60} (?:said|says|hat gesagt|sagte|a dit|dijo|disse|ha detto)\b.{0,5}$",
    re.MULTILINE,
)
"""How Blogger begins a comment."""
_DECADES = 30
"""Years between posts of one blog, at most."""
_LONGEST = 60
"""Letters in a line that is a date."""
_FEW = 12
"""Words that may be the name of a blog above its first day, or links below a foot, and no post."""


def items(source: Path) -> Iterator[Item]:
    """Yield a post for each day, and for each text that follows the foot of one on its day.

    A long text above the first day is one too. Days of other decades stand within a text.
    """
    for name, path in files(source):
        lines = text_of(path).split("\n")
        begins = list(_days(lines))
        above = "\n".join(lines[: begins[0]] if begins else lines)
        if len(above.split()) > _FEW:
            yield _item(above, f"{name}, line 1")
        for start, end in zip(begins, [*begins[1:], len(lines)], strict=False):
            first = start
            for last, after in [*_feet(lines, start, end), (end, end)]:
                text = "\n".join(lines[first + (first == start) : last])
                if first > start and _SAID.match(text):
                    yield other(f"{name}, line {first + 1}")
                elif first == start or len(text.split()) > _FEW:
                    yield _item(text, f"{name}, line {first + 1}")
                first = after


def _days(lines: Sequence[str]) -> Iterator[int]:
    """Yield the places of lines that are days, without those of other decades.

    A blog writes all its days alike: what only looks like one ("Top 10 Books of 2014") differs.
    """
    found = [
        (at, int(year[0]))
        for at, line in enumerate(lines)
        if _may_be_date(line.strip()) and (year := re.search(r"(?:19|20)\d\d", line))
    ]
    usual = Counter(_shape(lines[at]) for at, _ in found).most_common(1)
    found = [one for one in found if is_date(lines[one[0]]) or _shape(lines[one[0]]) == usual[0][0]]
    clocks = [bool(_CLOCK.search(lines[at])) for at, _ in found]
    if sum(clocks) * 2 <= len(found):  # the moments of comments
        found = [one for one, clock in zip(found, clocks, strict=True) if not clock]
    middle = median_low(year for _, year in found) if found else 0
    yield from (at for at, year in found if abs(year - middle) <= _DECADES)


def _feet(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the feet of posts begin and end."""
    at = start
    while at < end:
        if FOOT.search(lines[at]):
            first = at
            while first > start and _OF_FOOT.search(lines[first - 1]):
                first -= 1
            while at < end and (not lines[at].strip() or _OF_FOOT.search(lines[at])):
                at += 1
            yield first, at
        at += 1


def _shape(line: str) -> str:
    """Return a line with a letter for each word and a figure for each number: "a 0, 0"."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", line.strip()))


def _may_be_date(line: str) -> bool:
    """Say whether a line may be nothing but a day."""
    return len(line) <= _LONGEST and bool(_DATE.match(line))


def _item(text: str, place: str) -> Item:
    return Item(kind="post", place=place, title="", text=text, day="", open=True, keys=())
