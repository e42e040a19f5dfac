from datetime import date, datetime
from pathlib import Path

import pytest

from blog2book.collect.corrections import Correction, load, picture_address
from blog2book.errors import ConfigError


def judge(path: Path) -> str | None:
    """Say why a file is no picture: here its first bytes must be a word."""
    return None if path.read_bytes().startswith(b"picture") else "the file is no picture"


def written(folder: Path, text: str) -> Path:
    """Return a corrections.toml that says `text`, with a picture beside it."""
    (folder / "new.jpg").write_bytes(b"picture")
    file = folder / "corrections.toml"
    file.write_text(text)
    return file


def test_every_key_is_read(tmp_path: Path) -> None:
    """A table for each post, with all that an editor may want."""
    text = """
format = 1
["blog.example/1"]
title = " A  title "
date = 2012-05-03
tags = ["a", "b", ""]
language = "en_gb"
include = true
merge_with_previous = true
replace = [{ old = "teh ", new = "the " }, { old = "x", new = "" }]
["blog.example/1".pictures]
"https://blog.example/old.jpg" = "new.jpg"
["blog.example/2"]
leave_out = true
date = "2012-05-03T18:30"
tags = "one"
[["blog.example/3".replace]]
old = "a"
new = "b"
["blog.example/4"]
date = "2012-05-03"
title = ""
"""
    found = load(written(tmp_path, text), judge)
    assert found.by_key == {
        "blog.example/1": Correction(
            title="A title",
            date=date(2012, 5, 3),
            tags=("a", "b"),
            language="en-GB",
            included=True,
            merged=True,
            texts=(("teh ", "the "), ("x", "")),
            pictures={"https://blog.example/old.jpg": (tmp_path / "new.jpg").resolve()},
        ),
        "blog.example/2": Correction(
            included=False, date=datetime(2012, 5, 3, 18, 30), tags=("one",)
        ),
        "blog.example/3": Correction(texts=(("a", "b"),)),
        "blog.example/4": Correction(date=date(2012, 5, 3), title=""),
    }
    (asset,) = found.assets
    assert (asset.path, asset.url) == (
        (tmp_path / "new.jpg").resolve(),
        picture_address((tmp_path / "new.jpg").resolve()),
    )


def test_a_post_may_be_called_format(tmp_path: Path) -> None:
    """A table of that name is a post's."""
    assert load(written(tmp_path, '[format]\ntitle = "x"'), judge).by_key == {
        "format": Correction(title="x")
    }


def test_no_file_has_no_corrections() -> None:
    """Most books have none."""
    assert not load(None, judge).by_key


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[blog.example/1]\ntitle = 'x'", "in quotes"),
        ("[blog.example]\ntitle = 'x'", "in quotes"),
        ("['blog.example/1']\ntitle = x", "in quotes"),
        ("['blog.example/1']\nname = 'x'", "keys are leave_out, include, title, "),
        ("title = 'x'", "`blog2book list` shows the keys"),
    ],
)
def test_the_likely_mistakes_are_told_with_what_to_do(tmp_path: Path, text: str, hint: str) -> None:
    """A key without its quotes looks like another mistake to TOML."""
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, text), judge)
    assert hint in caught.value.hint


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """That is no matter of quotes."""
    with pytest.raises(ConfigError, match="cannot be read") as caught:
        load(tmp_path, judge)
    assert caught.value.hint == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format = 2", "this program reads format = 1"),
        ("format = true", "this program reads format = 1"),
        ("\na = 1", 'line 2: ["a"] must be a table'),
        ("[a]\ntitel = 'x'", '["a"] has no key titel; did you mean title?'),
        ("[a]\nzzz = 'x'", '["a"] has no key zzz.'),
        ("[a]\ntitle = 1", "title: must be text"),
        ("[a]\ndate = 1", "date: must be a day"),
        ("[a]\ndate = 9999-12-31T20:00:00", "a blog has no post of 9999"),
        ("[a]\ntitle = " + "9" * 5000, "is not valid TOML"),
        (".".join("a" * 1000) + " = 1", "has a key of very many parts"),
        ("[a]\ndate = 'spring'", "is no day; write 2012-05-03"),
        ("[a]\ntags = [1]", "tags: must be text"),
        ("[a]\nlanguage = 'not a tag'", "is no language tag"),
        ("[a]\ninclude = false", "must be true"),
        ("[a]\ninclude = true\nleave_out = true", "keep one of them"),
        ("[a]\nreplace = 'x'", "must have old and new"),
        ("[a]\nreplace = {old = 1, new = 'x'}", "must be texts"),
        ("[a]\nreplace = {old = ' ', new = 'x'}", "old must hold words"),
        ("[a]\npictures = 'x'", "must be a table"),
        ("[a.pictures]\nx = 'absent.jpg'", "there is no file"),
        ("[b]\ntitle = 'x'\n[a]\n\ntitle = 1", 'line 5: ["a"] title: must be text'),
        ("[b]\ntitle = 'x'\n['x.org/a'.pictures]\nx = 1", 'line 3: ["x.org/a"] pictures: must be'),
        ('["a/b"]\n"titel" = 1', 'line 2: ["a/b"] has no key titel; did you mean title?'),
        ("[a.pictures]\n\nx = 'corrections.toml'", "corrections.toml: the file is no picture"),
        ("[[a.replace]]\nold = 'x'", 'line 1: ["a"] replace: must have old and new'),
        ("a.title = 1", 'line 1: ["a"] title: must be text'),
        ("a = {title = 1}", 'line 1: ["a"] title: must be text'),
        ('["\\u0061"]\ntitle = 1', 'corrections.toml: ["a"] title: must be text'),
        ("[a", "is not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_its_post(tmp_path: Path, text: str, words: str) -> None:
    """Each names the file, and the post where it is one's."""
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, text), judge)
    assert words in caught.value.message
    assert str(tmp_path) in caught.value.message
