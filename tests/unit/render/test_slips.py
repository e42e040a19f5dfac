"""A name in a theme's folder that no book takes is told, and what may have been meant."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from blog2book.config import ThemeTable
from blog2book.render import theme
from samples import Heard
from themes import folder


def told(path: Path, files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return of each notice where it is, in the folder, and its hint."""
    heard = Heard()
    theme.load(ThemeTable(overlay=folder(path, files)), heard)
    assert {one.code for one in heard.notices} <= {"theme-unused"}
    return [(one.where.removeprefix(f"{path}/"), one.hint) for one in heard.notices]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("templats/post.html", "templates"),
        ("Templates/post.html", "templates"),
        ("use.css", "user.css"),
        ("them.toml", "theme.toml"),
        ("font/x.ttf", "fonts"),
    ],
)
def test_parts_of_a_theme(name: str, meant: str, tmp_path: Path) -> None:
    """A folder or file that is called almost as a part of a theme is told, also if it is alone."""
    expected = [(name.partition("/")[0], f"Did you mean '{meant}'?")]
    assert told(tmp_path / "alone", {name: ""}) == expected
    assert told(tmp_path / "beside", {name: "", "user.css": ""}) == expected


def test_other_things_in_a_theme_s_folder(tmp_path: Path) -> None:
    """A licence is nobody's slip; a style sheet is one where the folder is a theme."""
    other = {"LICENSE": "", "README.md": "", ".git/x": "", "__init__.py": "", "style.css": ""}
    assert told(tmp_path / "other", {**other, "images/a.png": ""}) == []
    found = told(tmp_path / "theme", {**other, "images/a.png": "", "user.css": ""})
    assert [where for where, _hint in found] == ["images", "style.css"]
    assert "docs/themes.md" in found[0][1]


def test_templates_sheets_and_words(tmp_path: Path) -> None:
    """A file that replaces none and that none names is told; one that is named is taken."""
    files = {
        "templates/pots.html": "x",
        "templates/post.html": '{% extends "folio/post.html" %}{% include "parts/line.html" %}',
        "templates/parts/line.html": "x",
        "css/prnt.css": "",
        "css/print.css": "@import url(more.css);",
        "css/more.css": "",
        "strings/german.toml": "",
        "strings/pt-BR.toml": "",
    }
    assert told(tmp_path, files) == [
        ("templates/pots.html", "Did you mean 'post.html'?"),
        ("css/prnt.css", "Did you mean 'print.css'?"),
        ("strings/german.toml", "See “A theme of your own”, docs/themes.md."),
    ]


def test_built_in_themes_have_no_slips() -> None:
    """Nothing is told of a theme that comes with the program."""
    heard = Heard()
    theme.load(ThemeTable(), heard)
    assert heard.notices == []
