import asyncio
import contextlib
import io
import socket
from collections import UserDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from blog2book.fetch.client import Client
from blog2book.fetch.places import checked, is_public
from blog2book.fetch.trouble import ForbiddenPlaceError, NotBroughtError
from blog2book.ports import Network
from faulty import HOME, moved, site

NOWHERE = "0.0.0.0"  # noqa: S104 - to hear every knock at this machine


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_the_open_internet_may_be_asked(address: str) -> None:
    """Public addresses are public, wrapped in IPv6 too."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", NOWHERE, "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
        "2001:db8::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:a00:1::",
        "", "example",
    ],
)  # fmt: skip
def test_no_private_address_is_public(address: str) -> None:
    """Private, loopback, link-local and reserved addresses are not, however they are wrapped."""
    assert not is_public(address)


def test_loopback_can_be_allowed_and_nothing_else() -> None:
    """The tests' allowance lets this machine be asked, and no private network."""
    assert is_public("127.0.0.1", loopback=True)
    assert is_public("::1", loopback=True)
    assert not is_public("10.0.0.1", loopback=True)
    assert not is_public("169.254.169.254", loopback=True)


@pytest.mark.parametrize(
    "address", ["ftp://a.example/b", "file:///etc/passwd", "/b.jpg", "http:///b", "http://u:p@h/b"]
)
def test_only_the_plain_web_is_asked(address: str) -> None:
    """Other schemes, no host, and a login are refused."""
    with pytest.raises(ForbiddenPlaceError):
        checked(address)


@pytest.mark.parametrize(
    "host",
    ["intranet", "nas.local", "wiki.corp", "a.b.internal", "a.home.arpa.", "x.onion", "localhost."],
)
def test_a_name_of_one_house_is_not_asked_about(host: str) -> None:
    """What only a private network can know is refused before any DNS, and so told to nobody."""
    with pytest.raises(ForbiddenPlaceError):
        checked(f"http://{host}/a.jpg")


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1/b",
        "http://\u2100.example/",
        "http://a\0b/",
        "http://xn--a.com/",
        "http://\ud800/",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """A damaged address is told, not a crash."""
    with pytest.raises(ForbiddenPlaceError, match="damaged"):
        checked(address)


class Ear:
    """Sockets that listen at all of this machine's addresses, and hear whether anybody knocks."""

    def __init__(self) -> None:
        self.four = socket.create_server((NOWHERE, 0))
        self.port = self.four.getsockname()[1]
        self.sockets = [self.four]
        if socket.has_ipv6:
            with contextlib.suppress(OSError):
                self.sockets.append(
                    socket.create_server(("::1", self.port), family=socket.AF_INET6)
                )
        for one in self.sockets:
            one.settimeout(0.05)

    def heard(self) -> bool:
        """Say whether a connection came."""
        for one in self.sockets:
            try:
                one.accept()[0].close()
            except TimeoutError:
                continue
            return True
        return False


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Return listening sockets."""
    listening = Ear()
    yield listening
    for one in listening.sockets:
        one.close()


def asked(address: str, network: Network) -> NotBroughtError:
    """Ask for an address that gives nothing; return why."""

    async def ask() -> None:
        async with Client(network, 1_000_000) as client:
            await client.bring(address, io.BytesIO())

    with pytest.raises(NotBroughtError) as raised:
        asyncio.run(ask())
    return raised.value


HOSTS = (
    "127.0.0.1", "127.0.0.2", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", NOWHERE,
    "localhost", "LOCALHOST", "localhost.", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "10.0.0.1", "192.168.0.1", "169.254.169.254", "inside.example",
    "both.example", "six.example",
)  # fmt: skip
NOT_EVERYWHERE = {"0177.0.0.1"}
"""What some libraries take for no address at all."""

NAMES = {
    "inside.example": ("127.0.0.1",),
    "both.example": ("8.8.8.8", "127.0.0.1"),
    "six.example": ("::1",),
}


@pytest.mark.parametrize("host", HOSTS)
def test_nobody_knocks_at_this_machine(ear: Ear, host: str) -> None:
    """Whatever an address calls it, a private place is refused before a connection is made."""
    network = Network(today=date(2026, 1, 2), pause=0, deadline=2, hosts=NAMES)
    trouble = asked(f"http://{host}:{ear.port}/a.jpg", network)
    assert isinstance(trouble, ForbiddenPlaceError) or host in NOT_EVERYWHERE
    assert getattr(trouble, "always", True) == (host not in NAMES)
    assert not ear.heard()


@pytest.mark.parametrize("host", [one for one in HOSTS if not one.endswith(".example")])
def test_no_redirect_leads_inside(ear: Ear, host: str) -> None:
    """A server out there cannot send us to this machine or a private network, at any hop."""
    with site() as there:
        there.routes["/a.jpg"] = moved(there.url("/b.jpg"))
        there.routes["/b.jpg"] = moved(f"http://{host}:{ear.port}/c.jpg")
        trouble = asked(there.url("/a.jpg"), there.network())
    assert trouble.reason.startswith(
        "it is passed on, but there its address leads into a private"
    ) or (host in NOT_EVERYWHERE)
    assert not ear.heard()


class Turning(UserDict[str, tuple[str, ...]]):
    """A DNS that gives another address each time it is asked, the last for ever."""

    def __getitem__(self, name: str) -> tuple[str, ...]:
        first, *rest = super().__getitem__(name)
        self.data[name] = tuple(rest) or (first,)
        return (first,)


@pytest.mark.parametrize("inward", ["0.0.0.0", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254"])  # noqa: S104
def test_a_name_that_turns_inward_is_refused_then(inward: str) -> None:
    """Each connection goes to the very address that was checked for it, and to none unchecked."""
    with site() as there:
        there.routes["/a.jpg"] = moved("/b.jpg")
        names = Turning({HOME: ("127.0.0.1", "127.0.0.1", inward)})
        network = there.network(hosts=names)
        if inward == "::ffff:127.0.0.1":
            network = replace(network, loopback=False, hosts=Turning({HOME: (inward,)}))
        trouble = asked(there.url("/a.jpg"), network)
        assert "its address leads into a private network" in trouble.reason
        allowed = [f"{HOME}/robots.txt", f"{HOME}/a.jpg"] if network.loopback else []
        assert there.asked == allowed


def test_a_listening_ear_hears(ear: Ear) -> None:
    """The proof above is one: a connection would have been heard."""
    with socket.create_connection(("127.0.0.1", ear.port)):
        assert ear.heard()


def test_a_name_that_is_unknown_is_no_server() -> None:
    """What no DNS knows cannot be reached; tomorrow it may."""
    network = Network(today=date(2026, 1, 2), pause=0)
    trouble = asked("http://nobody.invalid/a.jpg", network)
    assert trouble.unreachable
    assert not trouble.gone
    assert asked(f"http://{'a' * 70}.example/a.jpg", network).unreachable
