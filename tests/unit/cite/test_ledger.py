from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from blog2book.cite import cite
from blog2book.cite.sources_file import load
from blog2book.config import LinksTable, NotesTable
from blog2book.events import StageAdvanced, StageStarted
from blog2book.markup.text import plain
from blog2book.model.archive import Kind
from blog2book.model.book import Book, Chapter
from blog2book.model.sources import Day, Ledger, Spot
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, comment, entry, post
from works import source_of

STRINGS = {"quote_open": "“", "quote_close": "”", "archived": "archived {date}"}
STRINGS |= {"unlinked": "named in the post without a link", "unlinked_listed": "Named"}
ROBIN = '<a href="https://news.example/robin">{}</a>'


def month(number: int, *bodies: str) -> Chapter:
    """Return a month of 2016 with posts of these bodies."""
    entries = [
        entry(id=f"p-{number}{place}", post=post(key=f"{number}/{place}", body=Xhtml(body)))
        for place, body in enumerate(bodies)
    ]
    return chapter(entries, id=f"m-2016-{number:02}", year=2016, month=number)


def cited(*chapters: Chapter, made: Book | None = None) -> Ledger:
    """Return the ledger of a book of these months."""
    return cite(made or book(chapters), STRINGS, Heard())


def test_notes_are_numbered_by_chapter() -> None:
    """Numbers begin anew with each month; anchors do not."""
    body = f"<p>{ROBIN.format('a')} <a href='https://n.example/b'>b</a></p>"
    ledger = cited(month(1, body.replace("'", '"')), month(2, f"<p>{ROBIN.format('c')}</p>"))
    assert [(one.chapter, one.number) for one in ledger.notes] == [
        ("m-2016-01", 1),
        ("m-2016-01", 2),
        ("m-2016-02", 1),
    ]
    assert len({one.id for one in ledger.notes}) == 3
    assert ledger.notes[0].id.startswith("n-2016-01-")
    assert [one.number for one in ledger.notes if one.chapter == "m-2016-01"] == [1, 2]


def test_a_source_has_one_note_in_a_chapter() -> None:
    """Cited twice in one month, by whatever address, a source keeps its number."""
    again = '<a href="http://www.news.example/robin/?utm_source=x#top">b</a>'
    ledger = cited(month(1, f"<p>{ROBIN.format('a')}</p>", f"<p>{again}</p>"))
    (note,) = ledger.notes
    assert [(one.id, one.entry, one.link) for one in note.calls] == [
        ("r-10-0", "p-10", 0),
        ("r-11-0", "p-11", 0),
    ]
    assert {one.source for one in note.calls} == {source_of(note).key}
    assert note.repeats == ""


def test_notes_and_the_list_print_one_address() -> None:
    """Of two addresses of a source that for telephones is not told; a place in it stays."""
    pond = '<p><a href="{}">a</a></p>'
    ledger = cited(
        month(1, pond.format("https://amp.news.example/pond")),
        month(2, pond.format("https://www.news.example/pond")),
        month(3, pond.format("https://news.example/pond#ice")),
    )
    told = [source_of(one).address for one in ledger.notes]
    assert told == ["https://www.news.example/pond"] * 2 + ["https://www.news.example/pond#ice"]
    assert [one.address for one in ledger.sources] == told[:1]


def test_a_later_chapter_repeats_in_short() -> None:
    """In a later month the source is given in full again, by its title, and in short."""
    titled = ROBIN.format("How the Robin Died")
    ledger = cited(month(1, f"<p>{titled}</p>"), month(2, f"<p>{ROBIN.format('there')}</p>"))
    first, second = ledger.notes
    assert second.repeats == first.id
    assert plain(second.full) == "“How the Robin Died,” news.example/robin."
    assert plain(second.short) == "news.example, “How the Robin Died”"
    assert ledger.sources[0].title == "How the Robin Died"


def test_a_short_note_says_what_the_first_one_said() -> None:
    """A title that a later month gives is in no short note: the first note does not have it."""
    titled = ROBIN.format("How the Robin Died")
    ledger = cited(month(1, f"<p>{ROBIN.format('there')}</p>"), month(2, f"<p>{titled}</p>"))
    assert plain(ledger.notes[1].short) == "news.example"
    assert ledger.sources[0].title == "How the Robin Died"


def test_what_is_known_says_where_it_comes_from() -> None:
    """Site, date and title each name their origin, "" where there is none."""
    body = '<p><a href="https://www.bbc.co.uk/news/2016/12/09/a">The Robin Who Stayed</a></p>'
    bare = '<p><a href="https://n.example/b">there</a></p>'
    one, other = cited(month(1, body + bare)).sources
    assert (one.site, one.site_from) == ("BBC News", "list of sites")
    assert (one.publisher, one.published_from) == ("BBC", "address")
    assert (other.site, other.site_from, other.publisher) == ("n.example", "address", "n.example")
    assert (other.published_from, other.author_from, other.title_from) == ("", "", "")


def test_another_place_in_a_work_is_told_in_full() -> None:
    """A short note would lead to the place of the first: "Releases#2" is not "Releases#1"."""
    link = '<p><a href="https://news.example/robin{}">a</a></p>'
    places = ("#one", "#two", "#one", "")
    notes = cited(*(month(at, link.format(one)) for at, one in enumerate(places, start=1))).notes
    assert [one.repeats for one in notes] == ["", "", notes[0].id, notes[0].id]
    assert plain(notes[1].full) == "news.example/robin#two."


def test_a_third_chapter_repeats_the_first() -> None:
    """A repeated note leads to the first note, not to another repetition."""
    months = [month(number, f"<p>{ROBIN.format('a')}</p>") for number in (1, 2, 3)]
    notes = cited(*months).notes
    assert [one.repeats for one in notes] == ["", notes[0].id, notes[0].id]


def test_a_month_does_not_feel_a_post_in_another() -> None:
    """A post added to the first month leaves what others say as it was, but for a new title."""
    first = f"<p>{ROBIN.format('there')}</p>"
    second = month(2, f"<p>{ROBIN.format('a')}</p><p>{ROBIN.format('b')}</p>")
    before = cited(month(1, "<p>None.</p>"), second).notes
    after = cited(month(1, "<p>None.</p>", first), second).notes[-len(before) :]
    assert [(one.id, one.number, one.full, one.calls) for one in before] == [
        (one.id, one.number, one.full, one.calls) for one in after
    ]
    assert [one.source for one in before] == [one.source for one in after]


@pytest.mark.parametrize(
    ("address", "name", "title"),
    [
        ("https://www.smh.com.au/2012/ponds-are-wet", "The Sydney Morning Herald", ""),
        ("https://www.telegraph.co.uk/ponds-are-wet", "The Daily Telegraph", ""),
        ("https://the-robin-evening-herald.example/ponds", "The Robin Evening Herald", ""),
        (
            "https://the-robin-evening-herald.example/",
            "The Robin Evening Herald",
            "The Robin Evening Herald",
        ),
    ],
    ids=["known site", "other name", "host", "first page"],
)
def test_the_name_of_a_site_is_no_title_of_its_page(address: str, name: str, title: str) -> None:
    """Who links to an article with the paper's name tells the paper, not what the article says."""
    words = f'<a href="{address}">{name}</a>'
    (source,) = cited(month(1, f"<p>As {words} says.</p>")).sources
    assert source.title == title


def test_titles_come_from_attribute_or_text() -> None:
    """A link's title attribute is taken first, then its text, each only if it reads like one."""
    body = (
        '<p><a href="https://a.example/" title="The Attribute Speaks">The Text Speaks</a> '
        '<a href="https://b.example/" title="click">The Text Speaks</a> '
        '<a href="https://c.example/">here</a></p>'
    )
    sources = cited(month(1, body)).sources
    assert [(one.title, one.title_from) for one in sources] == [
        ("The Attribute Speaks", "title attribute"),
        ("The Text Speaks", "link text"),
        ("", ""),
    ]


def test_sources_tell_what_their_address_tells() -> None:
    """Site, date and archived copy are read from the address."""
    href = "https://web.archive.org/web/20130704000000/http://www.n.example/2012/05/03/robin?utm_source=x"
    (source,) = cited(month(1, f'<p><a href="{href}">a</a></p>')).sources
    assert source.key == "https://n.example/2012/05/03/robin"
    assert source.address == "http://www.n.example/2012/05/03/robin"
    assert (source.site, source.published) == ("n.example", Day(year=2012, month=5, day=3))
    assert (source.archived, source.archived_on) == (href, date(2013, 7, 4))


def test_a_place_in_a_page_is_told_if_all_links_agree() -> None:
    """A fragment stays in the address only where it is right for each call."""
    one = '<p><a href="https://n.example/a#b">a</a></p>'
    other = '<p><a href="https://n.example/a#c">a</a></p>'
    marked = '<p><a href="https://n.example/a#:~:text=robin">a</a></p>'
    assert cited(month(1, one, one)).sources[0].address == "https://n.example/a#b"
    assert cited(month(1, one, other)).sources[0].address == "https://n.example/a"
    assert cited(month(1, marked)).sources[0].address == "https://n.example/a"


def test_a_shown_address_is_a_source_without_a_note() -> None:
    """A link whose text is its address is in the ledger and has no note."""
    ledger = cited(month(1, f"<p>{ROBIN.format('news.example/robin')}</p>"))
    assert len(ledger.sources) == 1
    assert ledger.notes == ()


def test_notes_stand_in_the_order_of_their_calls() -> None:
    """The call of a heading follows the next paragraph, so its number does too."""
    body = (
        '<h3>On <a href="https://h.example/">robins</a></h3>'
        '<p>First <a href="https://a.example/">a</a>.</p>'
        '<p>Then <a href="https://b.example/">b</a>.</p>'
    )
    notes = cited(month(1, body)).notes
    assert [source_of(one).site for one in notes] == ["a.example", "h.example", "b.example"]
    assert [one.calls[0].link for one in notes] == [1, 0, 2]


def test_static_pages_have_notes_of_their_own() -> None:
    """The notes of a page stand under its document, after those of the months."""
    page = entry(id="p-about", post=post(key="about", body=Xhtml(f"<p>{ROBIN.format('a')}</p>")))
    made = book([month(1, f"<p>{ROBIN.format('a')}</p>")], pages=(page,))
    first, second = cited(made=made).notes
    assert (second.chapter, second.number) == ("page-p-about", 1)
    assert second.repeats == first.id
    assert second.calls[0].id == "r-about-0"


def test_comments_have_notes() -> None:
    """A link in a comment calls a note of its chapter behind the post's; its anchor is its own."""
    link = '<p><a href="https://n.example/{}">Said here</a></p>'
    made = entry(
        post=post(body=Xhtml(link.format("a"))),
        comments=(comment(), comment(body=Xhtml(link.format("b") + link.format("a")))),
    )
    first, second = cited(chapter([made])).notes
    assert [one.id for one in first.calls] == ["r-0123456789-0", "r-0123456789-c2-1"]
    assert [one.id for one in second.calls] == ["r-0123456789-c2-0"]
    assert {one.entry for one in (*first.calls, *second.calls)} == {made.id}


def test_full_notes_end_in_one_stop() -> None:
    """Every full note ends with exactly one full stop."""
    body = "".join(
        f'<p><a href="https://n.example/{path}">a</a></p>' for path in ("a.", "b", "c?", "d..")
    )
    texts = [plain(one.full) for one in cited(month(1, body)).notes]
    assert all(text.endswith(".") for text in texts)
    assert texts[0] == "n.example/a."


def test_progress_is_reported() -> None:
    """Each month is a step."""
    heard = Heard()
    cite(book([month(1, "<p>a</p>"), month(2, "<p>b</p>")]), STRINGS, heard)
    assert heard.events == [
        StageStarted(stage="notes", total=2),
        StageAdvanced(stage="notes", done=1),
        StageAdvanced(stage="notes", done=2),
    ]


def test_a_paragraph_calls_a_source_once() -> None:
    """Of links to one source in one paragraph only the last has a call; all tell its title."""
    other = '<a href="https://other.example/">b</a>'
    titled = ROBIN.format("How the Robin Died")
    body = f"<p>{titled}, {other}, {ROBIN.format('c')}</p><p>{ROBIN.format('d')}</p>"
    first, second = cited(month(1, body)).notes
    assert source_of(first).site == "other.example"
    assert [one.link for one in second.calls] == [2, 3]
    assert source_of(second).title == "How the Robin Died"


def test_a_heading_shares_the_calls_of_its_paragraph() -> None:
    """The call of a heading stands in the next paragraph, and counts as one of it."""
    body = f"<h3>{ROBIN.format('a')}</h3><p>{ROBIN.format('b')} is dead.</p>"
    (note,) = cited(month(1, body)).notes
    assert [one.link for one in note.calls] == [0]


def test_posts_have_paragraphs_of_their_own() -> None:
    """A paragraph of another post is another paragraph."""
    body = f"<p>{ROBIN.format('a')}</p>"
    (note,) = cited(month(1, body, body)).notes
    assert [one.entry for one in note.calls] == ["p-10", "p-11"]


REPORT = "<p>The BBC reports that it rains.</p>"


def test_a_source_without_a_link_has_a_note() -> None:
    """Its source is the publisher in this post, its call a spot; the list joins all posts."""
    ledger = cited(month(1, REPORT, f"{REPORT}<p>I heard it on the BBC.</p>"), month(2, REPORT))
    assert [(one.number, one.calls[0].entry, one.repeats) for one in ledger.notes] == [
        (1, "p-10", ""),
        (2, "p-11", ""),
        (1, "p-20", ""),
    ]
    first = ledger.notes[0]
    assert plain(first.full) == "BBC, named in the post without a link."
    assert (source_of(first).site, source_of(first).address) == ("BBC", "")
    assert first.calls[0].link == Spot(end=len("The BBC"))
    assert first.calls[0].id == "r-10-w7"
    assert len({one.id for one in ledger.notes}) == 3
    (publisher,) = ledger.publishers
    (listed,) = publisher.listed
    assert (publisher.name, plain(listed.text), len(listed.citations)) == ("BBC", "Named.", 3)
    assert listed.address == listed.archived == ""


def test_words_and_links_are_numbered_as_they_are_read() -> None:
    """Calls of both make one sequence, those too that wait for the end of a paragraph."""
    body = (
        '<h3>On <a href="https://h.example/">robins</a></h3>'
        f'<p>The BBC reports it. See <a href="https://a.example/">a</a>.</p>'
        f"<p>The Guardian reports that it rains.</p>"
        f"<p>{ROBIN.format('b')}.</p>"
    )
    notes = cited(month(1, body)).notes
    assert [source_of(one).site for one in notes] == [
        "BBC",
        "a.example",
        "h.example",
        "The Guardian",
        "news.example",
    ]
    assert [one.number for one in notes] == [1, 2, 3, 4, 5]


def test_a_publisher_is_listed_once_with_what_was_linked() -> None:
    """What is named stands under the name of the site that is linked in another post."""
    link = '<p><a href="https://www.bbc.co.uk/robin">a</a></p>'
    (publisher,) = cited(month(1, link, REPORT)).publishers
    assert (publisher.name, len(publisher.listed)) == ("BBC", 2)


def test_mentions_may_be_listed_only() -> None:
    """For "review" an author is told of all and nothing is noted; "off" looks for none."""
    months = book([month(1, REPORT, "<p>The BBC has a garden.</p>")])
    heard = Heard()
    reviewed = cite(months, STRINGS, heard, notes=NotesTable(mentions="review"))
    assert [(one.site, one.confident) for one in reviewed.mentions] == [
        ("BBC", True),
        ("BBC", False),
    ]
    assert (reviewed.notes, reviewed.sources, reviewed.publishers) == ((), (), ())
    assert [one.message for one in heard.notices] == [
        "BBC is named without a link: “The BBC reports that it rains.”",
        "BBC is named without a link: “The BBC has a garden.”",
    ]
    assert len(cited(*months.chapters).mentions) == 2
    assert cite(months, STRINGS, Heard(), notes=NotesTable(mentions="off")).mentions == ()


def test_only_posts_name_sources() -> None:
    """Their comments and static pages do not, nor does a post on the blog of that name."""
    page = entry(id="p-a", post=post(key="a", kind=Kind.PAGE, body=Xhtml(REPORT)))
    said = entry(comments=(comment(body=Xhtml(REPORT)),))
    assert cited(made=book([chapter([said])], pages=(page,))).notes == ()
    assert cited(made=book([month(1, REPORT)], title="BBC")).notes == ()
    own = book([month(1, REPORT)], address="https://www.bbc.co.uk/blog")
    assert cited(made=own).notes == ()


def test_the_same_words_give_the_same_ledger() -> None:
    """Names and links are found in no order of chance."""
    body = "<p>The BBC, the Guardian and Reuters report that it rains, says CNN.</p>" + REPORT
    assert cited(month(1, body)) == cited(month(1, body))


def test_archived_copies_are_reckoned() -> None:
    """Of what has an address on the web, nearest to the day of the first post of the chapter."""
    body = (
        f"<p>{ROBIN.format('a')}</p>"
        '<p><a href="https://web.archive.org/web/2010/http://n.example/b">b</a></p>'
        '<p><a href="http://intranet/c">c</a></p><p>The BBC reports that it rains.</p>'
    )
    months = [month(1, body), month(2, body)]
    days = [datetime(2016, 1, 5, tzinfo=UTC), datetime(2017, 2, 6, tzinfo=UTC)]
    dated = [
        replace(
            one,
            entries=tuple(
                replace(each, post=replace(each.post, published=day)) for each in one.entries
            ),
        )
        for one, day in zip(months, days, strict=True)
    ]
    ledger = cite(book(dated), STRINGS, Heard(), notes=NotesTable(archived_links=True))
    robin = "https://web.archive.org/web/{}/https://news.example/robin"
    assert [source_of(one).archived for one in ledger.notes] == [
        robin.format("20160105"),
        "https://web.archive.org/web/2010/http://n.example/b",
        "",
        "",
        robin.format("20170206"),
        "https://web.archive.org/web/2010/http://n.example/b",
        "",
        "",
    ]
    assert "web.archive.org/web/20160105/" in plain(ledger.notes[0].full)
    undated = replace(dated[0].entries[0], post=replace(dated[0].entries[0].post, published=None))
    again = cite(
        book([replace(dated[0], entries=(undated,))]),
        STRINGS,
        Heard(),
        notes=NotesTable(archived_links=True),
    )
    assert source_of(again.notes[0]).archived == ""


def test_a_merged_post_may_be_named_by_either_key(tmp_path: Path) -> None:
    """A mention in it is decided under its own key or that of the post in which it goes on."""
    (one,) = month(1, REPORT).entries
    shown = book([chapter([replace(one, merged_keys=("k.example/own",))])])
    keys = (one.post.key, "k.example/own")
    for key in keys:
        file = tmp_path / "sources.toml"
        file.write_text(f'[mentions."{key}"]\nBBC = {{ title = "Rain" }}\nCNN = false\n')
        heard = Heard()
        (note,) = cite(shown, STRINGS, heard, load(file)).notes
        assert source_of(note).title == "Rain"
        (told,) = heard.notices
        assert told.message.startswith(f'[mentions."{key}"] changes nothing: that post does not')
    file.write_text("".join(f'[mentions."{key}"]\nBBC = {"true" if key == keys[0] else "false"}\n'
                            for key in keys))  # fmt: skip
    assert len(cite(shown, STRINGS, Heard(), load(file)).notes) == 1


@pytest.mark.parametrize(
    ("external", "notes", "sources"), [("inline", 0, 1), ("leave", 0, 1), ("drop", 0, 0)]
)
def test_links_may_have_no_notes(external: str, notes: int, sources: int) -> None:
    """Then they are in the list of sources only, or nowhere; what is named has its note still."""
    shown = book([month(1, f"<p>{ROBIN.format('a')}</p>"), month(2, REPORT)])
    ledger = cite(shown, STRINGS, Heard(), policy=LinksTable(external=external))
    assert len([one for one in ledger.notes if source_of(one).address]) == notes
    assert len([one for one in ledger.sources if one.address]) == sources
    assert len(ledger.notes) == 1
