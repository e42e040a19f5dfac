"""Where a printed address, or a word of a program, may break."""

import re

from blog2book.addresses import display
from blog2book.markup.text import escape
from blog2book.model.xhtml import Xhtml

_PIECE = 26
"""Signs of an address that may not part, where nobody says otherwise."""

_IN_ADDRESSES = (r"(?=[?&#])", r"(?=[.\-_=%])")
_IN_PROGRAMS = (
    r"(?<=[./\\:;,=&|+({\[])(?=[^\W_])",
    r"(?<=[^\W_][_-])(?=[^\W_])",
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])",
)
_ANYWHERE = ("",)
"""Where one may be cut, the best kind of place first. Of words of programs these are joints: behind
signs, behind what joins words, before a capital."""


def address(text: str, limit: int = _PIECE) -> Xhtml:
    """Return an address as a book prints it (see `addresses.display`), in pieces."""
    return pieces(display(text) or text, limit)


def pieces(text: str, limit: int = _PIECE, whole: int = 0) -> Xhtml:
    """Return an address in pieces that never break, with a place to break between them.

    It breaks behind a slash; a piece of more than `whole` signs (0: `limit`) also before `? & #`,
    and if it is still too long, before `. - _ = %`; one of more than `limit` in the end anywhere.
    Nothing is added to the text.
    """
    most = whole or limit
    parts: list[str] = []
    for piece in re.findall(r"[^/]*/+|[^/]+", text):
        for part in _cut(piece, most, most, _IN_ADDRESSES):
            parts.extend(_cut(part, limit, limit, _ANYWHERE))
    inside = "<wbr/>".join(f"<span>{escape(part)}</span>" for part in parts)
    return Xhtml(f'<span class="url">{inside}</span>')


def joints(word: str, least: int, most: int, *, anywhere: bool = False) -> list[str]:
    """Return a word of a program cut at its joints, if it has more than `most` signs.

    Pieces are joined again up to `least` signs. What has no joint may be longer than `most`, if not
    `anywhere`.
    """
    return _cut(word, least, most, (*_IN_PROGRAMS, *_ANYWHERE) if anywhere else _IN_PROGRAMS)


def _cut(piece: str, least: int, most: int, places: tuple[str, ...]) -> list[str]:
    """Cut a piece that is too long at the first kind of place that it has, then at the next."""
    if len(piece) <= most or not places:
        return [piece]
    parts = [part for part in re.split(places[0], piece) if part]
    return _join(parts, least, most, places[1:])


def _join(parts: list[str], least: int, most: int, places: tuple[str, ...]) -> list[str]:
    """Join neighbours up to `least` signs, and cut those that are too long alone."""
    joined: list[str] = []
    for part in parts:
        if joined and len(joined[-1]) + len(part) <= least:
            joined[-1] += part
        else:
            joined.extend(_cut(part, least, most, places))
    return joined
