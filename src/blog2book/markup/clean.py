"""Clean any HTML into the dialect of a book."""

from collections.abc import Mapping
from dataclasses import dataclass

from blog2book.markup.paragraphs import from_text
from blog2book.markup.text import words
from blog2book.markup.tokens import Kind, tokens
from blog2book.model.xhtml import Xhtml


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Clean markup, how many things of which kind were removed, and how many words are in it."""

    body: Xhtml
    removed: Mapping[str, int]
    words: int


def clean(html: str, *, breaks: bool = False) -> Cleaned:
    """Return clean markup for any text. Never raises."""
    parts = []
    for token in tokens(html):
        if token.kind is Kind.TEXT:
            parts.append(token.text if breaks else " ".join(token.text.split("\n")))
        elif token.text in {"p", "div", "br", "li", "h1", "h2", "h3", "h4"}:
            parts.append("\n\n")
    body = from_text("".join(parts))
    return Cleaned(body=body, removed={}, words=words(body))
