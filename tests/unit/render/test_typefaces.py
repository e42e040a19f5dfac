from dataclasses import replace
from pathlib import Path

import pytest

from blog2book import render
from blog2book.events import ignore
from blog2book.model.archive import Kind, Person
from blog2book.model.book import Matter
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Medium, Rendition
from blog2book.model.xhtml import Xhtml
from blog2book.render import Work, fonts
from blog2book.render.typefaces import Typefaces
from samples import Heard, book, chapter, comment, entry, post
from themes import loaded
from works import note, notes, text_of, work

LOST = [chr(0x10FF00 + index) for index in range(12)]
"""Characters for private use, which no font has."""

OWN = 'api = 1\nname = "own"\ninherit = "base"\n'


def full() -> Work:
    """Return a work with a character that no font has in each of its texts."""
    body = Xhtml(f'<p>{LOST[0]} <a href="https://x.example/a">x</a></p>')
    said = comment(author=Person(name=LOST[1]), body=Xhtml(f"<p>{LOST[2]}</p>"))
    entries = [
        entry(id="p-a", post=post(key="a", title="One", body=body)),
        entry(id="p-b", post=post(key="b", title=LOST[3]), comments=(said,), depths=(0,)),
    ]
    page = entry(id="p-c", post=post(key="c", kind=Kind.PAGE, title=LOST[4]))
    matter = Matter(
        dedication=LOST[5],
        copyright=LOST[6],
        preface=Xhtml(f"<p>{LOST[7]}</p>"),
        about=Xhtml(f"<p>{LOST[8]}</p>"),
    )
    shown = book(
        [chapter(entries)], pages=(page,), matter=matter, title=f"A {LOST[9]}", subtitle=LOST[10]
    )
    cited = note([("r-a", "p-a", 0)], full=Xhtml(LOST[11]))
    return work(shown, ledger=notes(cited))


def lost_in(text: str) -> set[str]:
    """Return the characters of a text that no font has."""
    return {sign for sign in text if sign >= LOST[0]}


def test_every_text_of_a_pdf_has_a_sign_for_what_no_font_has() -> None:
    """Titles, notes, comments, added texts and the contents too, each told with its place."""
    heard = Heard()
    made = render.edition(full(), Medium.PDF, heard)
    assert [one.name for one in made.documents if lost_in(one.text or "")] == []
    contents = render.late("contents", full(), PageMap(pages={}, labels=())).text or ""
    assert "One" in contents
    assert not lost_in(contents)
    assert heard.codes == ["glyph-missing"] * len(LOST)
    told = {one.message.split()[3]: one.where for one in heard.notices}
    places = [told[f"U+{ord(sign):04X}"].partition(";")[0] for sign in LOST]
    page = f"“{LOST[4]}”, 2016-12-07"
    assert places == [
        "“One”, 2016-12-07", *[f"“{LOST[3]}”, 2016-12-07"] * 3, page, "the dedication",
        "the copyright line", "the preface", "the text about the author",
        *["the book's title, subtitle or author"] * 2, "the words of the theme or of a note",
    ]  # fmt: skip
    assert lost_in(text_of(render.edition(full(), Medium.EPUB, ignore), "preface"))


def test_markup_is_left_alone() -> None:
    """Even with a font that lacks Latin letters and signs, elements stay elements."""
    found = Typefaces(
        missing=("<", "p", "अ"), faces=fonts.faces(("EB Garamond",), ((400, "normal"),))
    )
    assert found.printable(Xhtml("<p>अp</p>")) == "<p>\ufffdp</p>"


def edition(folder: Path, theme: str, heard: Heard | None = None, **texts: str) -> Rendition:
    """Return a PDF's rendition with a theme of its own."""
    own = loaded(folder, {"theme.toml": OWN + theme, **texts})
    return render.edition(replace(work(), theme=own), Medium.PDF, heard or ignore)


def test_headings_may_have_a_font_of_their_own(tmp_path: Path) -> None:
    """Its faces are in the book, and its family stands before that of the text."""
    made = edition(tmp_path, '[fonts]\nhead = "EB Garamond"')
    assert {one.family for one in made.faces} == {"Noto Serif", "EB Garamond"}
    assert made.styles[0].text.count("@font-face") == len(made.faces) == 6
    assert '--b2b-font-head: "EB Garamond", "Noto Serif", serif;' in made.styles[1].text


def test_headings_are_set_as_the_text_else(tmp_path: Path) -> None:
    """A theme that names a font for its text alone has one font."""
    made = edition(tmp_path, '[fonts]\ntext = "EB Garamond"')
    assert '--b2b-font-head: "EB Garamond", ' in made.styles[1].text
    assert {one.family for one in made.faces} == {"EB Garamond"}


def test_a_font_that_a_user_chooses_is_in_the_book(tmp_path: Path) -> None:
    """An option of the type font brings its faces."""
    made = edition(tmp_path, '[options.display]\ntype = "font"\ndefault = "EB Garamond"')
    assert "EB Garamond" in {one.family for one in made.faces}


@pytest.mark.parametrize(
    ("theme", "where"),
    [
        ('[fonts]\ntext = "Nowhere"', "theme own, [fonts] text"),
        ('[fonts]\nhead = ["Nowhere", "Nor Here"]', "theme own, [fonts] head"),
        ('[options.display]\ntype = "font"\ndefault = "Nowhere"', "theme own, option display"),
    ],
)
def test_a_family_that_is_nowhere_is_told(theme: str, where: str, tmp_path: Path) -> None:
    """The book is set in another, and the Notice says which family was wanted and by whom."""
    heard = Heard()
    made = edition(tmp_path, theme, heard)
    assert {one.family for one in made.faces} == {"Noto Serif"}
    assert [(one.code, one.where) for one in heard.notices] == [("font-missing", where)]
    assert "No font called Nowhere" in heard.notices[0].message


def test_a_list_of_families_needs_one_of_them(tmp_path: Path) -> None:
    """The first that is there is enough."""
    heard = Heard()
    edition(tmp_path, '[fonts]\ntext = ["Nowhere", "EB Garamond"]', heard)
    assert heard.notices == []


def test_what_a_template_says_is_looked_for_too(tmp_path: Path) -> None:
    """A theme's own words and ornaments need a font as a post's do."""
    heard = Heard()
    made = edition(tmp_path, "", heard, **{"templates/dedication.html": f"<p>{LOST[0]}</p>"})
    assert heard.codes == ["glyph-missing"]
    assert made.documents


def test_emoji_have_a_name_of_their_own_and_no_small_capitals() -> None:
    """A font of emoji takes no figures of the text, and heads of pages leave it out."""
    [face] = fonts.faces(("EB Garamond",), (fonts.REGULAR,))
    drawn = replace(face, family="Noto Color Emoji", name="fonts/noto-color-emoji-400.ttf")
    both = Typefaces(faces=(face, drawn))
    assert 'font-family: "The book\'s Noto Color Emoji"' in both.style().text
    assert both.variables()["font-text"].startswith('"EB Garamond", "The book\'s Noto Color Emoji"')
    text = Xhtml('<body data-book="Paws \U0001f43e"><p>A \U0001f43e.</p></body>')
    assert both.printable(text) == (
        '<body data-book="Paws"><p>A <span class="emoji">\U0001f43e</span>.</p></body>'
    )
    assert Typefaces(faces=(face,)).printable(text) == text
