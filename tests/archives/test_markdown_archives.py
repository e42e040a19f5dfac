"""Tests with folders of Markdown that real blogs are made of.

The archives' own index counts 1,611 dated posts in hugo-yihui: two of them are the pages of the
sections `cn` and `en`, and three posts below `cn/kids` are not among them.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from blog2book.markup.text import plain
from blog2book.model.archive import Kind, Status
from blog2book.readers.detect import sample_of
from blog2book.readers.markdown import reader
from exports import Reading

LARGE = frozenset({"rust-blog", "hugo-yihui"})
COUNTS = {
    "rust-blog": {("post", "published"): 750, ("page", "published"): 1},
    "hugo-yihui": {("post", "published"): 1603, ("post", "draft"): 9, ("page", "published"): 100},
    "microblog-jekyll": {("post", "published"): 49},
    "pelican-content": {("post", "published"): 32, ("post", "draft"): 3},
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=pytest.mark.slow) if one in LARGE else one for one in COUNTS],
)
def test_a_folder_gives_its_posts(name: str, archives: Path) -> None:
    """Recognised as surely as can be, every post read, all keys different, all files accounted."""
    path = archives / "markdown" / name
    assert reader.recognises(sample_of(path)) == 3
    reading = Reading(reader, path)
    found = Counter((post.kind.value, post.status.value) for post in reading.posts)
    assert found == COUNTS[name]
    assert len({post.key for post in reading.posts}) == len(reading.posts)
    assert reading.adds_up
    assert "front-matter-broken" not in reading.heard.codes


@pytest.mark.slow
def test_a_blog_in_two_languages(archives: Path) -> None:
    """Chinese and English posts, under the addresses by which they link to each other."""
    reading = Reading(reader, archives / "markdown" / "hugo-yihui")
    posts = [post for post in reading.posts if post.kind is Kind.POST]
    assert Counter(post.language for post in posts) == {"zh": 1268, "en": 344}
    assert (reading.archive.language, reading.archive.address) == ("en-US", "https://yihui.org")
    known = {post.permalink.removeprefix("https://yihui.org") for post in reading.posts}
    links = [
        link
        for post in posts
        for link in re.findall(r'href="(?:https://yihui\.org)?(/(?:cn|en)/\d{4}/[^"#]+)', post.body)
    ]
    assert len(links) > 1000
    assert sum(link in known for link in links) > 0.98 * len(links)
    assert all(post.permalink.startswith("https://yihui.org/") for post in reading.posts)
    assert sum(post.body.count("<math") for post in posts) > 80


@pytest.mark.slow
def test_dates_in_paths_and_pictures_in_bundles(archives: Path) -> None:
    """Every post of rust-blog has the day in its path; pictures that lie there are found."""
    reading = Reading(reader, archives / "markdown" / "rust-blog")
    posts = [post for post in reading.posts if post.kind is Kind.POST]
    assert all(post.published and not post.timed for post in posts)
    assert all(post.title and post.author for post in posts)
    assert len(reading.archive.assets) > 250
    assert reading.archive.title == "Rust Blog"
    shown = "\n".join(plain(post.body) for post in posts[:100])
    assert "+++" not in shown


def test_posts_without_titles(archives: Path) -> None:
    """None of the microblog's posts has one, and none is made up of its file's name."""
    reading = Reading(reader, archives / "markdown" / "microblog-jekyll")
    assert {post.title for post in reading.posts} == {""}
    assert all(post.timed for post in reading.posts)
    assert reading.archive.timezone == "America/Los_Angeles"
    assert "timezone-unknown" not in reading.heard.codes


def test_three_kinds_of_metadata(archives: Path) -> None:
    """Markdown, reStructuredText and HTML say title, date, tags and author each in its own way."""
    reading = Reading(reader, archives / "markdown" / "pelican-content")
    by_file = {post.origin.file: post for post in reading.posts}
    for name in ("article_with_metadata.rst", "article_with_metadata.html"):
        post = by_file[name]
        assert post.title == "This is a super article !"
        assert post.published is not None
        assert post.published.isoformat() == "2010-12-02T10:14:00"
        assert {"foo", "bar", "foobar", "yeah"} == set(post.labels)
        assert post.author is not None
        assert post.author.name == "Alexis Métaireau"
    assert by_file["article_hidden.md"].status is Status.DRAFT
    assert by_file["article_with_code_block.rst"].body.count("language-python") == 1
