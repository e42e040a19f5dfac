"""Ask the web for one address: every hop checked, every answer bounded in time and bytes."""

import asyncio
import io
from dataclasses import dataclass
from typing import BinaryIO, Self
from urllib.robotparser import RobotFileParser

import httpx

from blog2book import __version__
from blog2book.fetch.places import addresses, checked
from blog2book.fetch.servers import LONGEST_PAUSE, Server, seconds_of
from blog2book.fetch.trouble import ForbiddenPlaceError, NoRoomError, NotBroughtError
from blog2book.ports import Network

AGENT = "blog2book"
LARGEST_PICTURE = 100_000_000
LARGEST_ROBOTS = 500_000
"""Bytes; RFC 9309 asks for as many at least."""

MOST_HOPS = 6
_MOST_ADDRESSES = 4
_CONNECT = 15.0
_SLOWEST = 50_000
"""Bytes a second at which an answer that is long may take longer than its deadline."""

_WAYBACK_PAUSES = 5
"""The Wayback Machine is asked five times more slowly: once a second."""

_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_TOO_MANY = 429
_BUSY = 503
_CLIENT_ERRORS = range(400, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a server said: `moved` is the address that it passes us on to, or ""."""

    status: int
    moved: str
    retry_after: str
    date: str


class _Rules:
    """The robots.txt of one origin: unread, then a parser, or the reason why nothing is allowed."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.parser: RobotFileParser | None = None
        self.trouble: NotBroughtError | None = None


class Client:
    """Asks servers, each politely. Use it as an asynchronous context manager.

    `room` is how many bytes may still come, robots.txt and what is thrown away counted.
    """

    def __init__(self, network: Network, room: int) -> None:
        self.room = room
        self._network = network
        self._servers: dict[str, Server] = {}
        self._rules: dict[str, _Rules] = {}
        # A transport knows no cookies, no proxies and no logins. A connection is used once: two
        # hosts may stand at one address, and what a liar sends too much must not answer the next.
        self._transport = httpx.AsyncHTTPTransport(
            trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(self, *_about: object) -> None:
        await self._transport.aclose()

    async def bring(self, address: str, into: BinaryIO) -> None:
        """Write into an empty file what an address answers, up to six hops away.

        Raises NotBroughtError, and NoRoomError where `room` is used up.
        """
        for _ in range(MOST_HOPS + 1):
            url = checked(address)
            await self._allow(url)
            answer = await self._ask(url, into, LARGEST_PICTURE)
            if answer.status == httpx.codes.OK:
                return
            if answer.status in _GONE:
                raise NotBroughtError(f"it is not there any more ({answer.status})", lasting=True)
            if not answer.moved:
                raise NotBroughtError(f"its server answers {answer.status}")
            address = answer.moved
        raise NotBroughtError("it is passed on again and again")

    async def _allow(self, url: httpx.URL) -> None:
        """Raise NotBroughtError where the server's robots.txt does not let us ask for `url`."""
        origin = url.copy_with(raw_path=b"/robots.txt")
        rules = self._rules.setdefault(str(origin), _Rules())
        async with rules.lock:
            if rules.trouble is None and rules.parser is None:
                await self._read_robots(origin, rules)
        if rules.trouble is not None:
            raise rules.trouble.with_traceback(None)
        if rules.parser is not None and not _can(rules.parser, url):
            raise NotBroughtError("its server's robots.txt forbids it", lasting=True)

    async def _read_robots(self, origin: httpx.URL, rules: _Rules) -> None:
        """Fill in what a robots.txt says (RFC 9309): 4xx allows all, no sound answer nothing."""
        try:
            rules.parser = await self._robots(origin)
        except ForbiddenPlaceError as error:
            rules.trouble = error
            return
        except NotBroughtError as error:
            if error.unreachable and not self._server(origin).closed:
                raise
            rules.trouble = NotBroughtError(
                self._server(origin).closed
                or f"its server's robots.txt cannot be read: {error.reason}"
            )
            return
        asked = rules.parser.crawl_delay(AGENT)
        server = self._server(origin)
        server.pause = max(server.pause, min(float(asked or 0), LONGEST_PAUSE))

    async def _robots(self, url: httpx.URL) -> RobotFileParser:
        for _ in range(MOST_HOPS):
            text = io.BytesIO()
            answer = await self._ask(url, text, LARGEST_ROBOTS)
            if not answer.moved:
                break
            url = checked(answer.moved)
        parser = RobotFileParser()
        if answer.status == httpx.codes.OK:
            lines = text.getvalue().decode("utf-8-sig", errors="replace").splitlines()
            try:
                parser.parse(lines)
            except ValueError as error:
                raise NotBroughtError("it is damaged") from error
        elif answer.status in _CLIENT_ERRORS:
            parser.parse(())
        else:
            raise NotBroughtError(f"its server answers {answer.status}")
        return parser

    def _server(self, url: httpx.URL) -> Server:
        host = url.raw_host.decode("ascii")
        if host not in self._servers:
            wayback = httpx.URL(self._network.wayback).host == url.host
            slower = _WAYBACK_PAUSES if wayback else 1
            self._servers[host] = Server(self._network.pause * slower)
        return self._servers[host]

    async def _ask(self, url: httpx.URL, into: BinaryIO, largest: int) -> _Answer:
        """Ask one server when its turn is; wait and ask again if it says so."""
        server = self._server(url)
        async with server.lock:
            while True:
                await server.turn()
                try:
                    answer = await self._once(url, into, largest)
                except NotBroughtError as error:
                    if error.unreachable:
                        server.missed(error.reason)
                    raise
                finally:
                    server.rest()
                seconds = seconds_of(answer.retry_after, answer.date)
                if answer.status == _TOO_MANY or (answer.status == _BUSY and seconds is not None):
                    server.told_to_wait(seconds)
                    continue
                server.answered()
                return answer

    async def _once(self, url: httpx.URL, into: BinaryIO, largest: int) -> _Answer:
        """Ask once, within the deadline."""
        try:
            async with asyncio.timeout(self._network.deadline) as limit:
                response = await self._connect(url)
                try:
                    if response.status_code == httpx.codes.OK:
                        await self._write(response, into, largest, limit)
                finally:
                    await response.aclose()
                return _answer(url, response)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise NotBroughtError("its server takes too long", unreachable=True) from error
        except httpx.ConnectError as error:
            secure = "[SSL" in str(error)
            raise NotBroughtError(
                "its server makes no safe connection" if secure else "its server cannot be reached",
                unreachable=True,
            ) from error
        except httpx.TransportError as error:
            raise NotBroughtError("its server broke off") from error

    async def _connect(self, url: httpx.URL) -> httpx.Response:
        """Connect to the very addresses that were checked, so that no second DNS answer differs."""
        *others, last = (await addresses(url, self._network))[:_MOST_ADDRESSES]
        for address in others:
            try:
                return await self._transport.handle_async_request(self._request(url, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._transport.handle_async_request(self._request(url, last))

    def _request(self, url: httpx.URL, address: str) -> httpx.Request:
        whole = self._network.deadline
        return httpx.Request(
            "GET",
            url.copy_with(host=address),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": f"{AGENT}/{__version__} (brings a blog's pictures for its book)",
                "Accept": "image/*,*/*;q=0.5",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
            extensions={
                "sni_hostname": url.raw_host.decode("ascii"),
                "timeout": {
                    "connect": min(_CONNECT, whole), "read": whole, "write": whole, "pool": whole,
                },
            },
        )  # fmt: skip

    async def _write(
        self, response: httpx.Response, into: BinaryIO, largest: int, limit: asyncio.Timeout
    ) -> None:
        """Write a body as it comes, never unpacked. Long ones get time while they really come."""
        too_large = NotBroughtError(f"it is larger than {largest // 1_000:,} kB", lasting=True)
        stated = response.headers.get("content-length", "")
        if stated.isascii() and stated.isdigit() and int(stated[:20]) > largest:
            raise too_large
        first = limit.when() or 0.0
        size = 0
        async for chunk in response.stream:  # type: ignore[union-attr] # it is an async stream
            size += len(chunk)
            self.room -= len(chunk)
            if self.room < 0:
                raise NoRoomError
            if size > largest:
                raise too_large
            into.write(chunk)
            limit.reschedule(first + size / _SLOWEST)


def _answer(url: httpx.URL, response: httpx.Response) -> _Answer:
    """Return what an answer's head says. Raises NotBroughtError where it leads to no address."""
    headers = response.headers
    moved = headers.get("location", "") if response.status_code in _MOVED else ""
    try:
        moved = str(url.join(moved)) if moved else ""
    except (httpx.InvalidURL, ValueError) as error:
        raise NotBroughtError("its server passes us on to a damaged address") from error
    return _Answer(
        status=response.status_code,
        moved=moved,
        retry_after=headers.get("retry-after", ""),
        date=headers.get("date", ""),
    )


def _can(parser: RobotFileParser, url: httpx.URL) -> bool:
    """Say whether a robots.txt lets us ask; an address that its parser cannot read is not asked."""
    try:
        return parser.can_fetch(AGENT, str(url))
    except ValueError:
        return False
