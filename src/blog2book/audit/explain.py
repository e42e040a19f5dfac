"""Why words of an export are rightly not in a book: each rule by its name, and narrow.

A rule looks at the text itself, never at what stands around it in the book.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_FOOT = (
    r"(?:posted|published|written) by\b|eingestellt von\b|gepostet von\b|publié par\b"
    r"|publicado por\b|pubblicato da\b|geplaatst door\b|labels:|etiquetas:|libellés|etichette:"
    r"|(?:no|keine|aucun|geen|nessun|sin|\d{1,6}) (?:comm|komm|coment|reacti)\w*"
)
_FOOT_LINES = re.compile(rf"(?:^[ \t]*(?:{_FOOT})[^\n]*\n*)+\Z", re.MULTILINE)
"""What Blogger prints below a post, in its larger languages."""
_FOOT_SIZE = 1_000
"""Letters at the end of a text among which that is looked for."""

MARKS: Mapping[str, re.Pattern[str]] = {
    "the number of a note": re.compile(r"\[\^[^\]\s]{1,100}"),
    "the number of a list": re.compile(r"^[ \t>]*\d{1,9}[.)](?=\s)", re.MULTILINE),
    "the box of a task": re.compile(
        r"^[ \t>+-]*\[x\](?=\s)|^[ \t>]*\d{1,9}[.)] \[x\](?=\s)", re.MULTILINE
    ),
    "the label of a link": re.compile(
        r"(?<=\])[ \n]?\[[^\[\]]{1,200}\]|^[ \t>]*\[[^\]^\n][^\]\n]{0,200}\]:(?=\s*\S+:)",
        re.MULTILINE,
    ),
    "the id of a heading": re.compile(r"\{#[\w:.-]{1,200}\}"),
    "the place of the contents": re.compile(r"^[ \t]*\[{1,2}toc\]{1,2}[ \t]*$", re.MULTILINE),
}
"""By name, what of a text (in its normal spelling) is never a word of the post's."""
ADDRESSES: Mapping[str, re.Pattern[str]] = {
    "an address": re.compile(r"\b(?:https?:|ftp:|mailto:|www\.)[^\s<>\"\[\]]+"),
}
"""What may be printed, or be shortened, or become a card."""


def marked(
    rules: Mapping[str, re.Pattern[str]], text: str, spans: Sequence[tuple[int, int]]
) -> dict[int, str]:
    """Return which words of a text, by the places of their `spans`, which rule names."""
    known: dict[int, str] = {}
    for name, rule in rules.items():
        for found in rule.finditer(text):
            first = bisect_left(spans, found.start(), key=lambda span: span[0])
            last = bisect_right(spans, found.end(), key=lambda span: span[1])
            known.update((at, name) for at in range(first, last))
    return known


def foot(text: str, spans: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Return which words of a text stand in what a platform prints below a post."""
    found = _FOOT_LINES.search(text, max(len(text) - _FOOT_SIZE, 0))
    first = bisect_left(spans, found.start(), key=lambda span: span[0]) if found else len(spans)
    return dict.fromkeys(range(first, len(spans)), "the foot of a post")


def explained(known: Mapping[int, str], lost: Iterable[range]) -> tuple[Counter[str], list[range]]:
    """Return how many of the lost words each rule explains, and the runs that none does."""
    counts: Counter[str] = Counter()
    left: list[range] = []
    for run in lost:
        start = run.start
        for at in run:
            if at in known:
                counts[known[at]] += 1
                if start < at:
                    left.append(range(start, at))
                start = at + 1
        if start < run.stop:
            left.append(range(start, run.stop))
    return counts, left
