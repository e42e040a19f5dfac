import pytest

from blog2book.readers.notices import counted, first_of, items_lost, listed, named, strange
from samples import origin


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("", "no status"),
        ("hidden-2", "status “hidden-2”"),
        ("publishEMAIL: ada@mail.example", "a damaged status"),
        ("draft words of a post", "a damaged status"),
        ("x" * 41, "a damaged status"),
    ],
)
def test_a_strange_status_is_told_only_if_it_is_a_word(status: str, told: str) -> None:
    """Damage may put an address or the words of a private post in its place."""
    assert strange(status) == told


def test_a_notice_of_an_archive_names_its_first_files() -> None:
    """Hundreds of names help nobody."""
    assert first_of([origin(file=name) for name in "abcd"]) == "a, b, c"


def test_counts_and_names_are_told_in_words() -> None:
    """Most first, the first five by name, numbers with their nouns."""
    assert listed({"a": 1, "b": 3, "c": 1}) == "b (3), a (1), c (1)"
    assert named(["a", "b"]) == "a, b"
    assert named(list("abcdefg")) == "a, b, c, d, e and 2 more"
    assert [counted(1, "post"), counted(1200, "post"), counted(2, "row is", "rows are")] == [
        "1 post",
        "1,200 posts",
        "2 rows are",
    ]


def test_items_lost_are_told_with_their_files() -> None:
    """As far as each has one."""
    assert items_lost("1 of 3 items", "a.xml").message == "Could not be read: 1 of 3 items."
    told = items_lost("2 posts", "export", ["a.html", "b.html"]).message
    assert told == "Could not be read: 2 posts (a.html, b.html)."
