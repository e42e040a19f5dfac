"""Tests of what is told where nothing is left to print."""

from blog2book.collect.empty import nothing_left
from blog2book.config import SelectTable
from blog2book.model.archive import Leftover, Person, Status
from samples import archive, post


def test_an_unknown_tag_is_told_with_those_there_are() -> None:
    """The most frequent first, with the nearest; those of secret posts are not told."""
    posts = [
        (post(labels=("Garden", "Birds")), "tag not chosen"),
        (post(labels=("Garden",)), "tag not chosen"),
        (post(labels=("Secret",), status=Status.PRIVATE), "private"),
    ]
    error = nothing_left(archive(), SelectTable(tag=("gardn", "birds")), posts)
    assert error.hint == (
        "No post has the tag “gardn”. Did you mean “Garden”? "
        "The tags are Garden (2), Birds (1). To take them: another --tag."
    )


def test_an_unknown_author_is_told_with_those_there_are() -> None:
    """Ten are named, and the rest counted."""
    posts = [
        (post(author=Person(name=f"Writer {number:02}")), "author not chosen")
        for number in range(12)
    ]
    error = nothing_left(archive(), SelectTable(by=("Zoë",)), posts)
    assert error.hint.startswith("No post is by “Zoë”. The authors are Writer 00 (1), ")
    assert "Writer 09 (1) and 2 more. To take them: another --by." in error.hint


def test_what_is_no_post_is_counted_too() -> None:
    """Else the counts are fewer than what a person sees in the archive."""
    left = Leftover(kind="reblog", count=1200, reason="of others")
    error = nothing_left(archive(leftovers=(left,)), SelectTable(), [(post(), "draft")])
    assert error.message.endswith("Left out: draft (1). Besides posts it holds 1,200 reblog.")


def test_where_there_are_no_tags_none_are_named() -> None:
    """Nor is anything said of a tag that posts have."""
    error = nothing_left(archive(), SelectTable(tag=("x",)), [(post(), "tag not chosen")])
    assert error.hint == "No post has the tag “x”. To take them: another --tag."
    tagged = [(post(labels=("x",), status=Status.DRAFT, author=None), "draft")]
    error = nothing_left(archive(), SelectTable(tag=("X",)), tagged)
    assert error.hint == "To take them: --drafts."
