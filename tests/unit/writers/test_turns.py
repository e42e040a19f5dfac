import re
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import block, inline

from blog2book.errors import WriteError
from blog2book.events import Severity
from blog2book.model.rendition import Medium, Rendition, Style
from blog2book.writers import pdf
from blog2book.writers.pdf import piece, turns
from blog2book.writers.pdf.piece import Press
from blog2book.writers.pdf.trial import flow
from judges import verapdf
from laid import begun
from renditions import document, rendition, whole
from samples import Heard

_STYLE = """
@page { size: 200pt 200pt; margin: 20pt }
body { margin: 0; font: 10pt/12pt "Plain", serif; hyphens: auto; hyphenate-character: "-";
  hyphenate-limit-zone: 6% }
p { margin: 0 0 12pt }
"""
_WORDS = (
    *("understanding", "of", "international", "correspondence", "demands", "an", "extraordinary"),
    *("imagination", "and", "considerable", "perseverance", "in", "administration"),
)
_LONG = "incomprehensibility"


def _prose(first: int, count: int = 40) -> str:
    """Return `count` words, most of them long, in an order that `first` decides."""
    return " ".join(_WORDS[(first + n * n) % len(_WORDS)] for n in range(count))


def _book(folder: Path, body: str, more: str = "") -> Rendition:
    """Return a book of one document on small pages."""
    styles = (Style(name="css/book.css", text=_STYLE + more),)
    pages = (document(text=whole(f"<h1>X</h1>{body}", "X")),)
    plain: dict[str, Any] = {"documents": pages, "late": (), "navigation": (), "styles": styles}
    return rendition(folder, Medium.PDF, **plain)


def _one_turn_each(count: int = 12) -> str:
    """Return paragraphs that each begin on a page of their own and end on the next one."""
    return "".join(f'<p style="break-before:page">{_prose(n)}</p>' for n in range(count))


def _bound(book: Rendition, path: Path) -> list[str]:
    """Write a book and return the text of its pages."""
    heard = Heard()
    empty = begun(book, path.parent, cache=path.with_suffix(""))
    layout = pdf.lay_out(empty, book.documents, heard)
    pdf.bind(layout, path, heard)
    assert [one for one in heard.notices if one.severity is not Severity.INFO] == []
    with pypdfium2.PdfDocument(path) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def _ends(texts: list[str]) -> int:
    """Count pages that end on a hyphen: pdfium reads one at the end of a line as U+FFFE."""
    return sum(text.rstrip().endswith(("\ufffe", "-")) for text in texts)


def _letters(texts: list[str]) -> str:
    return re.sub(r"[\s\ufffe\u2010-]", "", "".join(texts))


@pytest.fixture
def as_weasyprint_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let words break where they do when nobody minds."""
    monkeypatch.setattr(piece, "whole_words", nullcontext)


def _lines(book: Rendition) -> list[list[str]]:
    """Return the text of each line on each page."""
    pages = Press(book, {}).lay(str(book.documents[0].text)).pages
    return [
        ["".join(_texts(box)) for box in flow(page).descendants() if isinstance(box, LineBox)]
        for page in pages
    ]


def _texts(box: Any) -> list[str]:
    if hasattr(box, "text"):
        return [box.text]
    return [text for child in getattr(box, "children", ()) for text in _texts(child)]


def test_no_page_ends_on_a_hyphen(tmp_path: Path) -> None:
    """Words that broke over a page turn are whole, and no letter of the text is lost or added."""
    book = _book(tmp_path, _one_turn_each())
    after = _bound(book, tmp_path / "after.pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(piece, "whole_words", nullcontext)
        before = _bound(book, tmp_path / "before.pdf")
    assert _ends(before) > 2
    assert _ends(after) == 0
    assert _letters(after) == _letters(before)


@pytest.mark.slow
def test_the_file_is_tagged_and_the_same_each_time(tmp_path: Path) -> None:
    """A word set whole, in a link too, leaves a PDF/UA-1 file of the same bytes each time."""
    linked = f'<p><a href="https://example.org/">{_prose(3, 60)}</a></p>'
    book = _book(tmp_path, _one_turn_each(6) + linked)
    for name in ("1.pdf", "2.pdf"):
        _bound(book, tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert verapdf(tmp_path / "1.pdf") == []


def test_lines_stay_on_their_grid(tmp_path: Path) -> None:
    """A word set whole moves no line: what stands beside it on a page keeps its register."""
    book = _book(tmp_path, _one_turn_each(6))
    heights = [
        (box.position_y * 0.75 - 20) / 12
        for page in Press(book, {}).lay(str(book.documents[0].text)).pages[1:]
        for box in flow(page).descendants()
        if isinstance(box, LineBox)
    ]
    assert heights == pytest.approx([round(height) for height in heights])


def test_only_the_last_line_of_a_page_is_set_anew(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Up to the end of the first page all lines but the last are broken as they were."""
    book = _book(tmp_path, f"<p>{' '.join([_LONG] * 100)}</p>")
    after = _lines(book)
    request.getfixturevalue("as_weasyprint_does")
    before = _lines(book)
    first = next(number for number, page in enumerate(before) if page[-1].endswith("-"))
    assert after[:first] == before[:first]
    assert after[first][:-1] == before[first][:-1]
    assert before[first][-1].startswith(after[first][-1].rstrip())
    assert any(line.endswith("-") for page in after for line in page)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("<p>A word. <em>{}</em></p>", ""),
        ("<p><em>A</em> <!-- no word --> word <i></i><b>or</b> two: {}</p>", ""),
        ("<p>{}</p>", "p::before { content: 'Never - ' } p::first-letter { font-size: 12pt }"),
        ("<p>{}</p>", "p { font-weight: bold; hyphenate-character: '\u2010' }"),
        ("<p>{}</p>", "p { text-transform: uppercase }"),
        ("<p>{}</p>", "p { orphans: 3; widows: 3 }"),
        ("<ul><li>{}</li></ul>", ""),
        ("<blockquote><div>{}</div></blockquote>", "blockquote { margin: 0 10pt }"),
        ("<p>{0}</p><p>A<i>b</i> {0}</p>", "p { footnote-policy: line } i { float: footnote }"),
        ('<p style="float: left; width: 20pt; height: 150pt">x</p><p>{}</p>', ""),
    ],
)
def test_a_word_is_whole_wherever_it_stands(
    tmp_path: Path, body: str, more: str, request: pytest.FixtureRequest
) -> None:
    """Inside inline elements, behind them, beside generated content and what floats."""
    book = _book(tmp_path, body.format(" ".join([_LONG] * 60)), more)
    after = _lines(book)
    request.getfixturevalue("as_weasyprint_does")
    before = _lines(book)
    assert any(page[-1].endswith(("-", "\u2010")) for page in before[:-1] if page)
    assert not any(page[-1].endswith(("-", "\u2010")) for page in after[:-1] if page)
    assert _letters([*chain(*after)]) == _letters([*chain(*before)])


def test_a_soft_hyphen_is_a_hyphen(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A word that its author allowed to break is set whole at a page's end like any other."""
    soft = "incom\xadpre\xadhensi\xadbility"
    book = _book(tmp_path, f"<p>{' '.join([soft] * 60)}</p>", "body { hyphens: manual }")
    after = _lines(book)
    request.getfixturevalue("as_weasyprint_does")
    assert any(page[-1].endswith("-") for page in _lines(book)[:-1])
    assert not any(page[-1].endswith("-") for page in after[:-1])


def test_a_hyphen_of_the_text_stays(tmp_path: Path) -> None:
    """A compound may end a page on the hyphen that its writer put there."""
    pages = _lines(_book(tmp_path, f"<p>{'-'.join(['over', 'and'] * 200)}</p>"))
    assert any(page[-1].endswith("-") for page in pages[:-1])


@pytest.mark.slow
def test_a_word_longer_than_its_line_breaks_all_the_same(tmp_path: Path) -> None:
    """Where nothing helps a page ends on a hyphen, and no letter is lost."""
    pages = _lines(_book(tmp_path, f"<p>{_LONG * 60}</p>"))
    assert _letters([*chain(*pages)]) == "X" + _LONG * 60


def test_nothing_of_it_stays_behind() -> None:
    """WeasyPrint works as it did when nobody lays out a piece, also after an error."""
    before = (block._linebox_layout, inline.get_next_linebox)  # noqa: SLF001 - what is patched
    with pytest.raises(WriteError), turns.whole_words():
        raise WriteError("on purpose")
    assert (block._linebox_layout, inline.get_next_linebox) == before  # noqa: SLF001 - as above
