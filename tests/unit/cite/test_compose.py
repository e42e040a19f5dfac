from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from blog2book.cite.compose import (
    Words,
    full_text,
    listed_address,
    listed_text,
    short_text,
)
from blog2book.markup.text import plain
from blog2book.model.sources import Day, Source

ENGLISH = {
    "site_blog": "{site} (blog)",
    "quote_open": "“",
    "quote_close": "”",
    "archived": "archived {date}, at the Wayback Machine",
}
GERMAN = {"quote_open": "„", "quote_close": "“", "archived": "archiviert am {date}"}
FRENCH = {"quote_open": "« ", "quote_close": " »", "archived": "archivé le {date}"}
MAY = Day(year=2012, month=5, day=3)


def source(**fields: Any) -> Source:
    """Return a source of which little is known."""
    known: dict[str, Any] = {
        "key": "https://news.example/robin",
        "address": "https://www.news.example/robin",
        "author": "",
        "title": "",
        "title_from": "",
        "site": "news.example",
        "published": None,
        "archived": "",
        "archived_on": None,
    }
    return Source(**(known | fields))


def said(found: Source, day: Day | None = None, language: str = "en-GB") -> str:
    """Return what a note says, as plain text."""
    strings = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}[language[:2]]
    return plain(
        full_text(
            replace(found, published=day or found.published),
            Words(strings=strings, language=language),
        )
    )


def test_what_is_unknown_is_left_out() -> None:
    """A bare address is its own note, with one full stop."""
    assert said(source()) == "www.news.example/robin."


def test_title_site_date_and_address() -> None:
    """A note gives title, site, date and address in Chicago's order."""
    found = source(title="How Robin Died")
    assert said(found, MAY) == (
        "“How Robin Died,” news.example, 3 May 2012, www.news.example/robin."
    )


def test_a_host_is_not_said_twice() -> None:
    """The site is left out right before the address that begins with it, unless it is a name."""
    assert said(source(title="Robin")) == "“Robin,” www.news.example/robin."
    named = source(title="Robin", site="The News")
    assert said(named) == "“Robin,” The News, www.news.example/robin."


def test_a_month_stays_a_month() -> None:
    """Where an address tells only the month, no day is invented."""
    month = Day(year=2012, month=5, day=None)
    assert said(source(), month) == "news.example, May 2012, www.news.example/robin."


@pytest.mark.parametrize(
    ("title", "language", "note"),
    [
        ("Who Owns It?", "en", "“Who Owns It?” www.news.example/robin."),
        ("The “Robin” Case", "en", "“The ‘Robin’ Case,” www.news.example/robin."),
        ('The "Robin" Case', "en", "“The ‘Robin’ Case,” www.news.example/robin."),
        ("Das Rotkehlchen", "de", "„Das Rotkehlchen“, www.news.example/robin."),
        ("Wem gehört es?", "de", "„Wem gehört es?“ www.news.example/robin."),
        ("Le rouge-gorge", "fr", "« Le rouge-gorge », www.news.example/robin."),
        ("Beans & <Peas>", "en", "“Beans & <Peas>,” www.news.example/robin."),
    ],
)
def test_titles_are_quoted_as_the_language_does(title: str, language: str, note: str) -> None:
    """Marks and comma are the language's, and a question mark needs no comma."""
    assert said(source(title=title), language=language) == note


def test_a_site_stands_apart_from_right_to_left() -> None:
    """A Latin name there draws no figure of the date behind it to itself; words stay the same."""
    made = full_text(source(published=MAY), Words(strings=ENGLISH, language="ar"))
    assert made.startswith("<bdi>news.example</bdi>, 3 ")
    assert "bdi" not in full_text(source(published=MAY), Words(strings=ENGLISH, language="en"))


def test_an_archived_copy_is_told() -> None:
    """A Wayback copy is told in words with its day, another archive's by its address."""
    copy = "https://web.archive.org/web/20100112/http://news.example/robin"
    dated = source(archived=copy, archived_on=date(2010, 1, 12))
    assert said(dated) == (
        "www.news.example/robin, archived 12 January 2010, at the Wayback Machine."
    )
    assert said(dated, language="de") == "www.news.example/robin, archiviert am 12. Januar 2010."
    undated = source(archived="https://web.archive.org/web/2010/http://news.example/robin")
    assert "web.archive.org/web/2010/" in said(undated)
    other = source(archived="https://archive.ph/2012-05-03/https://news.example/robin")
    assert "archive.ph/2012-05-03/" in said(other)


def test_one_full_stop() -> None:
    """An address that ends in a stop gets no second one."""
    assert said(source(address="https://news.example/Robin_Jr.")) == "news.example/Robin_Jr."


def test_addresses_may_break() -> None:
    """The address is in pieces, with places to break."""
    text = full_text(source(), Words(strings=ENGLISH, language="en"))
    assert text == (
        '<span class="url"><span>www.news.example/</span><wbr/><span>robin</span></span>.'
    )


def test_short_notes() -> None:
    """A short note is the site and the main title, without a stop, for a pointer to follow."""
    words = Words(strings=ENGLISH, language="en")
    assert short_text(source(), words) == "news.example"
    title = "Rods, Poles and Perches: How an Allotment Is Measured"
    assert short_text(source(title=title), words) == "news.example, “Rods, Poles and Perches”"
    assert short_text(source(title="What the Robin Is Doing on Your Spade All Day"), words) == (
        "news.example, “What the Robin Is Doing on Your Spade All Day”"
    )
    long = source(title="What the Robin Is Doing on Your Spade While You Are Not There")
    assert plain(short_text(long, words)).endswith("…”")
    named = source(site="Robin Weekly", title="Robin weekly")
    assert short_text(named, words) == "Robin Weekly"
    assert plain(full_text(named, words)) == "“Robin weekly,” www.news.example/robin."
    assert short_text(source(site="", address="ftp://n.example/a"), words) == "ftp://n.example/a"


def test_an_author_comes_first() -> None:
    """A known author opens the full note and the short one, and is set apart in another script."""
    found = source(author="Petra Oakenshade", title="Leaving", site="The Packet")
    assert said(found) == "Petra Oakenshade, “Leaving,” The Packet, www.news.example/robin."
    words = Words(strings=ENGLISH, language="en")
    assert plain(short_text(found, words)) == "Oakenshade, “Leaving”"
    assert (
        plain(listed_text(replace(found, published=MAY), words))
        == "Petra Oakenshade. “Leaving.” May 3, 2012."
    )
    assert "<bdi>פטרה</bdi>, " in full_text(source(author="פטרה"), words)


def test_a_blog_is_marked() -> None:
    """Chicago says of a blog that it is one, unless its name does."""
    found = source(site="Robins", is_blog=True)
    assert said(found) == "Robins (blog), www.news.example/robin."


def test_little_is_listed_of_what_is_little_known() -> None:
    """A source without author, title and date is its address."""
    words = Words(strings=ENGLISH, language="en")
    assert listed_text(source(), words) == ""
    assert listed_address("") == ""
