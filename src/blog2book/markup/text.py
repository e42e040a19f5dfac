"""From markup to plain text, and from plain text to markup."""

import re
from collections.abc import Iterable

from blog2book.markup.parse import Element, name, parse
from blog2book.markup.tokens import Kind, tokens
from blog2book.model.xhtml import Xhtml

BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"}
    | {"pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "hr", "figure"}
    | {"figcaption", "div", "section", "br"}
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff￾￿]")
_CP1252 = {
    code: char
    for code in range(0x80, 0xA0)
    if (char := bytes([code]).decode("cp1252", errors="ignore"))
}
"""In a blog, a C1 control character is a byte of Windows-1252 that was read as Latin-1."""


def printable(text: str) -> str:
    """Return text without what no book can hold: control characters and lone surrogates.

    Line ends become a line feed, a form feed a space.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return _CONTROL.sub("", text).translate(_CP1252)


def escape(text: str) -> Xhtml:
    """Return plain text as markup."""
    text = printable(text)
    return Xhtml(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def joined(parts: Iterable[Xhtml], between: str = "") -> Xhtml:
    """Return pieces of markup as one, with plain text between them."""
    return Xhtml(escape(between).join(parts))


def plain(body: Xhtml) -> str:
    """Return the visible text: each block on a line of its own, spaces as they are read."""
    parts: list[str] = []
    _collect(parse(body), parts)
    lines = (" ".join(line.split(" ")) for line in "".join(parts).split("\n"))
    return "\n".join(
        line for line in (re.sub(r"[ \t]+", " ", one).strip(" ") for one in lines) if line
    )


def _collect(element: Element, parts: list[str]) -> None:
    """Add the text of an element to `parts`, with line ends around blocks."""
    block = name(element) in BLOCKS
    if block:
        parts.append("\n")
    verbatim = name(element) == "pre" or "pre" in [name(one) for one in element.iterancestors()]
    fold = (lambda text: text) if verbatim else (lambda text: re.sub(r"[ \t\n]+", " ", text))
    parts.append(fold(element.text or ""))
    for child in element:
        if name(child) not in {"rt", "rp", "annotation"}:
            _collect(child, parts)
        parts.append(fold(child.tail or ""))
    if block:
        parts.append("\n")


def words(body: Xhtml) -> int:
    """Return how many words the visible text has, as `wc -w` counts them."""
    return len(plain(body).split())


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
    return whole.rstrip(" ,;:.–—-") + ellipsis
