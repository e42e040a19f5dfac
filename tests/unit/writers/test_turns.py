import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from blog2book.events import Severity
from blog2book.model.rendition import Document, Medium, Rendition, Style
from blog2book.writers import pdf
from blog2book.writers.pdf import turns
from blog2book.writers.pdf.piece import Piece, Press, Start, lay
from blog2book.writers.pdf.trial import Edit, Trial, flow
from blog2book.writers.pdf.turns import TURNS, Word, broken, settled, wrap
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
    return re.sub(r"[\s\ufffe-]", "", "".join(texts))


def _first(book: Rendition) -> Any:
    """Return the pages of a book's document as they are laid out at first."""
    return Press(book, {}).lay(str(book.documents[0].text)).pages


def _laid(book: Rendition) -> Piece:
    return lay(Press(book, {}), book.documents[0], Start(number=1, right=True))


def _whole(piece: Piece) -> list[str]:
    """Return the words that are set whole, by the elements of the layout that was kept."""
    root = flow(piece.pages[0]).element
    return [str(span.text) for span in root.iter("span")]


def test_no_page_ends_on_a_hyphen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that broke over a page turn are whole, and no letter of the text is lost or added."""
    book = _book(tmp_path, _one_turn_each())
    after = _bound(book, tmp_path / "after.pdf")
    monkeypatch.setattr(turns, "TURNS", 0)
    before = _bound(book, tmp_path / "before.pdf")
    assert _ends(before) > 2
    assert _ends(after) == 0
    assert _letters(after) == _letters(before)


def test_the_file_is_tagged_and_the_same_each_time(tmp_path: Path) -> None:
    """A word set whole, in a link too, leaves a PDF/UA-1 file of the same bytes each time."""
    linked = f'<p><a href="https://example.org/">{_prose(3, 60)}</a></p>'
    book = _book(tmp_path, _one_turn_each(6) + linked)
    assert len(broken(_first(book))) > 1
    for name in ("1.pdf", "2.pdf"):
        _bound(book, tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert verapdf(tmp_path / "1.pdf") == []


def test_lines_stay_on_their_grid(tmp_path: Path) -> None:
    """A word set whole moves no line: what stands beside it on a page keeps its register."""
    piece = _laid(_book(tmp_path, _one_turn_each(6)))
    assert _whole(piece)
    heights = [
        (box.position_y * 0.75 - 20) / 12
        for page in piece.pages[1:]
        for box in flow(page).descendants()
        if isinstance(box, LineBox)
    ]
    assert heights == pytest.approx([round(height) for height in heights])


def test_the_word_at_the_turn_is_set_whole_and_no_other(tmp_path: Path) -> None:
    """Of a hundred equal words, those in which a page ends are wrapped, and nothing else."""
    book = _book(tmp_path, f"<p>{' '.join([_LONG] * 100)}</p>")
    pages = _first(book)
    read = ""
    expected: list[int] = []
    for page in pages:
        texts = [
            box.text
            for box in flow(page).descendants()
            if isinstance(box, TextBox) and box.element_tag == "p"
        ]
        read += re.sub("[- ]", "", "".join(texts))
        if texts[-1].endswith("-"):
            expected.append(len(read) // len(_LONG))
    words = broken(pages)
    assert words
    assert [word.start // len(_LONG + " ") for word in words] == expected
    tree = fromstring(re.sub(r"<!DOCTYPE html>|<\?xml.*?\?>", "", str(book.documents[0].text)))
    before = "".join(tree.itertext())
    wrap(tree, words)
    spans = [one.text for one in tree.iter() if one.get("class") == "whole"]
    assert spans == [_LONG] * len(words)
    assert "".join(tree.itertext()) == before


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("<p>A word. <em>{}</em></p>", ""),
        ("<p><em>A</em> <!-- no word --> word <i></i><b>or</b> two: {}</p>", ""),
        ("<p>{}</p>", "p::before { content: 'Never - ' } p::first-letter { font-size: 12pt }"),
        ("<p>{}</p>", "p { font-weight: bold; hyphenate-character: '\u2010' }"),
        ("<ul><li>{}</li></ul>", ""),
    ],
)
def test_a_word_is_found_wherever_it_stands(tmp_path: Path, body: str, more: str) -> None:
    """Inside inline elements, behind them, and beside generated content."""
    text = " ".join([_LONG] * 60)
    book = _book(tmp_path, body.format(text), more)
    assert broken(_first(book))
    assert set(_whole(_laid(book))) == {_LONG}


def test_marks_and_tied_words_go_with_the_word(tmp_path: Path) -> None:
    """A word is wrapped with its quotation marks and with what a no-break space ties to it."""
    tied = f"“a\xa0{_LONG},”"
    book = _book(tmp_path, f"<p>{' '.join([tied] * 60)}</p>")
    assert broken(_first(book))
    assert set(_whole(_laid(book))) == {tied}


def test_a_soft_hyphen_is_a_hyphen(tmp_path: Path) -> None:
    """A word that its author allowed to break is set whole at a page's end like any other."""
    soft = "incom\xadpre\xadhensi\xadbility"
    book = _book(tmp_path, f"<p>{' '.join([soft] * 60)}</p>", "body { hyphens: manual }")
    assert broken(_first(book))
    assert set(_whole(_laid(book))) == {soft}


def test_a_hyphen_of_the_text_stays(tmp_path: Path) -> None:
    """A compound may end a page on the hyphen that its writer put there."""
    pages = _first(_book(tmp_path, f"<p>{'-'.join(['over', 'and'] * 200)}</p>"))
    texts = [
        [box.text for box in flow(page).descendants() if isinstance(box, TextBox)] for page in pages
    ]
    assert any(page[-1].endswith("-") for page in texts)
    assert broken(pages) == []


def test_what_the_text_does_not_say_is_left_alone(tmp_path: Path) -> None:
    """Where a style prints other letters than the text has, no word is guessed."""
    text = " ".join([_LONG] * 60)
    pages = _first(_book(tmp_path, f"<p>{text}</p>", "p { text-transform: uppercase }"))
    assert len(pages) > 2
    assert broken(pages) == []


def test_a_table_s_head_on_each_page_is_no_turn(tmp_path: Path) -> None:
    """A head that is printed again holds the same letters, and does not go on."""
    rows = "<tr><td>A row.</td></tr>" * 40
    head = f"<thead><tr><th>{_LONG} {_LONG} {_LONG}</th></tr></thead>"
    pages = _first(_book(tmp_path, f"<table>{head}<tbody>{rows}</tbody></table>"))
    assert len(pages) > 2
    assert broken(pages) == []


def test_a_piece_without_breaks_is_laid_out_once(tmp_path: Path) -> None:
    """What costs time is done only for a piece in which a word breaks."""
    book = _book(tmp_path, "<p>Few words.</p>" * 40)
    first = Press(book, {}).lay(str(book.documents[0].text))
    assert len(first.pages) > 1
    trial = Trial(first, lambda _: pytest.fail("laid out again"))
    assert settled(trial, lambda _: ()) is trial


def test_it_ends_after_three_turns_with_the_best(tmp_path: Path) -> None:
    """A text that breaks whatever is done keeps the first of the best layouts."""
    book = _book(tmp_path, f"<p>{_prose(1, 400)}</p>")
    press, text = Press(book, {}), str(book.documents[0].text)
    first = press.lay(text)
    made: list[Any] = []

    def again(_edit: Edit) -> Any:
        made.append(press.lay(text))
        return made[-1]

    assert broken(first.pages)
    assert settled(Trial(first, again), lambda _: ()).printed is first
    assert len(made) == TURNS


def test_a_worse_fault_is_no_price(tmp_path: Path) -> None:
    """A layout without broken words is refused if what weighs more on its pages grew."""
    book = _book(tmp_path, _one_turn_each(4))
    press, text = Press(book, {}), str(book.documents[0].text)
    trial = Trial(press.lay(text), lambda edit: press.lay(text, turns.STYLE, edit=edit))
    assert broken(settled(trial, lambda _: (0,)).pages) == []
    assert settled(trial, lambda pages: (pages is not trial.pages,)) is trial


def test_later_turns_keep_what_earlier_ones_did(tmp_path: Path) -> None:
    """Where one paragraph fills many pages, later turns wrap words beside the earlier ones."""
    book = _book(tmp_path, f"<p>{' '.join([_LONG, 'and'] * 200)}</p>")
    press, text = Press(book, {}), str(book.documents[0].text)
    trees: list[Element] = []

    def again(edit: Edit) -> Any:
        def seen(tree: Element) -> None:
            trees.append(tree)
            edit(tree)

        return press.lay(text, turns.STYLE, edit=seen)

    first = press.lay(text)
    best = settled(Trial(first, again), lambda _: ())
    counts = [len(list(tree.iter("span"))) for tree in trees]
    assert counts == sorted(set(counts))
    assert {"".join(tree.itertext()) for tree in trees} == {
        "".join(flow(first.pages[0]).element.itertext())
    }
    assert len(broken(best.pages)) < len(broken(first.pages))


def test_an_unchanged_document_is_not_laid_out_again(tmp_path: Path) -> None:
    """The piece keeps the document that it was made from, with no word wrapped."""
    book = _book(tmp_path, _one_turn_each(4))
    first = pdf.lay_out(begun(book, tmp_path), book.documents, Heard())
    second = pdf.lay_out(first, book.documents, Heard())
    assert second.sheets.pieces == first.sheets.pieces
    kept: list[Document] = [piece.document for _, piece in first.sheets.pieces]
    assert kept == list(book.documents)


@given(st.data())
def test_wrapping_never_changes_the_text(data: st.DataObject) -> None:
    """Whatever stretches are wrapped, the letters stay, and each span holds its stretch."""
    tree = fromstring("<p>One two<b>three</b> four five<i>six<u/>seven</i><!-- no -->eight</p>")
    texts = [
        (number, place, text)
        for number, one in enumerate(tree.iter())
        for place, text in enumerate([one.text, *(child.tail for child in one)])
        if text
    ]
    chosen = data.draw(st.lists(st.sampled_from(texts), unique=True))
    words: list[Word] = []
    held: list[str] = []
    for number, place, text in chosen:
        cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        words += [Word(number, place, *pair) for pair in pairs]
        held += [text[start:end] for start, end in pairs]
    before = "".join(tree.itertext())
    wrap(tree, words)
    assert "".join(tree.itertext()) == before
    assert sorted(str(one.text) for one in tree.iter("span")) == sorted(held)
