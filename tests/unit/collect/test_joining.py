from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from blog2book.collect import collect
from blog2book.collect.corrections import Correction, Corrections
from blog2book.config import SelectTable, Settings
from blog2book.model.archive import Asset, Kind, Person, Status
from blog2book.model.book import Book, Fate
from blog2book.model.xhtml import Xhtml
from samples import Heard, archive, comment, origin, post

GOES_ON = Correction(merged=True)


def numbered(number: int, **fields: Any) -> Any:
    """Return a post of a day in December with an address of its own."""
    plain: dict[str, Any] = {
        "key": str(number),
        "title": f"Post {number}",
        "published": datetime(2016, 12, number),
        "permalink": f"https://blog.example/2016/12/{number}/",
    }
    return post(**(plain | fields))


def made(
    *posts: Any, by_key: Mapping[str, Correction], heard: Heard | None = None, **select: Any
) -> Book:
    """Return the book of some posts with corrections."""
    corrections = Corrections(file=Path("corrections.toml"), by_key=by_key)
    settings = Settings(select=SelectTable(**select))
    return collect(archive(posts), settings, heard or Heard(), corrections)


def keys(book: Book) -> list[str]:
    """Return the keys of a book's entries."""
    return [entry.post.key for entry in book.entries]


def test_a_post_goes_on_in_the_one_before() -> None:
    """Words, comments and labels go with it; in the account each is printed, as what it was."""
    book = made(
        numbered(1, labels=("a",), comments=(comment(key="c1"),), words=2),
        numbered(
            2,
            title="On & on",
            status=Status.DRAFT,
            labels=("b", "a"),
            comments=(comment(key="c2"),),
            words=1,
        ),
        by_key={"2": Correction(merged=True, tags=("b",))},
        comments=True,
        drafts=True,
    )
    (one,) = book.entries
    assert one.post.labels == ("a", "b")
    assert [said.key for said in one.comments] == ["c1", "c2"]
    assert len(one.depths) == 2
    assert one.post.body.endswith('">On &amp; on</h3><p>Some words.</p>')
    accounts = {account.key: account for account in book.accounting.accounts}
    assert {accounts[key].fate for key in ("1", "2", "c1", "c2")} == {Fate.PRINTED}
    assert [accounts[key].status for key in ("1", "2", "c1")] == ["published", "draft", ""]
    assert accounts["2"].corrected == ("tags", "goes on where the post before it ends")
    assert [(accounts[key].words, accounts[key].words_out) for key in ("1", "2")] == [
        (2, 2),
        (1, 2),
    ]
    assert one.post.words == 3
    ((anchor, where),) = one.merged
    assert f'<h3 id="{anchor}">' in one.post.body
    assert where.startswith("“On & on”, 2016-12-02; ")


def test_links_lead_to_the_part_that_they_name() -> None:
    """To its note, to its beginning, from itself and from the post around it; its own stay own."""
    href = '<a href="https://blog.example/2016/12/2/{}">x</a>'
    note = '<p id="fn1">Note.</p>'
    first = numbered(1, body=Xhtml(f"<p>{href.format('')}</p>{note}"))
    own = '<p><a href="#fn1">x</a> <a href="sub/page.html">y</a></p>'
    second = numbered(2, title="", body=Xhtml(f"{own}{note}"))
    third = numbered(3, body=Xhtml(f"<p>{href.format('#fn1')} {href.format('')}</p>"))
    one, two = made(first, second, third, by_key={"2": GOES_ON}).entries
    part = one.post.body.partition('<hr id="')[2].partition('"')[0]
    assert part.startswith("p-")
    assert one.post.body.startswith(f'<p><a href="#{part}">x</a></p>')
    assert f'<a href="#{part}-fn1">x</a>' in one.post.body
    assert '<a href="https://blog.example/2016/12/2/sub/page.html">y</a>' in one.post.body
    assert one.post.body.count(f'id="{part}-fn1"') == 1
    assert f'<hr id="{part}"/>' in one.post.body
    assert f'href="post:1#{part}-fn1"' in two.post.body
    assert f'href="post:1#{part}">' in two.post.body


def test_a_part_keeps_its_language_and_the_places_of_its_pictures() -> None:
    """It says them where the post around it would say others."""
    image = Xhtml('<p><img src="pic.jpg" alt="" width="3"/></p>')
    book = made(
        numbered(1, language="de"), numbered(2, body=image), numbered(3, language="ar"),
        by_key={"2": GOES_ON, "3": GOES_ON},
    )  # fmt: skip
    (one,) = book.entries
    assert 'lang="en" dir="ltr">' in one.post.body
    assert 'lang="ar" dir="rtl">' in one.post.body
    assert '<img src="https://blog.example/2016/12/2/pic.jpg" alt="" width="3"/>' in one.post.body


def test_a_part_keeps_the_name_of_a_picture_that_the_archive_holds() -> None:
    """Only what has to be looked for on the web gets an address of the part's own page."""
    held = Asset(
        key="pic.jpg", url="pic.jpg", name="pic.jpg", path=Path("pic.jpg"), parent="", title="",
        caption="", alt="", width=3, height=2, origin=origin(),
    )  # fmt: skip
    image = Xhtml('<p><img src="pic.jpg" alt=""/><img src="b.jpg" alt=""/></p>')
    found = archive((numbered(1), numbered(2, body=image)), assets=(held,))
    corrections = Corrections(file=Path("corrections.toml"), by_key={"2": GOES_ON})
    (one,) = collect(found, Settings(), Heard(), corrections).entries
    assert '<img src="pic.jpg" alt=""/>' in one.post.body
    assert '<img src="https://blog.example/2016/12/2/b.jpg" alt=""/>' in one.post.body


def test_a_book_has_authors_and_days_of_all_its_parts() -> None:
    """Merging changes neither who wrote it, nor the days it covers, nor its newest date."""
    posts = (
        numbered(1),
        numbered(2, author=Person(name="Bob"), updated=datetime(2019, 1, 1, tzinfo=UTC)),
        numbered(3, published=datetime(2018, 2, 4)),
    )
    apart = made(*posts, by_key={})
    book = made(*posts, by_key={"2": GOES_ON, "3": GOES_ON})
    assert keys(book) == ["1"]
    assert (book.first, book.last) == (date(2016, 12, 1), date(2018, 2, 4))
    assert (book.authors, book.dated) == (("Ada Example", "Bob"), datetime(2019, 1, 1, tzinfo=UTC))
    told = [(one.authors, one.first, one.last, one.dated) for one in (apart, book)]
    assert told[0] == told[1]


def test_no_export_is_older_than_a_part() -> None:
    """The day that an archive states is not believed where a merged post is younger."""
    exported = datetime(2016, 12, 2, 12, tzinfo=UTC)
    found = archive((numbered(1), numbered(9)), exported=exported)
    corrections = Corrections(file=Path("corrections.toml"), by_key={"9": GOES_ON})
    assert collect(found, Settings(), Heard(), corrections).captured is None


def test_no_secret_leads() -> None:
    """What follows a private post goes on in the public one before, though an editor wants it."""
    heard = Heard()
    posts = (numbered(1), numbered(2, status=Status.PRIVATE), numbered(3, title="Third"))
    book = made(*posts, by_key={"2": Correction(included=True), "3": GOES_ON}, heard=heard)
    assert keys(book) == ["1"]
    assert ">Third</h3>" in book.entries[0].post.body
    assert book.accounting.left_out == {"private": 1}
    assert heard.codes == ["correction-refused"]


def test_what_goes_on_follows_what_leads() -> None:
    """Neither tags nor days nor the limit part them; they are in or out together."""
    posts = (numbered(1, labels=("a",)), numbered(2), numbered(3, labels=("a",)), numbered(4))
    by_key = {"2": GOES_ON, "4": GOES_ON}
    assert keys(made(*posts, by_key=by_key)) == ["1", "3"]
    assert keys(made(*posts, by_key=by_key, tag=("a",))) == ["1", "3"]
    book = made(*posts, by_key=by_key, limit=1)
    assert keys(book) == ["1"]
    assert book.accounting.left_out == {"beyond the limit": 2}
    book = made(*posts, by_key=by_key, first=date(2016, 12, 2))
    assert keys(book) == ["3"]
    assert book.accounting.left_out == {"before the first day chosen": 2}


def test_what_has_nothing_to_go_on_in_is_told() -> None:
    """The first post, a page, and what stays out; the post is printed as it is, or not at all."""
    heard = Heard()
    posts = (
        numbered(1),
        numbered(2),
        numbered(3, kind=Kind.PAGE),
        numbered(4, status=Status.DRAFT),
        numbered(5),
    )
    by_key = dict.fromkeys("134", GOES_ON) | {"5": Correction(merged=True, included=False)}
    assert keys(made(*posts, by_key=by_key, heard=heard)) == ["1", "2"]
    assert heard.codes == ["correction-unmatched"] * 4
