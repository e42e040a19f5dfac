"""What a robots.txt says to us (RFC 9309), a pause between requests among it."""

import httpx
from protego import Protego

from blog2book import __version__
from blog2book.fetch.trouble import NotBroughtError

AGENT = f"blog2book/{__version__}"

LARGEST = 512_000
"""Bytes; RFC 9309 (2.5) asks for as many at least."""

_MOST_RULES = 1_000_000
"""Rules that a robots.txt may come to, each counted once for every name that it is for."""


class Robots:
    """The rules of one robots.txt. Raises NotBroughtError for one that nobody could mean."""

    def __init__(self, text: bytes) -> None:
        lines = text.decode("utf-8-sig", errors="replace").splitlines()
        if _rules(lines) > _MOST_RULES:
            raise NotBroughtError("it names too many robots")
        self._parsed = Protego.parse("\n".join(lines))

    @property
    def pause(self) -> float:
        """The seconds between two requests that it asks for (Crawl-delay), 0 if it does not."""
        return self._parsed.crawl_delay(AGENT) or 0.0

    def allow(self, url: httpx.URL) -> bool:
        """Say whether a URL may be asked for."""
        return self._parsed.can_fetch(str(url), AGENT)


def _rules(lines: list[str]) -> int:
    """Return how many rules Protego would keep at most: it copies each for every name above it."""
    names = rules = 0
    ruled = False
    for line in lines:
        field = line.partition("#")[0].partition(":")[0].strip().lower()
        if field.startswith("user"):
            names = 1 if ruled and field == "user-agent" else names + 1
            ruled = ruled and field != "user-agent"
        elif field in {"allow", "disallow"}:
            ruled = True
        rules += names
    return rules
