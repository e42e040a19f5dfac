"""From markup to plain text, and from plain text to markup."""

import html
import re
from collections.abc import Iterable

from blog2book.markup.parse import Element, name, parse
from blog2book.markup.tokens import Kind, tokens
from blog2book.model.words import count
from blog2book.model.xhtml import Xhtml

BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"}
    | {"pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "hr", "figure"}
    | {"figcaption", "div", "section", "br"}
)
_UNREAD = frozenset({"rt", "rp", "annotation"})
"""Elements whose text is no word of the text around it."""
_UNSHOWN = _UNREAD | {"script", "style"}
_TAG_NAME = re.compile(r"/?([A-Za-z][\w:-]*)|!|\?")

_BLANKS = re.compile(r"[ \t\n]{2,}|[\t\n]")
"""Blanks that are not one space already: `sub` holds a piece for each that it finds."""

_UNUSUAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CHANGED: dict[int, str] = dict.fromkeys((*range(32), *range(0x7F, 0xA0)), "")
_CHANGED |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "")
_CHANGED |= {0x09: "\t", 0x0A: "\n", 0x0C: " ", 0x0D: "\n"}
_CHANGED |= {
    code: char
    for code in range(0x80, 0xA0)
    if (char := bytes([code]).decode("cp1252", errors="ignore"))
}
"""In a blog, a C1 control character is a byte of Windows-1252 that was read as Latin-1."""


def printable(text: str) -> str:
    """Return text without what no book can hold: control characters and lone surrogates.

    Line ends become a line feed, a form feed a space.
    """
    if _UNUSUAL.search(text) is None:
        return text
    return text.replace("\r\n", "\n").translate(_CHANGED)


def escape(text: str) -> Xhtml:
    """Return plain text as markup."""
    text = printable(text)
    return Xhtml(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def apart(text: str) -> Xhtml:
    """Return plain text as markup whose direction is its own, and none of what is beside it."""
    return Xhtml(f"<bdi>{escape(text)}</bdi>")


def joined(parts: Iterable[Xhtml], between: str = "") -> Xhtml:
    """Return pieces of markup as one, with plain text between them."""
    return Xhtml(escape(between).join(parts))


def filled(body: Xhtml, sign: str, piece: Xhtml) -> Xhtml:
    """Return markup with a piece of markup for each such sign in its text."""
    return Xhtml(body.replace(sign, piece))


def plain(body: Xhtml) -> str:
    """Return the visible text: each block and each line on a line of its own, blanks folded."""
    parts: list[str] = []
    _collect(parse(body), parts)
    lines = (fold(line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: Element, parts: list[str], *, verbatim: bool = False) -> None:
    """Add the text of an element to `parts`, with line ends around blocks."""
    tag = name(element)
    around = "\n" if tag in BLOCKS else ""
    verbatim = verbatim or tag == "pre"
    parts.extend((around, _folded(element.text, verbatim=verbatim)))
    for child in element:
        if name(child) not in _UNREAD:
            _collect(child, parts, verbatim=verbatim)
        parts.append(_folded(child.tail, verbatim=verbatim))
    parts.append(around)


def _folded(text: str | None, *, verbatim: bool) -> str:
    """Return a text with its line ends as blanks, unless it is verbatim."""
    return text or "" if verbatim else fold(text or "")


def fold(text: str) -> str:
    """Return text with each run of blanks, tabs and line ends as one blank."""
    return _BLANKS.sub(" ", text)


def opening(body: Xhtml, limit: int) -> str:
    """Return the first words of the visible text, in one line of at most `limit` signs."""
    return shorten(plain(body).replace("\n", " "), limit)


def words(body: Xhtml) -> int:
    """Return how many words the visible text has (model/words.py)."""
    return count(plain(body))


def raw_words(markup: str) -> int:
    """Return how many words markup shows, clean or not (model/words.py).

    Without parsing: before cleaning there is no tree, and a count must not cost one.
    """
    first, *pieces = markup.split("<")
    parts = [first]
    until = ""
    for piece in pieces:
        tag, closed, text = piece.partition(">")
        name = _TAG_NAME.match(tag)
        if until:
            if until == "-->" and until in piece:
                parts.append(piece.partition(until)[2])
                until = ""
            elif until == tag.strip().lower():
                parts.append(f" {text}")
                until = ""
        elif tag.startswith("!--"):
            until = "" if tag.endswith("--") and len(tag) > len("!--") else "-->"
            parts.append("" if until else text)
        elif name is None or not closed:
            parts.append(f"<{piece}")
        elif (known := (name[1] or "").lower()) in _UNSHOWN and not tag.endswith("/"):
            until = f"/{known}"
        else:
            parts.append(f" {text}" if known in BLOCKS else text)
    return count(html.unescape("".join(parts)))


def unescape(html_or_text: str) -> str:
    """Return a title as plain text: without tags, entities read once, spaces folded."""
    parts = [one.text for one in tokens(html_or_text) if one.kind is Kind.TEXT]
    return " ".join(printable("".join(parts)).split())


def shorten(text: str, limit: int, ellipsis: str = "…") -> str:
    """Return `text`, or its beginning, cut at a word, in `limit` signs with the ellipsis."""
    text = text.strip()
    if len(text) <= limit:
        return text
    room = max(limit - len(ellipsis), 0)
    cut = text[: room + 1]
    whole = cut.rpartition(" ")[0].rstrip() if " " in cut.strip() else text[:room]
    return whole.rstrip(" ,;:.…–—-") + ellipsis
