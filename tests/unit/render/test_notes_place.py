from dataclasses import replace

import pytest

from blog2book import render
from blog2book.cite import cite
from blog2book.config import PLACES, NotesTable, Settings
from blog2book.markup.clean import clean
from blog2book.markup.ids import prefix
from blog2book.model.archive import Kind
from blog2book.model.rendition import Medium, Rendition
from blog2book.model.xhtml import Xhtml
from blog2book.render import Work
from pairs import unpaired
from samples import Heard, book, chapter, comment, entry, post
from works import text_of, work

BODY = (
    '<p>Frost<sup><a id="r1" href="#fn1">1</a></sup> in <a href="https://n.example/a">a</a>, twice'
    '<sup><a href="#fn1">1</a></sup>, <a href="https://n.example/{0}">{0}</a>,'
    '<sup><a href="#fn2">2</a></sup> <a href="#fn1">below</a>.</p><h2 id="h">H</h2><p>Words.</p>'
    '<div class="footnotes"><ol><li id="fn1">See <a href="#h">H</a><sup><a href="#fn2">2</a></sup> '
    'and <a href="#r1">↑</a></li><li id="fn2"><p>One.</p><pre>two</pre></li></ol></div>'
)
FOOTNOTE = "post:p-1#p-1-fn2"


def whole(medium: Medium, place: str, said: str = BODY) -> Rendition:
    """Return a book of three posts in two months and a page, with notes in that place."""
    return render.edition(notes_work(place, said), medium, Heard())


def notes_work(place: str, said: str) -> Work:
    """Return a work of three posts in two months and a page, which say the same."""

    def body(key: str) -> Xhtml:
        return prefix(clean(said.format(key)).body, key)

    linked = Xhtml(f'<p>See <a href="{FOOTNOTE}">that note</a>.</p>{body("p-3")}')
    answer = comment(body=Xhtml('<p><a href="https://n.example/a">So</a></p>'))
    months = [
        chapter(
            [
                entry(id="p-1", post=post(key="p-1", body=body("p-1"), comments=(answer,))),
                entry(id="p-2", post=post(key="p-2", body=body("p-2"))),
            ],
            id="m-2016-11",
            month=11,
        ),
        chapter([entry(id="p-3", post=post(key="p-3", body=linked))]),
    ]
    page = entry(id="p-4", post=post(key="p-4", kind=Kind.PAGE, body=body("p-4")))
    made = work(book(months, pages=(page,), language="en"))
    table = NotesTable(place=place)
    strings = made.theme.strings("en", Heard())
    return replace(
        made,
        ledger=cite(made.book, strings, Heard(), notes=table),
        settings=Settings(notes=table),
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("medium", list(Medium))
def test_calls_and_notes_lead_to_each_other(medium: Medium, place: str) -> None:
    """Wherever notes stand, each call has its note, and each note its calls."""
    count, wrong = unpaired(whole(medium, place))
    assert wrong == []
    assert count > 20


def test_notes_of_a_post_stand_with_it() -> None:
    """Each post counts its notes anew, has them below it, and the month prints none."""
    text = text_of(whole(Medium.EPUB, "post"), "m-2016-11")
    first, second = text.split('id="p-2"')
    assert [one.count('class="notes"') for one in (first, second)] == [1, 1]
    assert [one.count(">1.</") for one in (first, second)] == [1, 1]


def test_notes_of_a_book_stand_in_a_document_of_their_own() -> None:
    """They come by months and pages, where they are numbered anew; links to footnotes go there."""
    made = whole(Medium.EPUB, "book")
    text = text_of(made, "endnotes")
    assert text.count('class="notes-head caps"') == text.count(">1.</") == 3
    assert 'class="notes' not in text_of(made, "m-2016-11")
    assert '<a href="endnotes.xhtml#n-p-1-fn2">that note</a>' in text_of(made, "m-2016-12")
    assert '<a href="endnotes.xhtml#n-p-1-fn1">below</a>' in text_of(made, "m-2016-11")
    assert '<a href="m-2016-11.xhtml#p-1-h">H</a>' in text
    assert "endnotes" in [one.document for one in made.navigation]


PLAIN = (
    '<p>{0}<sup><a id="r1" href="#fn1">1</a></sup> in <a href="https://n.example/a">a</a>, '
    '<a href="https://n.example/{0}">{0}</a>.</p><p><a href="https://n.example/a">a</a>'
    '<sup><a href="#fn1">1</a></sup></p>'
    '<div class="footnotes"><ol><li id="fn1">See <a href="post:p-2">it</a>.</li></ol></div>'
)


def test_notes_at_the_foot_of_the_page_stand_behind_their_calls() -> None:
    """In print each call of a source has a note of its own, and the month none behind it."""
    made = whole(Medium.PDF, "page", said=PLAIN)
    text = text_of(made, "m-2016-11")
    assert unpaired(made)[1] == []
    assert text.count('<span class="at-foot"') == 8
    assert text.count('class="xref"') == 3
    assert text.count("See it.</span>") == 2
    assert '<section class="notes' not in text


def test_notes_with_blocks_stand_at_the_foot_of_the_page() -> None:
    """No name of a block stands in a note, for an HTML parser would end the paragraph there."""
    said = PLAIN.replace("</li></ol>", "<p>More.</p><hr/><ul><li>One</li></ul></li></ol>")
    text = text_of(whole(Medium.PDF, "page", said=said), "m-2016-11")
    more = "<at-foot-p>More.</at-foot-p><at-foot-hr></at-foot-hr>"
    assert f"{more}<at-foot-ul><at-foot-li>One</at-foot-li></at-foot-ul></span>" in text
    assert '<section class="notes' not in text


def test_notes_that_only_notes_call_stand_behind_their_month() -> None:
    """They have no call in the text whose page would be theirs; so all notes go behind."""
    said = BODY.replace('<sup><a href="#fn2">2</a></sup> <a href="#fn1">', '<a href="#fn1">')
    text = text_of(whole(Medium.PDF, "page", said=said), "m-2016-11")
    assert '<span class="at-foot"' not in text
    assert '<section class="notes' in text


def test_months_are_made_again_with_their_notes_behind_them() -> None:
    """Those are made that are named, and no other."""
    made = notes_work("page", said=PLAIN)
    (again,) = render.notes_behind({"m-2016-12"}, made)
    assert again.name == "m-2016-12"
    assert '<section class="notes' in (again.text or "")


def test_links_to_a_footnote_lead_to_its_note() -> None:
    """From another month they name its file, on paper they do not."""
    link = '<a href="{}#n-p-1-fn2">that note</a>'
    assert link.format("m-2016-11.xhtml") in text_of(whole(Medium.EPUB, "month"), "m-2016-12")
    assert link.format("") in text_of(whole(Medium.PDF, "month"), "m-2016-12")


def test_long_notes_of_a_book_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document at the end holds a month whole, and another where that would be too much."""
    monkeypatch.setattr("blog2book.render.editions._ON_A_SCREEN", 3)
    made = whole(Medium.EPUB, "book")
    assert [one.name for one in made.documents if one.role == "endnotes"] == [
        "endnotes",
        "endnotes-2",
        "endnotes-3",
    ]
    assert unpaired(made)[1] == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("month", "at the end of each month"),
        ("page", "at the foot of the page"),
        ("post", "at the end of each post"),
        ("book", "at the end of the book"),
    ],
)
def test_the_book_says_where_its_notes_stand(place: str, words: str) -> None:
    """The sentence on the copyright page is true."""
    assert f"numbered notes {words}." in text_of(whole(Medium.PDF, place), "copyright")
