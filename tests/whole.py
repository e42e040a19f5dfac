"""The whole way for tests: from archives to finished files, with everything that was noticed."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from blog2book.config import Settings
from blog2book.pipeline import Built, build
from blog2book.ports import Context
from samples import Heard


def context(workdir: Path, heard: Heard) -> Context:
    """Return a world with a work folder of its own and the tests' shared cache."""
    folder = workdir / "work"
    folder.mkdir(parents=True, exist_ok=True)
    cache = Path(os.environ.get("XDG_CACHE_HOME", str(workdir / "cache"))) / "blog2book"
    return Context(report=heard, workdir=folder, cache=cache)


def make(
    archives: Sequence[Path],
    outputs: Sequence[Path],
    *,
    settings: Settings | None = None,
    **book: Any,
) -> tuple[Built, Heard]:
    """Build `outputs` from `archives`; `book` sets keys of [book]."""
    heard = Heard()
    chosen = settings or Settings()
    chosen = replace(chosen, book=replace(chosen.book, archives=tuple(archives), **book))
    outputs[0].parent.mkdir(parents=True, exist_ok=True)
    built = build(
        chosen,
        context(outputs[0].parent, heard),
        outputs=outputs,
        force=True,
    )
    return built, heard
