"""What a person must be told about a WordPress export, each thing once."""

from collections.abc import Iterator, Mapping

from blog2book.events import Notice, Severity
from blog2book.readers.notices import counted, listed, unknown_statuses
from blog2book.readers.wordpress.bodies import Findings


def found(findings: Findings, statuses: Mapping[str, int], where: str) -> Iterator[Notice]:
    """Yield a Notice for each kind of thing met in the texts; `statuses` are unknown ones."""
    yield from _counted(findings, statuses, where)
    if findings.galleries:
        yield Notice(
            code="gallery-empty",
            message=f"{counted(findings.galleries, 'gallery shows', 'galleries show')} pictures "
            "that the export does not list.",
            where=where,
            hint="Export all content, attachments included.",
        )
    if findings.blocks:
        yield Notice(
            code="block-missing",
            message=f"{counted(findings.blocks, 'reusable block is', 'reusable blocks are')} used "
            "but not in the export, or not published.",
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
    if findings.languages:
        yield Notice(
            code="languages-left-out",
            message=f"Posts hold other languages beside the printed one: "
            f"{listed(findings.languages)}.",
            where=where,
            severity=Severity.INFO,
        )
    yield from unknown_statuses(statuses, where)
