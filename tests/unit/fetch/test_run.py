import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from blog2book.errors import WriteError
from blog2book.events import StageAdvanced, StageStarted
from blog2book.fetch.run import Judge, fetch
from blog2book.fetch.wanted import Outcome, Wanted
from blog2book.media.judge import judged
from blog2book.model.fetched import FILE_NAME, Fetched, read_list
from blog2book.ports import Context
from faulty import (
    HOME,
    WAYBACK,
    Handler,
    Route,
    Site,
    answer,
    bomb,
    cut,
    dripping,
    jpeg,
    moved,
    slow,
)
from faulty import site as running
from samples import Heard

PICTURE = jpeg()


@dataclass
class Place:
    """A server, a folder for what it gives, and what was told."""

    site: Site
    folder: Path
    workdir: Path
    heard: Heard = field(default_factory=Heard)
    seconds: float = 60
    room: int = 10**9
    judge: Judge = field(default_factory=lambda: judged)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fetch(self, *addresses: str, hosts: Sequence[str] = (), **network: object) -> Outcome:
        """Ask for pictures by their whole addresses. `names` replace what the server is called."""
        if self.names:
            network["hosts"] = self.names
        context = Context(
            report=self.heard, workdir=self.workdir, cache=self.workdir,
            network=self.site.network(*hosts, **network),
        )  # fmt: skip
        pictures = [Wanted(url=one, day=date(2012, 5, 3), where="a post") for one in addresses]
        return fetch(
            pictures, self.folder, context, self.judge, seconds=self.seconds, room=self.room
        )

    def listed(self) -> list[Fetched]:
        """Return what the list says."""
        return list(read_list(self.folder))

    def files(self) -> list[str]:
        """Return the names of all files but the list, hidden ones too."""
        return sorted(one.name for one in self.folder.iterdir() if one.name != FILE_NAME)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Return a running server and an empty place."""
    (tmp_path / "work").mkdir()
    with running() as server:
        yield Place(site=server, folder=tmp_path / "new" / "pictures", workdir=tmp_path / "work")


def test_a_picture_is_kept_with_its_line(place: Place) -> None:
    """The file is named by its address, bytes and kind, whatever server and suffix say."""
    url = place.site.url("/2012/05/My%20Gärten!.php?x=1")
    place.site.routes["/2012/05/My%20G%C3%A4rten!.php?x=1"] = answer(
        200, PICTURE, Content_Type="text/html"
    )
    assert place.fetch(url) == Outcome(brought=1, size=len(PICTURE))
    digest = hashlib.sha256(PICTURE).hexdigest()
    name = f"My-G-rten-{digest[:8]}.jpg"
    assert place.files() == [name]
    assert (place.folder / name).read_bytes() == PICTURE
    assert place.listed() == [
        Fetched(url=url, source=url, file=name, sha256=digest, day="2026-01-02")
    ]
    assert list(place.workdir.iterdir()) == []


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("/u/a-300x200.jpg", "/u/a.jpg"),
        ("/content/images/size/w600/2020/01/a.jpg", "/content/images/2020/01/a.jpg"),
    ],
)
def test_the_largest_size_wins(place: Place, small: str, large: str) -> None:
    """The upload itself is asked for first, whatever size the post shows."""
    place.site.routes[large] = answer(200, PICTURE)
    place.site.routes[small] = answer(200, jpeg(3, 2))
    url = place.site.url(small)
    place.fetch(url)
    assert [(one.url, one.source) for one in place.listed()] == [(url, place.site.url(large))]


def test_a_smaller_size_is_better_than_none(place: Place) -> None:
    """Where the upload is gone, what the post shows is taken."""
    place.site.routes["/u/a-300x200.jpg"] = answer(200, PICTURE)
    assert place.fetch(place.site.url("/u/a-300x200.jpg")).brought == 1
    assert place.site.pictures() == [
        f"{HOME}/u/a.jpg", f"{HOME}/u/a-scaled.jpg", f"{HOME}/u/a-300x200.jpg",
    ]  # fmt: skip


def test_no_address_is_asked_for_twice(place: Place) -> None:
    """Two sizes of an upload are one request and one file, with a line each."""
    place.site.routes["/u/a.jpg"] = answer(200, PICTURE)
    urls = [place.site.url(f"/u/a-{size}.jpg") for size in ("300x200", "150x150")]
    assert place.fetch(*urls).brought == 2
    assert place.site.pictures() == [f"{HOME}/u/a.jpg"]
    assert [one.url for one in place.listed()] == urls
    assert len(place.files()) == 1


def test_equal_bytes_are_one_file(place: Place) -> None:
    """Whatever servers call a picture, it is kept once; a damaged file is written anew."""
    place.site.routes["/a.jpg"] = answer(200, PICTURE)
    place.fetch(
        place.site.url("/a.jpg"), place.site.url("/a.jpg", "b.example"), hosts=["b.example"]
    )
    place.site.routes["/b.jpg"] = answer(200, PICTURE)
    place.fetch(place.site.url("/b.jpg"))
    assert [one.file for one in place.listed()] == place.files() * 3
    (name,) = place.files()
    (place.folder / name).write_bytes(b"damaged")
    place.fetch(place.site.url("/b.jpg"))
    assert (place.folder / place.listed()[-1].file).read_bytes() == PICTURE


def test_the_wayback_machine_is_asked_last(place: Place) -> None:
    """What is gone is looked for at the day of its post, and its nearest copy is taken."""
    url = place.site.url("/u/a-300x200.jpg")
    whole = place.site.url("/u/a.jpg")
    copy = f"/web/20120607080910id_/{url}"
    place.site.routes[f"/web/20120503id_/{url}"] = moved(copy)
    place.site.routes[copy] = answer(200, PICTURE)
    assert place.fetch(url).brought == 1
    assert place.site.pictures(WAYBACK) == [
        f"{WAYBACK}/web/20120503id_/{whole}",
        f"{WAYBACK}/web/20120503id_/{url}",
        f"{WAYBACK}{copy}",
    ]
    (line,) = place.listed()
    assert line.source == f"{place.site.network().wayback}/web/20120503id_/{url}"
    assert line.file.startswith("a-300x200-")


def test_what_is_at_the_wayback_machine_already_is_asked_for_as_it_is(place: Place) -> None:
    """A post that shows an archived copy sends nobody to the copy of a copy."""
    assert place.fetch("https://web.archive.org/web/2012im_/http://a.example/b.jpg").failed == 1
    assert place.site.asked == []


def test_what_is_lost_for_good_is_not_asked_for_again(place: Place) -> None:
    """Gone everywhere, and the Wayback Machine has no copy: written down, and left in peace."""
    url = place.site.url("/gone-300x200.jpg")
    place.site.routes["/gone.jpg"] = answer(410)
    assert place.fetch(url) == Outcome(lost=1)
    (line,) = place.listed()
    reason = "it is not there any more (404); the Wayback Machine has no copy"
    assert line == Fetched(url=url, reason=reason, day="2026-01-02")
    assert place.heard.codes == ["picture-not-fetched"]
    (told,) = place.heard.notices
    assert (told.where, told.hint) == ("a post", "")
    asked = len(place.site.asked)
    assert place.fetch(url) == Outcome(known=1)
    assert len(place.site.asked) == asked
    (place.folder / FILE_NAME).unlink()
    assert place.fetch(url).lost == 1


def half(handler: Handler) -> None:
    """Send half a picture, of which nobody said how long it is."""
    answer(200, jpeg(300, 200)[:900], Content_Length="")(handler)


PASSING = {
    "status": answer(500),
    "refused": answer(403),
    "cut": cut(PICTURE),
    "half": half,
    "half stated": answer(200, PICTURE, Content_Length=str(len(PICTURE) // 2)),
    "empty": answer(200),
    "packed": bomb(),
    "page": answer(200, b"<!doctype html><p>Log in", Content_Type="text/html"),
    "captive": moved("http://192.168.1.1/login"),
    "damaged": moved("http://xn--a.com/"),
    "drip": dripping(b"HTTP/1.1 200 OK\r\n\r\n"),
    "wait": answer(429, Retry_After="9999"),
    "large": answer(200, Content_Length=str(10**9)),
}


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_asked_for_again(place: Place, fault: str) -> None:
    """Whatever is not gone is told, not written down, and looked for at the Wayback Machine."""
    place.site.routes["/a.jpg"] = PASSING[fault]
    url = place.site.url("/a.jpg")
    place.room = 10**12
    assert place.fetch(url, deadline=0.5) == Outcome(failed=1)
    assert place.listed() == []
    assert place.site.pictures(WAYBACK)
    (told,) = place.heard.notices
    assert told.hint
    place.site.routes["/a.jpg"] = answer(200, PICTURE)
    assert place.fetch(url).brought == 1


@pytest.mark.parametrize(
    "route", [answer(403), answer(200, b"<p>Sorry"), moved("http://192.168.1.1/"), moved("http://x..y/")]
)  # fmt: skip
def test_only_the_wayback_machine_itself_says_that_it_has_no_copy(
    place: Place, route: Route
) -> None:
    """Where it answers anything but that, a picture that is gone may still come."""
    url = place.site.url("/a.jpg")
    place.site.routes[f"/web/20120503id_/{url}"] = route
    assert place.fetch(url) == Outcome(failed=1)
    assert "; the Wayback Machine does not give it: " in place.heard.notices[0].message
    assert place.listed() == []


def test_a_private_address_is_told_once_and_to_nobody_else(place: Place) -> None:
    """An address of somebody's own network is not asked for, there or elsewhere, in any run."""
    urls = [
        "http://192.168.0.1/a.jpg", "http://nas.lan/a.jpg", "http://u:p@blog.example/a.jpg",
        "http://[::1]/a.jpg", "http://[::ffff:10.0.0.1]:8080/a.jpg", "http://127.1/a.jpg",
    ]  # fmt: skip
    assert place.fetch(*urls) == Outcome(barred=6)
    assert place.site.asked == []
    assert {one.reason for one in place.listed()} == {
        "its address leads into a private network", "its address carries a login",
    }  # fmt: skip
    assert [told.hint for told in place.heard.notices] == [""] * 6
    assert place.fetch(*urls) == Outcome(known=6)
    assert len(place.heard.notices) == 6


def test_a_name_that_leads_inward_today_may_lead_elsewhere_tomorrow(place: Place) -> None:
    """The DNS of a hotel answers so for every name: that is told, and not written down."""
    place.names = {HOME: ("10.0.0.1",)}
    assert place.fetch(place.site.url("/a.jpg")) == Outcome(failed=1)
    assert place.listed() == []
    place.names = {}
    place.site.routes["/a.jpg"] = answer(200, PICTURE)
    assert place.fetch(place.site.url("/a.jpg")).brought == 1


def test_a_robots_txt_that_leads_inward_is_none(place: Place) -> None:
    """A captive network passes that on too: nothing is asked there, the Wayback Machine is."""
    place.site.routes["/robots.txt"] = moved("http://192.168.1.1/login")
    place.site.routes[f"{WAYBACK}/robots.txt"] = answer(404)
    url = place.site.url("/a.jpg")
    place.site.routes[f"/web/20120503id_/{url}"] = answer(200, PICTURE)
    assert place.fetch(url).brought == 1


def test_a_damaged_address_costs_itself(place: Place) -> None:
    """Names that are none end no run."""
    place.site.routes["/a.jpg"] = answer(200, PICTURE)
    damaged = ["http://xn--a.com/b.jpg", "http://a..b/c.jpg", "http://\ud800.example/d.jpg"]
    assert place.fetch(*damaged, place.site.url("/a.jpg")) == Outcome(
        brought=1, size=len(PICTURE), barred=2, failed=1
    )
    assert not any("xn--a" in one for one in place.site.asked)


def test_what_fails_first_does_not_keep_the_rest_away_for_ever(place: Place) -> None:
    """Two pictures that give no answer end a run for their server; later runs begin elsewhere."""
    urls = [place.site.url(f"/{number}.jpg") for number in range(8)]
    for number in range(8):
        route = answer(200, PICTURE) if number > 1 else slow(answer(), 9)
        place.site.routes[f"/{number}.jpg"] = route
    assert place.fetch(*urls, deadline=0.2).brought == 0
    left = urls
    for day in range(1, 20):
        place.fetch(*left, deadline=0.2, today=date(2026, 2, day))
        have = {one.url for one in place.listed()}
        left = [one for one in urls if one not in have]
        if left == urls[:2]:
            break
    assert left == urls[:2]


def test_a_picture_that_is_too_large_for_a_run_is_passed_over(place: Place) -> None:
    """It is told and not written down, and others are brought."""
    place.site.routes["/a.jpg"] = answer(200, bytes(2_000_000))
    place.site.routes["/b.jpg"] = answer(200, PICTURE)
    place.room = 1_000_000
    outcome = place.fetch(place.site.url("/a.jpg"), place.site.url("/b.jpg"))
    assert outcome == Outcome(brought=1, size=len(PICTURE), left=1)
    assert [one.url for one in place.listed()] == [place.site.url("/b.jpg")]
    (told,) = place.heard.notices
    assert told.message.endswith("larger than all that a run may bring")
    assert "--megabytes" in told.hint


def test_an_interrupted_list_is_gone_on_with(place: Place) -> None:
    """A line that a crash cut off costs itself; the next one begins on its own line."""
    place.site.routes["/a.jpg"] = answer(200, PICTURE)
    place.folder.mkdir(parents=True)
    (place.folder / FILE_NAME).write_text('{"url": "http://x.example/b.jpg", "fi')
    place.fetch(place.site.url("/a.jpg"))
    assert [one.url for one in place.listed()] == [place.site.url("/a.jpg")]


def test_a_run_ends_with_its_time(place: Place) -> None:
    """When the time is up the rest is left, and what came is kept."""
    place.site.routes["/0.jpg"] = answer(200, PICTURE)
    for number in range(1, 9):
        place.site.routes[f"/{number}.jpg"] = slow(answer(200, PICTURE), 5)
    place.seconds = 0.5
    start = time.monotonic()
    outcome = place.fetch(*(place.site.url(f"/{number}.jpg") for number in range(9)))
    assert time.monotonic() - start < 4
    assert outcome == Outcome(brought=1, size=len(PICTURE), left=8)
    assert len(place.listed()) == 1


def test_a_run_ends_with_its_room(place: Place) -> None:
    """When enough has come the rest is left, of all servers."""
    place.site.routes["/a.jpg"] = answer(200, PICTURE)
    urls = [place.site.url(f"/a.jpg?{n}", host) for n in range(4) for host in (HOME, "b.example")]
    for url in urls:
        place.site.routes["/" + url.rpartition("/")[2]] = answer(200, PICTURE)
    place.room = len(PICTURE) * 3 + 10
    outcome = place.fetch(*urls, hosts=["b.example"])
    assert (outcome.brought, outcome.brought + outcome.left) == (3, 8)
    assert len(place.listed()) == 3


def test_eight_servers_are_asked_side_by_side(place: Place) -> None:
    """More than one and no more than eight hosts are asked at once, each one by one."""
    hosts = [f"h{number}.example" for number in range(12)]
    place.site.routes["/a.jpg"] = slow(answer(200, PICTURE), 0.1)
    urls = [place.site.url(f"/{name}.jpg", host) for host in hosts for name in "ab"]
    place.fetch(*urls, hosts=hosts, pause=0.02)
    assert 1 < place.site.most <= 8
    assert place.site.most_at_one == 1


def test_servers_with_nothing_but_trouble_keep_no_other_waiting(place: Place) -> None:
    """Though many servers have lost all and the Wayback Machine is slow, another gives its own."""
    dead = [f"h{number}.example" for number in range(24)]
    lost = [place.site.url(f"/{name}.jpg", host) for name in "ab" for host in dead]
    good = [place.site.url(f"/{number}.jpg") for number in range(10)]
    for number in range(10):
        place.site.routes[f"/{number}.jpg"] = answer(200, PICTURE)
    place.seconds = 4
    outcome = place.fetch(*lost, *good, hosts=dead, pause=0.05)
    assert outcome.brought == 10
    assert outcome.left


def test_progress_is_told(place: Place) -> None:
    """A bar can be drawn: how many are asked for, and after each how many are done."""
    place.fetch(place.site.url("/a.jpg"), place.site.url("/b.jpg"))
    stages = [one for one in place.heard.events if not hasattr(one, "code")]
    assert stages == [
        StageStarted(stage="fetching", total=2),
        StageAdvanced(stage="fetching", done=1),
        StageAdvanced(stage="fetching", done=2),
    ]


def test_nothing_wanted_makes_nothing(place: Place) -> None:
    """Without a missing picture no folder is made."""
    assert place.fetch() == Outcome()
    assert not place.folder.exists()


def test_a_folder_that_cannot_be_made_is_told(place: Place) -> None:
    """A file in the folder's place is an error in words."""
    place.folder.parent.write_text("")
    with pytest.raises(WriteError, match="There can be no folder"):
        place.fetch(place.site.url("/a.jpg"))


def test_a_folder_that_takes_nothing_ends_the_run(place: Place) -> None:
    """What the disk says is heard, and nothing half-written is left."""
    place.site.routes["/a.jpg"] = answer(200, PICTURE)
    name = f"a-{hashlib.sha256(PICTURE).hexdigest()[:8]}.jpg"
    (place.folder / name / "x").mkdir(parents=True)
    with pytest.raises(WriteError, match=r"a-.*\.jpg cannot be written: "):
        place.fetch(place.site.url("/a.jpg"))
    assert place.files() == [name]


def test_an_error_that_is_no_limit_is_heard(place: Place) -> None:
    """A slow disk's own timeout is not taken for the end of the run's time."""
    place.site.routes["/a.jpg"] = answer(200, PICTURE)

    def failing(path: Path) -> str:
        raise TimeoutError(str(path))

    place.judge = failing
    with pytest.raises(TimeoutError, match="fetched-1"):
        place.fetch(place.site.url("/a.jpg"))


def test_without_a_network_nothing_is_asked(place: Place) -> None:
    """A context that has no network cannot be fetched with."""
    context = Context(report=place.heard, workdir=place.workdir, cache=place.workdir)
    with pytest.raises(ValueError, match="no socket"):
        fetch([], place.folder, context, judged, seconds=1, room=1)
