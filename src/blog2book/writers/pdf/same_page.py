"""A note at the foot of the page of its call: no line takes its room.

Where the lines of a paragraph may not part before one that does not fit, WeasyPrint sends notes
that are on the page already to the next one until it fits, and loses some on the way. Here they
stay, and the paragraph breaks earlier, as it would do without notes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import LayoutContext, block

_Context = Any  # weasyprint.layout.LayoutContext: WeasyPrint has no types

_paragraph_as_weasyprint_does = block._linebox_layout  # noqa: SLF001 - there is no other way in
_break_as_weasyprint_does = block._break_line  # noqa: SLF001 - as above
_report_as_weasyprint_does = LayoutContext.report_footnote


@contextmanager
def notes_stay() -> Iterator[None]:
    """Let WeasyPrint, while it lays out, make no room for lines out of that of notes."""
    block._linebox_layout = paragraph  # noqa: SLF001 - as above
    block._break_line = _break  # noqa: SLF001 - as above
    LayoutContext.report_footnote = _report
    try:
        yield
    finally:
        block._linebox_layout = _paragraph_as_weasyprint_does  # noqa: SLF001 - as above
        block._break_line = _break_as_weasyprint_does  # noqa: SLF001 - as above
        LayoutContext.report_footnote = _report_as_weasyprint_does


def paragraph(context: _Context, *given: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Lay out the lines of a paragraph as WeasyPrint does."""
    around = getattr(context, "sent_on", None)  # a line may hold paragraphs
    context.sent_on = []
    done = _paragraph_as_weasyprint_does(context, *given)
    if context.sent_on:  # a note too high for its page, of a line that has to stand there
        context._update_footnote_area()  # noqa: SLF001 - as above
    context.sent_on = around
    return done


def take_back(context: _Context, done: Any) -> None:  # noqa: ANN401 - what `paragraph` gave
    """Let the notes of a paragraph wait for their calls again: it is laid out once more."""
    _, _, _, _, notes, _ = done
    for note in notes:
        context.unlayout_footnote(note)


def _report(context: _Context, note: Any) -> None:  # noqa: ANN401 - a weasyprint Box
    """Send a note to the next page; in a paragraph its room stays, so that no line gets it."""
    sent_on = getattr(context, "sent_on", None)
    if sent_on is None:
        _report_as_weasyprint_does(context, note)
        return
    context.current_page_footnotes.remove(note)
    context.reported_footnotes.append(note)
    sent_on.append(note)


def _break(context: _Context, *given: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Break a paragraph before a line that does not fit; notes that were sent on come back."""
    for note in reversed(context.sent_on):
        context.reported_footnotes.remove(note)
        context.current_page_footnotes.append(note)
    context.sent_on.clear()
    return _break_as_weasyprint_does(context, *given)
