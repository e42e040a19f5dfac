"""docs/themes.md tells all that a theme can rely on."""

import re
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from blog2book import config, render
from blog2book.beside import overlay_beside
from blog2book.config import ThemeTable
from blog2book.events import ignore
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Medium
from blog2book.render import context, theme
from blog2book.render.budget import Limits
from blog2book.render.filters import FILTERS
from blog2book.render.manifest import OptionType
from blog2book.resources import themes
from samples import book, chapter, entry, post
from themes import folder
from works import text_of, work

DOCS = Path(__file__).parents[3] / "docs/themes.md"
TEMPLATES = sorted(themes().glob("*/templates/*.*"))
EVERYWHERE = {"medium", "book", "strings", "options"}
COVER = {
    "title", "subtitle", "author", "years", "language", "direction", "width", "height", "picture",
    "family", "lines",
}  # fmt: skip
SHOWN_AS = {
    "BookView": "`book`", "DocumentView": "`document`", "ImprintView": "`imprint`",
    "PartView": "`part`", "ChapterView": "`chapter`", "PostView": "`post`",
    "CommentView": "`comment`", "CallView": "`call`", "NoteView": "`note`",
    "PlaceView": "one of `note.places`", "FigureView": "`figure`",
    "EmbedView": "`embed`", "LostView": "one of `pictures`", "GroupView": "one of `contents`",
    "LineView": "one of its `lines`", "PublisherView": "one of `publishers`",
    "NotesView": "one of `chapters`",
    "SourceView": "one of its `sources`", "BackView": "one of its `places`",
}  # fmt: skip


@cache
def text() -> str:
    """Return the page."""
    return DOCS.read_text(encoding="utf-8")


def rows(first: str) -> dict[str, list[set[str]]]:
    """Return the table with this first column's head: of each row the names in each cell."""
    table = text().partition(f"| {first} |")[2].partition("\n\n")[0]
    cells = [line.split("|")[1:-1] for line in table.splitlines()[2:]]
    return {
        row[0].strip(): [set(re.findall(r"`([^`]+)`", one)) for one in row[1:]] for row in cells
    }


def examples(kind: str) -> list[str]:
    """Return the examples of one kind ("toml", "css", "jinja"), in order."""
    return re.findall(rf"```{kind}\n(.*?)```", text(), re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_every_template_is_told(path: Path) -> None:
    """Each template of the built-in themes stands in the table, with its blocks."""
    parsed = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    _prints, _given, told = rows("template")[f"`{path.name}`"]
    assert {block.name for block in parsed.find_all(nodes.Block)} <= told


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_every_name_in_a_template_is_told(path: Path) -> None:
    """A template uses no name that is not told for it."""
    parsed = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    _prints, given, _blocks = rows("template")[f"`{path.name}`"]
    known = given | EVERYWHERE | (COVER if path.name == "cover.svg" else set())
    made = {one.name for one in parsed.find_all(nodes.Name) if one.ctx == "store"}
    made |= {one.name for one in parsed.find_all(nodes.Macro)} | {"ornamented"}
    known |= made
    assert meta.find_undeclared_variables(parsed) <= known


def test_no_template_is_told_that_is_not_there() -> None:
    """The table has no row and no block too many."""
    told = {name.strip("`"): blocks for name, (_p, _g, blocks) in rows("template").items()}
    assert set(told) == {path.name for path in TEMPLATES}
    for name, blocks in told.items():
        sources = [path.read_text(encoding="utf-8") for path in TEMPLATES if path.name == name]
        there = set(re.findall(r"\{%-? block (\w+)", "".join(sources)))
        assert blocks <= there | {"content"}


def test_every_field_is_told() -> None:
    """Each field of what templates are given stands in its row, and none that is not there."""
    table = rows("name")
    views = [one for name, one in vars(context).items() if name.endswith("View")]
    assert {one.__name__ for one in views} == set(SHOWN_AS)
    for view in views:
        (told,) = table[SHOWN_AS[view.__name__]]
        there = {field.name for field in fields(view)}
        assert there <= told, view.__name__
        assert told <= there, view.__name__
    assert set(table) == set(SHOWN_AS.values())


@pytest.mark.parametrize("name", ["base", "folio"])
def test_every_option_and_variable_is_told(name: str) -> None:
    """Each option stands in the table of options, and each CSS variable in that of variables."""
    told = rows("option")
    variables = set(re.findall(r"`(--b2b-[a-z-]+)`", text()))
    for option in theme.load(ThemeTable(name=name)).schema.values():
        assert f"`{option.name}`" in told
        assert f"--b2b-{option.name}" in variables
        assert option.help
    css = "".join(path.read_text("utf-8") for path in themes().glob(f"{name}/css/*.css"))
    assert set(re.findall(r"--b2b-[a-z-]+", css)) <= variables


def test_types_filters_and_limits_are_told() -> None:
    """The types of options, the filters and the numbers are those of the code."""
    assert {name.strip("`") for name in rows("type")} == set(OptionType)
    filters = text().partition("these filters:")[2].partition(";")[0]
    told = set(re.findall(r"`(\w+)`", filters))
    assert told == {name for name in FILTERS if not name.startswith(" ")}
    limits = Limits()
    for number in (limits.turns, limits.printed, limits.handled):
        assert f"{number:,}" in text()
    assert f"{limits.depth} deep" in text()


def test_its_examples_work(tmp_path: Path) -> None:
    """The values, the rule, the word and the block of the page do what it says."""
    value, word, _name, manifest, *_rest = examples("toml")
    (block, *_), (rule, *_) = examples("jinja"), examples("css")
    folder(tmp_path / "dusk", {"theme.toml": manifest})
    for name, content in {
        "theme/user.css": rule, "theme/strings/en.toml": word, "theme/templates/post.html": block,
    }.items():  # fmt: skip
        folder(tmp_path, {name: content, "blog2book.toml": f"format = 1\n{value}"})
        assert overlay_beside(tmp_path / "blog2book.toml") == tmp_path / "theme"
    settings = config.load(tmp_path / "blog2book.toml")
    shown = book([chapter([entry(post=post(labels=("sea", "salt")))])])
    made = replace(work(shown), theme=theme.load(settings.theme))
    assert made.theme.options["size"] == "12pt"
    screen = render.edition(made, Medium.EPUB, ignore)
    assert '<p class="tags">sea · salt</p>' in text_of(screen, "m-2016-12")
    assert screen.strings["contents"] == "In this book"
    contents = render.late("contents", made, PageMap(pages={}, labels=()))
    assert ">In this book</h1>" in (contents.text or "")
    (style,) = made.theme.styles(Medium.EPUB, "a5")
    assert style.text.endswith(".post-title {\ncolor: maroon !important;\n}\n")
    dusk = theme.load(replace(settings.theme, folder=tmp_path / "dusk"))
    assert (dusk.name, dusk.options["accent"]) == ("dusk", "#7a2e1d")
