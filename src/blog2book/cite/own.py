"""Footnotes of the author's own among what cites: they run in the same sequence as our notes."""

from collections.abc import Iterable
from dataclasses import replace

from blog2book.cite.find import Found
from blog2book.cite.number import anchor_of
from blog2book.cite.titles import reads_like_title, title_of
from blog2book.markup.footnotes import footnotes
from blog2book.markup.links import Link, links, tells
from blog2book.model.xhtml import Xhtml


def with_own(
    entry: str, text: str, body: Xhtml, cited: Iterable[Found], titled: set[str] | None
) -> Iterable[Found]:
    """Return what cites in a body with the calls of the author's footnotes, in document order.

    A footnote that is nothing but a link becomes the note of that source if it says an address, or
    a title: the note says more, and no word is lost. `titled` has the keys of the sources of which
    it is settled what their notes call them, and takes up more; without it all footnotes stay.
    What one that stays links to, a link before its call in the same paragraph needs no note for.
    """
    found = footnotes(body)
    if not found:
        return cited
    cited = tuple(cited)
    by_number = {link.index: link for link in links(body)}
    sources = {one.link.index: one for one in cited}
    gone: set[int] = set()
    told: dict[tuple[int, str], Found] = {}
    inside: dict[int, Found] = {}
    calls: list[Found] = []
    for note in found:
        source = None if note.only is None else sources.get(note.only)
        if source is not None and (titled is None or not _is_told(source, titled)):
            source = None
        if source is not None:
            gone.update(note.links)
        made = [
            _call(entry, text, by_number[call.link], note.id, call.id, source)
            for call in note.calls
        ]
        calls.extend(made)
        in_text = [one for one in made if not one.link.in_note]
        for index in note.links:
            inside.update((index, one) for one in in_text[:1])
            if source is None and index in sources:
                told.update(((one.link.block, sources[index].key), one) for one in in_text)
    kept = (
        _told(one, inside.get(one.link.index), told.get((one.link.block, one.key)))
        for one in cited
        if one.link.index not in gone
    )
    return sorted((*kept, *calls), key=lambda one: one.link.index)


def _told(one: Found, around: Found | None, behind: Found | None) -> Found:
    """Return a link with the call that leads to what tells its source, and then without a note.

    That is the call of the footnote `around` it, or of one on the same source `behind` it.
    """
    if around is not None:
        return replace(one, told_at=anchor_of(around))
    if behind is not None and behind.link.index > one.link.index:
        return replace(one, noted=False, told_at=anchor_of(behind))
    return one


def _call(
    entry: str, text: str, link: Link, footnote: str, anchor: str, source: Found | None
) -> Found:
    """Return the call of a footnote, of one that becomes the note of a `source` as its call."""
    if source is not None:
        link = replace(
            source.link,
            index=link.index,
            block=link.block,
            waits=link.waits,
            in_note=link.in_note,
        )
    return Found(
        entry=entry,
        text=text,
        link=link,
        key=footnote if source is None else source.key,
        noted=True,
        footnote=footnote,
        anchor=anchor,
    )


def titling(calls: Iterable[Found]) -> str:
    """Return the id of the footnote whose words are the title of a source, of its calls; or ""."""
    return next((one.footnote for one in calls if one.footnote and not _is_address(one.link)), "")


def _is_address(link: Link) -> bool:
    return tells(link.href, link.text)


def _is_told(source: Found, titled: set[str]) -> bool:
    """Say whether the note of a source would say all that a footnote does, which is a link to it.

    One footnote alone may give a note its title, for its words are looked for there.
    """
    link = source.link
    if _is_address(link):
        return True
    is_title = reads_like_title(link.text, link.href) and source.key not in titled
    if not is_title or title_of(link.title) not in {"", title_of(link.text)}:
        return False
    titled.add(source.key)
    return True
