"""What a person must know of the texts of a site, once they are read."""

from collections.abc import Iterator

from blog2book.events import Notice, Severity
from blog2book.readers.markdown.bodies import Bodies
from blog2book.readers.markdown.links import Links
from blog2book.readers.notices import counted, listed, named

_TOLD = 20
_LONGEST = 80
"""Letters of a formula that are told."""


def of_texts(bodies: Bodies, links: Links, where: str) -> Iterator[Notice]:
    """Yield a Notice for each kind of thing that was met in the texts."""
    yield from _of_formulas(bodies)
    if links.elsewhere:
        yield Notice(
            code="links-to-files",
            message=f"Links lead to files that a book does not hold: {listed(links.elsewhere)}. "
            "They lead to the blog's site; where its address is not known, their names stay.",
            where=where,
            severity=Severity.INFO,
        )
    dead = +links.dead
    if dead:
        yield Notice(
            code="links-dead",
            message=f"Links name posts that the folder does not hold; their words stay: "
            f"{listed(dead)}.",
            where=where,
            severity=Severity.INFO,
        )


def _of_formulas(bodies: Bodies) -> Iterator[Notice]:
    """Yield a Notice of each post with formulas that cannot be read."""
    for name in sorted(bodies.unread)[:_TOLD]:
        formulas = bodies.unread[name]
        cannot = counted(len(formulas), "formula", "formulas")
        yield Notice(
            code="formulas-unread",
            message=f"{cannot} cannot be read and stand as TeX: "
            f"{named([one[:_LONGEST] for one in formulas])}.",
            where=name,
            hint="Look for an error in them, or for a command of another package.",
        )
    if (more := len(bodies.unread) - _TOLD) > 0:
        posts = counted(more, "more post has", "more posts have")
        yield Notice(
            code="formulas-unread",
            message=f"{posts} formulas that cannot be read.",
            where="",
        )
