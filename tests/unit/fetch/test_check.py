from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from blog2book.fetch.check import check
from blog2book.model.checked import FILE_NAME, State, read_checked
from blog2book.ports import Context, Network
from faulty import Site, answer, slow
from faulty import site as running
from samples import Heard

DAY = date(2016, 12, 7)


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running server."""
    with running() as server:
        server.routes["/a"] = server.routes["/b"] = answer(200)
        yield server


def world(folder: Path, network: Network | None) -> Context:
    """Return a world with a network or none."""
    return Context(report=Heard(), workdir=folder, cache=folder, network=network)


def test_the_time_is_limited(site: Site, tmp_path: Path) -> None:
    """What does not answer until then is left, and what does is written down."""
    site.routes["/b"] = slow(answer(200), 5)
    pages = {site.url("/a"): DAY, site.url("/b"): DAY}
    context = world(tmp_path, site.network())
    counts = check(pages, tmp_path / FILE_NAME, context, seconds=2)
    assert counts == {State.LIVE: 1, "left": 1}
    assert [one.url for one in read_checked(tmp_path / FILE_NAME)] == [site.url("/a")]


def test_no_network_no_socket(tmp_path: Path) -> None:
    """A run that may open no socket is a mistake of ours."""
    with pytest.raises(ValueError, match="no socket"):
        check({}, tmp_path / FILE_NAME, world(tmp_path, None), seconds=1)


def test_what_nobody_may_ask_for_is_told_to_nobody(site: Site, tmp_path: Path) -> None:
    """A private address is unknown for good; a name that leads there today may not tomorrow."""
    pages = {"http://192.168.0.1/a": DAY, site.url("/a", "inside.example"): DAY}
    network = site.network()
    hosts = {**network.hosts, "inside.example": ("10.0.0.1",)}
    asked = Network(today=network.today, pause=0, wayback=network.wayback, hosts=hosts)
    counts = check(pages, tmp_path / FILE_NAME, world(tmp_path, asked), seconds=20)
    assert counts == {State.UNKNOWN: 1, "failed": 1}
    (found,) = read_checked(tmp_path / FILE_NAME)
    assert found.reason
    assert site.asked == []


def test_without_pages_nobody_is_asked(site: Site, tmp_path: Path) -> None:
    """A book that cites nothing needs no network, and has no record."""
    assert check({}, tmp_path / FILE_NAME, world(tmp_path, site.network()), seconds=1) == {}
    assert [*read_checked(None)] == []
