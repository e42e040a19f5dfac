"""What the program leaves out, held against what the export says of it."""

from dataclasses import replace

import pytest

from blog2book.audit.fates import Rest, withheld
from blog2book.audit.items import Item
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
        ("tag not chosen", {}, False),
    ],
)
def test_only_a_standing_that_the_export_does_not_say_is_a_fault(
    reason: str, changes: dict[str, str | bool], *, expected: bool
) -> None:
    """What a user chose is none, nor what a format does not plainly say."""
    assert withheld(replace(_POST, **changes), reason, "2016-12-07") is expected  # type: ignore[arg-type]


def test_an_open_item_takes_no_account_of_what_is_no_post() -> None:
    """A leftover stands for it only by a reason that is known of its format, or for its twin."""
    told = [_account("it is a layout", key="", count=2), _account("it stands here twice", key="")]
    rest = Rest([], told, "")
    assert rest.take(_POST, []) is None
    assert rest.take(_POST, [_POST]) == ""
    assert rest.take(_POST, [_POST]) is None
    assert rest.take(replace(_POST, open=False), []) == ""
    reblog = _account("a reblog without words of one's own", key="")
    assert Rest([], [reblog], "").take(replace(_POST, reader="tumblr"), []) == ""
    bare = _account("it has neither words nor a photo", key="")
    assert Rest([], [bare], "").take(replace(_POST, reader="dayone"), []) is None
    assert Rest([], [bare], "").take(replace(_POST, reader="dayone", text=""), []) == ""
    listed = _account("a comment that a feed lists among its entries", key="")
    assert Rest([], [listed], "").take(replace(_POST, reader="feed"), []) is None
    remark = replace(_POST, reader="feed", kind="comment")
    assert Rest([], [listed], "").take(remark, []) == ""


def test_what_is_kept_back_takes_the_accounts_that_say_so() -> None:
    """So an open item finds the one that a user's choice left out, or is withheld."""
    idle = [_account("tag not chosen"), _account("draft")]
    rest = Rest(idle, idle, "")
    assert rest.take(replace(_POST, open=False), []) == ""
    assert rest.take(_POST, []) == ""
    assert Rest(idle[1:], idle[1:], "").take(_POST, []) == "draft"
