"""Style sheets of a theme: in order, contained in its folder, and plain for EPUB."""

from pathlib import Path

import pytest

from blog2book.errors import ThemeError
from blog2book.events import Report, ignore
from blog2book.model.rendition import Medium
from blog2book.render import styles
from samples import Heard
from themes import folder

CASES = Path(__file__).parents[2] / "cases/themes"
PASSED = sorted(path.parent for path in CASES.glob("*/*.txt") if path.name != "notices.txt")
REFUSED = sorted(path.parent for path in CASES.glob("refused/*/error.txt"))


def made(layers: list[Path], medium: Medium, report: Report = ignore) -> str:
    """Return the text of a style sheet without variables of options."""
    return styles.sheet(layers, medium, "6x9", ({}, {}), report).text


@pytest.mark.parametrize("case", PASSED, ids=lambda path: path.name)
def test_a_theme_gives_this_style_sheet(case: Path) -> None:
    """The files of a case give its expected sheet, and its expected notices."""
    heard = Heard()
    medium = Medium.EPUB if (case / "epub.txt").exists() else Medium.PDF
    name = "epub.txt" if medium is Medium.EPUB else "print.txt"
    assert made([case / "theme"], medium, heard) == (case / name).read_text(encoding="utf-8")
    told = [
        f"{Path(event.where).name}: {event.message.partition(': ')[2]}" for event in heard.notices
    ]
    expected = case / "notices.txt"
    assert told == (expected.read_text("utf-8").splitlines() if expected.exists() else [])


def test_each_line_says_where_it_was_written(tmp_path: Path) -> None:
    """A rule, what is in it and its end; also behind a value of several lines."""
    files = {
        "css/print.css": "@media print {\n  p { color: red;\n\n    widows: 2 }\n}\n@namespace 'x';",
        "user.css": "/* mine */\nq {\n  quotes: '«'\n    '»';\n  colour: maroon;\n}\n",
    }
    layer = folder(tmp_path, files)
    sheet = styles.sheet([layer], Medium.PDF, "6x9", ({}, {}), ignore)
    lines = sheet.text.splitlines()
    assert len(lines) == len(sheet.places)
    places = dict(zip(lines, sheet.places, strict=True))
    assert places["widows: 2;"] == f"{layer / 'css/print.css'}, line 4"
    assert places["colour: maroon !important;"] == f"{layer / 'user.css'}, line 5"


@pytest.mark.parametrize("case", REFUSED, ids=lambda path: path.name)
def test_a_theme_is_refused(case: Path) -> None:
    """What reaches outside, or is no CSS, is refused with file and line."""
    with pytest.raises(ThemeError) as caught:
        made([case / "theme"], Medium.EPUB)
    assert (case / "error.txt").read_text(encoding="utf-8").strip() in caught.value.message


GROWING = "".join(f"--a{step + 1}: {f'var(--a{step}) ' * 10};" for step in range(12))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"p {{ margin: {'(' * 20_000} }}", "nested too deep"),
        (f":root {{ --a0: x; {GROWING} }} p {{ margin: var(--a12) }}", "too long"),
        (f"p {{ background: url(data:image/png;base64,{'A' * 100_001}) }}", "small PNG"),
    ],
)
def test_what_is_too_large_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """Values and brackets that would fill the memory of a layout are refused."""
    for medium in Medium:
        with pytest.raises(ThemeError, match=message):
            made([folder(tmp_path, {"css/common.css": text})], medium)


@pytest.mark.parametrize("name", ["css/common.css", "css/linked.css", "pictures/linked.png"])
def test_links_out_of_the_folder_are_refused(name: str, tmp_path: Path) -> None:
    """A symbolic link does not lead a style sheet out of the theme's folder."""
    secret = folder(tmp_path / "outside", {"secret": "p { color: red }"}) / "secret"
    theme = folder(tmp_path / "theme", {"css/print.css": "", "pictures/x.svg": ""})
    if name != "css/common.css":
        address = (
            '@import "linked.css";' if "css" in name else "p { x: url(../pictures/linked.png)}"
        )
        folder(theme, {"css/common.css": address})
    (theme / name).symlink_to(secret)
    with pytest.raises(ThemeError, match=r"outside the theme's folder|reaches nothing"):
        made([theme], Medium.PDF)


def test_nearer_layers_come_later_and_what_the_user_set_later_still(tmp_path: Path) -> None:
    """Defaults, base, theme, what the user set, user.css: in this order."""
    base = folder(tmp_path / "base", {"css/common.css": "a{b:c}", "css/print-6x9.css": "a{b:d}"})
    own = folder(tmp_path / "own", {"css/common.css": "a{b:e}", "user.css": "a{b:f}"})
    tokens = ({"accent": "red"}, {"accent": "blue"})
    sheet = styles.sheet([own, base], Medium.PDF, "6x9", tokens, Heard())
    assert [line for line in sheet.text.splitlines() if ":" in line and "root" not in line] == [
        "--b2b-accent: red;",
        "b: c;",
        "b: d;",
        "b: e;",
        "--b2b-accent: blue;",
        "b: f !important;",
    ]
    assert "6x9" not in sheet.name
    assert "d" not in styles.sheet([base], Medium.PDF, "a5", ({}, {}), Heard()).text


def test_an_important_variable_stays(tmp_path: Path) -> None:
    """The cascade of variables is that of CSS: an important one is not overruled."""
    text = ":root{--b2b-a: 1pt !important} :root{--b2b-a: 2pt} p{margin:var(--b2b-a)}"
    theme = folder(tmp_path, {"css/common.css": text})
    assert "margin: 1pt" in made([theme], Medium.EPUB)


def test_a_nearer_picture_stands_in_for_one_below(tmp_path: Path) -> None:
    """Whoever lays a picture of the same name over a theme replaces it there."""
    base = folder(
        tmp_path / "base",
        {"css/common.css": "p{x:url(../pictures/a.svg)}", "pictures/a.svg": "", "user.css": ""},
    )
    own = folder(tmp_path / "own", {"pictures/a.svg": "", "css/print-a5.css": "q{x:url(#a)}"})
    assert styles.pictures([own, base], Medium.PDF) == {"pictures/a.svg"}
    assert styles.pictures([own], Medium.EPUB) == frozenset()
