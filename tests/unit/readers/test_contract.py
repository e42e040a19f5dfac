"""Tests that readers keep what ports.Reader promises, each with the archives of its cases."""

from pathlib import Path

import pytest

from blog2book.ports import Reader
from blog2book.readers import dayone, feed, mastodon, microblog, tumblr
from blog2book.testing import check_reader

CASES = Path(__file__).parents[2] / "cases"
READERS = (feed.reader, microblog.reader, mastodon.reader, tumblr.reader, dayone.reader)
INPUTS = [
    (reader, source)
    for reader in READERS
    for case in sorted((CASES / reader.name).iterdir())
    for source in case.glob("input*")
]


@pytest.mark.parametrize(("reader", "source"), INPUTS, ids=lambda one: getattr(one, "name", ""))
def test_a_reader_keeps_its_contract(reader: Reader, source: Path, tmp_path: Path) -> None:
    """Whatever it reads: clean bodies, keys of their own, an account that adds up."""
    check_reader(reader, source, tmp_path / "work")
