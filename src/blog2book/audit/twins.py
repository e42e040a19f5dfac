"""Which items of an export say the same as another: one of them may be left out for that."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from blog2book.audit.items import Item

_ZONES = (-timedelta(days=1), timedelta(days=1))
"""How far the day of one moment may be off in another file, which has another zone's."""


class Twins:
    """The items of an export, by what they say, by day and by key."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._keys = Counter((one.kind, key) for one in items for key in set(one.keys))
        self._known = Counter((one.kind, one.text, key) for one in items for key in set(one.keys))
        self._texts = Counter((one.kind, one.text) for one in items)
        self._days = Counter((one.kind, one.text, one.day) for one in items)
        self._open = {(one.kind, one.text) for one in items if one.open}
        self._files = Counter((one.kind, one.text, one.day, _file(one)) for one in items)

    def is_open_again(self, item: Item) -> bool:
        """Say whether an item that all may read says the same."""
        return (item.kind, item.text) in self._open

    def has_again(self, item: Item) -> bool:
        """Say whether another item has a key of this one, or says the same."""
        return self.says_again(item) or any(self._keys[item.kind, key] > 1 for key in item.keys)

    def says_again(self, item: Item) -> bool:
        """Say whether another item says the same, under the same key or not plainly another day.

        Every year's "Merry Christmas" is a post of its own.
        """
        said = (item.kind, item.text)
        if any(self._known[*said, key] > 1 for key in item.keys):
            return True
        if not item.day:
            return self._texts[said] > 1
        if self._days[*said, item.day] > 1 or self._days[*said, ""]:
            return True
        return any(
            self._days[*said, near] > self._files[*said, near, _file(item)] for near in _near(item)
        )


def _near(item: Item) -> Iterator[str]:
    """Yield the days before and after an item's."""
    for step in _ZONES:
        try:
            yield str(date.fromisoformat(item.day) + step)
        except (ValueError, OverflowError):  # no day of the calendar, or its first or last
            continue


def _file(item: Item) -> str:
    return item.place.partition(", ")[0]
