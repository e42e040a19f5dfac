import tempfile
from datetime import date
from pathlib import Path

from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from blog2book.errors import ArchiveError
from blog2book.events import ignore
from blog2book.markup.text import plain
from blog2book.model.archive import Archive
from blog2book.ports import Context
from blog2book.readers.text import reader
from blog2book.readers.text.dates import find_dates
from blog2book.readers.text.vocabulary import COMMON

WORDS = st.text("abcdefghij äöüßéñ你好мир,!?“”–-", min_size=1, max_size=120).map(str.strip)
DAYS = st.dates(date(2005, 1, 1), date(2024, 12, 31))
"""Within the twenty years in which a date line is believed without more."""


def read(data: bytes) -> Archive:
    """Read bytes as a pasted text."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "posts.txt")
        source.write_bytes(data)
        return reader.read(source, Context(report=ignore, workdir=Path(folder), cache=Path(folder)))


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Any bytes are read, or refused in words."""
    try:
        archive = read(b"7 December 2016\n" + data)
    except ArchiveError:
        return
    assert archive.items == len(archive.posts) + sum(one.count for one in archive.leftovers)


@settings(deadline=None)
@given(
    posts=st.lists(
        st.tuples(DAYS, st.lists(WORDS, min_size=1, max_size=4)), min_size=1, max_size=5
    ),
    back=st.booleans(),
)
def test_every_word_is_in_the_book(posts: list[tuple[date, list[str]]], *, back: bool) -> None:
    """What stands under date lines is in the posts, oldest first, and nothing is invented."""
    posts.sort(key=lambda post: post[0], reverse=back)
    pasted = "\n\n".join("\n\n".join([f"{day:%Y-%m-%d}", *lines]) for day, lines in posts)
    given_words = sorted(word for _, lines in posts for line in lines for word in line.split())
    archive = read(pasted.encode())
    twice = any(one.kind == "post" for one in archive.leftovers)
    read_words = sorted(
        word for post in archive.posts for word in f"{post.title}\n{plain(post.body)}".split()
    )
    assert twice or read_words == given_words
    days = [post.published for post in archive.posts if post.published]
    assert days == sorted(days)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(COMMON)), DAYS, st.sampled_from(["full", "long"]))
def test_dates_of_common_languages_are_read(language: str, day: date, form: str) -> None:
    """What Babel writes as a date is read as that date."""
    line = format_date(day, form, locale=language.replace("-", "_"))
    found = find_dates([line]).found
    if form == "long" and not any(sign.isalpha() for sign in line):
        return  # a date of numbers may be undecided
    assert [one.day for one in found.values()] == [day]


@settings(deadline=None, max_examples=50)
@given(st.lists(DAYS, min_size=1, max_size=6), st.text(max_size=60))
def test_no_line_breaks_the_search(days: list[date], text: str) -> None:
    """Any line beside date lines is looked at without harm."""
    lines = [f"{one.day} {text} {one.year}" for one in days]
    assert set(find_dates(lines).found) <= set(range(len(lines)))
