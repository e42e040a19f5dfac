"""Pages saved from a browser: one, or a folder of them.

In a browser: Save page as, Web page, complete. Known are pages of Blogger, WordPress, Movable Type
and Typepad, h-entry, and pages that describe their article in JSON-LD. What none of these reads,
trafilatura reads (the extra `web`), if it looks like an article.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.model.archive import Archive, Asset, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import archive
from blog2book.readers.files import head_of
from blog2book.readers.held import asset
from blog2book.readers.pages.page import LARGEST, Page
from blog2book.readers.pages.site import Site
from blog2book.readers.progress import READING, Progress
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.unpack import members

_HTML = re.compile(
    rb"(?:\s|<\?xml[^>]*+>|<!--.*?-->)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = re.compile(
    rb"generator[\"']?[^>]{0,80}(?:blogger|wordpress|typepad|movable)"
    rb"|(?:blogger|wordpress)[^>]{0,40}generator"
    rb"|[\"'\s](?:post-body|entry-content|e-content|h-entry|hentry)[\"'\s]"
    rb"|article:published_time|BlogPosting",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\.(?:x?html?|php|asp)$|(?:^|/)[^./]+$", re.IGNORECASE)
_ON_THE_WEB = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MOST_LOOKED_AT = 40


class PagesReader:
    """Reads pages that were saved from a browser."""

    name = "pages"
    reads = "pages of a blog saved from a browser"

    def recognises(self, sample: Sample) -> Confidence:
        """Say how surely these are a blog's pages; never certain: other exports hold pages too."""
        if not sample.members:
            return Confidence.LIKELY if _is_post(sample.head) else Confidence.NO
        pages = (name for name in sample.members if _PAGE.search(name))
        heads = (head_of(sample.path / name) for name in islice(pages, _MOST_LOOKED_AT))
        return Confidence.POSSIBLE if any(map(_is_post, heads)) else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read a page or a folder. Raises ArchiveError where no page shows a post."""
        names = members(source) if source.is_dir() else ()
        site = Site()
        progress = Progress(context.report, READING)
        files: list[Origin] = []
        pictures = {name.casefold(): name for name in names if PICTURE.search(name)}
        assets: dict[str, Asset] = {}
        for name in [one for one in names if _PAGE.search(one)] or [source.name] * (not names):
            data = _data(source / name if names else source, name, context)
            if data is None or not _HTML.match(data[:4096]):
                continue
            page = Page(data)
            origin = Origin(file=name, place="", url=page.url, digest=sha256(data).hexdigest())
            files.append(origin)
            for found in _local(page, name, pictures):
                assets.setdefault(found, asset(found, found, source / found, origin))
            site.add(page, name)
            progress.step()
        blog = site.blog(source, context)
        if not blog.items:
            raise ArchiveError(
                f"{source.name} shows no post that can be told from the rest of the page.",
                hint="Save the post's own page, or copy its text into a text file under its date.",
            )
        read = {one.file for one in files}
        for notice in files_not_read([one for one in names if one not in read], source.name):
            context.report(notice)
        blog.files = files
        return replace(archive(blog, context), assets=tuple(assets.values()))


def _is_post(head: bytes) -> bool:
    """Say whether a file begins as the page of a blog."""
    return bool(_HTML.match(head[:4096]) and _SIGNS.search(head))


def _data(path: Path, name: str, context: Context) -> bytes | None:
    """Return a page's bytes, None with a Notice where it cannot be read or is too large."""
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_bytes()
        reason = f"is larger than {LARGEST // 1024**2} MB"
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    context.report(
        Notice(code="page-unreadable", message=f"A page {reason}; it is left out.", where=name)
    )
    return None


def _local(page: Page, name: str, pictures: Mapping[str, str]) -> list[str]:
    """Give pictures that were saved with a page their place in the archive, and return these.

    Others get the address that they have on the web. `pictures` are the archive's, by
    their names in small letters.
    """
    found: list[str] = []
    for img in page.root.iter("img"):
        source = unquote((img.get("src") or "").partition("?")[0]).strip()
        base = "" if source.startswith("/") else posixpath.dirname(name)
        wanted = posixpath.normpath(posixpath.join(base, source.lstrip("/")))
        here = pictures.get(wanted.casefold())
        if here and not _ON_THE_WEB.match(source):
            img.set("src", here)
            etree.strip_attributes(img, "srcset")
            found.append(here)
        else:
            page.make_whole(img)
    return found


reader: Reader = PagesReader()
