"""Tables whose rows are of one width."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from blog2book.markup.clean import clean


def widths(body: str) -> set[int]:
    """Return the widths of a table's rows, spans from above counted as HTML counts them."""
    found = set()
    for group in etree.fromstring(body):
        above: dict[int, int] = {}
        for row in group:
            taken = dict(above)
            for cell in row:
                column = next(one for one in range(1000) if one not in taken)
                for one in range(column, column + int(cell.get("colspan", "1"))):
                    assert one not in taken, "a cell lies on another"
                    taken[one] = int(cell.get("rowspan", "1"))
            assert sorted(taken) == [*range(len(taken))], "a row has a hole"
            found.add(len(taken))
            above = {one: left - 1 for one, left in taken.items() if left > 1}
        assert not above, "a cell hangs out of its rows"
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>a<td>b<tr><td>c", "<td>c</td><td></td>"),
        ("<tr><td>a<td>b<td>c<tr><td>d", '<td>d</td><td colspan="2"></td>'),
        ("<tr><td rowspan=9>a<td>b<tr><td>c", '<td rowspan="2">a</td>'),
        ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c", "<td>c</td>"),
        ("<tr><td colspan=999>a<tr><td>b", '<td colspan="60">a</td>'),
    ],
)
def test_rows_are_evened(rows: str, expected: str) -> None:
    """What a row lacks is filled, what reaches out or lies on another cell is shortened."""
    body = clean(f"<table>{rows}</table>").body
    assert expected in body
    assert len(widths(body)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + ("<tr>" + "<td rowspan=900 colspan=60>x" * 20) * 1000,
        "<table>" * 200 + "<tr><td rowspan=9>x" * 200,
        "<table><tr>" + "<td>x" * 20000 + "<tr><td>y" * 200,
    ],
    ids=["wide and deep", "nested", "one long row"],
)
def test_monstrous_tables_take_no_time(html: str) -> None:
    """Spans that add up to a million columns cost seconds at most, and no word."""
    began = process_time()
    assert clean(html).words >= 200
    assert process_time() - began < 10


SPAN = some.sampled_from(["", "", " colspan=2", " rowspan=2", " colspan=3 rowspan=2", " rowspan=7"])
ROWS = some.lists(some.lists(SPAN, min_size=1, max_size=5), min_size=2, max_size=6)


@given(ROWS)
def test_any_table_has_one_width(rows: list[list[str]]) -> None:
    """Whatever the spans, all rows have the same columns; cleaning again changes nothing."""
    cells = ("".join(f"<td{span}>x</td>" for span in row) for row in rows)
    body = clean(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>").body
    assert len(widths(body)) == 1
    assert body.count(">x<") == sum(map(len, rows))
    assert clean(body).body == body


def test_a_head_without_words_is_a_cell() -> None:
    """An empty corner heads nothing; a picture or a word keeps its head."""
    body = clean(
        "<table><tr><th scope=col></th><th>A</th></tr><tr><th>B</th><td>1</td></tr></table>"
    )
    assert "<td></td><th" in body.body
    assert body.body.count("<th") == 2


def test_a_head_without_a_body_is_a_body() -> None:
    """Rows that stand in a head or a foot alone are the table's body: PDF/UA wants one."""
    body = clean("<table><thead><tr><td>a</td><td>b</td></tr></thead></table>").body
    assert body.startswith("<table><tbody>")
