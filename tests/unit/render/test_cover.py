from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from lxml import etree

from blog2book.model.book import Book
from blog2book.model.rendition import Plate
from blog2book.render import fonts
from blog2book.render.cover import make, years
from blog2book.render.strings import Strings
from blog2book.resources import themes
from samples import book

FACES = fonts.faces(("EB Garamond",), ((400, "normal"), (400, "italic"), (500, "normal")))
LONG = (
    "Everything I Ever Learned About Keeping Bees, Mending Boats "
    "and Raising Three Daughters on an <Island>"
)


def words_of(svg: str) -> list[str]:
    """Return the text elements of a drawing."""
    root = etree.fromstring(svg.encode())
    return ["".join(map(str, one.itertext())) for one in root.iter("{*}text")]


def folio(
    shown: Book, picture: Plate | None = None, theme: str = "folio", *, ornament: bool = True
) -> str:
    """Return the drawing that the look folio, or another, makes."""
    environment = Environment(
        loader=PrefixLoader(
            {name: FileSystemLoader(themes() / name / "templates") for name in ("base", "folio")}
        ),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.globals["options"] = {"ornament": ornament}
    template = environment.get_template(f"{theme}/cover.svg").render
    return make(template, shown, FACES, Strings("en", {}), picture).svg


def test_a_cover_names_two_authors() -> None:
    """More would be small there: others are told as such."""
    said = Strings("en-GB", {"others": "others"})
    names = ("Ada", "Ben", "Cem")

    def drawn(count: int) -> str:
        shown = book(authors=names[:count])
        return make(lambda **given: str(given["author"]), shown, FACES, said, None).svg

    assert (drawn(2), drawn(3)) == ("Ada and Ben", "Ada, Ben and others")


def test_a_template_is_given_words_and_a_ruler() -> None:
    """The template sees the book's words, and breaks them by measuring."""
    seen: dict[str, object] = {}

    def template(**given: object) -> str:
        seen.update(given)
        return "<svg/>"

    made = make(template, book(title="A  title"), FACES, Strings("en", {"by": "by"}), None)
    assert (made.svg, made.width, made.height) == ("<svg/>", 1600, 2560)
    assert made.faces == FACES
    assert seen["family"] == "EB Garamond"
    assert seen["direction"] == "ltr"
    assert seen["strings"] == Strings("en", {"by": "by"})
    lines = seen["lines"]
    assert callable(lines)
    [row] = lines("A  title\n" * 900, "EB Garamond", 400, "normal", 99, 800)
    assert row.text.startswith("A title A title")


def test_without_faces_a_cover_is_made_too() -> None:
    """A theme without fonts still draws."""
    made = make(lambda **given: str(given["family"]), book(), (), Strings("en", {}), None)
    assert made.svg == (made.faces[0].family if made.faces else "serif")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2016, 1, 1), date(2016, 2, 1), "2016"),
        (date(2012, 1, 1), date(2016, 2, 1), "2012–2016"),
        (None, None, ""),
    ],
)
def test_years(first: date | None, last: date | None, expected: str) -> None:
    """A cover says the years that the book covers."""
    assert years(book(first=first, last=last)) == expected


def test_folio_sets_each_word() -> None:
    """The look's cover holds every word of title, subtitle and author, and the years."""
    drawn = words_of(folio(book(title=LONG, subtitle="Notes & more", authors=("Ada Example",))))
    assert " ".join(drawn[:-4]) == LONG
    assert drawn[-4:] == ["Notes & more", "❦", "2016", "ADA EXAMPLE"]


def test_folio_without_more_than_a_title() -> None:
    """What the book has not, the cover leaves out."""
    shown = book(title="Tide Tables", subtitle="", authors=(), first=None, last=None)
    assert words_of(folio(shown)) == ["Tide Tables", "❦"]
    assert words_of(folio(book(title="", authors=(), first=None, last=None))) == ["❦"]
    assert words_of(folio(shown, ornament=False)) == ["Tide Tables"]


def test_folio_shows_a_photograph(tmp_path: Path) -> None:
    """A family's photograph is shown by its name, instead of the leaf."""
    photo = Plate(name="pictures/1.jpg", path=tmp_path, media_type="image/jpeg", width=9, height=9)
    svg = folio(book(title=LONG), photo)
    assert 'href="pictures/1.jpg"' in svg
    assert "❦" not in words_of(svg)


def test_folio_writes_from_right_to_left() -> None:
    """An Arabic cover has its direction, no italic and no spaced letters."""
    svg = folio(book(title="يوميات مدينة", subtitle="رسائل", authors=("ليلى",), language="ar"))
    assert 'direction="rtl"' in svg
    assert "italic" not in svg
    assert svg.count("letter-spacing") == 1


def test_the_plain_look_has_a_cover_too() -> None:
    """A theme that is laid on base alone has a cover, without the leaf."""
    assert words_of(folio(book(title=LONG, subtitle="Notes"), theme="base"))[-1] == "ADA EXAMPLE"
    assert "❦" not in folio(book(), theme="base")
