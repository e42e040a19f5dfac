"""What the dialects of feeds have in common: the feed, and the rest of a body."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from blog2book.addresses import host
from blog2book.markup.text import unescape
from blog2book.readers.blog import Item
from blog2book.readers.figures import picture, player

_TAG = re.compile("<[^<>]*>")
_MORE = (
    "(?:read more|continue reading|keep reading|read the rest|weiterlesen|lire la suite|leer más"
    "|leggi tutto|lees verder|читать далее|続きを読む)"
)
_EXCERPT = re.compile(rf"(?:\[\s*(?:…|\.\.\.)\s*\]|\b{_MORE})\W*$", re.IGNORECASE)
_MORE_LINK = re.compile(rf"\W*{_MORE}", re.IGNORECASE)
_ENDING = 600
_WORDS = 200
"""Signs at a body's end in which the words of an excerpt stand, with tags and without."""

_BEGINNING = 4000
_SHORTEST_CUT = 12
"""Signs of a body in which its title is looked for, and that a title has before it is cut."""

_FOOTER = re.compile(
    r'<p>[^<>]{1,60}<a\s[^<>]*?href=["\']([^"\'<>]+)["\'][^<>]*>[^<>]*</a>'
    r'[^<>]{1,60}<a\s[^<>]*?href=["\']([^"\'<>]+)["\'][^<>]*>[^<>]*</a>[^<>]{0,20}</p>'
)
_LINK = re.compile(r"<a\s[^<>]*?href=[\"']([^\"'<>]+)[\"']")
_LONGEST_FOOTER = 2000


@dataclass(slots=True, kw_only=True)
class Feed:
    """What was read of one file.

    `remarks` counts entries that are comments, `lost` others that became no item, by the dialect's
    word and reason; `excerpts` and `footers` count bodies; `complete` says that the feed holds all
    of the blog, `more` that it names another page.
    """

    title: str = ""
    subtitle: str = ""
    address: str = ""
    language: str = ""
    author: str = ""
    digest: str = ""
    complete: bool = False
    more: bool = False
    items: list[Item] = field(default_factory=list)
    remarks: int = 0
    excerpts: int = 0
    footers: int = 0
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that a feed hangs on an entry: its address, its media type ("" if unsaid), a title."""

    address: str
    kind: str
    title: str = ""


def is_excerpt(body: str) -> bool:
    """Say whether a body in HTML ends as one does that was cut short.

    Its last words are "Read more" or an ellipsis in brackets, or those of a link that begins so.
    """
    ending = body[-_ENDING:]
    link = ending.rfind("<a ")
    if link >= 0 and _MORE_LINK.match(_bare(ending[link:])):
        return True
    return bool(_EXCERPT.search(_bare(ending.partition("<")[2] if len(body) > _ENDING else ending)))


def _bare(piece: str) -> str:
    """Return the last words of a piece of HTML."""
    return html.unescape(_TAG.sub(" ", piece)).strip()[-_WORDS:]


def is_made_of_text(title: str, body: str) -> bool:
    """Say whether a platform made a title of a text's first words, for want of one."""
    bare = title.rstrip(" .…")
    if bare == title or len(bare) < _SHORTEST_CUT:
        return False
    return unescape(body[:_BEGINNING]).startswith(bare)


def without_footer(body: str, permalink: str) -> str:
    """Return a body without WordPress's "The post … appeared first on …" at its end.

    It is known in all languages by its form: a last paragraph that links to the post itself and to
    its own site, and says hardly more. Pictures that count readers may follow it.
    """
    begin = body.rfind("<p>")
    if begin < 0 or len(body) - begin > _LONGEST_FOOTER:
        return body
    footer = _FOOTER.match(body, begin)
    if footer is None or _bare(tail := body[footer.end() :]):
        return body
    post, home = html.unescape(footer[1]), html.unescape(footer[2])
    own = post.rstrip("/") == permalink.rstrip("/") and host(home) == host(post)
    return body[:begin] + tail.strip() if own else body


def without_more(body: str, permalink: str) -> str:
    """Return a body without a last link to the rest of the post ("Continue reading")."""
    begin = body.rfind("<a ", -_ENDING)
    link = _LINK.match(body, begin) if begin >= 0 else None
    if link is None or not _MORE_LINK.match(_bare(body[begin:])):
        return body
    own = html.unescape(link[1]).partition("#")[0].rstrip("/") == permalink.rstrip("/")
    return body[:begin] if own else body


def enclosed(body: str, enclosures: Iterable[Enclosure]) -> str:
    """Return a body with those enclosures that it does not show itself.

    Pictures stand before it, as feeds mean them; of sound and films the address behind it.
    """
    before: list[str] = []
    behind: list[str] = []
    for one in dict.fromkeys(enclosures):
        name = one.address.partition("?")[0].rpartition("/")[2]
        if not one.address or (name and name in body):
            continue
        caption = html.escape(one.title)
        if one.kind.startswith("image/"):
            before.append(picture(one.address, "", caption))
        else:
            behind.append(player(one.address, caption))
    return "".join((*before, body, *behind))
