"""What an editor's corrections.toml makes of the words of a post.

The book must hold the new text: so it is looked for, and only where nobody knows which of several
the editor meant one of the old ones may be gone too. What the program says it refused is not
replaced.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from blog2book.audit.words import Spans, cased, normal
from blog2book.model.book import Account

Replaced = Sequence[tuple[str, str]]
"""Texts, each with the one that an editor puts in its place, in the order of the file."""

RULE = "what an editor replaced"
_DONE = re.compile(r"([\d,]+) texts? replaced")
"""How the program says of a post how many of its texts it replaced."""
_SIGN = r"[\W_]"
_HOST = re.compile(r"^(?:https?://)?[\w.-]+\.[\w-]+/")
_BETWEEN = re.compile(f"{_SIGN}+")


def tables_of(
    corrections: Path | None, accounts: Collection[Account] = ()
) -> dict[str, Mapping[str, Any]]:
    """Return a file's tables by the key of their post; whether it is right must have been asked.

    Where no account has a key, it is that of the one post with the same number or path on another
    host, or of the one that had it for its day and title.
    """
    if corrections is None:
        return {}
    tables = tomllib.loads(corrections.read_text(encoding="utf-8-sig"))
    keys = {one.key for one in accounts}
    names: dict[str, set[str]] = {}
    for one in accounts:
        title = sha256(one.title.encode("utf-8", "replace")).hexdigest()[:12]
        for name in (f"{one.day or 'undated'}-{title}", _HOST.sub("", one.key)):
            names.setdefault(name, set()).add(one.key)
    found: dict[str, Mapping[str, Any]] = {}
    for key, table in tables.items():
        now = () if key in keys else tuple(names.get(_HOST.sub("", key), ()))
        if isinstance(table, dict):
            found[now[0] if len(now) == 1 else key] = table
    return found


def pairs_of(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Replaced]:
    """Return by key the texts that an editor replaces."""
    found = {key: one["replace"] for key, one in tables.items() if "replace" in one}
    return {
        key: [(pair["old"], pair["new"]) for pair in (many if isinstance(many, list) else [many])]
        for key, many in found.items()
    }


class Exchanged(NamedTuple):
    """A text as an editor wants it, and patterns of what stands in it several times.

    As many of these as `spare` says were replaced, each once.
    """

    text: str
    unsure: Sequence[str] = ()
    spare: int = 0


def exchanged(text: str, pairs: Replaced, corrected: Iterable[str]) -> Exchanged:
    """Return a text as an editor wants it; `corrected` is what the program says it changed.

    Letters and figures must be the same; what stands between them may be typed in another way.
    """
    text = cased(text)
    told = next(filter(None, map(_DONE.fullmatch, corrected)), None)
    if told is None:
        return Exchanged(text)
    spare = int(told[1].replace(",", ""))
    unsure: list[str] = []
    for old, new in pairs:
        pattern = _pattern(cased(old))
        if not pattern:
            continue
        # One may begin inside another: "aa" stands twice in "aaa".
        found = [one.span(1) for one in re.finditer(f"(?=({pattern}))", text)]
        if len(found) == 1:
            start, end = found[0]
            text = f"{text[:start]}{cased(new)}{text[end:]}"
            spare -= 1
        elif found:
            unsure.append(_pattern(normal(old)))
    return Exchanged(text, unsure if spare > 0 else (), max(spare, 0))


def overdone(made: Exchanged, text: str, places: Spans, excused: Collection[int]) -> set[int]:
    """Return the excused words of a `normal` text that are more than were replaced.

    `places` are where its words begin and end.
    """
    spare = made.spare
    kept: set[int] = set()
    for pattern in made.unsure:
        for found in re.finditer(pattern, text):
            first = bisect_left(places, found.start(), key=lambda place: place[0])
            last = bisect_right(places, found.end(), key=lambda place: place[1])
            words = set(range(first, last)).intersection(excused)
            if words and spare:
                kept |= words
                spare -= 1
                break
    return set(excused) - kept


def _pattern(old: str) -> str:
    """Return a pattern of a text, "" where it holds neither letter nor figure."""
    first, *rest = _BETWEEN.split(old)
    parts = [re.escape(one) for one in (first, *rest) if one]
    if not parts:
        return ""
    begins = "" if first else _SIGN
    ends = "" if not rest or rest[-1] else _SIGN
    return f"{begins}{f'{_SIGN}++'.join(parts)}{ends}"
