"""What the program leaves out, held against what the export says of it."""

from dataclasses import replace
from datetime import date

import pytest

from blog2book.audit.fates import Asked, Rest, exposed, misdated, withheld
from blog2book.audit.items import Item
from blog2book.config import SelectTable
from blog2book.model.book import Account, Fate

_POST = Item(
    kind="post",
    place="export.xml, item 1",
    title="Tides",
    text="We sailed.",
    day="2016-12-01",
    open=True,
    keys=("1",),
    reader="wordpress",
)

_NO_CHOICE = Asked(today="2016-12-07")


def _account(reason: str, *, key: str = "blog.example/9", count: int = 1) -> Account:
    return Account(
        kind="post", key=key, day=None, title="", fate=Fate.LEFT_OUT, reason=reason, where="",
        count=count,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "changes", "expected"),
    [
        ("draft", {}, True),
        ("private", {}, True),
        ("spam", {"kind": "comment"}, True),
        ("its status could not be read", {}, True),
        ("draft", {"open": False}, False),
        ("draft", {"reader": "markdown"}, True),
        ("draft", {"reader": "markdown", "ruled": True}, False),
        ("scheduled", {}, True),
        ("scheduled", {"day": "2016-12-24"}, False),
        ("static page", {}, True),
        ("static page", {"kind": "page"}, False),
        ("static page", {"open": False}, False),
        ("static page", {"ruled": True}, False),
        ("it is a layout", {}, True),
    ],
)
def test_only_a_standing_that_the_export_does_not_say_is_a_fault(
    reason: str, changes: dict[str, str | bool], *, expected: bool
) -> None:
    """Nor is what a format does not plainly say."""
    item = replace(_POST, **changes)  # type: ignore[arg-type]
    assert withheld(item, _account(reason), _NO_CHOICE) is expected


@pytest.mark.parametrize(
    ("reason", "select"),
    [
        ("before the first day chosen", SelectTable(first=date(2016, 12, 2))),
        ("after the last day chosen", SelectTable(last=date(2016, 11, 30))),
        ("tag not chosen", SelectTable(tag=("sea",))),
        ("tag left out", SelectTable(not_tag=("sea",))),
        ("author not chosen", SelectTable(by=("Ada",))),
    ],
)
def test_a_choice_that_the_user_did_not_make_leaves_nothing_out(
    reason: str, select: SelectTable
) -> None:
    """Each reason of a selection stands only where that was asked for, and of days of those."""
    told = _account(reason)
    assert not withheld(_POST, told, Asked(select=select))
    assert withheld(_POST, told, _NO_CHOICE)
    if "day" in reason:
        days = SelectTable(first=date(2016, 1, 1), last=date(2016, 12, 31))
        assert withheld(_POST, told, Asked(select=days))


def test_pages_and_comments_are_left_out_where_nobody_asked_for_them() -> None:
    """With --pages and --comments these are no reasons any more."""
    asked = Asked(select=SelectTable(pages=True, comments=True))
    for kind, reason in (("page", "static page"), ("comment", "comments not asked for")):
        item = replace(_POST, kind=kind)
        assert not withheld(item, _account(reason), _NO_CHOICE)
        assert withheld(item, _account(reason), asked)


def test_beyond_the_limit_is_only_what_is_newer_than_so_many() -> None:
    """Where fewer are printed than were asked for, or older ones left out, the reason is none."""
    told = _account("beyond the limit")
    dated = replace(_account("", key="k/1"), day=date(2016, 12, 1), fate=Fate.PRINTED)
    newer = replace(dated, day=date(2016, 12, 5))
    one, two = SelectTable(limit=1), SelectTable(limit=2)
    assert not withheld(_POST, told, Asked(select=one, printed={"k/1": dated}))
    assert withheld(_POST, told, Asked(select=two, printed={"k/1": dated}))
    assert withheld(_POST, told, Asked(select=one, printed={"k/1": newer}))
    assert not withheld(_POST, told, Asked(select=one, printed={"k/1": newer}, moved={"k/1"}))


def test_a_comment_on_a_printed_post_is_left_out_only_where_nobody_asked() -> None:
    """Neither a post that is left out nor anything else is a reason then."""
    item = replace(_POST, kind="comment")
    post = replace(_account("", key="k/1"), fate=Fate.PRINTED)
    asked = Asked(printed={"k/1": post}, select=SelectTable(comments=True))
    gone = replace(_account("comment on a post that is left out", key="k/1#comment-7"))
    assert withheld(item, gone, asked)
    assert not withheld(item, replace(gone, key="k/2#comment-7"), asked)
    unasked = replace(gone, reason="comments not asked for")
    assert withheld(item, unasked, asked)
    assert not withheld(item, unasked, replace(asked, select=SelectTable()))


def test_an_editor_and_a_twin_leave_out_what_they_name() -> None:
    """By its key in corrections.toml, or because the export has it more than once."""
    told = _account("left out by corrections.toml")
    assert withheld(_POST, told, _NO_CHOICE)
    assert not withheld(_POST, told, Asked(excluded={told.key}))
    again = _account("duplicate")
    assert withheld(_POST, again, _NO_CHOICE)
    assert not withheld(_POST, again, _NO_CHOICE, again=True)


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, date(2016, 12, 1), False),
        ({}, date(2016, 11, 30), False),  # in another zone
        ({}, date(2016, 12, 3), True),
        ({}, None, True),
        ({"day": ""}, None, False),
        ({"day": "0001-01-01"}, None, False),
        ({"reader": "pages"}, date(2015, 1, 1), False),
        ({"ruled": True}, date(2015, 1, 1), False),
    ],
)
def test_a_day_is_that_of_the_export(
    changes: dict[str, str | bool], day: date | None, *, expected: bool
) -> None:
    """Or of the day next to it; an editor may give another."""
    item = replace(_POST, **changes)  # type: ignore[arg-type]
    told = replace(_account(""), day=day, fate=Fate.PRINTED)
    assert misdated(item, told, _NO_CHOICE) is expected
    assert not misdated(item, told, Asked(moved={told.key}))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"secret": True}, True),
        ({"open": True}, False),
        ({"ruled": True}, False),
    ],
)
def test_what_is_kept_back_is_printed_only_where_somebody_asked(
    changes: dict[str, bool], *, expected: bool
) -> None:
    """A secret whatever anybody asked for; not where an open item says the same."""
    item = replace(_POST, **{"open": False, **changes})  # type: ignore[arg-type]
    told = replace(_account(""), fate=Fate.PRINTED)
    assert exposed(item, told, _NO_CHOICE) is expected
    assert not exposed(item, told, _NO_CHOICE, again=True)
    for asked in (Asked(select=SelectTable(drafts=True)), Asked(included={told.key})):
        assert exposed(item, told, asked) is item.secret


def test_a_comment_is_kept_back_under_a_post_that_is_open() -> None:
    """What stands under a draft goes with it."""
    remark = replace(_POST, kind="comment", open=False)
    told = replace(_account("", key="k/1#comment-7"), kind="comment", fate=Fate.PRINTED)
    assert exposed(remark, told, _NO_CHOICE, under=_POST)
    assert not exposed(remark, told, _NO_CHOICE, under=replace(_POST, open=False))
    assert not exposed(remark, told, _NO_CHOICE)


def test_an_open_item_takes_no_account_of_what_is_no_post() -> None:
    """A leftover stands for it only by a reason that is known of its format, or for its twin."""
    told = [_account("it is a layout", key="", count=2), _account("it stands here twice", key="")]
    rest = Rest([], told, _NO_CHOICE)
    assert rest.take(_POST, again=False) is None
    assert rest.take(_POST, again=True) == ""
    assert rest.take(_POST, again=True) is None
    assert rest.take(replace(_POST, open=False), again=False) == ""
    reblog = _account("a reblog without words of one's own", key="")
    assert Rest([], [reblog], _NO_CHOICE).take(replace(_POST, reader="tumblr"), again=False) == ""
    bare = _account("it has neither words nor a photo", key="")
    assert Rest([], [bare], _NO_CHOICE).take(replace(_POST, reader="dayone"), again=False) is None
    assert (
        Rest([], [bare], _NO_CHOICE).take(replace(_POST, reader="dayone", text=""), again=False)
        == ""
    )
    listed = _account("a comment that a feed lists among its entries", key="")
    assert Rest([], [listed], _NO_CHOICE).take(replace(_POST, reader="feed"), again=False) is None
    remark = replace(_POST, reader="feed", kind="comment")
    assert Rest([], [listed], _NO_CHOICE).take(remark, again=False) == ""


def test_what_is_kept_back_takes_the_accounts_that_say_so() -> None:
    """So an open item finds the one that a user's choice left out, or is withheld."""
    idle = [_account("tag not chosen"), _account("draft")]
    rest = Rest(idle, idle, Asked(select=SelectTable(tag=("sea",))))
    assert rest.take(replace(_POST, open=False), again=False) == ""
    assert rest.take(_POST, again=False) == ""
    assert Rest(idle[1:], idle[1:], _NO_CHOICE).take(_POST, again=False) == "draft"
