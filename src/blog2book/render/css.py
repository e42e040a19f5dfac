"""Style sheets read rule by rule: what they may not reach, and where a fault stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import tinycss2
from tinycss2 import ast

from blog2book.errors import ThemeError
from blog2book.render import plates
from blog2book.render.manifest import read_text

Node = Any
"""A node of tinycss2, which has no types."""

_LARGEST_DATA_URL = 100_000
_DATA = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_REFUSED_FUNCTIONS: Final = frozenset({
    "-webkit-image-set", "cross-fade", "expression", "image", "image-set", "paint", "src",
})  # fmt: skip
_WITH_RULES: Final = frozenset({"media", "supports", "layer", "container", "document", "scope"})
_BRACKETS: Final = frozenset({"() block", "[] block", "{} block"})
_DEEPEST_IMPORT = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a style sheet and a line in it."""

    file: Path
    line: int

    def error(self, message: str, hint: str = "") -> ThemeError:
        """Return an error that names the place."""
        return ThemeError(f"{self}: {message}", hint=hint)

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property and its value, as tokens. `important` says whether it has that mark."""

    place: Place
    name: str
    value: tuple[Node, ...]
    important: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A style rule or an at-rule. `keyword` is "" for a style rule ("media", "page" …).

    `prelude` is its selector or condition as text; `body` is None where there are no braces.
    """

    place: Place
    keyword: str
    prelude: str
    body: "tuple[Rule | Declaration, ...] | None"


def _forget(_name: str) -> None:
    """Do nothing with the name of a picture."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads style sheets of one layer.

    `folder` is the layer's folder, from which nothing leads away; `layers` are all folders, the
    most specific first: a picture is looked for in each. `seen` is told the name of each picture.
    """

    folder: Path
    layers: Sequence[Path]
    seen: Callable[[str], None] = _forget

    def read(self, file: Path, depth: int = 0) -> tuple[Rule, ...]:
        """Return the rules of a file, with those that it imports in their place.

        Raises ThemeError with file and line for what is no CSS or reaches outside.
        """
        if not file.resolve().is_relative_to(self.folder.resolve()):
            raise ThemeError(f"{file}: the style sheet lies outside the theme's folder")
        text = read_text(file)
        try:
            nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            return tuple(self._rules(nodes, file, depth))
        except RecursionError as error:
            raise ThemeError(f"{file}: brackets are nested too deep") from error

    def _rules(self, nodes: Iterable[Node], file: Path, depth: int) -> Iterator[Rule]:
        for node in nodes:
            place = Place(file, node.source_line)
            if node.type == "error":
                raise place.error(f"this is no CSS: {node.message}")
            keyword = node.lower_at_keyword if node.type == "at-rule" else ""
            if keyword == "import":
                yield from self._imported(node, place, depth)
            elif keyword != "charset":
                yield self._rule(node, keyword, place)

    def _rule(self, node: Node, keyword: str, place: Place) -> Rule:
        if keyword == "font-face":
            raise place.error(
                "@font-face is not for themes",
                "Put the files into fonts/ and name the family in theme.toml, [fonts].",
            )
        prelude = node.prelude if keyword == "namespace" else self._contained(node.prelude, place)
        return Rule(
            place, keyword, tinycss2.serialize(prelude).strip(), self._body(node, keyword, place)
        )

    def _body(
        self, node: Node, keyword: str, place: Place
    ) -> "tuple[Rule | Declaration, ...] | None":
        if node.content is None:
            return None
        parse = (
            tinycss2.parse_rule_list if keyword in _WITH_RULES else tinycss2.parse_blocks_contents
        )
        inner = parse(node.content, skip_comments=True, skip_whitespace=True)
        return tuple(self._item(one, place.file) for one in inner)

    def _item(self, node: Node, file: Path) -> Rule | Declaration:
        place = Place(file, node.source_line)
        if node.type == "error":
            raise place.error(f"this is no CSS: {node.message}")
        if node.type == "declaration":
            value = tuple(self._contained(node.value, place))
            name = node.name if node.name.startswith("--") else node.lower_name
            return Declaration(place, name, value, node.important)
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        if keyword in {"import", "charset"}:
            raise place.error(f"@{keyword} stands at the beginning of a style sheet only")
        return self._rule(node, keyword, place)

    def _imported(self, node: Node, place: Place, depth: int) -> Iterator[Rule]:
        tokens = [one for one in node.prelude if one.type not in {"whitespace", "comment"}]
        target = _target(tokens[0]) if tokens else None
        if target is None or node.content is not None:
            raise place.error('@import needs a file\'s name, as in @import "colours.css";')
        if depth >= _DEEPEST_IMPORT:
            raise place.error("@import goes round in a circle, or is nested too deep")
        rest = node.prelude[node.prelude.index(tokens[0]) + 1 :]
        condition = tinycss2.serialize(self._contained(rest, place)).strip()
        if re.match(r"(layer|supports)\b", condition):
            raise place.error("@import takes no layer and no supports()")
        rules = self.read(self._inside(target, place, "@import"), depth + 1)
        if condition:
            yield Rule(place, "media", condition, rules)
        else:
            yield from rules

    def _inside(self, target: str, place: Place, what: str) -> Path:
        """Return the file that an address in a style sheet leads to, if it is in the folder."""
        name = unquote(target)
        for base in (place.file.parent, self.folder):
            path = base / name
            plain = not re.search(r"^/|[\\:?#\x00-\x1f]", name)
            if plain and path.is_file() and path.resolve().is_relative_to(self.folder.resolve()):
                return path
        raise place.error(
            f"{what} of {target!r} reaches nothing in the theme's folder",
            "Only files inside the theme's folder can be used, by relative names.",
        )

    def _contained(self, tokens: Iterable[Node], place: Place) -> list[Node]:
        """Return tokens whose addresses are names of the book's files. Raises for all others."""
        contained = []
        for token in tokens:
            here = Place(place.file, token.source_line)
            kept = token
            if token.type == "error":
                raise here.error(f"this is no CSS: {token.message}")
            if token.type == "url":
                kept = self._address(token, token.value, here)
            elif token.type == "function":
                kept = self._function(token, here)
            elif token.type in _BRACKETS:
                token.content = self._contained(token.content, here)
            if kept.type != "comment":
                contained.append(kept)
        return contained

    def _function(self, token: Node, place: Place) -> Node:
        if token.lower_name in _REFUSED_FUNCTIONS:
            raise place.error(f"{token.lower_name}() is not for themes")
        if token.lower_name == "url":
            target = _target(token)
            if target is None:
                raise place.error("url() takes one name")
            return self._address(token, target, place)
        token.arguments = self._contained(token.arguments, place)
        return token

    def _address(self, token: Node, target: str, place: Place) -> Node:
        if target.startswith("#"):
            return _url(token, target)
        if target[:5].lower() == "data:":
            if len(target) > _LARGEST_DATA_URL or not _DATA.fullmatch(target):
                raise place.error("a data: address holds a small PNG, JPEG or GIF only")
            return _url(token, "".join(target.split()))
        name, _, fragment = target.partition("#")
        return _url(token, self._name(name, place) + (f"#{fragment}" if fragment else ""))

    def _name(self, target: str, place: Place) -> str:
        """Return the name of the picture that an address leads to, from the sheet or the folder."""
        name = unquote(target)
        if not re.search(r"^/|[\\:?\x00-\x1f]", name):
            for base in (place.file.parent.relative_to(self.folder), Path()):
                found = _normal((base / name).as_posix())
                if found and plates.find(self.layers, found):
                    self.seen(found)
                    return found
        raise place.error(
            f"url({target}) reaches nothing in the theme's folder",
            "Only pictures inside the theme's folder can be shown, by relative names.",
        )


def walk(
    rules: "Iterable[Rule | Declaration]", around: tuple[Rule, ...] = ()
) -> Iterator[tuple[tuple[Rule, ...], Declaration]]:
    """Yield each declaration with the rules around it, outermost first."""
    for one in rules:
        if isinstance(one, Declaration):
            yield around, one
        else:
            yield from walk(one.body or (), (*around, one))


def text(rule: Rule) -> str:
    """Return a rule as it is written into a style sheet."""
    return "".join(piece for piece, _place in pieces(rule))


def pieces(rule: Rule) -> Iterator[tuple[str, Place]]:
    """Yield the text of a rule in whole lines, each piece with the place where it was written."""
    head = f"@{rule.keyword} {rule.prelude}".strip() if rule.keyword else rule.prelude
    if rule.body is None:
        yield f"{head};\n", rule.place
        return
    yield f"{head} {{\n", rule.place
    for one in rule.body:
        if isinstance(one, Rule):
            yield from pieces(one)
        else:
            yield f"{_declared(one)};\n", one.place
    yield "}\n", rule.place


def _declared(one: Declaration) -> str:
    value = tinycss2.serialize(one.value).strip()
    return f"{one.name}: {value}{' !important' if one.important else ''}"


def value(written: str) -> tuple[Node, ...]:
    """Return a value as tokens."""
    return tuple(tinycss2.parse_component_value_list(written, skip_comments=True))


def content(token: Node) -> Sequence[Node]:
    """Return what stands between a token's brackets, or nothing."""
    if token.type == "function":
        return list(token.arguments)
    if token.type in _BRACKETS:
        return list(token.content)
    return ()


def with_content(token: Node, inner: list[Node]) -> Node:
    """Return a token with other things between its brackets; one without any as it is."""
    if token.type == "function":
        return ast.FunctionBlock(token.source_line, token.source_column, token.name, inner)
    if token.type not in _BRACKETS:
        return token
    return type(token)(token.source_line, token.source_column, inner)


def _target(token: Node) -> str | None:
    """Return the address that a token names, or None if it names none."""
    if token.type in {"url", "string"}:
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        inner = [one for one in token.arguments if one.type not in {"whitespace", "comment"}]
        if len(inner) == 1 and inner[0].type == "string":
            return str(inner[0].value)
    return None


def _url(token: Node, address: str) -> Node:
    shown = address.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "")
    return ast.URLToken(token.source_line, token.source_column, address, f'url("{shown}")')


def _normal(name: str) -> str | None:
    """Return a relative name without "." and "..", or None if it leads out of its folder."""
    parts: list[str] = []
    for part in name.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
