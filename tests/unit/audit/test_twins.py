"""Items that say the same: which of them are one, and which are as many posts."""

from dataclasses import replace
from pathlib import Path

import pytest

from blog2book.audit import hold
from blog2book.audit.items import Item, items
from blog2book.audit.printed import Printed
from blog2book.audit.twins import Twins
from blog2book.model.book import Account, Accounting, Fate
from samples import book

_ITEM = Item(
    kind="post", place="a.txt, entry 1", title="Merry Christmas", text="And a happy new year.",
    day="2010-12-25", open=True, keys=("1",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "says", "has"),
    [
        ({}, True, True),
        ({"keys": ("2",)}, True, True),
        ({"keys": ("2",), "day": ""}, True, True),
        ({"keys": ("2",), "day": "2011-12-25"}, False, False),
        ({"day": "2011-12-25"}, True, True),
        ({"text": "Nothing of the kind.", "day": "2011-12-25"}, False, True),
        ({"keys": ("2",), "day": "2010-12-26"}, False, False),
        ({"keys": ("2",), "day": "2010-12-26", "place": "b.txt, entry 1"}, True, True),
        ({"keys": ("2",), "day": "2010-12-24", "place": "b.txt, entry 1"}, True, True),
        ({"keys": ("2",), "text": "Nothing of the kind."}, False, False),
        ({"kind": "comment"}, False, False),
    ],
)
def test_a_twin_says_the_same_on_the_same_day(
    changes: dict[str, str | tuple[str, ...]], *, says: bool, has: bool
) -> None:
    """Or under the same key; in another file, which may have another zone's days, on the next."""
    other = replace(_ITEM, **changes)  # type: ignore[arg-type]
    for twins, one in ((Twins([_ITEM, other]), _ITEM), (Twins([other, _ITEM]), other)):
        assert (twins.says_again(one), twins.has_again(one)) == (says, has)


def test_a_day_that_no_calendar_has_is_near_no_other() -> None:
    """Such days, and the first and the last of all, end in no error."""
    for day in ("2010-13-45", "0001-01-01", "9999-12-31", ""):
        assert not Twins([replace(_ITEM, day=day)]).says_again(replace(_ITEM, day=day))


def test_a_post_that_every_year_says_the_same_is_not_there_twice(tmp_path: Path) -> None:
    """Where the program calls it so, two of three posts are missing."""
    export = tmp_path / "xmas.txt"
    entry = (
        "AUTHOR: Jo\nTITLE: Merry Christmas\nSTATUS: Publish\nDATE: 12/25/{} 09:00:00 AM\n"
        "-----\nBODY:\n<p>And a happy new year.</p>\n-----\n--------\n"
    )
    export.write_text("".join(entry.format(year) for year in (2010, 2011, 2012)), encoding="utf-8")
    told = Account(
        kind="post", key="undated-1", day=None, title="Merry Christmas", fate=Fate.PRINTED,
        reason="", where="xmas.txt, entry 1",
    )  # fmt: skip
    twice = replace(
        told,
        key="",
        fate=Fate.LEFT_OUT,
        count=2,
        reason="the same post stands in the archive twice",
    )
    shown = replace(book(), accounting=Accounting(items=3, accounts=(told, twice)))
    printed = Printed(words=[], anchors={}, notes=())
    losses = hold(list(items(export, "movabletype")), printed, shown).losses
    assert sum(one.missing for one in losses) == 2
