"""How one server is treated: one request at a time, pauses, and an end where it cannot answer."""

import asyncio
from collections.abc import Coroutine, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from blog2book.fetch.trouble import NotBroughtError

LONGEST_WAIT = 120
"""Seconds that a server may ask us to wait (Retry-After)."""

LONGEST_PAUSE = 30
"""Seconds between two requests that a robots.txt may ask for (Crawl-delay)."""

_MOST_WAITS = 2
_MOST_STRIKES = 2
_UNSAID = 300
"""Pauses that a server is left alone if it says "too many requests" and not until when."""


class Server:
    """One host. Hold `lock` while asking it; `closed` says why it is asked no more in this run.

    `reached` says whether it ever answered; None until it is asked.
    """

    def __init__(self, pause: float) -> None:
        self.lock = asyncio.Lock()
        self.closed = ""
        self.reached: bool | None = None
        self.pause = pause
        self._ready = 0.0
        self._strikes = 0
        self._waits = 0

    async def turn(self) -> None:
        """Wait until the server may be asked again. Raises NotBroughtError if it is closed."""
        if self.closed:
            raise NotBroughtError(self.closed)
        await asyncio.sleep(max(0.0, self._ready - _now()))

    def rest(self) -> None:
        """Begin the pause after a request."""
        self._ready = max(self._ready, _now() + self.pause)

    def missed(self, reason: str) -> None:
        """Note that no answer came; after the second in a row the server is closed."""
        self.reached = self.reached or False
        self._strikes += 1
        if self._strikes >= _MOST_STRIKES:
            self.closed = f"{reason} (tried twice)"

    def answered(self) -> None:
        """Note that the server answers."""
        self._strikes = self._waits = 0

    def told_to_wait(self, seconds: float | None) -> None:
        """Leave the server alone as long as it asks. Raises NotBroughtError where that is long."""
        seconds = _UNSAID * self.pause if seconds is None else seconds
        self._waits += 1
        if self._waits > _MOST_WAITS:
            self.closed = "its server asks again and again to wait"
        elif seconds > LONGEST_WAIT:
            self.closed = f"its server asks to wait {round(seconds):,} seconds"
        if self.closed:
            raise NotBroughtError(self.closed)
        self._ready = max(self._ready, _now() + seconds)


async def side_by_side(work: Iterable[Coroutine[Any, Any, None]], seconds: float) -> None:
    """Do all of it at once, until it is done or the time is over; none of it goes on then."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        async with asyncio.timeout(seconds) as limit:
            await asyncio.gather(*tasks)
    except TimeoutError:
        if not limit.expired():
            raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def seconds_of(retry_after: str, date: str) -> float | None:
    """Return the seconds that a Retry-After header asks for; None if it does not say.

    It is a number or a moment (RFC 9110, 10.2.3); a moment counts from the answer's own Date.
    """
    plain = retry_after.strip()
    if plain.isascii() and plain.isdigit():
        return float(plain[:10])
    moments = []
    for header in (plain, date):
        try:
            moment = parsedate_to_datetime(header)
        except (ValueError, TypeError, OverflowError):
            return None
        moments.append(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    until, sent = moments
    return max(0.0, _between(sent, until))


def _between(first: datetime, last: datetime) -> float:
    return (last - first).total_seconds()


def _now() -> float:
    return asyncio.get_running_loop().time()
