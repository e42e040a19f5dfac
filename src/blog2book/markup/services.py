"""The services whose players and posts blogs embed: their names, and the pages they stand on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from blog2book.addresses import site

VIDEO = "video"
AUDIO = "audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Who shows an embedded thing ("" where its host is all that is known), and what it is.

    `kind` is "video", "audio" or "" for anything else.
    """

    name: str
    kind: str = ""


_SERVICES: Mapping[str, tuple[str, str]] = {
    "youtube.com": ("YouTube", VIDEO),
    "youtu.be": ("YouTube", VIDEO),
    "vimeo.com": ("Vimeo", VIDEO),
    "dailymotion.com": ("Dailymotion", VIDEO),
    "dai.ly": ("Dailymotion", VIDEO),
    "tiktok.com": ("TikTok", VIDEO),
    "twitch.tv": ("Twitch", VIDEO),
    "ted.com": ("TED", VIDEO),
    "wordpress.tv": ("WordPress.tv", VIDEO),
    "videopress.com": ("VideoPress", VIDEO),
    "video.google.com": ("Google Video", VIDEO),
    "loom.com": ("Loom", VIDEO),
    "metacafe.com": ("Metacafe", VIDEO),
    "blip.tv": ("Blip", VIDEO),
    "open.spotify.com": ("Spotify", AUDIO),
    "soundcloud.com": ("SoundCloud", AUDIO),
    "bandcamp.com": ("Bandcamp", AUDIO),
    "mixcloud.com": ("Mixcloud", AUDIO),
    "podcasts.apple.com": ("Apple Podcasts", AUDIO),
    "music.apple.com": ("Apple Music", AUDIO),
    "deezer.com": ("Deezer", AUDIO),
    "anchor.fm": ("Anchor", AUDIO),
    "8tracks.com": ("8tracks", AUDIO),
    "twitter.com": ("Twitter", ""),
    "x.com": ("X", ""),
    "instagram.com": ("Instagram", ""),
    "threads.net": ("Threads", ""),
    "threads.com": ("Threads", ""),
    "bsky.app": ("Bluesky", ""),
    "facebook.com": ("Facebook", ""),
    "reddit.com": ("Reddit", ""),
    "pinterest.com": ("Pinterest", ""),
    "tumblr.com": ("Tumblr", ""),
    "flickr.com": ("Flickr", ""),
    "flic.kr": ("Flickr", ""),
    "imgur.com": ("Imgur", ""),
    "giphy.com": ("Giphy", ""),
    "gist.github.com": ("GitHub Gist", ""),
    "codepen.io": ("CodePen", ""),
    "jsfiddle.net": ("JSFiddle", ""),
    "docs.google.com": ("Google Docs", ""),
    "google.com": ("Google", ""),
    "maps.google.com": ("Google Maps", ""),
    "openstreetmap.org": ("OpenStreetMap", ""),
    "slideshare.net": ("SlideShare", ""),
    "speakerdeck.com": ("Speaker Deck", ""),
    "scribd.com": ("Scribd", ""),
    "issuu.com": ("Issuu", ""),
    "archive.org": ("Internet Archive", ""),
    "goodreads.com": ("Goodreads", ""),
}
"""By host, which may have others before it ("name.bandcamp.com")."""

_FILES = {
    VIDEO: re.compile(r"\.(?:mp4|m4v|mov|ogv|webm|avi|wmv|mpe?g|flv|3gp|mkv)$", re.IGNORECASE),
    AUDIO: re.compile(r"\.(?:mp3|m4a|og[ga]|opus|wav|aac|flac|wma|aiff?)$", re.IGNORECASE),
}
_TOOT = re.compile(r"/@[\w.]+(?:@[\w.-]+)?/\d{6,}")
_MAPS = re.compile(r"/maps\b")

_PLAYERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "youtube.com": (
        (r"/(?:embed/)?videoseries\?(?:.*&)?list=([\w-]+)", "www.youtube.com/playlist?list={}"),
        (r"/(?:embed|v|e|shorts|live)/([\w-]{6,})", "www.youtube.com/watch?v={}"),
        (r"/watch\?(?:.*&)?v=([\w-]{6,})", "www.youtube.com/watch?v={}"),
    ),
    "youtu.be": ((r"/([\w-]{6,})", "www.youtube.com/watch?v={}"),),
    "player.vimeo.com": ((r"/(?:video/)?(\d{4,})", "vimeo.com/{}"),),
    "vimeo.com": ((r"/moogaloop\.swf\?(?:.*&)?clip_id=(\d{4,})", "vimeo.com/{}"),),
    "dailymotion.com": (
        (r"/(?:embed/|swf/)(?:video/)?([a-zA-Z0-9]+)", "www.dailymotion.com/video/{}"),
    ),
    "geo.dailymotion.com": (
        (r"/player\.html\?(?:.*&)?video=([a-zA-Z0-9]+)", "www.dailymotion.com/video/{}"),
    ),
    "dai.ly": ((r"/([a-zA-Z0-9]+)", "www.dailymotion.com/video/{}"),),
    "open.spotify.com": ((r"/embed(?:-podcast)?/(\w+/\w+)", "open.spotify.com/{}"),),
    "embed.ted.com": ((r"/talks/(?:lang/[\w-]+/)?([\w-]+)", "www.ted.com/talks/{}"),),
    "video.google.com": (
        (r"/googleplayer\.swf\?(?:.*&)?docid=(-?\d+)", "video.google.com/videoplay?docid={}"),
    ),
    "instagram.com": ((r"/((?:p|reel|tv)/[\w-]+)", "www.instagram.com/{}/"),),
    "archive.org": ((r"/embed/([^?#/]+)", "archive.org/details/{}"),),
    "gist.github.com": ((r"/((?:[\w-]+/)?[0-9a-f]+)\.js", "gist.github.com/{}"),),
    "codepen.io": ((r"/([\w-]+)/embed/(?:preview/)?(\w+)", "codepen.io/{}/pen/{}"),),
    "platform.twitter.com": ((r"/embed/Tweet\.html\?(?:.*&)?id=(\d+)", "twitter.com/i/status/{}"),),
    "embed.bsky.app": (
        (r"/embed/(did:[\w:]+)/app\.bsky\.feed\.post/(\w+)", "bsky.app/profile/{}/post/{}"),
    ),
    "embed.podcasts.apple.com": ((r"/(.+)", "podcasts.apple.com/{}"),),
    "embed.music.apple.com": ((r"/(.+)", "music.apple.com/{}"),),
}
"""By host of a player: what of an address names the thing, and the page on which that stands."""

SHOWN: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "streamable": "https://streamable.com/{}",
    "ted": "https://www.ted.com/talks/view/id/{}",
    "videopress": "https://videopress.com/v/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "googlevideo": "https://video.google.com/videoplay?docid={}",
    "asciinema": "https://asciinema.org/a/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "spotify": "https://open.spotify.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "flickr": "https://www.flickr.com/photos/{}",
    "gist": "https://gist.github.com/{}",
    "codepen": "https://codepen.io/{}",
    "jsfiddle": "https://jsfiddle.net/{}",
    "slideshare": "https://www.slideshare.net/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
}
"""By the name of a shortcode, tag or directive that shows a thing: the page of it, by its id."""
_ID = re.compile(r"[\w.:/?=&@-]+")

_INNER = {"w.soundcloud.com": "url", "facebook.com": "href", "mixcloud.com": "feed"}
"""Players whose address holds that of the thing, and the parameter in which it stands."""

_WATCH = re.compile(r"https?://(?:www\.)?youtube\.com/watch\?v=([\w-]+)$")


def page(url: str) -> str:
    """Return the page of what a known player shows, any other address as it is."""
    host = site(url).replace("youtube-nocookie.com", "youtube.com")
    parts = urlsplit(url) if host else None
    if parts is None:
        return url
    if (name := _INNER.get(host)) and (inner := parse_qs(parts.query).get(name)):
        found = inner[0] if inner[0].startswith("http") else f"https://www.{host}{inner[0]}"
        return found if found.startswith("http") else url
    wanted = parts.path + (f"?{parts.query}" if parts.query else "")
    for pattern, place in _PLAYERS.get(host, ()):
        if match := re.match(pattern, wanted):
            return f"https://{place.format(*match.groups())}"
    if _TOOT.match(parts.path):
        return url.removesuffix("/embed")
    return url


def shown(name: str, known: str) -> str:
    """Return the page of what a tag shows that has an id, "" if that or its name is none."""
    pattern = SHOWN.get(name, "")
    return pattern.format(known) if pattern and _ID.fullmatch(known) else ""


def service(url: str) -> Service:
    """Return who shows what stands at an address, as far as that, or a file's name, tells."""
    host = site(url)
    path = urlsplit(url).path if host else url.partition("?")[0]
    for kind, pattern in _FILES.items():
        if pattern.search(path):
            return Service(name="", kind=kind)
    if host.startswith(("google.", "maps.google.")) and (host[0] == "m" or _MAPS.match(path)):
        return Service(name="Google Maps")
    if host and _TOOT.match(path):
        return Service(name="Mastodon")
    while host:
        if host in _SERVICES:
            name, kind = _SERVICES[host]
            if name == "Facebook" and "/videos/" in path:
                kind = VIDEO
            return Service(name=name, kind=kind)
        host = host.partition(".")[2]
    return Service(name="")


def shortest(url: str) -> str:
    """Return the shortest address of the same thing, for those who must type it from paper."""
    match = _WATCH.match(url)
    return f"https://youtu.be/{match[1]}" if match else url
