"""What each reader must bear, whatever is done to a good export, and what it must keep.

Nothing but ArchiveError is raised, what nobody may read is told nowhere, a private text is never
public, the account adds up, and no asset lies outside of the archive.
"""

import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from blog2book.errors import ArchiveError
from blog2book.model.archive import Archive, Status
from blog2book.ports import Context, Reader
from blog2book.readers.detect import sample_of
from goods import GOODS, IP, NEVER, PLAIN, PRIVATE, SECOND
from samples import Heard

SECONDS = 20
"""Far more than each hostile thing takes; what takes quadratic time takes more."""
FIRST = "The dahlias"
"""What the first post of a good export says."""


def reader_of(good: str) -> Reader:
    """Return the reader of a good export."""
    return cast("Reader", import_module(f"blog2book.readers.{GOODS[good][0]}").reader)


def read(good: str, path: Path, work: Path) -> Archive | None:
    """Return the archive, None if it is refused in words, and hold what holds for all."""
    heard = Heard()
    work.mkdir(exist_ok=True)
    reader = reader_of(good)
    started = time.monotonic()
    try:
        reader.recognises(sample_of(path))
        archive = reader.read(path, Context(report=heard, workdir=work, cache=work))
        refused = ""
    except ArchiveError as error:
        archive, refused = None, f"{error.message} {error.hint}"
    assert time.monotonic() - started < SECONDS
    assert archive or refused.strip()
    told = f"{refused} {heard.notices}"
    assert not [secret for secret in (NEVER, IP, PRIVATE) if secret in told]
    if archive:
        _hold(archive, path, work)
    return archive


def _hold(archive: Archive, path: Path, work: Path) -> None:
    kept = len(archive.posts) + sum(len(post.comments) for post in archive.posts)
    assert archive.items == kept + sum(one.count for one in archive.leftovers)
    # A torn record is withheld, and what is withheld is printed nowhere.
    shown = [post for post in archive.posts if post.status is not Status.UNREADABLE]
    printed = repr(replace(archive, posts=tuple(shown)))
    assert not [secret for secret in (NEVER, IP) if secret in printed]
    for post in archive.posts:
        assert post.status is not Status.PUBLISHED or PRIVATE not in f"{post.title} {post.body}"
    home = path if path.is_dir() else path.parent
    for asset in archive.assets:
        inside = asset.path is None or any(
            asset.path.resolve().is_relative_to(one.resolve()) for one in (home, work)
        )
        assert inside, asset.path


def keeps(archive: Archive | None) -> bool:
    """Say whether the second post of a good export is still there for all to read."""
    posts = archive.posts if archive else ()
    return any(SECOND in post.body and post.status is Status.PUBLISHED for post in posts)


def first_post(text: str) -> range:
    """Return where in a file damage is to the first post and no other: from its title to its body.

    Nowhere in a file that does not hold it.
    """
    return range(max(text.find(PLAIN.title), 0), text.find(FIRST) + 1)


def files(path: Path) -> list[Path]:
    """Return the files of an export."""
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
