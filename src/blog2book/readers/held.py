"""Pictures that an archive holds, under the addresses by which its own posts show them."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from blog2book.markup.pictures import sources
from blog2book.model.archive import SECRET, Archive, Asset, Origin


def with_pictures(
    archive: Archive,
    folder: Path,
    names: Collection[str],
    member: Callable[[str], str],
) -> Archive:
    """Return an archive with an asset for each picture that a body shows and `folder` holds.

    `names` are the files in `folder`, with "/"; `member` returns the one that a platform keeps
    under an address, or a name that is none of them. Pictures of secret posts are passed over.
    """
    assets: dict[str, Asset] = {}
    for post in archive.posts:
        for address in () if post.status in SECRET else sources(post.body):
            name = member(address)
            if name in names and address not in assets:
                assets[address] = _asset(address, name, folder / name, post.key)
    return replace(archive, assets=(*archive.assets, *assets.values()))


def _asset(address: str, name: str, path: Path, parent: str) -> Asset:
    """Return a picture by its address."""
    return Asset(
        key=name,
        url=address,
        name=name.rpartition("/")[2],
        path=path,
        parent=parent,
        title="",
        caption="",
        alt="",
        width=0,
        height=0,
        origin=Origin(file=name, place="", url="", digest=""),
    )
