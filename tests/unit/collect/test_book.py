from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from blog2book.collect import collect
from blog2book.config import BookTable, SelectTable, Settings
from blog2book.errors import ConfigError, NothingSelectedError
from blog2book.model.archive import Kind, Leftover, Person, Standing, Status
from blog2book.model.book import Book
from blog2book.model.xhtml import Xhtml
from samples import Heard, archive, comment, origin, post


def made(
    *posts: Any, select: SelectTable | None = None, table: BookTable | None = None, **fields: Any
) -> Book:
    """Return the book of some posts, of `post()` if none is given."""
    settings = Settings(select=select or SelectTable(), book=table or BookTable())
    return collect(archive(posts or (post(),), **fields), settings, Heard())


def test_posts_stand_in_months_and_years() -> None:
    """A blog becomes years of months of posts, oldest first, with its first and last day."""
    book = made(
        post(key="2", published=datetime(2017, 1, 2)), post(key="1"), post(key="3", published=None)
    )
    assert [part.id for part in book.parts] == ["y-2016", "y-2017", "y-undated"]
    assert [entry.post.key for entry in book.entries] == ["1", "2", "3"]
    assert (book.first, book.last) == (date(2016, 12, 7), date(2017, 1, 2))


def test_pages_become_back_matter() -> None:
    """Static pages stand behind the months when they are asked for."""
    book = made(post(), post(key="about", kind=Kind.PAGE), select=SelectTable(pages=True))
    assert [entry.post.key for entry in book.pages] == ["about"]
    assert len(book.chapters) == 1


def test_comments_are_threaded_when_asked_for() -> None:
    """Approved comments are printed in order with their depths; others never."""
    remarks = (
        comment(key="2", parent="1", published=datetime(2016, 12, 9)),
        comment(key="1"),
        comment(key="3", standing=Standing.SPAM),
    )
    (entry,) = made(post(comments=remarks), select=SelectTable(comments=True)).entries
    assert [one.key for one in entry.comments] == ["1", "2"]
    assert entry.depths == (0, 1)
    assert made(post(comments=remarks)).entries[0].comments == ()


def test_what_the_user_says_wins() -> None:
    """Title, subtitle, author and language of the settings win over the archive's."""
    table = BookTable(title="Mine", subtitle="Under", author="Bob", language="de_de")
    book = made(table=table, author=Person(name="Ada"), subtitle="Over")
    assert (book.title, book.subtitle, book.authors, book.language) == (
        "Mine",
        "Under",
        ("Bob",),
        "de-DE",
    )


def test_the_archive_says_the_rest() -> None:
    """Without settings the archive's own words are taken."""
    book = made(author=Person(name="Ada"), subtitle="Over", language="en_gb")
    assert (book.title, book.subtitle, book.authors, book.language) == (
        "A Blog",
        "Over",
        ("Ada",),
        "en-GB",
    )


def test_a_file_lends_its_name() -> None:
    """A blog without a title that can be seen is called after its file, else its address."""
    assert made(title="", files=(origin(file="exports\\my-blog.xml"),)).title == "my-blog"
    assert made(title="", files=()).title == "blog.example"
    assert made(title="\u200b", files=(), address="").title == "Blog"


def test_who_wrote_the_printed_posts_are_the_books_authors() -> None:
    """Who wrote most stands first, of equals who wrote first; who wrote none of them is none."""
    bob = post(key="2", author=Person(name="Bob"))
    bobs = post(key="3", author=Person(name="BOB"))
    cem = post(key="4", author=Person(name="Cem"))
    nobody = post(key="5", author=None)
    draft = post(key="6", author=Person(name="Dee"), status=Status.DRAFT)
    assert made(post(), nobody).authors == ("Ada Example",)
    assert made(post(), bob, bobs, cem, draft).authors == ("Bob", "Ada Example", "Cem")
    assert made(nobody).authors == ()


def test_an_unknown_language_is_told() -> None:
    """Where nobody says the language it is English, and a Notice says so."""
    heard = Heard()
    book = collect(archive([post()], language="??"), Settings(), heard)
    assert book.language == "en"
    assert heard.codes == ["language-unknown"]


def test_a_language_that_is_none_is_refused() -> None:
    """A slip in --language is told, and nothing else taken in its place."""
    settings = Settings(book=BookTable(language="not a tag"))
    with pytest.raises(ConfigError, match="“not a tag” is no language"):
        collect(archive([post()]), settings, Heard())


def test_a_title_for_want_of_another_is_told() -> None:
    """Unless the archive has one of its own, or the user gives one."""
    heard = Heard()
    pasted = archive([post()], title="Page two", titled=False)
    assert collect(pasted, Settings(), heard).title == "Page two"
    assert heard.codes == ["title-missing"]
    assert "“Page two”" in heard.notices[0].message
    given = Settings(book=BookTable(title="Mine"))
    assert collect(pasted, given, heard).title == "Mine"
    assert collect(archive([post()]), Settings(), heard).title == "A Blog"
    assert heard.codes == ["title-missing"]


def test_several_files_without_a_title_are_called_by_their_months() -> None:
    """The name of the first of them is not that of the whole."""
    files = (origin(file="april.txt"), origin(file="may.txt"))
    posts = (
        post(published=datetime(2016, 4, 1)),
        post(key="2", published=datetime(2016, 5, 1)),
    )
    pasted = archive(posts, title="April", titled=False, files=files)
    assert collect(pasted, Settings(), Heard()).title == "April – May 2016"
    undated = archive([post(published=None)], title="April", titled=False, files=files)
    assert collect(undated, Settings(), Heard()).title == "April"


@pytest.mark.parametrize(
    ("published", "status", "known"),
    [
        (datetime(2019, 12, 31), Status.PUBLISHED, True),
        (datetime(2020, 1, 1, 14), Status.PUBLISHED, True),  # by a clock in Kiribati
        (datetime(2020, 1, 2), Status.PUBLISHED, False),
        (datetime(2020, 1, 1, 0, 1, tzinfo=UTC), Status.PUBLISHED, False),
        (datetime(2020, 2, 1), Status.SCHEDULED, True),
        (None, Status.PUBLISHED, True),
    ],
)
def test_no_export_is_older_than_what_is_in_it(
    published: datetime | None, status: Status, *, known: bool
) -> None:
    """A stated day of capture that lies before a printed post is false, and left out."""
    exported = datetime(2020, 1, 1, tzinfo=UTC)
    found = archive([post(published=published, status=status)], exported=exported)
    settings = Settings(select=SelectTable(drafts=True))
    book = collect(found, settings, Heard())
    assert book.captured == (exported if known else None)


def test_languages_of_posts_are_normalised() -> None:
    """A post's language is a valid tag, or none."""
    book = made(post(key="1", language="pt_br"), post(key="2", language="??"))
    assert [entry.post.language for entry in book.entries] == ["pt-BR", ""]


def test_the_identifier_stays_with_the_blog() -> None:
    """Each build of a blog has one identifier: by its address, else by its title."""
    by_address = made(address="https://blog.example/").identifier
    assert UUID(by_address).version == 5
    assert by_address == made(title="Other", address="http://www.blog.example").identifier
    assert made(address="").identifier != made(address="", title="Other").identifier


def test_the_book_is_dated_by_its_newest_date() -> None:
    """The newest date among printed posts, else that of the export, dates the book."""
    exported = datetime(2020, 1, 1, tzinfo=UTC)
    updated = post(updated=datetime(2018, 1, 1))
    draft = post(key="2", status=Status.DRAFT, published=datetime(2019, 1, 1))
    assert made(updated, draft, exported=exported).dated == datetime(2018, 1, 1, tzinfo=UTC)
    undated = post(published=None)
    assert made(undated, exported=exported).dated == exported
    assert made(undated).dated == datetime(1970, 1, 1, tzinfo=UTC)
    assert made(undated, exported=exported).captured == exported


def test_every_item_is_accounted_for() -> None:
    """Duplicates, drafts, comments and leftovers stand in the account beside what is printed."""
    left = Leftover(kind="settings", count=2, reason="not a text")
    book = made(
        post(comments=(comment(),)),
        post(),
        post(key="2", status=Status.DRAFT),
        leftovers=(left,),
        items=6,
    )
    assert book.accounting.items == 6
    assert book.accounting.printed == 1
    assert book.accounting.left_out == {
        "not a text": 2,
        "comments not asked for": 1,
        "draft": 1,
        "duplicate": 1,
    }


def test_a_month_does_not_feel_a_post_in_another() -> None:
    """A post added to the first month leaves the entries of all others identical."""
    body = Xhtml('<p id="a">A <a href="/2016/12/a-title.html">link</a> <a href="#a">here</a></p>')
    later = [
        post(key=f"{month}", published=datetime(2016, month, 1), body=body, permalink=f"/{month}")
        for month in (10, 11, 12)
    ]
    before = made(*later, post(key="first", published=datetime(2016, 9, 1)))
    after = made(
        post(key="new", published=datetime(2016, 9, 1), permalink="/new", body=body),
        *later,
        post(key="first", published=datetime(2016, 9, 1)),
    )
    assert after.chapters[1:] == before.chapters[1:]
    assert len(after.chapters[0].entries) == len(before.chapters[0].entries) + 1


def test_nothing_selected_says_what_would_help() -> None:
    """Where nothing is left to print, the error says what was left out and which option helps."""
    drafts = [post(key=str(number), status=Status.DRAFT) for number in range(2)]
    with pytest.raises(NothingSelectedError) as caught:
        made(*drafts, post(key="p", status=Status.PRIVATE), post(key="a", kind=Kind.PAGE))
    assert caught.value.message == (
        "No post of export.xml is left to print. Left out: draft (2), private (1), static page (1)."
    )
    assert caught.value.hint == "To take them: --drafts, --pages."


def test_a_selection_that_takes_no_post_makes_no_book_of_pages() -> None:
    """A tag that no post has is told where there are pages too; pages without posts are a book."""
    about = post(key="a", kind=Kind.PAGE)
    with pytest.raises(NothingSelectedError) as caught:
        made(post(labels=("garden",)), about, select=SelectTable(tag=("gardn",), pages=True))
    assert caught.value.hint == (
        "No post has the tag “gardn”. Did you mean “garden”? The tags are garden (1). "
        "To take them: another --tag."
    )
    assert len(made(about, select=SelectTable(tag=("gardn",), pages=True)).pages) == 1
    draft = post(status=Status.DRAFT)
    assert len(made(draft, about, select=SelectTable(pages=True)).pages) == 1


def test_an_empty_archive_says_what_it_holds() -> None:
    """An archive without posts is named, with what it holds instead."""
    left = Leftover(kind="settings", count=58, reason="not a text")
    with pytest.raises(NothingSelectedError, match=r"export.xml holds no post \(it holds 58 set"):
        collect(archive(leftovers=(left,)), Settings(), Heard())
    with pytest.raises(NothingSelectedError, match=r"The archive holds no post\."):
        collect(archive(files=()), Settings(), Heard())


def test_a_copy_of_a_post_has_no_status_of_its_own() -> None:
    """It counts among no posts of the blog, whatever the file says of it."""
    accounts = made(post(), post()).accounting.accounts
    assert [(one.reason, one.status) for one in accounts] == [("", "published"), ("duplicate", "")]
