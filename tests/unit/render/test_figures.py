from pathlib import Path

import pytest

from blog2book.events import ignore
from blog2book.markup.pictures import Shown
from blog2book.model.rendition import Measure, Medium, Plate
from blog2book.model.xhtml import Xhtml
from blog2book.render import measure
from blog2book.render.figures import Figures, description, is_many, printed_box
from blog2book.render.strings import load
from blog2book.resources import themes

A5 = measure(Medium.PDF, "a5")
WORDS = load([themes() / "base"], "en", ignore)


def plate(width: int, height: int) -> Plate:
    """Return a picture of that many px."""
    return Plate(
        name="pictures/a.jpg",
        path=Path("a.jpg"),
        media_type="image/jpeg",
        width=width,
        height=height,
    )


def shown(**fields: object) -> Shown:
    """Return a picture in a figure of its own."""
    plain: dict[str, object] = {"src": "x", "alt": "", "title": "", "caption": None, "alone": True}
    return Shown(**(plain | fields))  # type: ignore[arg-type]  # fields of the noun


@pytest.mark.parametrize(
    ("size", "width", "lines"),
    [
        ((1205, 787), 289.13, 15),  # as wide as the measure
        ((200, 150), 96, 6),  # not enlarged beyond 150 dpi
        ((900, 1600), 168.75, 22),  # an upright one: 22 lines at most
        ((4000, 100), 289.13, 2),
    ],
)
def test_a_picture_takes_the_measure_and_whole_lines(
    size: tuple[int, int], width: float, lines: int
) -> None:
    """The box is counted in lines, so that the text below stays in register."""
    box = printed_box(plate(*size), A5)
    assert (box.width, box.lines) == (width, lines)
    height = width * size[1] / size[0]
    assert box.above >= 4
    assert box.above + height + 4 == pytest.approx(lines * 14, abs=0.02)


def test_two_of_many_pictures_share_a_page() -> None:
    """With caption and white, two boxes take no more than a page of 32 lines."""
    assert printed_box(plate(1205, 787), A5, many=True).lines == 13
    assert is_many(Xhtml('<figure class="picture"><img/></figure>' * 4))
    assert not is_many(Xhtml('<figure class="picture"><img/></figure>' * 3))


def test_the_other_trim_has_room_for_more() -> None:
    """6 x 9 in has a wider measure and a wider leading."""
    larger = measure(Medium.PDF, "6x9")
    assert printed_box(plate(1205, 787), larger).width == 302
    assert larger.leading == 14.5


def test_epub_knows_only_px() -> None:
    """A screen's picture is capped by its long edge, and has no printed size."""
    assert measure(Medium.EPUB, "a5").long_edge == 2000


@pytest.mark.parametrize(
    ("alt", "caption", "said", "tells"),
    [
        ("A robin on a spade", "The spade", "A robin on a spade", True),
        ("DSC_0123.jpg", "The <em>spade</em>", "The spade", True),
        ("", None, "Picture", False),
        ('"quoted" & more', None, '"quoted" & more', True),
    ],
)
def test_every_picture_says_something(
    alt: str,
    caption: str | None,
    said: str,
    tells: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """The author's words come first, then the caption; a file's name is no description."""
    given = shown(alt=alt, caption=None if caption is None else Xhtml(caption))
    assert description(given, WORDS) == (said, tells)


def test_what_is_described_is_counted() -> None:
    """Only pictures that are shown count; a lost one is not."""
    figures = Figures({"x": plate(300, 200)}.get, A5, WORDS)
    figures.view(shown(alt="A robin"), many=False)
    figures.view(shown(), many=False)
    figures.view(shown(src="gone"), many=False)
    assert (figures.pictures, figures.described) == (2, 1)


def test_a_lost_picture_gives_its_address() -> None:
    """What is missing stands in the book by its address, cut where it may break."""
    figures = Figures(dict[str, Plate]().get, A5, WORDS)
    missing = figures.view(shown(src="https://blog.example/a/b.jpg"), many=False).missing
    assert "Picture not kept" in missing
    assert "<span>blog.example/</span><wbr/>" in missing
    inside = figures.view(shown(src="data:image/png;base64,AAAA"), many=False).missing
    assert "AAAA" not in inside


def test_a_lost_picture_is_described() -> None:
    """Its caption, else the author's own description, stands where it stood; of one shown, alt."""
    figures = Figures({"x": plate(300, 200)}.get, A5, WORDS)
    for given, said in (
        (shown(src="a.jpg", alt="Boats & birds"), "Boats &amp; birds"),
        (shown(src="a.jpg", alt="Boats", caption=Xhtml("At <i>sea</i>")), "At <i>sea</i>"),
        (shown(src="a.jpg", alt="IMG_1.jpg"), ""),
        (shown(alt="Boats"), ""),
    ):
        assert figures.view(given, many=False).caption == said


def test_lost_pictures_in_a_row_are_told_in_short() -> None:
    """Each has its caption, else what describes it; a folder is named once."""
    figures = Figures(dict[str, Plate]().get, A5, WORDS)
    told = figures.lost(
        (
            shown(src="https://blog.example/a/b.jpg", caption=Xhtml("A <i>bell</i>"), alt="x"),
            shown(src="https://blog.example/a/c.jpg", alt="Boats & birds"),
            shown(src="https://blog.example/d/e.jpg", alt="IMG_1.jpg"),
            shown(src="data:image/png;base64,AA/A"),
            shown(src="data:image/png;base64,AA/B"),
        )
    )
    assert [one.caption for one in told] == ["A <i>bell</i>", "Boats &amp; birds", "", "", ""]
    assert "blog.example/" in told[0].address
    assert told[1].address == '<span class="url"><span>c.jpg</span></span>'
    assert "d/" in told[2].address
    assert not any("AA" in one.address for one in told[3:])


CALL = Xhtml('<a class="ref" href="#n-1">1</a>')


def test_the_number_of_a_note_describes_no_picture() -> None:
    """What is said of a picture leaves out the calls in its caption."""
    assert description(shown(caption=Xhtml(f"A wren{CALL}")), WORDS) == ("A wren", True)
    assert description(shown(caption=CALL), WORDS) == (WORDS["picture"], False)


def test_a_lost_picture_keeps_its_call() -> None:
    """A call without a caption stands behind what describes the picture, else its address."""
    told = Figures(dict[str, Plate]().get, A5, WORDS).lost(
        (shown(src="a.jpg", alt="Boats", caption=CALL), shown(src="b.jpg", caption=CALL))
    )
    assert [one.caption for one in told] == [f"Boats{CALL}", ""]
    assert told[1].address == f'<span class="url"><span>b.jpg</span></span>{CALL}'


def test_a_picture_as_small_as_a_letter_stands_in_its_line() -> None:
    """An emoji is no plate."""
    figures = Figures({"x": plate(72, 72), "y": plate(400, 40)}.get, A5, WORDS)
    assert figures.view(shown(alone=False), many=False).small
    assert not figures.view(shown(src="y", alone=False), many=False).small


def test_nothing_is_measured_for_a_screen() -> None:
    """EPUB leaves size and place to the reader."""
    screen = Measure(width=0, height=0, leading=0, dpi=0, long_edge=2000)
    view = Figures({"x": plate(300, 200)}.get, screen, WORDS).view(shown(), many=False)
    assert (view.lines, view.printed_width, view.width, view.height) == (0, 0, 300, 200)
