from datetime import date
from pathlib import Path
from typing import Any

import pytest

from blog2book.fetch.wanted import given_up, of_no_server, on_the_web, wanted
from blog2book.model.book import Book, MissingPicture, Picture, PictureKind
from blog2book.model.fetched import FILE_NAME, Fetched
from blog2book.model.xhtml import Xhtml
from samples import book, chapter, comment, entry, post


def missing(*addresses: str, **fields: Any) -> Book:
    """Return a book of one post in which pictures are missing."""
    body = Xhtml("".join(f'<p><img src="{address}" alt="" /></p>' for address in addresses))
    pictures = {one: MissingPicture(address=one, reason="not found") for one in addresses}
    plain: dict[str, Any] = {"pictures": pictures, "address": "https://blog.example"}
    return book([chapter([entry(post=post(body=body))])], **(plain | fields))


def test_a_missing_picture_is_wanted_with_its_post() -> None:
    """The Wayback Machine wants to know the day, and a person the post."""
    (one,) = wanted(missing("http://a.example/b.jpg"))
    assert (one.url, one.day) == ("http://a.example/b.jpg", date(2016, 12, 7))
    assert one.where.startswith("“A title”, 2016-12-07")


@pytest.mark.parametrize(
    "url",
    [
        "data:image/png;base64,x",
        "file:///a.jpg",
        "ftp://a.example/b.jpg",
        "http://[x/a.jpg",
        "https://corrections.invalid/00/a.jpg",
        "b.jpg",
    ],
)
def test_what_is_not_on_the_web_is_not_wanted(url: str) -> None:
    """Other schemes, damaged addresses and what could not be made whole lead nowhere."""
    assert wanted(missing(url)) == ()


def test_what_is_on_no_server_is_named_with_its_post() -> None:
    """Files on a disk are told; pictures of the web, the text's own and found ones are not."""
    shown = missing("file:a.jpg", "http://a.example/b.jpg", "data:image/png,x", "ftp://a.example/c")
    assert [one.url for one in of_no_server(shown)] == ["file:a.jpg", "ftp://a.example/c"]
    assert of_no_server(shown)[0].where.startswith("“A title”, 2016-12-07")


def test_only_what_is_missing_is_wanted_and_once() -> None:
    """Found pictures are not asked for; one that two texts show is asked for once."""
    a, b = "http://a.example/a.jpg", "http://a.example/b.jpg"
    body = Xhtml(f'<p><img src="{a}" alt="" /><img src="{b}" alt="" /></p>')
    found = Picture(path=Path("b.jpg"), kind=PictureKind.JPEG, width=1, height=1, digest="0")
    spoken = entry(post=post(body=body), comments=(comment(body=body),), depths=(0,))
    pictures = {a: MissingPicture(address=a, reason="not found"), b: found}
    shown = book([chapter([spoken])], pictures=pictures)
    assert [one.url for one in wanted(shown)] == [a]
    assert on_the_web(shown) == {a}


def test_an_undated_post_counts_as_the_newest() -> None:
    """The Wayback Machine wants a day: for want of one, the newest of the blog's."""
    body = Xhtml('<p><img src="http://a.example/a.jpg" alt="" /></p>')
    shown = missing("http://a.example/a.jpg", parts=(), pages=(
        entry(post=post(body=body, published=None)),))  # fmt: skip
    assert wanted(shown)[0].day == shown.dated.date()


def test_what_is_lost_for_good_is_known(tmp_path: Path) -> None:
    """The list's reasons count, unless the picture came later."""
    (tmp_path / "b-1.jpg").touch()
    lines = [
        Fetched(url="a", reason="gone"), Fetched(url="b", reason="gone"),
        Fetched(url="b", file="b-1.jpg"),
    ]  # fmt: skip
    (tmp_path / FILE_NAME).write_text("".join(one.line for one in lines))
    assert given_up([tmp_path, tmp_path / "absent"]) == {"a"}
