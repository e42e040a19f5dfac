import time
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from blog2book.addresses import host
from blog2book.cite import mentions_names
from blog2book.cite.gazetteer import shipped
from blog2book.cite.mentions import mentioned
from blog2book.cite.mentions_names import Names, known
from blog2book.markup.text import escape
from blog2book.model.sources import Mention
from blog2book.model.xhtml import Xhtml
from samples import entry, post

CASES = Path(__file__).parents[2] / "cases" / "mentions"
SITES = {"bbc.co.uk": "BBC", "news.bbc.co.uk": "BBC News", "n.example": "The Daily Nettle"}
REPORT = "<p>The BBC reports that it rains.</p>"
OTHER = "<p>Nothing.</p>"


def site(href: str) -> str:
    """Return the name of a site, "" for none."""
    return SITES.get(host(href).removeprefix("www."), "")


def mentions(
    body: str, own: Collection[str] = (), names: Names | None = None
) -> tuple[Mention, ...]:
    """Return the mentions of a post with this body."""
    made = entry(id="p-1", post=post(body=Xhtml(body)))
    return mentioned(made, names or known({}, {}), site, own)


def sure(body: str, own: Collection[str] = ()) -> list[str]:
    """Return the publishers that a post surely names as its sources."""
    return [one.site for one in mentions(body, own) if one.confident]


def link(href: str, text: str = "a text") -> str:
    """Return a link."""
    return f'<a href="{href}">{text}</a>'


def cases() -> Iterator[tuple[str, str]]:
    """Yield sentences, each with the publisher that it names as its source, or "-"."""
    for path in sorted(CASES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            wanted, _, sentence = line.partition(" | ")
            yield wanted, sentence


@pytest.mark.parametrize(("wanted", "sentence"), [*cases()])
def test_a_sentence_names_its_source_or_none(wanted: str, sentence: str) -> None:
    """A name is a source where the sentence says so, and never where it speaks of somebody."""
    found = sure(f"<p>{escape(sentence)}</p>")
    assert wanted in found if wanted != "-" else found == []


def test_a_name_without_a_cue_waits() -> None:
    """The author is shown the sentence; a word that is seldom a name is not shown."""
    (one,) = mentions("<p>It rains.  The BBC\nhas a garden. It snows.</p>")
    assert (one.confident, one.site, one.sentence) == (False, "BBC", "The BBC has a garden.")
    assert mentions("<p>Time flies, and Ofsted is in a Zeit of its own.</p>") == ()


@pytest.mark.parametrize(
    ("sentence", "sites"),
    [
        ("I found the robin via Wired.", ["Wired"]),
        ("I found the robin via the Atlantic.", ["The Atlantic"]),
        ("I found the robin via Wired and kept it.", []),
        ("I found the robin in Wired", []),
    ],
)
def test_who_may_be_thanked_for_a_find_waits(sentence: str, sites: list[str]) -> None:
    """What is also a word, or a way to go, is listed where "via" leads to it, and not printed."""
    found = mentions(f"<p>{sentence}</p>")
    assert [one.site for one in found] == sites
    assert not any(one.confident for one in found)


def test_a_source_is_named_once_in_a_post() -> None:
    """The first sure mention counts; one that waits gives way to it."""
    body = "<p>The BBC has a garden.</p><p>I heard it on the BBC.</p><p>The BBC reports that.</p>"
    (one,) = mentions(body)
    assert (one.confident, one.sentence) == (True, "I heard it on the BBC.")
    both = mentions("<p>As the Guardian reported, the BBC reports that it rains.</p>")
    assert [one.site for one in both] == ["The Guardian", "BBC"]


def test_a_mention_knows_its_place() -> None:
    """Its spot is behind the name and what hangs on it, counted in the text of the body."""
    text = "<p>Né.</p><p>I like <em>the BBC</em>’s report on rain.</p>"
    (one,) = mentions(text)
    assert one.spot.end == len("Né.I like the BBC’s")
    (compound,) = mentions("<p>Ein Spiegel-Artikel.</p>")
    assert compound.spot.end == len("Ein Spiegel-Artikel")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>The BBC reports that it {link('https://x.example/', 'rains')}.</p>",
        f"<p>The {link('post:1', 'BBC')} reports that it rains.</p>",
        f"<p>The BBC reports that it rains. See {link('https://www.bbc.co.uk/1')}.</p>",
        f"<p>See {link('https://news.bbc.co.uk/1')}.</p>{REPORT}",
        f'{REPORT}<blockquote cite="https://bbc.co.uk/1"><p>Rain.</p></blockquote>',
        f"<h3>{link('https://bbc.co.uk/1')}</h3>{REPORT}",
        f"<p>The BBC reports that it rains<sup>{link('#p-1-fn1', '1')}</sup>.</p>",
    ],
)
def test_what_is_linked_is_no_mention(body: str) -> None:
    """No sentence with a link or an unknown note, nor one beside a link to the publisher."""
    assert mentions(body) == ()


CALL = f"<sup>{link('#fn1', '1')}</sup>"


@pytest.mark.parametrize(
    ("sentence", "note", "named"),
    [
        (f"The BBC reports that it rains.{CALL}", "Page 7.", ["BBC"]),
        (f"The BBC reports that it rains.{CALL}", "I like tea.", ["BBC"]),
        (f"The BBC reports that it rains.{CALL}", link("https://n.example/1"), ["BBC"]),
        (f"The BBC reports that it rains.{CALL}", "BBC, 3 May.", []),
        (f"The BBC reports that it rains.{CALL}", "See BBC News.", []),
        (f"The BBC reports that it rains.{CALL}", link("https://bbc.co.uk/1"), []),
        (f"The BBC reports that it rains.{CALL}", link("https://short.example/1"), []),
        (f"According to the BBC,{CALL} it rains.", "“Rain”, 3 May.", []),
        (f"According to the BBC,{CALL} it rains.", "I like tea.", ["BBC"]),
    ],
)
def test_a_footnote_counts_where_it_cites(sentence: str, note: str, named: list[str]) -> None:
    """One that says something else takes no source away from its sentence."""
    notes = f'<div class="footnotes"><ol><li id="fn1"><p>{note}</p></li></ol></div>'
    assert sure(f"<p>{sentence}</p>{notes}") == named


def test_links_of_others_do_not_matter() -> None:
    """A link to somebody else in another sentence, or within the book, does not."""
    body = f"{REPORT[:-4]} So do {link('https://n.example/')}.</p>"
    assert sure(body) == ["BBC"]
    assert sure(f"<p>As {link('post:1', 'I said')}, the BBC reports that it rains.</p>") == ["BBC"]


def test_what_a_post_links_to_elsewhere_waits() -> None:
    """Nobody can say whether that page is meant: a note might say what is not true."""
    (one,) = mentions(f"<p>{link('https://bbc.co.uk/1')}</p>{OTHER}{REPORT}")
    assert (one.site, one.confident) == ("BBC", False)


def test_the_blog_itself_is_no_source() -> None:
    """A name of the blog's own, or a part of it, is none."""
    assert mentions(REPORT, own=("BBC",)) == ()
    assert mentions("<p>BBC News reports that it rains.</p>", own=("BBC",)) == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<blockquote><p>Rain.</p></blockquote><p>— Jane Roe, the Guardian</p>", ["The Guardian"]),
        ("<blockquote><p>Rain.</p><p>— The Guardian, 12 May</p></blockquote>", ["The Guardian"]),
        ("<blockquote><p>Rain.</p></blockquote><p>– <cite>Time</cite></p>", ["Time"]),
        (
            "<blockquote><p>Rain.</p></blockquote><p>— Jane Roe in the Guardian</p>",
            ["The Guardian"],
        ),
        ("<blockquote><p>Rain.</p><cite>The Guardian</cite></blockquote>", ["The Guardian"]),
        ("<blockquote><p>Rain.</p><cite>Jane Roe, Time</cite></blockquote>", ["Time"]),
        ("<blockquote><p>“Rain.” — The Guardian</p></blockquote>", ["The Guardian"]),
        ("<blockquote><p>Rain. – Jane Roe, the BBC</p></blockquote>", ["BBC"]),
        ("<blockquote><p>It rains on <cite>The Guardian</cite></p></blockquote>", []),
        ("<blockquote><p>It rains — The Guardian</p></blockquote>", []),
        (f"<blockquote>{REPORT}</blockquote>", []),
        ("<p>Rain.</p><p>— The Guardian</p>", []),
        ("<blockquote><p>Rain.</p></blockquote><p>— It is the Guardian that I buy.</p>", []),
    ],
)
def test_the_line_under_a_quotation(body: str, found: list[str]) -> None:
    """A dash and a name say whose it is; what a quotation itself names is not the author's."""
    assert sure(body) == found


@pytest.mark.parametrize(
    "body",
    [
        "<h3>The BBC reports that it rains</h3>",
        "<pre>The BBC reports that it rains</pre>",
        '<div class="footnotes"><ol><li>The BBC reports that it rains.</li></ol></div>',
        "<table><tbody><tr><td>The BBC reports that it rains.</td></tr></tbody></table>",
    ],
)
def test_only_running_text_counts(body: str) -> None:
    """Headings, verbatim, tables and the author's own notes hold no mention."""
    assert mentions(body) == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>I read it in <em>Time</em> today.</p>", ["Time"]),
        ("<p>I read it in <i>The Sun</i>.</p>", ["The Sun"]),
        ("<p>I read it in “Time” today.</p>", ["Time"]),
        ("<p>I read it in Time today.</p>", []),
        ("<p>I read it in <em>Time and again</em>.</p>", []),
        ("<p>It was in <cite>The Economist</cite> last week.</p>", ["The Economist"]),
        ("<p>I buy <cite>The Economist</cite>.</p>", []),
        ("<p>I never wrote in <cite>The Economist</cite>.</p>", []),
        ("<p>My friends in <cite>The Economist</cite> know.</p>", []),
    ],
)
def test_italics_and_quotation_marks_make_a_name(body: str, found: list[str]) -> None:
    """A word that stands alone in them is the name of a paper."""
    assert sure(body) == found


def test_names_of_the_user_count() -> None:
    """So do those of sources.toml; the longest name that fits is taken."""
    names = known({"n.example": "The Daily Nettle", "m.example": "BBC Nettle News"}, {})
    (one,) = mentions("<p>The Daily Nettle reports that it rains.</p>", names=names)
    assert (one.site, one.confident) == ("The Daily Nettle", True)
    (one,) = mentions("<p>BBC Nettle News reports that it rains.</p>", names=names)
    assert one.site == "BBC Nettle News"


def test_a_publisher_is_called_as_the_user_calls_it() -> None:
    """A name of ours leads to the user's for the same site, which links have too."""
    names = known({"bbc.co.uk": "Auntie"}, {"bbc.co.uk": "BBC"})
    assert [one.site for one in mentions(REPORT, names=names)] == ["Auntie"]
    assert [one.site for one in mentions("<p>Auntie says so.</p>", names=names)] == ["Auntie"]


def test_names_stand_at_the_bounds_of_words() -> None:
    """Neither "BBCode" nor "Reuters2" names anybody."""
    assert mentions("<p>BBCode reports that; ABBC too. Reuters2 reports that.</p>") == ()
    assert sure("<p>Democracy Now! reports that it rains.</p>") == ["Democracy Now!"]


@pytest.mark.parametrize(
    "piece", ["据", "《", "интервью в ", "В «", "NHK", "の記事", "статья ", "朝日新聞が"]
)
def test_cues_take_linear_time(piece: str) -> None:
    """Thousands of beginnings of a cue in one sentence are read at once."""
    start = time.monotonic()
    mentions(f"<p>{piece * 10_000}朝日新聞 BBC</p>")
    assert time.monotonic() - start < 10


def test_each_name_is_listed_once() -> None:
    """The lists of press.toml share no name, and each name is that of a site of the gazetteer."""
    file = Path(mentions_names.__file__).with_name("press.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    listed = [*table["press"], *table["words"], *table["nouns"], *table["bodies"]]
    assert len(set(listed)) == len(listed)
    assert {*table["alike"]} <= {*listed}
    assert set(table["also"]).isdisjoint(listed)
    assert {*listed, *table["also"].values()} <= {*shipped().sites.values()}
