"""Pages saved from a browser: each element with the class of a post's body is a post.

A page of another design is of another kind, with the text that it seems to be about.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from blog2book.audit.items import Item
from blog2book.audit.raw.bylines import signed
from blog2book.audit.raw.files import codec, day, decoded, files, keys
from blog2book.audit.raw.markup import block, blocks, plain, unescaped, without
from blog2book.audit.raw.prose import article
from blog2book.audit.raw.signs import without_signs
from blog2book.audit.raw.standing import is_hidden, is_marked, is_preview

_PAGE = re.compile(r"\.(?:x?html?|php|asp)$|(?:^|/)[^./]+$", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_BODIES = (
    "post-body",
    "e-content",
    "entry-content",
    "post-content",
    "articleBody",
    "asset-body",
    "entry-body",
    "entrytext",
    "storycontent",
    "b-singlepost-body",
)
_TITLES = ("entry-title", "post-title", "p-name", "headline", "asset-name", "entry-header")
_COMMENTS = ("comments", "comment-list", "commentlist", "comments-area", "comment")
_REMARKS = ("comment-content", "comment-text", "comment-body")
_NUMBER = re.compile(r"""\bid=["']?[^"'<>\s]{0,60}?(\d{1,20})(?=["'>\s])""")
_PING = re.compile(r"""\bclass=["']?[^"'<>]{0,300}\b(?:ping|track)back\b""")
_ARTICLE = re.compile(r"article:published_time|BlogPosting|NewsArticle")
_STAMP = re.compile(
    r"""(?:datetime|published_time"?\s+content|datePublished"\s*:)\s*=?\s*["']([\d-]{10})"""
)
_CANONICAL = re.compile(r"""<link\b[^<>]*\brel=["']?canonical["']?[^<>]*\bhref=["']([^"']*)""")
_PAGE_CLASS = re.compile(
    r"""\btype-page\b|<body\b[^<>]{0,300}\bclass=["']?(?:[^"'<>]{0,300}\s)?page(?=[\s"'>])""",
    re.IGNORECASE,
)
"""How WordPress marks a static page."""
_PAGE_ADDRESS = re.compile(r"//[^/]+/p/[^/]+\.html")
"""Where Blogger keeps static pages."""
_HREF = re.compile(r"""\bhref=["']?([^"'\s<>]*)""")


def items(source: Path) -> Iterator[Item]:
    """Yield the posts on all pages; a page on which none can be told is of another kind."""
    for name, path in files(source):
        if source.is_file() or _PAGE.search(name):
            data = path.read_bytes()
            text = page_text(data)
            if _HTML.search(text[:4096]):
                yield from of_page(text, name)


def page_text(data: bytes) -> str:
    """Return the text of a page, by the encoding that it names."""
    named = _CHARSET.search(data[:8192])
    try:
        return without_signs(data.decode(codec(named[1]) if named else "utf-8"))
    except UnicodeError:
        return decoded(data)


def of_page(text: str, name: str, address: str = "") -> Iterator[Item]:
    """Yield the posts that a page shows, and the comments where it shows one post."""
    remarks = list(blocks(text, *_COMMENTS))
    said = [(start, start + len(inside)) for inside, start in remarks]
    bodies = [
        (inside, start)
        for inside, start in blocks(text, *_BODIES)
        if inside.strip() and not any(begin <= start < end for begin, end in said)
    ]
    if not bodies and _ARTICLE.search(text) and text.count("<article") == 1:
        start = text.find("<article")
        bodies = [(text[start:].partition("</article")[0], start)]
    canonical = _CANONICAL.search(text)
    named = keys(unescaped(canonical[1]) if canonical else "", address)
    if not bodies:
        yield _unknown(text, name, named)
        return
    alone = len(bodies) == 1
    before = 0
    for number, (inside, start) in enumerate(bodies, 1):
        above = text[before:start]
        around = text if alone else above
        stamp = _STAMP.search(around)
        heading = next(filter(None, (block(around, one) for one in _TITLES)), "")
        title = " ".join(plain(heading).split())
        led = (*named, *map(unescaped, _HREF.findall(heading))) if alone else ()
        page = _PAGE_CLASS.search(above) or any(map(_PAGE_ADDRESS.search, led))
        yield Item(
            kind="page" if page else "post",
            place=f"{name}, post {number}",
            title=title,
            text=plain(inside),
            day=day(stamp[1]) if stamp else "",
            open=not (is_hidden(title, inside) or is_marked(above) or is_preview(*led)),
            keys=named if alone else (),
            secret=is_hidden(title, inside),
        )
        before = start + len(inside)
    if alone:
        yield from _remarks((inside for inside, _ in remarks), name)


def _remarks(areas: Iterable[str], name: str) -> Iterator[Item]:
    """Yield the comments under a page's one post."""
    number = 0
    for area in areas:
        before = 0
        for inside, start in blocks(area, *_REMARKS):
            number += 1
            above = area[before:start]
            named = _NUMBER.search(above)
            yield Item(
                kind="comment",
                place=f"{name}, comment {number}",
                title="",
                text=plain(block(inside, *_REMARKS[:2]) or inside),
                day="",
                open=not _PING.search(above),
                keys=keys(named[1] if named else ""),
            )
            before = start + len(inside)


def _unknown(text: str, name: str, named: tuple[str, ...]) -> Item:
    """Return a page on which no post can be told from the rest."""
    stamp = _STAMP.search(text)
    return Item(
        kind="other",
        place=name,
        title="",
        text=plain(signed(article(without(text, *_COMMENTS)))),
        day=day(stamp[1]) if stamp else "",
        open=True,
        keys=named,
    )
