"""The account of every item of the archive: in the book, or left out with a reason."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from blog2book.collect.chapters import digest_of
from blog2book.collect.order import day_of, wall_clock
from blog2book.collect.sameness import DUPLICATE, EARLIER
from blog2book.markup.text import raw_words
from blog2book.model.archive import SECRET, Archive, Comment, Post, Standing
from blog2book.model.book import Account, Accounting, Entry, Fate

_NUMBERED_KEY = re.compile(
    r"(?:[\w.-]+/)?(?:\d{4}-\d{2}-\d{2}-)?(?:\d+|[0-9a-f]{8,})(?:-[0-9a-f]{8,}(?:~\d+)?)?"
)
"""A host and the platform's number, or a digest: such a key says nothing of a title."""
_NUMBERED_PLACE = re.compile(r"\w+ \d+")
_MERGED = "goes on where the post before it ends"
_BY_STANDING = {
    Standing.PINGBACK: "pingback",
    Standing.SPAM: "spam",
    Standing.PENDING: "awaiting approval",
    Standing.TRASHED: "trashed",
}


def account(
    archive: Archive,
    entries: Iterable[Entry],
    left_out: Iterable[tuple[Post, str]],
    *,
    gone: Iterable[Post] = (),
    leads: Iterable[Post] = (),
    corrected: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Accounting:
    """Return where each item of the archive went.

    `left_out` holds posts and pages with their reasons, `gone` posts that went into the entry of
    the post before them, `leads` those that took them in, each as it was alone; `corrected` what
    was changed by key. Raises RuntimeError with the figures if the sums do not agree: then a reader
    or the collector has lost something.
    """
    printed = {entry.post.key: entry for entry in entries}
    alone = {post.key: post for post in leads}
    accounts: list[Account] = []
    for key, entry in printed.items():
        accounts.append(_of_post(alone.get(key, entry.post), "", corrected))
        accounts.extend(_comments(entry))
    for post in gone:
        one = _of_post(post, "", corrected)
        accounts.append(replace(one, corrected=(*one.corrected, _MERGED)))
    for post, reason in left_out:
        accounts.append(_of_post(post, reason, corrected))
        accounts.extend(
            _of_comment(post, one, "comment on a post that is left out") for one in post.comments
        )
    accounts.extend(
        _left_out(kind=left.kind, reason=left.reason, count=left.count)
        for left in archive.leftovers
    )
    total = sum(one.count for one in accounts)
    if total != archive.items:
        raise RuntimeError(
            f"The accounting does not add up: the archive has {archive.items} items, "
            f"{total} are accounted for ({_figures(accounts)})."
        )
    return Accounting(items=archive.items, accounts=tuple(accounts))


def _comments(entry: Entry) -> Iterator[Account]:
    """Return the accounts of a printed post's comments, in the archive's order."""
    printed = {(one.key, one.origin) for one in entry.comments}
    for comment in entry.post.comments:
        reason = _BY_STANDING.get(comment.standing, "")
        if not reason and (comment.key, comment.origin) not in printed:
            reason = "comments not asked for"
        yield _of_comment(entry.post, comment, reason)


def _of_post(post: Post, reason: str, corrected: Mapping[str, tuple[str, ...]]) -> Account:
    """Return the account of one post or page."""
    secret = post.status in SECRET
    return Account(
        kind=post.kind.value,
        key=listed_key(post) if secret else post.key,
        day=day_of(post),
        title="" if secret else post.title,
        fate=Fate.LEFT_OUT if reason else Fate.PRINTED,
        reason=reason,
        where=listed_place(post),
        words=post.words,
        words_out=0 if reason else raw_words(post.body),
        corrected=corrected.get(post.key, ()),
        status="" if reason in {DUPLICATE, EARLIER} else post.status.value,
    )


def _of_comment(post: Post, comment: Comment, reason: str) -> Account:
    """Return the account of one comment. Of a comment on a secret post only its day is told."""
    secret = post.status in SECRET
    day = None if comment.published is None else wall_clock(comment.published).date()
    return Account(
        kind="comment",
        key=_digest(comment.key) if secret else comment.key,
        day=day,
        title="",
        fate=Fate.LEFT_OUT if reason else Fate.PRINTED,
        reason=reason,
        where="" if secret else f"{comment.origin.file}, {comment.origin.place}",
        words=comment.words,
        words_out=0 if reason else raw_words(comment.body),
    )


def _left_out(*, kind: str, reason: str, count: int) -> Account:
    """Return the account of items that are neither post, page nor comment."""
    return Account(
        kind=kind,
        key="",
        day=None,
        title="",
        fate=Fate.LEFT_OUT,
        reason=reason,
        where="",
        count=count,
    )


def listed_key(post: Post) -> str:
    """Return the key of a secret post, as a digest where it may hold words of the title."""
    return post.key if _NUMBERED_KEY.fullmatch(post.key) else _digest(post.key)


def listed_place(post: Post) -> str:
    """Return where a post stands; of a secret one no file name, which may hold its title."""
    if post.status in SECRET:
        return post.origin.place if _NUMBERED_PLACE.fullmatch(post.origin.place) else ""
    return ", ".join(part for part in (post.origin.file, post.origin.place) if part)


def _digest(text: str) -> str:
    """Return a short digest that stands for a text which must not be shown."""
    return digest_of(text)[:10]


def _figures(accounts: Iterable[Account]) -> str:
    """Return how many items of each kind are accounted for: "12 post, 3 comment"."""
    counts: dict[str, int] = {}
    for one in accounts:
        counts[one.kind] = counts.get(one.kind, 0) + one.count
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 item", "1,200 items"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(counts: Mapping[str, int]) -> str:
    """Return counts of reasons in words: "draft (2), private (1)"."""
    return ", ".join(f"{reason} ({count:,})" for reason, count in counts.items())


def reasons(posts: Iterable[tuple[Post, str]]) -> Mapping[str, int]:
    """Return how many posts and pages are left out for each reason, most first."""
    counts: dict[str, int] = {}
    for _, reason in posts:
        counts[reason] = counts.get(reason, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
