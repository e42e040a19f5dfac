"""Tables as they stand in a book: nothing leaves the page, and words stay whole."""

from pathlib import Path
from typing import Any

import pytest

from blog2book import render
from blog2book.events import ignore
from blog2book.model.rendition import Medium
from blog2book.model.xhtml import Xhtml
from blog2book.writers.pdf.trial import flow
from laid import month
from samples import book, chapter, comment, entry, post
from works import named, work


def table(heads: list[str], cells: list[str]) -> str:
    """Return a table of one row under its headings."""
    head = "".join(f"<th>{one}</th>" for one in heads)
    row = "".join(f"<td>{one}</td>" for one in cells)
    right = row.replace("<td", '<td class="align-right"')
    body = f"<tbody><tr>{row}</tr><tr>{right}</tr></tbody>"
    return f"<table><thead><tr>{head}</tr></thead>{body}</table>"


NINE = table([f"Column heading {n}" for n in range(9)], [f"value{n}.000" for n in range(9)])
FIVE = table(
    ["Name", "Born", "Where", "Occupation", "Remarks"],
    ["Margarethe", "1898", "Mönchengladbach", "schoolmistress", "She kept bees and wrote of them"],
)
CAPITALS = table(["TEMPERATURE", "WAMMAWAMMAW", "MOMMAMOMMA"], ["WWWWWWWWWW", "MMMMMMMM", "1"])
ENDLESS = table(["x" * 300, "y"], ["1", "z" * 300])


@pytest.mark.parametrize(
    "chosen", [{}, {"trim": "6x9"}, {"theme": "base"}, {"vars": {"size": "14pt"}}]
)
def test_no_table_leaves_the_page(tmp_path: Path, chosen: dict[str, Any]) -> None:
    """Whatever its words, each stands within the text area, in every theme, trim and size."""
    quoted = f"<blockquote>{FIVE}</blockquote>"
    laid = month(tmp_path, NINE, FIVE, CAPITALS, ENDLESS, quoted, **chosen).laid()
    for page in laid.pages:
        root = flow(page)
        edge = root.content_box_x() + root.width
        for box in root.descendants():
            if hasattr(box, "text") and box.text.strip():
                assert box.position_x + box.width <= edge + 1, box.text


def test_words_of_a_table_stay_whole(tmp_path: Path) -> None:
    """Where the words of five columns fit, none of them is broken between two lines."""
    laid = month(tmp_path, FIVE).laid()
    boxes = [box for page in laid.pages for box in flow(page).descendants()]
    shown = {box.text.strip() for box in boxes if hasattr(box, "text")}
    assert {"Margarethe", "1898", "Mönchengladbach", "schoolmistress", "Occupation"} <= shown


def test_pictures_and_long_words_give_way_to_short_ones(tmp_path: Path) -> None:
    """Large pictures in a row stand inside the text; beside a long word a number is whole."""
    shown = table(["Picture"] * 2 + ["Income"], ['<img src="a.png" alt=""/>'] * 2 + ["1,234.50"])
    long = table(["Name", "Value"], ["Donaudampfschifffahrtsgesellschaft" * 3, "7,234.50"])
    laid = month(tmp_path, shown, long, pictures={"a.png": (1200, 800)}).laid()
    boxes = [box for page in laid.pages for box in flow(page).descendants()]
    root = flow(laid.pages[0])
    pictures = [box for box in boxes if box.element_tag == "img"]
    assert len(pictures) == 4
    for box in pictures:
        assert box.width > root.width / 4
        assert box.position_x + box.width <= root.content_box_x() + root.width
    words = [box.text.strip() for box in boxes if hasattr(box, "text")]
    assert words.count("1,234.50") == words.count("7,234.50") == 2


@pytest.mark.parametrize("medium", list(Medium))
def test_nine_columns_are_a_list(medium: Medium) -> None:
    """On paper and on a screen each cell says what it is; a calendar's week stays a table."""
    week = table(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"], list("1234567"))
    shown = post(key="k", body=Xhtml(NINE + week))
    made = work(book([chapter([entry(id="p-k", post=shown)])]))
    text = str(named(render.edition(made, medium, ignore), "m-2016-12").text)
    assert text.count("<table") == 1
    assert '<td class="align-right">7</td>' in text
    assert '<dd><span class="field">Column heading 8:</span> value8.000</dd>' in text


@pytest.mark.parametrize(("depth", "kind"), [(0, "whole"), (3, "whole small")])
def test_a_table_in_an_answer_is_measured_by_its_line(depth: int, kind: str) -> None:
    """An answer to an answer is indented, and what fits a whole line must be smaller there."""
    said = comment(body=Xhtml(table(["a"] * 5, ["rhododendra"] * 5)))
    shown = entry(id="p-k", post=post(key="k"), comments=(said,), depths=(depth,))
    made = work(book([chapter([shown])]))
    text = str(named(render.edition(made, Medium.PDF, ignore), "m-2016-12").text)
    assert f'<table class="{kind}">' in text


def test_a_wide_table_without_headings_is_lines(tmp_path: Path) -> None:
    """No word of twelve columns of sentences is broken: each row is a paragraph of its own."""
    words = ["Mönchengladbach", "schoolmistress", "Margarethe", "bees"] * 3
    cells = "".join(f"<td>{one}</td>" for one in words)
    laid = month(tmp_path, f"<table><tbody><tr>{cells}</tr><tr>{cells}</tr></tbody></table>").laid()
    boxes = [box for page in laid.pages for box in flow(page).descendants()]
    shown = [box.text.strip(" ·\u00a0") for box in boxes if hasattr(box, "text")]
    for one in words:
        assert sum(one in text for text in shown) >= 2, shown
