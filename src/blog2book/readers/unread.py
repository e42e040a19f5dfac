"""Which files of a folder no reader opened: told in one Notice, so that none is lost in silence."""

import re
from collections.abc import Iterable, Iterator

from blog2book.addresses import PICTURE_SUFFIX
from blog2book.events import Notice, Severity
from blog2book.readers.notices import counted, named

PICTURE = re.compile(rf"{PICTURE_SUFFIX}$", re.IGNORECASE)
"""Pictures are looked for by the posts that show them, so that none of them is unread."""
_OF_A_SITE = re.compile(
    r"(?:^|/)(?:wp-content|uploads|theme)/|\.(?:css|m?js|map|x?html?|php|ico|woff2?|[ot]tf|eot"
    r"|mp[34]|m4[av]|mov|avi|webm|og[gv]|wav|pdf|epub|toml)$",
    re.IGNORECASE,
)
"""What a site is made of, what blog2book writes, and what it is told by: no posts."""
_PACKED = re.compile(r"\.(?:zip|gz|tgz|tar|bz2|xz|7z|rar)$", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|/)\.")


def files_not_read(names: Iterable[str], where: str) -> Iterator[Notice]:
    """Yield a Notice of the files in a folder that were not read; `names` have "/".

    It is a warning if one of them may hold posts.
    """
    left = [name for name in names if not PICTURE.search(name) and not _HIDDEN.search(name)]
    doubtful = [name for name in left if not _OF_A_SITE.search(name)]
    packed = [name for name in doubtful if _PACKED.search(name)]
    told = [*packed, *(name for name in doubtful if name not in packed)] or left
    if not told:
        return
    hint = ""
    if packed:
        hint = (
            "What is packed inside a folder is not opened; if it holds posts, name it itself: "
            f"{named(packed)}."
        )
    elif doubtful:
        hint = "What belongs in the book must be named itself, file by file."
    yield Notice(
        code="files-not-read",
        message=f"{counted(len(told), 'file is', 'files are')} not read: {named(told)}.",
        where=where,
        hint=hint,
        severity=Severity.WARNING if doubtful else Severity.INFO,
    )
