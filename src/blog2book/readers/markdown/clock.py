"""What the dates of posts tell: which are of a day to come, and which are doubtful."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from blog2book.events import Notice, Severity
from blog2book.model.archive import Kind, Status
from blog2book.readers.blog import Item
from blog2book.readers.markdown.fields import moment_of, truth_of
from blog2book.readers.markdown.front import Fields
from blog2book.readers.markdown.site import Generator, Site

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dated:
    """A post or page with the clock times that are said of it, all without a zone.

    `written` is its `date`, `published` when it was published, `late` a `publishDate` of its own.
    """

    item: Item
    written: datetime | None
    late: datetime | None

    @property
    def published(self) -> datetime | None:
        """Return when it was published."""
        return _bare(self.item.published)


def dated(item: Item, fields: Fields) -> Dated:
    """Return what is said of a post's times."""
    said = [_bare(moment_of(fields.get(one))[0]) for one in ("date", "publishdate")]
    return Dated(item=item, written=said[0] or _bare(item.published), late=said[1])


def is_ahead(site: Site, item: Item, name: str, today: date | None) -> bool:
    """Say whether a post is of a day to come, and its generator publishes none such.

    Hugo and Jekyll publish them only if told to, Hexo and Pelican unless told not to; Jekyll and
    Pelican always publish pages. The other generators have no word about it.
    """
    if today is None or item.published is None or item.published.date() <= today:
        return False
    config = site.config
    if site.generator is Generator.HUGO:
        return truth_of(config, "buildfuture") is not True
    if site.generator is Generator.JEKYLL:
        return truth_of(config, "future") is not True and bool(re.search("(?:^|/)_", name))
    if site.generator is Generator.PELICAN:
        return truth_of(config, "with_future_dates") is False and item.kind is Kind.POST
    return site.generator is Generator.HEXO and truth_of(config, "future") is False


def doubts(read: Sequence[Dated]) -> Iterator[Notice]:
    """Yield a Notice of each doubtful date."""
    for one in _doubtful(read):
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
    # Drafts, which may be printed too, tell as well how long a blog was worked on.
    drafts = (one.published for one in read if one.item.status is Status.DRAFT)
    newest = max((moment for moment in drafts if moment), default=None)
    return [
        one
        for one in (*late, *far)
        if newest is None or not one.published or one.published - newest > _YEAR
    ]


def _bare(moment: datetime | None) -> datetime | None:
    """Return a moment as its own clock showed it."""
    return moment.replace(tzinfo=None) if moment else None
