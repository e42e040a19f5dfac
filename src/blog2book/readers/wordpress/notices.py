"""What a person must be told about a WordPress export, each thing once."""

from collections.abc import Iterator, Mapping, Sequence

from blog2book.events import Notice, Severity
from blog2book.readers.keys import Grant
from blog2book.readers.wordpress.bodies import Findings
from blog2book.readers.wordpress.items import Item


def shared_keys(items: Sequence[Item], grants: Sequence[Grant]) -> Iterator[Notice]:
    """Yield a Notice for each key that several posts asked for."""
    shared: dict[str, list[Item]] = {}
    for item, grant in zip(items, grants, strict=True):
        if grant.shared:
            shared.setdefault(grant.key.rpartition("~")[0], []).append(item)
    for name, others in shared.items():
        yield Notice(
            code="key-shared",
            message=f"{len(others) + 1} different posts have one id; all are kept.",
            where=f"{others[0].file}, {name}",
            severity=Severity.INFO,
        )


def found(findings: Findings, statuses: Mapping[str, int], where: str) -> Iterator[Notice]:
    """Yield a Notice for each kind of thing met in the texts; `statuses` are unknown ones."""
    yield from _counted(findings, statuses, where)
    if findings.galleries:
        yield Notice(
            code="gallery-empty",
            message=f"{findings.galleries} galleries show pictures that the export does not list.",
            where=where,
            hint="Export all content, attachments included.",
        )
    if findings.blocks:
        yield Notice(
            code="block-missing",
            message=f"{findings.blocks} reusable blocks are used but not in the export.",
            where=where,
            hint="Export all content, reusable blocks included.",
        )


def other_types(kinds: Mapping[str, int], where: str) -> Iterator[Notice]:
    """Yield a Notice if public items of a theme's or a plug-in's own types are left out."""
    if kinds:
        yield Notice(
            code="types-left-out",
            message=f"Public items that are neither posts nor pages are left out: {listed(kinds)}.",
            where=where,
            severity=Severity.INFO,
        )


def _counted(findings: Findings, statuses: Mapping[str, int], where: str) -> Iterator[Notice]:
    """Yield the Notices that count things by name."""
    if findings.shortcodes:
        yield Notice(
            code="shortcodes-unknown",
            message=f"Unknown shortcodes were taken out, their text kept: "
            f"{listed(findings.shortcodes)}.",
            where=where,
            hint="They are plug-ins' own markup; look at those posts in the book.",
        )
    if findings.languages:
        yield Notice(
            code="languages-left-out",
            message=f"Posts hold other languages beside the printed one: "
            f"{listed(findings.languages)}.",
            where=where,
            severity=Severity.INFO,
        )
    if statuses:
        yield Notice(
            code="status-unknown",
            message=f"Items of unknown status are taken for drafts: {listed(statuses)}.",
            where=where,
            hint="--drafts puts them into the book.",
        )
    if findings.removed:
        yield Notice(
            code="markup-removed",
            message=f"Taken out of the texts: {listed(findings.removed)}.",
            where=where,
            severity=Severity.INFO,
        )


def listed(counts: Mapping[str, int]) -> str:
    """Return counts in words, most first: "vimeo (3), su_box (1)"."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} ({count})" for name, count in ranked[:20])
