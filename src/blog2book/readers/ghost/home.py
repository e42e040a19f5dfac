"""Where a blog of Ghost's stood, which hardly any export says: judged by what its posts link to."""

import re

from blog2book.readers.ghost.export import Export
from blog2book.readers.json_file import text, verbatim

_SAID = re.compile(r"https?://[\w.:-]+(?:/[\w./-]*)?")
_LINK = re.compile(
    r"\b(https?)://([\w-]+(?:\.[\w-]+)+)/"
    r"(?:content/images/([\w./-]+)|(?:\d{4}/(?:\d\d/){1,2})?(\w+(?:-\w+)+)/?[\"'#?)\s<\\])"
)
"""A picture as Ghost keeps it, or an address that ends like a post's; one word says too little."""
_ENOUGH = 2
"""Different posts or pictures that must be linked at a host before it is taken for the blog's."""
_TEXTS = ("html", "lexical", "mobiledoc", "markdown")


def home(newest: Export, exports: list[Export]) -> str:
    """Return the blog's address without a slash at its end, "" if nobody knows it."""
    said = newest.setting("url", "site_url").strip()
    if _SAID.fullmatch(said):
        return said.rstrip("/")
    posts = [
        row for one in exports for row in one.rows("posts") if text(row, "status") == "published"
    ]
    slugs = {text(row, "slug") for row in posts}
    found: dict[str, set[str]] = {}
    safe: set[str] = set()
    for row in posts:
        for scheme, host, picture, slug in _LINK.findall(verbatim(row, *_TEXTS)):
            if picture or slug in slugs:
                found.setdefault(host.lower(), set()).add(picture or slug)
                if scheme == "https":
                    safe.add(host.lower())
    best = min(found, key=lambda one: (-len(found[one]), one), default="")
    if len(found.get(best, ())) < _ENOUGH:
        return ""
    return f"{'https' if best in safe else 'http'}://{best}"
