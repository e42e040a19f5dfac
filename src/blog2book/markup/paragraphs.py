"""Paragraphs from plain text."""

import re

from blog2book.markup.text import escape, printable
from blog2book.model.xhtml import Xhtml


def from_text(text: str, *, one_line_each: bool = False) -> Xhtml:
    """Return plain text as paragraphs.

    A blank line parts paragraphs and a single line end is a `<br/>`; with `one_line_each` every
    line is a paragraph. Nothing in the text is markup.
    """
    pieces = re.split(r"\n" if one_line_each else r"\n[ \t]*(?:\n[ \t]*)+", printable(text))
    paragraphs = (
        "<br/>".join(escape(line.strip()) for line in piece.strip("\n").split("\n"))
        for piece in pieces
        if piece.strip()
    )
    return Xhtml("\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
