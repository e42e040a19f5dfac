"""Films, players and other pages inside a page: of these a book prints the address."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from blog2book.addresses import site

_SOURCES = ("src", "data", "data-src", "data-lazy-src", "movie", "value", "href")
_YOUTUBE = re.compile(r"/(?:embed|v|e|shorts)/([\w-]{6,})")
_VIMEO = re.compile(r"/(?:video/)?(\d{4,})")
_BUTTONS = re.compile(
    r"facebook\.com/(?:plugins|widgets)/(?:like|share|follow|page)|platform\.twitter\.com/widgets"
    r"|plusone\.google|apis\.google\.com|doubleclick\.net|googlesyndication|googletagmanager"
    r"|amazon-adsystem|(?:rcm|ws)(?:-[a-z]{2})?\.amazon|assoc-amazon|widgets\.amung|addthis\.com"
    r"|feedburner\.com|about:blank|javascript:|adserver"
)


def address(sources: Mapping[str, str]) -> str:
    """Return the page on which an embedded thing can be seen, from what its tags say; "" if none.

    YouTube and Vimeo players become the pages of their films.
    """
    found = next((sources[name].strip() for name in _SOURCES if sources.get(name, "").strip()), "")
    if found.startswith("//"):
        found = f"https:{found}"
    if re.match(r"(?:data|blob|javascript|about):", found, re.IGNORECASE):
        return ""
    return _page(found)


def _page(url: str) -> str:
    """Return the page of a known player's film, any other address as it is."""
    host = site(url)
    if host in {"youtube.com", "youtube-nocookie.com"} and (match := _YOUTUBE.search(url)):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if host == "player.vimeo.com" and (match := _VIMEO.search(urlsplit(url).path)):
        return f"https://vimeo.com/{match[1]}"
    if host == "w.soundcloud.com" and (inner := parse_qs(urlsplit(url).query).get("url")):
        return inner[0]
    return url


def is_button(sources: Mapping[str, str]) -> bool:
    """Say whether an embedded page is a button, an advertisement or a counter."""
    return any(_BUTTONS.search(value.lower()) for value in sources.values())
