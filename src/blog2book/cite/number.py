"""The notes of one chapter, in the order in which their calls are read."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from blog2book.cite.find import Found
from blog2book.markup.calls import place_calls
from blog2book.markup.text import escape
from blog2book.model.sources import Citation, Cited
from blog2book.model.xhtml import Xhtml

_DIGITS = 10
_MARK = "\ue000{} {}\ue001"
"""A call in a trial: a body holds no digest of itself, and its number."""


def citation(one: Found) -> Citation:
    """Return what is found as a citation."""
    return Citation(
        id=anchor_of(one),
        entry=one.entry,
        text=one.text,
        link=one.cited,
        source="" if one.is_own else one.key,
        footnote=one.footnote,
        in_note=one.link.in_note,
        told_at=one.told_at,
    )


def anchor_of(one: Found) -> str:
    """Return the anchor of what cites. It depends on its post alone."""
    place = f"w{one.mention.spot.end}" if one.mention else one.link.index
    return one.anchor or f"r-{one.text.removeprefix('p-')}-{place}"


def as_read(body: Xhtml, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return what cites in a body in the order of the calls.

    That is the order of the text, but some wait: that of a heading for the next paragraph's end,
    that of a quotation for its own; and words may stand between links. Found by a trial: markup
    alone knows where it places a call.
    """
    if not any(one.link.waits or one.link.quotes or one.mention for one in found):
        return tuple(found)
    digest = sha256(body.encode()).hexdigest()
    marks: dict[Cited, Xhtml] = {
        one.cited: escape(_MARK.format(digest, place)) for place, one in enumerate(found)
    }
    trial = re.findall(_MARK.format(digest, "([0-9]+)"), place_calls(body, marks))
    order = {int(place): read for read, place in enumerate(trial)}
    return tuple(found[place] for place in sorted(range(len(found)), key=order.__getitem__))


def called(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the links that get a call: of those to one source in one paragraph only the last.

    The author's own calls all stay.
    """
    links = tuple(found)
    last = {(one.text, one.link.block, one.key): one for one in links}
    return tuple(
        one for one in links if one.footnote or last[one.text, one.link.block, one.key] is one
    )


def telling(found: Iterable[Found], told: set[tuple[object, ...]]) -> Iterator[Found]:
    """Yield the links that get a call, and those that tell of their source what none has told.

    Of those without a call a paragraph's first tells at least where the source is cited. `told`
    holds what links before these have told, and takes up what these tell. The rest need not stand
    in memory.
    """
    links = tuple(found)
    calls = {one.cited for one in called(one for one in links if one.noted)}
    for one in links:
        where = None if one.noted else (one.text, one.link.block)
        fact = (one.key, where, one.link.href, one.link.title, one.link.text)
        if one.cited in calls or fact not in told:
            yield one
        told.add(fact)


def digest_of(key: str) -> str:
    """Return the SHA-256 of a source's key in hex."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def note_ids(
    chapter: str, keys: Iterable[str], digest: Callable[[str], str] = digest_of
) -> dict[str, str]:
    """Return the anchor of each source's note in a chapter.

    It is made from the chapter and the source, never from a number, so that a note that is added
    renames no other. That of a footnote of the author's is made from its own id.
    """
    digests = {key: digest(key) for key in keys}
    length = _DIGITS
    while len({whole[:length] for whole in digests.values()}) < len(digests):
        length += 2
    start = f"n-{chapter.removeprefix('m-')}"
    return {key: f"{start}-{whole[:length]}" for key, whole in digests.items()}
