"""`calc()`, `min()`, `max()` and `clamp()` of constants, worked out."""

import math
from collections.abc import Callable, Sequence
from typing import Any, Final

from tinycss2 import ast, serialize

Node = Any
"""A node of tinycss2, which has no types."""

Amount = tuple[float, str]
"""A number and its unit, "" for none, "%" for a percentage."""


class UnknowableError(ValueError):
    """The result depends on the page, or is none."""


def compute(function: Node) -> Node:
    """Return the token for the result of one of the four functions.

    Raises UnknowableError where units differ, or the result is no number.
    """
    number, unit = _function(function)
    if not math.isfinite(number):
        raise UnknowableError(f"{serialize([function])} has no result")
    shown = f"{round(number, 4):g}" if abs(number) < _LARGEST_SHORT else f"{number:.0f}"
    line, column = function.source_line, function.source_column
    value = float(shown)
    whole = int(value) if value.is_integer() else None
    if unit == "%":
        return ast.PercentageToken(line, column, value, whole, shown)
    if unit:
        return ast.DimensionToken(line, column, value, whole, shown, unit)
    return ast.NumberToken(line, column, value, whole, shown)


_LARGEST_SHORT = 100_000


def _function(function: Node) -> Amount:
    groups = [_sum(group) for group in _split(function.arguments)]
    calculate = _MATHS[function.lower_name]
    units = {unit for _number, unit in groups}
    if len(units) != 1:
        raise UnknowableError(f"{serialize([function])} mixes units")
    try:
        return calculate([number for number, _unit in groups]), units.pop()
    except TypeError as error:
        raise UnknowableError(f"{serialize([function])} has too many parts") from error


def _calc(values: Sequence[float]) -> float:
    return _only(*values)


def _only(value: float) -> float:
    return value


def _clamp(values: Sequence[float]) -> float:
    return _between(*values)


def _between(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))


_MATHS: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "calc": _calc, "clamp": _clamp, "max": max, "min": min,
}  # fmt: skip
NAMES: Final = frozenset(_MATHS)


def _split(tokens: Sequence[Node]) -> list[list[Node]]:
    groups: list[list[Node]] = [[]]
    for part in tokens:
        if part == ",":
            groups.append([])
        elif part.type != "whitespace":
            groups[-1].append(part)
    return groups


def _sum(tokens: Sequence[Node]) -> Amount:
    """Work out a sum: `+` and `-` between products."""
    total: Amount | None = None
    sign, product = 1.0, list[Node]()
    for part in [*tokens, None]:
        if part is not None and part not in ("+", "-"):
            product.append(part)
            continue
        number, unit = _product(product)
        total = (sign * number, unit) if total is None else _added(total, (sign * number, unit))
        sign, product = (-1.0 if part == "-" else 1.0), []
    return total or (0.0, "")


def _added(one: Amount, other: Amount) -> Amount:
    if one[1] != other[1]:
        raise UnknowableError(f"a sum of {one[1] or 'a number'} and {other[1] or 'a number'}")
    return one[0] + other[0], one[1]


def _product(tokens: Sequence[Node]) -> Amount:
    if len(tokens) % 2 == 0:
        raise UnknowableError(f"{_shown(tokens) or 'nothing'} is no sum")
    number, unit = _amount(tokens[0])
    for sign, factor in zip(tokens[1::2], tokens[2::2], strict=True):
        other, other_unit = _amount(factor)
        if sign == "*" and not (unit and other_unit):
            number, unit = number * other, unit or other_unit
        elif sign == "/" and not other_unit and other:
            number /= other
        else:
            raise UnknowableError(f"{_shown(tokens)} cannot be worked out")
    return number, unit


def _shown(tokens: Sequence[Node]) -> str:
    return " ".join(serialize([token]) for token in tokens)


def _amount(token: Node) -> Amount:
    if token.type == "number":
        return token.value, ""
    if token.type == "percentage":
        return token.value, "%"
    if token.type == "dimension":
        return token.value, token.lower_unit
    if token.type == "() block":
        return _sum([one for one in token.content if one.type != "whitespace"])
    if token.type == "function" and token.lower_name in NAMES:
        return _function(token)
    raise UnknowableError(f"{serialize([token])} is no number")
