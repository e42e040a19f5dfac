import pytest

from blog2book.markup.calls import place_calls
from blog2book.markup.parse import parse, text_of
from blog2book.markup.spots import mark
from blog2book.model.sources import Cited, Spot
from blog2book.model.xhtml import Xhtml


def placed(body: str, *ends: int) -> str:
    """Return a body with a call in each place, which says how far in it is."""
    return place_calls(Xhtml(body), {Spot(end=end): Xhtml(f"<sup>{end}</sup>") for end in ends})


@pytest.mark.parametrize(
    ("body", "ends", "after"),
    [
        ("<p>ab cd</p>", (2,), "<p>ab<sup>2</sup> cd</p>"),
        ("<p>ab, cd.</p>", (2, 6), "<p>ab,<sup>2</sup> cd.<sup>6</sup></p>"),
        ("<p>ab”) cd</p>", (2,), "<p>ab”)<sup>2</sup> cd</p>"),
        ("<p><em>ab</em>, cd</p>", (2,), "<p><em>ab</em>,<sup>2</sup> cd</p>"),
        ("<p><b><i>ab</i></b> cd</p>", (2,), "<p><b><i>ab</i></b><sup>2</sup> cd</p>"),
        ("<p><b>ab cd</b></p>", (2,), "<p><b>ab<sup>2</sup> cd</b></p>"),
        ("<p>a<b>b</b>c</p><p>d</p>", (3, 4), "<p>a<b>b</b>c<sup>3</sup></p><p>d<sup>4</sup></p>"),
        ("<p>ab</p>\n<p>cd</p>", (5,), "<p>ab</p>\n<p>cd<sup>5</sup></p>"),
        ("<p>ab</p>", (0, 3), "<p>ab</p>"),
        ("<p>a<br/>b c</p>", (2,), "<p>a<br/>b<sup>2</sup> c</p>"),
    ],
)  # fmt: skip
def test_a_call_stands_behind_so_many_signs(body: str, ends: tuple[int, ...], after: str) -> None:
    """Behind the words, closing marks and the inline elements that they end; nowhere beyond."""
    assert placed(body, *ends) == after


def test_links_are_counted_as_they_were() -> None:
    """Calls of words and of links do not get in each other's way, and stand side by side."""
    body = Xhtml('<p>ab <a href="https://a.example/">cd</a> ef</p>')
    calls: dict[Cited, Xhtml] = {
        0: Xhtml("<sup>L</sup>"),
        Spot(end=2): Xhtml("<sup>1</sup>"),
        Spot(end=8): Xhtml("<sup>2</sup>"),
    }
    assert place_calls(body, calls) == (
        '<p>ab<sup>1</sup> <a href="https://a.example/">cd</a><sup>L</sup> ef<sup>2</sup></p>'
    )


def test_text_stays_as_it_was() -> None:
    """Marks in all places, however deep, leave the text whole."""
    root = parse(Xhtml("<p>a<b>b<i>c</i>d</b>e<br/>f</p>g"))
    spots = mark(root, range(9))
    assert text_of(root) == "abcdefg"
    assert list(spots) == [7, 6, 5, 4, 3, 2, 1]
