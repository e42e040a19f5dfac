"""Jinja2's sandbox with less in it: what a template may reach, call, compute and print."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from types import FunctionType
from typing import Final

from jinja2 import BaseLoader, nodes, pass_context
from jinja2.environment import Template, TemplateModule
from jinja2.exceptions import (
    SecurityError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.runtime import (
    BlockReference,
    Context,
    LoopContext,
    Macro,
    TemplateReference,
    Undefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from blog2book.render import budget, filters
from blog2book.render.kinds import Unknown, kind
from blog2book.render.manifest import did_you_mean
from blog2book.render.meter import Meter, Spot

_TEXT_METHODS: Final = frozenset({
    "capitalize", "count", "endswith", "find", "isdigit", "lower", "removeprefix", "removesuffix",
    "startswith", "title", "upper",
})  # fmt: skip
_TABLE_METHODS: Final = frozenset({"get", "items", "keys", "text", "values"})
_ROW_METHODS: Final = frozenset({"count", "index"})
_DAY_PARTS: Final = frozenset({
    "day", "hour", "isoformat", "minute", "month", "second", "weekday", "year",
})  # fmt: skip
_METHODS: Final[tuple[tuple[type, frozenset[str]], ...]] = (
    (str, _TEXT_METHODS),
    (list, _ROW_METHODS),
    (tuple, _ROW_METHODS),
    (Mapping, _TABLE_METHODS),
    (date, _DAY_PARTS),
)
_CLASSES: Final = frozenset({dict, Namespace, Cycler, Joiner, range})
_OF_JINJA: Final = (
    LoopContext, Macro, BlockReference, TemplateReference, TemplateModule, Cycler, Joiner,
    Namespace,
)  # fmt: skip
_LARGEST_POWER_BITS = 64
_STEPS_PER_CALL = 4
_STEPS_PER_FUNCTION = 1000
"""What it takes to call a macro or a method, and a function that was handed in (the cover's, which
measures text)."""
_STEPS_PER_TEMPLATE = 20
_CHARACTERS_PER_STEP = 32
"""What it takes to open a template: some steps, and more if it is long (it may be parsed)."""


@pass_context
def _finalize(_context: Context, value: object) -> str:
    """Return what is printed for a value and count it.

    It asks for the context so that Jinja2 does not run it while it compiles: it would put the
    result into the template for a constant, and what is counted would be counted once.
    """
    text = filters.printable(value)
    budget.current().take_printed(len(text))
    return text


ITSELF = "a template cannot extend itself"
"""What is said of a circle; whoever knows the layers adds which name leads to the one below."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates under a budget. With `spots`, what they print carries marks (see Meter)."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, loader: BaseLoader, spots: list[Spot] | None = None) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Unknown,
            finalize=_finalize,
            optimized=False,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._spots = spots
        self.filters = dict(filters.FILTERS)
        self.tests = dict(filters.TESTS)
        del self.globals["lipsum"]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        budget.current().take_turns(len(source) // _CHARACTERS_PER_STEP)
        template = super()._parse(source, name, filename)
        self._refuse_circle(template, name, filename)
        self._refuse_unknown_blocks(template, name, filename)
        meter = Meter(self, filename or "", self._spots)
        metered: nodes.Template = meter.visit(template)
        return metered

    def _refuse_circle(
        self, template: nodes.Template, name: str | None, filename: str | None
    ) -> None:
        for extends in template.find_all(nodes.Extends):
            parent = extends.template
            if isinstance(parent, nodes.Const) and self._file(parent.value) == filename:
                raise TemplateSyntaxError(ITSELF, extends.lineno, name, filename)

    def _refuse_unknown_blocks(
        self, template: nodes.Template, name: str | None, filename: str | None
    ) -> None:
        """Refuse a block that would be printed nowhere: no template below has one of that name."""
        known = self._blocks_below(template, {filename})
        if known is None:
            return
        for block in _outer_blocks(template):
            if block.name not in known:
                raise TemplateSyntaxError(
                    f"no template below has a block {block.name!r}, so it would be printed "
                    f"nowhere\n{did_you_mean(block.name, known)}",
                    block.lineno,
                    name,
                    filename,
                )

    def _blocks_below(
        self, template: nodes.Template, seen: set[str | None]
    ) -> frozenset[str] | None:
        """Return the names of the blocks of what a template extends; None if that is not known."""
        parents = [one.template for one in template.find_all(nodes.Extends)]
        if len(parents) != 1 or not isinstance(parents[0], nodes.Const) or self.loader is None:
            return None
        try:
            source, file, _is_fresh = self.loader.get_source(self, str(parents[0].value))
        except TemplateNotFound:
            return None  # said where it is looked for
        if file in seen:
            return None
        budget.current().take_turns(len(source) // _CHARACTERS_PER_STEP)
        parent = super()._parse(source, str(parents[0].value), file)
        names = frozenset(block.name for block in parent.find_all(nodes.Block))
        if parent.find(nodes.Extends) is None:
            return names
        below = self._blocks_below(parent, {*seen, file})
        return None if below is None else names | below

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """Return what stands for something that templates may not use."""
        message = f"{kind(obj)} does not let templates use {attribute!r}: it is unsafe"
        return self.undefined(message, name=attribute, obj=obj, exc=SecurityError)

    def _file(self, name: object) -> str | None:
        if self.loader is None or not isinstance(name, str):
            return None
        return self.loader.get_source(self, name)[1]

    def _load_template(self, name: str, globals: Mapping[str, object] | None) -> Template:  # noqa: A002 - Jinja2's name
        budget.current().take_turns(_STEPS_PER_TEMPLATE)
        return super()._load_template(name, globals)  # type: ignore[arg-type] # it only reads

    def wrap_str_format(self, value: object) -> None:
        """Offer no `format`: it pads to any width, and the attribute is refused like others."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Allow fields of our own nouns and a few harmless methods; a Path has none."""
        return super().is_safe_attribute(obj, attr, value) and _is_open(obj, attr)

    def is_safe_callable(self, obj: object) -> bool:
        """Allow functions that were handed in, and no class but the harmless ones."""
        if isinstance(obj, type) and obj not in _CLASSES:
            return False
        return super().is_safe_callable(obj)

    def call(self, context: Context, callee: Callable[..., object], /, *args: object,
             **kwargs: object) -> object:  # fmt: skip
        """Call what a template calls, and count it."""
        spent = budget.current()
        handed_in = isinstance(callee, FunctionType) and callee is not self.globals["range"]
        spent.take_turns(_STEPS_PER_FUNCTION if handed_in else _STEPS_PER_CALL)
        owner = getattr(callee, "__self__", None)
        if isinstance(owner, str):
            budget.weigh(owner)
        weigh = budget.compared if isinstance(owner, Mapping) else budget.weigh
        given = [weigh(one) for one in args]
        named = {key: budget.weigh(one) for key, one in kwargs.items()}
        if isinstance(callee, LoopContext):
            given = [_turns(one) for one in given]
            named = {key: _turns(one) for key, one in named.items()}
        if not isinstance(callee, LoopContext | Macro | BlockReference):
            return budget.weigh(super().call(context, callee, *given, **named))
        with spent.deeper():
            return budget.weigh(super().call(context, callee, *given, **named))

    def getitem(self, obj: object, argument: object) -> object:
        """Take something out of a list or table; what it is asked for is counted first."""
        budget.current().take_turns(1)
        return super().getitem(obj, budget.compared(argument))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Compute, without letting anything grow beyond the budget in one step."""
        del context
        if operator == "+":
            return _add(left, right)
        if operator == "*":
            return _multiply(left, right)
        one, other = filters.number(left), filters.number(right)
        if operator == "**":
            return _power(one, other)
        return filters.number(self.binop_table[operator](one, other))


def _outer_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """Yield the blocks of a template that stand in no other block."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outer_blocks(child)


def _is_open(obj: object, attr: str) -> bool:
    """Say whether templates may see an attribute of a thing of this kind."""
    if isinstance(obj, type):
        return False
    if (isinstance(obj, Enum) and attr in {"name", "value"}) or attr in _fields(obj):
        return True
    for owner, names in _METHODS:
        if isinstance(obj, owner):
            return attr in names
    return is_dataclass(obj) or isinstance(obj, _OF_JINJA)


def _fields(obj: object) -> tuple[str, ...]:
    """Return the names of a named tuple's fields."""
    return getattr(obj, "_fields", ()) if isinstance(obj, tuple) else ()


def _turns(value: object) -> object:
    return budget.turns(value) if isinstance(value, Iterable) else value


def _add(left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str):
        budget.current().take_handled(len(left) + len(right))
        return left + right
    if isinstance(left, list) and isinstance(right, list):
        budget.weigh(left)
        budget.weigh(right)
        return left + right
    return filters.number(filters.number(left) + filters.number(right))


def _multiply(left: object, right: object) -> object:
    text, times = (left, right) if isinstance(left, str) else (right, left)
    if isinstance(text, str) and isinstance(times, int):
        budget.current().take_handled(len(text) * max(times, 0))
        return text * times
    return filters.number(filters.number(left) * filters.number(right))


def _power(base: filters.Number, exponent: filters.Number) -> filters.Number:
    if isinstance(base, int) and isinstance(exponent, int):
        bits = abs(base).bit_length() * abs(exponent)
        if bits > _LARGEST_POWER_BITS:
            raise TemplateRuntimeError("the power is too large")
    return filters.number(base**exponent)
