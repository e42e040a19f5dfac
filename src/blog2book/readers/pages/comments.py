"""The comments under the one post of a page, as WordPress, Blogger and h-entry pages show them."""

import re
from collections.abc import Sequence
from datetime import datetime

from blog2book.model.archive import Standing
from blog2book.readers.blog import Remark, Text
from blog2book.readers.pages.page import Element, Page, classes, having, inner, text_of, within
from blog2book.readers.times import moment

_COMMENTS = frozenset({"comment", "h-cite", "u-comment", "pingback", "trackback"})
_BODIES = ("comment-content", "comment-text", "e-content", "comment-body", "p-content")
_AUTHORS = ("fn", "p-author", "user", "comment-author", "comment_name")
_BLOGGERS = frozenset({"bypostauthor", "blog-author"})
_SAYS = re.compile(r"\s+(?:says|said|wrote)\s*(?::|…|\.\.\.)?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,20})$")


def comments(page: Page, post: Element) -> list[Remark]:
    """Return the comments of a page, in its order; what stands in the post's own text is none."""
    inside = set(post.iter())
    found = [
        one
        for one in page.elements
        if classes(one) & _COMMENTS and one.tag != "a" and one not in inside
    ]
    known = set(found)
    remarks: dict[Element, Remark] = {}
    for one in found:
        own = [other for other in within(one) if other not in known]
        own = [other for other in own if _nearest(other, known) is one]
        remarks[one] = _remark(one, own)
        above = _nearest(one, known)
        if above is not None:
            remarks[one].parent = remarks[above].identity
    return [one for one in remarks.values() if one.text.raw.strip()] or _old_blogger(page)


def _nearest(element: Element, known: set[Element]) -> Element | None:
    """Return the comment in which an element stands."""
    return next((one for one in element.iterancestors() if one in known), None)


def _remark(element: Element, own: Sequence[Element]) -> Remark:
    """Return a comment; `own` are the elements in it that are not of an answer to it."""
    body = next(iter(having(own, _BODIES)), None)
    author = next((text for one in having(own, _AUTHORS) if (text := text_of(one))), "")
    marks = frozenset().union(classes(element), *map(classes, own))
    ping = classes(element) & {"pingback", "trackback"}
    return Remark(
        text=Text(raw="" if body is None else inner(body)),
        identity=_identity((element, *own)),
        author=_SAYS.sub("", author),
        by_blogger=bool(marks & _BLOGGERS),
        published=_moment(own),
        standing=Standing.PINGBACK if ping else Standing.APPROVED,
    )


def _identity(elements: Sequence[Element]) -> str:
    """Return the number that a comment has on its platform, "" if none is told."""
    for one in elements:
        if number := _NUMBER.search(one.get("id") or one.get("name") or ""):
            return number[1]
    return ""


def _moment(elements: Sequence[Element]) -> datetime | None:
    """Return when a comment was written, as its page says for machines."""
    for one in elements:
        if one.tag in {"time", "abbr"}:
            read = moment(one.get("datetime") or one.get("title") or "")
            if read:
                return read
    return None


def _old_blogger(page: Page) -> list[Remark]:
    """Return the comments of a Blogger page of before 2012: a list of terms."""
    remarks: list[Remark] = []
    for one in page.elements:
        if one.tag == "dt" and "comment-author" in classes(one):
            author = _SAYS.sub("", text_of(one))
            remarks.append(
                Remark(text=Text(raw=""), identity=_identity((one, *within(one))), author=author)
            )
        elif one.tag == "dd" and "comment-body" in classes(one) and remarks:
            remarks[-1].text.raw += inner(one)
    return [one for one in remarks if one.text.raw.strip()]
