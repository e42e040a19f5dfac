"""Builders for tests of themes: folders that are written for one test."""

from collections.abc import Mapping
from pathlib import Path

from blog2book.config import ThemeTable
from blog2book.render import theme
from blog2book.render.budget import Limits
from blog2book.render.templates import Layer, Templates
from blog2book.render.theme import Theme

SMALL = Limits(turns=100_000, printed=1_000_000, handled=2_000_000, depth=60)
"""Limits that an endless template meets in a moment."""


def folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, by their names in it, and return it."""
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            file.write_text(content, encoding="utf-8")
        else:
            file.write_bytes(content)
    path.mkdir(parents=True, exist_ok=True)
    return path


def templates(path: Path, files: Mapping[str, str], name: str = "plain") -> Templates:
    """Return the templates of one layer."""
    folder(path, {f"templates/{file}": text for file, text in files.items()})
    return Templates([Layer(name=name, folder=path)], SMALL)


def loaded(path: Path, files: Mapping[str, str | bytes], **table: object) -> Theme:
    """Return a theme that is a folder on base, with these files in it."""
    files = {"theme.toml": 'api = 1\nname = "own"\ninherit = "base"\n', **files}
    return theme.load(ThemeTable(folder=folder(path, files), **table))  # type: ignore[arg-type]
