"""What is printed, and cannot be held against the export, never passes in silence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from blog2book.audit import hold
from blog2book.audit.items import Item, items, other
from blog2book.audit.printed import Printed
from blog2book.collect import collect
from blog2book.collect.corrections import Correction, Corrections
from blog2book.config import SelectTable, Settings
from blog2book.model.archive import Archive
from blog2book.model.book import Account, Accounting, Book, Fate
from blog2book.readers.detect import choose
from exports import item, remark, wxr
from samples import Heard, book
from whole import context

_ALL = Settings(select=SelectTable(comments=True, pages=True))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return an export of two posts, a comment, and a post that nobody may read."""
    path = tmp_path / "export.xml"
    path.write_text(
        wxr(
            item(1, "<p>We sailed out at dawn.</p>", remark(1, "I was there.")),
            item(2, "<p>A second day.</p>", post_date="2016-12-09 08:00:00"),
            item(3, "<p>Not to be read.</p>", status="private", title="Hidden"),
        ),
        encoding="utf-8",
    )
    return path


def _archive(export: Path) -> Archive:
    world = context(export.parent, Heard())
    reader, path = choose(export, world, brought={})
    return reader.read(path, world)


def _printed(shown: Book, counted: Sequence[Item]) -> Printed:
    """Return a book that prints all words that were counted, each behind its anchor."""
    said: list[str] = []
    anchors: dict[str, int] = {}
    for entry in shown.entries:
        for name, text in ((entry.id, f"{entry.post.title} {entry.post.body}"), *entry.texts[1:]):
            anchors[name] = len(said)
            said += text.replace("<p>", " ").replace("</p>", " ").replace(".", "").lower().split()
    assert counted
    return Printed(words=said, anchors=anchors, notes=())


def test_posts_of_which_nothing_was_counted_are_named(export: Path) -> None:
    """Where naive counting takes all for something else, no printed one passes, by its name."""
    shown = collect(_archive(export), _ALL, Heard())
    counted = list(items(export, "wordpress"))
    blind = [other(one.place) for one in counted]
    verdict = hold(blind, _printed(shown, counted), shown)
    assert not verdict.passed
    assert (verdict.losses, verdict.items, verdict.told) == ((), 4, 4)
    assert verdict.unproven == 3
    named = [(one.kind, one.title, one.day) for one in verdict.uncounted]
    assert sorted(named) == [
        ("comment", "", "2016-12-08"),
        ("post", "Post 1", "2016-12-07"),
        ("post", "Post 2", "2016-12-09"),
    ]
    assert "Hidden" not in repr(verdict)


def test_a_post_counted_without_words_is_named(export: Path) -> None:
    """An item that is there, and says nothing, proves nothing of a post that says something."""
    shown = collect(_archive(export), _ALL, Heard())
    counted = list(items(export, "wordpress"))
    printed = _printed(shown, counted)
    assert hold(counted, printed, shown).passed
    gutted = [replace(one, text="") if one.title == "Post 1" else one for one in counted]
    verdict = hold(gutted, printed, shown)
    assert not verdict.passed
    assert [(one.title, one.place) for one in verdict.uncounted] == [
        ("Post 1", "export.xml, item 1")
    ]
    closed = [replace(one, open=False) for one in gutted]
    (told,) = hold(closed, printed, shown).uncounted
    assert (told.title, told.place) == ("", "item 1")


def test_a_picture_that_words_were_merged_with_says_nothing_by_right(tmp_path: Path) -> None:
    """Nor has its account words: those of the post that goes on in it are told of that one."""
    export = tmp_path / "export.xml"
    picture = '<img src="https://blog.example/a.jpg">'
    second = item(2, "<p>We sailed out at dawn.</p>", post_date="2016-12-09 08:00:00")
    export.write_text(wxr(item(1, picture), second), encoding="utf-8")
    archive = _archive(export)
    key = next(one.key for one in archive.posts if one.title == "Post 2")
    merged = Corrections(by_key={key: Correction(merged=True)})
    shown = collect(archive, _ALL, Heard(), merged)
    counted = list(items(export, "wordpress"))
    start = {shown.entries[0].id: 0}
    said = ["post", "1", "post", "2", "we", "sailed", "out", "at", "dawn"]
    printed = Printed(words=said, anchors=start, notes=())
    assert hold(counted, printed, shown).passed
    alone = [replace(one, text="") for one in counted]
    assert [one.title for one in hold(alone, printed, shown).uncounted] == ["Post 2"]


def _comment(text: str, **fields: Any) -> Item:
    plain: dict[str, Any] = {"kind": "comment", "place": "", "title": "", "day": "2016-12-07",
                             "open": True, "keys": ()}  # fmt: skip
    return Item(**(plain | {"text": text} | fields))


_WORDLESS = {"words": 0, "words_out": 0}


def _account(key: str, **fields: Any) -> Account:
    plain: dict[str, Any] = {"kind": "comment", "key": f"a#comment-{key}", "title": "", "where": "",
                             "day": date(2016, 12, 7), "reason": "", "fate": Fate.PRINTED,
                             "words": 2, "words_out": 2}  # fmt: skip
    return Account(**(plain | fields))


@pytest.mark.parametrize(
    ("counted", "accounts", "unproven"),
    [
        ([_comment("so wet"), _comment("so dry")], [_account("1"), _account("2")], 0),
        ([_comment("so wet"), _comment("")], [_account("1"), _account("2")], 1),
        ([_comment(""), _comment("so wet")], [_account("1"), _account("2", **_WORDLESS)], 0),
        ([_comment("so wet", open=False)], [_account("1"), _account("2")], 1),
        ([_comment("", open=False)], [_account("1")], 1),
        ([_comment("so dry and", open=False)], [_account("1")], 1),
        ([_comment("so wet", open=False, day="2016-12-08")], [_account("1")], 1),
        ([_comment("so wet", open=False, kind="post", day="")], [_account("1", kind="post")], 1),
    ],
)  # fmt: skip
def test_a_comment_without_id_takes_a_likely_account(
    counted: list[Item], accounts: list[Account], unproven: int
) -> None:
    """An open one with words takes one; a draft's only where it is found whole, of that day."""
    accounting = Accounting(items=len(accounts), accounts=tuple(accounts))
    shown = replace(book(), accounting=accounting)
    printed = Printed(words=["so", "wet", "so", "dry"], anchors={}, notes=())
    verdict = hold(counted, printed, shown)
    assert verdict.unproven == unproven
    assert len(verdict.uncounted) == (len(accounts) if unproven else 0)
