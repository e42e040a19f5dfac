"""A theme: found, inherited, checked; it prints templates and gives styles, pictures and words."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jinja2.sandbox import unsafe

from blog2book import plugins, resources
from blog2book.config import THEME_PARTS, ThemeTable
from blog2book.errors import ThemeError
from blog2book.events import Report, ignore
from blog2book.model.rendition import Medium, Plate, Style
from blog2book.render import grid, plates, slips
from blog2book.render import strings as words
from blog2book.render.grid import Grid
from blog2book.render.manifest import (
    Manifest,
    Option,
    OptionType,
    Value,
    did_you_mean,
    read_manifest,
)
from blog2book.render.strings import Strings
from blog2book.render.styles import own_rules, pictures, sheet
from blog2book.render.templates import Layer, Templates

BASE = "base"
"""The theme on which all others rest."""

INHERITED = "folio"
"""What a folder inherits that does not say otherwise."""

_DEEPEST = 8
_GENERIC = {"mono": "monospace"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme with all that it inherits and what the user laid over it.

    `options` are their values; `fonts` the families by use (text, head, mono, fallback; headings
    are set as the text is if no theme says otherwise); `layers` the folders, the most specific
    first; `schema` tells the options' types, defaults and help; `chosen` are the names of the
    options that the user set.
    """

    name: str
    options: Mapping[str, Value]
    fonts: Mapping[str, str | tuple[str, ...]]
    layers: tuple[Path, ...]
    schema: Mapping[str, Option]
    chosen: frozenset[str]
    templates: Templates = field(repr=False, compare=False)
    report: Report = field(default=ignore, repr=False, compare=False)
    _kept: dict[str, Strings] = field(default_factory=dict, repr=False, compare=False)

    @unsafe
    def render(self, template: str, where: str, context: Mapping[str, object]) -> str:
        """Return what a template prints; `options` are the options' values in it.

        `where` says in words for what (a post, a document). Raises ThemeError with file and line
        for any fault of the template, also for one that does not end.
        """
        return self.templates.render(template, where, {"options": self.options, **context})

    @unsafe
    def blame(
        self, template: str, where: str, context: Mapping[str, object], fault: str
    ) -> ThemeError:
        """Return the error for markup that markup refused with the words `fault`.

        It names template, line and block of the element that is not closed; `context` is what the
        template was rendered with.
        """
        return self.templates.blame(template, where, {"options": self.options, **context}, fault)

    @unsafe
    def styles(
        self, medium: Medium, trim: str, values: Mapping[str, str] | None = None
    ) -> tuple[Style, ...]:
        """Return the style sheets of a medium.

        `values` are more CSS variables ("font-text": '"EB Garamond", serif'), named without
        "--b2b-"; they win over the theme's own fonts and defaults. Raises ThemeError with file and
        line for what is no CSS or reaches outside the theme's folder.
        """
        tokens = {name: _token(option, option.default) for name, option in self.schema.items()}
        chosen = {name: _token(self.schema[name], self.options[name]) for name in self.chosen}
        fonts = {f"font-{use}": _stack(self.fonts, use) for use in self.fonts if use != "fallback"}
        known = {**fonts, **tokens, **(values or {})}
        lines = self.lines(trim) if medium is Medium.PDF else None
        chosen = {**(lines.tokens() if lines else {}), **dict(sorted(chosen.items()))}
        return (sheet(self.layers, medium, trim, (known, chosen), self.report),)

    @unsafe
    def lines(self, trim: str) -> Grid | None:
        """Return the lines that follow the size of the text, if the user set one. ThemeError."""
        if grid.SIZE not in self.chosen or self.schema[grid.SIZE].type is not OptionType.LENGTH:
            return None
        rules = own_rules(self.layers, Medium.PDF, trim)
        return grid.scaled(rules, str(self.options[grid.SIZE]))

    @unsafe
    def files(self, medium: Medium) -> tuple[Plate, ...]:
        """Return the theme's pictures that its styles or templates name. Raises ThemeError."""
        shown = set(pictures(self.layers, medium))
        sources = self.templates.sources()
        shown |= {name for name in plates.names(self.layers) if any(name in one for one in sources)}
        return tuple(plates.plate(self.layers, name) for name in sorted(shown))

    def families(self, use: str) -> tuple[str, ...]:
        """Return the font families of a use ("text", "head", …), () if the theme names none."""
        return _listed(self.fonts.get(use, ()))

    @unsafe
    def folders(self, name: str) -> tuple[Path, ...]:
        """Return the folders of this name ("fonts") in the layers, the most specific first."""
        return tuple(one / name for one in self.layers if (one / name).is_dir())

    @unsafe
    def strings(self, language: str, report: Report | None = None) -> Strings:
        """Return the words of a language; what it lacks is English, which is reported once."""
        if language not in self._kept:
            told = self.report if report is None else report
            sources = self.templates.sources()
            self._kept[language] = words.load(self.layers, language, told, sources)
        return self._kept[language]


def load(table: ThemeTable, report: Report = ignore) -> Theme:
    """Return the theme that a user asks for.

    The chain is: the user's own folder (`table.overlay`, if it holds anything of a theme), then
    `table.folder` or the built-in `table.name`, then what that inherits, down to base. Raises
    ThemeError for an unknown name, option or value, for a folder that holds nothing of a theme, and
    for a theme.toml that is wrong.
    """
    for one in (table.folder, table.overlay):
        if one is not None and not os.access(one, os.R_OK | os.X_OK):
            raise ThemeError(f"there is no folder {one}, or it is closed to you")
    if table.folder is not None and not table.folder.is_dir():
        raise ThemeError(f"{table.folder} is no folder")
    known = _known(report)
    folder = table.folder if table.folder is not None else _named(table.name, known, "")
    chain = _chain(folder, known, named=table.folder is None)
    overlay = table.overlay
    own = [overlay] if overlay is not None else []
    slips.tell([*own, *(one for one, _manifest in chain)], report)
    if table.folder is not None and not _is_theme(table.folder):
        raise _no_theme(table.folder)
    if overlay is not None and _is_theme(overlay):
        chain = [(overlay, _over(overlay, chain)), *chain]
    schema: dict[str, Option] = {}
    fonts: dict[str, str | tuple[str, ...]] = {}
    for _folder, manifest in reversed(chain):
        schema.update(manifest.options)
        fonts.update(manifest.fonts)
    if "text" in fonts:
        fonts = {"head": fonts["text"], **fonts}
    values = _values(schema, table.vars)
    named = [Layer(name=manifest.name, folder=folder) for folder, manifest in chain]
    return Theme(
        name=next(layer.name for layer in named if layer.name),
        options={**{name: option.default for name, option in schema.items()}, **values},
        fonts=fonts,
        layers=tuple(folder for folder, _manifest in chain),
        schema=schema,
        chosen=frozenset(values),
        templates=Templates(named),
        report=report,
    )


def _is_theme(folder: Path) -> bool:
    return any((folder / part).exists() for part in THEME_PARTS)


def _no_theme(folder: Path) -> ThemeError:
    inner = folder / "theme"
    return ThemeError(
        f"{folder} is no theme: it holds none of {', '.join(THEME_PARTS)}",
        hint=f"Did you mean {inner}?" if inner.is_dir() else "Name a theme's own folder.",
    )


def _known(report: Report) -> Mapping[str, Path]:
    """Return the folders of all themes that have a name: plug-ins' ones, and ours, which win."""
    ours = {path.parent.name: path.parent for path in resources.themes().glob("*/theme.toml")}
    return {**plugins.themes(report), **ours}


def _named(name: str, known: Mapping[str, Path], asked_by: str) -> Path:
    if name not in known:
        raise ThemeError(
            f"{asked_by}there is no theme {name!r}",
            hint=did_you_mean(name, sorted(known)) or "A folder is given as a path, with a slash.",
        )
    return known[name]


def _chain(folder: Path, known: Mapping[str, Path], *, named: bool) -> list[tuple[Path, Manifest]]:
    """Return a theme's folder and those that it inherits, down to base."""
    chain: list[tuple[Path, Manifest]] = []
    default = BASE if named else INHERITED
    while True:
        manifest = read_manifest(folder, folder.name.lower())
        if any(manifest.name == other.name for _folder, other in chain):
            raise ThemeError(
                f"{chain[-1][0] / 'theme.toml'}: inherits a theme of the name {manifest.name!r}, "
                "which is in the chain already"
            )
        chain.append((folder, manifest))
        if manifest.name == BASE or len(chain) > _DEEPEST:
            return chain
        parent = manifest.inherit or default
        folder, default = _named(parent, known, f"{folder / 'theme.toml'}: inherit: "), BASE


def _over(overlay: Path, chain: Sequence[tuple[Path, Manifest]]) -> Manifest:
    """Return what the user's own folder says; it lies over the chosen theme and has no name."""
    manifest = read_manifest(overlay, "")
    names = [other.name for _folder, other in chain]
    if manifest.inherit and manifest.inherit not in names:
        raise ThemeError(
            f"{overlay / 'theme.toml'}: inherits {manifest.inherit!r}, but the book's theme is "
            f"{names[0]!r}",
            hint=f'Write name = "{manifest.inherit}" under [theme] in blog2book.toml.',
        )
    return replace(manifest, name="")


def _values(schema: Mapping[str, Option], given: Mapping[str, str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, text in given.items():
        if name not in schema:
            raise ThemeError(
                f"the theme has no option {name!r} ([theme.vars] or --var)",
                hint=did_you_mean(name, schema) or "The theme has no options.",
            )
        try:
            values[name] = schema[name].read(text)
            if name == grid.SIZE and schema[name].type is OptionType.LENGTH:
                grid.points(str(values[name]))
        except ValueError as error:
            raise ThemeError(f"option {name} ([theme.vars] or --var): {error}") from error
    return values


def _token(option: Option, value: Value) -> str:
    """Return an option's value as CSS."""
    if option.type is OptionType.BOOL:
        return str(int(value))
    if option.type in {OptionType.TEXT, OptionType.FONT}:
        return _quoted(str(value))
    return str(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _stack(fonts: Mapping[str, str | tuple[str, ...]], use: str) -> str:
    """Return the families of a use and those that stand in for what they lack, as CSS."""
    families = [*_listed(fonts[use]), *_listed(fonts.get("fallback", ()))]
    shown = [_quoted(family) for family in dict.fromkeys(families)]
    return ", ".join([*shown, _GENERIC.get(use, "serif")])


def _listed(families: str | tuple[str, ...]) -> tuple[str, ...]:
    return (families,) if isinstance(families, str) else families
