"""What a folder's own dates tell of its posts, since nobody's clock is read.

The newest post stands for the day on which the folder was last worked on: what had expired before
it is held back, and a date far behind it is doubtful.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from blog2book.events import Notice, Severity
from blog2book.model.archive import Kind, Status
from blog2book.readers.blog import Item
from blog2book.readers.markdown.fields import moment_of
from blog2book.readers.markdown.front import Fields

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dated:
    """A post or page with the clock times that are said of it, all without a zone.

    `written` is its `date`, `published` when it was published, `late` a `publishDate` of its own,
    `expiry` the day from which its site no longer shows it.
    """

    item: Item
    written: datetime | None
    late: datetime | None
    expiry: datetime | None

    @property
    def published(self) -> datetime | None:
        """Return when it was published."""
        return _bare(self.item.published)


def dated(item: Item, fields: Fields) -> Dated:
    """Return what is said of a post's times."""
    said = [_bare(moment_of(fields.get(one))[0]) for one in ("date", "publishdate", "expirydate")]
    return Dated(item=item, written=said[0] or _bare(item.published), late=said[1], expiry=said[2])


def settle(read: Sequence[Dated]) -> Iterator[Notice]:
    """Hold back what had expired while the blog went on; yield a Notice of each doubtful date."""
    doubtful = _doubtful(read)
    known = set(read).difference(doubtful)
    newest = max((one.published for one in known if one.published), default=None)
    for one in read:
        over = one.expiry and newest and one.expiry <= newest
        if over and one.item.status is Status.PUBLISHED:
            one.item.status = Status.DRAFT
    for one in doubtful:
        yield Notice(
            code="date-doubtful",
            message=f"This post is dated {one.published:%Y-%m-%d}, more than a year after all "
            "others; it may never have been published. It is printed.",
            where=one.item.file,
            hint="If the date is wrong, mend it; if the post was not to appear yet, leave it out.",
            severity=Severity.INFO,
        )


def _doubtful(read: Sequence[Dated]) -> list[Dated]:
    """Return the posts that lie far behind all others: by their year, or by their `publishDate`."""
    posts = [
        (one.written, one)
        for one in read
        if one.item.kind is Kind.POST and one.item.status is Status.PUBLISHED and one.written
    ]
    if len(posts) == 1:
        return []
    posts.sort(key=lambda pair: pair[0])
    far = [one for _written, one in posts[-1:]]
    if far and posts[-1][0].year - posts[-2][0].year <= 1:
        far = []
    rest = posts[: len(posts) - len(far)]
    late = [one for _written, one in rest if one.late and one.late - rest[-1][0] > _YEAR]
    return [*late, *far]


def _bare(moment: datetime | None) -> datetime | None:
    """Return a moment as its own clock showed it."""
    return moment.replace(tzinfo=None) if moment else None
