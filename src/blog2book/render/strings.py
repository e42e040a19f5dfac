"""The words of a book in its language: strings/*.toml of every layer, with fallbacks."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from blog2book.errors import ThemeError
from blog2book.events import Notice, Report
from blog2book.render.manifest import did_you_mean, place_of, read_toml

LAST_RESORT = "en"
"""The language of a key for which the book's own language has no words."""


_NAMED = 5
"""How many of the words that a language lacks a Notice names."""


class Strings(Mapping[str, str]):
    """The words of one language: a mapping from key to text, and `text` which fills fields.

    `language` is the tag that was asked for; `places` say of a key in which file and line it is,
    `borrowed` are the keys whose words are English for want of the language's own.
    """

    __slots__ = ("_borrowed", "_places", "_words", "language")

    def __init__(
        self,
        language: str,
        words: Mapping[str, str],
        places: Mapping[str, str] | None = None,
        borrowed: Iterable[str] = (),
    ) -> None:
        self.language = language
        self._words = dict(words)
        self._places = dict(places or {})
        self._borrowed = frozenset(borrowed)

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def language_of(self, key: str) -> str:
        """Return the language in which the words of a key are written."""
        return LAST_RESORT if key in self._borrowed else self.language

    def text(self, key: str, **fields: object) -> str:
        """Return the words of a key, its `{fields}` filled in.

        Only names stand between braces (checked when the file was read), so that no attribute of
        a field can be reached. Raises ThemeError if key or field is not known.
        """
        if key not in self._words:
            raise ThemeError(f"no strings for {key!r}", hint=did_you_mean(key, self._words))
        parts: list[str] = []
        for literal, name, _spec, _conversion in string.Formatter().parse(self._words[key]):
            parts.append(literal)
            if name is not None:
                if name not in fields:
                    place = f"{self._places[key]}: " if key in self._places else ""
                    raise ThemeError(
                        f"{place}the words for {key!r} ask for {{{name}}}, which nobody gives",
                        hint=did_you_mean(name, fields),
                    )
                parts.append(str(fields[name]))
        return "".join(parts)


def fallbacks(language: str) -> tuple[str, ...]:
    """Return the tags to look for, nearest first: de-AT, de."""
    parts = language.split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))


@dataclass(frozen=True, slots=True)
class _Word:
    """A text and where it stands: file and line."""

    text: str
    place: str


def load(
    layers: Sequence[Path], language: str, report: Report, templates: Sequence[str] = ()
) -> Strings:
    """Return the words of a language from all layers (most specific first).

    A nearer language wins over a nearer layer. What the language lacks is English, and one Notice
    names the file to add. A key that neither the last layer has nor one of the texts of `templates`
    names is told too.
    """
    known = set(_words(layers[-1:], LAST_RESORT))
    english = _words(layers, LAST_RESORT)
    own: dict[str, _Word] = {}
    for tag in reversed(fallbacks(language)):
        own.update(_words(layers, tag))
    lacking = sorted(set(english) - set(own))
    if lacking:
        report(_missing(language, lacking, whole=not own))
    words = {**english, **own}
    for key in sorted(words.keys() - known):
        if not any(re.search(rf"\b{re.escape(key)}\b", text) for text in templates):
            report(_unknown(key, words[key].place, known))
    return Strings(
        language,
        {key: word.text for key, word in words.items()},
        {key: word.place for key, word in words.items()},
        lacking,
    )


def _unknown(key: str, place: str, known: Iterable[str]) -> Notice:
    near = get_close_matches(key, sorted(known), n=1)
    return Notice(
        code="strings-unknown",
        message=f"No book asks for the words {key!r}",
        where=place,
        hint=f"Did you mean {near[0]!r}?" if near else "themes/base/strings/en.toml has every key.",
    )


def _missing(language: str, lacking: Sequence[str], *, whole: bool) -> Notice:
    file = f"strings/{fallbacks(language)[-1]}.toml"
    named = ", ".join(lacking[:_NAMED])
    rest = len(lacking) - _NAMED
    told = f"{named} and {rest} more" if rest > 0 else named
    what = "no words" if whole else f"no words for {told}"
    return Notice(
        code="strings-missing",
        message=f"The theme has {what} in the language {language!r}; English ones are used",
        where=file,
        hint=f"Write {file} in a folder theme/ beside blog2book.toml (see docs/themes.md)",
    )


def _words(layers: Sequence[Path], tag: str) -> dict[str, _Word]:
    words: dict[str, _Word] = {}
    for layer in reversed(layers):
        path = _file(layer / "strings", tag)
        if path is not None:
            words.update(_read(path))
    return words


def _file(folder: Path, tag: str) -> Path | None:
    """Return the file of a tag whatever the case of its name, if it lies in the folder."""
    if not folder.is_dir():
        return None
    wanted = f"{tag}.toml".lower()
    for path in sorted(folder.iterdir()):
        if path.name.lower() == wanted and path.resolve().is_relative_to(folder.resolve()):
            return path
    return None


def _read(path: Path) -> dict[str, _Word]:
    table, text = read_toml(path)
    for key, value in table.items():
        if not isinstance(value, str):
            raise ThemeError(f"{place_of(path, text, key)}: {key} must be a text")
        fault = _fault(value)
        if fault:
            raise ThemeError(
                f"{place_of(path, text, key)}: {key}: {fault}",
                hint="Only names stand between braces, as in {month}; a brace itself is {{ or }}.",
            )
    return {key: _Word(str(value), place_of(path, text, key)) for key, value in table.items()}


def _fault(value: str) -> str:
    """Say what is wrong with the fields of a text, or nothing."""
    try:
        for _literal, name, spec, conversion in string.Formatter().parse(value):
            if name is not None and (not name.isidentifier() or spec or conversion):
                return f"{{{name}}} is not allowed"
    except ValueError as error:
        return str(error)
    return ""
