import re
import string
import tomllib
from pathlib import Path

import pytest

from blog2book import cite, render
from blog2book.config import ThemeTable
from blog2book.events import ignore
from blog2book.model.rendition import Medium
from blog2book.render.theme import load
from blog2book.resources import themes
from blog2book.writers.pdf.piece import Press
from samples import Heard
from works import named, text_of, work

LANGUAGES = ("de", "es", "fr")
THEMES = ("base", "folio")


def table(theme: str, language: str) -> dict[str, str]:
    """Return the words of a theme in a language."""
    path: Path = themes() / theme / "strings" / f"{language}.toml"
    if not path.exists():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def fields(text: str) -> set[str]:
    """Return the names that stand between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(theme: str, language: str) -> None:
    """The keys are those of English, and so are the fields of each."""
    english, other = table(theme, "en"), table(theme, language)
    assert other.keys() == english.keys()
    assert {key: fields(text) for key, text in other.items()} == {
        key: fields(text) for key, text in english.items()
    }


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_is_printed(theme: str) -> None:
    """No translator is asked for words that no template and no module names."""
    rooms = [Path(str(one.__file__)).parent for one in (render, cite)]
    modules = [path.read_text("utf-8") for room in rooms for path in room.glob("*.py")]
    python = "".join(text for text in modules if "strings" in text)
    html = "".join(path.read_text("utf-8") for path in themes().glob("*/templates/*"))
    named = set(re.findall(r'"(\w+)"', python)) | set(
        re.findall(r"strings\.(?:text\(\")?(\w+)", html)
    )
    assert table(theme, "en").keys() - named == set()


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_of_an_epub_has_nothing_that_readers_refuse(theme: str) -> None:
    """Nothing is left out when it is resolved, and no length is fixed."""
    heard = Heard()
    (style,) = load(ThemeTable(name=theme), heard).styles(Medium.EPUB, "a5")
    assert heard.notices == []
    for refused in ("var(", "calc(", ";position:", "pt;", "color:#"):
        assert refused not in style.text.replace(" ", "")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("trim", "width", "height"), [("a5", 419.53, 595.28), ("6x9", 432, 648)])
def test_the_page_is_that_of_the_trim(theme: str, trim: str, width: float, height: float) -> None:
    """Each trim has its own page box, and leaves the text area that pictures are made for (pt)."""
    rendition = render.edition(work(theme=theme, trim=trim), Medium.PDF, ignore)
    month = named(rendition, "m-2016-12")
    page = Press(rendition, {}).lay(str(month.text)).pages[0]
    assert (page.width * 0.75, page.height * 0.75) == pytest.approx((width, height), abs=0.01)
    area = page._page_box  # noqa: SLF001 - WeasyPrint tells the text area nowhere else
    told = render.measure(Medium.PDF, trim)
    assert (area.width * 0.75, area.height * 0.75) == pytest.approx(
        (told.width, told.height), abs=0.5
    )
    assert told.height // told.leading == {"a5": 32, "6x9": 34}[trim]


def test_drawings_of_the_theme_are_files_of_the_book() -> None:
    """The style sheets of print show them, so the rendition carries them."""
    theme = load(ThemeTable(), ignore)
    assert [one.name for one in theme.files(Medium.PDF)] == [
        "pictures/ornament.svg",
        "pictures/turn.svg",
    ]


@pytest.mark.parametrize("medium", [Medium.PDF, Medium.EPUB])
def test_without_the_leaf_its_white_stays(medium: Medium) -> None:
    """Where no ornament is wanted, an empty box of its height stands in its place."""
    made = work(vars={"ornament": "no"})
    text = text_of(render.edition(made, medium, ignore), "m-2016-12")
    assert '<div class="orn bare" aria-hidden="true"></div>' in text
    (style,) = made.theme.styles(medium, "a5")
    rule = style.text.partition(".orn.bare {")[2].partition("}")[0]
    assert ("background: none" if medium is Medium.PDF else "height: 1.3em") in rule


def test_a_theme_s_options_say_what_they_do() -> None:
    """Every option of a built-in theme has a line of help."""
    for name in THEMES:
        assert all(option.help for option in load(ThemeTable(name=name)).schema.values())
