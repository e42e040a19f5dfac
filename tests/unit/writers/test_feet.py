import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog2book.writers.pdf.feet import LEAST, MOST, TURNS, Plan, Site, empty, filled, needs
from blog2book.writers.pdf.piece import Piece
from blog2book.writers.pdf.trial import Row, Trial, foot, is_plate, leading, rows
from judges import verapdf
from laid import Month, feet, figure, month, prose, words

WIDE = "https://x.example/wide.png"
TALL = "https://x.example/tall.png"
PICTURES = {WIDE: (1200, 900), TALL: (900, 1500)}
SHORT, FULL = 1, 27
"""Sentences: with the first the opening page has too little room for a picture, and much of it;
with the second its next page ends so."""


def _month(folder: Path, *bodies: str, called: int = 0) -> Month:
    return month(folder, *bodies, pictures=PICTURES, called=called)


def _pictures(trial: Trial | Piece) -> list[Row]:
    return [row for row in rows(trial.pages) if is_plate(row.box)]


def _size(row: Row) -> tuple[float, float]:
    image = next(box for box in row.box.descendants() if box.element_tag == "img")
    return image.width, image.height


def _order(piece: Piece, *marks: str) -> list[str]:
    """Return these words in the order in which they are printed."""
    text = " ".join(words(piece))
    return sorted(marks, key=text.index)


def test_the_next_paragraph_passes_before_a_picture(tmp_path: Path) -> None:
    """Where a picture leaves half a page empty, the paragraph behind it fills that, and only it."""
    body = prose(SHORT) + figure(WIDE, "Caption.") + prose(6, "Second. ") + prose(2, "Third. ")
    made = _month(tmp_path, body)
    first, laid = made.first(), made.laid()
    assert empty(first.pages) > MOST
    assert empty(laid.pages) == 0
    assert max(feet(laid)) <= MOST
    assert _order(laid, "Second.", "Caption.", "Third.") == ["Second.", "Caption.", "Third."]
    assert _size(_pictures(laid)[0]) == _size(_pictures(first)[0])


@pytest.mark.parametrize(
    "behind",
    [
        "<h3>Heading.</h3>" + prose(6),
        "<ul><li>One.</li><li>Two.</li></ul>" + prose(6),
        f"<blockquote>{prose(6)}</blockquote>",
        figure(TALL) + prose(6),
        prose(4, behind="This is what it said:") + "<ul><li>One.</li><li>Two.</li></ul>",
        "<p>A line.</p>" + prose(6),
        '<p dir="ltr">A line with an icon <img src="https://x.example/lost.png" alt=""/></p>'
        + prose(6),
        "Loose words. " + prose(4),
    ],
)
def test_nothing_else_passes_before_a_picture(behind: str, tmp_path: Path) -> None:
    """A heading, a list, another picture, words that lead on: the picture shrinks, or all stays."""
    made = _month(tmp_path, prose(SHORT + 2) + figure(WIDE, "Caption.") + behind)
    first, laid = made.first(), made.laid()
    assert empty(first.pages) > MOST
    assert re.sub(r"[\s-]", "", "".join(words(laid))) == re.sub(r"[\s-]", "", "".join(words(first)))


def test_what_points_to_the_picture_stays_before_it(tmp_path: Path) -> None:
    """A paragraph that ends on a colon is followed by its picture."""
    pointing = prose(SHORT, behind="It looked like this:")
    laid = _month(tmp_path, pointing + figure(WIDE, "Caption.") + prose(6, "Second. ")).laid()
    assert _order(laid, "Second.", "Caption.") == ["Caption.", "Second."]


def test_notes_keep_their_order(tmp_path: Path) -> None:
    """No paragraph passes before a caption that calls a note."""
    link = '<a href="https://x.example/a">A page</a>.'
    body = prose(SHORT) + figure(WIDE, f"Caption: {link}") + prose(6, "Second. ")
    laid = _month(tmp_path, body, called=1).laid()
    assert "1." in words(laid)[-1]
    assert _order(laid, "Second.", "Caption:") == ["Caption:", "Second."]


def test_a_picture_shrinks_to_the_room_there_is(tmp_path: Path) -> None:
    """By no more than three tenths, in its own proportions, in a box of whole lines on the foot."""
    made = _month(
        tmp_path, prose(FULL) + figure(WIDE, "Caption.") + "<h3>A heading.</h3>" + prose(9)
    )
    first, laid = made.first(), made.laid()
    (planned,), (printed,) = _pictures(first), _pictures(laid)
    assert empty(first.pages) > MOST
    assert empty(laid.pages) == 0
    assert printed.page == planned.page - 1
    width, height = _size(printed)
    assert LEAST <= height / _size(planned)[1] < 1
    assert width / height == pytest.approx(4 / 3, rel=0.001)
    lines = printed.bottom - printed.top
    assert lines == pytest.approx(round(lines), abs=0.01)
    line = leading(laid.pages[0])
    assert round(lines) == -(-(height + 8 * 96 / 72) // line)


def test_lines_stay_on_their_grid(tmp_path: Path) -> None:
    """Whatever passes or shrinks, every full line begins a whole number of lines down the page."""
    bodies = [prose(n) + figure(TALL, "Caption.") + prose(n % 4 + 1) + figure(WIDE) + prose(3)
              for n in range(1, 12)]  # fmt: skip
    made = _month(tmp_path, *bodies)
    laid = made.laid()
    assert empty(laid.pages) < empty(made.first().pages)
    tops = [
        row.top for row in rows(laid.pages) if row.bottom - row.top == pytest.approx(1, abs=0.01)
    ]
    assert len(tops) > 100
    assert tops == pytest.approx([round(top) for top in tops], abs=0.02)


def test_a_picture_too_large_to_shrink_is_left(tmp_path: Path) -> None:
    """Where neither helps, the page is what it was."""
    made = _month(tmp_path, prose(6) + figure(TALL) + "<h3>A heading.</h3>" + prose(9))
    first, laid = made.first(), made.laid()
    assert empty(laid.pages) == empty(first.pages) > MOST
    assert _size(_pictures(laid)[0]) == _size(_pictures(first)[0])


def test_a_heading_goes_with_its_picture(tmp_path: Path) -> None:
    """Where a post that begins with a picture left its page half empty, it begins there now."""
    made = _month(tmp_path, prose(FULL - 4), figure(WIDE) + prose(3, "Second. ") + prose(9))
    first, laid = made.first(), made.laid()
    assert empty(first.pages) > MOST
    assert empty(laid.pages) == 0
    assert _pictures(laid)[0].page == _pictures(first)[0].page - 1
    assert words(laid)[_pictures(laid)[0].page].endswith("A title")


def test_a_month_may_open_with_a_picture(tmp_path: Path) -> None:
    """Below a month's name it shrinks to the whole lines that are left, the ornament's counted."""
    made = _month(tmp_path, figure(TALL) + "<h3>A heading.</h3>" + prose(9))
    laid = made.laid()
    assert empty(made.first().pages) > MOST
    assert empty(laid.pages) == 0
    assert [row.page for row in _pictures(laid)] == [0]
    assert _pictures(laid)[0].bottom == pytest.approx(foot(laid.pages[0]))


def test_a_month_without_half_empty_feet_is_laid_out_once(tmp_path: Path) -> None:
    """What costs time is done only where it is needed."""
    made = _month(tmp_path, prose(60))
    first = Trial(made.first().printed, lambda _: pytest.fail("laid out again"))
    assert len(first.pages) > 1
    assert filled(first) is first


def test_it_ends_after_some_turns_with_the_best(tmp_path: Path) -> None:
    """A month that no change helps keeps its first layout, after few tries."""
    made = _month(tmp_path, prose(SHORT) + figure(WIDE) + prose(6))
    first = made.first()
    tries: list[Any] = []

    def again(_edit: object) -> Any:
        tries.append(made.press.lay(str(made.document.text)))
        return tries[-1]

    assert filled(Trial(first.printed, again)).printed is first.printed
    assert 1 <= len(tries) <= TURNS


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.slow
def test_it_is_never_worse(seed: int, tmp_path: Path) -> None:
    """In months full of pictures fewer lines are empty than before, and no word is lost."""
    bodies = [
        "".join(
            prose((seed + n * k) % 7 + 1) + figure((WIDE, TALL)[(n + k + seed) % 2])
            for k in range(1, 4)
        )
        + prose(n % 5 + 1)
        for n in range(6)
    ]
    made = _month(tmp_path, *bodies)
    first = made.first()
    last = filled(first)
    assert empty(last.pages) < empty(first.pages)
    one, two = (re.sub(r"[\s-]", "", "".join(words(trial))) for trial in (first, last))
    assert sorted(one) == sorted(two)


def test_those_who_listen_hear_the_printed_order(tmp_path: Path) -> None:
    """Tags follow the page: the paragraph that passed comes before the picture; PDF/UA-1 passes."""
    body = prose(SHORT) + figure(WIDE, "Caption.") + prose(6, "Second. ") + prose(2, "Third. ")
    made = _month(tmp_path, body)
    path = made.bound(tmp_path / "x.pdf")
    assert path.read_bytes() == made.bound(tmp_path / "y.pdf").read_bytes()
    with pikepdf.open(path) as opened:
        kinds = [kind for kind in _kinds(opened.Root.StructTreeRoot) if kind in ("/P", "/Figure")]
    assert kinds[-4:] == ["/P", "/P", "/Figure", "/P"]
    assert verapdf(path) == []


def _kinds(element: Any) -> Iterator[str]:
    """Yield the kinds of all elements below one, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)
            yield from _kinds(kid)


@given(
    st.builds(
        Plan,
        lines=st.integers(4, 22),
        caption=st.integers(0, 4),
        width=st.floats(50, 400),
        height=st.floats(50, 400),
    ),
    st.builds(
        Site,
        left=st.floats(0, 32),
        alone=st.floats(0, 31),
        text=st.floats(0, 32),
        lines=st.integers(0, 40),
        page=st.just(32),
        leading=st.just(56 / 3),
    ),
)
def test_a_picture_gets_nothing_it_does_not_need(plan: Plan, site: Site) -> None:
    """One that fits or leaves little stays; one that shrinks fits, and by three tenths at most."""
    change = needs(plan, site)
    fits = plan.lines + plan.caption <= site.alone or site.left <= MOST
    assert not fits or change == type(change)()
    if change.passes:
        assert site.lines
    if change.lines:
        room = site.text - site.lines - 1 if change.passes else site.alone
        assert change.lines + plan.caption <= room + 0.1
        assert change.lines * site.leading - 32 / 3 >= LEAST * plan.height - 0.01
