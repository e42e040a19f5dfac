"""When an item of WordPress was published, from the stamps that it has."""

from datetime import UTC, datetime, tzinfo

from blog2book.readers.times import mail_moment, moment, offset, wall
from blog2book.readers.wordpress.items import Item


def published(item: Item, there: tzinfo | None) -> datetime | None:
    """Return when an item was published by the blog's clock, None if nothing says so."""
    return when(item.date, item.date_gmt, there) or _by_mail(item.pub_date, there)


def when(local: str, utc: str, there: tzinfo | None) -> datetime | None:
    """Return a moment by the blog's clock from WordPress's two stamps, either of which may fail."""
    shown, true = moment(local), moment(utc)
    if true is not None and true.tzinfo is None and there is not None:
        return wall(true.replace(tzinfo=UTC), there)
    if shown is None:
        return None if true is None else wall(true.replace(tzinfo=true.tzinfo or UTC), there)
    if true is not None and shown.tzinfo is None and true.tzinfo is None:
        return shown.replace(tzinfo=offset(shown, true))
    return wall(shown, there)


def _by_mail(stamp: str, there: tzinfo | None) -> datetime | None:
    """Return a moment from a feed's stamp."""
    read = mail_moment(stamp)
    return None if read is None else wall(read, there)
