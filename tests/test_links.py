"""What becomes of links, by [links] of the settings."""

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from blog2book.config import LinksTable, Settings
from exports import item, wxr
from whole import make

FIRST = (
    '<p>See <a href="https://blog.example/2017/02/post-2/">the pond</a>, and “<a'
    ' href="https://news.example/2012/05/03/a">The Long Road to the Pond</a>”.</p>'
    '<p>Or <a href="https://news.example/b">news.example/b</a>.</p>'
)


def built(folder: Path, suffix: str, body: str = FIRST, **policy: str) -> Path:
    """Return a book of two posts, of which the first links to the second and out of the book."""
    export = folder / "export.xml"
    second = item(
        2, "A pond.", link="https://blog.example/2017/02/post-2/", post_date="2017-02-03 09:30:00"
    )
    export.write_text(wxr(item(1, body), second), encoding="utf-8")
    made = folder / "made" / f"book.{suffix}"
    make([export], [made], settings=replace(Settings(), links=LinksTable(**policy)))
    return made


def post(path: Path) -> str:
    """Return the markup of the first post and its month's notes in an EPUB, in one line."""
    with ZipFile(path) as opened:
        (name,) = [one for one in opened.namelist() if "2016-12" in one]
        text = opened.read(name).decode()
    return " ".join(re.sub(r"</?(?:wbr|span)\b[^>]*>", "", text.partition("<body")[2]).split())


def words(markup: str) -> str:
    """Return the words of markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", markup))


def pages(path: Path) -> list[str]:
    """Return the words of each page."""
    with pypdfium2.PdfDocument(path) as opened:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def listed(path: Path) -> bool:
    """Say whether an EPUB has a list of sources."""
    with ZipFile(path) as opened:
        return any("sources" in one for one in opened.namelist())


def test_links_get_notes_and_stay(tmp_path: Path) -> None:
    """That is what happens where nobody says otherwise."""
    made = built(tmp_path, "epub")
    assert 'href="#n-2016-12-' in post(made)
    assert "2017-02.xhtml#" in post(made)
    assert listed(made)


def test_an_address_may_stand_in_the_text(tmp_path: Path) -> None:
    """Behind the closing quotation mark and before the full stop, and never twice."""
    made = built(tmp_path, "epub", external="inline")
    text = words(post(made))
    assert "The Long Road to the Pond” (news.example/2012/05/03/a)." in text
    assert "Or news.example/b." in text
    assert "Notes" not in text
    assert listed(made)


def test_links_may_be_left_alone(tmp_path: Path) -> None:
    """They lead where they led, and nothing is added; the list of sources is there."""
    made = built(tmp_path, "epub", external="leave")
    assert '“<a href="https://news.example/2012/05/03/a">The Long Road to the Pond</a>”.' in post(
        made
    )
    assert listed(made)


def test_links_may_be_dropped(tmp_path: Path) -> None:
    """Their words stay, and no source is listed."""
    made = built(tmp_path, "epub", external="drop", internal="drop")
    assert "<p>See the pond, and “The Long Road to the Pond”.</p>" in post(made)
    assert "Or news.example/b." in words(post(made))
    assert not listed(made)


NAMED = "<p>It is reported in Community Care that the pond froze.</p>"
OWN = (
    "<p>Ice<sup><a href='#fn1'>1</a></sup>.</p><div class='footnotes'><ol>"
    "<li id='fn1'>See <a href='https://news.example/ice'>the ice</a>.</li></ol></div>"
)
IN_NOTES = "are cited in numbered notes at the end of each month."
WORKS, UNLINKED = "Works to which the posts linked", "ources named without a link,"
ALONE = f"Sources that the posts name without a link {IN_NOTES}"


@pytest.mark.parametrize(
    ("external", "body", "said"),
    [
        ("note", FIRST, [f"{WORKS} {IN_NOTES}"]),
        ("note", FIRST + NAMED, [f"{WORKS}, and s{UNLINKED} {IN_NOTES}"]),
        ("note", NAMED, [ALONE]),
        ("inline", FIRST, ["The addresses of links stand in parentheses"]),
        ("inline", FIRST + NAMED, ["The addresses of links stand in parentheses", ALONE]),
        ("leave", FIRST, ["Links have no notes; their addresses stand in the list of sources."]),
        ("leave", NAMED, [ALONE]),
        ("drop", FIRST, ["Links to pages outside the book are left out"]),
        ("drop", FIRST + NAMED, ["Links to pages outside the book are left out", ALONE]),
        ("drop", "<p>None.</p>", []),
    ],
)
def test_a_book_says_where_its_sources_are_told(
    tmp_path: Path, external: str, body: str, said: list[str]
) -> None:
    """Of links as the settings want them, of what is only named, of nothing that is not there."""
    made = built(tmp_path, "epub", body, external=external)
    with ZipFile(made) as opened:
        (name,) = [one for one in opened.namelist() if "copyright" in one]
        text = " ".join(words(opened.read(name).decode()).split())
    ends = ("cited in numbered notes", "addresses", "outside the book")
    assert sum(text.count(one) for one in ends) == len(said)
    assert all(one in text for one in said)


@pytest.mark.parametrize(("external", "told"), [("note", True), ("leave", False)])
def test_a_footnote_tells_no_address_where_links_are_left_alone(
    tmp_path: Path, external: str, *, told: bool
) -> None:
    """Elsewhere it does: no note of ours stands behind its link."""
    text = words(post(built(tmp_path, "epub", OWN, external=external)))
    assert ("the ice (news.example/ice)." in text) is told
    assert "See the ice" in text


@pytest.mark.parametrize(
    ("internal", "told"), [("page", r"pond \(p\. (\d+)\), and"), ("leave", r"pond, and()")]
)
def test_paper_tells_the_page_of_a_post(tmp_path: Path, internal: str, told: str) -> None:
    """The page behind a link is the one on which the post begins, by its printed number."""
    made = pages(built(tmp_path, "pdf", internal=internal))
    (match,) = [found for one in made if (found := re.search(told, one))]
    (begins,) = [one for one in made if "A pond." in one]
    if internal == "page":
        assert re.search(rf"\b{match[1]}\b", begins)
