"""Why words of an export are rightly not in a book: each rule by its name, and narrow.

A rule looks at the text itself. Of an address that it excuses something must stand in the book.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from blog2book.audit.raw import signs
from blog2book.audit.raw.markup import HEADS_OF_NOTES
from blog2book.audit.words import Spans
from blog2book.model.words import UNSPACED

ADDRESS = "an address"
_SCHEMES = frozenset({"http", "https", "ftp", "mailto"})
_COMMON = _SCHEMES | {"www", "com", "org", "net"}
"""What says nothing of where an address leads."""
_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp"})
"""Ends of addresses that a book may show as pictures."""

_MARKDOWN = frozenset({"markdown", "dayone", "microblog", "ghost"})
"""Readers of formats in which a text may be Markdown or reStructuredText."""
_PASTED = frozenset({"text"})
_FOOT = (
    r"(?:posted|published|written|eingestellt|gepostet|publié|publicado|pubblicato|geplaatst)"
    r" (?:by|von|par|por|da|door)\b[^\n,;!?]{0,60}"
    r"|(?:labels|etiquetas|libellés|etichette):[^\n]{0,200}"
    r"|(?:no|keine|aucun|geen|nessun|sin|\d{1,6}) (?:comm|komm|coment|reacti)[^\W\d_]*[^\w\n]*"
)
_FOOT_LINE = re.compile(rf"^[ \t]*(?:{_FOOT})$", re.MULTILINE)
"""A line that is nothing but what Blogger prints below a post, in its larger languages."""

_RULES: Mapping[str, tuple[frozenset[str], re.Pattern[str]]] = {
    "the number of a note": (
        _MARKDOWN, re.compile(r"\[\^[^\]\s]{1,100}|\[\d{1,4}\]|\[#[\w.-]{1,100}\](?=_|\s)")
    ),
    "the number of a list": (
        _MARKDOWN,
        re.compile(
            r"^[ \t>]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]{1,4})*\d{1,9}[.)](?=\s)"
            r"|^[ \t]*\(?(?:[a-z]|[ivx]{2,5})[.)](?=\s)", re.MULTILINE
        ),
    ),
    "the box of a task": (
        _MARKDOWN,
        re.compile(r"^[ \t>+-]*\[x\](?=\s)|^[ \t>]*\d{1,9}[.)] \[x\](?=\s)", re.MULTILINE),
    ),
    "the id of a heading": (
        _MARKDOWN, re.compile(r"\{:?[ \t]*#[\w:.-]{1,200}(?:[ \t]+[#.][\w:-]{1,200}){0,9}[ \t]*\}")
    ),
    "the id of a paragraph": (
        _MARKDOWN, re.compile(r"(?<=[ \t])\^[a-z0-9-]{1,100}[ \t]*$", re.MULTILINE)
    ),
    "the place of the contents": (
        _MARKDOWN, re.compile(r"^[ \t]*\[{1,2}toc\]{1,2}[ \t]*$", re.MULTILINE)
    ),
    "the foot of a post": (_PASTED, _FOOT_LINE),
}  # fmt: skip
"""By name: in what readers' formats a rule may hold, and what of a text it may excuse.

Texts are in their normal spelling.
"""


def _between(begins: str, ends: str, most: int | None = None) -> re.Pattern[str]:
    """Return what finds `most` characters at most between two signs, however many without it."""
    inside = f"[^{begins}{ends}]" + ("*" if most is None else f"{{1,{most}}}")
    return re.compile(f"{begins}{inside}{ends}")


_FREE: Mapping[str, re.Pattern[str]] = {
    "a control of a page": _between(signs.CONTROL, signs.CONTROL_END),
    "the call of a note": _between(signs.CALL, signs.CALL_END, 4),
    "a box of a page": _between(signs.BOX, signs.BOX_END, 250),
    "the heading of notes": re.compile(
        rf"^[ \t#>]*{HEADS_OF_NOTES}[ \t]*[:.]?[ \t#]*(?:\{{[^{{}}\n]*\}})?[ \t]*$", re.MULTILINE
    ),
    "a row of buttons": _between(signs.ROW, signs.ROW_END, 1500),
    "what may be a shortcode or a tag": _between(signs.MAYBE, signs.MAYBE_END, 2500),
    "the byline or the date of a page": _between(signs.BYLINE, signs.BYLINE_END, 250),
    ADDRESS: re.compile(
        rf"(?<![^\W{UNSPACED}])(?:https?:|ftp:|mailto:|www\.)"
        rf"(?:[!-;=?-Z\\^-~]|[^\W{UNSPACED}]|(?<=[/=])[{UNSPACED}]{{1,20}}(?![{UNSPACED}]))+"
    ),
}
"""The same for all formats: what may be printed, or be shortened, or become a card."""


def rules(reader: str) -> dict[str, re.Pattern[str]]:
    """Return by name what of a text of a format may rightly not be in a book."""
    own = {name: rule for name, (readers, rule) in _RULES.items() if reader in readers}
    return {**own, **_FREE}


def marked(rules: Mapping[str, re.Pattern[str]], text: str, spans: Spans) -> dict[int, str]:
    """Return which words of a text, by the places of their `spans`, which rule names."""
    known: dict[int, str] = {}
    for name, rule in rules.items():
        for found in rule.finditer(text):
            first = bisect_left(spans, found.start(), key=lambda span: span[0])
            last = bisect_right(spans, found.end(), key=lambda span: span[1])
            known.update((at, name) for at in range(first, last))
    return known


def explained(
    known: Mapping[int, str], lost: Iterable[range]
) -> tuple[dict[int, str], list[range]]:
    """Return the lost words that a rule explains, by place, and the runs that none does."""
    excused = {at: known[at] for run in lost for at in run if at in known}
    return excused, in_runs(at for run in lost for at in run if at not in excused)


def vanished(
    known: Mapping[int, str], excused: Container[int], said: Sequence[str], book: Container[str]
) -> set[int]:
    """Return the excused words of addresses of which nothing stands in the book.

    An address may be shortened, or become a card or a note: then it is told at least whose it is.
    """
    gone: set[int] = set()
    for address in _addresses(known, said):
        telling = [at for at in address if said[at] not in _COMMON]
        kept = any(at not in excused for at in telling) or any(
            said[at] in book for at in telling[:1]
        )
        if not kept and _PICTURES.isdisjoint(said[at] for at in address):
            gone.update(at for at in address if at in excused)
    return gone


def _addresses(known: Mapping[int, str], said: Sequence[str]) -> Iterator[range]:
    """Yield the places of each address, also where one follows another."""
    for run in in_runs(sorted(at for at, name in known.items() if name == ADDRESS)):
        starts = [
            at
            for at in run
            if at == run.start
            or said[at] in _SCHEMES
            or (said[at] == "www" and said[at - 1] not in _SCHEMES)
        ]
        yield from (range(*ends) for ends in pairwise((*starts, run.stop)))


def in_runs(places: Iterable[int]) -> list[range]:
    """Return rising places as runs of such as follow one another."""
    runs: list[range] = []
    for at in places:
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs
