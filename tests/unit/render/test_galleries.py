from pathlib import Path

import pytest

from blog2book import render
from blog2book.events import ignore
from blog2book.markup.pictures import Shown
from blog2book.model.rendition import Measure, Medium, Plate
from blog2book.model.xhtml import Xhtml
from blog2book.render.figures import Figures
from blog2book.render.galleries import rows
from blog2book.render.strings import Strings
from samples import book, chapter, entry, post
from works import text_of, work

A5 = Measure(width=289, height=448, leading=14, dpi=300, long_edge=0)


def plate(width: int, height: int) -> Plate:
    """Return a picture of this size in px."""
    name = f"pictures/{width}x{height}.jpg"
    return Plate(name=name, path=Path("a"), media_type="image/jpeg", width=width, height=height)


def laid(*sizes: tuple[int, int]) -> list[list[tuple[float, int]]]:
    """Return for each row the widths (pt) and lines of pictures of these sizes."""
    plates = {str(place): plate(*size) for place, size in enumerate(sizes)}
    shown = [Shown(src=src, alt="x", title="", caption=None, alone=True) for src in plates]
    figures = Figures(plates.get, A5, Strings("en", {"picture": "Picture"}))
    made = rows(shown, plates, A5, figures)
    return [[(one.printed_width, one.lines) for one in row] for row in made]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7, 9, 11, 12, 13, 14, 15, 31])
def test_rows_have_two_to_four_pictures_and_fill_the_measure(count: int) -> None:
    """Whatever their number, none stands alone; each row is as wide as the text."""
    made = laid(*([(1200, 900), (900, 1200), (1600, 900)] * 11)[:count])
    assert sum(map(len, made)) == count
    for row in made:
        assert 2 <= len(row) <= 4
        assert sum(width for width, _ in row) + 6 * (len(row) - 1) == pytest.approx(289, abs=0.1)
        assert len({lines for _, lines in row}) == 1


def test_a_contact_sheet_is_lower() -> None:
    """The rows of a gallery of many pictures are low, those of a few high."""
    few, many = laid(*[(1200, 900)] * 4), laid(*[(1200, 900)] * 16)
    assert max(lines for row in many for _, lines in row) < min(
        lines for row in few for _, lines in row
    )


def test_no_picture_is_enlarged() -> None:
    """A small picture keeps its row low, and a high one is no higher than 13 lines."""
    ((small, _),) = laid((100, 50), (4000, 2000))
    assert small[0] == pytest.approx(48)
    ((high, _),) = laid((300, 4000), (300, 4000))
    assert high[1] == 13


def test_a_gallery_of_one_picture_has_no_rows() -> None:
    """Nor has one of which all others are lost."""
    shown = [Shown(src=src, alt="", title="", caption=None, alone=True) for src in "ab"]
    figures = Figures(lambda _: None, A5, Strings("en", {"picture": "Picture"}))
    plates = {"a": plate(9, 9)}
    assert rows(shown, plates, A5, figures) == ()
    assert rows(shown[:1], plates, A5, figures) == ()


@pytest.mark.parametrize("lost", ["c", "ca", "bcd", ""])
def test_a_gallery_with_lost_pictures_stays_one(lost: str) -> None:
    """Those that are there make its rows; the others share one frame, with their captions."""
    pictures = "".join(
        f'<figure class="picture" id="i-{one}"><img src="{one}" alt=""/>'
        f"<figcaption>C{one}</figcaption></figure>"
        for one in "abcdef"
    )
    body = Xhtml(f'<figure class="gallery">{pictures}<figcaption>All</figcaption></figure>')
    plates = {one: plate(900, 600 + ord(one)) for one in "abcdef" if one not in lost}
    shown = book([chapter([entry(post=post(body=body))])])
    text = text_of(render.edition(work(shown, plates=plates), Medium.PDF, ignore), "m-2016-12")
    assert text.count("<img") == 6 - len(lost)
    assert 'class="row"' in text
    assert text.count('class="picture missing"') == min(len(lost), 1)
    rest = text[text.rindex('class="row"') :]
    for one in "abcdef":
        assert f"C{one}" in (rest if one in lost else text)
        assert f'id="i-{one}"' in text
    assert rest.index("<figcaption>All") > max(rest.find(f"C{one}") for one in "abcdef")


@pytest.mark.parametrize("medium", [Medium.PDF, Medium.EPUB])
def test_rows_are_for_paper(medium: Medium) -> None:
    """A screen has the pictures one below the other."""
    pictures = "".join(
        f'<figure class="picture"><img src="{one}" alt=""/><figcaption>C{one}</figcaption></figure>'
        for one in "ab"
    )
    body = Xhtml(f'<figure class="gallery">{pictures}<figcaption>All</figcaption></figure>')
    shown = book([chapter([entry(post=post(body=body))])])
    plates = {"a": plate(900, 600), "b": plate(600, 900)}
    text = text_of(render.edition(work(shown, plates=plates), medium, ignore), "m-2016-12")
    assert ('<div class="row">' in text) == (medium is Medium.PDF)
    assert text.count("<img") == 2
    for caption in ("Ca", "Cb", "All"):
        assert f"<figcaption>{caption}</figcaption>" in text
