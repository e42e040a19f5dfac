from pathlib import Path
from time import process_time

import pytest

from blog2book.markup.clean import clean
from blog2book.markup.text import plain
from blog2book.markup.wide import Room, fitted
from blog2book.model.xhtml import Xhtml

CASES = Path(__file__).parents[2] / "cases" / "tables"
ROOM = Room(plain=50, small=62)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    """A table is whole, small or a list, as its words and columns ask; no word of it is lost."""
    body = clean((case / "input.html").read_text(encoding="utf-8")).body
    made = fitted(body, ROOM, ":")
    assert made == (case / "expected.xhtml").read_text(encoding="utf-8").rstrip("\n")
    assert not set(plain(body).split()) - set(plain(made).replace(":", "").split())
    assert clean(body).body == body


def test_many_tables_take_linear_time() -> None:
    """Headings are printed for each row; however many and long they are, a book stays a book."""
    heads = "".join(f"<th>{'heading' * 40}</th>" for _ in range(500))
    rows = "<tr><td>x</td></tr>" * 3000
    cells = "<td>Oberammergau</td>" * 9
    small = f"<tr>{'<th>Neighbourhood</th>' * 9}</tr>" + f"<tr>{cells}</tr>" * 3000
    body = Xhtml(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    start = process_time()
    made = fitted(Xhtml(f"{body}<table><tbody>{small}</tbody></table>"), ROOM, ":")
    assert process_time() - start < 20
    assert made.count('<table class="small">') == 1
    assert made.count("<dl>") == 3000


def test_pictures_give_way() -> None:
    """On paper their cells say how wide they may be: what the words of other columns leave."""
    row = '<tr><td><img src="a.png" alt=""/></td><td>{}</td><td colspan="2">Oberammergau</td></tr>'
    body = Xhtml(f"<table><tbody>{row.format('words of a garden ' * 9)}</tbody></table>")
    made = fitted(body, Room(plain=50, small=62, fixed=True), ":")
    assert made.count("max-width") == 1
    assert '<td style="max-width:9.65em"><img' in made
    assert "style" not in fitted(body, ROOM, ":")


def test_a_cell_of_many_lines_takes_linear_time() -> None:
    """However many words of it have to part."""
    cell = f"<td>{'Donaudampfschifffahrt<br/>' * 20_000}</td>"
    body = Xhtml(
        f"<table><tbody><tr>{cell}{'<td>Donaudampfschifffahrt</td>' * 3}</tr></tbody></table>"
    )
    start = process_time()
    made = fitted(body, ROOM, ":")
    assert process_time() - start < 20
    assert made.count("parted") == 20_003
