"""The style sheet of a book: the layers' files in order, with the variables of the options.

Order: the options' defaults, the least specific layer first; then what the user set; then
user.css, whose declarations are all marked important, so that one rule there is enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from blog2book.events import Report
from blog2book.model.rendition import Medium, Style
from blog2book.render import css, variables
from blog2book.render.css import Declaration, Rule

NAME = "css/book.css"
PREFIX = "--b2b-"
"""What the name of each variable begins with."""


def sheet(
    layers: Sequence[Path],
    medium: Medium,
    trim: str,
    tokens: tuple[Mapping[str, str], Mapping[str, str]],
    report: Report,
) -> Style:
    """Return the style sheet of a medium.

    `layers` are folders, the most specific first; `tokens` are the values of variables (without
    "--b2b-") as the theme sets them, and those that the user set. For EPUB no variable is left and
    nothing that readers refuse; each thing that is left out is reported. Raises ThemeError.
    """
    users: list[Rule] = []
    for folder in reversed(layers):
        if (folder / "user.css").is_file():
            read = css.Reader(folder, layers).read(folder / "user.css")
            users.extend(_important(one) for one in read)
    own = own_rules(layers, medium, trim)
    rules = [_root(layers, tokens[0]), *own, _root(layers, tokens[1]), *users]
    variables.check(rules)
    if medium is Medium.EPUB:
        rules = variables.resolved(rules, report)
    rules.sort(key=lambda rule: rule.keyword != "namespace")
    written = [piece for rule in rules if rule.body != () for piece in css.pieces(rule)]
    return Style(
        name=NAME,
        text="".join(text for text, _place in written),
        places=tuple(str(place) for text, place in written for _line in range(text.count("\n"))),
    )


def own_rules(layers: Sequence[Path], medium: Medium, trim: str) -> list[Rule]:
    """Return the rules of the layers' style sheets, the least specific layer first."""
    rules: list[Rule] = []
    for folder in reversed(layers):
        reader = css.Reader(folder, layers)
        for file in _files(folder, medium, f"print-{trim}.css"):
            rules.extend(reader.read(file))
    return rules


def pictures(layers: Sequence[Path], medium: Medium) -> frozenset[str]:
    """Return the names of the theme's pictures that its style sheets show, for any trim."""
    seen: set[str] = set()
    for folder in layers:
        reader = css.Reader(folder, layers, seen.add)
        for file in [*_files(folder, medium, "print-*.css"), *folder.glob("user.css")]:
            reader.read(file)
    return frozenset(seen)


def _files(folder: Path, medium: Medium, trims: str) -> Iterator[Path]:
    patterns = ["common.css", "epub.css"] if medium is Medium.EPUB else ["common.css", "print.css"]
    if medium is Medium.PDF:
        patterns.append(trims)
    for pattern in patterns:
        yield from sorted((folder / "css").glob(pattern))


def _root(layers: Sequence[Path], tokens: Mapping[str, str]) -> Rule:
    place = css.Place(layers[0] / "theme.toml", 1)
    body = (
        Declaration(place, f"{PREFIX}{name}", css.value(text), important=False)
        for name, text in tokens.items()
    )
    return Rule(place, "", ":root", tuple(body))


def _important(rule: Rule, *, inside_page: bool = False) -> Rule:
    """Return a rule of user.css whose declarations win over the theme's."""
    plain = inside_page or rule.keyword in variables.DESCRIPTORS
    if rule.body is None:
        return rule
    return replace(
        rule,
        body=tuple(
            _important(one, inside_page=plain)
            if isinstance(one, Rule)
            else replace(one, important=one.important or not plain)
            for one in rule.body
        ),
    )
