"""One page of a blog as a browser got it: parsed, with its elements found by class and role."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from string import punctuation
from typing import Any
from urllib.parse import quote, urljoin

from lxml import etree

from blog2book.addresses import is_external
from blog2book.markup.text import escape
from blog2book.readers.decode import decode

LARGEST = 16 * 1024**2
"""Bytes of one page; beyond that it is no page that anybody wrote."""

Element = etree._Element  # noqa: SLF001 - lxml's own name for it

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 8192
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,5}\)(\S{1,2000})\s*-->")
_ARTICLES = frozenset(
    {"BlogPosting", "Article", "NewsArticle", "SocialMediaPosting", "TechArticle"}
)
_MOST_NESTED = 30
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-orig-file")
_CANDIDATE = re.compile(r"(^\s*|,\s+)([^\s,]\S*)")
"""An address in a `srcset`, and what stands before it."""


class Page:
    """A page. `url` is where it stood on the web, as far as that is known, else ""."""

    def __init__(self, data: bytes, url: str = "") -> None:
        text = _decoded(data)
        parser = etree.HTMLParser(
            encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
        )
        source = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
        root = etree.fromstring(source, parser) if source.strip() else None
        self.root: Element = etree.Element("html") if root is None else root
        self.elements = [one for one in self.root.iter() if isinstance(one.tag, str)]
        saved = _SAVED_FROM.search(text[:_HEAD])
        self.url = url or self.canonical() or (saved[1] if saved else "")
        told = (base.get("href") or "" for base in self.root.iter("base"))
        self._base = next((one.strip() for one in told if one.strip()), "")

    def canonical(self) -> str:
        """Return the address that the page gives as its own, "" if it gives none."""
        for link in self.root.iter("link"):
            if "canonical" in (link.get("rel") or "").lower().split():
                return (link.get("href") or "").strip()
        return self.meta("og:url")

    def whole(self, address: str) -> str:
        """Return an address as a browser on this page asks for it; as it is if nobody can know."""
        try:
            url = urljoin(urljoin(self.url, self._base), address.strip())
        except ValueError:
            return address
        return quote(url, safe=punctuation) if is_external(url) else address

    def make_whole(self, picture: Element) -> None:
        """Make the addresses of an <img> whole."""
        for name in _SOURCES:
            if address := picture.get(name):
                picture.set(name, self.whole(address))
        if listed := picture.get("srcset"):
            whole = _CANDIDATE.sub(lambda one: one[1] + self.whole(one[2]), listed)
            picture.set("srcset", whole)

    def meta(self, *names: str) -> str:
        """Return the content of the first <meta> of one of these names or properties."""
        for meta in self.root.iter("meta"):
            if names and {meta.get("name"), meta.get("property"), meta.get("itemprop")} & {*names}:
                content = (meta.get("content") or "").strip()
                if content:
                    return content
        return ""

    def article(self) -> dict[str, Any]:
        """Return the one article that the page describes in JSON-LD, {} for none or several."""
        found = [one for data in self._data() for one in _articles(data)]
        return found[0] if len(found) == 1 else {}

    def _data(self) -> Iterator[object]:
        for script in self.root.iter("script"):
            if (script.get("type") or "").strip().lower() == "application/ld+json":
                try:
                    yield json.loads(script.text or "")
                except (ValueError, RecursionError):
                    continue


def _decoded(data: bytes) -> str:
    """Return the page's text, by what it says of its encoding, else by looking."""
    named = _CHARSET.search(data[:_HEAD])
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode(codecs.lookup(named[1].decode("ascii")).name)
        except (LookupError, UnicodeError):
            pass
    return decode(data).text


def _articles(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the articles in JSON-LD."""
    if depth > _MOST_NESTED:
        return
    if isinstance(data, list):
        for one in data:
            yield from _articles(one, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if _ARTICLES.intersection(name for name in names if isinstance(name, str)):
            yield data
        else:
            yield from _articles(data.get("@graph"), depth + 1)
            yield from _articles(data.get("mainEntity"), depth + 1)


def classes(element: Element) -> frozenset[str]:
    """Return the classes of an element, and its itemprops."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return frozenset(names.split())


def having(scope: Iterable[Element], names: Iterable[str]) -> list[Element]:
    """Return the elements that have one of the classes, in the order of the names."""
    found: dict[str, list[Element]] = {name: [] for name in names}
    for one in scope:
        for name in classes(one) & found.keys():
            found[name].append(one)
    return list(dict.fromkeys(one for some in found.values() for one in some))


def tags(scope: Iterable[Element], *names: str) -> list[Element]:
    """Return the elements with one of the tags, in their order."""
    return [one for one in scope if one.tag in names]


def within(element: Element) -> list[Element]:
    """Return an element's descendants."""
    return [one for one in element.iter() if one is not element and isinstance(one.tag, str)]


def text_of(element: Element) -> str:
    """Return the text of an element, blanks folded; of one that stands for a machine, its value."""
    value = element.get("content") if element.tag == "meta" else None
    return " ".join((value or "".join(map(str, element.itertext()))).split())


def inner(element: Element) -> str:
    """Return the HTML inside an element."""
    parts: list[str] = [escape(element.text or "")]
    parts += [etree.tostring(one, encoding="unicode", method="html") for one in element]
    return "".join(parts)
