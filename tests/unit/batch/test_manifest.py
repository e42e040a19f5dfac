"""What a manifest may say, and what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from blog2book import config
from blog2book.batch.manifest import Manifest, read
from blog2book.errors import ConfigError

TABLES = """\
[{0}book]
archives = ["exports/garden.xml"]
outputs = ["garden.epub", "garden.pdf"]
title = "The Garden"

[{0}select]
from = "2012"
comments = true

[{0}theme.vars]
accent = "#123456"
"""
SHARED = """\
[defaults.print]
trim = "6x9"

[defaults.theme.vars]
size = "11pt"
accent = "red"
"""


def _blog(name: str, *, archive: str = "a.txt", output: str = "", more: str = "") -> str:
    """Return the tables of a blog; `more` are lines of [book], and what comes after it."""
    head = f'[blogs.{name}.book]\narchives = "{archive}"\n'
    return f'{head}outputs = "{output or name + ".epub"}"\n{more}\n'


def _read(folder: Path, *parts: str) -> Manifest:
    path = folder / "blogs.toml"
    path.write_text("\n".join(parts), encoding="utf-8")
    return read(path)


def test_a_blog_says_what_its_own_blog2book_toml_would_say(tmp_path: Path) -> None:
    """The same tables give the same settings, paths from the manifest's folder included."""
    alone = tmp_path / "blog2book.toml"
    alone.write_text(TABLES.format(""), encoding="utf-8")
    (blog,) = _read(tmp_path, TABLES.format("blogs.garden.")).blogs
    assert blog.name == "garden"
    assert replace(blog.settings, file=alone) == config.load(alone)


def test_what_all_blogs_share_stands_once(tmp_path: Path) -> None:
    """Keys of [defaults] hold for each blog that has no other, within [theme.vars] too."""
    own = _blog("b", more='[blogs.b.print]\ntrim = "a5"')
    blogs = _read(tmp_path, SHARED, TABLES.format("blogs.garden."), own).blogs
    garden, other = (blog.settings for blog in blogs)
    assert (garden.print.trim, other.print.trim) == ("6x9", "a5")
    assert garden.theme.vars == {"size": "11pt", "accent": "#123456"}
    assert other.theme.vars == {"size": "11pt", "accent": "red"}


def test_a_wrong_blog_costs_itself(tmp_path: Path) -> None:
    """Each is told with its table, whatever is wrong in it; the others are read."""
    manifest = _read(
        tmp_path,
        "blogs.f = 3",
        _blog("a"),
        _blog("b", more='titel = "B"'),
        '[blogs.c.book]\noutputs = "c.epub"',
        '[blogs.d.book]\narchives = "d.txt"',
        _blog("e", more=f'[blogs.e.theme]\nname = "{"x" * 5000}/y"'),
    )
    assert [blog.name for blog in manifest.blogs] == ["a"]
    assert len(manifest) == 6
    told = {name: str(error) for name, error in manifest.wrong.items()}
    assert told["b"].endswith("[blogs.b]: [book] has no key titel; did you mean title?")
    assert told["c"].endswith("[blogs.c] names no archives.")
    assert told["d"].endswith("[blogs.d] names no outputs.")
    assert "no theme is called" in told["e"]
    assert told["f"].endswith("[blogs.f]: a blog must be a table.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[blogs", "is not valid TOML"),
        ("format = 2", "reads format = 1, not 2"),
        ("format = true", "reads format = 1, not True"),
        ("[blog.a]", "no [blog]"),
        ("", "names no blogs"),
        ("blogs = 3", "blogs must be a table"),
        ('[defaults.print]\ntrim = "a4"', "[defaults]: [print] trim: must be one of"),
        (_blog('"../a"', output="a.epub"), "'../a' cannot be a blog's name"),
        (_blog("a" * 101, output="a.epub"), "cannot be a blog's name"),
        (_blog("a") + _blog("A", output="b.epub"), "nothing but capitals"),
        (_blog("a") + _blog("b", output="a.epub"), "the blogs a and b would both write"),
    ],
)
def test_what_no_run_could_obey_is_refused(text: str, words: str, tmp_path: Path) -> None:
    """What is wrong with the whole is told before anything is made, with the file's name."""
    with pytest.raises(ConfigError) as caught:
        _read(tmp_path, text)
    assert words in str(caught.value)
    assert "blogs.toml" in str(caught.value)


def test_a_misplaced_table_is_shown_its_place(tmp_path: Path) -> None:
    """Whoever writes [print] for all blogs is told where that stands."""
    with pytest.raises(ConfigError) as caught:
        _read(tmp_path, '[print]\ntrim = "a5"')
    assert caught.value.hint == "What all blogs share stands in [defaults.print]"


def test_corrections_lie_beside_the_archive_and_never_in_it(tmp_path: Path) -> None:
    """As `build` has it: what a stranger put into the archive's folder is not obeyed."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "corrections.toml").touch()
    (tmp_path / "one" / "a.txt").touch()
    manifest = _read(tmp_path, _blog("a", archive="one/a.txt"), _blog("b", archive="two"))
    first, second = (blog.settings.corrections for blog in manifest.blogs)
    assert first == tmp_path / "one" / "corrections.toml"
    assert second is None
