"""Where a printed address may break."""

import re

from blog2book.addresses import display
from blog2book.markup.text import escape
from blog2book.model.xhtml import Xhtml

_PIECE = 26
"""Signs of an address that may not part, where nobody says otherwise."""


def address(text: str, limit: int = _PIECE) -> Xhtml:
    """Return an address as a book prints it (see `addresses.display`), in pieces."""
    return pieces(display(text) or text, limit)


def pieces(text: str, limit: int = _PIECE) -> Xhtml:
    """Return an address in pieces that never break, with a place to break between them.

    It breaks behind a slash; a piece of more than `limit` signs also before `? & #`, and if it is
    still too long, before `. - _ = %`, and in the end anywhere. Nothing is added to the text.
    """
    parts: list[str] = []
    for piece in re.findall(r"[^/]*/+|[^/]+", text):
        parts.extend(_cut(piece, limit, (r"(?=[?&#])", r"(?=[.\-_=%])")))
    inside = "<wbr/>".join(f"<span>{escape(part)}</span>" for part in parts)
    return Xhtml(f'<span class="url">{inside}</span>')


def _cut(piece: str, limit: int, places: tuple[str, ...]) -> list[str]:
    """Cut a piece that is too long at the first kind of place that it has, then at the next."""
    if len(piece) <= limit:
        return [piece]
    if not places:
        return [piece[start : start + limit] for start in range(0, len(piece), limit)]
    parts = [part for part in re.split(places[0], piece) if part]
    return _join(parts, limit, places[1:])


def _join(parts: list[str], limit: int, places: tuple[str, ...]) -> list[str]:
    """Join neighbours that fit one piece, and cut those that are too long alone."""
    joined: list[str] = []
    for part in parts:
        if joined and len(joined[-1]) + len(part) <= limit:
            joined[-1] += part
        else:
            joined.extend(_cut(part, limit, places))
    return joined
