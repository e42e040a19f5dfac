from dataclasses import replace

import pytest

from blog2book.cite import cite
from blog2book.cite.sources_file import SourcesFile, load
from blog2book.config import LinksTable, NotesTable
from blog2book.markup.text import plain
from blog2book.model.sources import Ledger, Note
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


def noted(*footnotes: str, user: SourcesFile | None = None) -> list[Note]:
    """Return the notes of posts of a month each with one footnote."""
    months = [
        chapter(
            [
                entry(
                    id=f"p-{number}",
                    post=post(
                        key=f"blog.example/{number}",
                        body=Xhtml(
                            f'<p>a<sup><a href="#p-{number}-f">1</a></sup></p>'
                            '<div class="footnotes"><ol>'
                            f'<li id="p-{number}-f">{said}</li></ol></div>'
                        ),
                    ),
                )
            ],
            id=f"m-2016-{number:02}",
            month=number,
        )
        for number, said in enumerate(footnotes, start=1)
    ]
    return list(cite(book(months), STRINGS, Heard(), user).notes)


def link(words: str, title: str = "") -> str:
    """Return a link to one work."""
    return f'<a href="https://news.example/a" title="{title}">{words}</a>'


def test_a_footnote_that_is_a_title_is_the_note_of_its_source() -> None:
    """Its words are those of the note, in full, also where an earlier note has another title."""
    first, second, third = noted(
        f"{link('How the Robin Died')}.",
        link("Robins of the Year"),
        link("https://news.example/a"),
    )
    assert plain(first.full) == "“How the Robin Died,” news.example/a."
    assert plain(second.full) == "“Robins of the Year,” news.example/a."
    assert [one.id for one in (first, second)] == ["n-p-1-f", "n-p-2-f"]
    assert [one.repeats for one in (first, second, third)] == ["", "", "n-p-1-f"]


def test_words_that_no_note_would_say_stay_a_footnote() -> None:
    """Words that are no title, that stand beside more, or that a person corrects, stay."""
    told = {"https://news.example/a": {"title": "Robin"}}
    user = replace(load(None), works=told, written={"https://news.example/a": "a"})
    for notes in (
        noted(link("as he said himself")),
        noted(f"See {link('How the Robin Died')}"),
        noted(link("How the Robin Died", "The Robin, a Life in Letters")),
        noted(link("How the Robin Died"), user=user),
    ):
        assert [one.source for one in notes] == [None]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("{link}{call}", ["n-p-1-f"]),
        ("{link} says so.{call}", ["n-p-1-f"]),
        ("{link}</p><p>{call}", ["r-1-0", "n-p-1-f"]),
        ("{call} {link}", ["n-p-1-f", "r-1-1"]),
        ('<a href="https://news.example/b">b</a>{call}', ["r-1-0", "n-p-1-f"]),
    ],
)
def test_a_link_before_a_footnote_on_the_same_work_has_no_note(text: str, notes: list[str]) -> None:
    """The footnote tells the address; the link stands in the list of sources all the same."""
    made = text.format(link=link("the paper"), call='<sup><a href="#p-1-f">1</a></sup>')
    body = (
        f'<p>{made}</p><div class="footnotes"><ol><li id="p-1-f">See {link("it")}</li></ol></div>'
    )
    whole = book([chapter([entry(id="p-1", post=post(body=Xhtml(body)))])])
    ledger = cite(whole, STRINGS, Heard())
    assert [one.calls[0].id if one.source else one.id for one in ledger.notes] == notes
    cited = [one for each in ledger.publishers for one in each.listed]
    assert sum(len(one.citations) for one in cited) == 2


def test_one_footnote_gives_a_note_its_title() -> None:
    """A second one of the same words stays the author's own: its words are looked for there."""
    body = BODY.replace("https://news.example/b</a>", "How the Robin Died</a>").replace(
        '">See <a href="https://news.example/c">c</a>',
        '"><a href="https://news.example/b">How the Robin Died</a>',
    )
    whole = book([chapter([entry(id="p-1", post=post(body=Xhtml(body)))])])
    each = cite(whole, STRINGS, Heard(), notes=NotesTable(place="page")).notes
    assert [one.id for one in each if one.id.startswith("n-p-1-fn1")] == [
        "n-p-1-fn1",
        "n-p-1-fn1-2",
    ]
    notes = cite(whole, STRINGS, Heard()).notes
    assert [(one.id, bool(one.source)) for one in notes[::2]] == [
        ("n-p-1-fn1", True),
        ("n-p-1-fn2", False),
    ]
