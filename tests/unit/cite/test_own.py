from blog2book.cite import cite
from blog2book.config import LinksTable
from blog2book.markup.text import plain
from blog2book.model.sources import Ledger
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, entry, post

STRINGS = {"quote_open": "“", "quote_close": "”", "archived": "archived {date}"}
STRINGS |= {"unlinked": "named in the post without a link", "unlinked_listed": "Named"}
BODY = (
    '<p>Frost<sup><a id="p-1-fnref1" href="#p-1-fn1">1</a></sup> in '
    '<a href="https://news.example/a">a paper</a>,<sup><a href="#p-1-fn2">2</a></sup> twice'
    '<sup><a href="#p-1-fn2">2</a></sup>, as '
    '<a href="https://news.example/b">b</a> said<sup><a href="#p-1-fn1">1</a></sup>.</p>'
    '<div class="footnotes"><ol><li id="p-1-fn1">See <a href="https://news.example/c">c</a>.</li>'
    '<li id="p-1-fn2"><a href="https://news.example/b">https://news.example/b</a></li></ol></div>'
)


def cited(external: str = "note") -> Ledger:
    """Return the ledger of a book of one post with footnotes."""
    whole = book(
        [chapter([entry(id="p-1", post=post(body=Xhtml(BODY)))], id="m-2016-12", month=12)]
    )
    return cite(whole, STRINGS, Heard(), policy=LinksTable(external=external))


def test_own_notes_and_ours_are_one_sequence() -> None:
    """Footnotes and sources are numbered in the order of their calls, whoever wrote the note."""
    notes = cited().notes
    assert [(one.number, one.source.key if one.source else "") for one in notes] == [
        (1, ""),
        (2, "https://news.example/a"),
        (3, "https://news.example/b"),
    ]
    assert [[call.footnote for call in one.calls] for one in notes] == [
        ["p-1-fn1", "p-1-fn1"],
        [""],
        ["p-1-fn2", "p-1-fn2", ""],
    ]
    assert notes[0].id == "n-p-1-fn1"
    assert [one.id for one in notes[0].calls] == ["p-1-fnref1", "r-1-5"]


def test_a_footnote_that_is_an_address_is_the_note_of_its_source() -> None:
    """It is told in full, shares its number with a link to the same page, and is listed once."""
    ledger = cited()
    assert plain(ledger.notes[2].full) == "news.example/b."
    listed = {one.source.key: one.citations for one in ledger.publishers[0].listed}
    assert [one.id for one in listed["https://news.example/b"]] == ["r-1-2", "r-1-3", "r-1-4"]
    assert [one.id for one in listed["https://news.example/c"]] == ["r-1-6"]
    assert ledger.called >= {"r-1-2", "r-1-3", "r-1-4"}


def test_own_notes_stay_notes_where_links_get_none() -> None:
    """With links left alone only what the author wrote is numbered."""
    notes = cited("leave").notes
    assert [(one.number, one.source) for one in notes] == [(1, None), (2, None)]
