import re
from datetime import UTC, datetime

import pytest

from blog2book import render
from blog2book.model.archive import Kind
from blog2book.model.book import Book, Entry, Matter, Part
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Folios, Role
from blog2book.model.xhtml import Xhtml
from samples import book, chapter, entry, post
from works import work

PAGES = PageMap(
    pages={"y-2016": 6, "m-2016-12": 8, "p-0123456789": 8, "p-b": 9, "p-page": 11, "preface": 5},
    labels=("i", "ii", "iii", "iv", "v", "vii", "1", "2", "3", "4", "5", "6"),
)


def contents(shown: Book | None = None) -> str:
    """Return the text of the contents."""
    return render.late("contents", work(shown), PAGES).text or ""


def test_the_contents_give_the_page_of_each_post() -> None:
    """Both the title and the number are links, and a post without words its date in italics."""
    untitled = entry(id="p-b", post=post(key="b", title="", body=Xhtml("<hr/>")))
    text = contents(book([chapter([entry(), untitled])]))
    assert '<a class="t" href="#p-0123456789">A title</a>' in text
    assert '<a class="n" href="#p-0123456789">3</a>' in text
    assert '<a class="t date" href="#p-b">' in text
    assert '<a class="t caps" href="#m-2016-12">December 2016</a>' in text
    assert "toc-year" not in text


def test_untitled_posts_are_told_apart() -> None:
    """By their first words, of addresses the host; by date and hour where they have none."""
    picture = Xhtml('<figure class="picture"><img src="a.jpg" alt=""/></figure>')

    def untitled(key: str, minute: int, body: str, **fields: object) -> Entry:
        published = datetime(2016, 12, 7, 14, minute, tzinfo=UTC)
        made = post(key=key, title="", published=published, body=Xhtml(body), **fields)
        return entry(id=f"p-{key}", post=made)

    long = "<p>Frost on the dahlias, and</p><p>the robin is back again.</p>"
    days = (
        entry(),
        untitled("a", 1, "<p>See <a href='#'>https://www.sea.example/tides/2016?a=b</a> now</p>"),
        untitled("b", 2, long, language="fr"),
        untitled("c", 3, picture),
        untitled("d", 4, picture),
        untitled("e", 5, picture, timed=False),
        entry(id="p-undated", post=post(key="u", title="", published=None, body=picture)),
    )
    text = contents(book([chapter(days)]))
    found = re.findall(r'<a class="(t(?: date)?)" href="#(p-\w+)">(.*?)</a>', text)
    assert found == [
        ("t", "p-0123456789", "A title"),
        ("t", "p-a", "See sea.example now"),
        ("t", "p-b", '<span lang="fr">Frost on the dahlias, and the robin is…</span>'),
        ("t date", "p-c", "Wednesday, December 7"),
        ("t date", "p-d", "Wednesday, December 7, 2:04\N{NO-BREAK SPACE}PM"),
        ("t date", "p-e", "Wednesday, December 7"),
        ("t date", "p-undated", "Untitled"),
    ]


def test_years_stand_above_their_months() -> None:
    """A month under its year needs no year of its own."""
    early = chapter([entry(id="p-b", post=post(key="b"))], id="m-2015-01", year=2015, month=1)
    text = contents(
        book(
            parts=(
                Part(id="y-2015", year=2015, chapters=(early,)),
                Part(id="y-2016", year=2016, chapters=(chapter(),)),
            )
        )
    )
    assert '<p class="toc-year"><a href="#y-2016">2016</a></p>' in text
    assert '<a class="t caps" href="#m-2016-12">December</a>' in text


def test_front_and_back_matter_are_listed() -> None:
    """The preface stands first with its roman number, pages and the author last."""
    page = entry(id="p-page", post=post(key="p", kind=Kind.PAGE, title="", published=None))
    text = contents(
        book(pages=(page,), matter=Matter(preface=Xhtml("<p>x</p>"), about=Xhtml("<p>y</p>")))
    )
    assert text.index('href="#preface">vii</a>') < text.index("December 2016")
    assert text.index("Untitled") > text.index("December 2016")
    assert 'href="#about"' in text
    assert 'href="#sources"' not in text


def test_a_very_long_book_lists_months_with_counts() -> None:
    """More than 150 posts would fill many pages."""
    many = [entry(id=f"p-{index}", post=post(key=str(index))) for index in range(151)]
    one = chapter([entry(id="p-x", post=post(key="x"))], id="m-2016-11", month=11)
    text = contents(book([one, chapter(many)]))
    assert '<span class="toc-count">151 posts</span>' in text
    assert '<span class="toc-count">1 post</span>' in text
    assert "A title" not in text


def test_a_title_in_another_language_says_so() -> None:
    """Its direction does not turn the line round."""
    arabic = entry(post=post(title="بين مدّين", language="ar"))
    text = contents(book([chapter([arabic])]))
    assert '<span lang="ar" dir="rtl">بين مدّين</span>' in text


def test_the_contents_belong_to_the_front_matter() -> None:
    """They are counted in roman numerals."""
    made = render.late("contents", work(), PAGES)
    assert (made.role, made.folios, made.name) == (Role.CONTENTS, Folios.ROMAN, "contents")


def test_there_is_no_other_late_document() -> None:
    """Asking for one is a mistake of the caller, for a list of sources where there are none too."""
    for name in ("index", "sources", "sources-2"):
        with pytest.raises(ValueError, match=name):
            render.late(name, work(), PAGES)


def test_a_first_word_that_is_longer_than_any_may_break() -> None:
    """Places to break stand in it every ten signs, never before what changes the sign before it."""
    long, marked = "x" * 25, "e\u0316" * 12
    made = [entry(id=f"p-{one[0]}", post=post(key=one[0], title=one))
            for one in (f"{long} {long}", f"{marked}", "a" * 20)]  # fmt: skip
    text = contents(book([chapter(made)]))
    parts = [re.sub("<.*?>", "", one) for one in re.findall(r'<a class="t".*?</a>', text)]
    assert parts[0].split("\u200b") == ["x" * 10, "x" * 10, f"xxxxx {long}"]
    assert parts[1].split("\u200b") == ["e\u0316" * 5, "e\u0316" * 5, "e\u0316" * 2]
    assert parts[2] == "a" * 20
