"""A server on this machine that can do all that servers should not."""

import gzip
import io
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PIL import Image

from blog2book.ports import Network

HOME = "blog.example"
WAYBACK = "wayback.example"


class Handler(BaseHTTPRequestHandler):
    """One request. A route takes it and may write whatever it likes."""

    protocol_version = "HTTP/1.1"
    server: "Site"
    waits_for: str | None = None

    def do_GET(self) -> None:
        """Look the route up by host and path, else by path."""
        site = self.server
        host = self.headers["Host"].partition(":")[0]
        with site.lock:
            site.asked.append(f"{host}{self.path}")
            site.times.append(time.monotonic())
            site.agents.add(self.headers["User-Agent"])
            site.busy[host] += 1
            self.waits_for = host
            site.most_at_one = max(site.most_at_one, site.busy[host])
            site.most = max(site.most, sum(site.busy.values()))
        try:
            route = site.routes.get(f"{host}{self.path}") or site.routes.get(self.path)
            (route or answer(404))(self)
        except ConnectionError:
            self.close_connection = True
        finally:
            self.answered()

    def flush_headers(self) -> None:
        """Count no longer as asked: who has our answer may ask again before this thread goes on."""
        self.answered()
        super().flush_headers()

    def answered(self) -> None:
        """Count as asked no longer."""
        with self.server.lock:
            if self.waits_for is not None:
                self.server.busy[self.waits_for] -= 1
            self.waits_for = None

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


Route = Callable[[Handler], None]


class Site(ThreadingHTTPServer):
    """Answers by `routes`, and remembers what was `asked`: hosts and paths, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        self.times: list[float] = []
        self.agents: set[str] = set()
        self.busy: Counter[str] = Counter()
        self.most_at_one = 0
        self.most = 0
        self.lock = threading.Lock()
        self.closing = threading.Event()

    def url(self, path: str, host: str = HOME) -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.server_port}{path}"

    def pictures(self, host: str = "") -> list[str]:
        """Return what was asked for but robots.txt, of one host or all."""
        return [one for one in self.asked if "robots.txt" not in one and one.startswith(host)]

    def network(self, *hosts: str, **fields: Any) -> Network:
        """Return a network in which HOME, WAYBACK and `hosts` are this server, and no pauses."""
        names = dict.fromkeys((HOME, WAYBACK, *hosts), ("127.0.0.1",))
        plain: dict[str, Any] = {
            "today": date(2026, 1, 2), "loopback": True, "pause": 0.0, "deadline": 5.0,
            "wayback": self.url("", WAYBACK), "hosts": names,
        }  # fmt: skip
        return Network(**(plain | fields))


@contextmanager
def site() -> Iterator[Site]:
    """Run a server while the block does."""
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def jpeg(width: int = 30, height: int = 20, colour: str = "red") -> bytes:
    """Return the bytes of a JPEG."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "JPEG")
    return stream.getvalue()


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Route:
    """Answer as it should be. `Retry_After` is the header Retry-After."""

    def route(handler: Handler) -> None:
        handler.send_response(status)
        plain = {"Content_Type": "image/jpeg", "Content_Length": str(len(body))}
        for name, value in (plain | headers).items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
        if not headers.get("Content_Length", "x"):
            handler.close_connection = True

    return route


def moved(to: str, status: int = 302) -> Route:
    """Pass the reader on."""
    return answer(status, Location=to)


def one_by_one(*routes: Route) -> Route:
    """Answer each request with the next route; the last for ever."""
    left = list(routes)

    def route(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return route


def cut(body: bytes) -> Route:
    """State the whole length, send half, and hang up."""

    def route(handler: Handler) -> None:
        answer(200, body[: len(body) // 2], Content_Length=str(len(body)))(handler)
        handler.close_connection = True

    return route


def dripping(head: bytes, drop: bytes = b"x") -> Route:
    """Send `head`, then for ever a drop every 20 ms."""

    def route(handler: Handler) -> None:
        handler.wfile.write(head)
        while not handler.server.closing.wait(0.02):
            handler.wfile.write(drop)

    return route


def slow(route: Route, seconds: float) -> Route:
    """Answer after a while."""

    def later(handler: Handler) -> None:
        handler.server.closing.wait(seconds)
        route(handler)

    return later


def endless(part: bytes, seconds: float = 0, first: bytes = b"", **headers: str) -> Route:
    """Send `first`, then `part` for ever, after so many seconds each; a length may be stated."""

    def route(handler: Handler) -> None:
        answer(200, first, **({"Content_Length": ""} | headers))(handler)
        while not handler.server.closing.wait(seconds):
            handler.wfile.write(part)

    return route


def bomb(megabytes: int = 30) -> Route:
    """Answer with a small gzip of a picture and many empty bytes."""
    packed = gzip.compress(jpeg() + bytes(megabytes * 1_000_000))
    return answer(200, packed, Content_Encoding="gzip")
