"""Tests of what is told of files that no reader opened."""

import pytest

from blog2book.events import Severity
from blog2book.readers.unread import files_not_read


def test_files_that_may_hold_posts_are_a_warning() -> None:
    """Five are named and the rest counted; packed ones stand first and are to be named."""
    names = ("a.txt", "b.md", "c.doc", "d.txt", "e", "old.xml.gz", "part-2.zip", "style.css")
    (notice,) = files_not_read(names, "blog.zip")
    assert (notice.code, notice.severity) == ("files-not-read", Severity.WARNING)
    assert notice.message == (
        "7 files are not read: old.xml.gz, part-2.zip, a.txt, b.md, c.doc and 2 more."
    )
    assert notice.hint.endswith("name it itself: old.xml.gz, part-2.zip.")
    assert notice.where == "blog.zip"


def test_one_file_is_one_file() -> None:
    """In the singular, and with what to do."""
    (notice,) = files_not_read(["a.txt"], "blog")
    assert notice.message == "1 file is not read: a.txt."
    assert notice.hint == "What belongs in the book must be named itself, file by file."


@pytest.mark.parametrize(
    "name", ["style.css", "site/app.js", "a.html", "wp-content/uploads/a.zip", "talk.mp4"]
)
def test_parts_of_a_site_are_only_mentioned(name: str) -> None:
    """Nobody misses them in a book."""
    (notice,) = files_not_read([name], "blog")
    assert (notice.severity, notice.hint) == (Severity.INFO, "")


def test_pictures_and_hidden_files_are_not_told() -> None:
    """Pictures are looked for where a post shows them; hidden files are nobody's posts."""
    assert list(files_not_read(["a.JPG", ".git/config", "sub/.notes.txt"], "blog")) == []
    assert list(files_not_read([], "blog")) == []
