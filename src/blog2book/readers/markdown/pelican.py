"""Where Pelican's own addresses lead: to posts, to files of the site, and to its lists."""

import posixpath
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import quote, unquote

from blog2book.readers.markdown.posts import Page
from blog2book.readers.markdown.site import Site
from blog2book.readers.markdown.sorting import HTML, MARKDOWN, REST

SIGN = re.compile(
    r"(?:[{|]|%7B|%7C)(filename|static|attach|index|author|category|tag)(?:[}|]|%7D|%7C)",
    re.IGNORECASE,
)
_WITH_BLANKS = re.compile(
    r"\]\([ \t]*([{|](?:filename|static|attach|author|category|tag)[}|][^()<>\n\"]{0,300}?)[ \t]*\)"
)
_LINK = re.compile(
    r"<a\b([^<>]{0,2000}?)\shref\s*=\s*([\"'])([^\"'<>]{1,2000})\2([^<>]{0,2000})>"
    r"((?:(?!</?a\b).){0,2000}?)</a>",
    re.IGNORECASE | re.DOTALL,
)


def with_blanks(text: str) -> str:
    """Return Markdown whose links in Pelican's way may hold blanks, as its own parser has them."""
    return _WITH_BLANKS.sub(r"](<\1>)", text) if "](" in text else text


def is_text(path: str) -> bool:
    """Say whether a path names a text that may be a post."""
    bare = path.partition("#")[0]
    return any(one.search(bare) for one in (MARKDOWN, REST, HTML))


def file_address(site: Site, value: str, page: Page) -> str:
    """Return where a file or a list stood on the site, "" where that has no known address."""
    found = SIGN.match(value)
    if found is None or not site.address:
        return ""
    kind, path = found[1].lower(), unquote(value[found.end() :]).strip()
    if kind == "index":
        return f"{site.address}/"
    if kind in {"author", "category", "tag"}:
        slug = re.sub(r"[^\w]+", "-", path.lower()).strip("-")
        return f"{site.address}/{kind}/{quote(slug)}.html"
    if kind == "attach":
        return f"{page.permalink.rpartition('/')[0]}/{quote(posixpath.basename(path))}"
    folder = "" if path.startswith("/") else posixpath.dirname(page.name).removeprefix("content")
    plain = posixpath.normpath(f"/{folder}/{path}").lstrip("/.")
    return f"{site.address}/{quote(plain)}"


def settled(html: str, lead: Callable[[str], str]) -> str:
    """Return HTML whose links in Pelican's way lead where `lead` says; of others the words stay.

    Words that do not say which file was meant are followed by its name.
    """

    def link(found: re.Match[str]) -> str:
        value, words = unescape(found[3]).strip(), found[5]
        if not SIGN.match(value):
            return found[0]
        address = lead(value)
        if address:
            return f'<a{found[1]} href="{address}"{found[4]}>{words}</a>'
        name = posixpath.basename(unquote(SIGN.sub("", value, count=1))).partition("#")[0]
        told = "." in name and not is_text(name) and name not in unescape(words)
        return f"{words} ({name})" if told else words

    return _LINK.sub(link, html)
