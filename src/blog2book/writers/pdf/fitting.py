"""Lines that hold what fits: a space at the end of a text ends none too early.

Pango lets white space hang over the end of a line, no-break spaces too, and WeasyPrint counts its
width. Where a text fits but for the space before the element that follows it, or must be broken
since what follows is tied to it, WeasyPrint finds nothing that Pango has broken, and ends the line
after its first word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline

_TIES = ("\xa0", "\u202f")
_WIDEST = 0.5
"""A space's width in em, at most."""

_Style = Any  # a weasyprint ComputedStyle: WeasyPrint has no types
_Line = Any  # a layout, lengths in bytes, sizes in px

_text_as_weasyprint_does = inline.split_first_line


@contextmanager
def fitting() -> Iterator[None]:
    """Let WeasyPrint, while it lays out, fill lines before the elements in them."""
    inline.split_first_line = _text
    try:
        yield
    finally:
        inline.split_first_line = _text_as_weasyprint_does


def _text(
    words: str, style: _Style, context: object, width: float | None, *more: object, **named: object
) -> _Line:
    """Return the first line of a text, as long as it can be."""
    done = _text_as_weasyprint_does(words, style, context, width, *more, **named)
    _, length, resume, *_ = done
    if resume is None or not width:
        return done
    if words.endswith(" ") and style["white_space"] == "normal":
        bare = _text_as_weasyprint_does(words.rstrip(" "), style, context, width, *more, **named)
        if bare[2] is None and bare[3] <= width:
            return _text_as_weasyprint_does(words, style, context, None, *more, **named)
    narrower = width - _WIDEST * style["font_size"]
    if not words.endswith(_TIES) or narrower <= 0:
        return done
    other = _text_as_weasyprint_does(words, style, context, narrower, *more, **named)
    return other if other[1] > length and other[2] is not None else done
