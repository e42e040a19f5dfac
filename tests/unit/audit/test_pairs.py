"""Which account speaks of which item."""

from datetime import date
from typing import Any

from blog2book.audit.items import Item
from blog2book.audit.pairs import pair
from blog2book.model.book import Account, Fate

_DAY = "2016-12-07"


def _item(**fields: Any) -> Item:
    plain: dict[str, Any] = {"kind": "post", "place": "", "title": "", "text": "", "day": "",
                             "open": True, "keys": ()}  # fmt: skip
    return Item(**(plain | fields))


def _account(**fields: Any) -> Account:
    plain: dict[str, Any] = {"kind": "post", "key": "k", "day": None, "title": "", "reason": "",
                             "fate": Fate.PRINTED, "where": ""}  # fmt: skip
    return Account(**(plain | fields))


def test_names_win_over_numbers() -> None:
    """Key, then title and day, then place, then title, then day; kinds are never mixed."""
    items = [
        _item(keys=("https://www.A.example/p/",), title="Same"),
        _item(keys=("7",)),
        _item(title="Pears!", day=_DAY),
        _item(place="export.xml, item 4"),
        _item(title="Alone", day="2001-01-01"),
        _item(day="2002-02-02"),
        _item(kind="comment", keys=("7",)),
        _item(title="Nobody's"),
    ]
    day = date(2016, 12, 7)
    accounts = [
        _account(kind="comment", key="a.example/7#comment-7"),
        _account(key="b2", day=date(2002, 2, 2)),
        _account(key="alone", title="“Alone”", day=date(1999, 1, 1)),
        _account(key="4", where="export.xml, item 4, post 12"),
        _account(key="pears", title="Pears", day=day),
        _account(key="a.example/7"),
        _account(key="http://a.example/p"),
        _account(key="idle", title="Idle", day=date(1990, 1, 1)),
        _account(kind="settings", key="", count=12),
    ]
    found = pair(items, accounts)
    assert {one.keys or one.title or one.place or one.day: two.key for one, two in found.pairs} == {
        ("https://www.A.example/p/",): "http://a.example/p",
        ("7",): "a.example/7#comment-7",
        "Pears!": "pears",
        "export.xml, item 4": "4",
        "Alone": "alone",
        "2002-02-02": "b2",
    }
    assert len(found.pairs) == 7
    assert [one.title for one in found.alone] == ["Nobody's"]
    assert [one.key for one in found.idle] == ["idle"]


def test_of_twins_the_open_one_is_the_printed_one() -> None:
    """Two items of one name and day are paired in order, the draft with what is left out."""
    items = [_item(title="Twin", day=_DAY, open=False), _item(title="Twin", day=_DAY)]
    day = date(2016, 12, 7)
    accounts = [
        _account(key="in", title="Twin", day=day),
        _account(key="out", title="Twin", day=day, fate=Fate.LEFT_OUT, reason="draft"),
    ]
    found = {account.key: item.open for item, account in pair(items, accounts).pairs}
    assert found == {"in": True, "out": False}


def test_what_is_not_as_many_is_not_paired() -> None:
    """Three items for two accounts of one day stay alone: nobody knows which is which."""
    found = pair([_item(day=_DAY)] * 3, [_account(day=date(2016, 12, 7))] * 2)
    assert (found.pairs, len(found.alone), len(found.idle)) == ([], 3, 2)
