"""Which servers may be asked: those that the whole world can ask, whatever name leads there."""

import asyncio
import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from blog2book.addresses import is_external, split
from blog2book.fetch.trouble import ForbiddenPlaceError, NotBroughtError
from blog2book.ports import Network

_NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses whose last four bytes are one of IPv4 (RFC 6052)."""

_PRIVATE = "its address leads into a private network"

_INWARD = re.compile(
    r"[^.:]+|(?:.+\.)?(?:localhost|local|internal|intranet|corp|home|lan|home\.arpa|onion)"
)
"""Names that mean something in one house only: RFC 6761, 6762, 7686 and 8375, and usage."""


def is_public(address: str, *, loopback: bool = False) -> bool:
    """Say whether an IP address is one of the open internet.

    Addresses of IPv6 that wrap one of IPv4 are judged by that. `loopback` allows this machine.
    """
    try:
        place = _unwrapped(ip_address(address))
    except ValueError:
        return False
    if place.is_loopback:
        return loopback
    local = isinstance(place, IPv6Address) and place.is_site_local
    return place.is_global and not (place.is_multicast or place.is_reserved or local)


def _unwrapped(place: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the address of IPv4 that one of IPv6 stands for (mapped, 6to4, NAT64), else itself."""
    if isinstance(place, IPv4Address):
        return place
    if place in _NAT64:
        return IPv4Address(int(place) & 0xFFFF_FFFF)
    return place.ipv4_mapped or place.sixtofour or place


def has_login(url: str) -> bool:
    """Say whether an address carries a login, or the "@" that cleaning leaves of one."""
    return "@" in split(url).netloc


def checked(address: str) -> httpx.URL:
    """Return an address that may be asked for, without its fragment.

    Raises ForbiddenPlaceError for one that is not of the web, carries a login, leads into a private
    network, or is none.
    """
    try:
        url = httpx.URL(address)
        name = url.host.rstrip(".")  # which httpx decodes here, or cannot
    except (httpx.InvalidURL, ValueError) as error:
        raise ForbiddenPlaceError("its address is damaged", always=True) from error
    if has_login(address):
        raise ForbiddenPlaceError("its address carries a login", always=True)
    if not is_external(str(url)):
        raise ForbiddenPlaceError("its address does not lead to the web", always=True)
    number = _number(name)
    if _INWARD.fullmatch(name) or (number and not is_public(number)):
        raise ForbiddenPlaceError(_PRIVATE, always=True)
    return url.copy_with(fragment=None)


def _number(name: str) -> str:
    """Return the IP address that a host's name is, in whatever spelling; "" if it is a name."""
    try:
        return str(ip_address(name))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except (OSError, ValueError):
        return ""


async def addresses(url: httpx.URL, network: Network) -> tuple[str, ...]:
    """Return the IP addresses of a URL's server, all of which may be asked.

    Raises ForbiddenPlaceError where one of them is not public: then all are suspect.
    """
    host = url.raw_host.decode("ascii")
    named = network.hosts.get(host)
    found = named or await _resolved(host, url.port or 0)
    for one in found:
        if not is_public(one, loopback=network.loopback and named is not None):
            raise ForbiddenPlaceError(_PRIVATE)
    return tuple(dict.fromkeys(found))


async def _resolved(host: str, port: int) -> tuple[str, ...]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotBroughtError("its server cannot be found", unreachable=True) from error
    return tuple(str(one[4][0]) for one in found)
