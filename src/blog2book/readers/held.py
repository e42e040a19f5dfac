"""Pictures that an archive holds, under the addresses by which its own posts show them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from blog2book.events import Notice, Severity
from blog2book.markup.pictures import sources
from blog2book.model.archive import SECRET, Archive, Asset, Origin
from blog2book.readers.notices import counted, named
from blog2book.readers.unread import PICTURE


def with_pictures(
    archive: Archive, files: Mapping[str, Path], member: Callable[[str], str]
) -> Archive:
    """Return an archive with an asset for each picture that a body shows and the archive holds.

    `files` are those of the archive by their names in it, with "/"; `member` returns the name under
    which a platform keeps an address, or one that is none of them. Pictures of secret posts are
    passed over.
    """
    assets: dict[str, Asset] = {}
    for post in archive.posts:
        for address in () if post.status in SECRET else sources(post.body):
            name = member(address)
            if name in files and address not in assets:
                origin = Origin(file=name, place="", url="", digest="")
                assets[address] = asset(name, address, files[name], origin, parent=post.key)
    return replace(archive, assets=(*archive.assets, *assets.values()))


def not_shown(names: Iterable[str], archive: Archive, where: str) -> Iterator[Notice]:
    """Yield a Notice of those pictures among an archive's files that none of its posts shows."""
    shown = {one.origin.file for one in archive.assets}
    left = [name for name in names if PICTURE.search(name) and name not in shown]
    if left:
        yield Notice(
            code="pictures-not-shown",
            message=f"No post shows {counted(len(left), 'picture')} of the archive: {named(left)}.",
            where=where,
            severity=Severity.INFO,
        )


def asset(
    key: str, url: str, path: Path | None, origin: Origin, *, name: str = "", parent: str = ""
) -> Asset:
    """Return a picture of which no more is known; its name is the last part of its key."""
    return Asset(
        key=key,
        url=url,
        name=name or key.rpartition("/")[2],
        path=path,
        parent=parent,
        title="",
        caption="",
        alt="",
        width=0,
        height=0,
        origin=origin,
    )
