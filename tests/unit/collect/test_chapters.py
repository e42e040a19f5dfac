from datetime import datetime

from blog2book.collect.chapters import digest_of, entry_ids, parts
from samples import entry, post


def test_an_anchor_is_made_from_the_key() -> None:
    """An anchor is "p-" and ten hex digits of the key's digest."""
    assert entry_ids(["blog.example/1"]) == {
        "blog.example/1": f"p-{digest_of('blog.example/1')[:10]}"
    }


def test_anchors_that_begin_alike_get_longer() -> None:
    """Two keys whose digests begin alike get more digits; the others stay as they are."""
    digests = {"a": "0" * 12 + "1" * 4, "b": "0" * 14 + "22", "c": "3" * 16}
    found = entry_ids(digests, digests.__getitem__)
    assert found == {"a": "p-" + "0" * 12 + "11", "b": "p-" + "0" * 14, "c": "p-" + "3" * 10}


def test_months_stand_in_years() -> None:
    """Chapters are months, parts are years, in order; undated posts make the last of each."""
    moments = [datetime(2015, 12, 1), datetime(2016, 1, 1), datetime(2016, 1, 2), None]
    entries = [entry(post=post(published=moment)) for moment in moments]
    found = parts(entries)
    assert [part.id for part in found] == ["y-2015", "y-2016", "y-undated"]
    assert [chapter.id for part in found for chapter in part.chapters] == [
        "m-2015-12",
        "m-2016-01",
        "m-undated",
    ]
    assert [len(part.chapters[0].entries) for part in found] == [1, 2, 1]
    undated = found[-1].chapters[0]
    assert (undated.year, undated.month, found[-1].year) == (None, None, None)
