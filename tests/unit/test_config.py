"""blog2book.toml: what it may say, and how it is refused."""

from datetime import date
from pathlib import Path

import pytest

from blog2book import config
from blog2book.beside import find
from blog2book.errors import ConfigError

FULL = """\
format = 1
[book]
archives = ["export.xml"]
outputs = ["out/book.epub", "out/book.pdf"]
title = "A title"
subtitle = "A subtitle"
author = "Ada Example"
language = "en-GB"
cover = "cover.jpg"
dedication = "For you"
copyright = "© Ada"
preface = "preface.txt"
about = "about.txt"
[select]
from = "2012-05"
to = 2013
tag = ["garden", "tea"]
not_tag = "ads"
by = ["Ada Example"]
limit = 3
comments = true
pages = true
drafts = false
[theme]
name = "folio"
[theme.vars]
accent = "#234e70"
plain = true
[notes]
mentions = "review"
archived_links = true
style = "mine.csl"
[links]
external = "inline"
internal = "drop"
[print]
trim = "6x9"
openers = "any"
[media]
folders = ["uploads"]
[text]
timezone = "europe/berlin"
reader = "text"
typography = "keep"
"""


def _write(folder: Path, text: str) -> Path:
    file = folder / "blog2book.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_key_arrives(tmp_path: Path) -> None:
    """A file that uses every key gives settings with every value, paths beside the file."""
    (tmp_path / "uploads").mkdir()
    settings = config.load(_write(tmp_path, FULL))
    assert settings.book.archives == (tmp_path / "export.xml",)
    assert settings.book.outputs == (tmp_path / "out/book.epub", tmp_path / "out/book.pdf")
    assert settings.book.cover == tmp_path / "cover.jpg"
    assert settings.book.dedication == "For you"
    assert settings.select.first == date(2012, 5, 1)
    assert settings.select.last == date(2013, 12, 31)
    assert settings.select.tag == ("garden", "tea")
    assert settings.select.not_tag == ("ads",)
    assert (settings.select.limit, settings.select.comments, settings.select.drafts) == (
        3,
        True,
        False,
    )
    assert settings.theme.vars == {"accent": "#234e70", "plain": "true"}
    assert settings.notes.mentions == "review"
    assert settings.notes.archived_links
    assert Path(settings.notes.style).is_absolute()
    assert (settings.links.external, settings.links.internal) == ("inline", "drop")
    assert settings.print.trim == "6x9"
    assert settings.print.openers == "any"
    assert settings.media.folders == (tmp_path / "uploads",)
    assert settings.text.timezone == "Europe/Berlin"
    assert settings.text.typography == "keep"
    assert settings.file == tmp_path / "blog2book.toml"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[book]\ntitel = "x"\n', "line 2: [book] has no key titel; did you mean title?"),
        ("[boook]\n", "line 1: [boook] is no table that blog2book knows; did you mean book?"),
        ("[footnotes]\nplace = 1\n", "[footnotes] is no table"),
        ('[links]\nexternal = "none"\n', "must be one of note, inline, leave, drop"),
        ('[notes]\nmentions = "all"\n', "must be one of confident, review, off"),
        ("[print]\nprinter = 1\n", "[print] has no key printer"),
        ("[book]\ntitle = 3\n", "line 2: [book] title: must be text"),
        ("[select]\ncomments = 1\n", "must be true or false"),
        ("[select]\nlimit = -1\n", "must be a whole number"),
        ("[select]\nlimit = 0\n", "must be 1 or more"),
        ('[book]\nlanguage = "not a tag"\n', "is no language tag"),
        ('[select]\nfrom = "spring"\n', "no day, month or year"),
        ('[select]\nfrom = "2012-13"\n', "month must be in 1..12"),
        ('[print]\ntrim = "a4"\n', "must be one of a5, 6x9"),
        ('[print]\nopeners = "verso"\n', "must be one of recto, any"),
        ('[text]\ntypography = "smrt"\n', "must be one of smart, keep"),
        ('[text]\ntimezone = "Europe/Berlim"\n', "did you mean Europe/Berlin?"),
        ("[theme]\nvars = 3\n", "must be a table"),
        ("[theme.vars]\naccent = [1]\n", "accent must be text or a number"),
        ('book = "x"\n', "must be a table: write [book]"),
        ("format = 2\n", "format = 2 is newer"),
        ('format = "1"\n', "format must be 1"),
        ("format = true\n", "format must be 1"),
        ('[media]\nfolders = ["uplods"]\n', "line 2: [media] folders: there is no folder /"),
        ("[book\n", "is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    """What cannot be meant is refused, with the file, the line and the nearest right word."""
    file = _write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        config.load(file)
    assert words in caught.value.message
    assert str(file) in caught.value.message


def test_a_date_may_be_written_as_toml_writes_it(tmp_path: Path) -> None:
    """A TOML date or date-time is a day."""
    file = _write(tmp_path, "[select]\nfrom = 2012-05-03\nto = 2012-05-04T10:00:00\n")
    settings = config.load(file)
    assert (settings.select.first, settings.select.last) == (date(2012, 5, 3), date(2012, 5, 4))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and a file that is not there, are errors in words."""
    file = tmp_path / "blog2book.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(file)
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(tmp_path / "absent.toml")


def test_the_current_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder's file is found before the one beside the archive."""
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    archive = tmp_path / "there" / "export.xml"
    archive.touch()
    beside = _write(tmp_path / "there", "")
    monkeypatch.chdir(tmp_path / "here")
    assert find([archive], config.FILE_NAME) == beside
    here = _write(tmp_path / "here", "")
    assert find([archive], config.FILE_NAME) == here
    assert find([], config.FILE_NAME) == here


def test_a_strangers_file_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A blog2book.toml inside an archive's folder is not found, not even from inside it."""
    inside = tmp_path / "export"
    inside.mkdir()
    _write(inside, "")
    monkeypatch.chdir(inside)
    assert find([Path()], config.FILE_NAME) is None
    assert find([inside], config.FILE_NAME) is None
    (inside / "deep").mkdir()
    _write(inside / "deep", "")
    assert find([inside], config.FILE_NAME, inside / "deep") is None
    beside = _write(tmp_path, "")
    assert find([inside], config.FILE_NAME) == beside
    assert find([inside], config.FILE_NAME, inside) is None
    assert find([inside], config.FILE_NAME, inside, tmp_path) == beside


def test_a_theme_is_a_name_or_a_folder(tmp_path: Path) -> None:
    """A name with a slash, or of a folder that is there, is a folder; a built-in name is not."""
    mine = tmp_path / "mine"
    assert config.theme_table("mine", tmp_path, values={}).folder is None
    mine.mkdir()
    assert config.theme_table("mine", tmp_path, values={}).folder == mine
    (tmp_path / "folio").mkdir()
    assert config.theme_table("folio", tmp_path, values={}).folder is None
    assert config.theme_table("./other", tmp_path, values={}).folder == tmp_path / "other"


def test_a_theme_folder_beside_the_file_is_an_overlay(tmp_path: Path) -> None:
    """`theme/` is handed on, whatever it holds; themes know what counts in it."""
    file = _write(tmp_path, "")
    assert config.load(file).theme.overlay is None
    (tmp_path / "theme").mkdir()
    assert config.load(file).theme.overlay == tmp_path / "theme"


def test_a_time_zone_is_known_by_any_case() -> None:
    """The name is given back in its right spelling; an unknown one is an error."""
    assert config.known_timezone("EUROPE/paris") == "Europe/Paris"
    with pytest.raises(ValueError, match="is no time zone"):
        config.known_timezone("zzzzzz")
