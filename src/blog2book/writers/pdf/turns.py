"""No hyphen over a page turn: a word that would break there is set whole.

WeasyPrint knows no property for it. While it makes a page, the page's last line is set again
without hyphens, with all that follows it in its paragraph. A page whose end is moved afterwards,
for a heading that wants to stay with its text, is not looked at again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import block, inline

from blog2book.writers.pdf import same_page

_TRIES = 3
"""How often a paragraph is set again: a word set whole may move where the page ends."""

_Box = Any  # weasyprint.formatting_structure.boxes.Box: WeasyPrint has no types
_Stack = Any  # weasyprint's skip stack: the place in a box's children where a line begins

_paragraph_as_weasyprint_does = block._linebox_layout  # noqa: SLF001 - there is no other way in
_line_as_weasyprint_does = inline.get_next_linebox


@contextmanager
def whole_words() -> Iterator[None]:
    """Let WeasyPrint, while it lays out, break no word over the end of a page."""
    block._linebox_layout = _paragraph  # noqa: SLF001 - as above
    try:
        yield
    finally:
        block._linebox_layout = _paragraph_as_weasyprint_does  # noqa: SLF001 - as above


def _paragraph(context: Any, *given: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Lay out the lines of a paragraph, and again where the page ends on a hyphen."""
    _, _, box, lines, _, absolute, fixed, *_ = given
    start = given[10]
    counts = len(lines), len(absolute), len(fixed)
    shapes = context.excluded_shapes.copy()
    unbroken: list[_Stack] = []
    while True:
        with _without_hyphens(box, unbroken):
            done = same_page.paragraph(context, *given)
        abort, stop, *_ = done
        own = lines[counts[0] :]
        ended = stop and not abort and own and own[-1].resume_at is not None
        if not ended or len(unbroken) == _TRIES or not _hyphenated(own[-1]):
            return done
        unbroken.append(own[-2].resume_at if len(own) > 1 else start)
        same_page.take_back(context, done)
        del lines[counts[0] :], absolute[counts[1] :], fixed[counts[2] :]
        context.excluded_shapes = shapes.copy()


def _hyphenated(line: _Box) -> bool:
    """Say whether a line ends on a hyphen that the text does not have."""
    box = line
    while getattr(box, "children", ()):
        box = box.children[-1]
    if not isinstance(box, TextBox):
        return False
    hyphenated: bool = box.pango_layout.text.endswith(box.style["hyphenate_character"])
    return hyphenated


@contextmanager
def _without_hyphens(paragraph: _Box, starts: list[_Stack]) -> Iterator[None]:
    """Break no word in those lines of a paragraph that begin at `starts`."""
    if not starts:
        yield
        return

    def line(context: Any, box: _Box, top: float, space: float, start: _Stack, *rest: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
        inline.split_first_line = text if box is paragraph and start in starts else before
        try:
            return _line_as_weasyprint_does(context, box, top, space, start, *rest)
        finally:
            inline.split_first_line = before

    def text(words: str, style: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
        style = style.copy()
        style["hyphens"] = "none"
        done = before(words, style, *rest, **more)
        layout, _, resume, *_ = done
        if resume is None or not layout.text.endswith(style["hyphenate_character"]):
            return done
        # Pango breaks at a soft hyphen all the same
        fitting, _, _ = words.encode()[:resume].decode().rpartition(" ")
        if not fitting:
            return done
        layout, length, _, *size = before(fitting, style, *rest, **more)
        return layout, length, len(fitting.encode()) + 1, *size

    before = inline.split_first_line
    inline.get_next_linebox = line
    try:
        yield
    finally:
        inline.get_next_linebox = _line_as_weasyprint_does
