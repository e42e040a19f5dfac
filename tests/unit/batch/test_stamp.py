"""What must change for a book to be made anew."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blog2book.batch.stamp import stamp
from blog2book.config import BookTable, MediaTable, Settings, ThemeTable

CORRECTIONS = '["a/1".pictures]\n"https://a.example/x.jpg" = "scans/x.jpg"\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings that name one of each kind of file."""
    for name in ("a.xml", "media/deep/x.jpg", "theme/user.css", "look/theme.toml", "cover.jpg",
                 "preface.txt", "about.txt", "scans/x.jpg", "folder/posts/a.md"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    (tmp_path / "corrections.toml").write_text(CORRECTIONS)
    (tmp_path / "media" / "lost").symlink_to(tmp_path / "nowhere")
    return Settings(
        corrections=tmp_path / "corrections.toml",
        book=BookTable(
            archives=(tmp_path / "a.xml", tmp_path / "folder"),
            cover=tmp_path / "cover.jpg",
            preface=tmp_path / "preface.txt",
            about=tmp_path / "about.txt",
        ),
        media=MediaTable(folders=(tmp_path / "media",)),
        theme=ThemeTable(folder=tmp_path / "look", overlay=tmp_path / "theme"),
    )


@pytest.mark.parametrize(
    "name",
    [
        "a.xml",
        "folder/posts/a.md",
        "media/deep/x.jpg",
        "theme/user.css",
        "look/theme.toml",
        "cover.jpg",
        "preface.txt",
        "about.txt",
        "scans/x.jpg",
        "corrections.toml",
    ],
)
def test_each_file_that_goes_into_a_book_counts(
    name: str, tmp_path: Path, settings: Settings
) -> None:
    """A file with another time is another file; one that is gone too, and one that is new."""
    before = stamp(settings, None)
    assert stamp(settings, None) == before
    path = tmp_path / name
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    assert stamp(settings, None) != before


CHANGES: list[Callable[[Settings], Settings]] = [
    lambda settings: replace(settings, book=replace(settings.book, title="Other")),
    lambda settings: replace(settings, corrections=None),
]


@pytest.mark.parametrize("change", CHANGES)
def test_settings_count(change: Callable[[Settings], Settings], settings: Settings) -> None:
    """Whoever asks for something else gets another book."""
    assert stamp(change(settings), None) != stamp(settings, None)


def test_the_date_of_the_book_counts(settings: Settings) -> None:
    """SOURCE_DATE_EPOCH stands in the book."""
    assert stamp(settings, datetime(2020, 1, 1, tzinfo=UTC)) != stamp(settings, None)


def test_an_archive_that_is_not_there_is_the_readers_trouble(settings: Settings) -> None:
    """Whether it exists is asked where it is read, in words."""
    book = replace(settings.book, archives=(Path("nowhere.xml"),))
    assert stamp(replace(settings, book=book), None)
