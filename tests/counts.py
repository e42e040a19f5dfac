"""The same export counted twice: by its reader, and naively by the audit."""

from collections import Counter
from pathlib import Path

from blog2book.audit.items import Item, items
from blog2book.model.archive import Archive, Status
from blog2book.ports import Context
from blog2book.readers.detect import choose
from samples import Heard

KINDS = ("post", "page", "comment")


def read(path: Path, work: Path) -> tuple[Archive, list[Item]]:
    """Return what the reader that is chosen reads of an export, and what the audit counts."""
    work.mkdir(exist_ok=True)
    context = Context(report=Heard(), workdir=work, cache=work)
    reader, unpacked = choose(path, context, brought={})
    return reader.read(unpacked, context), list(items(unpacked, reader.name))


def kinds(archive: Archive, counted: list[Item]) -> tuple[Counter[str], Counter[str]]:
    """Return how many items of each kind the reader and the audit find."""
    told = Counter(post.kind.value for post in archive.posts)
    told["comment"] += sum(len(post.comments) for post in archive.posts)
    for left in archive.leftovers:
        told[left.kind if left.kind in KINDS else "other"] += left.count
    return +told, Counter(item.kind for item in counted)


def public(archive: Archive, counted: list[Item]) -> tuple[int, int]:
    """Return how many posts and pages both find that anybody could read."""
    shown = sum(post.status is Status.PUBLISHED for post in archive.posts)
    return shown, sum(item.open for item in counted if item.kind in {"post", "page"})
