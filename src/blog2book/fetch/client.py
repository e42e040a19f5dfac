"""Ask the web for one address: every hop checked, every answer bounded in time and bytes."""

import asyncio
import io
import ssl
from dataclasses import dataclass
from typing import BinaryIO, Self

import httpx

from blog2book.fetch.packing import Body
from blog2book.fetch.places import addresses, checked
from blog2book.fetch.robots import AGENT, LARGEST, Robots
from blog2book.fetch.servers import LONGEST_PAUSE, Server, seconds_of
from blog2book.fetch.trouble import ForbiddenPlaceError, NoRoomError, NotBroughtError
from blog2book.ports import Network

LARGEST_PICTURE = 100_000_000
"""Bytes."""

LARGEST_UNSTATED = 25_000_000
"""Bytes of a picture that does not say how large it is, and so may have no end."""

MOST_HOPS = 6
_MOST_ADDRESSES = 4
_CONNECT = 15.0
_SLOWEST = 50_000
"""Bytes a second at which an answer that says how long it is may pass its deadline."""

_LONGEST = 10
"""Deadlines after which such an answer ends too."""

_SHARE = 10
"""What may have no end gets a tenth of what is left for the run, so that others come too."""

_SLOW = "it comes too slowly, or has no end"
_ENDLESS = "it does not say how large it is, and a tenth of what is left for this run is not enough"
_LEAST = 100
"""A run ends when less than a hundredth of what it may bring is left."""

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
    """The robots.txt of one origin: unread, then rules, or the reason why nothing is allowed."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.robots: Robots | None = None
        self.trouble: NotBroughtError | None = None


class Client:
    """Asks servers, each politely. Use it as an asynchronous context manager.

    `room` is how many bytes may come, robots.txt and what is thrown away counted.
    """

    def __init__(self, network: Network, room: int) -> None:
        self._whole = self._room = room
        self._came = 0
        self._network = network
        self._servers: dict[str, Server] = {}
        self._rules: dict[str, _Rules] = {}
        # A transport knows no cookies, no proxies and no logins. A connection is used once: two
        # hosts may stand at one address, and what a liar sends too much must not answer the next.
        # Who vouches for servers: the public list, and whom this machine trusts besides.
        trusted = httpx.create_ssl_context(trust_env=False)
        trusted.load_default_certs()
        self._transport = httpx.AsyncHTTPTransport(
            verify=trusted, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(self, *_about: object) -> None:
        await self._transport.aclose()

    @property
    def is_full(self) -> bool:
        """Whether so much has come that the run is to end."""
        return self._whole - self._came < self._whole / _LEAST

    @property
    def is_offline(self) -> bool:
        """Whether no server could be reached, the Wayback Machine neither, which was asked."""
        last = self._servers.get(_host(httpx.URL(self._network.wayback)))
        return (
            last is not None
            and last.reached is False
            and not any(one.reached for one in self._servers.values())
        )

    async def bring(self, address: str, into: BinaryIO) -> None:
        """Write into an empty file what an address answers, up to six hops away.

        Raises NotBroughtError, and NoRoomError for what is larger than what is left of `room`.
        """
        try:
            answer = await self._follow(address, into, LARGEST_PICTURE, obeying=True)
        # Names and addresses that one library takes another may not, as late as in the handshake.
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, ValueError) as error:
            raise NotBroughtError("its address, or what its server says, is damaged") from error
        if answer.status in _GONE:
            raise NotBroughtError(f"it is not there any more ({answer.status})", gone=True)
        if answer.status != httpx.codes.OK:
            raise NotBroughtError(f"its server answers {answer.status}")

    async def _follow(
        self, address: str, into: BinaryIO, largest: int, *, obeying: bool
    ) -> _Answer:
        """Return the answer behind at most six hops, `obeying` what each server's robots.txt says.

        Raises ForbiddenPlaceError for the address itself alone: where a server passes us on to a
        private one, as the network of a hotel does, that tells nothing of the picture.
        """
        for hop in range(MOST_HOPS + 1):
            try:
                url = checked(address)
                if obeying:
                    await self._allow(url)
                answer = await self._ask(url, into, largest)
            except ForbiddenPlaceError as error:
                if not hop:
                    raise
                raise NotBroughtError(f"it is passed on, but there {error.reason}") from error
            if not answer.moved:
                return answer
            address = answer.moved
        raise NotBroughtError("it is passed on again and again")

    async def _allow(self, url: httpx.URL) -> None:
        """Raise NotBroughtError where the server's robots.txt does not let us ask for `url`."""
        origin = url.copy_with(raw_path=b"/robots.txt")
        rules = self._rules.setdefault(str(origin), _Rules())
        async with rules.lock:
            if rules.trouble is None and rules.robots is None:
                await self._read_robots(origin, rules)
        if rules.trouble is not None:
            raise rules.trouble.with_traceback(None)
        if rules.robots is not None and not rules.robots.allow(url):
            raise NotBroughtError("its server's robots.txt forbids it")

    async def _read_robots(self, origin: httpx.URL, rules: _Rules) -> None:
        """Fill in what a robots.txt says (RFC 9309): 4xx allows all, no sound answer nothing."""
        server = self._server(origin)
        try:
            rules.robots = await self._robots(str(origin))
        except ForbiddenPlaceError as error:
            rules.trouble = error
        except NotBroughtError as error:
            if error.unreachable and not server.closed:
                raise
            trouble = f"its server's robots.txt cannot be read: {error.reason}"
            rules.trouble = NotBroughtError(server.closed or trouble)
        else:
            server.pause = max(server.pause, min(rules.robots.pause, LONGEST_PAUSE))

    async def _robots(self, address: str) -> Robots:
        text = io.BytesIO()
        answer = await self._follow(address, text, LARGEST, obeying=False)
        if answer.status != httpx.codes.OK and answer.status not in _CLIENT_ERRORS:
            raise NotBroughtError(f"its server answers {answer.status}")
        return Robots(text.getvalue())

    def _server(self, url: httpx.URL) -> Server:
        host = _host(url)
        if host not in self._servers:
            wayback = _host(httpx.URL(self._network.wayback)) == host
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
        answered = False
        try:
            async with asyncio.timeout(self._network.deadline) as limit:
                response = await self._connect(url)
                answered = self._server(url).reached = True
                try:
                    if response.status_code == httpx.codes.OK:
                        await self._write(response, into, largest, limit)
                finally:
                    await response.aclose()
                return _answer(url, response)
        except (TimeoutError, httpx.TimeoutException) as error:
            reason = _SLOW if answered else "its server takes too long"
            raise NotBroughtError(reason, unreachable=not answered) from error
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
                "User-Agent": f"{AGENT} (brings a blog's pictures for its book)",
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
        """Write a body as it comes. One that says how long it is gets time while it really comes.

        Its bytes are set aside before they come, and those that did not come given back. Of a
        packed one both kinds of bytes are counted, those that come and those that they stand for.
        """
        body = Body(response.headers.get("content-encoding", ""))
        stated = _stated(response.headers)
        if stated is not None and stated > largest:
            raise _too_large(largest)
        if stated is None or body.is_packed:
            pace = _Pace(limit, self._network.deadline, longest=1)
            largest = min(largest, LARGEST_UNSTATED)
            most = min(largest, self._room // _SHARE)
        else:
            pace = _Pace(limit, self._network.deadline, longest=_LONGEST)
            most = stated
        if most > self._room:
            all_of_it = "alone it is larger than all that a run may bring"
            left = "it is larger than what is left for this run"
            raise NoRoomError(all_of_it if most > self._whole else left)
        self._room -= most
        size = came = unpacked = 0
        try:
            async for chunk in response.stream:  # type: ignore[union-attr] # it is an async stream
                came += len(chunk)
                for piece in body.pieces(chunk):
                    unpacked += len(piece)
                    more = max(came, unpacked) - size
                    size += more
                    self._came += more
                    if size > most:
                        raise _too_large(largest) if most == largest else NoRoomError(_ENDLESS)
                    into.write(piece)
                pace.keep(size)
        finally:
            self._room += most - size
        body.end()


class _Pace:
    """How long a body may take: one deadline, and another as often as enough came in the last.

    `longest` is how many deadlines there may be in all.
    """

    def __init__(self, limit: asyncio.Timeout, deadline: float, *, longest: int) -> None:
        self._limit = limit
        self._deadline = deadline
        self._end = (limit.when() or 0.0) + (longest - 1) * deadline
        self._enough = _SLOWEST * deadline
        self._counted = 0

    def keep(self, size: int) -> None:
        """Note that `size` bytes came so far."""
        if size - self._counted >= self._enough:
            self._counted = size
            later = asyncio.get_running_loop().time() + self._deadline
            self._limit.reschedule(min(later, self._end))


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii")


def _too_large(largest: int) -> NotBroughtError:
    return NotBroughtError(f"it is larger than {largest // 1_000:,} kB")


def _stated(headers: httpx.Headers) -> int | None:
    """Return the bytes that an answer says it has; None if it does not, or comes in chunks."""
    stated = headers.get("content-length", "")
    known = stated.isascii() and stated.isdigit() and "transfer-encoding" not in headers
    return int(stated[:20]) if known else None


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
