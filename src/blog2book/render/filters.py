"""The filters and tests that templates have: those of Jinja2 whose cost is known, and no others.

Left out are those that pad, fill or indent (center, indent, wordwrap, batch, slice, format), that
take much longer or more room than their input is long (striptags, title, urlize), that print what
no reader should see (pprint, tojson, xmlattr) and that differ from run to run (random).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Final, cast

from jinja2 import filters as theirs
from jinja2 import pass_context, pass_environment, pass_eval_context
from jinja2.environment import Environment
from jinja2.exceptions import TemplateRuntimeError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Undefined
from jinja2.tests import TESTS as THEIR_TESTS
from markupsafe import Markup

from blog2book.render import budget
from blog2book.render.kinds import advice, kind

Function = Callable[..., object]
Number = int | float

_FINEST = 15
_MOST_TRIMMED = 20
_LONGEST_ESCAPE, _LONGEST_CODE = 5, 12
_OF_ANYTHING: Final = (
    "abs", "count", "d", "default", "first", "float", "groupby", "items", "last", "length", "map",
    "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort",
)  # fmt: skip
_OF_TEXT: Final = (
    "capitalize", "e", "escape", "forceescape", "lower", "safe", "string",
    "truncate", "upper",
)  # fmt: skip


def printable(value: object) -> str:
    """Return what is printed for a value, or raise: lists and objects are never printed."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(number(value))
    if isinstance(value, Undefined):
        return str(value)
    raise TemplateRuntimeError(f"{kind(value)} cannot be printed\n{advice(value)}")


def number(value: object) -> Number:
    """Return a number that is one and not too large, or raise."""
    if not isinstance(value, int | float):
        raise TemplateRuntimeError(f"{kind(value)} is no number")
    if isinstance(value, int) and abs(value) > budget.LARGEST_NUMBER:
        raise TemplateRuntimeError("the number is too large")
    return value


def metered(function: Function) -> Function:
    """Return a function that counts what it is given and what it makes."""

    @wraps(function)
    def run(*args: object, **kwargs: object) -> object:
        budget.current().take_turns(1)
        weighed = {key: budget.weigh(value) for key, value in kwargs.items()}
        return budget.weigh(function(*map(budget.weigh, args), **weighed))

    return run


def _of_text(function: Function) -> Function:
    """Return a filter of Jinja2 that is given text and nothing else."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def run(*args: object, **kwargs: object) -> object:
        return function(*args[:place], printable(args[place]), *args[place + 1 :], **kwargs)

    return run


def _trim(value: object, chars: str | None = None) -> str:
    """Trim, but not of any number of characters: each is looked for at each place."""
    if chars is not None and len(printable(chars)) > _MOST_TRIMMED:
        raise TemplateRuntimeError(f"trim takes at most {_MOST_TRIMMED} characters")
    return theirs.do_trim(printable(value), chars)


def _urlencode(value: object) -> str:
    text = printable(value)
    budget.current().take_handled(len(text) * _LONGEST_CODE)
    return theirs.do_urlencode(text)


@pass_environment
def _unique(environment: Environment, value: Iterable[object], **options: object) -> object:
    items = map(budget.compared, value)
    return theirs.do_unique(environment, items, **options)


@pass_eval_context
def _join(
    context: EvalContext, value: Iterable[object], d: str = "", attribute: str | None = None
) -> str:
    items: Iterable[object] = value
    if attribute is not None:
        items = map(theirs.make_attrgetter(context.environment, attribute), value)
    texts = [printable(budget.weigh(item)) for item in items]
    budget.current().take_handled(len(printable(d)) * len(texts))
    joined: str = theirs.do_join(context, texts, d)
    return joined


@pass_eval_context
def _replace(
    context: EvalContext, value: object, old: object, new: object, count: int | None = None
) -> str:
    text, before, after = printable(value), printable(old), printable(new)
    times = text.count(before) if before else len(text) + 1
    budget.current().take_handled(times * len(after) * _LONGEST_ESCAPE)
    return theirs.do_replace(context, text, before, after, count)


@pass_environment
def _sum(
    environment: Environment,
    value: Iterable[object],
    attribute: str | int | None = None,
    start: Number = 0,
) -> Number:
    items: Iterable[object] = value
    if attribute is not None:
        items = map(theirs.make_attrgetter(environment, attribute), value)
    total = number(start)
    for item in items:
        total = number(total + number(item))
    return total


def _round(value: Number, precision: int = 0) -> Number:
    if abs(number(precision)) > _FINEST:
        raise TemplateRuntimeError(f"round takes a precision of at most {_FINEST}")
    return round(number(value), precision)


def _int(value: object, default: int = 0) -> Number:
    return number(theirs.do_int(value, default))


def _list(value: Iterable[object]) -> list[object]:
    return list(budget.turns(value))


@pass_context  # what asks for the context is not worked out while a template is compiled
def _step(_context: Context, count: int) -> Markup:
    budget.current().take_turns(count)
    return Markup()


@pass_context
def _text(_context: Context, count: int) -> Markup:
    budget.current().take_printed(count)
    return Markup()


def _piece(value: object) -> str:
    text = printable(value)
    budget.weigh(text)
    return text


def _metered(functions: Mapping[str, Function]) -> dict[str, Function]:
    return {name: metered(function) for name, function in functions.items()}


_OWN: Final[Mapping[str, Function]] = {
    "int": _int, "join": _join, "list": _list, "replace": _replace, "round": _round, "sum": _sum,
    "trim": _trim, "unique": _unique, "urlencode": _urlencode,
}  # fmt: skip

STEP, TEXT, TURNS, WEIGH, PIECE, COMPARED = (
    " step", " text", " turns", " weigh", " piece", " compared",
)  # fmt: skip
"""Names of the filters that the meter puts into templates; no template can spell them."""

FILTERS: Final[Mapping[str, Function]] = {
    **{name: metered(theirs.FILTERS[name]) for name in _OF_ANYTHING},
    **{name: metered(_of_text(theirs.FILTERS[name])) for name in _OF_TEXT},
    **_metered(_OWN),
    STEP: _step,
    TEXT: _text,
    TURNS: budget.turns,
    WEIGH: budget.weigh,
    COMPARED: budget.compared,
    PIECE: _piece,
}

TESTS: Final[Mapping[str, Function]] = _metered(cast("Mapping[str, Function]", THEIR_TESTS))
