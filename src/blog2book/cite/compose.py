"""What a note says: Chicago's order (CMOS 14), each part left out that is not known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import bidirectional

from blog2book.addresses import display, host
from blog2book.cite.styles import Style
from blog2book.cite.surnames import called
from blog2book.language.dates import direction, long_date, month_year, year
from blog2book.markup.breaks import address
from blog2book.markup.text import apart, escape, joined, plain, shorten
from blog2book.model.sources import Day, Source
from blog2book.model.xhtml import Xhtml

_LIMIT = 20
"""Signs of an address without a place to break: what a small phone has room for."""
_SHORT_TITLE = 48
_MAIN_TITLE = re.compile(r"(.{8,}?)(?::| [–—|-]) ")
_ENDS_ITSELF = ("?", "!", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How a note speaks: the theme's strings, and the book's language for dates and commas.

    `style` is a citation style in place of our own.
    """

    strings: Mapping[str, str]
    language: str
    style: Style | None = None


def full_text(source: Source, words: Words) -> Xhtml:
    """Return a source in full: author, “Title,” site, date, address, archived copy.

    A site that is only the host is left out where it would stand right before the address that
    begins with it, and any where its name is the title. Of a source without an address the note
    says that it is only named.
    """
    styled = _styled(source, words)
    if styled is not None:
        return styled
    shown_host = display(source.address).partition("/")[0]
    day = source.published
    parts = [escape(_date(day, words))] if day else []
    is_told = _is_same(source.site, source.title)
    if not is_told and (parts or not source.address or not shown_host.endswith(source.site)):
        parts.insert(0, _apart(site_name(source, words), words))
    found = address(source.address, _LIMIT) if source.address else escape(words.strings["unlinked"])
    parts.append(found)
    if source.archived:
        parts.append(_archived(source, words))
    said = [joined([_apart(source.author, words), escape(",")])] if source.author else []
    if source.title:
        said.append(_titled(source.title, ",", words))
    text = joined([*said, joined(parts, ", ")], " ")
    return text if plain(text).endswith(".") else joined([text, escape(".")])


def _styled(source: Source, words: Words) -> Xhtml | None:
    """Return a source as the citation style says it; None without one, and where that fails.

    No style has words for what is only named, nor for a copy behind the address.
    """
    if words.style is None or not source.address:
        return None
    copy = _archived(source, words) if source.archived else None
    text = words.style.text(source, address(source.address, _LIMIT), copy)
    return text if text is None or copy is None else _stopped(text)


def short_text(source: Source, words: Words) -> Xhtml:
    """Return a source in short, for a pointer to follow: surname or site, “Short Title”.

    A site whose own page it is has but its name.
    """
    name = called(source.author, words.language) or source.site or display(source.address)
    if not source.title or _is_same(name, source.title):
        return escape(name)
    return joined([escape(name), _quoted(_short(source.title), "", words)], ", ")


def listed_text(source: Source, words: Words) -> Xhtml:
    """Return what the list of sources says before the address: author. “Title.” Date.

    A part that is not known is left out; "" if none is.
    """
    day = source.published
    parts = [_stopped(_apart(source.author, words))] if source.author else []
    if source.title:
        parts.append(_titled(source.title, ".", words))
    if day:
        parts.append(_stopped(escape(_date(day, words))))
    if not source.address:
        parts.append(_stopped(escape(words.strings["unlinked_listed"])))
    return joined(parts, " ")


def listed_address(url: str) -> Xhtml:
    """Return an address as the list of sources prints it, "" for none."""
    return address(url, _LIMIT) if url else escape("")


def site_name(source: Source, words: Words) -> str:
    """Return the name of a site; that of a blog whose name does not say so is marked (CMOS 14)."""
    if source.is_blog:
        return words.strings["site_blog"].replace("{site}", source.site)
    return source.site


def _is_same(name: str, title: str) -> bool:
    """Say whether there is no name, or it is the title."""
    return not name or name.casefold() == title.casefold()


def _apart(name: str, words: Words) -> Xhtml:
    """Return a name or a title, set apart where it could draw what is beside it its own way."""
    foreign = any(bidirectional(sign) in {"R", "AL"} for sign in name)
    return apart(name) if foreign or direction(words.language) == "rtl" else escape(name)


def _stopped(text: Xhtml) -> Xhtml:
    """Return a text with a full stop, which one that ends in one ("3 марта 2016 г.") has."""
    return text if plain(text).endswith(".") else joined([text, escape(".")])


def _titled(title: str, stop: str, words: Words) -> Xhtml:
    """Return the title in quotation marks with what parts it from the rest.

    English puts the comma or full stop inside; none follows a question or an exclamation.
    """
    if title.endswith(_ENDS_ITSELF):
        return _quoted(title, "", words)
    if words.language.partition("-")[0] == "en":
        return _quoted(title, stop, words)
    return joined([_quoted(title, "", words), escape(stop)])


def _quoted(title: str, stop: str, words: Words) -> Xhtml:
    """Return a title in the language's quotation marks; marks inside it become single ones."""
    opening, closing = words.strings["quote_open"], words.strings["quote_close"]
    if opening == "“":
        title = re.sub(r'[“"]([^“”"]*)[”"]', r"‘\1’", title)
    return joined([escape(opening), _apart(title, words), escape(f"{stop}{closing}")])


def _short(title: str) -> str:
    """Return a title without its subtitle, and no longer than a line has room for."""
    match = _MAIN_TITLE.match(title)
    return shorten(match[1] if match else title, _SHORT_TITLE)


def _date(day: Day, words: Words) -> str:
    """Return the date of a source as far as it is known: a day, a month or a year."""
    if day.month is None:
        return year(day.year, words.language)
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
