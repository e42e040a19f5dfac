"""What a note says: Chicago's order (CMOS 14), each part left out that is not known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from blog2book.addresses import display, host
from blog2book.cite.dates import Day
from blog2book.language.dates import direction, long_date, month_year
from blog2book.markup.breaks import address
from blog2book.markup.text import apart, escape, joined, plain, shorten
from blog2book.model.sources import Source
from blog2book.model.xhtml import Xhtml

_LIMIT = 20
"""Signs of an address without a place to break: what a small phone has room for."""
_SHORT_TITLE = 48
_MAIN_TITLE = re.compile(r"(.{8,}?)(?::| [–—|-]) ")
_ENDS_ITSELF = ("?", "!", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How a note speaks: the theme's strings, and the book's language for dates and commas."""

    strings: Mapping[str, str]
    language: str


def full_text(source: Source, day: Day | None, words: Words) -> Xhtml:
    """Return a source in full: “Title,” site, date, address, archived copy.

    `day` is the date that the address tells. A site that is only the host is left out where it
    would stand right before the address that begins with it.
    """
    shown_host = display(source.address).partition("/")[0]
    parts = [escape(_date(day, words))] if day else []
    if source.site and (parts or not shown_host.endswith(source.site)):
        parts.insert(0, _apart(source.site, words))
    parts.append(address(source.address, _LIMIT))
    if source.archived:
        parts.append(_archived(source, words))
    text = joined([_titled(source.title, words), joined(parts, ", ")])
    return text if plain(text).endswith(".") else joined([text, escape(".")])


def _apart(site: str, words: Words) -> Xhtml:
    """Return the name of a site; from right to left a Latin one would draw the date's day to it."""
    return apart(site) if direction(words.language) == "rtl" else escape(site)


def short_text(source: Source, words: Words) -> Xhtml:
    """Return a source in short, for a pointer to follow: site, “Short Title”."""
    name = escape(source.site or display(source.address))
    if not source.title:
        return name
    return joined([name, _quoted(_short(source.title), "", words)], ", ")


def _titled(title: str, words: Words) -> Xhtml:
    """Return the title in quotation marks with what parts it from the rest, "" for none.

    English puts the comma inside the marks; it has none after a question or an exclamation.
    """
    if not title:
        return escape("")
    if title.endswith(_ENDS_ITSELF):
        return joined([_quoted(title, "", words), escape(" ")])
    if words.language.partition("-")[0] == "en":
        return joined([_quoted(title, ",", words), escape(" ")])
    return joined([_quoted(title, "", words), escape(", ")])


def _quoted(title: str, comma: str, words: Words) -> Xhtml:
    """Return a title in the language's quotation marks; marks inside it become single ones."""
    opening, closing = words.strings["quote_open"], words.strings["quote_close"]
    if opening == "“":
        title = re.sub(r'[“"]([^“”"]*)[”"]', r"‘\1’", title)
    return escape(f"{opening}{title}{comma}{closing}")


def _short(title: str) -> str:
    """Return a title without its subtitle, and no longer than a line has room for."""
    match = _MAIN_TITLE.match(title)
    return shorten(match[1] if match else title, _SHORT_TITLE)


def _date(day: Day, words: Words) -> str:
    """Return the date that an address tells: a day, or only a month."""
    if day.day is None:
        return month_year(day.year, day.month, words.language)
    return long_date(date(day.year, day.month, day.day), words.language)


def _archived(source: Source, words: Words) -> Xhtml:
    """Return where an archived copy stands.

    In words if it is the Wayback Machine's and its day is known, else by its address.
    """
    day = source.archived_on
    if day is None or not host(source.archived).endswith("archive.org"):
        return address(source.archived, _LIMIT)
    return escape(words.strings["archived"].replace("{date}", long_date(day, words.language)))
