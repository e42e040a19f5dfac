from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from blog2book.collect import collect
from blog2book.collect.corrections import Correction, Corrections, picture_address
from blog2book.config import SelectTable, Settings
from blog2book.model.archive import Kind, Status
from blog2book.model.book import Book
from blog2book.model.xhtml import Xhtml
from samples import Heard, archive, post


def made(
    *posts: Any, by_key: Mapping[str, Correction], heard: Heard | None = None, **select: Any
) -> Book:
    """Return the book of some posts with corrections."""
    corrections = Corrections(file=Path("corrections.toml"), by_key=by_key)
    settings = Settings(select=SelectTable(**select))
    return collect(archive(posts), settings, heard or Heard(), corrections)


def test_title_date_tags_and_language_are_the_editors() -> None:
    """A day keeps the hour; the account tells what was changed."""
    wanted = Correction(title="New", date=date(2015, 1, 2), tags=("a",), language="fr")
    book = made(post(), by_key={"blog.example/1": wanted})
    (entry,) = book.entries
    assert (entry.post.title, entry.post.labels, entry.post.language) == ("New", ("a",), "fr")
    assert entry.post.published == datetime(2015, 1, 2, 9, 30)
    assert book.chapters[0].id == "m-2015-01"
    (account,) = book.accounting.accounts
    assert account.corrected == ("title", "date", "tags", "language")


def test_a_moment_has_the_blogs_clock_unless_it_says_another() -> None:
    """An undated post gets a day without an hour."""
    zoned = post(published=datetime(2016, 12, 7, 9, 30, tzinfo=UTC))
    moment = datetime(2015, 1, 2, 3, 4)
    (entry,) = made(zoned, by_key={"blog.example/1": Correction(date=moment)}).entries
    assert (entry.post.published, entry.post.timed) == (moment.replace(tzinfo=UTC), True)
    far = datetime(2015, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=9)))
    (entry,) = made(zoned, by_key={"blog.example/1": Correction(date=far)}).entries
    assert str(entry.post.published) == "2015-01-01 18:04:00+00:00"
    untimed = post(timed=False)
    (entry,) = made(untimed, by_key={"blog.example/1": Correction(date=moment)}).entries
    assert (entry.post.published, entry.post.timed) == (moment, True)
    undated = post(published=None)
    (entry,) = made(undated, by_key={"blog.example/1": Correction(date=date(2015, 1, 2))}).entries
    assert (entry.post.published, entry.post.timed) == (datetime(2015, 1, 2), False)


def test_an_editor_may_want_no_title_and_no_tags() -> None:
    """An empty title and an empty list take away what the archive has, and are told."""
    wanted = Correction(title="", tags=())
    book = made(post(labels=("a",)), by_key={"blog.example/1": wanted})
    assert (book.entries[0].post.title, book.entries[0].post.labels) == ("", ())
    assert book.accounting.accounts[0].corrected == ("title", "tags")


def test_what_is_included_goes_before_the_selection() -> None:
    """A draft, a page and an old post go in by key; a chosen post stays out by key."""
    posts = (
        post(key="1"),
        post(key="2", status=Status.DRAFT),
        post(key="3", kind=Kind.PAGE),
        post(key="4", published=datetime(2010, 1, 1)),
        post(key="5", published=datetime(2010, 1, 1)),
    )
    by_key = {key: Correction(included=True) for key in "234"} | {"1": Correction(included=False)}
    book = made(*posts, by_key=by_key, first=date(2016, 1, 1))
    assert [entry.post.key for entry in book.entries] == ["4", "2", "3"]
    assert book.accounting.left_out == {
        "before the first day chosen": 1,
        "left out by corrections.toml": 1,
    }


def test_no_correction_brings_in_a_secret() -> None:
    """A private post stays out, is told by its key alone, and keeps its words from the log."""
    heard = Heard()
    secret = post(key="2016-12-07-my-secret", title="Secret", status=Status.PRIVATE)
    book = made(
        post(),
        secret,
        by_key={secret.key: Correction(included=True, title="Open", texts=(("x", "y"),))},
        heard=heard,
    )
    assert len(book.entries) == 1
    assert heard.codes == ["correction-refused"]
    assert "Secret" not in str(heard.notices) + str(book.accounting)


def test_what_an_editor_leaves_out_may_be_secret_too() -> None:
    """A post that is withheld since stays out as the editor wants it: nothing to warn of."""
    heard = Heard()
    secret = post(key="2016-12-07-my-secret", status=Status.PRIVATE)
    by_key = {secret.key: Correction(included=False)}
    book = made(post(), secret, by_key=by_key, heard=heard)
    assert book.accounting.left_out == {"private": 1}
    assert heard.codes == []


def test_words_and_pictures_are_exchanged() -> None:
    """A picture is known in any of its sizes; what is not there is told with the post's place."""
    heard = Heard()
    body = Xhtml(
        '<p>Teh frost, frost.</p><p><img src="https://b.example/a-300x200.jpg" alt=""/></p>'
    )
    wanted = Correction(
        texts=(("Teh", "The"), ("absent", "x"), ("frost", "x")),
        pictures={"https://b.example/a-600x400.jpg": Path("/new.jpg"), "z.jpg": Path("/new.jpg")},
    )
    book = made(post(body=body), by_key={"blog.example/1": wanted}, heard=heard)
    address = picture_address(Path("/new.jpg"))
    assert (
        book.entries[0].post.body == f'<p>The frost, frost.</p><p><img src="{address}" alt=""/></p>'
    )
    assert book.accounting.accounts[0].corrected == ("1 text replaced", "1 picture replaced")
    assert heard.codes == ["correction-unmatched"] * 3
    assert [notice.message for notice in heard.notices] == [
        "“absent” does not occur.",
        "“frost” occurs 2 times, not once.",
        "The post shows no picture z.jpg.",
    ]
    assert {notice.where for notice in heard.notices} == {"export.xml, item 1"}


@pytest.mark.parametrize("base", ["http://b.example", "https://www.b.example", "https://c.example"])
def test_a_picture_is_known_where_its_blog_has_moved(base: str) -> None:
    """By its path alone, on whichever host the newer export has it; on two hosts it is unknown."""
    wanted = Correction(pictures={"https://b.example/2012/a-600x400.jpg": Path("/new.jpg")})
    shown = f'<p><img src="{base}/2012/a-300x200.jpg" alt=""/></p>'
    other = '<p><img src="https://d.example/2012/a.jpg" alt=""/></p>'
    for body, lost in ((shown, []), (shown + other, ["correction-unmatched"])):
        heard = Heard()
        made(post(body=Xhtml(body)), by_key={"blog.example/1": wanted}, heard=heard)
        assert heard.codes == lost


def test_a_key_that_no_post_has_is_told_with_a_guess() -> None:
    """The correction may be of a post that the platform has renamed."""
    heard = Heard()
    made(post(), by_key={"blog.example/11": Correction(title="x")}, heard=heard)
    assert heard.codes == ["correction-unmatched"]
    assert heard.notices[0].message.endswith("did you mean blog.example/1?")
