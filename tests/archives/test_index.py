"""All real exports in one table: who reads each, how many posts are printed, what is left out.

The numbers are those of the archives' own index, but for two that it counts otherwise: a page of
rust-blog that only leads to its newest release is no post, and of hugo-yihui's dated files two are
the pages of its sections, nine are drafts, and three lie below cn/kids.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from blog2book.collect import collect
from blog2book.config import SelectTable, Settings
from blog2book.errors import Blog2bookError, UnknownFormatError
from blog2book.model.archive import Archive
from blog2book.ports import Context
from blog2book.readers.detect import choose
from judges import epubcheck
from samples import Heard
from whole import make

ALL = Settings(select=SelectTable(comments=True, pages=True, drafts=True))
PAGE = "static page"
COMMENTS = "comments not asked for"
FILES = "a file: printed where a post shows it"
OF_THE_SITE = "menu items, styles and other parts of the site"
ABOUT = "it tells of the folder, and is no post"
SECTION = "it introduces a section, and is no post"
BOOKS: Mapping[str, tuple[str, int, Mapping[str, int]]] = {
    "text/december-2016.txt": ("text", 5, {}),
    "wordpress/themeunittestdata.wordpress.xml": (
        "wordpress",
        55,
        {
            OF_THE_SITE: 70,
            FILES: 37,
            COMMENTS: 22,
            PAGE: 21,
            "comment on a post that is left out": 6,
            "pingback": 4,
            "awaiting approval": 1,
            "draft": 1,
            "password-protected": 1,
            "scheduled": 1,
        },
    ),
    "wordpress/64-block-test-data.xml": (
        "wordpress",
        61,
        {FILES: 9, COMMENTS: 2, OF_THE_SITE: 1, PAGE: 1},
    ),
    "wordpress/theme-preview.xml": ("wordpress", 7, {COMMENTS: 2}),
    "wordpress/jekyll-import_wpcom_2025.xml": ("wordpress", 7, {FILES: 6, OF_THE_SITE: 2, PAGE: 1}),
    "wordpress/pelican_wordpressexport.xml": (
        "wordpress",
        7,
        {
            FILES: 4,
            "draft": 4,
            "a type of its own, neither post nor page": 3,
            COMMENTS: 3,
            PAGE: 2,
            "trashed": 1,
        },
    ),
    "wordpress/nikola/wordpress_export_example.xml": ("wordpress", 4, {FILES: 3, PAGE: 1}),
    "wordpress/nikola/wordpress_unicode_export.xml": ("wordpress", 1, {PAGE: 1}),
    "blogger/pelican_bloggerexport.xml": (
        "blogger",
        1,
        {"a setting of the blog": 58, PAGE: 2, COMMENTS: 1, "draft": 1, "the blog's template": 1},
    ),
    "blogger/takeout-excerpt": ("blogger", 1, {PAGE: 1}),
    "movabletype/getcoreinterface.txt": ("movabletype", 56, {COMMENTS: 2, "draft": 1}),
    "movabletype/justonesandzeros.txt": ("movabletype", 371, {COMMENTS: 991, "pingback": 14}),
    "markdown/rust-blog": ("markdown", 750, {SECTION: 3, ABOUT: 1, PAGE: 1}),
    "markdown/hugo-yihui": (
        "markdown",
        1603,
        {
            PAGE: 100,
            "the text that was made of it lies beside it": 47,
            "draft": 9,
            SECTION: 9,
            ABOUT: 1,
        },
    ),
    "markdown/microblog-jekyll": ("markdown", 49, {ABOUT: 1}),
    "markdown/pelican-content": ("markdown", 32, {"draft": 3, "there is nothing in it": 2}),
    "ghost/pauladamdavis.ghost.json": ("ghost", 47, {"draft": 14, PAGE: 7}),
    "medium": (
        "medium",
        6,
        {
            "draft": 2,
            "a response to somebody else's story": 1,
            "what Medium keeps of its owner's account: never opened": 1,
        },
    ),
    "medium/fixtures": (
        "medium",
        6,
        {
            "draft": 2,
            "a response to somebody else's story": 1,
            "what Medium keeps of its owner's account: never opened": 1,
        },
    ),
    "medium/pelican/medium_posts": ("medium", 1, {}),
    "substack/fixtures": ("substack", 3, {"draft": 1, PAGE: 1}),
    "feeds/medium_enkiv2.rss": ("feed", 236, {}),
    "other/mg-squarespace-xml": ("wordpress", 2, {PAGE: 2, FILES: 1, "draft": 1}),
}
"""By path: the reader, the posts in the book, and how many items are left out for what reason."""
CHOSEN: Mapping[str, str] = {
    "medium/fixtures/export": "medium",
    "medium/fixtures/export/posts": "medium",
}
LARGE = frozenset({"markdown/rust-blog", "markdown/hugo-yihui"})
"""It takes as long as all the others; another large one of its format stands beside it."""
REFUSED = {
    "negative/wordpress-export_is-really-onedrive-html.xml": r"is a web page \(HTML\)",
    "wordpress/nikola/wordpress_qtranslate_item_modernized.xml": "first element is <item>",
    "wordpress/nikola/wordpress_qtranslate_item_raw_export.xml": "first element is <item>",
    "medium/pelican/medium_post_content.txt": "no blog's export",
    "other/mg-beehiiv": "seems to be a beehiiv export",
    "other/mg-buttondown": "seems to be a Buttondown export",
    "other/mg-wix-csv": "seems to be a Wix export",
}


def _read(path: Path, folder: Path) -> tuple[str, Archive]:
    """Return the name of the reader that is chosen, and what it reads."""
    context = Context(report=Heard(), workdir=folder, cache=folder)
    reader, unpacked = choose(path, context, brought={})
    return reader.name, reader.read(unpacked, context)


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=pytest.mark.slow) if one in LARGE else one for one in BOOKS],
)
def test_an_archive_is_read_as_the_index_says(name: str, archives: Path, tmp_path: Path) -> None:
    """The reader, the posts that are printed, what is left out and why, and the sum of it all."""
    reader, posts, left_out = BOOKS[name]
    chosen, archive = _read(archives / name, tmp_path)
    assert chosen == reader
    items = archive.items
    book = collect(archive, Settings(), Heard())
    assert len(book.entries) == book.accounting.printed == posts
    assert book.accounting.left_out == left_out
    assert posts + sum(left_out.values()) == book.accounting.items == items


def test_an_edge_of_wordpress_is_read_by_its_reader(archives: Path, tmp_path: Path) -> None:
    """Each of its importer's edge cases, those without a post too, and each account adds up."""
    cases = sorted((archives / "wordpress" / "importer-edge-cases").glob("*.xml"))
    assert len(cases) == 37
    for path in cases:
        chosen, archive = _read(path, tmp_path)
        assert chosen == "wordpress"
        comments = sum(len(post.comments) for post in archive.posts)
        left = sum(one.count for one in archive.leftovers)
        assert archive.items == len(archive.posts) + comments + left


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_an_archive_gives_a_valid_epub(name: str, archives: Path, tmp_path: Path) -> None:
    """With comments, pages and drafts, so that the judge sees all that it holds."""
    book = tmp_path / "book.epub"
    make([archives / name], [book], settings=ALL)
    assert epubcheck(book) == []


@pytest.mark.slow
def test_each_edge_of_wordpress_gives_a_valid_epub(archives: Path, tmp_path: Path) -> None:
    """Alone, or says that it has nothing to print."""
    codes: Counter[int] = Counter()
    for path in sorted((archives / "wordpress" / "importer-edge-cases").glob("*.xml")):
        book = tmp_path / f"{path.stem}.epub"
        try:
            make([path], [book], settings=ALL)
        except Blog2bookError as error:
            codes[error.exit_code] += 1
        else:
            codes[0] += 1
            assert (path.name, epubcheck(book)) == (path.name, [])
    assert codes == {0: 30, 4: 7}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_part_of_an_archive_has_the_same_reader(
    name: str, archives: Path, tmp_path: Path
) -> None:
    """Whether a person gives the zip, its folder, or a folder in that."""
    assert _read(archives / name, tmp_path)[0] == CHOSEN[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused(name: str, archives: Path, tmp_path: Path) -> None:
    """In plain words, whatever its name says."""
    with pytest.raises(UnknownFormatError, match=REFUSED[name]):
        _read(archives / name, tmp_path)


def test_no_archive_is_forgotten(archives: Path) -> None:
    """Each file of the folder lies in what one of the tables names."""
    named = (*BOOKS, *REFUSED, "wordpress/importer-edge-cases")
    others = [
        path.relative_to(archives).as_posix()
        for path in archives.rglob("*")
        if path.is_file() and "LICENSE" not in path.name
    ]
    left = [one for one in others if not one.startswith(named)]
    assert left == ["INDEX.md"]
