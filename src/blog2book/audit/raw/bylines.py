"""Bylines and dates among the paragraphs of a page of which nobody knows how it is made.

A book has them above its posts, and what looks for a page's text may leave them out.
"""

import re

from blog2book.audit.raw.markup import blocks, plain
from blog2book.audit.raw.signs import BYLINE, BYLINE_END
from blog2book.model.words import count

_CLASSES = tuple(
    f"{start}{name}"
    for start in ("", "post-", "entry-", "article-")
    for name in ("byline", "author", "date", "meta", "info", "published", "time", "timestamp")
)
_LONGEST = 15
"""Words of an element with such a class that may be one."""
_BLOCK = re.compile(
    r"<(?!/?(?:a|abbr|b|bd[io]|cite|em|font|i|small|span|strong|time|u)[\s>])/?[a-zA-Z][^<>]*>"
)
_WORD = re.compile(r"\d+|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_DATE = frozenset(
    ("posted", "published", "updated", "on", "at", "am", "pm", "um", "uhr", "st", "nd", "rd", "th",
     "de", "le", "年", "月", "日")
)  # fmt: skip
_MOST = 10
_NAMES = 2
"""Words in a date that stand for a month and a day of the week."""
_AUTHOR = re.compile(
    r"(?i:(?:(?:posted|written|published|text|words)\s)?(?:by|von|par|por|di|door|av)\s)"
    r"(?:[^\W\d_a-z][\w.'’-]*\s?){1,4}(.*)"
)


def signed(markup: str) -> str:
    """Return HTML with signs around each element or line that is a byline or a date."""
    places: list[tuple[int, int]] = [
        (start, start + len(inside))
        for inside, start in blocks(markup, *_CLASSES)
        if count(plain(inside)) <= _LONGEST
    ]
    taken = iter([*places, (len(markup), len(markup))])
    first, last = next(taken)
    before = 0
    for mark in (*_BLOCK.finditer(markup), None):
        start, end = mark.span() if mark else (len(markup), len(markup))
        while last <= before < len(markup):
            first, last = next(taken)
        if start <= first and _is_one(markup[before:start]):
            places.append((before, start))
        before = end
    parts: list[str] = []
    at = 0
    for start, end in sorted(places):
        parts += markup[at:start], BYLINE, markup[start:end], BYLINE_END
        at = end
    return "".join((*parts, markup[at:]))


def _is_one(inside: str) -> bool:
    """Say whether a line of HTML is nothing but a date, or a byline, which may have one."""
    if not inside.strip() or len(inside) > _MOST * 100:
        return False
    line = " ".join(plain(inside).split())
    named = _AUTHOR.fullmatch(line)
    return is_date(named[1]) or not _WORD.search(named[1]) if named else is_date(line)


def is_date(line: str) -> bool:
    """Say whether a line is plainly a date: a year, another number, and two names at most."""
    words = _WORD.findall(line)
    names = [one for one in words if not one.isdecimal() and one.lower() not in _OF_DATE]
    return (
        sum(map(str.isdecimal, words)) > 1
        and len(words) <= _MOST
        and len(names) <= _NAMES
        and any(map(_YEAR.fullmatch, words))
    )
