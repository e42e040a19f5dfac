"""From a book to an EPUB: pictures, cover, pages, container."""

from dataclasses import replace
from pathlib import Path

from blog2book import render
from blog2book.media import cover as covers
from blog2book.media.prepare import prepare
from blog2book.model.rendition import Medium, Plate, Written
from blog2book.ports import Context
from blog2book.writers import epub


def publish(work: render.Work, path: Path, context: Context) -> Written:
    """Write `work` as an EPUB to `path`. Raises WriteError and ThemeError."""
    measure = render.measure(work.theme, Medium.EPUB, work.settings.print.trim)
    work = replace(work, plates=prepare(work.book, measure, context))
    rendition = render.edition(work, Medium.EPUB, context.report)
    return epub.write(replace(rendition, cover=_front(work, context)), path, context.report)


def _front(work: render.Work, context: Context) -> Plate:
    """Return the cover: the family's own picture if they gave one, else the theme's drawing."""
    if work.book.matter.cover:
        return covers.plate(work.book.matter.cover, context)
    return covers.draw(render.cover(work), context.workdir / "cover.jpg")
