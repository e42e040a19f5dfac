"""What stands where on printed pages, judged by their layout."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from blog2book import render
from blog2book.events import ignore
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Medium
from blog2book.writers.pdf.faces import static
from blog2book.writers.pdf.piece import Piece, Press, Start, lay
from blog2book.writers.pdf.trial import Trial, rows
from laid import month, prose
from samples import Heard, book, chapter, entry, post
from whole import context
from works import named, work

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


@pytest.mark.parametrize(
    ("theme", "count"), [("base", 100), pytest.param("folio", 1000, marks=pytest.mark.slow)]
)
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


def contents(folder: Path, titles: Sequence[str], label: str, **chosen: Any) -> Trial:
    """Return the contents of posts with these titles, all on the page with this label."""
    posts = [
        entry(id=f"p-{place}", post=post(key=str(place), title=title))
        for place, title in enumerate(titles)
    ]
    made = work(book([chapter(posts)]), **chosen)
    rendition = render.edition(made, Medium.PDF, ignore)
    press = Press(rendition, static(rendition.faces, context(folder, Heard())))
    pages = PageMap(
        pages=dict.fromkeys([one.id for one in posts] + ["m-2016-12"], 0), labels=(label,)
    )
    text = str(render.late("contents", made, pages).text)
    return Trial(press.lay(text), lambda edit: press.lay(text, edit=edit))


@pytest.mark.parametrize(("theme", "label"), [("folio", "8"), ("folio", "1888"), ("base", "1888")])
def test_contents_stay_on_the_page_whatever_the_titles(
    theme: str, label: str, tmp_path: Path
) -> None:
    """A title of 400 letters turns before the column of figures, and leaders end before it."""
    trial = contents(
        tmp_path, ["x" * 78, "x" * 400, "A " + "x" * 99, "A long title " * 20], label, theme=theme
    )
    width = trial.pages[0]._page_box.width  # noqa: SLF001 - told nowhere else
    lines = words(trial, "a", "t")
    figures = [one for line in words(trial, "a", "n") for one in line]
    assert [text for text, _, _ in figures] == [label] * 5
    assert all(abs(end - width) < 0.1 for _, _, end in figures)
    column = min(start for _, start, _ in figures)
    assert max(end for line in lines for _, _, end in line) < column
    assert len([line for line in lines if line[-1][0] == " . "]) == 4


def test_a_date_of_a_book_that_runs_to_the_left_stands_over_its_title(tmp_path: Path) -> None:
    """Both stand in the middle of the page, where folio has them."""
    posts = [entry(id=f"p-{one}", post=post(key=str(one), title="عنوان")) for one in range(2)]
    made = work(book([chapter(posts)], language="ar"))
    rendition = render.edition(made, Medium.PDF, ignore)
    press = Press(rendition, static(rendition.faces, context(tmp_path, Heard())))
    text = str(named(rendition, "m-2016-12").text)
    trial = Trial(press.lay(text), lambda edit: press.lay(text, edit=edit))
    width = trial.pages[0]._page_box.width  # noqa: SLF001 - told nowhere else
    heads = [*words(trial, "p", "post-date"), *words(trial, "h2", "post-title")]
    assert len(heads) == 4
    for line in heads:
        middle = (min(start for _, start, _ in line) + max(end for _, _, end in line)) / 2
        assert abs(middle - width / 2) < 3


def test_an_address_in_running_text_is_not_hyphenated(tmp_path: Path) -> None:
    """With a scheme or without one it turns only where an address may, and gets no sign there."""
    given = ["youtube.com/watch?v=abcdefghijkl", "https://example.com/archive/FilePreviewPage.aspx"]
    body = "".join(f"<p>{'See here ' * count}{one} now.</p>" for one in given for count in range(9))
    lines = words(month(tmp_path, body).first(), "p")
    text = "".join(text for line in lines for text, _, _ in line).replace("\u200b", "")
    assert text.count(given[0]) == 9
    assert text.count(given[1]) == 9
    ends = {
        line[-1][0].strip("\u200b") or line[-2][0].strip("\u200b") for line in lines if line[1:]
    }
    assert ends >= {"youtube", ".com/", "archive/"}
    assert not any(one.endswith("-") for one in ends)


def test_a_post_without_a_title_is_upright(tmp_path: Path) -> None:
    """No style of what else has no title, as some sources, reaches its text."""
    trial = month(tmp_path, "<p>Some words.</p>", title="").first()
    styles = {
        row.box.style["font_style"] for row in rows(trial.pages) if row.box.element_tag == "p"
    }
    assert styles == {"normal"}


_QUOTED = {
    "en": "“A ‘b’”",
    "de": "„A ‚b‘“",
    "de-CH": "«A ‹b›»",
    "fr": "«\u202fA “b”\u202f»",
    "fr-CA": "«\u202fA “b”\u202f»",
    "fr-CH": "«\u202fA ‹b›\u202f»",
}


def test_a_quotation_in_a_line_has_the_marks_of_its_language(tmp_path: Path) -> None:
    """A page of the web shows them without their being in the text; so does a page of paper."""
    spoken = "".join(f'<p lang="{one}"><q>A <q>b</q></q></p>' for one in _QUOTED)
    lines = words(month(tmp_path, spoken).first(), "p")
    assert ["".join(text for text, _, _ in line) for line in lines] == [*_QUOTED.values()]


@pytest.mark.parametrize("theme", ["base", "folio"])
@pytest.mark.parametrize("first", [1, 2])
def test_a_month_opens_without_a_running_head(theme: str, first: int, tmp_path: Path) -> None:
    """Its first page has none on either side, each page behind it has one."""
    made = month(tmp_path, prose(80), theme=theme)
    pages = lay(made.press, made.document, Start(number=first, right=first == 1)).pages
    heads = [_head(page) for page in pages]
    assert len(heads) > 2
    assert [bool(head) for head in heads] == [place > 0 for place in range(len(heads))]


def _head(page: Any) -> str:
    """Return what stands above the text of a page."""
    return "".join(
        box.text
        for margin in page._page_box.children  # noqa: SLF001 - told nowhere else
        if getattr(margin, "at_keyword", "") == "@top-center"
        for box in margin.descendants()
        if hasattr(box, "text")
    )
