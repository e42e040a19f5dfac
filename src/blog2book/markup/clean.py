"""Clean any HTML into the dialect of a book."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from blog2book.markup import listings, note_paragraphs, text, tree
from blog2book.markup.attributes import demote, mend, settle
from blog2book.markup.figures import Pictures
from blog2book.markup.grow import grow
from blog2book.markup.structure import order
from blog2book.markup.tables import even
from blog2book.markup.tidy import tidy
from blog2book.model.xhtml import Xhtml


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Clean markup; how many things of which kind were removed, most first; the words before."""

    body: Xhtml
    removed: Mapping[str, int]
    words: int


def clean(html: str, *, breaks: bool = False) -> Cleaned:
    """Return clean markup for any text that a blog may hold. Never raises, and loses no words.

    With `breaks` the text is of an editor that writes paragraphs as blank lines (WordPress before
    2018, Blogger with "convert line breaks"): line ends count, but not in `pre`, lists and tables.
    Cleaning what is clean changes nothing.
    """
    removed: Counter[str] = Counter()
    root = grow(html, breaks=breaks, removed=removed)
    listings.settle(root)
    Pictures(removed).settle(root)
    order(root)
    settle(root, removed)
    tidy(root)
    mend(root)
    note_paragraphs.settle(root)
    even(root)
    demote(root)
    body = Xhtml(tree.write(root))
    return Cleaned(body=body, removed=dict(removed.most_common()), words=text.raw_words(html))
