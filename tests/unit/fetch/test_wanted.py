from datetime import date
from pathlib import Path
from typing import Any

import pytest

from blog2book.fetch.wanted import lost, on_the_web, wanted
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


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://a.example/b.jpg", "http://a.example/b.jpg"),
        ("//a.example/b.jpg", "https://a.example/b.jpg"),
        ("/img/b.jpg", "https://blog.example/img/b.jpg"),
        ("b.jpg", "https://blog.example/2016/12/b.jpg"),
        ("../b.jpg", "https://blog.example/2016/b.jpg"),
    ],
)
def test_a_picture_has_a_whole_address(url: str, address: str) -> None:
    """What is relative is joined to the post's own address, as its readers saw it."""
    (one,) = wanted(missing(url))
    assert (one.url, one.address, one.day) == (url, address, date(2016, 12, 7))
    assert one.where.startswith("“A title”, 2016-12-07")


@pytest.mark.parametrize(
    "url", ["data:image/png;base64,x", "file:///a.jpg", "ftp://a.example/b.jpg", "http://[x/a.jpg"]
)
def test_what_is_not_on_the_web_is_not_wanted(url: str) -> None:
    """Other schemes and damaged addresses lead nowhere."""
    assert wanted(missing(url)) == ()


def test_a_blog_without_an_address_has_whole_ones_only() -> None:
    """Where nobody knows the blog's address, a relative picture leads nowhere."""
    shown = missing("b.jpg", "//a.example/b.jpg", address="")
    assert [one.address for one in wanted(shown)] == ["https://a.example/b.jpg"]


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
    assert lost([tmp_path, tmp_path / "absent"]) == {"a"}
