from pathlib import Path

import pytest

from blog2book.cite import cite
from blog2book.cite.styles import load
from blog2book.config import NotesTable
from blog2book.errors import ConfigError
from blog2book.markup.text import escape, plain
from blog2book.model.sources import Day, Source
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, entry, post

STRINGS = {"quote_open": "“", "quote_close": "”", "archived": "archived {date}"}
STRINGS |= {"unlinked": "named without a link", "unlinked_listed": "Named"}
ADDRESS = escape("n.example/a")


def source(**fields: object) -> Source:
    """Return a source of which much is known."""
    known: dict[str, object] = {
        "key": "https://n.example/a",
        "address": "https://n.example/a",
        "author": "Jane Roe",
        "title": "Who Owns <the> Pond & Co",
        "title_from": "",
        "site": "n.example",
        "published": Day(year=2012, month=5, day=3),
        "archived": "",
        "archived_on": None,
    }
    return Source(**(known | fields))  # type: ignore[arg-type]


def said(name: str, language: str = "en-GB", **fields: object) -> Xhtml:
    """Return what a style says of a source."""
    style = load(name, language)
    assert style is not None
    text = style.text(source(**fields), ADDRESS)
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "chicago-notes-bibliography",
            "Jane Roe, ‘Who Owns <the> Pond & Co’, n.example, 3 May 2012, n.example/a.",
        ),
        ("oscola", "Jane Roe, ‘Who Owns <the> Pond & Co’ (n.example, 3 May 2012) <n.example/a>."),
        ("apa", "Roe, J. (2012, May 3). Who Owns <the> Pond & Co. n.example. n.example/a"),
        (
            "ieee",
            (
                "J. Roe, ‘Who Owns <the> Pond & Co’, n.example, May 03, 2012. "
                "[Online]. Available: n.example/a"
            ),
        ),
        ("nature", "Roe, J. Who Owns <the> Pond & Co. n.example n.example/a (2012)."),
    ],
)
def test_a_style_says_what_it_says(name: str, text: str) -> None:
    """A style of notes gives a note, any other the line of its list of works without a number.

    Signs that mean something in markup mean themselves, and no host gets a capital.
    """
    assert plain(said(name)) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("oscola", "‘Ponds’ (n.example, 3 May 2012) <n.example/a>."),
        ("apa", "Ponds. (2012, May 3). n.example. n.example/a"),
        ("modern-language-association", "Ponds. n.example, 3 May 2012, n.example/a."),
        ("chicago-author-date", "n.example. 2012. ‘Ponds’. May 3. n.example/a."),
    ],
)
def test_nothing_is_said_twice(name: str, text: str) -> None:
    """What stands in the place of an author whom nobody knows stands there alone."""
    assert plain(said(name, author="", title="Ponds")) == text


def test_what_is_not_known_leaves_no_trace() -> None:
    """Without a day "Retrieved" says from where; a title that ends itself gets no full stop."""
    asked = said("apa", author="", title="Who Owns the Pond?", published=None)
    assert plain(asked) == "Who Owns the Pond? (n.d.). n.example. Retrieved from n.example/a"
    assert plain(said("apa", title="Whose?", published=None)) == (
        "Roe, J. (n.d.). Whose? n.example. Retrieved from n.example/a"
    )
    assert plain(said("modern-language-association", title="Whose?", author="")) == (
        "Whose? n.example, 3 May 2012, n.example/a."
    )


@pytest.mark.parametrize(
    ("name", "author", "told"),
    [
        ("apa", "J. K. Roe", "Roe, J. K. ("),
        ("modern-language-association", "Jane Roe", "Roe, Jane. “"),
        ("chicago-author-date", "Jane Roe", "Roe, Jane. 2012"),
        ("apa", "Community Care", "Community Care. ("),
        ("apa", "Ludwig van Beethoven", "Ludwig van Beethoven. ("),
        ("apa", "Jane Roe and John Doe", "Jane Roe and John Doe. ("),
    ],
)
def test_a_persons_name_is_turned(name: str, author: str, told: str) -> None:
    """Where it surely is one of given name and surname; all others stay as they are."""
    assert plain(said(name, author=author)).replace("‘", "“").startswith(told)


def test_a_style_is_found_under_the_name_that_everybody_uses() -> None:
    """README names MLA, which the repository calls by its whole name."""
    assert said("MLA") == said("modern-language-association")


def test_what_a_style_sets_apart_is_markup() -> None:
    """Italics are italics, and small capitals are those of the book."""
    assert "<i>Who Owns &lt;the&gt; Pond &amp; Co</i>" in said("apa")
    assert '<span class="caps">Roe, Jane</span>' in said("din-1505-2")


def test_a_style_speaks_the_language_of_the_book() -> None:
    """Dates and words are the language's; where CSL has none for it, English."""
    assert "3 mai 2012" in said("iso690-author-date-fr", "fr")
    assert "3. Mai 2012" in said("chicago-notes-bibliography", "de")
    assert "May 3, 2012" in said("chicago-notes-bibliography", "xx")


def test_a_style_that_tells_no_address_is_helped(tmp_path: Path) -> None:
    """The address stands behind the rest, for no source is without one; or alone."""
    file = tmp_path / "mine.csl"
    layout = '<citation><layout suffix="."><text variable="title"/></layout></citation>'
    file.write_text(STYLE.format("note", layout))
    assert plain(said(str(file), title="Ponds")) == "Ponds, n.example/a"
    assert plain(said(str(file), title="")) == "n.example/a"


STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{}"><info/>{}</style>'
NOTHING = "<citation><layout/></citation>"
UNKNOWN = '<citation><layout><text macro="none"/></layout></citation>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<style", "is no citation style"),
        ("<html/>", "it is no independent CSL style"),
        (STYLE.format("in-text", NOTHING), "neither notes nor a list of works"),
        (STYLE.format("note", UNKNOWN), "cannot make notes in this style"),
    ],
)
def test_a_file_that_is_no_style_is_told(tmp_path: Path, text: str, message: str) -> None:
    """It is an error of the settings, in words."""
    file = tmp_path / "mine.csl"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load(str(file), "en")


def test_a_style_that_nobody_knows_is_told(tmp_path: Path) -> None:
    """With a guess, if there is one near; a name leads to no other folder."""
    with pytest.raises(ConfigError, match=r"called 'apaa'; did you mean apa\?"):
        load("apaa", "en")
    with pytest.raises(ConfigError, match=r"No citation style is called '\.\./apa'"):
        load("../apa", "en")
    with pytest.raises(ConfigError, match=r"none\.csl cannot be read"):
        load(str(tmp_path / "none.csl"), "en")
    assert load("", "en") is None


def test_notes_are_in_the_style() -> None:
    """What is only named, and what the style cannot say, stand in our own form; copies are told."""
    link = '<a href="https://{}">The Long Road to the Pond</a>'
    copy = link.format("web.archive.org/web/20150101000000/https://n.example/b")
    body = f"<p>{link.format('n.example/a')}</p><p>{copy}</p><p>The BBC reports rain.</p>"
    shown = book([chapter([entry(post=post(body=Xhtml(body)))])], language="en-GB")
    ledger = cite(shown, STRINGS, Heard(), notes=NotesTable(style="oscola"))
    assert [plain(one.full) for one in ledger.notes] == [
        "‘The Long Road to the Pond’ (n.example) <n.example/a>.",
        "‘The Long Road to the Pond’ (n.example) <n.example/b>, archived 1 January 2015.",
        "BBC, named without a link.",
    ]
