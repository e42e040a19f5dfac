"""Joining: all pieces become one PDF/UA-1 file with bookmarks, labels and metadata."""

from datetime import UTC
from pathlib import Path

from weasyprint.document import Document as Printed
from weasyprint.document import DocumentMetadata

from blog2book import __version__
from blog2book.errors import WriteError
from blog2book.events import Notice, Report, StageStarted
from blog2book.model.rendition import Rendition, Written
from blog2book.writers.pdf.embedding import one_for_each_file
from blog2book.writers.pdf.finish import Finisher
from blog2book.writers.pdf.layout import Layout
from blog2book.writers.pdf.log import listening
from blog2book.writers.pdf.outline import place_bookmarks
from blog2book.writers.pdf.piece import BASE, Page

VARIANT = "pdf/ua-1"


def bind(layout: Layout, path: Path, report: Report) -> Written:
    """Write the laid-out book to `path`: the same bytes for the same layout.

    Links to ids that stand on no page are unlinked, each with a Notice "link-lost". Raises
    WriteError if the file cannot be written.
    """
    report(StageStarted(stage="writing"))
    _unlink(layout, report)
    place_bookmarks(layout.rendition.navigation, layout.sheets)
    pages = list(layout.sheets.pages)
    whole: Printed = layout.sheets.pieces[0][1].printed.copy(pages)
    whole.metadata = _metadata(layout.rendition)
    try:
        with listening(report, lambda name: name or path.name), one_for_each_file():
            whole.write_pdf(
                path,
                pdf_variant=VARIANT,
                pdf_identifier=layout.rendition.identifier.encode(),
                finisher=Finisher(
                    front=layout.sheets.front,
                    languages=_languages(layout),
                    leftward=layout.rendition.direction == "rtl",
                ),
            )
        size = path.stat().st_size
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {error}") from error
    return Written(path=path, size=size, pages=len(pages))


def _languages(layout: Layout) -> list[str]:
    """Return for each page the language of its document, "" where that is the book's."""
    languages = [""] * len(layout.sheets.pages)
    for index, piece in layout.sheets.pieces:
        language = piece.document.language
        if language != layout.rendition.language:
            languages[index : index + len(piece.pages)] = [language] * len(piece.pages)
    return languages


def _metadata(rendition: Rendition) -> DocumentMetadata:
    date = rendition.date
    moment = date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return DocumentMetadata(
        title=": ".join(filter(None, (rendition.title, rendition.subtitle))),
        authors=[rendition.author] if rendition.author else [],
        generator=f"blog2book {__version__}",
        created=stamp,
        modified=stamp,
        lang=rendition.language,
    )


def _unlink(layout: Layout, report: Report) -> None:
    """Take out links that lead nowhere: to a lost id, or to a file that a PDF does not have."""
    lost = layout.lost
    dead = [
        (piece.document.title, target)
        for index, piece in layout.sheets.pieces
        for page in layout.sheets.pages[index : index + len(piece.pages)]
        for target in _dead(page, lost)
    ]
    linked = {target for _, target in dead}
    dead += [("bookmarks", f"#{one}") for one in sorted(lost) if f"#{one}" not in linked]
    for where, target in dead:
        report(
            Notice(
                code="link-lost",
                message=f"A link leads nowhere: {target}",
                where=where,
                hint="This is a fault of the theme or of blog2book.",
            )
        )


def _dead(page: Page, lost: frozenset[str]) -> list[str]:
    """Drop dead links of a page, and inherited ones that repeat their parent; name the dead."""
    kept: list[Page] = []
    dead: list[str] = []
    for link in page.links:
        kind, target, *_ = link
        if kind == "internal" and target in lost:
            dead.append(f"#{target}")
        elif target.startswith(BASE):
            dead.append(target.removeprefix(BASE))
        elif not (kept and _repeats(link, kept[-1])):
            kept.append(link)
    page.links[:] = kept
    return dead


def _repeats(link: Page, before: Page) -> bool:
    """Say whether `link` only inherits the one before it and lies inside its rectangle."""
    _, target, (left, top, right, bottom), box = link
    _, other, (x1, y1, x2, y2), _ = before
    slack = 1.0  # CSS px
    inside = left >= x1 - slack and top >= y1 - slack and right <= x2 + slack
    return box.link is None and target == other and inside and bottom <= y2 + slack
