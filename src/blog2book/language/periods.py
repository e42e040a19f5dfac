"""Days, months and years as people write them."""

import re
from calendar import monthrange
from datetime import date


def whole_period(text: str) -> tuple[date, date]:
    """Return first and last day of "2012", "2012-05" or "2012-05-03".

    Raises ValueError for anything else.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no day, month or year; write 2012, 2012-05 or 2012-05-03")
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])
