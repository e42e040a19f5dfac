"""What stands where on printed pages, judged by their layout."""

from pathlib import Path

import pytest

from blog2book.writers.pdf.piece import Piece
from blog2book.writers.pdf.trial import Trial, rows
from laid import month


Text = tuple[str, float, float]
"""A piece of text and where it begins and ends, in px from the left of the text area."""


def words(trial: Trial | Piece, tag: str, kind: str = "") -> list[list[Text]]:
    """Return each line of the elements with this tag and class."""
    lefts = [page._page_box.content_box_x() for page in trial.pages]  # noqa: SLF001 - told nowhere else
    return [
        [
            (
                box.text,
                box.position_x - lefts[row.page],
                box.position_x + box.width - lefts[row.page],
            )
            for box in row.box.descendants()
            if hasattr(box, "text")
        ]
        for row in rows(trial.pages)
        if row.box.element_tag == tag and row.element.get("class", "") == kind
    ]


@pytest.mark.parametrize(("theme", "count"), [("base", 100), ("folio", 1000)])
def test_numbers_of_notes_have_room_however_many_there_are(
    theme: str, count: int, tmp_path: Path
) -> None:
    """A number stands on the line of its note; all end at one place, and all notes begin at one."""
    found = words(month(tmp_path, "<p>A</p>", called=count, theme=theme).first(), "p", "note")
    assert [line[0][0] for line in found] == [f"{number}." for number in range(1, count + 1)]
    ends = [line[0][2] for line in found]
    starts = [line[1][1] for line in found]
    assert max(ends) - min(ends) < 0.1
    assert max(starts) - min(starts) < 0.1
    assert min(starts) > max(ends)
    assert min(line[0][1] for line in found) >= 0
