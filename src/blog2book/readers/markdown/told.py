"""What a person must know of the texts of a site, once they are read."""

from collections.abc import Iterator
from itertools import islice

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
    yield from _of_footnotes(bodies)
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
    found = {name: one.formulas for name, one in sorted(bodies.faults.items()) if one.formulas}
    for name, formulas in islice(found.items(), _TOLD):
        cannot = counted(len(formulas), "formula", "formulas")
        yield Notice(
            code="formulas-unread",
            message=f"{cannot} cannot be read and stand as TeX: "
            f"{named([one[:_LONGEST] for one in formulas])}.",
            where=name,
            hint="Look for an error in them, or for a command of another package.",
        )
    yield from _more(len(found) - _TOLD, "formulas-unread", "formulas that cannot be read")


def _of_footnotes(bodies: Bodies) -> Iterator[Notice]:
    """Yield a Notice of each post in which several footnotes have one name."""
    found = {name: one.footnotes for name, one in sorted(bodies.faults.items()) if one.footnotes}
    for name, labels in islice(found.items(), _TOLD):
        yield Notice(
            code="footnotes-repeated",
            message=f"Several footnotes have one name: {named(list(dict.fromkeys(labels)))}. "
            "The calls lead to the first; the others are paragraphs where they are written.",
            where=name,
            hint="Give each footnote, and its call, a name of its own.",
        )
    yield from _more(len(found) - _TOLD, "footnotes-repeated", "several footnotes of one name")


def _more(count: int, code: str, what: str) -> Iterator[Notice]:
    """Yield a Notice that counts the posts that are not told one by one."""
    if count > 0:
        posts = counted(count, "more post has", "more posts have")
        yield Notice(code=code, message=f"{posts} {what}.", where="")
