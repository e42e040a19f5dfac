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
