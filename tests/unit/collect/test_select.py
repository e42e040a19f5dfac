from datetime import date, datetime
from typing import Any

import pytest

from blog2book.collect.select import archive_name, choose, empty_hint
from blog2book.config import SelectTable
from blog2book.model.archive import Kind, Person, Status
from samples import archive, origin, post


def why(select: SelectTable, **fields: Any) -> str:
    """Return why a post with these fields is left out, "" if it is not."""
    left_out = choose([post(**fields)], select).left_out
    return left_out[0][1] if left_out else ""


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.PRIVATE, "private"),
        (Status.PROTECTED, "password-protected"),
        (Status.TRASHED, "trashed"),
        (Status.UNREADABLE, "its status could not be read"),
    ],
)
def test_secret_posts_are_never_taken(status: Status, reason: str) -> None:
    """No option takes a private, protected or trashed post, nor one that may be any of them."""
    everything = SelectTable(drafts=True, pages=True, comments=True)
    assert why(everything, status=status) == reason
    assert why(everything, status=status, kind=Kind.PAGE) == reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.DRAFT, "draft"),
        (Status.PENDING, "awaiting review"),
        (Status.SCHEDULED, "scheduled"),
    ],
)
def test_unfinished_posts_need_drafts(status: Status, reason: str) -> None:
    """Drafts, pending and scheduled posts are taken with --drafts only."""
    assert why(SelectTable(), status=status) == reason
    assert why(SelectTable(drafts=True), status=status) == ""


def test_days_are_inclusive() -> None:
    """The first and the last day chosen are in; posts without a date are not."""
    select = SelectTable(first=date(2016, 12, 7), last=date(2016, 12, 7))
    assert why(select, published=datetime(2016, 12, 7, 23, 59)) == ""
    assert why(select, published=datetime(2016, 12, 6, 23, 59)) == "before the first day chosen"
    assert why(select, published=datetime(2016, 12, 8)) == "after the last day chosen"
    assert why(select, published=None) == "without a date"
    assert why(SelectTable(first=date(2016, 1, 1)), published=datetime(2017, 1, 1)) == ""
    assert why(SelectTable(last=date(2017, 1, 1)), published=datetime(2016, 1, 1)) == ""


def test_tags_are_compared_without_case() -> None:
    """One of the tags must be there, none of the others, whatever their case."""
    select = SelectTable(tag=("Garden ", "birds"), not_tag=("PRIVATE",))
    assert why(select, labels=("GARDEN",)) == ""
    assert why(select, labels=("Cooking",)) == "tag not chosen"
    assert why(select, labels=("Birds", "Private")) == "tag left out"


def test_authors_are_compared_without_case() -> None:
    """Only posts and pages of the chosen authors are taken."""
    select = SelectTable(by=("ada example",), pages=True)
    assert why(select) == ""
    assert why(select, author=Person(name="Bob")) == "author not chosen"
    assert why(select, author=None, kind=Kind.PAGE) == "author not chosen"


def test_the_limit_counts_in_the_books_order() -> None:
    """The first N posts of the book are taken, not of the archive."""
    late, early = post(published=datetime(2016, 12, 9)), post(published=datetime(2016, 12, 7))
    chosen = choose([late, early], SelectTable(limit=1))
    assert chosen.posts == (early,)
    assert chosen.left_out == ((late, "beyond the limit"),)


def test_pages_are_taken_when_asked_for() -> None:
    """Static pages stand apart from posts, and days, tags and the limit do not touch them."""
    page = post(kind=Kind.PAGE, published=None)
    select = SelectTable(pages=True, first=date(2016, 1, 1), tag=("garden",), limit=1)
    assert choose([page], select).pages == (page,)
    assert why(SelectTable(), kind=Kind.PAGE) == "static page"


def test_the_hint_names_each_option_once() -> None:
    """The hint names the options that would take what is left out, and is silent on the rest."""
    assert empty_hint(["draft", "scheduled", "tag not chosen", "private"]) == (
        "To take them: --drafts, another --tag."
    )
    assert empty_hint(["private"]) == ""


def test_an_archive_of_many_files_is_not_named_by_all() -> None:
    """Three are enough to know it by."""
    files = tuple(origin(file=f"{number}.html") for number in range(1, 6))
    assert archive_name(archive(files=files)) == "1.html, 2.html, 3.html and 2 more"
    assert archive_name(archive(files=files[:2])) == "1.html, 2.html"
