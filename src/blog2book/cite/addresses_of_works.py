"""Several addresses of one work: by which key it is known, and which address a book prints.

`addresses.normalise` knows what holds for any site; this knows sites that have a second door.
"""

import re
from collections.abc import Iterable
from urllib.parse import urldefrag

from blog2book.addresses import clean, normalise, unwrap_archive

_VIDEO = re.compile(
    r"https://(?:youtube(?:-nocookie)?\.com/(?:(?:embed|v|shorts|live)/|watch\?(?:.*&)?v=)"
    r"|youtu\.be/)(?P<id>(?!videoseries)[\w-]{11})(?:[?&#/].*)?"
)
_DOI = re.compile(r"https://(?:dx\.)?doi\.org/(?P<name>10\..+)", re.IGNORECASE)
"""A name of a work whose letters have no case (ISO 26324)."""
_ON_A_TELEPHONE = re.compile(r"(https://[\w-]+)\.m(\.wiki[a-z]+\.org/)")
_SECOND = re.compile(
    r"https?://(?:(?:m|mobile|amp)\.|[\w-]+\.m\.wiki|dx\.doi\.org/|youtu\.be/"
    r"|(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/|[^/]+/(?:[^?#]*/)?amp(?:[/?#]|$))",
    re.IGNORECASE,
)
"""Addresses for telephones, short ones, and old ones: the work has another."""


def key_of(url: str) -> str:
    """Return the key under which a cited work is known: equal for all addresses of one work."""
    key = normalise(url)
    if video := _VIDEO.fullmatch(key):
        return f"https://youtube.com/watch?v={video['id']}"
    if name := _DOI.fullmatch(key):
        return f"https://doi.org/{name['name'].lower()}"
    return _ON_A_TELEPHONE.sub(r"\1\2", key, count=1)


def first_door(hrefs: Iterable[str]) -> str:
    """Return of what leads to one work the address to print, without a place in it.

    That is the first, but for those that are a second door where another is known.
    """
    known = [urldefrag(clean(unwrap_archive(one.strip())[0])).url for one in hrefs]
    return next((one for one in known if not _SECOND.match(one)), known[0])
