"""CSS variables: checked for print, and resolved for EPUB, where readers know none.

Readers of EPUB built on Adobe's engine refuse a whole book over `var()`, `calc()`, flex or grid.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from blog2book.events import Notice, Report
from blog2book.render import css
from blog2book.render.arithmetic import NAMES, UnknowableError, compute
from blog2book.render.css import Declaration, Node, Rule
from blog2book.render.manifest import did_you_mean

DESCRIPTORS: Final = frozenset({
    "counter-style", "font-feature-values", "font-palette-values", "property", "view-transition",
})  # fmt: skip
"""At-rules whose declarations are no properties and take no "!important"."""

LONGEST = 10_000
"""Tokens of one value when its variables are filled in."""

_ROOTS: Final = frozenset({":root", "html", "html:root"})
_GROUPS: Final = frozenset({"container", "layer", "scope", "supports"})
_NOT_IN_EPUB: Final[Mapping[str, frozenset[str]]] = {
    "display": frozenset({"flex", "inline-flex", "grid", "inline-grid"}),
    "position": frozenset({"fixed", "sticky"}),
    "float": frozenset({"footnote"}),
    "direction": frozenset({"ltr", "rtl"}),
    "unicode-bidi": frozenset({"bidi-override", "embed", "isolate", "plaintext"}),
}


def check(rules: Sequence[Rule]) -> None:
    """Raise ThemeError for a variable that nobody sets, and for one that grows without end.

    A value that names another twice, which names a third twice … would fill the memory of whoever
    lays the book out.
    """
    sizes = _Sizes()
    declarations = [declaration for _around, declaration in css.walk(rules)]
    for one in declarations:
        if one.name.startswith("--"):
            sizes.meanings.setdefault(one.name, []).append(one)
    for one in declarations:
        sizes.of_value(one.value, one)


@dataclass(slots=True)
class _Sizes:
    """How many tokens values have when they are filled in; each variable is counted once."""

    meanings: dict[str, list[Declaration]] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def of_value(self, tokens: Iterable[Node], user: Declaration) -> int:
        size = 0
        for token in tokens:
            size += 1
            if token.type == "function" and token.lower_name == "var":
                size += self.of_variable(token, user)
            else:
                size += self.of_value(css.content(token), user)
        if size > LONGEST:
            raise user.place.error(f"{user.name}: the value is too long with its variables")
        return size

    def of_variable(self, token: Node, user: Declaration) -> int:
        name, fallback = parts(token, user)
        rest = self.of_value(fallback or (), user)
        if name not in self.meanings:
            if fallback is None:
                raise user.place.error(
                    f"nobody sets the variable {name}", did_you_mean(name, self.meanings)
                )
            return rest
        if name in self.open:
            raise user.place.error(f"the variable {name} is made from itself")
        if name not in self.known:
            self.open.add(name)
            self.known[name] = max(self.of_value(one.value, one) for one in self.meanings[name])
            self.open.remove(name)
        return self.known[name] + rest


def parts(token: Node, user: Declaration) -> tuple[str, list[Node] | None]:
    """Return the name in a `var()`, and what stands after its comma, or None without one."""
    inner = list(token.arguments)
    while inner and inner[0].type == "whitespace":
        inner.pop(0)
    if not inner or inner[0].type != "ident" or not inner[0].value.startswith("--"):
        raise user.place.error("var() takes the name of a variable, as in var(--b2b-accent)")
    rest = [one for one in inner[1:] if one.type != "whitespace"]
    if not rest:
        return str(inner[0].value), None
    if rest[0] != ",":
        raise user.place.error("var() takes a name, and after a comma what stands in for it")
    return str(inner[0].value), inner[inner.index(rest[0]) + 1 :]


def resolved(rules: Sequence[Rule], report: Report) -> list[Rule]:
    """Return rules without variables, sums and what readers of EPUB refuse.

    Each thing that is left out is reported. Raises ThemeError for a variable that is set anywhere
    but for the whole book: only a reader of EPUB that knows variables could follow it.
    """
    resolver = _Resolver(report)
    for around, one in css.walk(rules):
        if one.name.startswith("--"):
            if len(around) != 1 or not _is_root(around[0]):
                raise one.place.error(
                    f"for EPUB, {one.name} can be set for :root only",
                    "Move this rule to css/print.css if it is meant for print.",
                )
            resolver.define(one)
    return [rule for one in rules for rule in resolver.rule(one)]


def _is_root(rule: Rule) -> bool:
    return not rule.keyword and {one.strip() for one in rule.prelude.split(",")} <= _ROOTS


class _Resolver:
    """Turns rules into what every reader of EPUB understands."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._values: dict[str, Declaration] = {}

    def define(self, one: Declaration) -> None:
        """Set a variable; the last that is set wins, but an important one stays."""
        before = self._values.get(one.name)
        if before is None or one.important or not before.important:
            self._values[one.name] = one

    def rule(self, rule: Rule) -> Iterator[Rule]:
        """Yield a rule as EPUB has it, or nothing."""
        if rule.keyword == "page" or (rule.keyword == "media" and _is_print(rule.prelude)):
            return
        if rule.keyword in _GROUPS:
            self._left_out(rule, f"@{rule.keyword}")
            return
        if rule.body is None:
            yield rule
            return
        body: list[Rule | Declaration] = []
        for one in rule.body:
            if isinstance(one, Rule):
                if not rule.keyword:
                    self._left_out(one, "a rule inside a rule")
                else:
                    body.extend(self.rule(one))
            elif not one.name.startswith("--"):
                body.extend(self._declaration(one))
        if body:
            yield replace(rule, body=tuple(body))

    def _declaration(self, one: Declaration) -> Iterator[Declaration]:
        value = self._filled(one.value, one)
        words = {token.lower_value for token in value if token.type == "ident"}
        refused = words & _NOT_IN_EPUB.get(one.name, frozenset())
        if refused:
            self._left_out(one, f"{one.name}: {' '.join(sorted(refused))}")
            return
        try:
            computed = tuple(_computed(value))
        except UnknowableError as error:
            self._left_out(one, f"{one.name}: {error}")
            return
        yield replace(one, value=computed)

    def _filled(self, tokens: Iterable[Node], user: Declaration) -> list[Node]:
        """Return tokens with the values of variables in their places (`check` knows they end)."""
        filled: list[Node] = []
        for token in tokens:
            if token.type == "function" and token.lower_name == "var":
                name, fallback = parts(token, user)
                known = self._values.get(name)
                value = known.value if known is not None else fallback or ()
                filled.extend(self._filled(_stripped(value), user))
            else:
                filled.append(css.with_content(token, self._filled(css.content(token), user)))
        return filled

    def _left_out(self, one: Rule | Declaration, what: str) -> None:
        self._report(
            Notice(
                code="style-not-in-epub",
                message=f"Left out of the EPUB's style sheet: {what}",
                where=str(one.place),
                hint="Readers of EPUB refuse it. Move it to css/print.css if it is for print.",
            )
        )


def _is_print(condition: str) -> bool:
    return condition.strip().lower() in {"print", "only print", "not screen"}


def _stripped(tokens: Sequence[Node]) -> Sequence[Node]:
    start, end = 0, len(tokens)
    while start < end and tokens[start].type == "whitespace":
        start += 1
    while end > start and tokens[end - 1].type == "whitespace":
        end -= 1
    return tokens[start:end]


def _computed(tokens: Iterable[Node]) -> Iterator[Node]:
    for token in tokens:
        if token.type == "function" and token.lower_name in NAMES:
            yield compute(token)
        else:
            yield css.with_content(token, list(_computed(css.content(token))))
