import asyncio
import gzip
import io
import ssl
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from blog2book.fetch.client import LARGEST_PICTURE, Client
from blog2book.fetch.trouble import ForbiddenPlaceError, NoRoomError, NotBroughtError
from faulty import (
    HOME,
    Handler,
    Route,
    Site,
    answer,
    bomb,
    cut,
    dripping,
    endless,
    jpeg,
    moved,
    one_by_one,
    slow,
)
from faulty import site as running

PICTURE = jpeg()


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running server."""
    with running() as server:
        yield server


def brought(site: Site, *addresses: str, room: int = 10**9, **network: Any) -> list[object]:
    """Return what one client gets from addresses, one after the other: bytes, or trouble."""

    async def bring() -> list[object]:
        found: list[object] = []
        async with Client(site.network("other.example", **network), room) as client:
            for address in addresses:
                into = io.BytesIO()
                try:
                    await client.bring(address, into)
                except (NotBroughtError, NoRoomError) as error:
                    found.append(error)
                else:
                    found.append(into.getvalue())
        return found

    return asyncio.run(bring())


def trouble(site: Site, route: Route, **network: Any) -> NotBroughtError:
    """Return why a picture that is answered by `route` is not brought."""
    site.routes["/a.jpg"] = route
    (found,) = brought(site, site.url("/a.jpg"), **network)
    assert isinstance(found, NotBroughtError), found
    return found


def test_a_picture_is_brought(site: Site) -> None:
    """The bytes are the server's; robots.txt is asked for first; we say who we are."""
    site.routes["/a%20b.jpg?x=1"] = answer(200, PICTURE)
    assert brought(site, site.url("/a b.jpg?x=1#top")) == [PICTURE]
    assert site.asked == [f"{HOME}/robots.txt", f"{HOME}/a%20b.jpg?x=1"]
    assert [agent.partition("/")[0] for agent in site.agents] == ["blog2book"]


@pytest.mark.parametrize(("silent", "comes"), [(3, True), (4, False)])
def test_four_addresses_of_a_server_are_tried(site: Site, silent: int, comes: bool) -> None:  # noqa: FBT001
    """A server with more may not cost a connection, and its time, for each."""
    site.routes["/a.jpg"] = answer(200, PICTURE)
    hosts = {HOME: (*(f"127.0.0.{number + 2}" for number in range(silent)), "127.0.0.1")}
    (found,) = brought(site, site.url("/a.jpg"), hosts=hosts)
    assert (found == PICTURE) == comes


def test_redirects_are_followed(site: Site) -> None:
    """Six hops are taken, to other servers too, each of which is asked for its robots.txt."""
    for number in range(6):
        site.routes[f"/{number}.jpg"] = moved(f"{number + 1}.jpg", status=301 + number % 3)
    site.routes["/5.jpg"] = moved(site.url("/6.jpg", "other.example"), status=308)
    site.routes["/6.jpg"] = answer(200, PICTURE)
    assert brought(site, site.url("/0.jpg")) == [PICTURE]
    assert "other.example/robots.txt" in site.asked


def test_a_redirect_in_a_circle_ends(site: Site) -> None:
    """After six hops we stop; it may be mended tomorrow."""
    assert not trouble(site, moved("/a.jpg")).gone
    assert len(site.pictures()) == 7


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "http://u:p@blog.example/", "data:,x", "http://192.168.1.1/"]
)
def test_a_redirect_out_of_the_web_is_refused(site: Site, to: str) -> None:
    """A redirect to another scheme, a login or a private network is not followed.

    It tells nothing of the picture: a captive network answers so in everybody's place.
    """
    found = trouble(site, moved(to))
    assert not isinstance(found, ForbiddenPlaceError)
    assert found.reason.startswith("it is passed on, but there its address ")


@pytest.mark.parametrize(
    "to",
    ["http://[::1/b", "http://\u2100.example/", "http://xn--a.com/", "http://a..b/", "http://.a/",
     f"http://{'a' * 64}.example/"],
)  # fmt: skip
def test_a_redirect_to_nowhere_is_told(site: Site, to: str) -> None:
    """A damaged Location is trouble, not a crash."""

    def route(handler: Handler) -> None:
        head = f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"
        handler.wfile.write(head.encode())

    site.routes["/a.jpg"] = route
    (found,) = brought(site, site.url("/a.jpg"))
    assert isinstance(found, NotBroughtError)


@pytest.mark.parametrize(
    ("status", "gone"), [(404, True), (410, True), (403, False), (500, False), (503, False)]
)
def test_a_refusal_is_told(site: Site, status: int, gone: bool) -> None:  # noqa: FBT001
    """What is gone is called so; any other refusal may pass."""
    found = trouble(site, answer(status))
    assert str(status) in found.reason
    assert found.gone == gone


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "its server takes too long"),
        (b"HTTP/1.1 200 OK\r\nX: ", "its server takes too long"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "it comes too slowly, or"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "it comes too slowly, or"),
    ],
)
def test_a_server_that_drips_does_not_hold_us(site: Site, head: bytes, reason: str) -> None:
    """Whether head or body come by drops, an answer ends at its deadline."""
    start = time.monotonic()
    found = trouble(site, dripping(head, b"HTTP"[:1] if not head else b"x"), deadline=0.4)
    assert time.monotonic() - start < 3
    assert found.reason.startswith(reason)
    assert not found.gone


def test_endless_small_answers_do_not_hold_us(site: Site) -> None:
    """A server that says "go on" for ever ends at the deadline too."""
    found = trouble(site, dripping(b"", b"HTTP/1.1 102 Processing\r\n\r\n"), deadline=0.4)
    assert found.unreachable


def test_a_long_picture_that_really_comes_has_time(site: Site) -> None:
    """A slow line is no drip: what comes faster than 50 kB a second may pass the deadline."""
    part = bytes(100_000)

    def route(handler: Handler) -> None:
        answer(200, part, Content_Length="800000")(handler)
        for _ in range(7):
            time.sleep(0.1)
            handler.wfile.write(part)

    site.routes["/a.jpg"] = route
    assert brought(site, site.url("/a.jpg"), deadline=0.5) == [bytes(800_000)]


def test_a_picture_that_comes_to_a_stop_ends(site: Site) -> None:
    """However much came at first, less than 50 kB a second over one deadline is too slow."""

    def route(handler: Handler) -> None:
        answer(200, bytes(5_000_000), Content_Length="9000000")(handler)
        dripping(b"")(handler)

    start = time.monotonic()
    assert "too slowly" in trouble(site, route, deadline=0.5).reason
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("stated", ["", "90000000"])
def test_no_picture_takes_more_than_its_time(site: Site, stated: str) -> None:
    """One deadline is all for what has no stated length, ten for what really comes."""
    start = time.monotonic()
    route = endless(bytes(20_000), 0.02, Content_Length=stated)
    assert "too slowly" in trouble(site, route, deadline=0.2).reason
    assert (time.monotonic() - start > 1.9) == bool(stated)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("route", "network"),
    [
        (endless(bytes(100_000)), {}),
        (endless(b"x" * 50, 0.01), {"deadline": 0.2}),
        (bomb(), {}),
    ],
)
def test_many_pictures_without_end_cost_themselves(
    site: Site, route: Route, network: dict[str, Any]
) -> None:
    """After a dozen of them on one server its next picture still comes."""
    for number in range(12):
        site.routes[f"/{number}.jpg"] = route
    site.routes["/a.jpg"] = answer(200, PICTURE)
    *bad, good = (f"/{number}.jpg" for number in (*range(12), "a"))
    found = brought(site, *map(site.url, (*bad, good)), room=5_000_000, **network)
    assert found[-1] == PICTURE
    assert all(isinstance(one, NotBroughtError | NoRoomError) for one in found[:-1])


def test_half_a_picture_is_none(site: Site) -> None:
    """A server that hangs up half way, or states more than it sends, broke off."""
    assert "broke off" in trouble(site, cut(PICTURE)).reason


def test_what_is_sent_too_much_answers_nobody_else(site: Site) -> None:
    """Bytes beyond the stated length do not reach the next picture of the same server."""
    more = PICTURE + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    site.routes["/a.jpg"] = answer(200, more, Content_Length=str(len(PICTURE)))
    site.routes["/b.jpg"] = answer(200, PICTURE)
    assert brought(site, site.url("/a.jpg"), site.url("/b.jpg")) == [PICTURE, PICTURE]


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PICTURE)),
        ("X-GZip ", gzip.compress(PICTURE)),
        ("deflate", zlib.compress(PICTURE)),
        ("none", PICTURE),
        ("UTF-8", PICTURE),
        ("gzip", gzip.compress(bytes(3_000_000))),
    ],
)
def test_a_picture_that_comes_packed_is_unpacked(site: Site, encoding: str, body: bytes) -> None:
    """Servers pack though we ask them not to; the file is what the picture was."""
    for length in (str(len(body)), ""):
        site.routes["/a.jpg"] = answer(200, body, Content_Encoding=encoding, Content_Length=length)
        (found,) = brought(site, site.url("/a.jpg"))
        assert found == (bytes(3_000_000) if len(body) > 2_000 else PICTURE)


@pytest.mark.parametrize(
    "body",
    [PICTURE, b"", gzip.compress(PICTURE)[:-9], gzip.compress(PICTURE) + b"more",
     gzip.compress(PICTURE)[:-8] + bytes(8)],
)  # fmt: skip
def test_what_is_packed_wrongly_is_told(site: Site, body: bytes) -> None:
    """What is no gzip, lacks its end, has more after it or other sums is no picture."""
    assert trouble(site, answer(200, body, Content_Encoding="gzip")).reason == (
        "its server packs it wrongly"
    )


def test_a_bomb_is_cut(site: Site) -> None:
    """What unpacks to more than a picture has is not written to its end, nor held in memory."""
    route = bomb(100)
    tracemalloc.start()
    try:
        found = trouble(site, route)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    assert "larger than 25,000 kB" in found.reason


def test_packed_nothing_without_end_is_cut(site: Site) -> None:
    """A gzip that goes on and on and says nothing is counted by the bytes that come."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    head = packer.compress(b"") + packer.flush(zlib.Z_SYNC_FLUSH)
    nothing = b"\x00\x00\x00\xff\xff" * 50_000
    route = endless(nothing, first=head, Content_Encoding="gzip")
    assert "larger" in trouble(site, route).reason


def test_a_head_without_end_is_cut(site: Site) -> None:
    """A head of megabytes is refused long before the deadline."""
    found = trouble(site, dripping(b"HTTP/1.1 200 OK\r\nX: " + bytes(2_000_000)))
    assert "broke off" in found.reason


def test_no_picture_is_larger_than_100_mb(site: Site) -> None:
    """What states more is not read; what sends more is cut."""
    found = trouble(site, answer(200, b"", Content_Length=str(LARGEST_PICTURE + 1)))
    assert "larger" in found.reason

    found = trouble(site, endless(bytes(1_000_000)), deadline=60)
    assert found.reason == "it is larger than 25,000 kB"


def test_there_is_an_end_to_all_bytes(site: Site) -> None:
    """What states more than may still come is not read, and what fits is brought after it."""
    site.routes["/a.jpg"] = answer(200, bytes(3000))
    site.routes["/b.jpg"] = answer(200, bytes(9000))
    paths = ("/a.jpg", "/b.jpg", "/a.jpg", "/a.jpg", "/c.jpg")
    site.routes["/c.jpg"] = answer(200, bytes(900))
    found = brought(site, *map(site.url, paths), room=7000)
    assert [type(one) for one in found] == [bytes, NoRoomError, bytes, NoRoomError, bytes]
    assert [str(found[at]) for at in (1, 3)] == [
        "alone it is larger than all that a run may bring",
        "it is larger than what is left for this run",
    ]


def test_what_has_no_end_leaves_room(site: Site) -> None:
    """A body whose length nobody states gets a tenth of what is left, so that others come too."""
    site.routes["/a.jpg"] = endless(bytes(100_000))
    site.routes["/b.jpg"] = answer(200, PICTURE)
    found = brought(site, *map(site.url, ("/a.jpg", "/b.jpg")), room=5_000_000)
    assert "does not say how large it is" in str(found[0])
    assert found[1] == PICTURE


def test_a_length_beside_chunks_is_not_believed(site: Site) -> None:
    """An answer that comes in chunks has no stated length, whatever else it says."""

    def chunks(handler: Handler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PICTURE), PICTURE)
        )
        handler.close_connection = True

    site.routes["/a.jpg"] = chunks
    assert brought(site, site.url("/a.jpg")) == [PICTURE]


@pytest.mark.parametrize(
    ("rules", "free"),
    [
        (answer(200, b"User-agent: *\nDisallow: /private"), True),
        (answer(200, b"User-agent: *\nDisallow: /a"), False),
        (answer(200, b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /"), False),
        (answer(200, b"User-agent: blog2book\nDisallow: /\n\nUser-agent: *\nDisallow:"), False),
        (answer(200, b"User-agent: other\nDisallow: /"), True),
        (answer(200, b"<html>\xff\xfe no robots"), True),
        (answer(404), True),
        (answer(403), True),
        (answer(200, b"User-agent: *\nDisallow: http://[x\n"), True),
        (answer(200, b"User-agent: *\nCrawl-delay: " + "²".encode()), True),
        (answer(200, b"User-agent: *\nDisallow: /*.jpg$"), False),
        (answer(200, b"User-agent: *\nDisallow: /*.png$"), True),
        (answer(200, b"User-agent: *\n\nDisallow: /"), False),
        (answer(200, b"User-agent: *\nDisallow: /\nAllow: /a.jpg"), True),
        (answer(200, gzip.compress(b"User-agent: *\nDisallow: /"), Content_Encoding="gzip"), False),
        (answer(200, gzip.compress(b"User-agent: *\nDisallow: /b"), Content_Encoding="gzip"), True),
        (bomb(), False),
        (answer(200, b"User-agent: *\nDisallow:\n\nUser-agent: Blog2Book\nDisallow: /"), False),
        (answer(200, b"User-agent: x\n" * 2_000 + b"Disallow: /b\n"), False),
        (answer(200, b"User-agent: *\n" * 50_000), False),
        (answer(500), False),
        (moved("/robots.txt"), False),
        (moved("/elsewhere.txt"), False),
        (moved("http://10.0.0.1/robots.txt"), False),
        (cut(b"User-agent: *\n" * 100), False),
    ],
)
def test_robots_are_obeyed(site: Site, rules: Route, free: bool) -> None:  # noqa: FBT001
    """4xx allows all; what forbids, fails, is damaged, too long or elsewhere allows nothing."""
    site.routes["/robots.txt"] = rules
    site.routes["/elsewhere.txt"] = answer(200, b"User-agent: *\nDisallow: /")
    site.routes["/a.jpg"] = answer(200, PICTURE)
    (found,) = brought(site, site.url("/a.jpg"))
    assert (found == PICTURE) == free
    assert bool(site.pictures("blog.example/a")) == free
    assert free or "robots.txt" in str(found) or "private" in str(found)


def test_robots_are_read_once(site: Site) -> None:
    """One robots.txt speaks for all pictures of its server, also where it forbids."""
    site.routes["/robots.txt"] = answer(500)
    found = brought(site, *(site.url(f"/{number}.jpg") for number in range(4)))
    assert len({str(one) for one in found}) == 1
    assert site.asked == [f"{HOME}/robots.txt"]


@pytest.mark.parametrize(
    ("head", "times", "words"),
    [(b"", 2, "tried twice"), (b"HTTP/1.1 200 OK\r\n\r\n", 1, "robots.txt cannot be read")],
)
def test_a_server_that_drips_its_robots_is_left_alone(
    site: Site, head: bytes, times: int, words: str
) -> None:
    """Two answers that do not come in time close a server for the run; half a robots.txt does."""
    site.routes["/robots.txt"] = dripping(head, b"H")
    found = brought(site, *(site.url(f"/{number}.jpg") for number in range(5)), deadline=0.2)
    assert site.asked == [f"{HOME}/robots.txt"] * times
    assert words in str(found[-1])
    assert not any(getattr(one, "gone", True) for one in found)


def test_a_server_that_cannot_be_reached_is_closed(site: Site) -> None:
    """Where nobody listens we knock twice; other servers are asked all the same."""
    site.routes["/a.jpg"] = answer(200, PICTURE)
    away = [f"http://other.example:1/{number}.jpg" for number in range(4)]
    *found, picture = brought(site, *away, site.url("/a.jpg"))
    assert ["twice" in str(one) for one in found] == [False, True, True, True]
    assert picture == PICTURE


def test_a_name_that_the_handshake_refuses_costs_its_picture(site: Site) -> None:
    """What TLS cannot take for a name is trouble in words, and no crash."""
    site.routes["/a.jpg"] = answer(200, PICTURE)
    name = ".a.example"
    hosts = {name: ("127.0.0.1",), HOME: ("127.0.0.1",)}
    bad = f"https://{name}:{site.server_port}/a.jpg"
    found = brought(site, bad, site.url("/a.jpg"), hosts=hosts)
    assert "damaged" in str(found[0])
    assert found[1] == PICTURE


def test_one_slow_answer_closes_nothing(site: Site) -> None:
    """Only misses in a row count."""
    site.routes["/slow.jpg"] = dripping(b"HTTP/1.1 200 OK\r\n\r\n")
    site.routes["/a.jpg"] = answer(200, PICTURE)
    paths = ("/slow.jpg", "/a.jpg", "/slow.jpg", "/a.jpg")
    found = brought(site, *map(site.url, paths), deadline=0.2)
    assert found[1] == found[3] == PICTURE


@pytest.mark.parametrize("wait", ["0", "1"])
@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_wait_is_waited_for(site: Site, status: int, wait: str) -> None:
    """Retry-After is kept, and then the picture is brought."""
    site.routes["/a.jpg"] = one_by_one(answer(status, Retry_After=wait), answer(200, PICTURE))
    start = time.monotonic()
    assert brought(site, site.url("/a.jpg")) == [PICTURE]
    assert time.monotonic() - start >= float(wait)


def test_a_moment_to_wait_for_counts_from_the_servers_own_clock(site: Site) -> None:
    """Retry-After may be a date; our clock is not asked."""

    def route(handler: Handler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 429 Later\r\nDate: Mon, 05 Jan 2009 10:00:00 GMT\r\nContent-Length: 0\r\n"
            b"Retry-After: Mon, 05 Jan 2009 10:00:01 GMT\r\n\r\n"
        )
        handler.close_connection = True

    site.routes["/a.jpg"] = one_by_one(route, answer(200, PICTURE))
    start = time.monotonic()
    assert brought(site, site.url("/a.jpg")) == [PICTURE]
    assert time.monotonic() - start >= 1


def test_who_asks_to_wait_for_long_is_left_alone(site: Site) -> None:
    """More than two minutes close the server for the run, with words."""
    site.routes["/a.jpg"] = answer(429, Retry_After="9999")
    found = brought(site, site.url("/a.jpg"), site.url("/b.jpg"))
    assert [str(one) for one in found] == ["its server asks to wait 9,999 seconds"] * 2
    assert len(site.pictures()) == 1


def test_who_asks_to_wait_for_ever_is_left_alone(site: Site) -> None:
    """Two waits in a row are enough."""
    found = trouble(site, answer(429, Retry_After="0"))
    assert "again and again" in found.reason
    assert len(site.pictures()) == 3


def test_too_many_requests_without_a_time_is_a_minute(site: Site) -> None:
    """A server that does not say how long gets three hundred pauses, a minute as things are."""
    site.routes["/a.jpg"] = one_by_one(answer(429), answer(200, PICTURE))
    start = time.monotonic()
    assert brought(site, site.url("/a.jpg"), pause=0.002) == [PICTURE]
    assert time.monotonic() - start >= 0.6


def test_there_is_a_pause_between_requests(site: Site) -> None:
    """A server is left alone for a while after each answer."""
    brought(site, *(site.url(f"/{number}.jpg") for number in range(3)), pause=0.1)
    gaps = [after - before for before, after in zip(site.times, site.times[1:], strict=False)]
    assert min(gaps) >= 0.1


def test_a_crawl_delay_is_kept(site: Site) -> None:
    """A robots.txt may ask for longer pauses, with a fraction; what is no number is none."""
    site.routes["/robots.txt"] = answer(200, b"User-agent: *\nCrawl-delay: 0.7")
    site.routes["other.example/robots.txt"] = answer(200, b"User-agent: *\nCrawl-delay: nan")
    brought(site, site.url("/a.jpg"), site.url("/b.jpg"), site.url("/a.jpg", "other.example"))
    assert site.times[2] - site.times[1] >= 0.7
    assert site.times[4] - site.times[3] < 0.7


def test_the_wayback_machine_is_asked_more_slowly(site: Site) -> None:
    """Five pauses stand between two questions to it."""
    wayback = site.network().wayback
    brought(site, f"{wayback}/a", f"{wayback}/b", pause=0.05)
    assert site.times[2] - site.times[1] >= 0.25


def test_the_second_address_of_a_server_is_tried(site: Site) -> None:
    """Where nobody listens at the first of its addresses, the next is asked."""
    site.routes["/a.jpg"] = answer(200, PICTURE)
    hosts = {HOME: ("127.0.0.9", "127.0.0.1"), "other.example": ("127.0.0.9",)}
    addresses = site.url("/a.jpg"), site.url("/a.jpg", "other.example")
    found = brought(site, *addresses, hosts=hosts)
    assert found[0] == PICTURE
    assert "reached" in str(found[1])


def test_a_certificate_is_asked_for_by_name(site: Site) -> None:
    """Though we connect to an address, TLS is told the name; what nobody vouches for is refused."""
    names: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    ears = site.socket.__class__(site.address_family, site.socket_type)
    ears.bind(("127.0.0.1", 0))
    ears.listen()
    ears.settimeout(5)

    def greet() -> None:
        for _ in range(2):
            try:
                context.wrap_socket(ears.accept()[0], server_side=True)
            except OSError:
                continue

    thread = threading.Thread(target=greet, daemon=True)
    thread.start()
    (found,) = brought(site, f"https://{HOME}:{ears.getsockname()[1]}/a.jpg")
    ears.close()
    assert "no safe connection" in str(found)
    assert names[0] == HOME


def test_a_picture_comes_over_a_safe_connection(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom this machine trusts may vouch for a server by its name, and for no other name."""
    key, vouching = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        f"-keyout {key} -out {vouching} -subj /CN={HOME} -addext subjectAltName=DNS:{HOME}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(vouching))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(vouching, key)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    site.routes["/a.jpg"] = answer(200, PICTURE)
    own, other = (
        site.url("/a.jpg", host).replace("http:", "https:") for host in (HOME, "other.example")
    )
    found = brought(site, own, other)
    assert found[0] == PICTURE
    assert "no safe connection" in str(found[1])


def test_one_server_is_asked_one_thing_at_a_time(site: Site) -> None:
    """However many ask at once, a host has one connection."""
    site.routes["/a.jpg"] = slow(answer(200, PICTURE), 0.05)

    async def bring() -> None:
        async with Client(site.network(), 10**9) as client:
            await asyncio.gather(
                *(client.bring(site.url(f"/a.jpg?{n}"), io.BytesIO()) for n in range(6)),
                return_exceptions=True,
            )

    asyncio.run(bring())
    assert site.most_at_one == 1
    assert site.asked.count(f"{HOME}/robots.txt") == 1
