"""WordPress: each `<item>` of a WXR file, and each comment in it."""

from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.beside import Beside, beside
from blog2book.audit.raw.files import day, files, keys
from blog2book.audit.raw.markup import plain
from blog2book.audit.raw.xml import Element, children, fields, records, text

_OWNER = "wordpress.org/"


def items(source: Path) -> Iterator[Item]:
    """Yield the items of all WXR files, each with its comments after it."""
    kept = beside(source)
    for name, path in files(source):
        if not _is_xml(path):
            continue
        for number, (record, whole) in enumerate(records(path, "item"), 1):
            place = f"{name}, item {number}"
            if whole:
                yield from _item(record, place, kept)
            else:
                yield other(place)


def _is_xml(path: Path) -> bool:
    with path.open("rb") as stream:
        return b"<" in stream.read(200)


def _item(record: Element, place: str, kept: Beside) -> Iterator[Item]:
    parts = list(children(record.inner))
    found: dict[str, Element] = {}
    for part in parts:
        if not part.name.startswith("excerpt"):
            found.setdefault(part.local, part)
    kind, status = text(found, "post_type") or "post", text(found, "status").lower()
    if kind not in {"post", "page"}:
        yield other(place)
        return
    # One that gives the prefix to somebody else does not say what WordPress would.
    own = _OWNER in (record.attribute("xmlns:wp") or _OWNER)
    locked = bool(text(found, "post_password"))
    visible = own and status == "publish" and not locked
    yield Item(
        kind=kind,
        place=place,
        title=plain(text(found, "title")),
        text=plain(kept.whole(text(found, "encoded"), text(found, "post_id"), parts)),
        day=day(text(found, "post_date")),
        open=visible,
        keys=keys(text(found, "post_id"), text(found, "link"), text(found, "guid")),
        secret=locked or status in {"private", "trash"},
        ruled=status == "future",  # its day may long be past
    )
    comments = (part for part in parts if part.local == "comment")
    for number, comment in enumerate(comments, 1):
        said = fields(comment.inner)
        yield Item(
            kind="comment",
            place=f"{place}, comment {number}",
            title="",
            text=plain(text(said, "comment_content")),
            day=day(text(said, "comment_date")),
            open=visible
            and text(said, "comment_approved") in {"1", "approve", "approved"}
            and text(said, "comment_type")
            in {"", "comment", "review"},  # no pings, no notes of shops
            keys=keys(text(said, "comment_id")),
            under=place,
        )
