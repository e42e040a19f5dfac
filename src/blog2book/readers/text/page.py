"""Where a copied page's posts end, and what the page prints behind them begins."""

from collections.abc import Sequence

from blog2book.readers.text.footers import Footer, read_footer
from blog2book.readers.text.furniture import Furniture, Kind, archive_list, read_furniture

_TWO = 2


def page_end(texts: Sequence[str]) -> int:
    """Return the index from which on the lines under one date are the page's and no post's.

    Navigation, the feed's line and the maker's name are the page's at the end of all lines. A text
    goes on behind them only as a page's own column does: behind the line of the feed, or several
    links of navigation, that stand directly under a footer or under each other; or as the list of
    the blog's archive.
    """
    read = [read_furniture(" ".join(text.split())) for text in texts]
    sure = [index for index in range(len(texts)) if _closes(texts, read, index)]
    listed = archive_list(texts)
    sure += [] if listed is None else [listed]
    start = end = min(sure, default=len(texts))
    while start and read[start - 1]:
        start -= 1
    while start < end and _is_weak(read[start]):
        start += 1  # a poem may end with "Home"
    if sure or any(one and one.of_page for one in read[start:end]):
        return start
    return len(texts)


def _is_weak(furniture: Furniture | None) -> bool:
    return furniture is not None and furniture.weak


def _closes(texts: Sequence[str], read: Sequence[Furniture | None], index: int) -> bool:
    """Say whether a line closes a page whatever follows it."""
    here = read[index]
    if not here or not here.of_page:
        return False
    first = index
    while first and read[first - 1]:
        first -= 1
    above: Footer | None = read_footer(texts[first - 1]) if first else None
    kinds = [kind for one in read[first : index + 1] if one for kind in one.kinds]
    several = sum(kind is not Kind.BUTTON for kind in kinds) >= _TWO
    if Kind.FEED in here.kinds:
        return several or (above is not None and above.telling)
    return several and above is not None and above.telling
