from typing import Any

from blog2book.collect import collect
from blog2book.config import SelectTable, Settings
from blog2book.events import Notice
from blog2book.model.archive import Status
from samples import Heard, archive, origin, post


def told(*posts: Any, **select: Any) -> list[Notice]:
    """Return what is told of shortcodes when a book is made of posts."""
    heard = Heard()
    collect(archive(posts), Settings(select=SelectTable(**select)), heard)
    return [one for one in heard.notices if one.code == "shortcodes-unknown"]


def odd(number: int, *unknown: tuple[str, int], **fields: Any) -> Any:
    """Return a post that held markup nobody knows."""
    place = origin(place=f"item {number}")
    plain = {"key": f"blog.example/{number}", "title": f"Post {number}", "permalink": ""}
    return post(unknown=unknown, origin=place, **(plain | fields))


def test_unknown_shortcodes_are_told_with_the_posts_that_held_them() -> None:
    """Each by name with the first three posts and their places, the most frequent first."""
    few, many = ("few", 1), ("many", 2)
    first, second = told(odd(1, few, many), odd(2, many), odd(3, many), odd(4, many))
    assert "“many” was taken out (8 times)" in first.message
    named = [f"“Post {at}”, 2016-12-07; export.xml, item {at}" for at in (1, 2, 3)]
    assert first.where == "; ".join([*named, "and 1 more"])
    assert ("“few” was taken out (1 time)" in second.message, second.where) == (True, named[0])


def test_only_shortcodes_of_the_book_are_told() -> None:
    """A post that is left out is neither counted nor named."""
    draft = odd(2, ("x", 5), title="Weeding", status=Status.DRAFT)
    (one,) = told(odd(1, ("x", 1)), draft)
    assert "(1 time)" in one.message
    assert "Weeding" not in one.where
    (one,) = told(odd(1, ("x", 1)), draft, drafts=True)
    assert "(6 times)" in one.message
    assert "Weeding" in one.where


def test_a_flood_of_shortcodes_is_bounded() -> None:
    """Twenty names are told, the others counted; a name of any length is cut."""
    notices = told(odd(1, *(("x" * 99 + str(at), 1) for at in range(100))))
    assert len(notices) == 21
    assert "80 more unknown shortcodes (80 times)" in notices[-1].message
    assert all(len(one.message) < 150 for one in notices)


def test_an_unknown_block_is_called_a_block() -> None:
    """Its name has a slash, which no shortcode's has."""
    (one,) = told(odd(1, ("acf/quote", 1)))
    assert "The unknown block “acf/quote” was taken out (1 time)" in one.message
