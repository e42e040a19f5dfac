import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from blog2book.cite.export import COLUMNS, Record, exported, records
from blog2book.cite.ledger import cite
from blog2book.cite.report import lines
from blog2book.model.book import Book
from blog2book.model.sources import Day, Ledger, Source
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, entry, post

STRINGS = {"quote_open": "“", "quote_close": "”", "archived": "archived {date}"}
STRINGS |= {"unlinked": "named without a link", "unlinked_listed": "Named"}
NEWS = '<a href="https://www.bbc.co.uk/news/2016/12/09/a">The Robin Who Stayed</a>'
BODIES = (
    f"<p>{NEWS}</p><p>The Guardian reports that it rains.</p>",
    f'<p>{NEWS} {NEWS}</p><p><a href="https://n.example/b">there</a></p>',
    "<p>The Guardian reports more rain.</p><p>We met the BBC.</p>",
)


def made() -> tuple[Book, Ledger]:
    """Return a book of one month, and its ledger."""
    entries = [
        entry(
            id=f"p-{number}",
            post=post(key=f"k.example/{number}", title="" if number else "Pears", body=Xhtml(body)),
        )
        for number, body in enumerate(BODIES)
    ]
    shown = book([chapter(entries)])
    return shown, cite(shown, STRINGS, Heard())


def record(**fields: object) -> Record:
    """Return a record of a source with these fields."""
    known: dict[str, object] = {
        "key": "k",
        "address": "https://n.example/a",
        "author": "",
        "title": "",
        "title_from": "",
        "site": "n.example",
        "published": None,
        "archived": "",
        "archived_on": None,
    }
    source = Source(**(known | fields))  # type: ignore[arg-type]
    shown = entry(post=post(key="k.example/1", title="Pears & more"))
    return Record(source=source, publisher="N", posts=(shown,))


def test_a_record_names_each_post_once() -> None:
    """Sources stand by publisher, what is only named post by post."""
    found = records(*made())
    assert [(one.publisher, [each.id for each in one.posts]) for one in found] == [
        ("BBC", ["p-0", "p-1"]),
        ("The Guardian", ["p-0"]),
        ("The Guardian", ["p-2"]),
        ("n.example", ["p-1"]),
    ]


def test_a_person_reads_the_ledger() -> None:
    """It says of each source when, what, where and which posts, and last what waits."""
    shown, ledger = made()
    told = list(lines(shown, records(shown, ledger), ledger.mentions))
    assert told[:4] == [
        "BBC (1)",
        "  2016-12-09  “The Robin Who Stayed”",
        "    https://www.bbc.co.uk/news/2016/12/09/a",
        "    in Pears  [k.example/0]; The Robin Who Stayed The Robin Who…  [k.example/1]",
    ]
    assert "  -           (named without a link)" in told
    assert "  -           (no title known)" in told
    assert told[-7:] == [
        "Named without a link, and without a note (1)",
        'Accept or refuse in sources.toml, for instance: [mentions."KEY"] "NAME" = true',
        "  BBC, in The Guardian reports more rain. We met…  [k.example/2]",
        "    “We met the BBC.”",
        "    perhaps “The Robin Who Stayed”, https://www.bbc.co.uk/news/2016/12/09/a",
        "",
        "4 sources of 3 publishers.",
    ]


def test_one_page_of_the_week_may_be_what_a_post_names() -> None:
    """It is proposed to a person; of two nobody can say which, and of none nothing."""
    shown, ledger = made()
    found = records(shown, ledger)
    near = datetime(2016, 12, 16, tzinfo=UTC)

    def told(days: int, *more: Record) -> list[str]:
        later = near + timedelta(days=days)
        entries = [
            replace(one, post=replace(one.post, published=later)) if one.id == "p-2" else one
            for one in shown.entries
        ]
        dated = replace(shown, parts=book([chapter(entries)]).parts)
        return [
            line.strip()
            for line in lines(dated, (*found, *more), ledger.mentions)
            if "perhaps" in line
        ]

    page = "“The Robin Who Stayed”, https://www.bbc.co.uk/news/2016/12/09/a"
    assert told(0) == [f"perhaps {page}"]
    assert told(1) == []
    assert told(0, replace(found[0], source=replace(found[0].source, key="b"))) == []


def test_many_posts_are_counted() -> None:
    """A source that half the blog cites takes one line of posts."""
    shown = entry(post=post(key="k", title="T"))
    one = Record(source=record().source, publisher="N", posts=(shown,) * 7)
    assert list(lines(book(), [one], ()))[3].endswith("T  [k]; 2 more")


def test_a_table_has_a_row_a_source() -> None:
    """Excel knows its encoding, and no cell is a formula, whatever a title begins with."""
    data = exported(".csv", [*records(*made()), record(title="=1+1"), record(title="-A")], "en")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(rows[0]) == [*COLUMNS]
    assert rows[0]["date"] == "2016-12-09"
    assert rows[0]["post_keys"] == "k.example/0 | k.example/1"
    assert rows[0]["title_from"] == "link text"
    assert [row["title"] for row in rows[-2:]] == ["'=1+1", "'-A"]


def test_csl_has_what_is_known() -> None:
    """No field is empty; a date may be a month; a person has a surname, all others one name."""
    month = Day(year=2012, month=5, day=None)
    many = [
        record(author="Ada", title="It Rains", published=month, is_blog=True, archived="https://a"),
        record(address="", site="Süd & Co", key="l"),
        record(),
        record(author="Jane Q. Roe"),
    ]
    full, named, bare, person = json.loads(exported(".json", many, "en"))
    assert full.pop("id") == "nexample2012-8254c3"
    assert full == {
        "type": "post-weblog",
        "author": [{"literal": "Ada"}],
        "title": "It Rains",
        "container-title": "n.example",
        "issued": {"date-parts": [[2012, 5]]},
        "URL": "https://n.example/a",
        "archive_location": "https://a",
        "note": "Cited in: Pears & more [k.example/1]",
    }
    assert person["author"] == [{"family": "Roe", "given": "Jane Q."}]
    assert b"author = {{Roe}, {Jane Q.}}" in exported(".bib", many, "en")
    assert b"author = {{Jane Q. Roe}}" in exported(".bib", many, "hu")
    assert (named["id"], named["type"]) == ("sudco-acac86", "document")
    assert (bare["id"], bare["type"]) == ("nexample-8254c3", "webpage")


def test_names_are_told_apart() -> None:
    """Where two would be one, the later is longer."""
    ids = [one["id"] for one in json.loads(exported(".json", [record(), record()], "en"))]
    assert ids == ["nexample-8254c3", "nexample-8254c32"]


def test_tex_reads_what_people_wrote() -> None:
    """Signs that mean something to TeX mean themselves; addresses keep their percent signs."""
    many = [
        record(
            title="50% of {A & B_C #1 $2 ~ ^ \\end",
            author="Garden & Co",
            address="https://n.example/a_b%20{c}",
            archived="https://web.archive.org/web/2016/https://n.example/",
            published=Day(year=2016, month=None, day=None),
        ),
        record(address=""),
    ]
    assert exported(".bib", many, "en").decode() == (
        "@online{nexample2016-8254c3,\n"
        "  author = {{Garden \\& Co}},\n"
        "  title = {50\\% of \\textbraceleft{}A \\& B\\_C \\#1 \\$2 \\textasciitilde{}"
        " \\textasciicircum{} \\textbackslash{}end},\n"
        "  organization = {n.example},\n"
        "  date = {2016},\n"
        "  url = {https://n.example/a_b%20%7Bc%7D},\n"
        "  note = {Archived at \\url{https://web.archive.org/web/2016/https://n.example/}},\n"
        "  annotation = {Cited in: Pears \\& more [k.example/1]},\n"
        "}\n\n"
        "@misc{nexample-8254c3,\n"
        "  organization = {n.example},\n"
        "  annotation = {Cited in: Pears \\& more [k.example/1]},\n"
        "}\n"
    )


@pytest.mark.parametrize("suffix", [".csv", ".json", ".bib"])
def test_a_text_that_no_encoding_has_breaks_no_export(suffix: str) -> None:
    """A file's name may be part of a post's key, and need not be text."""
    one = record(title="A", archived_on=date(2016, 1, 1))
    odd = Record(source=one.source, publisher="\udcff", posts=(entry(post=post(key="a\udcff")),))
    assert b"?" in exported(suffix, [odd], "en")
