"""Footnotes of the author's own among what cites: they run in the same sequence as our notes."""

from collections.abc import Iterable, MutableMapping
from dataclasses import replace

from blog2book.cite.find import Found
from blog2book.cite.titles import reads_like_title, title_of
from blog2book.markup.footnotes import footnotes
from blog2book.markup.links import Link, links, tells
from blog2book.model.xhtml import Xhtml


def with_own(
    entry: str,
    text: str,
    body: Xhtml,
    cited: Iterable[Found],
    titles: MutableMapping[str, str] | None,
) -> Iterable[Found]:
    """Return what cites in a body with the calls of the author's footnotes, in document order.

    A footnote that is nothing but a link becomes the note of that source if it says an address, or
    a title: the note says more, and no word is lost. `titles` has those that notes will say, by the
    keys of sources, and takes up new ones; without it all footnotes stay as they are.
    """
    found = footnotes(body)
    if not found:
        return cited
    cited = tuple(cited)
    by_number = {link.index: link for link in links(body)}
    sources = {} if titles is None else {one.link.index: one for one in cited}
    titles = {} if titles is None else titles
    gone: set[int | None] = set()
    calls: list[Found] = []
    for note in found:
        source = None if note.only is None else sources.get(note.only)
        if source is not None and not _is_told(source.link, source.key, titles):
            source = None
        if source is not None:
            gone.add(note.only)
        for call in note.calls:
            link = by_number[call.link]
            if source is not None:
                link = replace(
                    source.link,
                    index=link.index,
                    block=link.block,
                    waits=link.waits,
                    in_note=link.in_note,
                )
            calls.append(
                Found(
                    entry=entry,
                    text=text,
                    link=link,
                    key=note.id if source is None else source.key,
                    noted=True,
                    footnote=note.id,
                    anchor=call.id,
                )
            )
    kept = (one for one in cited if one.link.index not in gone)
    return sorted((*kept, *calls), key=lambda one: one.link.index)


def _is_told(link: Link, key: str, titles: MutableMapping[str, str]) -> bool:
    """Say whether the note of a source says all that a link's words say."""
    if tells(link.href, link.text):
        return True
    words = title_of(link.text)
    is_title = reads_like_title(link.text, link.href) and title_of(link.title) in {"", words}
    return is_title and titles.setdefault(key, words) == words
