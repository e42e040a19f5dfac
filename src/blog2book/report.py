"""The JSON report of a build: what went in, what was left out, and everything that was noticed."""

import json
import os
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from blog2book.errors import WriteError
from blog2book.events import Notice
from blog2book.pipeline import Built

VERSION = 1
MAKER = "blog2book"

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows as it is, but a terminal obeys, or UTF-8 cannot write."""


def as_json(content: object) -> bytes:
    """Return JSON in UTF-8, readable in every script, without a sign that steers a terminal."""
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    return (_UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n").encode()


def report(built: Built, notices: Sequence[Notice]) -> dict[str, Any]:
    """Return the report as JSON can hold it; `version` changes when a key changes its meaning."""
    accounting = built.book.accounting
    return {
        "version": VERSION,
        "made_by": MAKER,
        "title": built.book.title,
        "language": built.book.language,
        "outputs": [
            {"file": str(one.path), "bytes": one.size, "pages": one.pages} for one in built.written
        ],
        "items": accounting.items,
        "printed": accounting.printed,
        "left_out": dict(accounting.left_out),
        "accounts": [asdict(one) for one in accounting.accounts],
        "sources": len(built.ledger.sources),
        "notes": len(built.ledger.notes),
        "notices": [asdict(one) for one in notices],
    }


def check(path: Path, taken: Collection[Path], *, force: bool) -> None:
    """See whether a report may be written to `path`.

    Raises WriteError where its folder is missing or closed, where it is one of the files `taken`
    (archives and outputs), or a file that is no report of ours, unless `force` says so.
    """
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise WriteError(f"The report {path} cannot be written: {path.parent} is not there or not "
                         "open to you.", hint="Name another folder.")  # fmt: skip
    if path.resolve() in {one.resolve() for one in taken}:
        raise WriteError(
            f"The report {path} would replace an archive or a book.",
            hint="Give the report a name of its own.",
        )
    if force or not path.exists():
        return
    try:
        before = json.loads(path.read_bytes())
    except (OSError, ValueError):
        before = None
    if not isinstance(before, dict) or before.get("made_by") != MAKER:
        raise WriteError(
            f"{path} exists, and is no report of blog2book; nothing was written.",
            hint="Choose another name, or replace it with --force.",
        )
