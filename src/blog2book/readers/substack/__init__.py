"""Substack: the zip that it exports, a list of posts and a page for each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Severity
from blog2book.model.archive import SECRET, Archive, Kind, Origin, Status
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, Item, Text, archive
from blog2book.readers.decode import decode
from blog2book.readers.files import File, file_of, head_of
from blog2book.readers.notices import (
    DAMAGED,
    counted,
    items_lost,
    named,
    strange,
    unknown_statuses,
)
from blog2book.readers.progress import READING, Progress
from blog2book.readers.substack.bodies import Bodies
from blog2book.readers.substack.table import Row, Table, is_table, table_of
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.unpack import members

WITHOUT_TEXT = "the export holds no text of it"
TWICE = "the list names it twice"
PRIVATE = "a list of subscribers or of letters that were sent: never opened"

_HINT = "On Substack: Settings, Exports, New export; give the zip that comes by mail."
_LIST = re.compile(r"(?P<home>(?:.*/)?)posts\.csv", re.IGNORECASE)
_PAGE = re.compile(r"(?P<home>(?:.*/)?)posts/(?P<stem>(?P<number>\d+)(?:\.[^/]*)?)\.html")
_WHOLE_PAGE = re.compile(rb"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
"""What Substack's pages never hold: each is a text without a head."""
_LETTERS = re.compile(
    r"(?:.*/)?(?:email_list|subscriber)[^/]*|.*\.(?:delivers|opens)\.csv", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)/(?:p/([\w-]+)|subscribe\b)")
_OPEN = "open.substack.com"
_NOBODYS = frozenset({_OPEN, "substack.com", "www.substack.com"})
_ENOUGH = 2
"""Posts that must be linked at a host before it is taken for the blog's other one."""
_LEFT: Mapping[str, str] = {
    "restack": "somebody else's post, passed on",
    "adhoc_email": "a letter to some of the subscribers",
}
_STATUSES: Mapping[str, Status] = {"true": Status.PUBLISHED, "false": Status.DRAFT}


@dataclass(slots=True, kw_only=True)
class _Found:
    """What was met in an export and must be told once."""

    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    textless: list[str] = field(default_factory=list)
    rowless: list[str] = field(default_factory=list)
    damaged: int = 0


class SubstackReader:
    """Reads an export that its owner made: Settings, Exports, New export.

    What was published for subscribers or for those who pay was published, and its owner's own
    words: it goes into the book. Lists of subscribers and of letters that were sent are not opened.
    """

    name = "substack"
    reads = "a Substack export"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of the list of posts, by its columns; pages without it are likely."""
        if not sample.members:
            return Confidence.CERTAIN if _is_list(sample.head) else Confidence.NO
        lists = [name for name in sample.members if _LIST.fullmatch(name)]
        if any(_is_list(head_of(sample.path / name)) for name in lists):
            return Confidence.CERTAIN
        pages = (one for name in sample.members if (one := _PAGE.fullmatch(name)))
        first = next((page[0] for page in pages if "." in page["stem"]), "")
        whole = not first or _WHOLE_PAGE.search(head_of(sample.path / first))
        return Confidence.NO if whole else Confidence.LIKELY

    def read(self, source: Path, context: Context) -> Archive:
        """Read all posts that have a text. Raises ArchiveError where there are none, or two blogs.

        A page that the list does not name is taken for a draft.
        """
        if not source.is_dir():
            raise ArchiveError(
                f"{source.name} is only the list of posts: their texts lie beside it, in the "
                "folder posts.",
                hint=_HINT,
            )
        names = members(source)
        home = _home(source, names)
        pages = {
            page["stem"]: name
            for name in names
            if (page := _PAGE.fullmatch(name)) and page["home"] == home
        }
        listed = next((one for one in names if _is_home(_LIST.fullmatch(one), home)), "")
        found = _Found()
        files: list[Origin] = []
        table = _table(source, listed, files, found, context)
        progress = Progress(context.report, READING)
        blog = Blog(titled=False, files=files, left=found.left)
        rows = _rows(table, pages, found)
        slugs = {stem.partition(".")[0]: stem.partition(".")[2] for stem in rows}
        bodies = Bodies(slugs, blog.removed)
        hushed = Bodies(slugs, Counter())
        votes: Counter[tuple[str, str]] = Counter()
        for stem, row in rows.items():
            item = _item(source, stem, row, pages.get(stem, ""), files, found)
            progress.step()
            if item is not None:
                secret = item.status in SECRET
                if not secret:
                    votes.update(_ADDRESS.findall(item.text.raw))
                judge = hushed if secret else bodies
                item.text.convert = partial(judge.html, subtitle=row.subtitle, sound=row.sound)
                blog.items.append(item)
        if not blog.items:
            raise ArchiveError(f"{source.name} holds no text of a Substack post.", hint=_HINT)
        _locate(blog, votes, frozenset(slugs.values()) - {""}, source.stem)
        _account(source, blog, found, names, {listed, *pages.values()}, context)
        return archive(blog, context)


def _is_list(head: bytes) -> bool:
    """Say whether a file that begins with `head` is the list of posts."""
    return is_table(decode(head, cut=True).text)


def _is_home(found: re.Match[str] | None, home: str) -> bool:
    """Say whether a member lies directly in the folder of an export."""
    return found is not None and found["home"] == home


def _home(source: Path, names: Iterable[str]) -> str:
    """Return the folder in which the export lies, "" for the source itself.

    Raises ArchiveError where there are several.
    """
    found = [one for name in names if (one := _LIST.fullmatch(name) or _PAGE.fullmatch(name))]
    homes = sorted({one["home"] for one in found})
    if len(homes) > 1:
        raise ArchiveError(
            f"{source.name} holds {len(homes)} exports: "
            f"{named([one.rstrip('/') or '.' for one in homes])}.",
            hint="Name one of these folders, or each of them for one book.",
        )
    return homes[0] if homes else ""


def _table(
    source: Path, listed: str, files: list[Origin], found: _Found, context: Context
) -> Table:
    """Read the list of posts; tell where it breaks off or is not there."""
    file = file_of(source / listed) if listed else None
    if file is None:
        return Table(rows=(), damaged=0, broken=False)
    files.append(Origin(file=listed, place="", url="", digest=file.digest))
    table = table_of(file.text)
    found.damaged += table.damaged
    found.left["row", DAMAGED] += table.damaged
    if table.broken:
        context.report(
            Notice(
                code="archive-truncated",
                message=f"The list of posts cannot be read beyond row {len(table.rows):,}.",
                where=listed,
                hint="Make a new export.",
            )
        )
    return table


def _rows(table: Table, pages: Mapping[str, str], found: _Found) -> dict[str, Row]:
    """Return what is known of each post by its file's name: of all rows, and of pages without."""
    rows: dict[str, Row] = {}
    numbers = {stem.partition(".")[0]: stem for stem in pages}
    for row in table.rows:
        stem = row.stem if row.stem in pages else numbers.get(row.stem.partition(".")[0], row.stem)
        if stem in rows:
            found.left["row", TWICE] += 1
        else:
            rows[stem] = row
    for stem in pages:
        if stem not in rows:
            found.rowless.append(stem)
            rows[stem] = Row(
                stem=stem, published="false", kind="", title="", subtitle="", day=None, sound=""
            )
    return rows


def _item(
    source: Path, stem: str, row: Row, page: str, files: list[Origin], found: _Found
) -> Item | None:
    """Return a post, None where it is left out: each such one is counted."""
    if row.kind in _LEFT:
        found.left[row.kind, _LEFT[row.kind]] += 1
        return None
    file = file_of(source / page) if page else None
    if page and file is None:
        found.damaged += 1
        found.left["post", DAMAGED] += 1
        return None
    if file is None and not row.sound:
        found.left["post", WITHOUT_TEXT] += 1
        if row.published == "true":
            found.textless.append(row.title or stem)
        return None
    status = _STATUSES.get(row.published)
    if status is None:
        found.statuses[strange(row.published[:40])] += 1
    if file is not None:
        files.append(Origin(file=page, place="", url="", digest=file.digest))
    return _made(stem, row, status or Status.UNREADABLE, file, page)


def _made(stem: str, row: Row, status: Status, file: File | None, page: str) -> Item:
    """Return a post; its address is a path until the blog's own is known."""
    number, _, slug = stem.partition(".")
    return Item(
        text=Text(raw=file.text if file else ""),
        file=page or "posts.csv",
        place="the post" if page else f"row {stem}",
        identity=number,
        kind=Kind.PAGE if row.kind == "page" else Kind.POST,
        status=status,
        title=row.title,
        published=row.day,
        sequence=int(number) if re.fullmatch(r"[0-9]{1,18}", number) else 0,
        permalink=f"/p/{slug}" if slug else "",
    )


def _locate(
    blog: Blog, votes: Mapping[tuple[str, str], int], slugs: frozenset[str], name: str
) -> None:
    """Find the blog's address, which no export says: by links to its posts, and its forms."""
    linked: dict[str, set[str]] = {}
    forms: Counter[str] = Counter()
    for (host, slug), count in votes.items():
        if host in _NOBODYS:
            continue
        if slug in slugs:
            linked.setdefault(host, set()).add(slug)
        elif not slug:
            forms[host] += count
    ranked = sorted(
        linked.keys() | forms.keys(),
        key=lambda one: (-len(linked.get(one, ())), -forms[one], one),
    )
    own = [one for one in ranked[1:] if len(linked.get(one, ())) >= _ENOUGH]
    blog.title = ranked[0].removesuffix(".substack.com") if ranked else name
    if not ranked:
        return
    blog.address = f"https://{ranked[0]}"
    blog.hosts = (*own, _OPEN)
    publications = [
        one.partition(".")[0] for one in ranked[:1] + own if one.endswith(".substack.com")
    ]
    for item in blog.items:
        if item.permalink:
            path = item.permalink
            item.permalink = blog.address + path
            item.aliases = tuple(f"https://{_OPEN}/pub/{one}{path}" for one in publications)


def _account(
    source: Path,
    blog: Blog,
    found: _Found,
    names: Iterable[str],
    read: set[str],
    context: Context,
) -> None:
    """Count what is private, and tell what a person must know."""
    rest = [one for one in names if one not in read]
    private = [one for one in rest if _LETTERS.fullmatch(one)]
    found.left["file", PRIVATE] += len(private)
    hidden = set(private)
    if any(PICTURE.search(one) for one in rest):
        blog.folders = (source,)
    for notice in files_not_read((one for one in rest if one not in hidden), source.name):
        context.report(notice)
    for notice in _told(found, source.name):
        context.report(notice)


def _told(found: _Found, where: str) -> Iterator[Notice]:
    """Yield a Notice for each kind of thing that a person must know."""
    yield from unknown_statuses(found.statuses, where)
    if found.textless:
        yield Notice(
            code="texts-missing",
            message=f"The export holds no text of {counted(len(found.textless), 'published post')}"
            f": {named(found.textless)}.",
            where=where,
            hint="Often the newest ones: make a new export.",
        )
    if found.rowless:
        yield Notice(
            code="rows-missing",
            message=f"{counted(len(found.rowless), 'post is', 'posts are')} taken for drafts, for "
            f"the list of posts does not name them: {named(found.rowless)}.",
            where=where,
            hint="Make a new export; --drafts puts them into the book.",
            severity=Severity.WARNING,
        )
    if found.damaged:
        yield items_lost(counted(found.damaged, "post"), where)


reader: Reader = SubstackReader()
