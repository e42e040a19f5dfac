"""Another size of the text brings its leading, its initial and the lines of a page."""

from pathlib import Path

import pytest

from blog2book.config import ThemeTable
from blog2book.errors import ThemeError
from blog2book.events import ignore
from blog2book.model.rendition import Measure, Medium, Plate
from blog2book.render import measure
from blog2book.render.documents import open_edition
from blog2book.render.figures import printed_box
from blog2book.render.grid import points
from blog2book.render.theme import load
from themes import loaded
from works import work


@pytest.mark.parametrize(
    ("theme", "trim", "size", "leading", "lines", "drop"),
    [
        ("folio", "a5", "11pt", "14pt", "32rem", "50.5pt"),
        ("folio", "6x9", "11.25pt", "14.5pt", "34rem", "52.25pt"),
        ("folio", "a5", "14pt", "17.82pt", "25rem", "64.27pt"),
        ("folio", "6x9", "3mm", "10.96pt", "44rem", "39.5pt"),
        ("base", "a5", "9.5pt", "14pt", "32rem", "45pt"),
    ],
)
def test_what_follows_the_size(
    theme: str, trim: str, size: str, leading: str, lines: str, drop: str
) -> None:
    """All stays in proportion; a page has the whole lines that fit."""
    found = load(ThemeTable(name=theme, vars={"size": size}))
    grid = found.lines(trim)
    assert grid is not None
    assert grid.tokens() == {"leading": leading, "lines": lines, "drop": drop}
    (style,) = found.styles(Medium.PDF, trim)
    assert style.text.rindex(f"--b2b-leading: {leading}") > style.text.index("--b2b-leading: ")
    assert f"--b2b-lines: {lines}" in style.text
    (screen,) = found.styles(Medium.EPUB, trim)
    assert "b2b" not in screen.text


def test_nothing_follows_where_nothing_is_set(tmp_path: Path) -> None:
    """The theme's own lines stand without a size of the user's, or one that is no length."""
    assert load(ThemeTable()).lines("a5") is None
    odd = {"css/print.css": ":root { --b2b-size: calc(9pt + 2pt) }"}
    assert loaded(tmp_path / "odd", odd, vars={"size": "12pt"}).lines("a5") is None
    lines = {"css/print.css": ":root { --b2b-lines: 400pt }"}
    assert loaded(tmp_path / "lines", lines, vars={"size": "12pt"}).lines("a5") is None
    own = {"theme.toml": 'name = "own"\n[options.size]\ntype = "int"\ndefault = 1\n'}
    assert loaded(tmp_path / "own", own, vars={"size": "50"}).lines("a5") is None


@pytest.mark.parametrize("size", ["7.9pt", "14.1pt", "0", "-11pt", "1.1em", "100%", "1cm"])
def test_a_size_that_no_page_can_hold(size: str) -> None:
    """The bounds are told as soon as the theme is loaded."""
    with pytest.raises(ThemeError, match=r"option size .* from 8pt to 14pt, in pt or mm"):
        load(ThemeTable(vars={"size": size}))


def test_units_of_a_size() -> None:
    """A size may be written in any fixed unit."""
    assert points("12PT") == points("1pc") == points("16px") == 12
    assert points("0.4cm") == pytest.approx(points("4mm")) == pytest.approx(points("16q"))


def test_pictures_stand_on_the_new_lines() -> None:
    """The room for pictures has the leading of the text; a box leaves the page some lines."""
    upright = Plate(name="p", path=Path("p"), media_type="image/jpeg", width=1000, height=3000)

    def room(**chosen: str) -> Measure:
        made, _styles = open_edition(work(vars=chosen), Medium.PDF, ignore)
        return made.measure

    assert room() == measure(Medium.PDF, "a5")
    large, small = room(size="14pt"), room(size="8pt")
    assert (large.leading, large.height) == (17.82, 445.5)
    assert [printed_box(upright, one).lines for one in (large, small)] == [15, 28]
    assert [printed_box(upright, one, many=True).lines for one in (large, small)] == [9, 16]
