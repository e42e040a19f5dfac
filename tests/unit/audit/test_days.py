"""The days of posts: those of the export, and rising in the book."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from blog2book.audit import hold
from blog2book.audit.items import items
from blog2book.audit.printed import read_book
from blog2book.cite import cite
from blog2book.collect import collect
from blog2book.collect.order import in_order
from blog2book.config import Settings
from blog2book.model.archive import Archive, Post
from blog2book.publish import publish
from blog2book.readers.detect import choose
from blog2book.render import Work
from blog2book.render.theme import load
from exports import item, wxr
from samples import Heard
from whole import context

_EXPORT = wxr(
    item(1, "<p>The boat was tarred and painted.</p>", post_date="2016-12-01 08:00:00"),
    item(2, "<p>We rowed to the island.</p>", post_date="2016-12-05 08:00:00"),
    item(3, "<p>The mast broke in a squall.</p>", post_date="2016-12-09 08:00:00"),
)


def _losses(folder: Path, change: Callable[[Archive], Archive]) -> list[tuple[str, bool, str]]:
    """Return title, whether it is out of order, and a wrong day of what the audit names."""
    file = folder / "export.xml"
    file.write_text(_EXPORT, encoding="utf-8")
    world = context(folder, Heard())
    reader, path = choose(file, world, brought={})
    book = collect(change(reader.read(path, world)), Settings(), Heard())
    theme = load(Settings().theme, Heard())
    ledger = cite(book, theme.strings(book.language, Heard()), Heard())
    work = Work(book=book, ledger=ledger, theme=theme, plates={}, settings=Settings())
    publish(work, (folder / "book.epub",), world, force=True)
    verdict = hold(list(items(file, "wordpress")), read_book(folder / "book.epub"), book)
    assert verdict.passed is not bool(verdict.losses)
    return [(one.title, one.misplaced, one.printed_as) for one in verdict.losses]


def _shifted(archive: Archive) -> Archive:
    """Return an archive whose reader took a wrong field for the day of the second post."""
    first, second, third = archive.posts
    assert second.published is not None
    moved = replace(second, published=second.published + timedelta(days=90))
    return replace(archive, posts=(first, moved, third))


def test_a_day_that_is_not_the_exports_is_named(tmp_path: Path) -> None:
    """Though its words are all there, and stand in the order of the wrong day."""
    assert _losses(tmp_path, lambda archive: archive) == []
    assert _losses(tmp_path, _shifted) == [("Post 2", False, "2017-03-05")]


def test_posts_that_do_not_follow_their_days_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Newest first is the order of a screen: all but one of a month are out of theirs."""

    def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
        return in_order(posts)[::-1]

    monkeypatch.setattr("blog2book.collect.select.in_order", newest_first)
    losses = _losses(tmp_path, lambda archive: archive)
    assert [(misplaced, day) for _, misplaced, day in losses] == [(True, ""), (True, "")]
