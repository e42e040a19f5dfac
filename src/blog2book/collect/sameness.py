"""Which items of an archive are one post, found twice. Never by id alone.

A real export holds two different published posts under one id, and an export made a year later
holds the same post with a comma mended. Where it is not certain that two items are one post, both
are kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from blog2book.collect.chapters import digest_of
from blog2book.collect.order import wall_clock
from blog2book.events import Notice, Report
from blog2book.model.archive import SECRET, Archive, Post, Status

DUPLICATE = "duplicate"
EARLIER = "earlier revision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What is left of an archive's posts: each has a key of its own, in the archive's order.

    `left_out` holds the others with the reason.
    """

    posts: tuple[Post, ...]
    left_out: tuple[tuple[Post, str], ...]


def sift(archive: Archive, report: Report) -> Sifted:
    """Return the archive's posts, each once and under a key of its own.

    Of two items that are one post the later revision is kept. Of different posts that share a
    key, the published one, else the first keeps it; each other gets a digest of its text added
    and a Notice "key-shared".
    """
    groups: dict[str, list[int]] = {}
    for index, post in enumerate(archive.posts):
        groups.setdefault(post.key, []).append(index)
    age = {file.file: index for index, file in enumerate(archive.files)}
    kept: dict[int, Post] = {}
    left_out: dict[int, tuple[Post, str]] = {}
    taken = set(groups)
    for key, group in groups.items():
        if len(group) == 1:
            kept[group[0]] = archive.posts[group[0]]
            continue
        reasons = _earlier(archive.posts, group, age)
        left_out |= reasons
        rest = {index: archive.posts[index] for index in group if index not in reasons}
        kept |= _apart(key, rest, taken, report)
    return Sifted(
        posts=tuple(kept[index] for index in sorted(kept)),
        left_out=tuple(left_out[index] for index in sorted(left_out)),
    )


def _earlier(
    posts: tuple[Post, ...], group: Iterable[int], age: Mapping[str, int]
) -> dict[int, tuple[Post, str]]:
    """Return which of the posts under one key give way to another, and why.

    What gives way to a secret post is as secret: its author has taken it back.
    """
    kept: list[int] = []
    reasons: dict[int, tuple[Post, str]] = {}
    for index in group:
        twin = next((other for other in kept if _reason(posts[other], posts[index])), None)
        if twin is None:
            kept.append(index)
            continue
        later = _is_later(posts[index], posts[twin], age)
        winner, loser = (index, twin) if later else (twin, index)
        status = posts[winner].status
        given_way = replace(posts[loser], status=status) if status in SECRET else posts[loser]
        reasons[loser] = (given_way, _reason(posts[twin], posts[index]))
        kept[kept.index(twin)] = winner
    return reasons


def _reason(one: Post, other: Post) -> str:
    """Return why two posts under one key are the same post, "" if they are not.

    An item that stands twice in one file agrees in its title too. A revision stands in another
    file of the same blog, which only a key with a host can tell, and agrees in its moment, or in
    title and address: a blog that was moved may give old ids anew.
    """
    same_text = one.origin.digest == other.origin.digest
    same_title = one.title.casefold() == other.title.casefold()
    if one.origin.file == other.origin.file:
        return DUPLICATE if same_text and same_title else ""
    if same_text:
        return DUPLICATE
    same_place = same_title and one.permalink and one.permalink == other.permalink
    revised = "/" in one.key and (_same_moment(one, other) or same_place)
    return EARLIER if revised else ""


def _same_moment(one: Post, other: Post) -> bool:
    """Say whether two posts appeared at the same time by the blog's clock."""
    if one.published is None or other.published is None:
        return False
    return wall_clock(one.published) == wall_clock(other.published)


def _is_later(post: Post, before: Post, age: Mapping[str, int]) -> bool:
    """Say whether `post` takes the place of `before`, which stands earlier in the archive."""
    if post.origin.file == before.origin.file:
        return post.status is Status.PUBLISHED and before.status is not Status.PUBLISHED
    if post.updated is not None and before.updated is not None:
        now, then = wall_clock(post.updated), wall_clock(before.updated)
        if now != then:
            return now > then
    return age.get(post.origin.file, 0) >= age.get(before.origin.file, 0)


def _apart(key: str, posts: Mapping[int, Post], taken: set[str], report: Report) -> dict[int, Post]:
    """Return different posts that share a key, each under a key of its own."""
    published = [index for index, post in posts.items() if post.status is Status.PUBLISHED]
    keeper = (published or list(posts))[0]
    apart = {keeper: posts[keeper]}
    for index, post in posts.items():
        if index == keeper:
            continue
        new = _free_key(key, post, taken)
        taken.add(new)
        apart[index] = replace(post, key=new)
        _tell(post, report)
    return apart


def _free_key(key: str, post: Post, taken: set[str]) -> str:
    """Return the key with a digest of the post's text, and a number if even that is taken."""
    new = f"{key}-{digest_of(post.origin.digest + post.title)[:8]}"
    number = 2
    while new in taken:
        new = f"{new.rsplit('~', 1)[0]}~{number}"
        number += 1
    return new


def _tell(post: Post, report: Report) -> None:
    """Report that a post shares its key with another; never by the title of a secret one."""
    secret = post.status in SECRET
    report(
        Notice(
            code="key-shared",
            message="Two different posts stand in the archive under one id; both are kept.",
            where="" if secret else f"{post.origin.file}, {post.origin.place}",
            hint="Nothing to do, unless one of them should not be in the book.",
        )
    )
