"""Tests of the keys of posts."""

from dataclasses import replace
from datetime import date
from typing import Any

from blog2book.model.archive import Status
from blog2book.readers.keys import EARLIER, TWICE, Claim, Grant, digest, key, settle

CLAIM = Claim(
    host="blog.example",
    identity="12",
    permalink="https://blog.example/a/",
    day=date(2016, 12, 7),
    title="A title",
    beginning="Some words.",
    status=Status.PUBLISHED,
    digest="a" * 64,
    file="1.xml",
    sign="s1",
    edited="",
)
KEY = "blog.example/12"


def claim(letter: str, **fields: Any) -> Claim:
    """Return a claim with a digest of its own."""
    return replace(CLAIM, digest=letter * 64, sign=f"s{letter}", **fields)


def test_a_key_is_the_host_and_the_platforms_number() -> None:
    """What the platform says wins over everything else."""
    assert key(CLAIM) == "blog.example/12"


def test_without_a_number_a_key_is_the_permalink() -> None:
    """A post is known by its address if it has no number, or the number no host."""
    assert key(replace(CLAIM, identity="")) == "https://blog.example/a/"
    assert key(replace(CLAIM, host="")) == "https://blog.example/a/"


def test_without_an_address_a_key_is_the_day_and_a_digest() -> None:
    """The title counts, else the beginning of the text."""
    bare = replace(CLAIM, host="", permalink="")
    assert key(bare) == f"2016-12-07-{digest('A title')[:12]}"
    long = replace(bare, title="", beginning="xyz", day=None)
    assert key(long) == f"undated-{digest('xyz')[:12]}"


def test_a_secret_posts_key_tells_nothing() -> None:
    """A permalink holds words of the title, so a secret post has no key made of it."""
    secret = replace(CLAIM, host="", status=Status.PRIVATE)
    assert "blog.example" not in key(secret)


def test_single_claims_are_granted() -> None:
    """Where nobody else asks for a key, it is given."""
    assert settle([CLAIM, claim("b", identity="13")]) == [
        Grant(key=KEY),
        Grant(key="blog.example/13"),
    ]


def test_different_posts_under_one_key_are_all_kept() -> None:
    """The published one keeps the key, each other gets a digest of its text."""
    grants = settle([claim("a", status=Status.DRAFT), claim("b"), claim("c")])
    assert [grant.key for grant in grants] == [f"{KEY}~aaaaaaaaaaaa", KEY, f"{KEY}~cccccccccccc"]
    assert [grant.shared for grant in grants] == [True, False, True]


def test_the_first_keeps_the_key_if_none_is_published() -> None:
    """Among drafts the order of the file decides."""
    grants = settle([claim("a", status=Status.DRAFT), claim("b", status=Status.DRAFT)])
    assert [grant.key for grant in grants] == [KEY, f"{KEY}~bbbbbbbbbbbb"]


def test_one_text_under_one_key_is_one_post() -> None:
    """The second is left out; of a draft and a post the post is kept."""
    grants = settle([claim("a", status=Status.DRAFT), claim("a", file="2.xml")])
    assert grants == [Grant(key="", reason=TWICE), Grant(key=KEY)]


def test_of_two_versions_in_two_files_the_later_is_kept() -> None:
    """Versions have one address and date; what was edited later wins, else the later file."""
    old = replace(claim("a", edited="2020"), sign="s")
    new = replace(claim("b", edited="2021", file="2.xml"), sign="s")
    assert settle([old, new]) == [Grant(key="", reason=EARLIER), Grant(key=KEY)]
    assert settle([new, old]) == [Grant(key=KEY), Grant(key="", reason=EARLIER)]
    third = replace(claim("c", edited="2021", file="3.xml"), sign="s")
    assert [grant.key for grant in settle([old, new, third])] == ["", "", KEY]


def test_versions_in_one_file_are_different_posts() -> None:
    """One export does not hold a post twice, so two under one address are two."""
    first, second = replace(claim("a"), sign="s"), replace(claim("b"), sign="s")
    assert [grant.key for grant in settle([first, second])] == [KEY, f"{KEY}~bbbbbbbbbbbb"]
