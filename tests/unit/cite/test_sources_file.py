from pathlib import Path

import pytest

from blog2book.cite import cite, load_sources
from blog2book.cite.sources_file import SourcesFile
from blog2book.config import NotesTable
from blog2book.errors import ConfigError
from blog2book.markup.text import plain
from blog2book.model.sources import Day, Ledger
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, entry, post

STRINGS = {"quote_open": "“", "quote_close": "”", "archived": "archived {date}"}
STRINGS |= {"unlinked": "named without a link", "unlinked_listed": "Named"}
OLD = (
    '<p><a href="http://old.example/a">there</a> and <a href="https://new.example/b">here</a>.</p>'
)
BBC = "<p>The BBC reports that it rains.</p>"
GARDEN = "<p>The BBC has a garden.</p>"


def user(folder: Path, text: str) -> SourcesFile:
    """Return what a sources.toml with this text says."""
    file = folder / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return load_sources(file)


def cited(
    folder: Path, body: str, text: str, mentions: str = "confident"
) -> tuple[Ledger, list[str]]:
    """Return the ledger of a book with one post, under a sources.toml, and all warnings."""
    made = entry(id="p-1", post=post(key="k.example/1", body=Xhtml(body)))
    heard = Heard()
    shown = book([chapter([made])], language="en-GB")
    found = cite(shown, STRINGS, heard, user(folder, text), NotesTable(mentions=mentions))
    return found, [f"{one.code}: {one.message}" for one in heard.notices]


def notes(ledger: Ledger) -> list[str]:
    """Return the full texts of all notes."""
    return [plain(one.full) for one in ledger.notes]


def test_a_person_knows_more_of_a_source(tmp_path: Path) -> None:
    """Author, title, site and date stand in the note, however the address is written there."""
    text = (
        '["www.old.example/a/?utm_source=x"]\ntitle = "How  It\\nRained"\nauthor = "Ada Pear"\n'
        'site = "The Old"\ndate = 2012-05-03\n'
    )
    ledger, warnings = cited(tmp_path, OLD, text)
    assert notes(ledger)[0] == "Ada Pear, “How It Rained,” The Old, 3 May 2012, old.example/a."
    source = ledger.sources[0]
    assert {source.title_from, source.author_from, source.site_from, source.published_from} == {
        "sources.toml"
    }
    assert ledger.publishers[0].name == "The Old"
    assert warnings == []


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ('"2012-05"', Day(year=2012, month=5, day=None)),
        ("2012", Day(year=2012, month=None, day=None)),
        ("2012-05-03T10:00:00", Day(year=2012, month=5, day=3)),
        ('""', None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(tmp_path: Path, value: str, day: Day | None) -> None:
    """A month and a year stay such, and "" takes away a date that an address seems to tell."""
    body = '<p><a href="https://n.example/2011/01/02/a">so</a></p>'
    ledger, _ = cited(tmp_path, body, f'["n.example/2011/01/02/a"]\ndate = {value}\n')
    assert ledger.sources[0].published == day
    assert ledger.sources[0].published_from == ("sources.toml" if day else "")
    shown = {"2012": "n.example, 2012, ", '""': "n.example/2011"}
    assert notes(ledger)[0].startswith(shown.get(value, "n.example, "))


def test_a_title_may_be_taken_away(tmp_path: Path) -> None:
    """Words of a link that are none after all are printed as none."""
    body = '<p><a href="https://n.example/a">How the Robin Died</a></p>'
    ledger, _ = cited(tmp_path, body, '["n.example/a"]\ntitle = ""\n')
    assert notes(ledger) == ["n.example/a."]


def test_two_addresses_of_one_work_are_one_source(tmp_path: Path) -> None:
    """They share a note, at the address for which the other stands, over two steps too."""
    text = (
        '["old.example/a"]\nsame_as = "mid.example"\n'
        '["mid.example"]\nsame_as = "https://new.example/b"\n'
        '["new.example/b"]\ntitle = "How It Rained"\n'
    )
    body = f"{OLD}<p><a href='https://mid.example/'>once more</a></p>".replace("'", '"')
    ledger, warnings = cited(tmp_path, body, text)
    assert notes(ledger) == ["“How It Rained,” new.example/b."]
    assert len(ledger.notes[0].calls) == 2
    assert warnings == []


def test_a_source_may_stand_for_another_that_nobody_cites(tmp_path: Path) -> None:
    """The note then has the address that the person gives."""
    ledger, warnings = cited(tmp_path, OLD, '["old.example/a"]\nsame_as = "https://x.example/C"\n')
    assert notes(ledger) == ["x.example/C.", "new.example/b."]
    assert warnings == []


def test_a_mention_is_accepted_or_refused(tmp_path: Path) -> None:
    """Accepted it has a note, whatever the settings say; refused it is in no list."""
    key = '[mentions."k.example/1"]\n'
    for choice in ("confident", "review"):
        accepted, warnings = cited(tmp_path, GARDEN, f"{key}BBC = true\n", mentions=choice)
        assert notes(accepted) == ["BBC, named without a link."]
        assert [one.noted for one in accepted.mentions] == [True]
        assert warnings == []
    refused, warnings = cited(tmp_path, BBC, f"{key}BBC = false\n")
    assert (refused.notes, refused.mentions, warnings) == ((), (), [])
    waiting, _ = cited(tmp_path, GARDEN, "")
    assert [one.noted for one in waiting.mentions] == [False]


@pytest.mark.parametrize(
    "body",
    [
        f'{BBC}<p>See <a href="https://www.bbc.co.uk/1">this</a>.</p>',
        '<p>The BBC reports that it <a href="https://x.example/1">rains</a>.</p>',
    ],
)
def test_a_person_knows_better_than_a_link(tmp_path: Path, body: str) -> None:
    """What is named beside a link is a mention where a person says that it is, or is refused."""
    key = '[mentions."k.example/1"]\n'
    accepted, warnings = cited(tmp_path, body, f'{key}BBC = {{ title = "Rain" }}\n')
    assert ([one.noted for one in accepted.mentions], warnings) == ([True], [])
    assert "BBC, named without a link." in notes(accepted)[0]
    refused, warnings = cited(tmp_path, body, f"{key}BBC = false\n")
    assert (refused.mentions, warnings) == ((), [])


def test_a_person_finds_what_a_post_named(tmp_path: Path) -> None:
    """Its title stands in the note, and in the list among those with one."""
    text = '[mentions."k.example/1"]\nBBC = { title = "It Rains", author = "Ada", date = 2012 }\n'
    ledger, _ = cited(tmp_path, BBC, text)
    assert notes(ledger) == ["Ada, “It Rains,” BBC, 2012, named without a link."]
    assert [plain(one.text) for one in ledger.publishers[0].titled] == [
        "Ada. “It Rains.” 2012. Named."
    ]


def test_a_person_finds_where_it_is(tmp_path: Path) -> None:
    """Then the note gives its address, without tracking, as it does of a link."""
    text = '[mentions."k.example/1"]\nBBC = { address = "bbc.example/rain?utm_source=x" }\n'
    ledger, _ = cited(tmp_path, BBC, text)
    assert notes(ledger) == ["BBC, bbc.example/rain."]
    assert ledger.sources[0].address == "https://bbc.example/rain"
    assert [plain(one.address) for one in ledger.publishers[0].untitled] == ["bbc.example/rain"]


def test_what_matches_nothing_is_a_warning(tmp_path: Path) -> None:
    """An address, a doubled one, a publisher and a post; no mention where none is looked for."""
    text = (
        '["x.example/a"]\ntitle = "A"\n["x.example/b"]\nsame_as = "new.example/b"\n'
        '[mentions."k.example/1"]\nReuters = true\n[mentions."k.example/2"]\nBBC = true\n'
    )
    _, warnings = cited(tmp_path, OLD + BBC, text)
    cites, names = "no post of this book cites this address.", "that post does not name"
    assert [one.removeprefix("source-unmatched: ") for one in warnings] == [
        f'["x.example/a"] changes nothing: {cites}',
        f'["x.example/b"] changes nothing: {cites}',
        f'[mentions."k.example/1"] changes nothing: {names} Reuters without a link.',
        f'[mentions."k.example/2"] changes nothing: {names} BBC without a link.',
    ]
    assert len(cited(tmp_path, OLD + BBC, text, mentions="off")[1]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[site]\n", r"\[site\] is no table of it; did you mean sites\?"),
        ("[robins]\n", r"\[robins\] is no table of it, and no address\."),
        ("sites = 3\n", r"write \[sites\]"),
        ('[sites]\n"a.example" = 3\n', "a.example: the name must be text"),
        ("[sites\n", "not valid TOML"),
        ('"a.example" = 3\n', r'\["a.example"\]: write it in brackets'),
        ('["a.example"]\ntilte = "A"\n', r'\["a.example"\] has no key tilte; did you mean title\?'),
        ('["a.example"]\ntitle = 3\n', r'\["a.example"\] title: must be text'),
        ('["a.example"]\nsite = ""\n', r"site: must be a name"),
        ('["a.example"]\ndate = "May"\n', r"date: must be a day, a month or a year"),
        ('["a.example"]\ndate = "2012-13"\n', r"date: month must be in 1..12"),
        ('["a.example"]\ndate = true\n', r"date: must be a day"),
        ('["a.example"]\nsame_as = "://"\n', r"same_as: must be an address"),
        ('["a.example"]\nsame_as = "b.example"\ntitle = "A"\n', "same_as stands alone"),
        ('["a.example"]\nsame_as = "b.example"\n["b.example"]\nsame_as = "a.example"\n', "back"),
        ('["a.example"]\nsame_as = "www.a.example"\n', r"same_as leads back to it"),
        ('["a.example"]\n["https://www.a.example/"]\n', "are one address"),
        ("mentions = 3\n", r"write \[mentions"),
        ("[mentions]\nBBC = true\n", r"\[mentions\] BBC: write \[mentions"),
        ("[mentions.k]\nBBC = 3\n", r'\[mentions."k"\] BBC: must be true, false'),
        ('[mentions.k]\nBBC = { site = "A" }\n', "BBC has no key site"),
        ('[mentions.k]\nBBC = { address = "://" }\n', "BBC address: must be an address"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    """Each fault of a sources.toml is a ConfigError that names it."""
    with pytest.raises(ConfigError, match=message):
        user(tmp_path, text)


def test_the_format_may_be_said(tmp_path: Path) -> None:
    """As in every other file that a person writes."""
    assert not user(tmp_path, "format = 1\n").works
    with pytest.raises(ConfigError, match="this program reads format = 1, not 2"):
        user(tmp_path, "format = 2\n")
