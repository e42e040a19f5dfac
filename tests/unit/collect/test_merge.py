from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blog2book.collect import merge
from blog2book.model.archive import Leftover, Person
from samples import Heard, archive, comment, origin, post


def test_one_archive_stays_as_it_is() -> None:
    """There is nothing to merge in one archive."""
    only = archive([post()])
    assert merge([only], Heard()) is only


def test_nothing_cannot_be_merged() -> None:
    """No archive at all is a mistake of the caller."""
    with pytest.raises(ValueError, match="at least one"):
        merge([], Heard())


def test_what_the_blog_says_comes_from_the_first_that_says_it() -> None:
    """Title, author and the like are the first archive's, unless it does not give them."""
    silent = archive(title="", language="", address="", hosts=("a.example", "blog.example"))
    telling = archive(title="Told", author=Person(name="Ada"), subtitle="Under", timezone="UTC")
    third = archive(title="Other", language="de", author=Person(name="Bob"))
    merged = merge([silent, telling, third], Heard())
    assert (merged.title, merged.subtitle, merged.timezone) == ("Told", "Under", "UTC")
    assert (merged.language, merged.author) == ("en", Person(name="Ada"))
    assert merged.hosts == ("a.example", "blog.example")


def test_nothing_is_lost() -> None:
    """Posts, items, leftovers and folders of all archives are in the merged one."""
    left = Leftover(kind="settings", count=2, reason="no post")
    one = archive([post()], leftovers=(left,), items=3, folders=(Path("a"),))
    two = archive([post(key="2")], leftovers=(left,), items=3, folders=(Path("a"), Path("b")))
    merged = merge([one, two], Heard())
    assert len(merged.posts) == 2
    assert merged.items == 6
    assert merged.leftovers == (Leftover(kind="settings", count=4, reason="no post"),)
    assert merged.folders == (Path("a"), Path("b"))
    assert merged.exported is None


def test_the_older_export_comes_first() -> None:
    """Exports stand by age where all tell it, and the newest day is that of the whole."""
    new = archive([post(title="New")], exported=datetime(2018, 1, 1, tzinfo=UTC), title="New blog")
    old = archive([post(title="Old")], exported=datetime(2017, 1, 1))
    merged = merge([new, old], Heard())
    assert [one.title for one in merged.posts] == ["Old", "New"]
    assert merged.exported == datetime(2018, 1, 1, tzinfo=UTC)
    assert merged.title == "New blog"


def test_files_of_one_name_are_told_apart() -> None:
    """Two Takeouts both hold a feed.atom; their posts must not seem to be from one file."""
    source = origin(file="feed.atom")
    remark = comment(origin=source)
    made = [archive([post(origin=source, comments=(remark,))], files=(source,)) for _ in range(3)]
    merged = merge(made, Heard())
    names = ["feed.atom", "feed.atom (2)", "feed.atom (3)"]
    assert [one.origin.file for one in merged.posts] == names
    assert [one.comments[0].origin.file for one in merged.posts] == names
    assert [one.file for one in merged.files] == names


def test_a_title_made_for_want_of_one_gives_way() -> None:
    """The title is the first that an archive has of its own, else the first."""
    pasted = archive(title="Page two", titled=False)
    merged = merge([pasted, archive(title=""), archive(title="A Blog")], Heard())
    assert (merged.title, merged.titled) == ("A Blog", True)
    merged = merge([archive(title=""), pasted, archive(title="Other", titled=False)], Heard())
    assert (merged.title, merged.titled) == ("Page two", False)


def test_of_different_blogs_only_what_is_true_of_all_is_kept() -> None:
    """Neither address nor author of one blog stands for the posts of another."""
    ada, bob = Person(name="Ada"), Person(name="Bob")
    one = archive(hosts=("a.example",), address="https://a.example", author=ada)
    two = archive(hosts=("b.example",), address="https://b.example", author=bob, subtitle="B")
    merged = merge([one, two], Heard())
    assert (merged.address, merged.author, merged.subtitle) == ("", None, "")
    assert merged.hosts == ("a.example", "b.example")
    moved = replace(two, hosts=("b.example", "a.example"))
    assert merge([one, moved], Heard()).address == ""
    folder = replace(one, address="https://a.example/folder")
    assert merge([one, folder], Heard()).address == ""
    mirror = replace(one, address="http://www.a.example/")
    assert merge([one, mirror], Heard()).address == "https://a.example"
    assert merge([one, archive(hosts=("b.example",), author=ada)], Heard()).author == ada


def test_strangers_are_told() -> None:
    """Archives of different blogs make one book, with a word about it."""
    heard = Heard()
    merge([archive(hosts=("a.example",)), archive(hosts=("b.example",))], heard)
    assert heard.codes == ["several-blogs"]
    assert "(a.example, b.example)" in heard.notices[0].message
    merge([archive(), archive(), archive(hosts=())], heard)
    assert heard.codes == ["several-blogs"]
