"""Tables in CSV, as platforms export lists of posts, or posts themselves."""

import csv
import io
from collections.abc import Iterator

_LONGEST = 1 << 24
"""Signs in one field: a post has fewer, but a quote that is not closed swallows what follows."""


def records(text: str) -> Iterator[list[str]]:
    """Yield the records of a table as lists of their fields, the first with the columns' names.

    A field may hold line ends and a whole post; csv alone allows 128 KB. Raises csv.Error where the
    table breaks off.
    """
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    while True:
        # The limit is the module's own, for all who use it: it is another's again between records.
        before = csv.field_size_limit(_LONGEST)
        try:
            record = next(reader, None)
        finally:
            csv.field_size_limit(before)
        if record is None:
            return
        yield record
