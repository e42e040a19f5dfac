"""Tables whose rows are of one width."""

from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as some
from lxml import etree

from blog2book.markup.clean import clean
from exports import item, wxr
from judges import epubcheck
from whole import make

CASES = Path(__file__).parents[2] / "cases" / "markup"

Cell = tuple[str, int, int]
"""Its text, its colspan, and its rowspan: 0 for "down to the end of the group"."""

Rows = list[list[Cell]]


def formed(groups: Iterable[Rows]) -> list[dict[int, str]]:
    """Return each row's text by column, as HTML's "Forming a table" places it.

    Rows in which no text begins are left out. Raises ValueError where cells overlap.
    """
    found: list[dict[int, str]] = []
    for rows in groups:
        slots: list[dict[int, str]] = [{} for _ in rows]
        for number, row in enumerate(rows):
            column = 0
            for text, across, down in row:
                while column in slots[number]:
                    column += 1
                for slot in slots[number : number + down if down else None]:
                    if slot.keys() & range(column, column + across):
                        raise ValueError(f"{text} lies on another cell")
                    slot.update(dict.fromkeys(range(column, column + across), text))
                column += across
        found += [slots[number] for number, row in enumerate(rows) if any(one[0] for one in row)]
    return [{column: text for column, text in row.items() if text} for row in found]


def written(groups: Iterable[Rows]) -> str:
    """Return a table as a blog would write it."""
    parts = ["<table>"]
    for rows in groups:
        parts.append("<tbody>")
        for row in rows:
            cells = (f"<td colspan={across} rowspan={down}>{text}" for text, across, down in row)
            parts += ["<tr>", *cells]
    return "".join(parts)


def read(body: str) -> list[Rows]:
    """Return the groups of the one table in clean markup."""

    def cell(one: etree._Element) -> Cell:
        text = "".join(map(str, one.itertext()))
        return text, int(one.get("colspan", "1")), int(one.get("rowspan", "1"))

    return [[[cell(one) for one in row] for row in group] for group in etree.fromstring(body)]


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


SPANS = some.tuples(some.sampled_from([1, 1, 1, 2]), some.sampled_from(range(5)))
KIND = some.tuples(some.booleans(), SPANS)
GROUP = some.lists(some.lists(KIND, max_size=4), min_size=1, max_size=6)


@given(some.lists(GROUP, min_size=1, max_size=2))
def test_every_text_keeps_its_place(kinds: list[list[list[tuple[bool, tuple[int, int]]]]]) -> None:
    """Text covers the columns and rows that it covered, but for rows in which nothing begins."""
    names = map(str, range(100))
    groups = [
        [[(next(names) if full else "", *spans) for full, spans in row] for row in rows]
        for rows in kinds
    ]
    assume(sum(bool(cell[0]) for rows in groups for row in rows for cell in row) > 1)
    try:
        expected = formed(groups)
    except ValueError:
        reject()
    body = clean(written(groups)).body
    assert formed(read(body)) == expected
    assert len(widths(body)) == 1
    assert clean(body).body == body


@pytest.mark.slow
def test_tables_with_empty_rows_pass_epubcheck(tmp_path: Path) -> None:
    """What is left of rows and spans is what XHTML allows."""
    case = (CASES / "tables-with-empty-rows" / "input.html").read_text(encoding="utf-8")
    archive, book = tmp_path / "a.xml", tmp_path / "a.epub"
    archive.write_text(wxr(item(1, case)), encoding="utf-8")
    make([archive], [book])
    assert epubcheck(book) == []


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


def test_several_captions_of_a_table_become_lines_of_one() -> None:
    """No caption is lost, whether the table stays or only its one cell."""
    rows = "<tr><td>x<td>y<tr><td>x<td>y"
    html = "<table><caption>one</caption><caption><p>two</p></caption>{}</table>"
    assert "<caption>one<br/>two</caption>" in clean(html.format(rows)).body
    assert clean(html.format("<tr><td>x")).body == "<p>one<br/>two</p><p>x</p>"
