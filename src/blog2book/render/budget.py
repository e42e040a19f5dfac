"""What a template may use up: counted, not timed, so that it is the same on every machine.

A budget holds for one rendering from its outermost call: templates that are included, extended or
rendered by a filter on the way spend the same one.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar

from jinja2.exceptions import TemplateRuntimeError

TURNS = 5_000_000
"""Steps: turns of loops, calls, things in lists that are made or compared."""

PRINTED = 32_000_000
"""Characters that templates print, also into a variable or a macro's result."""

HANDLED = 128_000_000
"""Characters that pass through filters, operators and comparisons."""

DEPTH = 60
"""How deep macros, blocks and recursive loops may call one another."""

LARGEST_NUMBER = 2**63
"""No whole number beyond it is made: a number of a million digits takes minutes."""


class OverBudgetError(TemplateRuntimeError):
    """A template does more than any book needs."""


class Budget:
    """Counts down. Each method raises OverBudgetError when nothing is left."""

    __slots__ = ("depth", "handled", "printed", "turns")

    def __init__(self) -> None:
        self.turns = TURNS
        self.printed = PRINTED
        self.handled = HANDLED
        self.depth = 0

    def take_turns(self, count: int) -> None:
        """Count steps."""
        self.turns -= count
        if self.turns < 0:
            raise OverBudgetError(f"the template does not end: it took more than {TURNS:,} steps")

    def take_printed(self, count: int) -> None:
        """Count printed characters."""
        self.printed -= count
        if self.printed < 0:
            raise OverBudgetError(f"the template prints more than {PRINTED:,} characters")

    def take_handled(self, count: int) -> None:
        """Count characters that are worked on."""
        self.handled -= count
        if self.handled < 0:
            raise OverBudgetError(f"the template works on more than {HANDLED:,} characters")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count one call inside another."""
        if self.depth >= DEPTH:
            raise OverBudgetError(f"calls are nested more than {DEPTH} deep: do they end?")
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1


_CURRENT: ContextVar[Budget] = ContextVar("budget")


def current() -> Budget:
    """Return the budget of the rendering that is going on, or a fresh one."""
    return _CURRENT.get(None) or Budget()


@contextmanager
def spending() -> Iterator[Budget]:
    """Open a budget, or go on with the one that is open."""
    budget = _CURRENT.get(None)
    if budget is not None:
        yield budget
        return
    budget = Budget()
    token = _CURRENT.set(budget)
    try:
        yield budget
    finally:
        _CURRENT.reset(token)


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
