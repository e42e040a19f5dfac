"""What to tell where nothing is left to print: what was left out, and what would take it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from blog2book.collect.accounting import listed, reasons
from blog2book.collect.select import archive_name, empty_hint, folded
from blog2book.config import SelectTable
from blog2book.errors import NothingSelectedError
from blog2book.model.archive import SECRET, Archive, Kind, Post

_NAMED = 10


def is_missed(select: SelectTable, left_out: Sequence[tuple[Post, str]]) -> bool:
    """Say whether a selection among posts was asked for that takes none of those there are.

    A book of static pages alone is then not what its maker wants.
    """
    asked = (select.tag, select.not_tag, select.by, select.first, select.last)
    return any(asked) and any(post.kind is Kind.POST for post, _ in left_out)


def nothing_left(
    archive: Archive, select: SelectTable, left_out: Sequence[tuple[Post, str]]
) -> NothingSelectedError:
    """Return the error that says what was left out, and which options would take it.

    A tag or an author that no post has is told as such, with those that there are.
    """
    name = archive_name(archive) or "The archive"
    counts = reasons(left_out)
    others = ", ".join(f"{left.count:,} {left.kind}" for left in archive.leftovers)
    if not counts:
        besides = f" (it holds {others})" if others else ""
        return NothingSelectedError(
            f"{name} holds no post{besides}.",
            hint="Is it the export of the blog's posts, and not of something else?",
        )
    posts = [post for post, _ in left_out if post.status not in SECRET]
    labels = Counter(label for post in posts for label in post.labels)
    authors = Counter(post.author.name for post in posts if post.author)
    hints = [
        *_unknown("No post has the tag", "The tags are", select.tag, labels),
        *_unknown("No post is by", "The authors are", select.by, authors),
    ]
    options = empty_hint(counts)
    besides = f" Besides posts it holds {others}." if others else ""
    return NothingSelectedError(
        f"No post of {name} is left to print. Left out: {listed(counts)}.{besides}",
        hint=" ".join([*hints, *([options] if options else [])]),
    )


def _unknown(none: str, there: str, wanted: Iterable[str], known: Counter[str]) -> Iterator[str]:
    """Yield sentences on each wanted name that is not known, then the known ones, most first."""
    names = {folded(name): name for name in known}
    strange = [name for name in wanted if folded(name) not in names]
    for name in strange:
        near = get_close_matches(folded(name), names, n=1)
        yield f"{none} “{name}”." + (f" Did you mean “{names[near[0]]}”?" if near else "")
    if strange and known:
        ranked = sorted(known.items(), key=lambda pair: (-pair[1], pair[0]))
        more = len(ranked) - _NAMED
        yield (
            f"{there} {', '.join(f'{name} ({count})' for name, count in ranked[:_NAMED])}"
            f"{f' and {more:,} more' if more > 0 else ''}."
        )
