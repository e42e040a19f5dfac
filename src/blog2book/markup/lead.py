"""How a month's first post begins, what heads paragraphs, and how they end (folio's rules)."""

import re

from blog2book.markup.parse import Element, name, parse, text_of
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_LEAD = re.compile(r"\s*([A-ZÀ-ÖØ-Þ])([\w’'-]*(?:[ \n]+[\w’'-]+){3})(?=[\s,;:.!?])")
_LEAST = 190
"""A paragraph with fewer signs is too short for an initial of three lines."""

_BOLD = re.compile(r"<p><(?:strong|b)>")
_LONGEST = 80
"""Signs of a line that heads what follows it."""

_FEWEST_WORDS = 3
"""A shorter paragraph has no last line of its own."""


def lead(body: Xhtml, *, drop: bool) -> Xhtml:
    """Mark the beginning of a body: `<p class="first">`, an initial, and small capitals.

    With `drop` the capital stands in `span.drop` and what follows it in `span.lead.caps`; without
    it the capital belongs to the lead. The lead is the first four words. Nothing changes unless
    the body begins with a paragraph of 190 signs or more whose first sign is a Latin capital, and
    four plain words come before any other markup.
    """
    root = parse(body)
    first = root[0] if len(root) and not (root.text or "").strip() else None
    if first is None or name(first) != "p" or len(text_of(first)) < _LEAST:
        return body
    match = _LEAD.match(first.text or "")
    if match is None:
        return body
    rest = (first.text or "")[match.end() :]
    first.set("class", "first")
    first.text = ""
    words = match[2] if drop else match[1] + match[2]
    if drop:
        _span(first, "drop", match[1])
    _span(first, "lead caps", words).tail = rest
    return write(root)


def _span(paragraph: Element, role: str, text: str) -> Element:
    """Put a span before all other elements but those put there before it."""
    span = paragraph.makeelement("span", {"class": role})
    span.text = text
    paragraph.insert(
        1 if role != "drop" and paragraph.find("span[@class='drop']") is not None else 0, span
    )
    return span


def with_subheads(body: Xhtml) -> Xhtml:
    """Mark a line in bold that stands above something: `<p class="subhead">`.

    Many a blog writes its smaller headings so. Not the first line, nor one of several in bold.
    """
    if not _BOLD.search(body):
        return body
    root = parse(body)
    bold = [_is_bold(one) for one in root]
    for at in range(1, len(bold) - 1):
        if bold[at] and not (bold[at - 1] or bold[at + 1]):
            root[at].set("class", "subhead")
    return write(root)


def _is_bold(element: Element) -> bool:
    """Say whether a paragraph is a line of bold words and nothing else."""
    if name(element) != "p" or len(element) != 1 or "class" in element.attrib:
        return False
    only = element[0]
    around = f"{element.text or ''}{only.tail or ''}"
    return (
        name(only) in {"strong", "b"}
        and not around.strip(" :")
        and only.find(".//img") is None
        and 0 < len(text_of(only).strip()) <= _LONGEST
    )


def tidy_last_words(body: Xhtml) -> Xhtml:
    """Tie the last word of each paragraph to the one before it, by a no-break space.

    Only a word of up to six signs, in a paragraph of three words or more, so that no line holds
    but one short word.
    """
    root = parse(body)
    for paragraph in root.iter("p"):
        _tie(paragraph)
    return write(root)


def _tie(paragraph: Element) -> None:
    """Tie the last word of one paragraph, if it stands in plain text."""
    if len(text_of(paragraph).split()) < _FEWEST_WORDS:
        return
    last = paragraph[-1] if len(paragraph) else None
    text = (paragraph.text if last is None else last.tail) or ""
    tied = re.sub(r"(?<=\S)[ \n]+(\S{1,6})\s*$", "\N{NO-BREAK SPACE}\\1", text)
    if last is None:
        paragraph.text = tied
    else:
        last.tail = tied
