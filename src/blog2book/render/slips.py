"""Slips of the pen in a theme's folder: names of files and folders that no book takes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from blog2book import resources
from blog2book.config import THEME_PARTS, TRIMS
from blog2book.events import Notice, Report
from blog2book.render.manifest import read_text

_SHEETS: Final = ("common.css", "epub.css", "print.css", *(f"print-{trim}.css" for trim in TRIMS))
_OF_THEMES: Final = frozenset({".css", ".html", ".toml"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*\.toml", re.IGNORECASE)
_NEAR = 0.75
"""How like a name must be to one that is known, where nothing else tells of a theme."""


def tell(layers: Sequence[Path], report: Report) -> None:
    """Report what no book takes from the layers that are not built in, the most specific first.

    A theme may hold other things (a licence, a page of help): of those only what looks like a part
    of a theme is told.
    """
    for place, folder in enumerate(layers):
        if resources.themes() in folder.parents or not folder.is_dir():
            continue
        found = (*_parts(folder), *_templates(layers[place:], layers), *_files(folder))
        for path, known in found:
            report(_notice(path, known))


def _notice(path: Path, known: Iterable[str]) -> Notice:
    names = sorted(known)
    near = get_close_matches(path.name.lower(), names, n=1)
    what = "folder" if path.is_dir() else "file"
    return Notice(
        code="theme-unused",
        message=f"No book takes the {what} {path.name!r} from a theme",
        where=str(path),
        hint=f"Did you mean {near[0]!r}?" if near else "See “A theme of your own”, docs/themes.md.",
    )


def _parts(folder: Path) -> Iterator[tuple[Path, Iterable[str]]]:
    """Yield what looks like a part of a theme and is none, with the names that there are."""
    is_theme = any((folder / part).exists() for part in THEME_PARTS)
    for path in sorted(folder.iterdir()):
        if path.name in THEME_PARTS or path.name.startswith((".", "_")):
            continue
        near = get_close_matches(path.name.lower(), THEME_PARTS, n=1, cutoff=_NEAR)
        if near or (is_theme and (path.is_dir() or path.suffix in _OF_THEMES)):
            yield path, THEME_PARTS


def _templates(
    below: Sequence[Path], layers: Sequence[Path]
) -> Iterator[tuple[Path, Iterable[str]]]:
    """Yield templates that replace none of the layers below, and that no template names."""
    known = {name for folder in below[1:] for name in _named(folder / "templates")}
    own = _named(below[0] / "templates")
    unknown = [name for name in own if name not in known]
    if unknown:
        texts = [read_text(path) for one in layers for path in _named(one / "templates").values()]
        for name in unknown:
            if not any(name in text for text in texts):
                yield own[name], known


def _named(folder: Path) -> dict[str, Path]:
    paths = sorted(path for path in folder.rglob("*.*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths if path.name[0] != "."}


def _files(folder: Path) -> Iterator[tuple[Path, Iterable[str]]]:
    """Yield style sheets and tables of words that are called as none is."""
    sheets = _named(folder / "css")
    texts = [read_text(path) for name, path in sheets.items() if name.endswith(".css")]
    for name, path in sheets.items():
        if name not in _SHEETS and not any(name in text for text in texts):
            yield path, _SHEETS
    for name, path in _named(folder / "strings").items():
        if not _LANGUAGE.fullmatch(name):
            yield path, ()
