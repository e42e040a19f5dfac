"""Players and embeds of WordPress, as a link to where the thing stands."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlsplit

from blog2book.markup.services import SHOWN, shown
from blog2book.readers.figures import embed

PLAYERS = frozenset({*SHOWN, "audioplayer", "playlist"})
"""Shortcodes that show something from elsewhere."""

_HOSTS = re.compile(
    r"(?:.+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|flickr\.com|flic\.kr"
    r"|soundcloud\.com|spotify\.com|twitter\.com|x\.com|instagram\.com|facebook\.com|tiktok\.com"
    r"|slideshare\.net|scribd\.com|ted\.com|mixcloud\.com|reddit\.com|tumblr\.com|issuu\.com"
    r"|kickstarter\.com|imgur\.com|videopress\.com|wordpress\.tv|speakerdeck\.com|pinterest\.com"
    r"|bandcamp\.com|gfycat\.com|giphy\.com|blip\.tv|hulu\.com|polldaddy\.com|loom\.com)",
    re.IGNORECASE,
)
"""Who offers oEmbed to WordPress (its list of providers, and those that were on it)."""

_ALONE = re.compile(
    r"^[ \t]*(?:<p>[ \t]*)?(https?://[^\s<>\"]+)[ \t]*(?:</p>[ \t]*)?\r?$", re.MULTILINE
)
_BLOCK = re.compile(
    r"<figure\b[^<>]{0,500}\bwp-block-embed\b[^<>]{0,500}>\s*<div\b[^<>]{0,500}>\s*(https?://[^\s<>\"]+)\s*</div>\s*"
    r"(?:<figcaption\b[^<>]{0,500}>([^<]*(?:<(?!/figcaption|figure)[^<]*)*)</figcaption>)?\s*</figure>",
    re.IGNORECASE,
)
_NAMES = ("src", "url", "mp3", "mp4", "m4a", "m4v", "ogg", "ogv", "webm", "wav", "flv", "wmv", "id")


def linked(html: str, *, blocks: bool) -> str:
    """Return HTML with its embeds as links: an address alone in its line, and embed blocks.

    An address alone is an embed only where its host offers one, as on the blog itself.
    """
    if "http" not in html:
        return html
    if blocks:
        return _BLOCK.sub(lambda found: embed(unescape(found[1]), found[2] or ""), html)
    return _ALONE.sub(_alone, html)


def _alone(found: re.Match[str]) -> str:
    """Return the figure of an address alone in its line, or the line as it is."""
    address = unescape(found[1])
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return found[0]
    return f"\n\n{embed(address)}\n\n" if _HOSTS.fullmatch(host) else found[0]


def player(name: str, raw: str, attributes: Mapping[str, str], inner: str) -> str:
    """Return the address that a player's shortcode shows, or "" if it names none."""
    given = inner.strip() or raw.strip().removesuffix("/").lstrip("=:").strip()
    if re.match(r"https?://\S+$", given):
        return unescape(given)
    values = [attributes[one] for one in _NAMES if attributes.get(one)]
    values.append(attributes.get("0", ""))
    value = unescape(values[0]).strip()
    if re.match(r"https?://", value):
        return value
    return shown(name, value)
