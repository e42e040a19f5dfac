"""Builders for tests: nouns with sensible defaults, each field open to the test."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from blog2book.events import Event, Notice
from blog2book.model.archive import Archive, Comment, Kind, Origin, Person, Post, Standing, Status
from blog2book.model.book import Accounting, Book, Chapter, Entry, Matter, Part
from blog2book.model.sources import Ledger
from blog2book.model.xhtml import Xhtml


def origin(**fields: Any) -> Origin:
    """Return an origin in a file that does not exist."""
    plain: dict[str, Any] = {"file": "export.xml", "place": "item 1", "url": "", "digest": "00"}
    return Origin(**(plain | fields))


def post(**fields: Any) -> Post:
    """Return a published post of 7 December 2016."""
    plain: dict[str, Any] = {
        "key": "blog.example/1",
        "kind": Kind.POST,
        "status": Status.PUBLISHED,
        "title": "A title",
        "body": Xhtml("<p>Some words.</p>"),
        "published": datetime(2016, 12, 7, 9, 30),
        "timed": True,
        "updated": None,
        "sequence": 0,
        "author": Person(name="Ada Example"),
        "labels": (),
        "language": "",
        "permalink": "https://blog.example/2016/12/a-title.html",
        "aliases": (),
        "comments": (),
        "words": 2,
        "origin": origin(),
    }
    return Post(**(plain | fields))


def comment(**fields: Any) -> Comment:
    """Return an approved comment by a reader."""
    plain: dict[str, Any] = {
        "key": "c1",
        "parent": "",
        "author": Person(name="Reader"),
        "by_blogger": False,
        "published": datetime(2016, 12, 8, 10, 0),
        "standing": Standing.APPROVED,
        "body": Xhtml("<p>Well said.</p>"),
        "words": 2,
        "origin": origin(),
    }
    return Comment(**(plain | fields))


def archive(posts: Sequence[Post] = (), **fields: Any) -> Archive:
    """Return an archive of `posts` whose items add up."""
    plain: dict[str, Any] = {
        "title": "A Blog",
        "subtitle": "",
        "author": None,
        "language": "en",
        "address": "https://blog.example",
        "hosts": ("blog.example",),
        "timezone": "",
        "exported": None,
        "posts": tuple(posts),
        "assets": (),
        "leftovers": (),
        "folders": (),
        "files": (origin(place=""),),
        "items": sum(1 + len(one.comments) for one in posts),
    }
    return Archive(**(plain | fields))


def entry(**fields: Any) -> Entry:
    """Return an entry for `post()`."""
    plain: dict[str, Any] = {"id": "p-0123456789", "post": post()}
    return Entry(**(plain | fields))


def chapter(entries: Sequence[Entry] = (), **fields: Any) -> Chapter:
    """Return the month December 2016."""
    plain: dict[str, Any] = {"id": "m-2016-12", "year": 2016, "month": 12}
    return Chapter(**(plain | {"entries": tuple(entries) or (entry(),)} | fields))


def book(chapters: Sequence[Chapter] = (), **fields: Any) -> Book:
    """Return a book of one year."""
    months = tuple(chapters) or (chapter(),)
    plain: dict[str, Any] = {
        "title": "A Blog",
        "subtitle": "",
        "authors": ("Ada Example",),
        "language": "en",
        "identifier": "6f2c1d0e-7b0a-5a57-9f39-1c2a4d5e6f70",
        "address": "https://blog.example",
        "dated": datetime(2016, 12, 7, 9, 30, tzinfo=UTC),
        "captured": None,
        "first": date(2016, 12, 7),
        "last": date(2016, 12, 7),
        "parts": (Part(id="y-2016", year=2016, chapters=months),),
        "pages": (),
        "matter": Matter(),
        "pictures": {},
        "accounting": Accounting(items=0, accounts=()),
    }
    return Book(**(plain | fields))


def ledger() -> Ledger:
    """Return a ledger without sources."""
    return Ledger(sources=(), notes=())


class Heard:
    """A report that remembers: call it with events, ask it for notices."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        """Remember an event."""
        self.events.append(event)

    @property
    def notices(self) -> list[Notice]:
        """All notices, in order."""
        return [event for event in self.events if isinstance(event, Notice)]

    @property
    def codes(self) -> list[str]:
        """The codes of all notices, in order."""
        return [notice.code for notice in self.notices]
