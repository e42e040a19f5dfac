from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from blog2book.collect import collect
from blog2book.collect.order import threaded, wall_clock
from blog2book.config import SelectTable, Settings
from blog2book.errors import NothingSelectedError
from blog2book.model.archive import SECRET, Archive, Comment, Kind, Leftover, Post, Standing, Status
from blog2book.model.book import Book
from samples import Heard, archive, comment, origin, post

settings.register_profile(
    "slow machines", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("slow machines")

MOMENTS = some.none() | some.datetimes(
    datetime(1999, 1, 1),
    datetime(2030, 1, 1),
    timezones=some.sampled_from(
        [None, *(timezone(timedelta(hours=hour)) for hour in (-12, 0, 14))]
    ),
)


@some.composite
def comments(draw: some.DrawFn) -> Comment:
    """Return a comment that may answer another one, or itself."""
    return comment(
        key=draw(some.sampled_from(["", "1", "2", "3", "4"])),
        parent=draw(some.sampled_from(["", "1", "2", "3", "4"])),
        published=draw(MOMENTS),
        standing=draw(some.sampled_from(Standing)),
        origin=origin(place=draw(some.sampled_from(["item 1", "item 2", "item 3"]))),
    )


@some.composite
def posts(draw: some.DrawFn) -> Post:
    """Return a post of few keys, files and texts, so that many clash."""
    digest = draw(some.sampled_from(["aa", "bb", "cc"]))
    file = draw(some.sampled_from(["old.xml", "new.xml"]))
    return post(
        key=draw(some.sampled_from([f"blog.example/{number}" for number in range(12)])),
        kind=draw(some.sampled_from(Kind)),
        status=draw(some.sampled_from(Status)),
        title=draw(some.sampled_from(["", "One", "Two"])),
        published=draw(MOMENTS),
        updated=draw(MOMENTS),
        sequence=draw(some.integers(0, 2)),
        labels=tuple(draw(some.lists(some.sampled_from(["a", "b"]), max_size=2))),
        comments=tuple(draw(some.lists(comments(), max_size=3))),
        permalink="",
        origin=origin(file=file, digest=digest),
    )


@some.composite
def archives(draw: some.DrawFn) -> Archive:
    """Return an archive whose items add up."""
    found = draw(some.lists(posts(), max_size=12))
    left = draw(some.integers(0, 3))
    return archive(
        found,
        files=(origin(file="old.xml"), origin(file="new.xml")),
        leftovers=(Leftover(kind="settings", count=left, reason="not a text"),),
        items=sum(1 + len(one.comments) for one in found) + left,
    )


SELECTIONS = some.builds(
    SelectTable,
    tag=some.sampled_from([(), ("a",)]),
    not_tag=some.sampled_from([(), ("b",)]),
    limit=some.integers(0, 4),
    comments=some.booleans(),
    pages=some.booleans(),
    drafts=some.booleans(),
)


def book_of(found: Archive, select: SelectTable) -> Book | None:
    """Return the book, None where nothing is selected."""
    try:
        return collect(found, Settings(select=select), Heard())
    except NothingSelectedError:
        return None


@given(archives(), SELECTIONS)
def test_every_item_has_one_account(found: Archive, select: SelectTable) -> None:
    """Items are the sum of all accounts, and what is printed stands in the book."""
    book = book_of(found, select)
    if book is not None:
        assert sum(one.count for one in book.accounting.accounts) == found.items
        printed = sum(1 + len(entry.comments) for entry in book.entries)
        assert book.accounting.printed == printed


@given(archives(), SELECTIONS)
def test_posts_stand_by_the_wall_clock(found: Archive, select: SelectTable) -> None:
    """Moments never go back, undated posts are last, and each month holds its own posts."""
    book = book_of(found, select)
    if book is None:
        return
    moments = [entry.post.published for month in book.chapters for entry in month.entries]
    dated = [wall_clock(moment) for moment in moments if moment is not None]
    assert dated == sorted(dated)
    assert all(moment is None for moment in moments[len(dated) :])
    for chapter in book.chapters:
        months = {
            (one.post.published.year, one.post.published.month) if one.post.published else None
            for one in chapter.entries
        }
        year, month = chapter.year, chapter.month
        assert months == {None if year is None or month is None else (year, month)}
    ids = [chapter.id for chapter in book.chapters]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)


@given(archives(), SELECTIONS)
def test_secret_posts_are_never_printed(found: Archive, select: SelectTable) -> None:
    """No selection prints a secret post, and the account never tells its title."""
    book = book_of(found, select)
    if book is not None:
        assert all(entry.post.status not in SECRET for entry in book.entries)
        told = [one for one in book.accounting.accounts if one.reason in {"private", "trashed"}]
        assert all(not one.title for one in told if one.kind == "post")


@given(archives(), SELECTIONS)
def test_anchors_are_unique_and_builds_are_equal(found: Archive, select: SelectTable) -> None:
    """No two entries share a key or an anchor, and the same archive gives the same book."""
    book = book_of(found, select)
    if book is not None:
        assert len({entry.id for entry in book.entries}) == len(book.entries)
        assert len({entry.post.key for entry in book.entries}) == len(book.entries)
        assert book == book_of(found, select)


@given(some.lists(comments(), max_size=8))
def test_threads_lose_nobody(found: Sequence[Comment]) -> None:
    """Each comment is placed once, the first answers the post, and none skips a depth."""
    placed, depths = threaded(found)
    assert sorted(map(id, placed)) == sorted(map(id, found))
    assert len(depths) == len(placed)
    for before, depth in zip((-1, *depths), depths, strict=False):
        assert 0 <= depth <= before + 1
