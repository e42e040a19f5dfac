"""Tests of whole exports: each case has an input, and beside it what must be read out of it."""

from pathlib import Path

import pytest

from blog2book.readers import READERS
from wholes import expected, read, told

CASES = Path(__file__).parents[2] / "cases"
FOLDERS = [
    path.parent
    for name in READERS
    if name != "text"  # test_text.py tells more of its lines
    for path in sorted((CASES / name).glob("*/input*"))
]


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_an_export_is_read_whole(case: Path, tmp_path: Path) -> None:
    """All fields of all posts, comments, leftovers and notices are those of the case."""
    reading, folder = read(case, tmp_path)
    assert told(reading, folder) == expected(case / "expected.json")
    assert reading.adds_up
