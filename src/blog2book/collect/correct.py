"""Corrections put to work on single posts, before posts are chosen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from blog2book.addresses import host, picture_variants, split
from blog2book.collect.accounting import counted, listed_key, listed_place
from blog2book.collect.corrections import Correction, Corrections, picture_address
from blog2book.events import Notice, Report
from blog2book.markup.exchange import replace_pictures, replace_text
from blog2book.markup.pictures import sources
from blog2book.markup.text import shorten
from blog2book.model.archive import SECRET, Post
from blog2book.model.xhtml import Xhtml
from blog2book.toml_file import guess

_KEYS = "`blog2book list` shows the keys of all posts"
_WORDS = "Copy the words from the post, so many that they stand there once"
_ADDRESS = "Take the address from the report of missing pictures, or from the export"

_SHOWN = 60
"""Signs of a text that a message quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Posts as an editor wants them; `done` says for each key what was changed, in words."""

    posts: tuple[Post, ...]
    done: Mapping[str, tuple[str, ...]]


def correct(posts: Iterable[Post], corrections: Corrections, report: Report) -> Corrected:
    """Return the posts with what an editor wants of each.

    Reports a Notice "correction-unmatched" for a key that no post has, for words or a picture
    that the post has not, and "correction-refused" for a post that is secret and to be anything but
    left out: it stays so.
    """
    waiting = dict(corrections.by_key)
    if not waiting:
        return Corrected(posts=tuple(posts), done={})
    tell = Teller(corrections, report)
    found: list[Post] = []
    done: dict[str, tuple[str, ...]] = {}
    keys: list[str] = []
    for post in posts:
        if post.status in SECRET:
            for key in {post.key, listed_key(post)} & waiting.keys():
                if waiting.pop(key).included is not False:
                    tell.refused(key)
            found.append(post)
            continue
        keys.append(post.key)
        correction = waiting.pop(post.key, None)
        if correction is None:
            found.append(post)
            continue
        changed, words = _changed(post, correction, tell)
        found.append(changed)
        done[post.key] = words
    for key in waiting:
        tell.unmatched(key, f"No post of the archive has the key {key}{guess(key, keys)}")
    return Corrected(posts=tuple(found), done=done)


class Teller:
    """Says which correction had nothing to work on."""

    def __init__(self, corrections: Corrections, report: Report) -> None:
        self._file = corrections.file
        self._report = report

    def unmatched(self, key: str, message: str, where: str = "", hint: str = _KEYS) -> None:
        """Report a correction that matches nothing."""
        self._report(
            Notice(
                code="correction-unmatched",
                message=message if message.endswith("?") else f"{message}.",
                where=where or f'{self._file}, ["{key}"]',
                hint=hint,
            )
        )

    def refused(self, key: str) -> None:
        """Report a correction of a post that no book may hold."""
        self._report(
            Notice(
                code="correction-refused",
                message="The post is private, protected or withheld on its platform, and is in "
                "no book.",
                where=f'{self._file}, ["{key}"]',
                hint="Publish it there and export anew, if it may be read.",
            )
        )


def _changed(post: Post, wanted: Correction, tell: Teller) -> tuple[Post, tuple[str, ...]]:
    """Return a post as its editor wants it, and what was changed, in words."""
    done = [
        word
        for word, value in (
            ("title", wanted.title),
            ("date", wanted.date),
            ("tags", wanted.tags),
            ("language", wanted.language),
            ("included", wanted.included or None),
        )
        if value is not None
    ]
    published = post.published if wanted.date is None else _moment(wanted.date, post.published)
    body, words = _body(post, wanted, tell)
    changed = replace(
        post,
        title=post.title if wanted.title is None else wanted.title,
        published=published,
        timed=post.timed if wanted.date is None else _is_timed(wanted.date, post),
        labels=post.labels if wanted.tags is None else wanted.tags,
        language=post.language if wanted.language is None else wanted.language,
        body=body,
    )
    return changed, (*done, *words)


def _moment(wanted: date | datetime, before: datetime | None) -> datetime:
    """Return the moment an editor gives: a day alone keeps the hour, a moment the blog's clock."""
    zone = before.tzinfo if before else None
    if isinstance(wanted, datetime):
        return wanted.astimezone(zone) if wanted.tzinfo and zone else wanted.replace(tzinfo=zone)
    hour = before.timetz() if before else time()
    return datetime.combine(wanted, hour)


def _is_timed(wanted: date | datetime, post: Post) -> bool:
    """Say whether the hour of a corrected moment is known."""
    return isinstance(wanted, datetime) or (post.timed and post.published is not None)


def _body(post: Post, wanted: Correction, tell: Teller) -> tuple[Xhtml, tuple[str, ...]]:
    """Return a post's body with an editor's words and pictures, and what was changed."""
    body = post.body
    where = listed_place(post)
    texts = 0
    for old, new in wanted.texts:
        body, count = replace_text(body, old, new)
        texts += count == 1
        if count != 1:
            often = "does not occur" if not count else f"occurs {count} times, not once"
            tell.unmatched(post.key, f"“{shorten(old, _SHOWN)}” {often}", where, _WORDS)
    pictures = 0
    for address, path in wanted.pictures.items():
        shown = _showing(address, sources(body))
        if not shown:
            message = f"The post shows no picture {shorten(address, _SHOWN)}"
            tell.unmatched(post.key, message, where, _ADDRESS)
            continue
        pictures += 1
        new = picture_address(path)
        body = replace_pictures(body, _exchange(shown, new))
    done = ((counted(texts, "text"), texts), (counted(pictures, "picture"), pictures))
    return body, tuple(f"{words} replaced" for words, count in done if count)


def _exchange(old: frozenset[str], new: str) -> Callable[[str], str]:
    """Return a function that gives the new address for any of the old ones."""
    return lambda address: new if address in old else address


def _showing(wanted: str, addresses: Sequence[str]) -> frozenset[str]:
    """Return the addresses of a post's pictures that are the wanted one, in whatever size.

    Where the post has none, its blog may have moved: then it is the one with the same path on one
    other host.
    """
    variants = set(picture_variants(wanted))
    shown = frozenset(one for one in addresses if variants.intersection(picture_variants(one)))
    if shown or not host(wanted):
        return shown
    moved = frozenset(one for one in addresses if not _paths(wanted).isdisjoint(_paths(one)))
    return moved if len(set(map(host, moved))) == 1 else frozenset()


def _paths(address: str) -> frozenset[str]:
    """Return the paths to a picture in whatever size, with their queries, without a host."""
    parts = map(split, picture_variants(address))
    return frozenset(f"{one.path}?{one.query}" for one in parts if one.path.strip("/"))
