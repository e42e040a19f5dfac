"""The ledger of a book: its sources, and the notes of its chapters."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urldefrag, urlsplit

from blog2book.addresses import (
    clean,
    display,
    is_external,
    same_text,
    site,
    unwrap_archive,
)
from blog2book.cite.addresses_of_works import first_door, key_of
from blog2book.cite.compose import Words, full_text, short_text
from blog2book.cite.dates import day_in
from blog2book.cite.find import Found, found, own_places
from blog2book.cite.listing import publishers
from blog2book.cite.mentions import Unlinked, source_of
from blog2book.cite.number import as_read, called, citation, note_ids, telling
from blog2book.cite.own import titling, with_own
from blog2book.cite.sources_file import SourcesFile, load
from blog2book.cite.styles import load as load_style
from blog2book.cite.titles import reads_like_title, title_of
from blog2book.config import LinksTable, NotesTable
from blog2book.events import Report, StageAdvanced, StageStarted
from blog2book.markup.text import escape
from blog2book.model.book import Book, Entry, Fate
from blog2book.model.checked import Checked, State
from blog2book.model.sources import Ledger, Note, Source

_WAYBACK = "https://web.archive.org/web"
"""Followed by a day and an address it leads to the copy nearest to that day."""


def cite(
    book: Book,
    strings: Mapping[str, str],
    report: Report,
    user: SourcesFile | None = None,
    notes: NotesTable | None = None,
    policy: LinksTable | None = None,
    checked: Mapping[str, Checked] | None = None,
) -> Ledger:
    """Return the sources that posts and their comments cite, and the notes that say so.

    Notes are numbered by chapter, or by post where they stand with it, under its id; those of a
    static page under its `page_name`.
    `strings` are the theme's words in the book's language: quote_open, quote_close, archived (with
    {date}), site_blog (with {site}), unlinked and unlinked_listed. `user` is what
    a sources.toml says, `notes` and `policy` what the settings do; `checked` says by the keys of
    sources what became of their pages. What a note says depends on nothing behind its chapter.
    """
    notes = notes or NotesTable()
    mentions = notes.mentions
    external = (policy or LinksTable()).external
    user = (load(None) if user is None else user).led(_leads(book))
    places = _places(book, notes.place)
    report(StageStarted(stage="notes", total=len(places)))
    own = own_places(book)
    unlinked = Unlinked(book, user, mentions, report)
    by_chapter: list[tuple[str, list[Found]]] = []
    for number, (chapter, entries) in enumerate(places, start=1):
        by_chapter.append((chapter, [*_cited(entries, own, user, unlinked, external)]))
        report(StageAdvanced(stage="notes", done=number))
    groups = _by_source(
        (chapter, [one for one in links if not one.is_own]) for chapter, links in by_chapter
    )
    checked = checked or {}
    days = _days(book) if notes.archived_links else {}
    tell = partial(_source, user=user, days=days, checked=checked, doors=_doors(groups))
    sources = {key: tell(links) for key, links in groups.items()}
    decided = {*user.mentions} if mentions == "off" else unlinked.decided
    for notice in user.unmatched(_addresses(groups, user), decided | _of_others(book, user)):
        report(notice)
    words = Words(
        strings=strings, language=book.language, style=load_style(notes.style, book.language)
    )
    return Ledger(
        sources=tuple(sources.values()),
        notes=tuple(_notes(by_chapter, tell, words, each=notes.place == "page")),
        publishers=publishers([(sources[key], links) for key, links in groups.items()], words),
        mentions=tuple(unlinked.all),
        checked={key: checked[key] for key in sources if key in checked},
    )


def _leads(book: Book) -> Mapping[str, str]:
    """Return the key of the post that leads for that of each post which goes on in it."""
    return {key: entry.post.key for entry in book.entries for key in entry.merged_keys}


def _places(book: Book, place: str) -> list[tuple[str, Sequence[Entry]]]:
    """Return where notes are numbered anew, in the book's order: chapters, then static pages."""
    places: list[tuple[str, Sequence[Entry]]] = [
        (chapter.id, chapter.entries) for chapter in book.chapters
    ]
    if place == "post":
        places = [(one.id, (one,)) for chapter in book.chapters for one in chapter.entries]
    places.extend((entry.page_name, (entry,)) for entry in book.pages)
    return places


def _cited(
    entries: Iterable[Entry],
    own: Mapping[str, str],
    user: SourcesFile,
    unlinked: Unlinked,
    external: str,
) -> Iterator[Found]:
    """Yield what cites in a chapter, in the order of the calls; links as their policy wants it."""
    told: set[tuple[object, ...]] = set()
    titled = {key for key, one in user.works.items() if "title" in one}
    for entry in entries:
        for text, body in entry.texts:
            links: Iterable[Found] = ()
            if external != "drop":
                links = _merged(found(entry.id, text, body, own), user)
            if external != "note":
                links = (replace(one, noted=False) for one in links)
            links = with_own(entry.id, text, body, links, titled if external == "note" else None)
            yield from telling(as_read(body, (*links, *unlinked.noted(entry, text))), told)


def _merged(links: Iterable[Found], user: SourcesFile) -> Iterable[Found]:
    """Return links with the keys of the sources for which a person takes theirs."""
    if not user.same:
        return links
    return (replace(one, key=user.same.get(one.key, one.key)) for one in links)


def _addresses(groups: Mapping[str, Sequence[Found]], user: SourcesFile) -> set[str]:
    """Return the keys of all addresses to which links lead, if anybody asks."""
    if not (user.works or user.same):
        return set()
    return groups.keys() | {
        key_of(one.link.href) for links in groups.values() for one in links if not one.mention
    }


def _of_others(book: Book, user: SourcesFile) -> set[tuple[str, str]]:
    """Return the mentions of which a person speaks in posts that this book leaves out."""
    left_out = {one.key for one in book.accounting.accounts if one.fate is Fate.LEFT_OUT}
    return {one for one in user.mentions if one[0] in left_out}


def _by_source(by_chapter: Iterable[tuple[str, list[Found]]]) -> dict[str, list[Found]]:
    """Return all links by the key of their source, in the book's order."""
    groups: dict[str, list[Found]] = {}
    for _, links in by_chapter:
        for one in links:
            groups.setdefault(one.key, []).append(one)
    return groups


def _notes(
    by_chapter: Iterable[tuple[str, list[Found]]],
    tell: Callable[[Sequence[Found]], Source],
    words: Words,
    *,
    each: bool,
) -> Iterator[Note]:
    """Yield the notes of a book in order. A source has one note in each chapter that cites it.

    With `each`, every call of a source has a note: at the foot of a page nobody looks for another
    one. In short a later one says what the first one said in full; not one that leads to another
    place in the work, nor one whose title an author's footnote gives, which stands in its place.
    Any other footnote is a note without a source.
    """
    first: dict[str, Note] = {}
    titled: dict[str, Source] = {}
    for chapter, links in by_chapter:
        noted = [one for one in links if one.noted]
        groups = _by_source([(chapter, noted)])
        anchors = note_ids(chapter, (one.key for one in noted if not one.is_own))
        told_here: dict[str, int] = {}
        for number, group in enumerate(_grouped(called(noted), each=each), start=1):
            key, own = group[0].key, group[0].is_own
            footnote = key if own else titling(group)
            told_here[key] = told_here.get(key, 0) + 1
            again = f"-{told_here[key]}" if told_here[key] > 1 else ""
            source = None if own else _titled(tell(groups[key]), titled)
            before = None if footnote or _is_elsewhere(source, first.get(key)) else first.get(key)
            told = before.source if before else source
            note = Note(
                id=(f"n-{footnote}" if footnote else anchors[key]) + again,
                chapter=chapter,
                number=number,
                source=source,
                calls=tuple(citation(one) for one in group),
                full=full_text(source, words) if source else escape(""),
                short=short_text(told, words) if told else escape(""),
                repeats=before.id if before else "",
            )
            first.setdefault(key, note)
            yield note


def _is_elsewhere(source: Source | None, first: Note | None) -> bool:
    """Say whether a source's address names a place in it, and its first note does not name that."""
    if source is None or first is None or first.source is None:
        return False
    place_in = urldefrag(source.address).fragment
    return bool(place_in) and place_in != urldefrag(first.source.address).fragment


def _titled(source: Source, titled: dict[str, Source]) -> Source:
    """Return a source with the title that an earlier note has, if it has none of its own.

    `titled` has by their keys the first sources with a title, and takes up new ones.
    """
    if source.title:
        titled.setdefault(source.key, source)
    elif known := titled.get(source.key):
        return replace(source, title=known.title, title_from=known.title_from)
    return source


def _grouped(calls: Iterable[Found], *, each: bool) -> Iterable[Sequence[Found]]:
    """Return the calls of each note, by the first; with `each` those of a source are apart."""
    groups: dict[object, list[Found]] = {}
    for one in calls:
        groups.setdefault((one.text, one.cited) if each and not one.is_own else one.key, []).append(
            one
        )
    return groups.values()


def _days(book: Book) -> Mapping[str, date]:
    """Return the day of each post that has one, by its id."""
    entries = ((one.id, one.post.published) for one in book.entries)
    return {name: moment.date() for name, moment in entries if moment}


def _doors(groups: Mapping[str, Sequence[Found]]) -> Mapping[str, str]:
    """Return by its key the address to print of each source that several lead to."""
    hrefs = {key: dict.fromkeys(one.link.href for one in links) for key, links in groups.items()}
    return {key: first_door(several) for key, several in hrefs.items() if len(several) > 1}


def _source(
    links: Sequence[Found],
    user: SourcesFile,
    days: Mapping[str, date],
    checked: Mapping[str, Checked],
    doors: Mapping[str, str],
) -> Source:
    """Return the source to which some links lead, as they and a person tell it together.

    Where no link leads to an archived copy, that is the one which was found for a page that is
    gone, or where `days` has that of the first post, the one that the Wayback Machine would show.
    """
    key = links[0].key
    if (mention := links[0].mention) is not None:
        named = source_of(mention, key, user)
        return replace(named, archived=_as_of(links[0], named.address, days))
    copies = [
        unwrap_archive(href) for href in dict.fromkeys(one.link.href.strip() for one in links)
    ]
    address = _address([clean(original) for original, _, _ in copies])
    if key in doors:
        place_in = urldefrag(address).fragment
        address = doors[key] + (f"#{place_in}" if place_in else "")
    if key in user.same.values():
        address = user.written[key]
    archived, archived_on = next(((copy, day) for _, copy, day in copies if copy), ("", None))
    if not archived and key in checked and checked[key].state is State.ARCHIVED:
        archived = checked[key].address
        archived_on = unwrap_archive(archived)[2]
    archived = archived or _as_of(links[0], address, days)
    place = user.gazetteer.site(address)
    title, title_from = _title(links, _names_of_site(address, place.name))
    day = day_in(address)
    host = display(f"https://{site(address)}") if is_external(address) else ""
    source = Source(
        key=key,
        address=address,
        author="",
        title=title,
        title_from=title_from,
        site=place.name or host,
        site_from=place.name_from or ("address" if host else ""),
        published=day,
        published_from="address" if day else "",
        archived=archived,
        archived_on=archived_on,
        publisher=user.gazetteer.house(place.name) or display(f"https://{place.domain}"),
        is_blog=place.is_blog and bool(place.name) and "blog" not in place.name.casefold(),
    )
    return replace(source, **user.works.get(key, {}))


def _names_of_site(address: str, name: str) -> frozenset[str]:
    """Return the letters of what a page's site is called, of a page behind its first by its host.

    A first page may be the work itself, and its host all that is known.
    """
    behind = urlsplit(address).path.strip("/")
    host = site(address).partition(".")[0] if behind else ""
    return frozenset({_letters(name), _letters(host)} - {""})


def _letters(name: str) -> str:
    return re.sub(r"^the[\W_]+|[\W_]+", "", name.casefold())


def _as_of(link: Found, address: str, days: Mapping[str, date]) -> str:
    """Return where the Wayback Machine shows a page as it was on the day of a post, if any."""
    if link.entry not in days or "." not in site(address):
        return ""
    return f"{_WAYBACK}/{days[link.entry]:%Y%m%d}/{urldefrag(address).url}"


def _address(addresses: Sequence[str]) -> str:
    """Return the address of a source: with the place in it only if all links name the same."""
    if len({urldefrag(one).fragment for one in addresses}) == 1 and ":~:" not in addresses[0]:
        return addresses[0]
    return urldefrag(addresses[0]).url


def _title(links: Iterable[Found], sites: Container[str]) -> tuple[str, str]:
    """Return the first title that the links give, and where it comes from; "" for none.

    What an author's footnote says comes first: its words stand nowhere else. The name of the site,
    of which `sites` holds the letters, is no title of its page.
    """
    links = sorted(links, key=lambda one: not one.footnote)
    told = ((one.link.href, one.link.title, one.link.text, one.link.opens) for one in links)
    for href, title, words, opens in dict.fromkeys(told):
        for text, origin in ((title, "title attribute"), (words, "link text")):
            begins = opens and text == words
            if _letters(text) in sites or same_text(href, text):
                continue
            if reads_like_title(text, href, opens=begins):
                return title_of(text), origin
    return "", ""
