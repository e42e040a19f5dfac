"""A theme: found by name or folder, inherited, laid over, and asked for all that it holds."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from blog2book.config import ThemeTable
from blog2book.errors import ThemeError
from blog2book.model.rendition import Medium
from blog2book.render import theme
from samples import Heard
from themes import folder, loaded

OPTIONS = """
api = 1
name = "own"
inherit = "base"
[fonts]
text = ["EB Garamond", "Cardo"]
mono = "Noto Sans Mono"
fallback = ["Noto Serif"]
[options.accent]
type = "color"
default = "maroon"
[options.caps]
type = "bool"
default = true
[options.motto]
type = "text"
default = 'She said "no"'
[options.space]
type = "length"
default = "2pt"
"""


def table(**fields: object) -> ThemeTable:
    """Return what a user asks for."""
    return ThemeTable(**fields)  # type: ignore[arg-type]


def test_a_built_in_theme_inherits_base() -> None:
    """Folio stands on base, and is what is taken if nothing else is said."""
    found = theme.load(table())
    assert found.name == "folio"
    assert [path.name for path in found.layers] == ["folio", "base"]
    assert found.families("text") == ("EB Garamond",)
    assert found.families("nothing") == ()


def test_a_folder_inherits_what_it_says_or_folio(tmp_path: Path) -> None:
    """A folder needs nothing but what it changes."""
    found = theme.load(table(folder=folder(tmp_path / "mine", {"user.css": "p{color:red}"})))
    assert [path.name for path in found.layers] == ["mine", "folio", "base"]
    found = loaded(tmp_path / "own", {})
    assert [path.name for path in found.layers] == ["own", "base"]
    assert found.name == "own"


@pytest.mark.parametrize(
    ("files", "counts"),
    [
        ({"user.css": ""}, True),
        ({"templates/post.html": ""}, True),
        ({"theme.toml": ""}, True),
        ({"strings/en.toml": ""}, True),
        ({"pictures/ornament.svg": ""}, True),
        ({"notes.txt": "", "sources/en.toml": ""}, False),
    ],
)
def test_what_makes_a_folder_an_overlay(
    files: Mapping[str, str], counts: bool, tmp_path: Path  # noqa: FBT001 - a case of the table
) -> None:  # fmt: skip
    """Only a folder that holds a part of a theme is laid over the other."""
    found = theme.load(table(overlay=folder(tmp_path / "theme", files)))
    assert ("theme" in [path.name for path in found.layers]) is counts
    assert found.name == "folio"


def test_an_overlay_changes_one_block_one_rule_one_word(tmp_path: Path) -> None:
    """Each part of the user's own folder lies over the theme's."""
    own = folder(
        tmp_path / "own",
        {
            "theme.toml": 'api = 1\ninherit = "folio"',
            "templates/dedication.html": "<p>{{ x }}</p>",
            "user.css": ".mine { color: red }",
            "strings/en.toml": 'contents = "What is in it"',
        },
    )
    found = theme.load(table(overlay=own))
    assert found.render("dedication.html", "x", {"x": "<"}) == "<p>&lt;</p>"
    assert found.strings("en", Heard())["contents"] == "What is in it"
    (sheet,) = found.styles(Medium.PDF, "a5")
    assert sheet.text.endswith(".mine {\ncolor: red !important;\n}\n")


def test_options_become_variables_and_context(tmp_path: Path) -> None:
    """A user's values stand after the theme's CSS; defaults before it."""
    found = loaded(
        tmp_path,
        {
            "theme.toml": OPTIONS,
            "css/common.css": "p{color:var(--b2b-accent);x:var(--b2b-font-text)}",
            "templates/t.html": "{{ options.accent }} {{ 'caps' if options.caps }}",
        },
        vars={"accent": "#123456", "caps": "no"},
    )
    values = {key: found.options[key] for key in ("accent", "caps", "motto", "space")}
    assert list(values.values()) == ["#123456", False, 'She said "no"', "2pt"]
    assert found.render("t.html", "x", {}) == "#123456 "
    text = found.styles(Medium.PDF, "a5", {"more": "1pt"})[0].text
    assert '--b2b-font-text: "EB Garamond", "Cardo", "Noto Serif", serif;' in text
    assert '--b2b-font-mono: "Noto Sans Mono", "Noto Serif", monospace;' in text
    assert '--b2b-motto: "She said \\"no\\"";' in text
    assert "--b2b-caps: 1;" in text
    assert "--b2b-more: 1pt;" in text
    assert text.index("--b2b-accent: maroon") < text.index("p {") < text.index("accent: #123456")
    epub = found.styles(Medium.EPUB, "a5")[0].text
    assert "color: #123456;" in epub
    assert "var(" not in epub


def test_a_child_sets_another_default(tmp_path: Path) -> None:
    """An option of the same name in a nearer theme.toml takes the place of the other."""
    own = folder(tmp_path / "own", {"theme.toml": '[options.accent]\ndefault = "x"\n'})
    base = folder(tmp_path / "mine", {"theme.toml": OPTIONS})
    assert theme.load(table(folder=base, overlay=own)).options["accent"] == "x"


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ({"name": "foilo"}, "no theme 'foilo'", "'folio'"),
        ({"name": "../themes/folio"}, "no theme", "folio"),
        ({"folder": Path("/nowhere/at/all")}, "no folder", ""),
        ({"vars": {"acent": "red"}}, "no option 'acent'", ""),
    ],
)
def test_what_a_user_asks_for_in_vain(
    fields: Mapping[str, object], message: str, hint: str
) -> None:
    """An unknown theme or option is told what there is."""
    with pytest.raises(ThemeError, match=message) as caught:
        theme.load(table(**fields))
    assert hint in caught.value.hint


def test_wrong_values_and_names_of_options(tmp_path: Path) -> None:
    """A wrong value is told what is allowed, a wrong name what was meant."""
    with pytest.raises(ThemeError, match=r"option accent .*: 'reed' is not allowed: .* a CSS"):
        loaded(tmp_path, {"theme.toml": OPTIONS}, vars={"accent": "reed"})
    with pytest.raises(ThemeError, match="no option 'acent'") as caught:
        loaded(tmp_path, {"theme.toml": OPTIONS}, vars={"acent": "red"})
    assert caught.value.hint == "Did you mean 'accent'?"


def test_a_folder_without_anything_of_a_theme_is_none(tmp_path: Path) -> None:
    """It is refused with what it lacks, and with the folder in it that may have been meant."""
    with pytest.raises(ThemeError, match=r"it holds none of theme\.toml, user\.css") as caught:
        theme.load(table(folder=folder(tmp_path, {"notes.txt": "x"})))
    assert (caught.value.hint, caught.value.exit_code) == ("Name a theme's own folder.", 6)
    (tmp_path / "theme").mkdir()
    with pytest.raises(ThemeError) as caught:
        theme.load(table(folder=tmp_path))
    assert caught.value.hint == f"Did you mean {tmp_path / 'theme'}?"


def test_inheriting_what_is_not_there_or_itself(tmp_path: Path) -> None:
    """The chain has known themes, each once."""
    with pytest.raises(ThemeError, match=r"theme\.toml: inherit: there is no theme 'foilo'"):
        loaded(tmp_path / "a", {"theme.toml": 'name = "own"\ninherit = "foilo"'})
    with pytest.raises(ThemeError, match=r"'folio', which is in the chain already"):
        loaded(tmp_path / "b", {"theme.toml": 'name = "folio"\ninherit = "folio"'})


def test_an_overlay_for_another_theme(tmp_path: Path) -> None:
    """An overlay that inherits what the book does not use says what to write."""
    own = folder(tmp_path, {"theme.toml": 'inherit = "gazette"'})
    with pytest.raises(ThemeError, match="the book's theme is 'folio'") as caught:
        theme.load(table(overlay=own))
    assert 'name = "gazette"' in caught.value.hint


def test_files_are_those_that_are_named(tmp_path: Path) -> None:
    """A picture is in the book if a style sheet or a template names it."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="2"/>'
    found = loaded(
        tmp_path,
        {
            "pictures/styled.svg": svg,
            "pictures/printed.svg": svg,
            "pictures/unused.svg": svg,
            "css/epub.css": "p{background:url(../pictures/styled.svg)}",
            "templates/t.html": '<img src="pictures/printed.svg"/>',
        },
    )
    names = [one.name for one in found.files(Medium.EPUB)]
    assert names == ["pictures/printed.svg", "pictures/styled.svg"]
    names = [one.name for one in found.files(Medium.PDF)]
    assert names == ["pictures/printed.svg", "pictures/turn.svg"]


def test_folders_and_strings(tmp_path: Path) -> None:
    """Folders of a name are found in each layer; strings are told once."""
    found = loaded(tmp_path, {"fonts/x.ttf": b""})
    assert found.folders("fonts") == (tmp_path / "fonts",)
    heard = Heard()
    assert found.strings("tlh", heard) is found.strings("tlh", heard)
    assert len(heard.notices) == 1


def test_a_report_is_kept_for_later(tmp_path: Path) -> None:
    """What a theme finds out later is told to whom it was loaded for."""
    heard = Heard()
    own = folder(tmp_path, {"user.css": ".a { display: grid }"})
    found = theme.load(table(overlay=own), heard)
    found.styles(Medium.EPUB, "a5")
    found.strings("tlh")
    assert heard.codes == ["style-not-in-epub", "strings-missing"]


def test_a_template_cannot_call_the_theme(tmp_path: Path) -> None:
    """A theme that is handed to a template lets it read, and do nothing."""
    found = loaded(tmp_path, {"templates/t.html": "{{ it.render('t.html', 'x', {}) }}"})
    with pytest.raises(ThemeError, match="not safely callable"):
        found.render("t.html", "x", {"it": found})


def test_blame_names_the_block(tmp_path: Path) -> None:
    """An element that is not closed is traced through the theme."""
    found = loaded(tmp_path, {"templates/t.html": "{% block a %}<p>{% endblock %}"})
    error = found.blame("t.html", "a post", {}, "")
    assert "t.html, line 1, block a: <p> is never closed (in a post)" in error.message


def test_a_package_may_bring_a_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme that an installed package names by entry point is found by its name."""
    package = tmp_path / "linen_theme"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "theme.toml").write_text('api = 1\nname = "linen"\n', encoding="utf-8")
    about = tmp_path / "linen-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: linen\nVersion: 1.0\n", encoding="utf-8")
    points = "[blog2book.themes]\nlinen = linen_theme\n"
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    found = theme.load(table(name="linen"))
    assert found.name == "linen"
    assert found.layers[0] == package
