import os
import re
from pathlib import Path

import pytest

from blog2book.addresses import read_post_link
from blog2book.cite import cite
from blog2book.collect import collect, summary
from blog2book.config import SelectTable, Settings
from blog2book.errors import NothingSelectedError
from blog2book.markup.ids import ids
from blog2book.markup.links import links
from blog2book.markup.text import plain
from blog2book.model.archive import SECRET, Archive
from blog2book.model.book import Book
from blog2book.model.sources import Spot
from blog2book.ports import Context
from blog2book.readers.detect import choose
from samples import Heard

ARCHIVES = os.environ.get("BLOG2BOOK_ARCHIVES", "")
pytestmark = pytest.mark.skipif(
    not ARCHIVES, reason="BLOG2BOOK_ARCHIVES does not name a folder with real archives"
)
STRINGS = {"quote_open": "“", "quote_close": "”", "archived": "archived {date}"}
STRINGS |= {"site_blog": "{site} (blog)", "unlinked": "named", "unlinked_listed": "Named"}
EVERYTHING = Settings(select=SelectTable(comments=True, pages=True, drafts=True))
WORDPRESS_CASES = sorted(Path(ARCHIVES, "wordpress/importer-edge-cases").glob("*.xml"))
BOOKS = [
    ("text/december-2016.txt", 5),
    ("wordpress/themeunittestdata.wordpress.xml", 55),
    ("wordpress/64-block-test-data.xml", 61),
    ("wordpress/theme-preview.xml", 7),
    ("wordpress/jekyll-import_wpcom_2025.xml", 7),
    ("wordpress/pelican_wordpressexport.xml", 7),
    ("blogger/pelican_bloggerexport.xml", 1),
    ("blogger/takeout-excerpt", 1),
]


def read(path: Path, folder: Path) -> Archive:
    """Return what is read from an archive."""
    context = Context(report=Heard(), workdir=folder / "work", cache=folder / "cache")
    context.workdir.mkdir()
    reader, source = choose(path, context)
    return reader.read(source, context)


def book_of(path: Path, folder: Path, settings: Settings) -> Book:
    """Return the book of an archive."""
    return collect(read(path, folder), settings, Heard())


@pytest.mark.parametrize(("name", "posts"), BOOKS)
def test_every_link_inside_the_book_leads_somewhere(name: str, posts: int, tmp_path: Path) -> None:
    """Each link to a post or a place has its target, and no anchor stands twice."""
    book = book_of(Path(ARCHIVES, name), tmp_path, EVERYTHING)
    anchors = {entry.post.key: ids(entry.post.body) for entry in book.entries}
    every = [anchor for group in anchors.values() for anchor in group]
    assert len(every) == len(set(every))
    assert len(book.entries) >= posts
    for entry in book.entries:
        for link in links(entry.post.body):
            target = read_post_link(link.href)
            if target is not None:
                key, fragment = target
                assert key in anchors
                assert not fragment or fragment in anchors[key]
            elif link.href.startswith("#"):
                assert link.href[1:] in anchors[entry.post.key]


@pytest.mark.parametrize(("name", "posts"), BOOKS)
def test_every_call_has_its_note(name: str, posts: int, tmp_path: Path) -> None:
    """Calls stand at links to other sites or are the author's own; a full note ends in one stop."""
    book = book_of(Path(ARCHIVES, name), tmp_path, EVERYTHING)
    texts = {text: links(body) for entry in book.entries for text, body in entry.texts}
    ledger = cite(book, STRINGS, Heard())
    assert len(book.entries) >= posts
    assert len({note.id for note in ledger.notes}) == len(ledger.notes)
    for note in ledger.notes:
        assert note.calls
        assert note.source is None or re.search(r"[^.]\.$", plain(note.full))
        for call in note.calls:
            if not isinstance(call.link, Spot):
                assert texts[call.text][call.link].href.startswith("http" if note.source else "#")


@pytest.mark.parametrize("path", WORDPRESS_CASES, ids=lambda path: path.name)
def test_hard_cases_add_up(path: Path, tmp_path: Path) -> None:
    """A damaged or strange export gives a book whose account adds up, or holds nothing to print."""
    archive = read(path, tmp_path)
    try:
        book = collect(archive, EVERYTHING, Heard())
    except NothingSelectedError:
        return
    assert sum(one.count for one in book.accounting.accounts) == archive.items
    secret = {post.title for post in archive.posts if post.status in SECRET and post.title}
    printed = {post.title for post in archive.posts if post.status not in SECRET}
    assert (secret - printed).isdisjoint(one.title for one in book.accounting.accounts)
    assert summary(book).lines()
