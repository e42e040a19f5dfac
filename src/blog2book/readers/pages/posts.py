"""The posts on a page: by the classes that Blogger, WordPress, Movable Type and h-entry pages have.

A page may show one post or many. What a single page says of itself (<meta>, JSON-LD) fills in what
the post's own elements leave open.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from blog2book.addresses import is_external
from blog2book.model.archive import Kind, Status
from blog2book.readers.blog import Item, Text
from blog2book.readers.pages.comments import comments
from blog2book.readers.pages.page import Element, Page, classes, having, inner, tags, text_of
from blog2book.readers.shown import hidden_status, is_preview, status_of_classes
from blog2book.readers.times import moment

BODIES = frozenset(
    {"post-body", "e-content", "entry-content", "post-content", "articleBody", "asset-body"}
    | {"entry-body", "entrytext", "storycontent", "b-singlepost-body"}
)
"""Classes of elements that hold a post's text and nothing else."""

_POSTS = frozenset(
    {"post", "hentry", "h-entry", "post-outer", "type-post", "type-page", "entry", "asset"}
)
_TITLES = ("entry-title", "post-title", "p-name", "headline", "asset-name", "entry-header")
_LINKS = ("u-url", "timestamp-link", "permalink", "entry-title", "post-title", "p-name")
_MOMENTS = ("dt-published", "published", "datePublished", "entry-date", "post-date")
_DAYS = ("entry-date", "post-date", "posted-on", "dateline", "published", "date")
_AUTHORS = ("p-author", "fn", "byline", "post-author", "author")
_LABELS = ("p-category", "post-labels", "cat-links", "tag-links", "entry-tags", "entry-categories")
_MORE = frozenset({"more-link", "jump-link", "read-more", "readmore"})
_COMMENTS = frozenset({"comment", "comments", "comment-list", "commentlist", "comments-area"})
_BY = re.compile(r"^(?:posted\s+)?by:?\s+", re.IGNORECASE)
_PAGE = re.compile(r"//[^/]+/p/[^/]+\.html")
"""Where Blogger keeps static pages."""


@dataclass(slots=True, kw_only=True)
class Found:
    """A post on a page. `day` is the text of its date where that is not written for machines.

    `cut` says that the page shows the post's beginning and a link to the rest.
    """

    item: Item
    day: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A post's text, and the elements around it that tell its title and date."""

    page: Page
    body: Element
    around: Sequence[Element]
    day: str
    alone: bool
    article: Mapping[str, Any]


def posts(page: Page, file: str) -> list[Found]:
    """Return the posts that a page shows, in its order, [] if it shows none that can be known."""
    found = [_found(place, file, number) for number, place in enumerate(_places(page), 1)]
    return [one for one in found if one.item.text.raw.strip()]


def _places(page: Page) -> Iterator[_Place]:
    """Find the texts of posts, and what stands around each."""
    bodies = _bodies(page)
    alone = len(bodies) == 1
    shares = Counter(one for body in bodies for one in body.iterancestors())
    inside = {one for body in bodies for one in body.iter()}
    since: list[Element] = []
    day = ""
    waiting = iter(bodies)
    body = next(waiting, None)
    for one in page.elements:
        if "date-header" in classes(one):
            day = text_of(one)
        if one is body:
            post = _container(body, shares)
            around = (
                since
                if post is None
                else [
                    other
                    for other in post.iter()
                    if isinstance(other.tag, str) and other not in inside
                ]
            )
            article = page.article() if alone else {}
            yield _Place(page=page, body=body, around=around, day=day, alone=alone, article=article)
            since = []
            body = next(waiting, None)
        elif one not in inside:
            since.append(one)


def _bodies(page: Page) -> list[Element]:
    """Return the elements that hold posts' texts, none inside another."""
    marked = [one for one in page.elements if classes(one) & BODIES]
    outer = set(marked)
    bodies = [
        one
        for one in marked
        if not any(
            above in outer or classes(above) & _COMMENTS or above.get("id") == "comments"
            for above in one.iterancestors()
        )
    ]
    if not bodies and (page.article() or page.meta("article:published_time")):
        for tag in ("article", "main"):
            found = tags(page.elements, tag)
            if len(found) == 1:
                return found
    return bodies


def _container(body: Element, shares: Mapping[Element, int]) -> Element | None:
    """Return the element that holds one post with its title and date, None if there is none."""
    widest = None
    for one in body.iterancestors():
        if shares[one] > 1:
            break
        widest = one
        if classes(one) & _POSTS or one.tag == "article":
            break
    return widest


def _found(place: _Place, file: str, number: int) -> Found:
    page, article, alone = place.page, place.article, place.alone
    url = _url(place)
    published = _moment(place)
    edited = article.get("dateModified") or page.meta("article:modified_time") if alone else ""
    title = _title(place)
    clock = published and (published.hour, published.minute, published.second)
    return Found(
        item=Item(
            text=Text(raw=_text(place, title)),
            file=file,
            place=f"post {number}",
            kind=_kind(place, url),
            status=_status(place, url, title),
            title=title,
            published=published,
            timed=bool(clock and any(clock)),
            updated=moment(str(edited)),
            author=_author(place),
            labels=_labels(place),
            permalink=url,
            remarks=comments(page, place.body) if alone else [],
        ),
        day="" if published else _day(place),
        cut=any(classes(one) & _MORE for one in (*place.around, *place.body.iter("a", "div"))),
    )


def _status(place: _Place, url: str, title: str) -> Status:
    """Return how a post stands; who is signed in may save what nobody else is shown."""
    marks = frozenset().union(*map(classes, (place.body, *place.body.iterancestors())))
    found = status_of_classes(marks)
    if found is Status.PUBLISHED:
        found = hidden_status(title, inner(place.body))
    if found is Status.PUBLISHED and any(map(is_preview, (url, place.page.url))):
        return Status.DRAFT
    return found


def _title(place: _Place) -> str:
    """Return a post's title, "" if it has none or only its own first words."""
    beginning = text_of(place.body)
    for one in having(place.around, _TITLES):
        if text := text_of(one):
            repeated = "p-name" in classes(one) and beginning.startswith(text.rstrip("…."))
            return "" if repeated else text
    told = str(place.article.get("headline") or "") if place.alone else ""
    if told:
        return told
    heads = tags(place.around, "h1", "h2", "h3")
    heads = [one for one in heads if "date-header" not in classes(one)]
    if heads:
        return text_of(heads[-1])
    told = place.page.meta("og:title") if place.alone else ""
    return "" if beginning.startswith(told.rstrip("….")) else told


def _text(place: _Place, title: str) -> str:
    """Return the HTML of a post, without the heading in it that is its title."""
    for one in place.body.iter("h1", "h2"):
        if title and text_of(one) == title:
            tail, above = one.tail or "", one.getparent()
            if above is not None:
                before = one.getprevious()
                if before is None:
                    above.text = (above.text or "") + tail
                else:
                    before.tail = (before.tail or "") + tail
                above.remove(one)
            break
    return inner(place.body)


def _url(place: _Place) -> str:
    """Return a post's own address, "" if none is told."""
    page = place.page
    marked = having(place.around, _LINKS)
    links = [link for one in marked for link in ([one] if one.tag == "a" else one.iter("a"))]
    links += [
        one for one in tags(place.around, "a") if "bookmark" in (one.get("rel") or "").split()
    ]
    for link in links:
        href = (link.get("href") or "").strip()
        if href and not href.startswith("#") and (whole := _whole(href, page.url)):
            return whole
    return _whole(page.canonical() or page.url, page.url) if place.alone else ""


def _whole(href: str, base: str) -> str:
    """Return an address without its fragment, whole if the page's own is known; "" if no web's."""
    try:
        url = urljoin(base, href).partition("#")[0]
    except ValueError:
        return ""
    return url if is_external(url) or url.startswith("/") else ""


def _moment(place: _Place) -> datetime | None:
    """Return when a post was published, as its page says for machines."""
    for one in (*having(place.around, _MOMENTS), *tags(place.around, "time", "abbr")):
        for inside in (one, *one.iter("time", "abbr")):
            for name in ("datetime", "title", "content"):
                if read := moment(inside.get(name) or ""):
                    return read
    if not place.alone:
        return None
    told = place.page.meta("article:published_time", "datePublished")
    return moment(told) or moment(str(place.article.get("datePublished") or ""))


def _day(place: _Place) -> str:
    """Return the text of a post's date."""
    texts = (text_of(one) for one in having(place.around, _DAYS))
    return next((text for text in texts if text), "") or place.day


def _author(place: _Place) -> str:
    """Return who wrote a post, "" if that is not told."""
    for one in having(place.around, _AUTHORS):
        if name := _BY.sub("", text_of(one)):
            return name
    if not place.alone:
        return ""
    return _name(place.article.get("author")) or place.page.meta("author", "article:author")


def _name(author: object) -> str:
    """Return an author's name out of JSON-LD."""
    if isinstance(author, list):
        author = author[0] if author else ""
    if isinstance(author, dict):
        author = author.get("name")
    return author if isinstance(author, str) else ""


def _labels(place: _Place) -> tuple[str, ...]:
    """Return a post's categories and tags."""
    links = [
        link
        for one in having(place.around, _LABELS)
        for link in ([one] if one.tag == "a" else list(one.iter("a")) or [one])
    ]
    links += [one for one in tags(place.around, "a") if "tag" in (one.get("rel") or "").split()]
    found = [text_of(link) for link in links]
    return tuple(dict.fromkeys(one for one in found if one))


def _kind(place: _Place, url: str) -> Kind:
    """Return whether it is a dated post or a static page."""
    marked = any("type-page" in classes(one) for one in place.body.iterancestors())
    whole = next(iter(tags(place.page.elements, "body")), None)
    page = whole is not None and place.alone and "page" in classes(whole)
    return Kind.PAGE if marked or page or _PAGE.search(url) else Kind.POST
