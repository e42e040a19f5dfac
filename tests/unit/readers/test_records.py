"""Tests of what holds for every export in XML, whatever platform made it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import StageAdvanced, StageStarted
from blog2book.ports import Reader
from blog2book.readers import blogger, wordpress
from exports import Reading, entry, feed, item, read, wxr

READERS = pytest.mark.parametrize(
    ("reader", "whole", "record"),
    [
        pytest.param(blogger.reader, feed, entry, id="blogger"),
        pytest.param(wordpress.reader, wxr, item, id="wordpress"),
    ],
)
Builder = Callable[..., str]


@READERS
def test_a_file_that_is_not_there_is_an_error_in_words(
    tmp_path: Path, reader: Reader, whole: Builder, record: Builder
) -> None:
    """Not a traceback."""
    assert whole(record())
    with pytest.raises(ArchiveError, match=r"absent\.xml cannot be read"):
        Reading(reader, tmp_path / "absent.xml")


@READERS
def test_an_export_without_posts_is_an_archive(
    tmp_path: Path, reader: Reader, whole: Builder, record: Builder
) -> None:
    """Whether that is enough is not the reader's to say."""
    reading = read(reader, tmp_path, whole())
    assert (reading.posts, reading.archive.items, reading.heard.codes) == ((), 0, [])
    assert read(reader, tmp_path, whole(record())).archive.items == 1


@READERS
def test_reading_is_reported(
    tmp_path: Path, reader: Reader, whole: Builder, record: Builder
) -> None:
    """So that somebody can draw a bar."""
    events = read(reader, tmp_path, whole(*(record(n) for n in range(1, 151)))).heard.events
    assert events == [
        StageStarted(stage="reading"),
        StageAdvanced(stage="reading", done=100),
        StageStarted(stage="cleaning", total=150),
        StageAdvanced(stage="cleaning", done=100),
        StageAdvanced(stage="cleaning", done=150),
    ]


@READERS
def test_records_joined_by_damage_are_parted(
    tmp_path: Path, reader: Reader, whole: Builder, record: Builder
) -> None:
    """A comment that does not end takes all that follows for its own, but costs one record."""
    broken = record(2).replace("Some words", "<!-- Some ]]><!-- words")
    reading = read(reader, tmp_path, whole(record(1), broken, record(3), record(4)))
    assert [post.sequence for post in reading.posts if post.status == "published"] == [1, 3, 4]
    assert reading.adds_up


@READERS
@pytest.mark.parametrize("damage", ["<![CDATA[", "<a><b>", "</description"])
def test_a_damaged_head_tells_no_address(
    tmp_path: Path, reader: Reader, whole: Builder, record: Builder, damage: str
) -> None:
    """A title whose end is lost takes the next fields for its own, but not its owner's address."""
    text = whole(record(1)).replace("A Blog</title>", f"A Blog{damage}</title", 1)
    reading = read(reader, tmp_path, text)
    assert reading.adds_up
    assert reading.archive.title.startswith("A Blog")
    assert "ada@" not in repr(reading.archive)


@READERS
def test_a_hostile_file_is_parted_in_linear_time(
    tmp_path: Path, reader: Reader, whole: Builder, record: Builder
) -> None:
    """Ten thousand records joined into one, and as many ends without a start, take no time."""
    name = "item" if "<item>" in record() else "entry"
    seams = f"</{name}><{name}>" * 10_000
    joined = record(1).replace("Some words", f"<![CDATA[{seams}")
    assert read(reader, tmp_path, whole(joined)).adds_up
    assert read(reader, tmp_path, whole(f"</{name}>" * 10_000)).adds_up
