"""What a template may use up: counted, not timed, so that it is the same on every machine.

A budget holds for one rendering from its outermost call: templates that are included, extended or
rendered by a filter on the way spend the same one.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, is_dataclass, replace

from jinja2.exceptions import TemplateRuntimeError

LARGEST_NUMBER = 2**63
"""No whole number beyond it is made: a number of a million digits takes minutes."""


_STEPS_PER_NOUN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one rendering may use up.

    `turns` are steps: turns of loops, calls, things in lists that are made or compared; `printed`
    characters that templates print, also into a variable or a macro's result; `handled` characters
    that pass through filters, operators and comparisons; `depth` how deep macros, blocks and
    recursive loops call one another. The contents of a blog of 50,000 posts take a quarter at most;
    a post of 30 MB, which is no fault of a theme's, has room too.
    """

    turns: int = 5_000_000
    printed: int = 128_000_000
    handled: int = 512_000_000
    depth: int = 60


class OverBudgetError(TemplateRuntimeError):
    """A template does more than any book needs."""


class Budget:
    """Counts down. Each method raises OverBudgetError when nothing is left."""

    __slots__ = ("depth", "handled", "limits", "printed", "turns")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.turns = limits.turns
        self.printed = limits.printed
        self.handled = limits.handled
        self.depth = 0

    def take_turns(self, count: int) -> None:
        """Count steps."""
        self.turns -= count
        if self.turns < 0:
            raise OverBudgetError(f"it took more than {self.limits.turns:,} steps: does it end?")

    def take_printed(self, count: int) -> None:
        """Count printed characters."""
        self.printed -= count
        if self.printed < 0:
            raise OverBudgetError(f"it printed more than {self.limits.printed:,} characters")

    def take_handled(self, count: int) -> None:
        """Count characters that are worked on."""
        self.handled -= count
        if self.handled < 0:
            raise OverBudgetError(f"it worked on more than {self.limits.handled:,} characters")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count one call inside another."""
        if self.depth >= self.limits.depth:
            raise OverBudgetError(
                f"calls are nested more than {self.limits.depth} deep: do they end?"
            )
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1


class Purse:
    """What all renderings of a theme may use up together.

    A template that stays within its limits for each of ten thousand posts would still take a day.
    The purse holds enough for a few large renderings and gets a little more for each one.
    """

    _LARGE = 8
    _SMALL = 256

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = [self._LARGE * one for one in (limits.turns, limits.printed, limits.handled)]

    def open(self) -> Budget:
        """Return the budget of the next rendering."""
        limits = self._limits
        most = (limits.turns, limits.printed, limits.handled)
        self._left = [left + one // self._SMALL for left, one in zip(self._left, most, strict=True)]
        turns, printed, handled = map(min, most, self._left)
        return Budget(replace(limits, turns=turns, printed=printed, handled=handled))

    def close(self, budget: Budget) -> None:
        """Take what a rendering used up."""
        limits = budget.limits
        used = (
            limits.turns - budget.turns,
            limits.printed - budget.printed,
            limits.handled - budget.handled,
        )
        self._left = [left - one for left, one in zip(self._left, used, strict=True)]


_CURRENT: ContextVar[Budget] = ContextVar("budget")


def current() -> Budget:
    """Return the budget of the rendering that is going on, or a fresh one."""
    return _CURRENT.get(None) or Budget(Limits())


@contextmanager
def spending(purse: Purse) -> Iterator[None]:
    """Open a budget from a purse, or go on with the one that is open."""
    if _CURRENT.get(None) is not None:
        yield
        return
    budget = purse.open()
    token = _CURRENT.set(budget)
    try:
        yield
    finally:
        _CURRENT.reset(token)
        purse.close(budget)


def weigh(value: object) -> object:
    """Count what a value holds, lists in lists too, and return it.

    A generator is returned as one that counts while it runs: nobody knows its length before.
    """
    if isinstance(value, str):
        current().take_handled(len(value) + 1)
        return value
    if isinstance(value, range):
        current().take_turns(len(value))
        return value
    if isinstance(value, list | tuple | dict | AbstractSet):
        _weigh_deep(value)
        return value
    if isinstance(value, Iterator):
        return _weighed(value)
    return value


def compared(value: object) -> object:
    """Count a value that is compared, or looked up: of a noun, nobody knows how much it holds."""
    if is_dataclass(value):
        current().take_turns(_STEPS_PER_NOUN)
    return weigh(value)


def _weighed(items: Iterator[object]) -> Iterator[object]:
    budget = current()
    for item in items:
        budget.take_turns(1)
        yield weigh(item)


def _weigh_deep(value: object) -> None:
    """Walk lists and tables; what stands in one twice counts twice, as it does in a comparison."""
    budget = current()
    todo: deque[object] = deque([value])
    while todo:
        one = todo.pop()
        budget.take_turns(1)
        if isinstance(one, str):
            budget.take_handled(len(one) + 1)
        elif isinstance(one, Mapping):
            todo.extend(one.keys())
            todo.extend(one.values())
        elif isinstance(one, list | tuple | AbstractSet):
            budget.take_turns(len(one))
            todo.extend(one)


def turns(items: Iterable[object], weight: int = 1) -> Iterator[object]:
    """Yield the items of a loop, and count each turn as `weight` steps."""
    budget = current()
    for item in items:
        budget.take_turns(weight)
        yield item
