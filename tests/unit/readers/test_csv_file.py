"""Tests of reading tables in CSV."""

import csv

import pytest

from blog2book.readers.csv_file import records


def test_a_field_may_hold_a_whole_post() -> None:
    """With line ends, and longer than csv allows, whose limit is left as it was for others."""
    before = csv.field_size_limit()
    long = "x" * (before + 1)
    seen = []
    for record in records(f'\ufeffid,body\n1,"{long}\ny"\n'):
        assert csv.field_size_limit() == before
        seen.append(record)
    assert seen == [["id", "body"], ["1", f"{long}\ny"]]


def test_a_quote_that_never_ends_breaks_the_table_off() -> None:
    """What stands before it is read."""
    before = csv.field_size_limit()
    table = records('id\n1\n"' + "x" * (1 << 24) + "y")
    assert [next(table), next(table)] == [["id"], ["1"]]
    with pytest.raises(csv.Error, match="field larger"):
        next(table)
    assert csv.field_size_limit() == before
