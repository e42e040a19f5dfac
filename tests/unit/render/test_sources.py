import re
from dataclasses import replace

import pytest

from blog2book import render
from blog2book.cite import cite
from blog2book.cite.gazetteer import Gazetteer
from blog2book.cite.sources_file import SourcesFile
from blog2book.config import Settings
from blog2book.model.archive import Kind
from blog2book.model.book import Book
from blog2book.model.pages import PageMap
from blog2book.model.rendition import Folios, Medium, Role, Side
from blog2book.model.xhtml import Xhtml
from blog2book.render import Work
from samples import Heard, book, chapter, comment, entry, post
from works import named, text_of, work

NAMES = Gazetteer(sites={"herald.example": "The Herald"}, blogs=frozenset())
SHOWN = '<p><a href="https://herald.example/a">herald.example/a</a></p>'
TITLED = '<p><a href="https://herald.example/a">The Robin Who Stayed</a></p>'
BARE = '<p><a href="https://n.example/b">there</a></p>'
ARCHIVED = '<p><a href="https://web.archive.org/web/2016/http://n.example/b">so</a></p>'


def citing(shown: Book, language: str = "en") -> Work:
    """Return a work with the ledger of a book."""
    made = work(replace(shown, language=language))
    strings = made.theme.strings(language, Heard())
    return replace(made, ledger=cite(made.book, strings, Heard(), SourcesFile(gazetteer=NAMES)))


def one_month(*bodies: str) -> Book:
    """Return a book of one month with posts of these bodies."""
    entries = [
        entry(id=f"p-{place}", post=post(key=f"{place}", title=f"Post {place}", body=Xhtml(body)))
        for place, body in enumerate(bodies)
    ]
    return book([chapter(entries)])


def on_a_screen(made: Work) -> str:
    """Return the list of an EPUB."""
    return text_of(render.edition(made, Medium.EPUB, Heard()), "sources")


def test_a_list_leads_back_to_posts() -> None:
    """On a screen each source names the posts that cite it, each once, and leads to the call."""
    text = on_a_screen(citing(one_month(TITLED, TITLED + TITLED, SHOWN)))
    assert "1 source from 1 publisher." in text
    assert "“The Robin Who Stayed.”" in text
    assert '<p class="work-address"><a href="https://herald.example/a"><span class="url">' in text
    assert re.findall(r'href="(m-[^"]*)">([^<]*)<', text) == [
        ("m-2016-12.xhtml#r-0-0", "Post 0"),
        ("m-2016-12.xhtml#r-1-0", "Post 1"),
        ("m-2016-12.xhtml#p-2", "Post 2"),  # its link shows the address, and calls no note
    ]


def test_a_list_leads_to_the_call_of_a_footnote_that_cites() -> None:
    """What a footnote cites, and what a link before it does, is found at its call."""
    own = (
        '<p>{}<sup><a href="#f">1</a></sup></p><div class="footnotes"><ol>'
        '<li id="f">See <a href="https://herald.example/a">it</a>.</li></ol></div>'
    )
    text = on_a_screen(
        citing(one_month(own.format("Ice"), own.format(TITLED[3:-4]), SHOWN + TITLED))
    )
    assert re.findall(r'href="(m-[^"]*)">([^<]*)<', text) == [
        ("m-2016-12.xhtml#r-0-0", "Post 0"),
        ("m-2016-12.xhtml#r-1-1", "Post 1"),
        ("m-2016-12.xhtml#r-2-1", "Post 2"),
    ]


def test_a_list_leads_back_to_pages() -> None:
    """In print each source has its pages, runs joined, linked to the first place on each."""
    made = citing(one_month(TITLED, TITLED, TITLED + SHOWN))
    pages = PageMap(pages={"r-0-0": 0, "r-1-0": 1, "p-2": 3}, labels=("1", "2", "3", "4"))
    document = render.late("sources", made, pages)
    found = re.search(r'class="work-pages">(.*?)</div>', document.text or "")
    assert found is not None
    assert found[1] == '<a href="#r-0-0">1–2</a>, <a href="#p-2">4</a>'
    assert (document.role, document.side, document.folios) == (
        Role.SOURCES,
        Side.RECTO,
        Folios.ARABIC,
    )


def test_each_place_that_cites_has_an_anchor_in_print() -> None:
    """A link that calls no note is named, in a comment too, so that its page is known."""
    spoken = entry(
        id="p-a",
        post=post(key="a", body=Xhtml(TITLED + SHOWN)),
        comments=(comment(body=Xhtml(SHOWN)),),
    )
    made = citing(book([chapter([spoken])]))
    made = replace(made, settings=Settings())
    printed = text_of(render.edition(made, Medium.PDF, Heard()), "m-2016-12")
    assert all(f'id="r-a{place}"' in printed for place in ("-0", "-1", "-c1-0"))
    screen = text_of(render.edition(made, Medium.EPUB, Heard()), "m-2016-12")
    assert 'id="r-a-1"' not in screen


def test_sources_without_a_title_are_told_as_such() -> None:
    """The words stand once: behind the publisher, or between those with a title and the others."""
    untitled = '<p><a href="https://herald.example/c">there</a></p>'
    text = on_a_screen(citing(one_month(TITLED + untitled + BARE)))
    herald, bare = text.split("<h2")[1:]
    assert herald.count("Title not recorded") == bare.count("Title not recorded") == 1
    place = herald.index("Title not recorded")
    assert herald.index("Robin") < place < herald.index('"url"', place)
    assert bare.index("Title not recorded") < bare.index("</h2>")
    assert "2 sources" not in text
    assert "3 sources from 2 publishers." in text


def test_what_is_only_named_lacks_no_title() -> None:
    """A source without an address closes its publisher's, and nothing is said of its title."""
    said = "<p>The Herald reports that the robin stayed.</p>"
    assert "not recorded" not in on_a_screen(citing(one_month(said)))
    untitled = '<p><a href="https://herald.example/c">there</a></p>'
    text = on_a_screen(citing(one_month(untitled, "<p>Frost.</p>", said)))
    assert "2 sources from 1 publisher." in text
    several = on_a_screen(citing(one_month(said, said)))
    assert "2 sources from 1 publisher." in several
    assert ('publisher-count">2<' in several, several.count("<li>")) == (True, 1)
    assert text.index("Title not recorded") < text.index('"url"') < text.index("Named without")


def test_an_archived_copy_is_told() -> None:
    """Its address stands below the source's own."""
    text = re.sub(r"<[^>]*>", "", on_a_screen(citing(one_month(ARCHIVED))))
    assert "Archived: web.archive.org/web/2016/http://n.example/b" in text


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("de", "Quellen", "Titel nicht verzeichnet"),
        ("fr", "Sources", "Titre non relevé"),
        ("es", "Fuentes", "Título no registrado"),
    ],
)
def test_a_list_speaks_the_books_language(language: str, title: str, words: str) -> None:
    """All its words come from the theme's strings."""
    text = on_a_screen(citing(one_month(BARE), language))
    assert f">{title}</h1>" in text
    assert words in text


def test_a_language_without_words_says_so() -> None:
    """English sentences in a book that runs to the left are marked, and keep their own order."""
    text = on_a_screen(citing(one_month(TITLED), "he"))
    assert '<p class="sources-counted" lang="en" dir="ltr">1 source from 1 publisher. ' in text
    assert "“<bdi>The Robin Who Stayed</bdi>”" in text


def test_a_book_that_cites_nothing_has_no_list() -> None:
    """Neither the document nor its line in the navigation is there."""
    made = render.edition(citing(one_month("<p>None.</p>")), Medium.PDF, Heard())
    assert made.late == ("contents",)
    assert all(one.role != Role.SOURCES for one in made.navigation)


def test_a_list_has_its_place_and_its_lines() -> None:
    """It stands behind the pages, and contents and navigation have a line for it."""
    page = entry(id="p-page", post=post(key="p", kind=Kind.PAGE, body=Xhtml(BARE)))
    made = citing(book([chapter([entry()])], pages=(page,)))
    edition = render.edition(made, Medium.PDF, Heard())
    names = [one.name for one in edition.documents]
    assert names[names.index("page-p-page") :] == ["page-p-page", "sources", "colophon"]
    assert edition.late == ("contents", "sources")
    assert [one.label for one in edition.navigation][-2:] == ["Sources", "Colophon"]
    pages = PageMap(pages={"sources": 2}, labels=("1", "2", "3"))
    assert 'href="#sources">3</a>' in (render.late("contents", made, pages).text or "")
    screen = text_of(render.edition(made, Medium.EPUB, Heard()), "sources")
    assert 'href="page-p-page.xhtml#r-page-0">A title</a>' in screen


def test_a_long_list_is_parted() -> None:
    """No file of an EPUB grows without end; a publisher may stand in two, the title in one."""
    links = "".join(f'<p><a href="https://herald.example/{n}">x</a></p>' for n in range(401))
    made = citing(one_month(links))
    edition = render.edition(made, Medium.EPUB, Heard())
    first, second = text_of(edition, "sources"), text_of(edition, "sources-2")
    assert [one.count("The Herald") for one in (first, second)] == [1, 1]
    assert [one.count("<h1") for one in (first, second)] == [1, 0]
    assert [one.count("<li>") for one in (first, second)] == [400, 1]
    assert [one.count("Title not recorded") for one in (first, second)] == [1, 0]
    assert named(edition, "sources-2").side is Side.ANY
    assert render.edition(made, Medium.PDF, Heard()).late == ("contents", "sources")


def test_a_pointer_names_number_and_page() -> None:
    """In print a note that repeats another one leads to it, with room for its page."""
    months = [
        chapter([entry(id="p-a", post=post(key="a", body=Xhtml(BARE)))], id="m-2015-12", year=2015),
        chapter([entry(id="p-b", post=post(key="b", body=Xhtml(BARE)))]),
    ]
    only = [
        entry(id=f"p-{n}", post=post(key=n, kind=Kind.PAGE, title=f"Page {n}", body=Xhtml(TITLED)))
        for n in "cd"
    ]
    made = render.edition(citing(book(months, pages=tuple(only))), Medium.PDF, Heard())
    for name, earlier in (("m-2016-12", "n-2015-12-"), ("page-p-d", "n-page-p-c-")):
        text = text_of(made, name)
        assert re.search(
            rf'\(n\.\xa01, p\.\xa0<a class="page" href="#{earlier}\w+">0</a>\)\.', text
        )
