"""Tests with exports that Medium made."""

from pathlib import Path

import pytest

from blog2book.markup.text import plain
from blog2book.model.archive import Status
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.medium import reader
from exports import Reading


@pytest.mark.parametrize("name", ["fixtures/export", "fixtures/export/posts"])
def test_an_export_gives_its_stories(name: str, archives: Path) -> None:
    """Nine files: six stories, two without a day, and a response that is left out by name."""
    path = archives / "medium" / name
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    kept = [post for post in reading.posts if post.status is Status.PUBLISHED]
    assert len(kept) == 6
    assert [post.title for post in reading.posts if post.status is Status.DRAFT] == [
        "Draft Post Title",
        "No Date Post",
    ]
    assert reading.left["story"] == 1
    assert reading.adds_up
    assert reading.heard.codes == ["responses-left-out"]


def test_a_story_whose_end_is_lost_is_read(archives: Path) -> None:
    """Its footer is no part of the text."""
    reading = Reading(reader, archives / "medium" / "pelican" / "medium_posts")
    assert reading.post.key == "medium.com/d1bf01d62ba3"
    assert plain(reading.post.body).endswith("Next: Next post")
    assert reading.heard.codes == []
