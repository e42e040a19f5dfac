"""What a person must be told of an export whatever its format, each thing once."""

import re
from collections.abc import Iterator, Mapping, Sequence

from blog2book.events import Notice, Severity
from blog2book.model.archive import Origin
from blog2book.readers.keys import Claim, Grant

_LISTED = 20
_NAMED = 5
_WORD = re.compile(r"[\w-]{1,40}")


def shared_keys(claims: Sequence[Claim], grants: Sequence[Grant]) -> Iterator[Notice]:
    """Yield a Notice for each key that several posts asked for."""
    shared: dict[str, list[Claim]] = {}
    for claim, grant in zip(claims, grants, strict=True):
        if grant.shared:
            shared.setdefault(grant.key.rpartition("~")[0], []).append(claim)
    for name, others in shared.items():
        yield Notice(
            code="key-shared",
            message=f"{len(others) + 1} different posts have one id, or one day and title; "
            "all are kept.",
            where=f"{others[0].file}, {name}",
            severity=Severity.INFO,
        )


BROKEN = "broken XML"
DAMAGED = "it is too damaged to be read"
UNREADABLE = "its status could not be read"


def strange(status: str) -> str:
    """Return what is wrong with a status that no platform is known to have.

    What is no word is not told: in a damaged export it may be another field, an address.
    """
    if not status:
        return "no status"
    return f"status “{status}”" if _WORD.fullmatch(status) else "a damaged status"


def unknown_statuses(faults: Mapping[str, int], where: str) -> Iterator[Notice]:
    """Yield a Notice if there are posts of which nobody can tell how they stood, and why."""
    if faults:
        yield Notice(
            code="status-unknown",
            message="Posts are withheld where the export does not say plainly whether they were "
            f"published: {listed(faults)}.",
            where=where,
            hint="Export the blog again; `list` gives their days and numbers.",
        )


def items_lost(items: str, where: str, names: Sequence[str] = ()) -> Notice:
    """Return a Notice of items that are too damaged to be read: "2 posts", "1 of 3 entries".

    `names` are those of their files, where each has one.
    """
    return Notice(
        code="items-lost",
        message=f"Could not be read: {items}{f' ({named(names)})' if names else ''}.",
        where=where,
        hint="Make the export again.",
    )


def removed_markup(removed: Mapping[str, int], where: str) -> Iterator[Notice]:
    """Yield a Notice if cleaning took something out of the texts."""
    if removed:
        yield Notice(
            code="markup-removed",
            message=f"Taken out of the texts: {listed(removed)}.",
            where=where,
            severity=Severity.INFO,
        )


def excerpts(titles: Sequence[str], where: str) -> Iterator[Notice]:
    """Yield a Notice if there are posts with an excerpt that says what their texts do not."""
    if titles:
        have = "have excerpts" if len(titles) > 1 else "has an excerpt"
        own = "their" if len(titles) > 1 else "its"
        yield Notice(
            code="excerpts-not-printed",
            message=f"{counted(len(titles), 'post')} {have} with words of {own} own, which the "
            f"book does not print: {named(titles)}.",
            where=where,
        )


def first_of(files: Sequence[Origin]) -> str:
    """Return where a Notice stands that is of a whole archive: the first of its files."""
    return ", ".join(one.file for one in files[:3])


def listed(counts: Mapping[str, int]) -> str:
    """Return counts in words, most first: "vimeo (3), su_box (1)"."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} ({count})" for name, count in ranked[:_LISTED])


def named(names: Sequence[str]) -> str:
    """Return the first names, and how many follow: "a, b, c, d, e and 3 more"."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 item", "1,200 items"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
