"""The order of a book: by the blog's own wall clock, and the same for the same archive."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from blog2book.model.archive import Comment, Post

_NO_DATE = datetime(1, 1, 1)
"""Stands where a sort needs a moment and there is none."""


def wall_clock(moment: datetime) -> datetime:
    """Return what the blog's own clock showed: the moment without its offset.

    A post of 31 January, 23:30 at -08:00 belongs to January, whatever UTC says.
    """
    return moment.replace(tzinfo=None)


def day_of(post: Post) -> date | None:
    """Return the day on which a post appeared by the blog's clock, None if it has no date."""
    return None if post.published is None else wall_clock(post.published).date()


def in_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return the posts oldest first, those without a date last.

    Posts of one moment stand in the order of the platform's numbers, then as in the archive.
    """
    return tuple(sorted(posts, key=_place))


def _place(post: Post) -> tuple[bool, datetime, int]:
    """Return what a post is sorted by; sorting is stable, so the archive's order comes last."""
    if post.published is None:
        return (True, _NO_DATE, post.sequence)
    return (False, wall_clock(post.published), post.sequence)


def newest(moments: Iterable[datetime | None]) -> datetime | None:
    """Return the newest of the moments as an aware one; one without an offset counts as UTC."""
    known = [moment for moment in moments if moment is not None]
    aware = [moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in known]
    return max(aware, default=None)


def threaded(comments: Iterable[Comment]) -> tuple[tuple[Comment, ...], tuple[int, ...]]:
    """Return comments as they are read, and how deep each stands (0 answers the post).

    Oldest first, each followed by its answers. An answer to a comment that is not among them
    stands as if it answered the post; so does one of a ring of comments that answer each other.
    """
    oldest_first = sorted(comments, key=_moment)
    keys = {comment.key for comment in oldest_first}
    answers: dict[str, list[Comment]] = {}
    for comment in oldest_first:
        parent = comment.parent if comment.parent in keys else ""
        answers.setdefault(parent, []).append(comment)
    placed: list[tuple[Comment, int]] = []
    # Comments without a key cannot be answered; "" stands for the post.
    waiting = [(comment, 0) for comment in reversed(answers.pop("", []))]
    while waiting or answers:
        if not waiting:
            first = _first_of_ring(oldest_first, answers)
            waiting.append((first, 0))
        comment, depth = waiting.pop()
        placed.append((comment, depth))
        below = answers.pop(comment.key, []) if comment.key else []
        waiting.extend((answer, depth + 1) for answer in reversed(below))
    return tuple(comment for comment, _ in placed), tuple(depth for _, depth in placed)


def _first_of_ring(oldest_first: list[Comment], answers: dict[str, list[Comment]]) -> Comment:
    """Take the oldest comment that is still unplaced out of `answers` and return it."""
    left = {id(comment) for group in answers.values() for comment in group}
    first = next(comment for comment in oldest_first if id(comment) in left)
    group = answers[first.parent]
    group[:] = [comment for comment in group if comment is not first]
    if not group:
        del answers[first.parent]
    return first


def _moment(comment: Comment) -> tuple[bool, datetime]:
    """Return what a comment is sorted by: its moment, those without one last."""
    if comment.published is None:
        return (True, _NO_DATE)
    return (False, wall_clock(comment.published))
