"""What a site is called, and who publishes it: a shipped list of names, and the user's over it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from publicsuffixlist import PublicSuffixList

from blog2book.addresses import place, split
from blog2book.errors import ConfigError
from blog2book.markup.text import printable

FILE_NAME = "sources.toml"
SHIPPED = "list of sites"
"""Where a name of the shipped list comes from; a user's comes from FILE_NAME."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site: its `name` ("" if nobody knows it), where that comes from, and the `domain`.

    The domain is what somebody registered ("bbc.co.uk"), or a blog's host on a platform.
    `is_blog`: the platform says that it is one.
    """

    name: str
    name_from: str
    domain: str
    is_blog: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Names by host, or by host and the first part of a path; `own` are the user's.

    Each host below one of `blogs` is a blog of somebody's. `houses` has by the name of a site that
    of its publisher, where the two differ ("BBC News" of the BBC).
    """

    sites: Mapping[str, str]
    blogs: frozenset[str]
    own: Mapping[str, str] = field(default_factory=dict)
    houses: Mapping[str, str] = field(default_factory=dict)

    def house(self, name: str) -> str:
        """Return who publishes a site of this name."""
        return self.houses.get(name, name)

    def site(self, address: str) -> Site:
        """Return the site of an address; the longest name of a place that fits it is taken."""
        host = place(address)
        domain, is_blog = self._domain(host)
        first = split(address).path.strip("/").partition("/")[0].lower()
        for known, origin in ((self.own, FILE_NAME), (self.sites, SHIPPED)):
            for one in _places(host, domain, first):
                if one in known:
                    return Site(name=known[one], name_from=origin, domain=domain, is_blog=is_blog)
        return Site(name="", name_from="", domain=domain, is_blog=is_blog)

    def _domain(self, host: str) -> tuple[str, bool]:
        """Return what somebody registered, or the blog on a platform, and whether it is one."""
        if host.rpartition(".")[2].isdecimal():  # an address by number
            return host, False
        parts = host.split(".")
        for start in range(1, len(parts) - 1):
            platform = ".".join(parts[start:])
            if platform in self.blogs:
                return f"{parts[start - 1]}.{platform}", True
        return _suffixes().privatesuffix(host) or host, False


def named(file: Path, table: object) -> Gazetteer:
    """Return the shipped names, and over them those of the table [sites] of a sources.toml.

    Raises ConfigError for a wrong value.
    """
    known, own = shipped(), dict(_own(file, table))
    called = {known.sites[place]: name for place, name in own.items() if place in known.sites}
    houses = {site: called.get(house, house) for site, house in known.houses.items()}
    return replace(known, own=own, houses=houses)


@cache
def shipped() -> Gazetteer:
    """Return the names that blog2book brings along (gazetteer.toml)."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    blogs = frozenset(table["blogs"])
    return Gazetteer(sites=table["sites"], blogs=blogs, houses=table["houses"])


@cache
def _suffixes() -> PublicSuffixList:
    """Return the public suffix list that the library holds: which domains are open to all."""
    return PublicSuffixList()


def _places(host: str, domain: str, first: str) -> Iterator[str]:
    """Yield what may have a name, the longest first: each host with and without a path."""
    while host:
        if first:
            yield f"{host}/{first}"
        yield host
        if host == domain:
            return
        host = host.partition(".")[2]


def _own(file: Path, table: object) -> Iterator[tuple[str, str]]:
    """Yield the user's names, each by the place that he means by "https://www.HOST/PATH/"."""
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: write [sites] on a line of its own.")
    for address, name in table.items():
        if not isinstance(name, str):
            raise ConfigError(
                f"{file}, [sites] {address}: the name must be text in quotation marks.",
                hint='Write for instance "news.example" = "The Daily News"',
            )
        whole = address if "://" in address else f"https://{address}"
        path = split(whole).path.strip("/").partition("/")[0].lower()
        yield f"{place(whole)}/{path}".rstrip("/"), " ".join(printable(name).split())
