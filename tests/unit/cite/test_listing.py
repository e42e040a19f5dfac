from blog2book.cite import cite
from blog2book.cite.gazetteer import Gazetteer
from blog2book.cite.sources_file import SourcesFile
from blog2book.markup.text import plain
from blog2book.model.sources import Ledger, Publisher
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, comment, entry, post

STRINGS = {
    "quote_open": "“",
    "quote_close": "”",
    "archived": "archived {date}",
    "site_blog": "{site} (blog)",
}
NAMES = Gazetteer(
    sites={
        "herald.example": "The Herald",
        "care.example": "Community Care",
        "care.example/weekly": "Care Weekly",
        "annals.example": "Äpfel und Birnen",
        "robins.blogs.example": "Robins",
        "weeds.blogs.example": "My Weed Blog",
    },
    blogs=frozenset({"blogs.example"}),
    houses={"Care Weekly": "Community Care"},
)


def link(address: str, words: str = "there") -> str:
    """Return a paragraph with a link."""
    return f'<p><a href="https://{address}">{words}</a></p>'


def listed(*links: str, language: str = "en-GB") -> tuple[Publisher, ...]:
    """Return the list of sources of a book with one post of these links."""
    made = entry(post=post(body=Xhtml("".join(links))))
    return ledger(book([chapter([made])], language=language)).publishers


def ledger(made: object) -> Ledger:
    """Return the ledger of a book."""
    return cite(made, STRINGS, Heard(), SourcesFile(gazetteer=NAMES))  # type: ignore[arg-type]


def test_publishers_stand_by_name_and_bare_domains_last() -> None:
    """Articles and accents do not count; a domain is what somebody registered."""
    found = listed(
        link("www.zebra.example/a"),
        link("news.apple.example/a"),
        link("herald.example/a"),
        link("care.example/a"),
        link("annals.example/a"),
        link("apple.example/b"),
    )
    assert [(one.name, len(one.listed)) for one in found] == [
        ("Äpfel und Birnen", 1),
        ("Community Care", 1),
        ("The Herald", 1),
        ("apple.example", 2),
        ("zebra.example", 1),
    ]


def test_a_house_stands_once() -> None:
    """What a part of a house publishes stands among the rest of the house, under its name."""
    for links in (("care.example/weekly/1", "care.example/2"), ("care.example/weekly/1",)):
        (found,) = listed(*map(link, links))
        assert (found.name, len(found.listed)) == ("Community Care", len(links))
    assert found.listed[0].source.site == "Care Weekly"


def test_titles_come_first_then_addresses_by_their_numbers() -> None:
    """Sources of one publisher stand by title, without article; those without a title last."""
    (found,) = listed(
        link("care.example/10"),
        link("care.example/9"),
        link("care.example/c", "The Robin Who Stayed"),
        link("care.example/b", "An Old Pear Tree"),
        link("care.example/a", "“Who Pays?”"),
    )
    assert [plain(one.text) for one in found.titled] == [
        "“An Old Pear Tree.”",
        "“The Robin Who Stayed.”",
        "“Who Pays?”",
    ]
    addresses = [plain(one.address) for one in found.untitled]
    assert addresses == ["care.example/9", "care.example/10"]


def test_an_entry_gives_title_date_and_address() -> None:
    """What is not known is left out; dates and marks are those of the book's language."""
    dated = link("care.example/2016/12/09/a", "The Robin Who Stayed")
    bare = link("care.example/2016/12/b")
    (english,) = listed(dated, bare)
    assert [plain(one.text) for one in english.listed] == [
        "“The Robin Who Stayed.” 9 December 2016.",
        "December 2016.",
    ]
    (russian,) = listed(dated, language="ru")
    assert plain(russian.titled[0].text).endswith("”. 9 декабря 2016\u202fг.")


def test_an_archived_copy_is_listed_with_its_address() -> None:
    """The list tells the address of a copy, the source stands under its own publisher."""
    (found,) = listed(link("web.archive.org/web/20161209/http://care.example/a"))
    (one,) = found.listed
    assert plain(one.address) == "care.example/a"
    assert plain(one.archived) == "web.archive.org/web/20161209/http://care.example/a"


def test_a_blog_is_called_so_once() -> None:
    """The platform says that a site is a blog; a name that says it too is not marked."""
    found = listed(link("robins.blogs.example/a"), link("weeds.blogs.example/a"))
    assert [one.name for one in found] == ["My Weed Blog", "Robins (blog)"]
    assert [one.name for one in listed(link("x.blogs.example/a"))] == ["x.blogs.example"]


def test_all_places_that_cite_are_known() -> None:
    """Links of posts and comments count, with a call and without; each has an anchor."""
    shown = '<a href="https://care.example/a">care.example/a</a>'
    first = entry(
        id="p-a",
        post=post(key="a", body=Xhtml(link("care.example/a") + f"<p>{shown}</p>")),
        comments=(comment(body=Xhtml(link("care.example/a"))),),
    )
    made = ledger(book([chapter([first])]))
    (one,) = made.publishers[0].listed
    assert [(place.id, place.entry) for place in one.citations] == [
        ("r-a-0", "p-a"),
        ("r-a-1", "p-a"),
        ("r-a-c1-0", "p-a"),
    ]
    assert made.called == {"r-a-0", "r-a-c1-0"}


def test_a_number_of_very_many_figures_is_in_order() -> None:
    """Python reads none of more than 4,300 figures as a number; none is."""
    (found,) = listed(link(f"care.example/{'1' * 5000}"), link("care.example/9"))
    assert [len(one.source.address) for one in found.listed] == [22, 5021]
