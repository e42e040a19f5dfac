"""Tests of reading folders of Markdown: each case has a folder, and what it must give."""

from pathlib import Path

import pytest

from blog2book.readers.markdown import reader
from exports import Reading
from wholes import expected, told

CASES = Path(__file__).parents[2] / "cases" / "markdown"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_folder_is_read_whole(case: Path) -> None:
    """Every post, page, draft, picture, link and leftover is what the case says."""
    reading = Reading(reader, case / "input")
    assert told(reading, case / "input") == expected(case / "expected.json")
    assert reading.adds_up
