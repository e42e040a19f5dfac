"""What templates are given, in a theme author's words: no name of Python's is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass

from jinja2.runtime import StrictUndefined
from jinja2.utils import missing

from blog2book.render.manifest import did_you_mean

_VIEW = "View"
_MOST = 12


def kind(value: object) -> str:
    """Return what a thing is called: "post", "a list", "a text"."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, bool | int | float):
        return "a number"
    if is_dataclass(value):
        return type(value).__name__.removesuffix(_VIEW).lower()
    if isinstance(value, Mapping):
        return "a table"
    return "a list" if isinstance(value, Sequence) else "something"


def names(value: object) -> tuple[str, ...]:
    """Return the names of what a thing holds: its fields, or a table's keys."""
    if is_dataclass(value):
        return tuple(one.name for one in fields(value))
    return tuple(map(str, value)) if isinstance(value, Mapping) else ()


def advice(value: object) -> str:
    """Say what to print instead of a thing that is no text."""
    if isinstance(value, Mapping) or is_dataclass(value):
        return f"Print one of what it holds: {_listed(names(value))}"
    if isinstance(value, Iterable):
        return "Print what it holds: with {% for one in … %}{{ one }}{% endfor %} or | join(', ')"
    return ""


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")


class Unknown(StrictUndefined):
    """A name that a template uses in vain. The message has the hint behind a line end."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        thing, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint or thing is missing:
            return super()._undefined_message
        return f"{kind(thing)} has no {name!r}\n{did_you_mean(str(name), names(thing))}"
