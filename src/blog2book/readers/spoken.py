"""In which language a blog is written whose export does not say it.

The small words that tell it stand in tongue.py, and pasted texts are read by them too.
"""

import re
from collections.abc import Iterable

from blog2book.model.archive import Status
from blog2book.readers.blog import Item
from blog2book.readers.tongue import tongue

_TAG = re.compile(r"<[^<>]*>|&\w{1,10};|https?://\S+")
_ENOUGH = 20_000
"""Characters that are looked at: some ten posts."""


def language_of(items: Iterable[Item]) -> str:
    """Return the language of published posts, as their commonest words tell it; "" for none."""
    sample: list[str] = []
    size = 0
    for item in items:
        if item.status is Status.PUBLISHED and size < _ENOUGH:
            sample.append(_TAG.sub(" ", f"{item.title}\n{item.text.raw[:_ENOUGH]}"))
            size += len(sample[-1])
    return tongue("\n".join(sample))
