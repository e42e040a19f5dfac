"""Footnotes of the author's own among what cites: they run in the same sequence as our notes."""

from collections.abc import Iterable
from dataclasses import replace

from blog2book.cite.find import Found
from blog2book.markup.footnotes import footnotes
from blog2book.markup.links import links
from blog2book.model.xhtml import Xhtml


def with_own(
    entry: str, text: str, body: Xhtml, cited: Iterable[Found], *, telling: bool
) -> Iterable[Found]:
    """Return what cites in a body with the calls of the author's footnotes, in document order.

    With `telling` a footnote that is nothing but an address becomes the note of that source: it
    says more, and no word is lost.
    """
    found = footnotes(body)
    if not found:
        return cited
    cited = tuple(cited)
    by_number = {link.index: link for link in links(body)}
    sources = {one.link.index: one for one in cited} if telling else {}
    gone: set[int | None] = set()
    calls: list[Found] = []
    for note in found:
        source = None if note.address is None else sources.get(note.address)
        if source is not None:
            gone.add(note.address)
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
