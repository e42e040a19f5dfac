"""Which posts corrections.toml means where they have another key now.

A blog moves to another host, and its keys with it; and where a reader knew nothing better, a key
was made of a title.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from blog2book.collect.accounting import listed_key
from blog2book.collect.chapters import digest_of
from blog2book.collect.corrections import Corrections
from blog2book.collect.order import day_of
from blog2book.events import Notice, Report, Severity
from blog2book.model.archive import SECRET, Post

_FRONT = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_ON_HOST = re.compile(r"((?:[\w-]+\.)+[^\W\d][\w-]*)/(.*[^/].*)")
_DIGITS = 12
"""Of the digest in a key, as readers/keys.py makes it."""


def follow(corrections: Corrections, posts: Sequence[Post], report: Report) -> Corrections:
    """Return the corrections under the keys that their posts have now.

    A key that no post has means the post whose key differs by "www." or "https" alone; else the
    one that had it for its day and title; else, where no post has its host, the one with the same
    number or path on another. Where that is not exactly one, it stays as it is. Reports a Notice
    "correction-followed" for what is not but "www.".
    """
    known = {listed_key(one) if one.status in SECRET else one.key: one for one in posts}
    lost = [key for key in corrections.by_key if key not in known]
    if not lost:
        return corrections
    bare = _named(known, lambda key, _: _bare(key))
    titled = _named(known, lambda _, post: _of_title(post))
    behind = _named(known, lambda key, _: _parts(key)[1])
    hosts = {_parts(key)[0] for key in known}
    taken = known.keys() & corrections.by_key.keys()
    found: dict[str, str] = {}
    for key in lost:
        host, rest = _parts(key)
        same = bare.get(_bare(key), ())
        fit = same or titled.get(key, ()) or (() if host in hosts else behind.get(rest, ()))
        if len(fit) == 1 and fit[0] not in taken:
            found[key] = fit[0]
            taken = taken | {fit[0]}
            if not same:
                report(_followed(corrections, key, fit[0]))
    by_key = {found.get(key, key): one for key, one in corrections.by_key.items()}
    return replace(corrections, by_key=by_key)


def _named(
    known: Mapping[str, Post], name: Callable[[str, Post], str]
) -> Mapping[str, Sequence[str]]:
    """Return keys by another name that their posts have."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, post in known.items():
        found[name(key, post)].append(key)
    found.pop("", None)
    return found


def _bare(key: str) -> str:
    return _FRONT.sub("", key)


def _parts(key: str) -> tuple[str, str]:
    """Return the host in a key, and what stands behind it; "" for both where it has none."""
    found = _ON_HOST.fullmatch(_bare(key))
    return (found[1].casefold(), found[2]) if found else ("", "")


def _of_title(post: Post) -> str:
    """Return the key that a post has by its day and title, if nothing else is known of it."""
    day = day_of(post)
    told = digest_of(post.title)[:_DIGITS] if post.title and post.status not in SECRET else ""
    return f"{day.isoformat() if day else 'undated'}-{told}" if told else ""


def _followed(corrections: Corrections, key: str, now: str) -> Notice:
    return Notice(
        code="correction-followed",
        message=f"The post {key} is called {now} in this archive, and is corrected as before.",
        where=f'{corrections.file}, ["{key}"]',
        hint=f'If it is another post, take its correction out; else write ["{now}"] there.',
        severity=Severity.INFO,
    )
