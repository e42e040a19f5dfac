"""A page that no known structure reads: trafilatura looks for its article (the extra `web`)."""

import logging
from functools import cache
from importlib.util import find_spec
from typing import Any

from lxml import etree

from blog2book.readers.blog import Item, Text
from blog2book.readers.pages.page import Page
from blog2book.readers.pages.posts import Found
from blog2book.readers.times import moment

_SHORTEST = 500
"""Characters of text below which a page is a menu or a notice, and no article."""


@cache
def is_there() -> bool:
    """Say whether the extra is installed."""
    return find_spec("trafilatura") is not None


def readable(page: Page, file: str) -> Found | None:
    """Return the article of a page, None where there is none or the extra is not installed."""
    if not is_there():
        return None
    from trafilatura import bare_extraction, extract
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    source = etree.tostring(page.root, encoding="unicode", method="html")
    told = bare_extraction(source, url=page.url or None, with_metadata=True)
    fields: dict[str, Any] = told.as_dict() if isinstance(told, Document) else {}
    html = extract(
        source,
        url=page.url or None,
        output_format="html",
        include_comments=False,
        include_images=True,
        include_links=True,
        include_formatting=True,
        include_tables=True,
    )
    if not html or len(fields.get("text") or "") < _SHORTEST or not fields.get("date"):
        return None
    return Found(
        item=Item(
            text=Text(raw=html),
            file=file,
            place="its article",
            title=fields.get("title") or "",
            published=moment(fields["date"]),
            timed=False,
            author=fields.get("author") or "",
            labels=tuple(fields.get("tags") or ()),
            permalink=page.url,
        )
    )
