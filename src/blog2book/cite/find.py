"""Which links of a post and its comments cite a work."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from urllib.parse import urlsplit

from blog2book.addresses import PICTURE_SUFFIX, is_external, place, split
from blog2book.cite.addresses_of_works import key_of
from blog2book.markup.links import Link, links, tells
from blog2book.model.book import Book
from blog2book.model.sources import Cited, Mention
from blog2book.model.xhtml import Xhtml

_PICTURE = re.compile(rf"{PICTURE_SUFFIX}$", re.IGNORECASE)
_PICTURE_HOST = re.compile(
    r"(?:^|\.)(?:bp\.blogspot\.com|googleusercontent\.com|ggpht\.com|files\.wordpress\.com"
    r"|i\d\.wp\.com|staticflickr\.com)$"
)
_SHARE = re.compile(
    r"(?:twitter\.com|x\.com|bsky\.app|threads\.net)/(?:share|intent|home\?status)"
    r"|facebook\.com/(?:sharer|share\.php|dialog)|plus\.google\.com/share|t\.me/share"
    r"|pinterest\.[a-z.]+/pin/create|linkedin\.com/(?:sharing|sharearticle)|reddit\.com/submit"
    r"|tumblr\.com/(?:share|widgets/share)|stumbleupon\.com/submit|digg\.com/(?:submit|tools)"
    r"|(?:delicious\.com|del\.icio\.us)/(?:post|save)|addthis\.com/bookmark|addtoany\.com/"
    r"|getpocket\.com/(?:save|edit)|(?:api\.whatsapp\.com|wa\.me)/.*text=|xing\.com/.*share"
    r"|news\.ycombinator\.com/submitlink|blogger\.com/(?:share-post|email-post|post-edit|comment)"
    r"|technorati\.com/(?:tag|faves)|feedburner\.google\.com/|feeds\d?\.feedburner\.com/~"
)
"""Buttons that blogs carry, by host and path; tag links of Technorati's time too."""
_HASHTAG = re.compile(r"#\w*[^\W\d]\w*")
_OF_TAG = re.compile(r"/(?:hashtags?|tags?|tagged|explore/tags|search)\b")
"""A tag of a social network: its words, and a piece of its path."""
_PICTURE_OF_TWEET = re.compile(r"pic\.(?:twitter|x)\.com/\w+")
"""An address that Twitter shows where it links by another."""
_LISTING = re.compile(
    r"/(?:tags?|category|categories|labels?|topics?|search|authors?|archives?|page|feeds?|rss|atom"
    r"|comments/feed)(?:/.*)?|/\d{4}(?:/\d{1,2}){0,2}|.*_archive\.html|.*/(?:feed|rss)"
    r"|/(?:index|rss|atom|feed|sitemap)\.(?:html?|php|xml|rdf)|"
    r"|/wp-(?:admin(?:/.*)?|login\.php)|.*/attachment/[^/]+"
)
"""Paths of a blog's own pages that are no work: lists of posts by tag, month or feed, its
front page, where its authors work, and a picture's page. They begin in the blog's folder."""
_LISTING_QUERY = re.compile(r"(?:^|&)(?:cat|tag|s|m|author|feed|paged|q|attachment_id)=")
_READ_MORE = re.compile(
    r"\W*(?:\(?more|read (?:the )?(?:more|rest)|continue reading|keep reading|weiterlesen"
    r"|mehr lesen|lire la suite|en savoir plus|leer más|seguir leyendo)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A link that leads to a source. `key` is the source's, `noted` says whether it gets a note.

    `entry` is the post's id; `text` that of the text which holds the link: its own or a comment's.
    Where words name the source, `mention` says which, and `link` leads nowhere. Of a call of the
    author's own footnote `footnote` is that one's id, and `anchor` the call's or "". `told_at` is
    the anchor of the call of such a footnote which has the link, or tells its source, else "".
    """

    entry: str
    text: str
    link: Link
    key: str
    noted: bool
    mention: Mention | None = None
    footnote: str = ""
    anchor: str = ""
    told_at: str = ""

    @property
    def is_own(self) -> bool:
        """Whether this calls what an author says in a footnote, and not a source."""
        return self.key == self.footnote

    @property
    def cited(self) -> Cited:
        """What cites: a link by its number, or a spot behind words."""
        return self.mention.spot if self.mention else self.link.index


def own_places(book: Book) -> Mapping[str, str]:
    """Return the sites of the blog itself (see addresses.place), each with the blog's folder in it.

    A folder is "/blog", or "" where the blog is the whole site.
    """
    places = {place(entry.post.permalink): "" for entry in book.entries}
    places[place(book.address)] = split(book.address).path.rstrip("/").lower()
    return {name: folder for name, folder in places.items() if name}


def found(entry: str, text: str, body: Xhtml, own: Mapping[str, str]) -> tuple[Found, ...]:
    """Return the links of a body that lead to sources, in document order.

    `entry` and `text` are the ids of the post and of this text of it, `own` the blog's sites and
    folders. What a quotation names counts where no link of the body leads there.
    """
    if "href=" not in body and " cite=" not in body:
        return ()
    made = [
        Found(
            entry=entry,
            text=text,
            link=link,
            key=intern(key_of(link.href)),
            noted=_is_noted(link),
        )
        for link in links(body)
        if _leads_to_source(link, own)
    ]
    linked = {one.key for one in made if not one.link.quotes}
    return tuple(one for one in made if not one.link.quotes or one.key not in linked)


def _leads_to_source(link: Link, own: Mapping[str, str]) -> bool:
    """Say whether a link leads to a work, and not to a picture, a button or a list of posts."""
    shows = link.text or link.wraps_picture or link.quotes
    if not is_external(link.href) or not shows:
        return False
    parts = urlsplit(link.href.strip())
    host = place(link.href)
    is_picture = bool(_PICTURE.search(parts.path))
    shows_picture = (is_picture, link.wraps_picture, bool(_PICTURE_HOST.search(host)))
    is_button = _SHARE.match(f"{host}{parts.path}?{parts.query}".lower())
    is_tag = _HASHTAG.fullmatch(link.text) and _OF_TAG.search(parts.path)
    if sum(shows_picture) > 1 or is_button or is_tag:
        return False
    if host not in own:
        return True
    path = parts.path.rstrip("/").lower()
    inside = path.removeprefix(own[host]) if f"{path}/".startswith(f"{own[host]}/") else path
    listing = _LISTING.fullmatch(path) or _LISTING.fullmatch(inside)
    return not (
        is_picture
        or (link.wraps_picture and not link.text)  # its page, which the blog's software makes
        or _READ_MORE.fullmatch(link.text)
        or (listing and not _names_post(parts.query))
        or _LISTING_QUERY.search(parts.query)
    )


def _names_post(query: str) -> bool:
    """Say whether the query names a post, so that the path says nothing ("/?p=12")."""
    return re.search(r"(?:^|&)(?:p|page_id)=\d", query) is not None


def _is_noted(link: Link) -> bool:
    """Say whether a link to a source gets a note.

    Not if the reader sees the address already: in the link's own words, on a card, or in a
    footnote that the author has made of it.
    """
    told = tells(link.href, link.text) or _PICTURE_OF_TWEET.fullmatch(link.text)
    return not (link.in_note or link.in_card or told)
