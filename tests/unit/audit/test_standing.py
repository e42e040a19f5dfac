"""How a post or comment stood, held against what each format's export says of it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import goods
from blog2book.audit import hold
from blog2book.audit.fates import Asked
from blog2book.audit.items import Item, items
from blog2book.audit.printed import Printed, read_book
from blog2book.cite import cite
from blog2book.collect import collect
from blog2book.config import SelectTable, Settings
from blog2book.model.archive import Archive, Kind, Standing, Status
from blog2book.publish import publish
from blog2book.readers.detect import choose
from blog2book.render import Work
from blog2book.render.theme import load
from samples import Heard
from whole import context

_CASES = Path(__file__).parents[2] / "cases"
_SPOKEN = (
    "wordpress",
    "movabletype",
    "blogger/backup",
    "pages/wordpress",
)
_SETTINGS = Settings(select=SelectTable(comments=True))


@dataclass(frozen=True, kw_only=True)
class _Whole:
    """An export of a format, read twice, and its book."""

    archive: Archive
    exported: list[Item]
    printed: Printed


@pytest.fixture(scope="module", params=goods.GOODS)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> _Whole:
    """Return the good export of a format, as its reader and naive counting have it, and printed."""
    folder = tmp_path_factory.mktemp("standing")
    return _made(goods.GOODS[request.param][1](folder / "export", goods.PLAIN), folder)


@pytest.fixture(scope="module", params=_SPOKEN)
def spoken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> _Whole:
    """Return the same of an export with comments."""
    folder = tmp_path_factory.mktemp("spoken")
    if request.param in goods.GOODS:
        return _made(goods.GOODS[request.param][1](folder / "export", goods.PLAIN), folder)
    return _made(next((_CASES / request.param).glob("input*")), folder)


def _made(source: Path, folder: Path) -> _Whole:
    """Read an export and print it."""
    heard = Heard()
    world = context(folder, heard)
    reader, path = choose(source, world, brought={})
    archive = reader.read(path, world)
    book = collect(archive, _SETTINGS, heard)
    theme = load(_SETTINGS.theme, heard)
    ledger = cite(book, theme.strings(book.language, heard), heard)
    work = Work(book=book, ledger=ledger, theme=theme, plates={}, settings=_SETTINGS)
    publish(work, (folder / "book.epub",), world, force=True)
    exported = list(items(path, reader.name))
    return _Whole(archive=archive, exported=exported, printed=read_book(folder / "book.epub"))


def _public(archive: Archive) -> list[int]:
    """Return the places of the posts that all may read."""
    return [
        at
        for at, post in enumerate(archive.posts)
        if post.status is Status.PUBLISHED and post.kind is Kind.POST
    ]


def _held(whole: _Whole, archive: Archive) -> list[tuple[str, str]]:
    """Return kinds and reasons of what the audit names where a reader gave that archive."""
    book = collect(archive, _SETTINGS, Heard())
    verdict = hold(
        whole.exported,
        whole.printed,
        book,
        asked=Asked(select=_SETTINGS.select, today="2020-01-01"),
    )
    assert verdict.passed is not bool(verdict.losses)
    return [(one.kind, one.reason) for one in verdict.losses]


def test_what_is_whole_passes(whole: _Whole) -> None:
    """Nothing is named where the reader is right."""
    assert _held(whole, whole.archive) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": Kind.PAGE}, "static page"),
        ({"status": Status.DRAFT}, "draft"),
        ({"status": Status.PENDING}, "awaiting review"),
        ({"status": Status.SCHEDULED}, "scheduled"),
        ({"status": Status.PRIVATE}, "private"),
        ({"status": Status.PROTECTED}, "password-protected"),
        ({"status": Status.TRASHED}, "trashed"),
        ({"status": Status.UNREADABLE}, "its status could not be read"),
    ],
)
@pytest.mark.parametrize("last", [pytest.param(True, marks=pytest.mark.slow), False])
def test_a_public_post_that_the_reader_calls_anything_else_is_named(
    whole: _Whole, changes: dict[str, Any], reason: str, *, last: bool
) -> None:
    """In each format: no export says of its public posts that they are kept back, or pages."""
    at = _public(whole.archive)[-1 if last else 0]
    posts = list(whole.archive.posts)
    posts[at] = replace(posts[at], **changes)
    assert ("post", reason) in _held(whole, replace(whole.archive, posts=tuple(posts)))


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing.SPAM, "spam"),
        (Standing.PENDING, "awaiting approval"),
        (Standing.TRASHED, "trashed"),
        (Standing.PINGBACK, "pingback"),
    ],
)
def test_an_approved_comment_that_the_reader_calls_anything_else_is_named(
    spoken: _Whole, standing: Standing, reason: str
) -> None:
    """In each format that has some: whatever else an export says of other comments."""
    posts = list(spoken.archive.posts)
    at, first = next(
        (at, one)
        for at in _public(spoken.archive)
        for one in posts[at].comments
        if one.standing is Standing.APPROVED
    )
    changed = [
        replace(one, standing=standing) if one is first else one for one in posts[at].comments
    ]
    posts[at] = replace(posts[at], comments=tuple(changed))
    assert ("comment", reason) in _held(spoken, replace(spoken.archive, posts=tuple(posts)))


_PAGE = (
    "<!doctype html><html><head><title>{0}</title>"
    '<meta property="article:published_time" content="2016-12-0{1}T10:00:00Z"></head><body>'
    '<nav><a href="/">Home</a></nav><div><div class="zz"><h1>{0}</h1>{2}</div></div></body></html>'
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"kind": Kind.PAGE}, "static page"), ({"status": Status.PRIVATE}, "private")],
)
def test_a_page_of_any_design_is_no_static_one(
    changes: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    """Where nothing says that a page is anything but a post, the reader may not say so."""
    site = tmp_path / "site"
    site.mkdir()
    for at, title in enumerate(("The Garden", "The Winter"), 1):
        told = "of the garden in the winter we tell in so many words that it is a text, "
        said = "".join(f"<p>In the year {year} {told * 3}and no menu.</p>" for year in range(9))
        (site / f"{at}.html").write_text(_PAGE.format(title, at, said), encoding="utf-8")
    whole = _made(site, tmp_path)
    assert _held(whole, whole.archive) == []
    first, *rest = whole.archive.posts
    posts = (replace(first, **changes), *rest)
    assert _held(whole, replace(whole.archive, posts=posts)) == [("post", reason)]
