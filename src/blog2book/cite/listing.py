"""The list of sources: by publisher, each with all places that cite it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from blog2book.cite.compose import Words, listed_address, listed_text, site_name
from blog2book.cite.find import Found
from blog2book.cite.number import citation
from blog2book.model.sources import Listed, Publisher, Source

_ARTICLE = re.compile(r"^(?:(?:the|an?|der|die|das|les?|la|el|il)\s+(?=\S)|l['’])")
"""What begins a name and does not count where names are put in order."""
_NO_LETTERS = re.compile(r"^[\W_]+")
_FIGURES = re.compile(r"([0-9]+)")

_Order = tuple[str | tuple[int, str], ...]


def publishers(
    cited: Iterable[tuple[Source, Sequence[Found]]], words: Words
) -> tuple[Publisher, ...]:
    """Return all sources by their publishers: those with a name first, then bare domains.

    The sources of one stand by title, then those without a title by address, last what is only
    named.
    """
    groups: dict[tuple[bool, str], list[tuple[Source, Sequence[Found]]]] = {}
    for source, links in cited:
        is_bare = source.site_from == "address"
        groups.setdefault((is_bare, source.publisher), []).append((source, links))
    ordered = sorted(groups, key=lambda group: (group[0], _order(group[1]), group[1]))
    return tuple(_publisher(*group, groups[group], words) for group in ordered)


def _publisher(
    is_bare: bool,  # noqa: FBT001 - one half of a group's key
    name: str,
    cited: Iterable[tuple[Source, Sequence[Found]]],
    words: Words,
) -> Publisher:
    """Return what one publisher has, in order."""
    works = sorted(
        _works(cited), key=lambda one: (_order(one[0].title or one[0].address), one[0].key)
    )
    listed = [_listed(source, links, words) for source, links in works]
    first = listed[0].source
    return Publisher(
        name=name if is_bare or first.site != name else site_name(first, words),
        titled=tuple(one for one in listed if one.source.title),
        untitled=tuple(one for one in listed if one.source.address and not one.source.title),
        named=tuple(one for one in listed if not (one.source.address or one.source.title)),
    )


def _works(
    cited: Iterable[tuple[Source, Sequence[Found]]],
) -> list[tuple[Source, Sequence[Found]]]:
    """Return a publisher's sources; those that are only named are one, for nothing parts them."""
    works: list[tuple[Source, Sequence[Found]]] = []
    named: list[tuple[Source, Sequence[Found]]] = []
    for source, links in cited:
        is_known = source.address or source.title or source.author or source.published
        (works if is_known else named).append((source, links))
    if named:
        works.append((named[0][0], [one for _, links in named for one in links]))
    return works


def _listed(source: Source, links: Iterable[Found], words: Words) -> Listed:
    return Listed(
        source=source,
        text=listed_text(source, words),
        address=listed_address(source.address),
        archived=listed_address(source.archived),
        citations=tuple(map(citation, links)),
    )


def _order(text: str) -> _Order:
    """Return what a name, a title or an address is sorted by: no article, no accents.

    Numbers stand by their value: their figures are compared by how many there are first.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    plain = _ARTICLE.sub("", _NO_LETTERS.sub("", plain), count=1)
    return tuple(
        (len(piece.lstrip("0")), piece.lstrip("0")) if place % 2 else piece
        for place, piece in enumerate(_FIGURES.split(plain))
    )
