"""From a book to an EPUB: pictures, cover, pages, container."""

from dataclasses import replace
from pathlib import Path

from blog2book import render
from blog2book.media.cover import draw, finished, plate
from blog2book.media.prepare import prepare
from blog2book.model.rendition import Medium, Plate, Written
from blog2book.ports import Context
from blog2book.writers import epub


def publish(work: render.Work, path: Path, context: Context) -> Written:
    """Write `work` as an EPUB to `path`. Raises WriteError and ThemeError."""
    measure = render.measure(Medium.EPUB, work.settings.print.trim)
    work = replace(work, plates=prepare(work.book, measure, context))
    rendition = render.edition(work, Medium.EPUB, context.report)
    rendition = replace(rendition, cover=_front(work, rendition.files, context))
    return epub.write(rendition, path, context.report)


def _front(work: render.Work, files: tuple[Plate, ...], context: Context) -> Plate:
    """Return the family's own cover, else the theme's drawing, with their photograph if any."""
    own = work.book.matter.cover
    photograph = plate(own, context) if own else None
    if own and photograph and finished(own):
        return photograph
    shown = (*files, photograph) if photograph else files
    return draw(render.cover(work, photograph), context.workdir / "cover.jpg", shown)
