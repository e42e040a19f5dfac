"""From a book to a PDF: the only module that knows that there are two passes."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from blog2book import render
from blog2book.errors import WriteError
from blog2book.events import Notice, Severity
from blog2book.media import math, qr
from blog2book.media.prepare import prepare
from blog2book.model.rendition import Document, Medium, Rendition, Role, Written
from blog2book.ports import Context
from blog2book.writers import pdf
from blog2book.writers.pdf.faces import static

_ELSEWHERE = 'Set [notes] place = "month"'
_TURNS = 5  # late documents move others only by their own length: two turns are the rule


def publish(work: render.Work, path: Path, context: Context) -> Written:
    """Write `work` as a PDF to `path`. Raises WriteError and ThemeError."""
    measure = render.measure(Medium.PDF, work.settings.print.trim)
    work = replace(
        work,
        plates=prepare(work.book, measure, context),
        code=partial(qr.code, folder=context.workdir),
        formula=partial(math.formula, folder=context.workdir, report=context.report),
    )
    rendition = render.edition(work, Medium.PDF, context.report)
    layout = pdf.begin(rendition, static(rendition.faces, context), context)
    with layout.desk:
        layout = pdf.lay_out(layout, rendition.documents, context.report)
        layout = _with_all_notes(work, rendition, layout, context)
        return pdf.bind(layout, path, context.report)


def _with_all_notes(
    work: render.Work, rendition: Rendition, layout: pdf.Layout, context: Context
) -> pdf.Layout:
    """Settle, and set the notes of a month behind it that were lost or astray at feet of pages.

    Raises WriteError where that leaves a note astray: no month is set behind twice.
    """
    if work.settings.notes.place == "page":
        _tell(filter(_has_notes_behind, rendition.documents), context)
    layout = _settled(work, rendition, layout, context)
    behind: set[str] = set()
    while layout.astray:
        found = layout.astray
        if behind.intersection(one.name for one in found):
            raise WriteError("A note at the foot of a page would be lost.", hint=_ELSEWHERE)
        behind.update(one.name for one in found)
        _tell(found, context)
        documents = render.notes_behind(behind, work)
        layout = pdf.lay_out(layout, documents, context.report)
        layout = _settled(work, rendition, layout, context)
    return layout


def _has_notes_behind(document: Document) -> bool:
    """Say whether notes stand behind a month: some have more than words in a row."""
    return document.role == Role.CHAPTER and '<section class="notes' in (document.text or "")


def _tell(months: Iterable[Document], context: Context) -> None:
    """Report which months have their notes behind them."""
    for one in months:
        context.report(
            Notice(
                code="notes-behind",
                message="The notes stand behind the month: not all can stand on the pages of their "
                "calls",
                where=one.title,
                severity=Severity.INFO,
            )
        )


def _settled(
    work: render.Work, rendition: Rendition, layout: pdf.Layout, context: Context
) -> pdf.Layout:
    """Lay out late documents, the first one last, until every page number that they print is true.

    The first are the contents, which tell where the others begin; those do not hear of each other.
    The contents' own length moves what follows in the front matter, so they are made again from
    the pages that they led to; a document that comes out the same is not laid out again.
    """
    for _turn in range(_TURNS if rendition.late else 0):
        told = []
        for names in filter(None, (rendition.late[1:], rendition.late[:1])):
            told.append(layout.pages)
            documents = tuple(render.late(name, work, told[-1]) for name in names)
            layout = pdf.lay_out(layout, documents, context.report)
        if all(map(layout.pages.agrees, told)):
            break
    return layout
