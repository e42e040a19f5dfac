"""Templates of a theme's layers: found, printed under a budget, and blamed with file and line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from traceback import walk_tb
from typing import Final

from jinja2 import BaseLoader
from jinja2.environment import Environment
from jinja2.exceptions import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from blog2book.errors import ThemeError
from blog2book.markup import template as markup_template
from blog2book.markup.template import MarkupError
from blog2book.model.xhtml import Xhtml
from blog2book.render.budget import Limits, Purse, spending
from blog2book.render.manifest import did_you_mean, read_text
from blog2book.render.meter import CLOSE, OPEN, Spot
from blog2book.render.sandbox import ITSELF, Sandbox

_FAULTS: Final = (
    TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What a broken template can raise. RecursionError is a RuntimeError."""

_PART = re.compile(r"[\w-][\w.-]*")
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip


def ready(xhtml: Xhtml) -> Markup:
    """Return markup that a template prints as it is. Everything else it prints is escaped."""
    return Markup(xhtml)  # noqa: S704 - an Xhtml is clean by promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One folder of a theme.

    `name` is what stands before a template's name to mean this layer and those below it
    ("folio/post.html"); "" for the user's own folder over a theme.
    """

    name: str
    folder: Path


class LayerLoader(BaseLoader):
    """Finds templates in the layers, the most specific first, and nowhere else."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """Return text and file of a template. Raises TemplateNotFound."""
        del environment
        path = self.find(template)
        if path is None:
            raise TemplateNotFound(template)
        return read_text(path), str(path), None

    def find(self, template: str) -> Path | None:
        """Return the file of a template, or None."""
        layers, parts = self._layers, template.split("/")
        for place, layer in enumerate(self._layers):
            if layer.name and len(parts) > 1 and parts[0] == layer.name:
                layers, parts = self._layers[place:], parts[1:]
                break
        if not all(_PART.fullmatch(part) for part in parts):
            return None
        for layer in layers:
            folder = layer.folder / "templates"
            path = folder.joinpath(*parts)
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path
        return None

    def below(self, file: str, template: str) -> str:
        """Return the name by which the template `file` extends the next of that name, or ""."""
        wanted = (template, template.partition("/")[2])
        places = [Path(file).is_relative_to(layer.folder) for layer in self._layers]
        under = self._layers[places.index(True) + 1 :] if True in places else self._layers
        names = [f"{layer.name}/{name}" for name in wanted for layer in under if layer.name]
        return next((name for name in names if self.find(name)), "")

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        names: set[str] = set()
        for layer in self._layers:
            folder = layer.folder / "templates"
            names |= {one.relative_to(folder).as_posix() for one in folder.rglob("*.*")}
        return sorted(names)


class Templates:
    """The templates of a theme."""

    def __init__(self, layers: Sequence[Layer], limits: Limits | None = None) -> None:
        self._purse = Purse(limits or Limits())
        self._layers = tuple(layers)
        self._loader = LayerLoader(layers)
        self._sandbox = Sandbox(self._loader)

    def names(self) -> tuple[str, ...]:
        """Return the names of all templates, without those of layers before them."""
        return tuple(self._loader.list_templates())

    def sources(self, suffix: str = "") -> tuple[str, ...]:
        """Return the text of each template of each layer whose name ends in `suffix`."""
        return tuple(
            read_text(path)
            for layer in self._layers
            for path in sorted((layer.folder / "templates").rglob("*.*"))
            if path.is_file() and path.name.endswith(suffix)
        )

    def render(self, template: str, where: str, context: Mapping[str, object]) -> str:
        """Return what a template prints.

        `where` says in words for what (a post, a document). Raises ThemeError with file and line.
        """
        return self._print(self._sandbox, template, where, context)

    def blame(
        self, template: str, where: str, context: Mapping[str, object], fault: str
    ) -> ThemeError:
        """Return the error for markup that was refused: with template, line and block.

        The template prints once more, with marks that lead back from each tag to where it stands.
        Blamed is what does not close, else the first tag of which the parser says `fault` too;
        where it is none's, the error names no line.
        """
        spots: list[Spot] = []
        printed = self._print(Sandbox(self._loader, spots), template, where, context)
        scan = _Balance()
        scan.feed(printed)
        scan.close()
        message, mark = scan.fault()
        hint = "Close each element in the block that opens it." if mark else ""
        if not message:
            message, mark = fault, scan.first_with(fault)
        if mark is None:
            return ThemeError(f"{self._loader.find(template)}: {message} (in {where})")
        spot = spots[mark.number]
        block = f", block {spot.block}" if spot.block else ""
        line = spot.line + mark.lines if spot.literal else spot.line
        return ThemeError(f"{spot.file}, line {line}{block}: {message} (in {where})", hint=hint)

    def _print(
        self, sandbox: Sandbox, template: str, where: str, context: Mapping[str, object]
    ) -> str:
        with spending(self._purse):
            try:
                return sandbox.get_template(template).render(context)
            except _FAULTS as error:
                raise self._theme_error(error, template, where, context) from error

    def _theme_error(
        self, error: Exception, template: str, where: str, context: Mapping[str, object]
    ) -> ThemeError:
        place, message, hint = self._place(error, template), str(error), ""
        if isinstance(error, TemplateNotFound):
            message = f"there is no template {error.message!r}"
            hint = self._below(place.rpartition(", line ")[0], str(error.message)) or did_you_mean(
                str(error.message), self.names()
            )
        elif isinstance(error, UndefinedError):
            unknown = re.fullmatch(r"'(\w+)' is undefined", message)
            hint = did_you_mean(unknown[1], context) if unknown else ""
        elif isinstance(error, TemplateSyntaxError):
            message = error.message or ""
            if message == ITSELF:
                hint = self._below(str(error.filename), str(error.name))
        elif isinstance(error, SyntaxError):
            message = "loops, conditions and blocks are nested too deep"
        elif isinstance(error, RecursionError):
            message = "it is nested too deep, or templates call one another without end"
        elif not isinstance(error, TemplateError):
            message = f"this cannot be worked out: {message}"
        message, _, told = message.partition("\n")
        return ThemeError(f"{place}: {message} (in {where})", hint=hint or told)

    def _below(self, file: str, name: str) -> str:
        below = self._loader.below(file, name)
        return f"Write {below!r}: the template of that name below this one." if below else ""

    def _place(self, error: Exception, template: str) -> str:
        """Return "file, line n": where a template was when an error came up."""
        if isinstance(error, TemplateSyntaxError):
            return f"{error.filename or error.name or template}, line {error.lineno}"
        folders = tuple(str(layer.folder / "templates") for layer in self._layers)
        place = str(self._loader.find(template) or template)
        for frame, line in walk_tb(error.__traceback__):
            if frame.f_code.co_filename.startswith(folders):
                place = f"{frame.f_code.co_filename}, line {line}"
        return place


@dataclass(frozen=True, slots=True)
class _Mark:
    """The number of a spot, and how many lines were printed since."""

    number: int
    lines: int


class _Balance(HTMLParser):
    """Reads tags and finds the first that is not closed, or closes nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, _Mark | None]] = []
        self._mark: _Mark | None = None
        self._fault: tuple[str, _Mark | None] | None = None
        self._tags: dict[str, _Mark | None] = {}

    def fault(self) -> tuple[str, _Mark | None]:
        """Return what is wrong, and where; "" if every element is closed."""
        if self._fault is None and self._open:
            tag, mark = self._open[-1]
            return f"<{tag}> is never closed", mark
        return self._fault or ("", None)

    def first_with(self, fault: str) -> _Mark | None:
        """Return where the first tag stands that is refused with these words; None if none is."""
        return next((mark for tag, mark in self._tags.items() if _refusal(tag) == fault), None)

    def handle_data(self, data: str) -> None:
        self._pass(data)

    def handle_comment(self, data: str) -> None:
        self._pass(data)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs
        self._start()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        tag = _MARK.sub("", tag)
        if tag not in _VOID:
            self._open.append((tag, self._mark))
        self._start()

    def handle_endtag(self, tag: str) -> None:
        tag, unfinished, _ = _MARK.sub("", tag).partition("<")
        if self._fault is not None or tag in _VOID:
            return
        if unfinished:
            self._fault = (f"the end tag </{tag} has no >", self._mark)
        elif self._open and self._open[-1][0] == tag:
            self._open.pop()
        elif any(one == tag for one, _mark in self._open):
            name, mark = self._open[-1]
            self._fault = (f"<{name}> is not closed before </{tag}>", mark)
        else:
            self._fault = (f"</{tag}> closes nothing", self._mark)

    def _start(self) -> None:
        text = self.get_starttag_text() or ""
        self._tags.setdefault(_MARK.sub("", text), self._mark)
        self._pass(text)

    def _pass(self, text: str) -> None:
        """Go on to the last mark in a text, and count its lines."""
        marks = list(_MARK.finditer(text))
        if marks:
            self._mark = _Mark(int(marks[-1][1]), 0)
            text = text[marks[-1].end() :]
        if self._mark is not None:
            self._mark = _Mark(self._mark.number, self._mark.lines + text.count("\n"))


def _refusal(tag: str) -> str:
    """Return why a start tag would be refused if it stood alone, "" if it would not."""
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
    empty = tag.endswith("/>") or name.lower() in _VOID
    try:
        markup_template.fragment(tag if empty else f"{tag}</{name}>")
    except MarkupError as error:
        return error.message
    return ""
