"""Names under which a text may speak of a publisher, and where they stand in it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from blog2book.model.words import UNSPACED

_SIGN = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(rf"[^\W{UNSPACED}]+")
"""A word, where spaces part words; of other scripts each name is looked for as it is."""
_ARTICLE = re.compile(r"(?:The|Der|Die|Das) (?=\w)")
NOUNS = ("Der ", "Die ", "Das ")
_THE = "The "
STRAIGHT = str.maketrans("’", "'")
"""Makes apostrophes straight; each sign keeps its place."""


class Kind(StrEnum):
    """How much a sentence must say so that a name is a source.

    `PRESS`: nothing else is called so. `ARTICLE`: only behind an article ("the Guardian").
    `WORD`: it is also a word or a person ("Time"). `NOUN`: the word is written alike, and as often
    ("Zeit", "the Atlantic"). `BODY`: an office or a society, which does more than publish.
    `MERGED`: without the article, which French merges with the word before ("du Monde"). `ALIKE`:
    its article begins a sentence, and the two are also a thing or a person ("The Independent").
    """

    PRESS = "press"
    ARTICLE = "article"
    WORD = "word"
    NOUN = "noun"
    BODY = "body"
    MERGED = "merged"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a text may say (`text`, with straight apostrophes) for a publisher's `site` name.

    `alike`: it is of kind `ALIKE` where it begins a sentence.
    """

    text: str
    site: str
    kind: Kind
    alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in a text: it stands from `start` to `end`."""

    name: Name
    start: int
    end: int


class Names:
    """Known names by their first word."""

    def __init__(self, known: Iterable[Name]) -> None:
        """Of two meanings of one name the first is taken."""
        by_text: dict[str, Name] = {}
        for one in known:
            by_text.setdefault(one.text, one)
        self._by_word: dict[str, list[Name]] = {}
        self._unspaced: dict[str, Name] = {}
        for one in sorted(by_text.values(), key=lambda one: (-len(one.text), one.text)):
            if _SIGN.search(one.text):
                self._unspaced[one.text] = one
            elif first := _WORD.match(one.text):
                self._by_word.setdefault(first[0], []).append(one)
        self._signs = re.compile("|".join(map(re.escape, self._unspaced)) or "(?!)")

    def may_stand(self, text: str) -> bool:
        """Say quickly whether a text or markup may hold a name."""
        known = not self._by_word.keys().isdisjoint(_WORD.findall(text))
        return known or self._signs.search(text) is not None

    def found(self, text: str) -> Iterator[Named]:
        """Yield the names in a plain text, in order; where two begin the longer."""
        text = text.translate(STRAIGHT)
        end = 0
        for one in sorted(self._all(text), key=lambda one: (one.start, -one.end)):
            if one.start >= end:
                end = one.end
                yield one

    def begins(self, text: str) -> bool:
        """Say whether a text begins with a name."""
        return next((one.start == 0 for one in self.found(text)), False)

    def _all(self, text: str) -> Iterator[Named]:
        """Yield the names in a text, of those that begin at one place the longest of a kind."""
        for sign in self._signs.finditer(text):
            yield Named(name=self._unspaced[sign[0]], start=sign.start(), end=sign.end())
        for word in _WORD.finditer(text):
            for one in self._by_word.get(word[0], ()):
                behind = word.start() + len(one.text)
                if text.startswith(one.text, word.start()) and not _goes_on(text, behind):
                    yield Named(name=one, start=word.start(), end=behind)
                    break


def _goes_on(text: str, at: int) -> bool:
    """Say whether a word goes on at a place of a text."""
    return text[at - 1].isalnum() and text[at : at + 1].isalnum() and not _SIGN.match(text, at)


def known(own: Mapping[str, str], sites: Mapping[str, str]) -> Names:
    """Return the names that blog2book brings along, and over them those of the user's sites.

    `own` and `sites` are the gazetteer's, by host: a publisher is called as the user calls it.
    """
    called = {sites[host]: name for host, name in own.items() if host in sites}
    shipped = (replace(one, site=called.get(one.site, one.site)) for one in _shipped())
    return Names([*(name for site in own.values() for name in _named(site, Kind.PRESS)), *shipped])


def press() -> frozenset[str]:
    """Return all names that blog2book brings along, as texts write them."""
    return frozenset(name for one in _shipped() for name in (one.text, one.site))


@cache
def _shipped() -> tuple[Name, ...]:
    """Return the names of press.toml."""
    table = tomllib.loads(Path(__file__).with_name("press.toml").read_text(encoding="utf-8"))
    kinds = {"press": Kind.PRESS, "words": Kind.WORD, "nouns": Kind.NOUN, "bodies": Kind.BODY}
    sites = {site: kind for key, kind in kinds.items() for site in table[key]}
    others = (
        Name(
            text=text.translate(STRAIGHT),
            site=site,
            kind=Kind.BODY if site in table["bodies"] else Kind.PRESS,
        )
        for text, site in table["also"].items()
    )
    alike = frozenset(table["alike"])
    listed = (
        replace(name, alike=site in alike)
        for site, kind in sites.items()
        for name in _named(site, kind)
        if site not in alike or name.kind is not Kind.MERGED
    )
    return (*others, *listed)


def _named(site: str, kind: Kind) -> Iterator[Name]:
    """Yield a site's name as texts write it: with its article, without, or behind one."""
    text = site.translate(STRAIGHT)
    bare = _ARTICLE.sub("", text, count=1)
    single = " " not in bare
    if site.startswith(("Le ", "Les ")):
        yield Name(text=text.partition(" ")[2], site=site, kind=Kind.MERGED)
    if bare == text or not text.startswith(_THE):
        yield Name(text=text, site=site, kind=kind)
    if bare != text and text.startswith(NOUNS):
        yield Name(text=bare, site=site, kind=Kind.NOUN if single else kind)
    elif bare != text:
        behind = Kind.ARTICLE if single and kind is Kind.PRESS else kind
        yield Name(text=bare, site=site, kind=behind)
