"""Corrections of posts that have another key in a newer export."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from blog2book.collect import collect
from blog2book.collect.chapters import digest_of
from blog2book.collect.corrections import Correction, Corrections
from blog2book.config import Settings
from blog2book.model.archive import Status
from samples import Heard, archive, post


def _titles(wanted: str, *posts: Any) -> tuple[list[str], list[str]]:
    """Return the titles of a book in which a correction of `wanted` gives a new one, and codes."""
    heard = Heard()
    corrections = Corrections(file=Path("c.toml"), by_key={wanted: Correction(title="New")})
    book = collect(archive(posts), Settings(), heard, corrections)
    return [entry.post.title for entry in book.entries], heard.codes


_DAY = datetime(2016, 12, 7, 9, 30)
_OLD = f"2016-12-07-{digest_of('Tides')[:12]}"


@pytest.mark.parametrize(
    ("wanted", "key", "codes"),
    [
        ("www.blog.example/7", "blog.example/7", []),
        ("blog.example/7", "www.blog.example/7", []),
        ("http://blog.example/a/", "https://www.blog.example/a/", []),
        ("old.example/7", "blog.example/7", ["correction-followed"]),
        ("https://old.example/a/b.html", "https://b.example/a/b.html", ["correction-followed"]),
        (_OLD, "tides_of_june", ["correction-followed"]),
    ],
)
def test_a_correction_follows_its_post(wanted: str, key: str, codes: list[str]) -> None:
    """To another host, or to a key that no title makes."""
    moved = post(key=key, title="Tides", published=_DAY)
    assert _titles(wanted, moved, post(key="blog.example/70")) == (["New", "A title"], codes)


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ("old.example/7", ["blog.example/7", "other.example/7"]),  # nobody knows which
        ("blog.example/7", ["blog.example/8", "other.example/7"]),  # the post is gone
        ("old.example/7", ["blog.example/17"]),
        ("https://old.example/", ["https://blog.example/"]),
        ("7", ["blog.example/7"]),
    ],
)
def test_what_is_in_doubt_is_followed_by_nothing(wanted: str, keys: list[str]) -> None:
    """It is told as before."""
    titles, codes = _titles(wanted, *(post(key=key) for key in keys))
    assert "New" not in titles
    assert codes == ["correction-unmatched"]


def test_a_post_that_is_corrected_by_its_own_key_takes_no_other() -> None:
    """What the archive calls it goes first."""
    heard = Heard()
    by_key = {
        "old.example/7": Correction(title="Other"),
        "blog.example/7": Correction(title="Own"),
    }
    corrections = Corrections(file=Path("c.toml"), by_key=by_key)
    book = collect(archive([post(key="blog.example/7")]), Settings(), heard, corrections)
    assert [entry.post.title for entry in book.entries] == ["Own"]
    assert heard.codes == ["correction-unmatched"]


def test_a_secret_post_that_moved_stays_secret() -> None:
    """Its correction is refused under the new key, as it was under the old one."""
    secret = post(key="blog.example/7", title="Secret", status=Status.PRIVATE)
    titles, codes = _titles("old.example/7", post(key="blog.example/1"), secret)
    assert titles == ["A title"]
    assert codes == ["correction-followed", "correction-refused"]
