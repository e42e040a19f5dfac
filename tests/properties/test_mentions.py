"""Whatever a post says, a mention stands in it, and long texts take no more than their share."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog2book.addresses import host
from blog2book.cite import cite
from blog2book.cite.mentions import mentioned
from blog2book.cite.mentions_names import known
from blog2book.markup.calls import place_calls
from blog2book.markup.text import escape, joined
from blog2book.model.sources import Cited, Mention, Spot
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, entry, post
from works import source_of

NAMES = known({}, {})
STRINGS = {
    "quote_open": "“",
    "quote_close": "”",
    "archived": "archived {date}",
    "site_blog": "{site} (blog)",
    "unlinked": "named",
    "unlinked_listed": "Named",
}
WORDS = st.sampled_from(
    [
        "the Guardian",
        "BBC",
        "The BBC",
        "Time",
        "Ofsted",
        "El País",
        "„Zeit“",
        "’s report",
        "reports",
        "that",
        "it",
        "is reported in",
        "according to",
        "article",
        "via",
        "(",
        ")",
        ".",
        "\n",
        "“",
        "”",
        "I read in",
        "worked at",
        "—",
        "12 May 2012",
        "\xa0",
        "é",
        "&",
        "<",
        "-Artikel",
        "laut",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=40)
WRAPPERS = st.sampled_from(
    ["{}", "<em>{}</em>", '<a href="https://x.example/">{}</a>', "<b><i>{}</i></b>", "{}<br/>"]
)
PIECES = st.builds(lambda text, wrapper: Xhtml(wrapper.format(escape(text))), TEXTS, WRAPPERS)
BLOCKS = st.sampled_from(["<p>{}</p>", "<blockquote><p>{}</p></blockquote>", "<h3>{}</h3>"])
BODIES = st.lists(
    st.builds(
        lambda pieces, block: Xhtml(block.format(joined(pieces))),
        st.lists(PIECES, min_size=1, max_size=3),
        BLOCKS,
    ),
    max_size=5,
).map(joined)


def mentions(body: Xhtml) -> tuple[Mention, ...]:
    """Return the mentions of a post with this body."""
    return mentioned(entry(post=post(body=body)), NAMES, host, ())


@given(BODIES)
def test_a_mention_has_a_place_for_its_call(body: Xhtml) -> None:
    """Each publisher is mentioned once, and each mention's call can be placed in the body."""
    found = mentions(body)
    assert found == mentions(body)
    assert len({one.site for one in found}) == len(found)
    marks: dict[Cited, Xhtml] = {
        one.spot: escape(f"\ue000{at}\ue001") for at, one in enumerate(found)
    }
    placed = place_calls(body, marks)
    assert all(placed.count(mark) == 1 for mark in marks.values())
    assert place_calls(body, {Spot(end=10**6): escape("x")}) == place_calls(body, {})


@given(BODIES)
def test_calls_of_words_and_links_are_in_one_order(body: Xhtml) -> None:
    """Nothing that cites is lost where both are put in order, and numbers rise down the page."""
    made = book([chapter([entry(post=post(body=body))])])
    ledger = cite(made, STRINGS, Heard())
    numbers = {one.link: note.number for note in ledger.notes for one in note.calls}
    marks: dict[Cited, Xhtml] = {at: Xhtml(f"<b>{number}</b>") for at, number in numbers.items()}
    read = re.findall("<b>([0-9]+)</b>", place_calls(body, marks))
    assert len(read) == len(numbers)
    assert list(dict.fromkeys(map(int, read))) == [note.number for note in ledger.notes]
    named = {source_of(note).site for note in ledger.notes if not source_of(note).address}
    assert named == {one.site for one in ledger.mentions if one.confident}


@pytest.mark.parametrize(
    "piece",
    [
        "BBC ",
        "the Guardian, Time (BBC) ",
        "read more ",
        "an article in the ",
        "(the Times",
        "</p><p>The BBC.",
        "<em>the Guardian</em> ",
        '<a href="https://x.example/">x</a> the Guardian ',
        '</p><blockquote cite="https://x.example/"><p>the BBC</p></blockquote><p>',
        "“Time” in in in the the Guardian's ",
    ],
)
def test_a_long_text_takes_linear_time(piece: str) -> None:
    """A megabyte of names and half cues is read in seconds; with its square it would be hours."""
    body = Xhtml(f"<p>{piece * (1_000_000 // len(piece))}</p>")
    started = time.perf_counter()
    mentions(body)
    assert time.perf_counter() - started < 60
