"""Which markup of plug-ins was taken out of a book's posts, and where to look."""

from collections import Counter
from collections.abc import Iterable

from blog2book.collect.accounting import counted
from blog2book.events import Notice, Report
from blog2book.markup.text import shorten
from blog2book.model.book import Entry

_TOLD = 20
"""Names that are told, those that stand most often first."""
_PLACES = 3
"""Posts that are named for each."""
_LONGEST = 40


def tell_unknown(entries: Iterable[Entry], report: Report) -> None:
    """Report a Notice "shortcodes-unknown" for each name, with the first posts where it stood."""
    times: Counter[str] = Counter()
    posts: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for entry in entries:
        for name, count in entry.post.unknown:
            times[name] += count
            posts[name] += 1
            if posts[name] <= _PLACES:
                places.setdefault(name, []).append(entry.where)
    ranked = sorted(times, key=lambda name: (-times[name], name))
    for name in ranked[:_TOLD]:
        kind = "block" if "/" in name else "shortcode"
        more = posts[name] - _PLACES
        report(
            Notice(
                code="shortcodes-unknown",
                message=f"The unknown {kind} “{shorten(name, _LONGEST)}” was taken out "
                f"({counted(times[name], 'time')}), its text kept.",
                where="; ".join(places[name]) + (f"; and {more:,} more" if more > 0 else ""),
                hint="It is a plug-in's or a theme's own markup; look at those posts in the book.",
            )
        )
    if left := ranked[_TOLD:]:
        count = sum(times[name] for name in left)
        report(
            Notice(
                code="shortcodes-unknown",
                message=f"{counted(len(left), 'more unknown shortcode')} "
                f"({counted(count, 'time')}), taken out too, their text kept.",
                where=f"the first: {places[left[0]][0]}",
            )
        )
