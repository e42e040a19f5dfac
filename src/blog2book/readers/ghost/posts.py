"""From the tables of a Ghost export to the posts of a blog."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from blog2book.markup.markdown import to_html
from blog2book.markup.paragraphs import from_text
from blog2book.markup.rough import rough
from blog2book.markup.tree import Node, write
from blog2book.model.archive import SECRET, Kind, Standing, Status
from blog2book.readers import cards
from blog2book.readers.blog import Item, Remark, Text
from blog2book.readers.ghost.cards import Cards, original
from blog2book.readers.ghost.editors import Editors
from blog2book.readers.ghost.export import Export, identity, instant, number, title_of
from blog2book.readers.json_file import Fields, text, verbatim
from blog2book.readers.notices import DAMAGED, strange
from blog2book.readers.times import later, moment, wall, zone

_STATUSES: Mapping[str, Status] = {
    "published": Status.PUBLISHED,
    "sent": Status.PUBLISHED,
    "draft": Status.DRAFT,
    "scheduled": Status.SCHEDULED,
}
_AUDIENCES = frozenset({"", "public", "members", "paid", "tiers"})
_STANDINGS: Mapping[str, Standing] = {
    "published": Standing.APPROVED,
    "hidden": Standing.TRASHED,
    "deleted": Standing.TRASHED,
}
_NO_DAYS = frozenset({"2000-11-30", "1999-11-30", "1970-01-01"})
"""What databases and libraries make of the day 0000-00-00."""

_Forms = tuple[tuple[str, Callable[[str], str]], ...]

ORPHAN = "its post is not in the archive"
OTHER = "neither post nor page"


class Findings:
    """What was met in an export and must be told once: counts by name."""

    def __init__(self) -> None:
        self.unknown: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.left: Counter[tuple[str, str]] = Counter()
        self.textless: list[str] = []


class Posts:
    """Makes the items of one export; what goes out of their texts is counted in `removed`."""

    def __init__(
        self,
        export: Export,
        home: str,
        held: Mapping[str, object],
        clock: str,
        removed: Counter[str],
    ) -> None:
        self.findings = Findings()
        self._export = export
        self._home = home
        self._zone = zone(clock)
        self._cards = Cards(home, held, removed)
        self._forms = _forms(self._cards, Editors(removed, self.findings.unknown))
        # Of what is never printed, nothing is told.
        hushed: Counter[str] = Counter()
        self._secret_forms = _forms(Cards(home, held, hushed), Editors(hushed, hushed))
        self._meta = {identity(row, "post_id"): row for row in export.rows("posts_meta")}
        self._names = {identity(row, "id"): title_of(row, "name") for row in export.rows("users")}
        self._tags = _joined(export, "posts_tags", "tag_id")
        self._authors = _joined(export, "posts_authors", "author_id")
        self._labels = {
            identity(row, "id"): title_of(row, "name")
            for row in export.rows("tags")
            if text(row, "visibility") != "internal" and not number(row, "hidden")
        }

    def items(self) -> list[Item]:
        """Return all posts and pages with their comments; empties the table on the way."""
        rows = self._export.tables.pop("posts")
        self.findings.left["post", DAMAGED] += self._export.damaged["posts"]
        items: list[Item] = []
        by_post: dict[str, Item] = {}
        for place, row in enumerate(rows, start=1):
            kind = text(row, "type") or ("page" if number(row, "page") else "post")
            if kind not in {"post", "page"}:
                self.findings.left[kind[:40], OTHER] += 1
                continue
            item = self._item(row, Kind(kind), place)
            by_post.setdefault(item.identity, item)
            items.append(item)
        by_post.pop("", None)
        self._add_comments(by_post)
        self.findings.textless = [
            item.title or item.place
            for item in items
            if item.status is Status.PUBLISHED and not item.text.raw
        ]
        return items

    def _item(self, row: Fields, kind: Kind, place: int) -> Item:
        """Return a post or page."""
        name = identity(row, "id", "uuid")
        meta = self._meta.get(name, {})
        published = self._day(row, "published_at") or self._day(row, "created_at")
        slug = text(row, "slug").strip("/")
        mailed = number(meta, "email_only") or text(row, "status") == "sent"
        title = title_of(row, "title")
        addresses = [] if mailed else [self._permalink(slug, kind, published), f"/{slug}/"]
        uuid = identity(row, "uuid")
        if uuid:
            addresses.extend([*([f"/email/{uuid}/"] if mailed else []), f"/p/{uuid}/"])
        whole = [f"{self._home}{one}" for one in addresses if one.strip("/")]
        status = self._status(row, published)
        return Item(
            text=self._text(row, meta, secret=status in SECRET),
            file=self._export.name,
            place=f"post {place}",
            identity=name,
            kind=kind,
            status=status,
            title="" if title == "(Untitled)" else title,
            published=published,
            updated=self._day(row, "updated_at"),
            sequence=int(name) if re.fullmatch(r"[0-9]{1,18}", name) else 0,
            author=self._author(row),
            labels=tuple(
                label
                for tag in self._tags.get(name, ())
                if (label := self._labels.get(tag, "")) and not label.startswith("#")
            ),
            language=text(row, "language", "locale"),
            permalink=whole[0] if whole else "",
            aliases=tuple(whole[1:]),
            excerpt=text(row, "custom_excerpt"),
        )

    def _status(self, row: Fields, published: datetime | None) -> Status:
        """Return how a post stood, if the export says so for certain."""
        status = _STATUSES.get(word := text(row, "status"))
        audience = row.get("visibility") or ""
        if status is None:
            self.findings.statuses[strange(word[:40])] += 1
            return Status.UNREADABLE
        if not isinstance(audience, str) or not (audience in _AUDIENCES or ":" in audience):
            self.findings.statuses["no word for whom it was published"] += 1
            return Status.UNREADABLE
        exported = self._export.exported
        if status is Status.PUBLISHED and published and exported and later(published, exported):
            return Status.SCHEDULED
        return status

    def _day(self, row: Fields, name: str) -> datetime | None:
        """Return a moment by the blog's clock; Ghost writes UTC."""
        stamp = text(row, name)
        found = instant(row.get(name)) or moment(stamp)
        if found is None or stamp[:10] in _NO_DAYS:
            return None
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return wall(aware, self._zone)

    def _permalink(self, slug: str, kind: Kind, published: datetime | None) -> str:
        """Return the path of a post, as the blog's settings shape it."""
        shape = self._export.setting("permalinks") if kind is Kind.POST else ""
        if not slug or not re.fullmatch(r"/(?:[\w-]*|:(?:year|month|day|slug)/)*", shape):
            return f"/{slug}/"
        if ":slug" not in shape or published is None:
            return f"/{slug}/"
        return (
            shape.replace(":year", f"{published:%Y}")
            .replace(":month", f"{published:%m}")
            .replace(":day", f"{published:%d}")
            .replace(":slug", slug)
        )

    def _author(self, row: Fields) -> str:
        """Return who wrote a post: names, in their order."""
        whose = self._authors.get(identity(row, "id"), ()) or (identity(row, "author_id"),)
        names = [self._names.get(one, "") for one in whose]
        return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name))

    def _text(self, row: Fields, meta: Fields, *, secret: bool) -> Text:
        """Return a post's text: as Ghost rendered it, else as its editor keeps it."""
        before = self._featured(row, meta)
        for name, make in self._secret_forms if secret else self._forms:
            if raw := verbatim(row, name):
                return Text(raw=raw, convert=_with(before, make))
        return Text(raw=verbatim(row, "plaintext"), convert=_with(before, from_text))

    def _featured(self, row: Fields, meta: Fields) -> Callable[[str], str]:
        """Return what puts a post's own picture before its text, unless the text shows it."""
        url = text(row, "feature_image", "image")
        if not url:
            return str
        address = self._cards.address(url)
        caption = rough(text(meta, "feature_image_caption") or text(row, "feature_image_caption"))
        alt = text(meta, "feature_image_alt") or text(row, "feature_image_alt")
        figure = write(Node("body", {}, [cards.picture(address, alt, caption.children)]))
        name = original(address.rpartition("/")[2])
        return lambda html: html if name and name in html else figure + html

    def _add_comments(self, by_post: Mapping[str, Item]) -> None:
        """Put comments under their posts. Of members only the name is looked at."""
        members = {
            identity(row, "id"): title_of(row, "name") for row in self._export.rows("members")
        }
        self.findings.left["comment", DAMAGED] += self._export.damaged["comments"]
        for place, row in enumerate(self._export.rows("comments"), start=1):
            item = by_post.get(identity(row, "post_id"))
            if item is None:
                self.findings.left["comment", ORPHAN] += 1
                continue
            item.remarks.append(
                Remark(
                    text=Text(raw=verbatim(row, "html")),
                    identity=identity(row, "id"),
                    parent=identity(row, "in_reply_to_id", "parent_id"),
                    author=members.get(identity(row, "member_id"), ""),
                    published=self._day(row, "created_at"),
                    standing=_STANDINGS.get(text(row, "status"), Standing.PENDING),
                    place=f"comment {place}",
                )
            )


def _joined(export: Export, table: str, name: str) -> dict[str, list[str]]:
    """Return what a table joins to each post, in its order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in export.rows(table):
        found.setdefault(identity(row, "post_id"), []).append(
            (number(row, "sort_order"), identity(row, name))
        )
    return {
        post: [one for _, one in sorted(rows, key=lambda row: row[0])]
        for post, rows in found.items()
    }


def _forms(made: Cards, editors: Editors) -> _Forms:
    """Return the columns in which a text may stand, the best first, and what makes HTML of them."""
    return (
        ("html", made.html),
        ("lexical", lambda raw: made.written(editors.lexical(raw))),
        ("mobiledoc", lambda raw: made.written(editors.mobiledoc(raw))),
        ("markdown", lambda raw: made.html(to_html(raw))),
    )


def _with(before: Callable[[str], str], make: Callable[[str], str]) -> Callable[[str], str]:
    """Return what makes HTML of a text and puts its picture before it."""
    return lambda raw: before(make(raw))
