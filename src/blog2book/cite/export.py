"""The ledger for other programs: a table (CSV), Zotero and its kin (CSL-JSON), and BibLaTeX."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from blog2book.cite import csl
from blog2book.cite.number import digest_of
from blog2book.cite.surnames import parted
from blog2book.markup.text import opening
from blog2book.model.book import Book, Entry
from blog2book.model.checked import Checked
from blog2book.model.sources import Ledger, Listed, Source

SUFFIXES = (".csv", ".json", ".bib")
COLUMNS = (
    "publisher",
    "site",
    "author",
    "title",
    "date",
    "address",
    "archived",
    "state",
    "checked",
    "posts",
    "post_keys",
    "author_from",
    "title_from",
    "date_from",
    "site_from",
)

_OPENING = 40
"""Signs of a post's first words, where it has no title."""
_DIGITS = 6
_STEERS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula, if it begins so (OWASP, CSV injection)."""
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}  # all readers count braces
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_"}
_TEX_SIGN = re.compile(r"[\\~^&%$#_{}]")
_URL_SAFE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '{}\\"<>|^`')


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A source with its publisher's name and the posts that cite it, each once, in order.

    `checked` says what became of its page, if that was asked.
    """

    source: Source
    publisher: str
    posts: tuple[Entry, ...]
    checked: Checked | None = None


def records(book: Book, ledger: Ledger) -> tuple[Record, ...]:
    """Return all sources in the order of the list of sources.

    What posts only name stands post by post.
    """
    entries = {entry.id: entry for entry in book.entries}
    by_key = {source.key: source for source in ledger.sources}
    made: list[Record] = []
    for publisher in ledger.publishers:
        for listed in publisher.listed:
            for key, ids in _cited(listed).items():
                made.append(
                    Record(
                        source=by_key[key],
                        publisher=publisher.name,
                        posts=tuple(entries[one] for one in ids),
                        checked=ledger.checked.get(key),
                    )
                )
    return tuple(made)


def _cited(listed: Listed) -> Mapping[str, Mapping[str, None]]:
    """Return the ids of the posts by the key of the source that they cite."""
    found: dict[str, dict[str, None]] = {}
    for one in listed.citations:
        found.setdefault(one.source, {})[one.entry] = None
    return found


def named(entry: Entry) -> str:
    """Return what a post is called for people: its title, else its first words."""
    return entry.post.title or opening(entry.post.body, _OPENING) or "Untitled"


def exported(suffix: str, found: Sequence[Record], language: str) -> bytes:
    """Return the records as a file with this suffix of SUFFIXES holds them.

    `language` is the book's.
    """
    if suffix == ".csv":
        return as_csv(found)
    return {".json": as_csl, ".bib": as_bib}[suffix](found, language)


def as_csv(found: Iterable[Record]) -> bytes:
    """Return a table with a row a source (RFC 4180), in UTF-8 with the mark that Excel wants."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in found:
        writer.writerow(map(_cell, _row(one)))
    return text.getvalue().encode("utf-8-sig", "replace")


def _row(one: Record) -> tuple[str, ...]:
    source = one.source
    return (
        one.publisher,
        source.site,
        source.author,
        source.title,
        source.published.iso if source.published else "",
        source.address,
        source.archived,
        one.checked.state if one.checked else "",
        one.checked.day if one.checked else "",
        " | ".join(map(named, one.posts)),
        " | ".join(entry.post.key for entry in one.posts),
        source.author_from,
        source.title_from,
        source.published_from,
        source.site_from,
    )


def _cell(text: str) -> str:
    """Return a text that no spreadsheet reckons with."""
    return f"'{text}" if text.startswith(_STEERS) else text


def as_csl(found: Sequence[Record], language: str) -> bytes:
    """Return the records in CSL-JSON 1.0, as Zotero, pandoc and citeproc read it."""
    ids = _ids(found)
    items = [
        {"id": name, **csl.item(one.source, language), "note": f"Cited in: {_posts(one)}"}
        for name, one in zip(ids, found, strict=True)
    ]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _posts(one: Record) -> str:
    return "; ".join(f"{named(entry)} [{entry.post.key}]" for entry in one.posts)


def as_bib(found: Sequence[Record], language: str) -> bytes:
    """Return the records for BibLaTeX, in UTF-8: @online, and @misc where there is no address."""
    entries = (_bib(name, one, language) for name, one in zip(_ids(found), found, strict=True))
    return "\n".join(entries).encode("utf-8", "replace")


def _bib(name: str, one: Record, language: str) -> str:
    source, copy = one.source, quote(one.source.archived, safe=_URL_SAFE)
    author = parted(source.author, language) or ((source.author,) if source.author else ())
    fields = {
        "author": ", ".join(f"{{{_tex(part)}}}" for part in author),
        "title": _tex(source.title),
        "organization": _tex(source.site),
        "date": source.published.iso if source.published else "",
        "url": quote(source.address, safe=_URL_SAFE),
        "note": rf"Archived at \url{{{copy}}}" if copy else "",
        "annotation": _tex(f"Cited in: {_posts(one)}"),
    }
    lines = [f"  {field} = {{{value}}},\n" for field, value in fields.items() if value]
    return f"@{'online' if source.address else 'misc'}{{{name},\n{''.join(lines)}}}\n"


def _tex(text: str) -> str:
    """Return a text in one line in which no sign means anything to TeX."""
    return _TEX_SIGN.sub(lambda sign: _TEX[sign[0]], " ".join(text.split()))


def _ids(found: Iterable[Record]) -> list[str]:
    """Return a name of each record that no other has: its site, its year, its key's digest.

    No record that comes or goes changes it.
    """
    names: dict[str, None] = {}
    for one in found:
        digest, length = digest_of(one.source.key), _DIGITS
        year = str(one.source.published.year) if one.source.published else ""
        plain = unicodedata.normalize("NFKD", one.source.site).encode("ascii", "ignore").decode()
        start = re.sub(r"[^a-z0-9]+", "", plain.lower())[:20] or "source"
        while f"{start}{year}-{digest[:length]}" in names:
            length += 1
        names[f"{start}{year}-{digest[:length]}"] = None
    return [*names]
