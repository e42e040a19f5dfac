"""What an editor's corrections.toml makes of the words of a post.

The book must hold the new text: so it is looked for, and only where nobody knows which of several
the editor meant the old one may be gone too.
"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from blog2book.audit.words import cased, normal

Replaced = Sequence[tuple[str, str]]
"""Texts, each with the one that an editor puts in its place, in the order of the file."""

_SIGN = r"[\W_]"
_BETWEEN = re.compile(f"{_SIGN}+")


def pairs_of(corrections: Path | None) -> dict[str, Replaced]:
    """Return by key what a file replaces; whether the file is right must have been asked."""
    if corrections is None:
        return {}
    tables = tomllib.loads(corrections.read_text(encoding="utf-8-sig"))
    found = {
        key: one["replace"]
        for key, one in tables.items()
        if isinstance(one, dict) and "replace" in one
    }
    return {
        key: [(pair["old"], pair["new"]) for pair in (many if isinstance(many, list) else [many])]
        for key, many in found.items()
    }


def exchanged(text: str, pairs: Replaced) -> tuple[str, list[str]]:
    """Return a text as an editor wants it, and patterns of what stands in it several times.

    Letters and figures must be the same; what stands between them may be typed in another way.
    """
    text = cased(text)
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
        elif found:
            unsure.append(_pattern(normal(old)))
    return text, unsure


def _pattern(old: str) -> str:
    """Return a pattern of a text, "" where it holds neither letter nor figure."""
    first, *rest = _BETWEEN.split(old)
    parts = [re.escape(one) for one in (first, *rest) if one]
    if not parts:
        return ""
    begins = "" if first else _SIGN
    ends = "" if not rest or rest[-1] else _SIGN
    return f"{begins}{f'{_SIGN}++'.join(parts)}{ends}"
