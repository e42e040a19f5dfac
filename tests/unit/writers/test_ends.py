import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from blog2book.model.rendition import Role
from blog2book.writers.pdf.ends import FEWEST, LONG, MOST_BEFORE_NOTES, filled, short
from blog2book.writers.pdf.piece import Piece, Start, lay
from blog2book.writers.pdf.trial import Edit, Printed, Trial, foot, rows
from laid import Month, feet, month, prose, words

LINK = '<a href="https://x.example/a">A page</a>.'


def _depth(trial: Trial | Piece) -> float:
    """Return how many lines the last page has."""
    return max(row.bottom for row in rows(trial.pages[-1:]))


def _same_words(one: Trial | Piece, two: Trial | Piece) -> bool:
    first, second = (re.sub(r"[\s-]", "", "".join(words(each))) for each in (one, two))
    return first == second


def _short(months: Iterable[Month]) -> tuple[Month, Trial]:
    """Return the first month that ends on a short page, and its first layout."""
    for made in months:
        first = made.first()
        if short(first.pages):
            return made, first
    pytest.fail("none of the months ends on a short page")


def _cited(folder: Path) -> tuple[Month, Trial]:
    """Return a month whose note stands alone on its last page."""
    return _short(month(folder, prose(n, behind=LINK), called=1) for n in range(10, 14))


def test_three_lines_at_a_turn_fill_the_last_page(tmp_path: Path) -> None:
    """Where three or four lines stand on a last page, the two before the turn go on to it."""
    made, first = _short(month(tmp_path, prose(n) + prose(5)) for n in range(9, 14))
    laid = made.laid()
    assert _depth(laid) == pytest.approx(_depth(first) + 2)
    assert _same_words(first, laid)


def test_a_last_line_or_two_go_back(tmp_path: Path) -> None:
    """Where a paragraph has a short last line, tighter words bring all on the page before."""
    made = month(tmp_path, prose(26) + prose(3) * 4)
    first, laid = made.first(), made.laid()
    assert _depth(first) == pytest.approx(2)
    assert len(laid.pages) == len(first.pages) - 1
    assert _same_words(first, laid)


def test_a_paragraph_goes_on_with_its_last_line(tmp_path: Path) -> None:
    """Where one of few lines turns before a last page, it goes on whole, with two lines more."""
    made = month(tmp_path, prose(27) + prose(3) * 4)
    first, laid = made.first(), made.laid()
    assert _depth(first) == pytest.approx(2)
    assert _depth(laid) == pytest.approx(6)
    assert feet(laid)[-1] == pytest.approx(4)


def test_text_goes_with_its_notes(tmp_path: Path) -> None:
    """A last page that would hold a note only gets the last lines of the text before it."""
    made, first = _cited(tmp_path)
    laid = made.laid()
    assert "committee" not in words(first)[-1]
    assert "committee" in words(laid)[-1]
    assert _depth(laid) >= FEWEST
    assert feet(laid)[-1] <= MOST_BEFORE_NOTES
    assert _same_words(first, laid)


def test_notes_come_nearer_to_their_text(tmp_path: Path) -> None:
    """Notes that only the white above them keeps off a page stand on it, with half of the white."""
    months = (month(tmp_path, prose(n, behind=LINK), called=1) for n in range(8, 10))
    made, first = next((one, two) for one in months if 4 <= feet(two := one.first())[0] < 5)
    laid = made.laid()
    assert (len(first.pages), len(laid.pages)) == (2, 1)
    assert _same_words(first, laid)


def test_the_last_notes_come_back(tmp_path: Path) -> None:
    """Where one of several notes stands alone, less white above them all brings it back."""
    body = prose(7, behind=LINK * 3)
    first = (made := month(tmp_path, body, called=3)).first()
    laid = made.laid()
    assert (len(first.pages), len(laid.pages)) == (2, 1)
    assert _same_words(first, laid)


def test_notes_go_together(tmp_path: Path) -> None:
    """A last page that would hold the last notes only gets some of those before."""
    made, first = _short(
        month(tmp_path, f"<p>{LINK * count}</p>" + prose(3), called=count)
        for count in range(8, 60, 2)
    )
    laid = made.laid()
    assert _depth(first) < FEWEST - 1 / 5
    assert "Notes" not in words(first)[-1]
    assert _depth(laid) >= FEWEST - 0.21
    assert _same_words(first, laid)


def test_a_page_that_cannot_be_filled_is_left(tmp_path: Path) -> None:
    """If nothing helps, or only what empties the page before, the layout is the first one."""
    link = f"<p>A line. {LINK}</p>"
    made, first = _short(
        month(tmp_path, link, prose(n), "<p>Last.</p>", called=1) for n in range(1, 12)
    )
    assert "Last." not in words(first)[-1]
    assert filled(first, lambda _: 0) is first
    assert _depth(made.laid()) == pytest.approx(_depth(first))


def test_a_month_that_ends_well_is_laid_out_once(tmp_path: Path) -> None:
    """On one page, or on a last one with lines enough, nothing is tried."""
    for sentences in (1, 36):
        made = month(tmp_path, prose(sentences))
        first = Trial(made.first().printed, lambda _: pytest.fail("laid out again"))
        assert not short(first.pages)
        assert filled(first, lambda _: 0) is first


def test_little_is_tried_for_a_long_month(tmp_path: Path) -> None:
    """However many pages stand before it, a last page that nothing fills costs two layouts more."""
    _, first = _short(month(tmp_path, prose(n) + prose(5)) for n in range(9, 14))
    laid: list[Edit] = []
    long = SimpleNamespace(pages=[*[first.pages[0]] * LONG, first.pages[-1]])

    def again(edit: Edit) -> Printed:
        laid.append(edit)
        return first.again(edit)

    trial = Trial(long, again)
    assert filled(trial, lambda pages: float(pages is not long.pages)) is trial
    assert 1 <= len(laid) <= 2


def test_what_weighs_more_may_not_grow(tmp_path: Path) -> None:
    """A better end is refused if it costs more elsewhere."""
    _, first = _cited(tmp_path)
    assert filled(first, lambda pages: float(pages is not first.pages)) is first


def test_the_contents_end_where_they_end(tmp_path: Path) -> None:
    """A last page of the contents has the lines that it has: the rule is one of months."""
    made, first = _cited(tmp_path)
    contents = replace(made.document, role=Role.CONTENTS)
    piece = lay(made.press, contents, Start(number=1, right=True))
    assert _depth(piece) == pytest.approx(_depth(first))
    assert foot(piece.pages[0]) == 32
