"""Pages of single posts: as tumblr-backup (once tumblr-utils) saves them, and Tumblr's own."""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from blog2book.addresses import is_external
from blog2book.markup.rough import line, marked, reshape, rough
from blog2book.markup.text import printable
from blog2book.markup.tree import Node
from blog2book.model.archive import Status
from blog2book.readers.files import File
from blog2book.readers.times import moment
from blog2book.readers.tumblr.found import Found, flat, has_own_words, html_of

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_STAMP = re.compile(
    r"([A-Za-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}),? (\d{1,2}):(\d\d) ?([ap]m)",
    re.IGNORECASE,
)
_NOON = 12
_KIND = re.compile("(?:liked-)?([a-z]{1,20})")
_FROM_OTHERS = frozenset({"⬀", "⬈"})
"""tumblr-backup's signs for the post that a reblog comes from, and for the first of them all."""

_OTHERS_WORDS = frozenset({"quote", "chat"})
"""Kinds of which the words are somebody else's wherever the post is a reblog."""


def page_of(file: File, name: str, identity: str) -> tuple[Found, str] | None:
    """Read a page, and the name of the blog that it bears; None for a page of another kind."""
    root = rough(file.text)
    article = next((one for one in root.walk() if one.tag == "article"), None)
    if article is not None:
        found = _saved(article, Found(identity=identity, file=name, digest=file.digest))
        title = next((one for one in root.walk() if one.tag == "title"), None)
        return (found, printable(line(title))) if found else None
    footer = next((one for one in root.walk() if one.attributes.get("id") == "footer"), None)
    if footer is None:
        return None
    return _exported(root, footer, Found(identity=identity, file=name, digest=file.digest)), ""


def _saved(article: Node, found: Found) -> Found | None:
    """Read an article of tumblr-backup's."""
    stamp = next((one for one in article.walk() if one.tag == "time"), None)
    if stamp is None:
        return None
    header = next((one for one in article.nodes() if one.tag == "header"), Node("header"))
    footer = next((one for one in article.nodes() if one.tag == "footer"), Node("footer"))
    heading = next((one for one in article.nodes() if one.tag == "h2"), Node("h2"))
    kind = _KIND.fullmatch(next(iter(article.classes), ""))
    found.kind = kind[0] if kind else "post"
    found.published = moment(stamp.attributes.get("datetime", ""))
    found.labels = tuple(_tags(footer))
    found.aliases = tuple(_addresses(header))
    host = next(_hosts(footer), "")
    path = f"/post/{found.identity}"
    found.permalink = f"https://{host}{path}" if host else path
    article.fill(one for one in article.children if one not in (header, footer, heading))
    reblogged = any(line(one) in _FROM_OTHERS for one in header.walk() if one.tag == "a")
    reblogged = flat(article) or reblogged
    own = found.kind not in _OTHERS_WORDS and has_own_words(article)
    found.theirs = reblogged and not own
    _head(found, heading, article)
    found.html = html_of(article)
    return found


def _head(found: Found, heading: Node, body: Node) -> None:
    """Give a post its title; of a link the heading leads there, of an answer it is the question."""
    if found.kind == "answer":
        question = Node("blockquote", {}, [Node("p", {}, heading.children)])
        body.fill([question, *body.children])
        return
    found.title = printable(line(heading))
    link = next((one for one in heading.walk() if one.tag == "a"), None)
    if link is not None:
        body.fill([Node("p", {}, [link]), *body.children])


def _tags(footer: Node) -> Iterator[str]:
    """Yield the tags of a post."""
    for link in footer.nodes():
        if link.tag == "a" and "/tagged/" in link.attributes.get("href", ""):
            yield printable(line(link)).removeprefix("#")


def _hosts(footer: Node) -> Iterator[str]:
    """Yield the hosts of a post's tags: those of the blog."""
    for link in footer.nodes():
        href = link.attributes.get("href", "")
        if "/tagged/" in href and is_external(href):
            yield urlsplit(href).netloc


def _addresses(header: Node) -> Iterator[str]:
    """Yield a post's short address."""
    for link in header.walk():
        href = link.attributes.get("href", "")
        if line(link) == "●" and is_external(href):
            yield href


def _exported(root: Node, footer: Node, found: Found) -> Found:
    """Read a page of Tumblr's own export. Its times name no zone, and nothing says how it stood.

    Drafts and private posts may lie among them, so each is a draft until its owner says otherwise.
    """
    body = next((one for one in root.walk() if one.tag == "body" and one is not root), root)
    stamp = next((one for one in footer.walk() if one.attributes.get("id") == "timestamp"), None)
    found.kind = "post"
    found.published = _moment(line(stamp))
    found.labels = tuple(printable(line(one)).removeprefix("#") for one in marked(footer, "tag"))
    found.permalink = f"/post/{found.identity}"
    heading = next((one for one in body.nodes() if one.tag == "h1"), Node("h1"))
    found.title = printable(line(heading))
    reshape(body, lambda node: [] if node in (footer, heading) else None)
    found.pictures = tuple(one.attributes.get("src", "") for one in body.walk() if one.tag == "img")
    found.unsaid = True
    found.status = Status.DRAFT
    found.theirs = flat(body) and not has_own_words(body)
    found.html = html_of(body)
    return found


def _moment(written: str) -> datetime | None:
    """Read "May 5th, 2011 10:58pm"."""
    stamp = _STAMP.search(written)
    if stamp is None:
        return None
    month = next(
        (number for number, name in enumerate(_MONTHS, 1) if name.startswith(stamp[1].lower())), 0
    )
    hour = int(stamp[4]) % _NOON + (_NOON if stamp[6].lower() == "pm" else 0)
    return moment(f"{stamp[3]}-{month:02}-{int(stamp[2]):02} {hour:02}:{stamp[5]}")
