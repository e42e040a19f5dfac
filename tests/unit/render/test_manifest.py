"""theme.toml: its schema, and the types of options."""

from pathlib import Path

import pytest

from blog2book.errors import ThemeError
from blog2book.render.manifest import Option, OptionType, did_you_mean, read_manifest, read_text
from themes import folder

WHOLE = """
api = 1
name = "dusk"
inherit = "folio"
title = "Dusk"
version = "1.0"
author = "A."
license = "MIT-0"

[fonts]
text = "EB Garamond"
fallback = ["Noto Serif", "Noto Sans"]

[options.accent]
type = "color"
default = "#234e70"
help = "Colour of titles"

[options.lines]
type = "int"
default = 3
least = 1
most = 5

[options.head]
type = "choice"
choices = ["left", "middle"]
default = "left"
"""


def test_a_whole_manifest(tmp_path: Path) -> None:
    """Every key of the schema is read."""
    manifest = read_manifest(folder(tmp_path, {"theme.toml": WHOLE}), "x")
    assert (manifest.name, manifest.inherit) == ("dusk", "folio")
    assert manifest.fonts == {"text": "EB Garamond", "fallback": ("Noto Serif", "Noto Sans")}
    assert manifest.options["accent"].type is OptionType.COLOR
    assert manifest.options["accent"].help == "Colour of titles"
    assert manifest.options["lines"].default == 3
    assert manifest.options["head"].choices == ("left", "middle")


def test_a_folder_without_one_has_its_name(tmp_path: Path) -> None:
    """A folder needs no theme.toml, and a theme.toml needs no key."""
    assert read_manifest(tmp_path, "mine").name == "mine"
    assert read_manifest(folder(tmp_path, {"theme.toml": ""}), "mine").name == "mine"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('nmae = "x"', "line 2: unknown key nmae", "'name'"),
        ('[theme]\nname = "x"', "line 2: unknown key theme", "Known are"),
        ('[fonts]\ntxt = "x"', "line 3: unknown key fonts.txt", "'text'"),
        ("[fonts]\ntext = 1", "line 3: fonts.text must be the name", ""),
        ("[fonts]\ntext = []", "fonts.text must be", ""),
        ('[fonts]\ntext = ["a", "b;}"]', "fonts.text must be", ""),
        ('[options.x]\ndefault = "a"\nhlp = ""', "line 4: unknown key options.x.hlp", "'help'"),
        ('[options.x]\ntype = "colour"\ndefault = ""', "unknown type 'colour'", "'color'"),
        ('[options.x]\ntype = "color"', "line 2: options.x.default is missing", ""),
        ('[options.x]\ntype = "color"\ndefault = "reed"', "'reed' is not allowed", ""),
        ('[options.x]\ntype = "choice"\ndefault = "a"', "a choice needs its list", ""),
        ('[options.x]\ntype = "choice"\ndefault = "a"\nchoices = "a"', "list of texts", ""),
        ('[options.x]\ntype = "choice"\ndefault = "a"\nchoices = [1]', "list of texts", ""),
        ('[options.x]\ntype = "int"\ndefault = 1\nleast = "a"', "must be whole numbers", ""),
        ('[options.X_y]\ndefault = ""', "'X_y' is no name", ""),
        ("options = 1", "line 2: options must be a table", ""),
        ("[options]\nx = 1", "line 3: x must be a table", ""),
        ('api = "1"', "line 2: api must be a whole number", ""),
        ("api = true", "api must be a whole number", ""),
        ("api = 0", "api must be a whole number", ""),
        ("api = 2", "line 2: this theme is made for version 2", "newer blog2book"),
        ('name = "My Theme"', "line 2: 'My Theme' is no name", ""),
        ("title = 1", "line 2: title must be a text", ""),
        ("name =", "is not TOML", ""),
        ("x = " + "[" * 5000, "is not TOML", ""),
    ],
)
def test_what_is_wrong_is_told(text: str, message: str, hint: str, tmp_path: Path) -> None:
    """Each fault names file and line, and what was meant."""
    with pytest.raises(ThemeError) as caught:
        read_manifest(folder(tmp_path, {"theme.toml": f"\n{text}\n"}), "x")
    assert "theme.toml" in caught.value.message
    assert message in caught.value.message
    assert hint in caught.value.hint


def option(kind: str, **fields: object) -> Option:
    """Return an option of a type."""
    return Option(name="x", type=OptionType(kind), default="", help="", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("color", "#234e70", "#234e70"),
        ("color", " maroon ", "maroon"),
        ("color", "rgb(1 2 3 / 50%)", "rgb(1 2 3 / 50%)"),
        ("length", "11pt", "11pt"),
        ("length", ".5rem", ".5rem"),
        ("length", 0, "0"),
        ("int", "3", 3),
        ("int", 5, 5),
        ("bool", "yes", True),
        ("bool", "Off", False),
        ("bool", True, True),
        ("choice", "b", "b"),
        ("text", "Für Anna", "Für Anna"),
        ("font", "EB Garamond", "EB Garamond"),
    ],
)
def test_values_that_are_allowed(kind: str, given: object, value: object) -> None:
    """A value of the right type is read, as it is written in TOML or on the command line."""
    assert option(kind, choices=("a", "b")).read(given) == value


@pytest.mark.parametrize(
    ("kind", "given", "allowed"),
    [
        ("color", "reed", "a CSS colour"),
        ("color", "red; } p { color: blue", "a CSS colour"),
        ("color", "url(http://x)", "a CSS colour"),
        ("length", "11", "a length with its unit"),
        ("length", "calc(1pt)", "a length"),
        ("int", "6", "a whole number from 1 to 5"),
        ("int", 0, "a whole number from 1 to 5"),
        ("int", "1.5", "a whole number"),
        ("int", True, "a whole number"),
        ("bool", "maybe", "true or false"),
        ("choice", "c", "one of a, b"),
        ("text", "two\nlines", "one line"),
        ("text", "x" * 301, "one line"),
        ("text", [1], "one line"),
        ("font", 'x", serif; }', "the name of a font family"),
    ],
)
def test_values_that_are_not_allowed(kind: str, given: object, allowed: str) -> None:
    """A wrong value is told what is allowed, and nothing slips into the style sheet."""
    with pytest.raises(ValueError, match="is not allowed: it takes") as caught:
        option(kind, choices=("a", "b"), least=1, most=5).read(given)
    assert allowed in str(caught.value)
    assert len(str(caught.value)) < 200


def test_bounds_are_told_as_they_are() -> None:
    """A number with one bound says so."""
    assert option("int", least=1).allowed() == "a whole number of at least 1"
    assert option("int", most=2).allowed() == "a whole number of at most 2"
    assert option("int").allowed() == "a whole number"


def test_hints() -> None:
    """The nearest word is named, else all, else nothing."""
    assert did_you_mean("acent", ["accent", "size"]) == "Did you mean 'accent'?"
    assert did_you_mean("zzz", ["b", "a"]) == "Known are: a, b."
    assert did_you_mean("x", []) == ""


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder where a file should be is told, not raised raw."""
    with pytest.raises(ThemeError, match="cannot be read"):
        read_text(tmp_path)
