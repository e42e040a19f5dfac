"""What an editor's corrections.toml makes of a text that the book must hold."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from blog2book.audit.replaced import Exchanged, exchanged, overdone, pairs_of, tables_of
from blog2book.audit.words import spans, words
from blog2book.model.book import Account, Fate


@pytest.mark.parametrize(
    ("text", "pairs", "said"),
    [
        ("It isn't warm today.", [("isn’t warm", "is cold")], "It is cold today"),
        ("walked home --\nslowly", [("home – slowly", "away")], "walked away"),
        ("the colorful sky", [("ful", "less")], "the colorless sky"),
        ("teh sea", [("teh", "th"), ("th sea", "the sea")], "the sea"),
        ("The end. And the rest", [("The", "An")], "An end And the rest"),
        ("well (sic) done", [(" (sic) ", " ")], "well done"),
        ("one -- two", [("--", "and")], "one two"),
        ("nothing of it", [("gone", "here")], "nothing of it"),
    ],
)
def test_the_new_text_is_looked_for(text: str, pairs: list[tuple[str, str]], said: str) -> None:
    """Each pair works on what the pairs before it made, however its signs are typed."""
    made = exchanged(text, pairs, ("tags", f"{len(pairs)} texts replaced"))
    assert words(made.text) == words(said)
    assert not made.unsure


def test_of_several_nobody_knows_which_was_meant() -> None:
    """Then the text stays as it is, and what may be gone is named; "aa" is twice in "aaa"."""
    done = ("1 text replaced",)
    sea = "sea and sea"
    assert exchanged(sea, [("Sea", "lake")], done) == Exchanged(sea, [], 1)
    assert exchanged(sea, [("sea", "lake")], done) == Exchanged(sea, ["sea"], 1)
    assert exchanged("aaa", [("aa", "b")], done) == Exchanged("aaa", ["aa"], 1)


def test_what_was_refused_is_not_replaced() -> None:
    """Where the program says that it replaced nothing, or only another text, all must be there."""
    sea = "sea and sea"
    assert exchanged(sea, [("and", "or")], ("tags",)) == Exchanged(sea)
    pairs = [("sea", "lake"), ("and", "or")]
    assert exchanged(sea, pairs, ("1 text replaced",)) == Exchanged("sea or sea")


def test_no_more_is_excused_than_was_replaced() -> None:
    """Of each text one may be gone, and of all of them as many as the program says."""
    text = "a stone, a stone, a reed, a reed"
    places = spans(text)
    two = Exchanged(text, ["stone", "reed"], 2)
    assert overdone(two, text, places, {1, 3, 5}) == {3}
    assert overdone(two, text, places, {3, 7}) == set()
    assert overdone(two._replace(spare=1), text, places, {3, 7}) == {7}


def test_a_file_says_one_text_or_many(tmp_path: Path) -> None:
    """Tables without texts are passed over; no file replaces nothing."""
    file = tmp_path / "corrections.toml"
    file.write_text(
        'format = 1\n["a"]\nreplace = { old = "x", new = "y" }\n["b"]\ntitle = "B"\n'
        '["c"]\nreplace = [{ old = "1", new = "2" }, { old = "3", new = "4" }]\n',
        encoding="utf-8",
    )
    assert pairs_of(tables_of(file)) == {"a": [("x", "y")], "c": [("1", "2"), ("3", "4")]}
    assert tables_of(None) == {}


def test_corrections_of_a_blog_that_moved_are_those_of_its_posts(tmp_path: Path) -> None:
    """By number on another host, or by day and title; where two have them, of none."""
    file = tmp_path / "corrections.toml"
    digest = sha256(b"Tides").hexdigest()[:12]
    file.write_text(
        '["old.example/1"]\ntitle = "a"\n["old.example/2"]\ntitle = "b"\n'
        f'["2016-12-07-{digest}"]\ntitle = "c"\n'
    )
    keys = ("new.example/1", "new.example/2", "third.example/2")
    accounts = [_account(key, "") for key in keys] + [_account("tides", "Tides")]
    assert tables_of(file, accounts).keys() == {"new.example/1", "old.example/2", "tides"}


def _account(key: str, title: str) -> Account:
    return Account(
        kind="post", key=key, day=date(2016, 12, 7), title=title, fate=Fate.PRINTED, reason="",
        where="",
    )  # fmt: skip
