"""Tests of reading the pages of a blog's feeds, saved one by one into a folder."""

from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.model.archive import Status
from blog2book.ports import Confidence
from blog2book.readers.blogger import reader
from blog2book.readers.detect import sample_of
from blog2book.testing import check_reader
from exports import BLOG, FEED_HEAD, Reading, entry, feed, kind, setting

HEAD = FEED_HEAD.replace(".archive", "")
ANSWER = (
    f"<thr:in-reply-to ref='{BLOG}.post-1' href='https://days.blogspot.com/2016/12/post-1.html'/>"
)


def put(folder: Path, name: str, *entries: str, total: int = 0, head: str = HEAD) -> None:
    """Save a page of a feed, whose entries do not say that they are posts."""
    said = f"<openSearch:totalResults>{total}</openSearch:totalResults>" if total else ""
    bare = (one.replace(kind("post"), "").replace(kind("comment"), "") for one in entries)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(feed(*bare, head=head + said), encoding="utf-8")


def post(number: int) -> str:
    """Return a post of that day in December."""
    return entry(number, published=f"2016-12-{number:02}T09:00:00.000+01:00")


def test_all_pages_are_one_blog(tmp_path: Path) -> None:
    """Posts stand once, and the feed of comments finds its posts."""
    put(tmp_path, "default.xml", post(3), post(2), total=3)
    put(tmp_path, "default (1).xml", post(2), post(1), total=3)
    comments = HEAD.replace(BLOG, f"{BLOG}.comments")
    put(tmp_path, "comments.atom", entry(7, "Well said.", ANSWER, what="comment"), head=comments)
    assert reader.recognises(sample_of(tmp_path)) is Confidence.LIKELY
    reading = Reading(reader, tmp_path)
    assert {one.sequence: len(one.comments) for one in reading.posts} == {1: 1, 2: 0, 3: 0}
    assert reading.left == {"post": 1}
    assert reading.archive.title == "A Blog"
    assert reading.adds_up
    assert reading.heard.codes == []


def test_pages_that_lack_posts_are_told(tmp_path: Path) -> None:
    """With their number in all pages, and so is what is no page."""
    put(tmp_path, "a.xml", post(2), total=190)
    put(tmp_path, "b.xml", post(1), total=190)
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    unread, partial = Reading(reader, tmp_path).heard.notices
    assert unread.code == "files-not-read"
    assert (partial.code, partial.where) == ("feed-partial", "a.xml, b.xml")
    assert "2 of the blog's 190" in partial.message


def test_a_backup_beside_pages_says_what_it_knows(tmp_path: Path) -> None:
    """Its settings are the blog's, and it is the whole, whatever the pages lack."""
    put(tmp_path, "a.xml", post(2), total=190)
    put(tmp_path, "b.xml", setting("NAME", "Days"), post(1), head=FEED_HEAD)
    reading = Reading(reader, tmp_path)
    assert reading.archive.title == "Days"
    assert {one.sequence for one in reading.posts} == {1, 2}
    assert reading.heard.codes == []


def test_a_post_of_a_page_that_was_saved_later_is_published(tmp_path: Path) -> None:
    """The newest page says when the blog was saved."""
    put(tmp_path, "a.xml", post(1))
    put(tmp_path, "b.xml", entry(2, published="2021-02-03T09:00:00.000+01:00"),
        head=HEAD.replace("2020-01-01", "2021-03-01"))  # fmt: skip
    assert {one.status for one in Reading(reader, tmp_path).posts} == {Status.PUBLISHED}


def test_pages_of_two_blogs_are_refused(tmp_path: Path) -> None:
    """In words that name both."""
    other = HEAD.replace("blog-42", "blog-43").replace("days.", "nights.")
    put(tmp_path, "a.xml", post(1))
    put(tmp_path, "b.xml", post(1), head=other)
    with pytest.raises(ArchiveError, match=r"days\.blogspot\.com.*nights\.blogspot\.com"):
        Reading(reader, tmp_path)


def test_comments_on_other_blogs_are_no_pages(tmp_path: Path) -> None:
    """Takeout lays them beside the blogs."""
    put(tmp_path, "Blogger/Comments/feed.atom", post(1))
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO


def test_the_contract_holds(tmp_path: Path) -> None:
    """What stands in `ports.Reader`."""
    folder = tmp_path / "pages"
    put(folder, "a.xml", post(2))
    put(folder, "b.atom", post(1))
    (tmp_path / "work").mkdir()
    assert len(check_reader(reader, folder, tmp_path / "work").posts) == 2
