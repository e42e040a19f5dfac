"""Where the pictures of posts lie: by the names of their addresses, else by post and number.

Tumblr's own export keeps a post's pictures as "media/POST_0.jpg", "media/POST_1.png" and so on, and
an only one as "media/POST.jpg", but its pages name many of them by their addresses on the web.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from blog2book.events import Notice
from blog2book.model.archive import Archive
from blog2book.readers.held import not_shown, with_pictures
from blog2book.readers.notices import counted, named
from blog2book.readers.tumblr.found import Found
from blog2book.readers.unread import PICTURE

_OF_POST = re.compile(r"(?:.*/)?media/(\d{1,20})(?:_(\d{1,4}))?\.\w{1,5}")
_HOST = re.compile(r"(?:\d+\.)?media\.tumblr\.com")
_SIZE = re.compile(r"_\d{2,4}(\.\w+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matched:
    """The files of addresses, and the pages that show other numbers of pictures than there are."""

    files: Mapping[str, str]
    doubtful: tuple[str, ...]


def with_media(
    whole: Archive, files: Mapping[str, Path], posts: Iterable[Found], where: str
) -> tuple[Archive, Iterable[Notice]]:
    """Return an archive with its pictures, and what must be told of those."""
    kept = _kept(files)
    printed = [post for post in posts if post.unsaid and not post.theirs]
    matched = _matched(printed, kept)
    filled = with_pictures(whole, files, _finder(files, matched.files))
    own = [name for post in printed for name in kept.get(post.identity, {}).values()]
    return filled, (*_doubts(matched.doubtful, where), *not_shown(own, filled, where))


def _finder(files: Iterable[str], numbered: Mapping[str, str]) -> Callable[[str], str]:
    """Return what finds the file of an address: it is called as the address ends.

    tumblr-backup saves the pictures in a text in their largest size, whatever size it shows.
    """
    by_name: dict[str, str] = {}
    for name in files:
        by_name.setdefault(name.rpartition("/")[2], name)

    def member(address: str) -> str:
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        name = unquote(parts.path).rpartition("/")[2]
        if parts.netloc and not parts.netloc.endswith("tumblr.com"):
            return ""
        largest = _SIZE.sub(r"_1280\1", name)
        return by_name.get(name) or by_name.get(largest) or numbered.get(address, "")

    return member


def _kept(names: Iterable[str]) -> dict[str, dict[int, str]]:
    """Return the pictures of each post by their numbers."""
    kept: dict[str, dict[int, str]] = {}
    for name in names:
        found = _OF_POST.fullmatch(name)
        if found and PICTURE.search(name):
            kept.setdefault(found[1], {})[int(found[2] or 0)] = name
    return kept


def _matched(posts: Iterable[Found], kept: Mapping[str, Mapping[int, str]]) -> _Matched:
    """Match addresses on the web with those files of a post that its page does not name.

    Where there are as many, in their order; else by their numbers, which may be wrong.
    """
    files: dict[str, str] = {}
    doubtful: list[str] = []
    for post in posts:
        shown = list(dict.fromkeys(post.pictures))
        names = {address.rpartition("/")[2] for address in shown}
        free = {
            number: name
            for number, name in sorted(kept.get(post.identity, {}).items())
            if name.rpartition("/")[2] not in names
        }
        wanted = [one for one in shown if _HOST.fullmatch(_host(one))]
        pairs = list(zip(wanted, free.values(), strict=False))
        if len(wanted) != len(free):
            remote = set(wanted)
            pairs = [
                (one, free[at]) for at, one in enumerate(shown) if one in remote and at in free
            ]
            doubtful.extend([post.file] if pairs else [])
        for address, name in pairs:
            files.setdefault(address, name)
    return _Matched(files=files, doubtful=tuple(doubtful))


def _host(address: str) -> str:
    """Return the host of an address, "" for none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _doubts(pages: tuple[str, ...], where: str) -> Iterator[Notice]:
    """Yield a Notice of the pages whose pictures may not be their own."""
    if pages:
        yield Notice(
            code="pictures-by-number",
            message=f"{counted(len(pages), 'post shows', 'posts show')} more or fewer pictures "
            f"than the export holds of it; they are taken by their numbers: {named(pages)}.",
            where=where,
            hint="Look whether each stands in its place.",
        )
