"""The words of a book in its language, from every layer, with fallbacks."""

from pathlib import Path

import pytest

from blog2book.errors import ThemeError
from blog2book.render import strings
from blog2book.render.strings import Strings
from samples import Heard
from themes import folder


def layers(path: Path, **files: str) -> list[Path]:
    """Write strings of layers ("own_de" is own/strings/de.toml) and return own, theme, base."""
    for name, text in files.items():
        layer, _, language = name.partition("_")
        folder(path / layer, {f"strings/{language.replace('_', '-')}.toml": text})
    return [path / "own", path / "theme", path / "base"]


def test_a_nearer_language_wins_over_a_nearer_layer(tmp_path: Path) -> None:
    """de-AT comes before de, and German of the base before English of the user."""
    found = layers(
        tmp_path,
        base_en='a = "a"\nb = "b"\nc = "c"\nd = "d"',
        base_de='a = "A"\nb = "B"\nc = "C"\nd = "D"',
        own_en='b = "own"',
        own_de='c = "eigen"',
        theme_de_AT='d = "Jänner"',
    )
    words = strings.load(found, "de-AT", Heard())
    assert dict(words) == {"a": "A", "b": "B", "c": "eigen", "d": "Jänner"}
    assert words.language == "de-AT"
    assert len(words) == 4
    assert strings.fallbacks("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")


def test_a_language_without_words_is_english_and_said_once(tmp_path: Path) -> None:
    """One Notice names the file that would help."""
    heard = Heard()
    words = strings.load(layers(tmp_path, base_en='a = "a"'), "nl", heard)
    (notice,) = heard.notices
    assert (notice.code, notice.where) == ("strings-missing", "strings/nl.toml")
    assert "no words in the language 'nl'" in notice.message
    assert words["a"] == "a"


def test_words_that_a_language_lacks_are_named(tmp_path: Path) -> None:
    """A file that lacks words is told which, and English stands in."""
    heard = Heard()
    found = layers(tmp_path, base_en='a = "a"\nb = "b"', own_fr='a = "à"')
    assert dict(strings.load(found, "fr", heard)) == {"a": "à", "b": "b"}
    (notice,) = heard.notices
    assert "no words for b in" in notice.message


def test_of_many_words_five_are_named(tmp_path: Path) -> None:
    """A file with one word lacks all others, which would fill the screen."""
    heard = Heard()
    found = layers(
        tmp_path, base_en="\n".join(f'w{index} = "x"' for index in range(9)), own_fr='w0 = "y"'
    )
    strings.load(found, "fr", heard)
    (notice,) = heard.notices
    assert "no words for w1, w2, w3, w4, w5 and 3 more in" in notice.message


def test_the_case_of_a_file_name_does_not_matter(tmp_path: Path) -> None:
    """pt-br.toml is found for pt-BR; English itself lacks nothing."""
    heard = Heard()
    found = layers(tmp_path, base_en='a = "a"', base_pt_br='a = "á"')
    assert strings.load(found, "pt-BR", heard)["a"] == "á"
    assert strings.load(found, "en-GB", heard)["a"] == "a"
    assert not heard.events


def test_a_file_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    """A link to a file elsewhere is no file of the theme."""
    found = layers(tmp_path, base_en='a = "a"', outside_fr='a = "x"')
    (tmp_path / "base/strings/fr.toml").symlink_to(tmp_path / "outside/strings/fr.toml")
    assert strings.load(found, "fr", Heard())["a"] == "a"


def test_fields_are_filled_in() -> None:
    """Names between braces stand for what is given; doubled braces are braces."""
    words = Strings("en", {"notes_to": "Notes to {month}", "braces": "{{x}}"})
    assert words.text("notes_to", month="May", more=1) == "Notes to May"
    assert words.text("braces") == "{x}"


def test_unknown_keys_and_fields_are_told() -> None:
    """A slip of the pen is met with what was meant."""
    words = Strings("en", {"notes_to": "Notes to {month}"})
    with pytest.raises(ThemeError, match="no strings for 'notes_for'") as caught:
        words.text("notes_for")
    assert "notes_to" in caught.value.hint
    with pytest.raises(ThemeError, match=r"ask for \{month\}") as caught:
        words.text("notes_to", moth="May")
    assert "moth" in caught.value.hint


def test_the_file_of_a_word_that_asks_in_vain_is_told(tmp_path: Path) -> None:
    """Whoever wrote it is led to the line."""
    found = layers(tmp_path, base_en='a = "{month}"', own_en='\n\na = "{mnth}"')
    with pytest.raises(ThemeError, match=r"own/strings/en\.toml, line 3: the words") as caught:
        strings.load(found, "en", Heard()).text("a", month="May")
    assert caught.value.hint == "Did you mean 'month'?"


def test_a_key_that_nobody_asks_for_is_told(tmp_path: Path) -> None:
    """A theme may have words of its own if a template names them; all else is a slip of the pen."""
    heard = Heard()
    found = layers(
        tmp_path,
        base_en='notes = "Notes"',
        own_en='\nnotess = "Sources"\nmotto = "Sea"\nxyz = "?"',
        theme_de='notes = "Noten"\nmotto = "Meer"\nNotes = "?"',
    )
    strings.load(found, "de", heard, ["{{ strings.motto }}"])
    told = [one for one in heard.notices if one.code == "strings-unknown"]
    assert [one.message.split()[-1] for one in told] == ["'Notes'", "'notess'", "'xyz'"]
    assert [one.where.rpartition("/")[2] for one in told] == [
        "de.toml, line 3", "en.toml, line 2", "en.toml, line 4",
    ]  # fmt: skip
    assert [one.hint.split()[0] for one in told] == ["Did", "Did", "themes/base/strings/en.toml"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('a = "{x.__class__}"', "line 2: a: {x.__class__} is not allowed"),
        ('a = "{0}"', "{0} is not allowed"),
        ('a = "{}"', "{} is not allowed"),
        ('a = "{x[0]}"', "{x[0]} is not allowed"),
        ('a = "{x:>999999999}"', "{x} is not allowed"),
        ('a = "{x!r}"', "{x} is not allowed"),
        ('a = "{x"', "line 2: a: expected '}' before end of string"),
        ("a = 1", "line 2: a must be a text"),
        ("[a]\nb = 1", "line 2: a must be a text"),
        ("a =", "is not TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(line: str, message: str, tmp_path: Path) -> None:
    """No attribute, index or width can be asked for, and file and line are named."""
    with pytest.raises(ThemeError) as caught:
        strings.load(layers(tmp_path, base_en=f"\n{line}"), "en", Heard())
    assert "en.toml" in caught.value.message
    assert message in caught.value.message
