import time
from pathlib import Path

import pytest

from blog2book.markup.calls import parted
from blog2book.markup.clean import clean
from blog2book.markup.footnotes import footnotes, opened, renumbered
from blog2book.markup.text import escape, joined
from blog2book.model.sources import Cited
from blog2book.model.xhtml import Xhtml

CASES = Path(__file__).parents[2] / "cases" / "footnotes"


def called(body: Xhtml) -> str:
    """Return a body with "[n]" for each call of its n-th footnote, and the footnotes below it."""
    found = footnotes(body)
    calls: dict[Cited, Xhtml] = {
        call.link: Xhtml(f"<b>[{number}]</b>")
        for number, one in enumerate(found, start=1)
        for call in one.calls
    }
    made = parted(body, calls, {one.id: f"#n-{one.id}" for one in found})
    lines: list[str] = [made.body]
    for number, one in enumerate(found, start=1):
        first, more = opened(made.footnotes[one.id])
        link = "" if one.only is None else " (a link)"
        lines += [f"{number}. n-{one.id}{link}: {first}", *filter(None, [more])]
    return "\n".join(lines).replace("<b>[", "[").replace("]</b>", "]") + "\n"


@pytest.mark.parametrize("case", sorted(one.name for one in CASES.iterdir() if one.is_dir()))
def test_footnotes_leave_the_text_and_our_calls_stand_for_their_own(case: str) -> None:
    """A footnote that is called is taken out whole, without its ways back; others stay."""
    body = clean((CASES / case / "input.html").read_text("utf-8")).body
    expected = CASES / case / "expected.html"
    assert called(body) == expected.read_text("utf-8")


def test_ids_to_which_a_link_may_lead_stay() -> None:
    """The call takes over the id of the author's own, and what else had one leaves it behind."""
    body = Xhtml(
        '<p>a<sup id="s"><a id="c" href="#f">1</a></sup></p>'
        '<div class="footnotes"><ol><li id="f">b</li></ol></div>'
    )
    (found,) = footnotes(body)
    assert [(call.link, call.id) for call in found.calls] == [(0, "c")]
    made = parted(body, {0: escape("[1]")}, {"f": "#n-f"})
    assert made.body == '<p>a<span id="s"></span>[1]</p>'


def test_words_that_lead_to_a_footnote_tell_its_new_number() -> None:
    """A link that holds the old number as its only figures gets the note's, others stay."""
    body = Xhtml(
        '<p>a<a href="#f"><sup>2</sup></a>, b<a href="#g"><sup>3</sup></a>. See {}</p>'
        '<div class="footnotes"><ol><li id="f">c</li><li id="g">d</li></ol></div>'
    )
    for words, made in (
        ('<a href="#f">note <b>2</b></a>', '<a href="#f">note <b>14</b></a>'),
        ('<a href="#f"><b>note</b> 2 above</a>', '<a href="#f"><b>note</b> 14 above</a>'),
        ('<a href="#f">note 2 of 2012</a>', '<a href="#f">note 2 of 2012</a>'),
        ('<a href="#f">note 3</a>', '<a href="#f">note 3</a>'),
        ('<a href="#g">note 3</a>', '<a href="#g">note 3</a>'),
        ('<a href="#x">note 2</a>', '<a href="#x">note 2</a>'),
    ):
        given = Xhtml(body.replace("{}", words))
        assert renumbered(given, {0: "14", 1: "3"}) == body.replace("{}", made)
    plain = Xhtml('<p><a href="#f">1</a></p>')
    assert renumbered(plain, {0: "2"}) == plain


def test_a_body_without_footnotes_stays() -> None:
    """A list without calls is none of ours, and a footnote that nobody names stays where it is."""
    body = Xhtml(
        '<p>a<a href="#f">1</a></p><div class="footnotes"><ol><li id="f">b</li></ol></div>'
    )
    assert parted(body, {}, {}).body == body
    assert footnotes(Xhtml('<p><a href="#f">1</a></p><ol><li id="f">b</li></ol>')) == ()


def test_many_footnotes_take_linear_time() -> None:
    """Thousands of footnotes, all called in one element, are taken out at once."""
    count = 2_000
    calls = "".join(f'<sup><a id="r{n}" href="#f{n}">{n}</a></sup> ' for n in range(count))
    items = "".join(f'<li id="f{n}">a <a href="#r{n}">↑</a></li>' for n in range(count))
    body = Xhtml(f'<p><em>{calls}</em></p><div class="footnotes"><ol>{items}</ol></div>')
    start = time.process_time()
    found = footnotes(body)
    marks: dict[Cited, Xhtml] = {one.calls[0].link: escape("x") for one in found}
    made = parted(body, marks, {one.id: one.id for one in found})
    assert len(made.footnotes) == count
    assert joined([made.footnotes["f0"]]).endswith("<li>a</li></ol></div>")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="#s">1</a></p><p id="s">1. Pears</p>',
        '<p>See <a href="#s">[1]</a>.</p><p id="s">Pears</p>',
        '<p>See <a href="#s">[2]</a>.</p><p id="s">[1] Pears</p>',
        '<p>See <a href="#s">the note</a>.</p><p id="s">[1] Pears</p>',
        '<p id="s">[1] is <a href="#s">[1]</a>.</p>',
    ],
)
def test_a_paragraph_with_a_number_may_be_none(html: str) -> None:
    """It is one where a number in brackets, the same, leads to it, or it leads back."""
    assert clean(html).body == html


@pytest.mark.parametrize("case", ["medium", "word"])
def test_cleaning_footnotes_again_changes_nothing(case: str) -> None:
    """A list of them is one already."""
    body = clean((CASES / case / "input.html").read_text("utf-8")).body
    assert clean(body).body == body
