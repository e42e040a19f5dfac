"""Tests with exports that real blogs made; their counts are those of the archives' own index."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.markup.text import plain
from blog2book.model.archive import Kind, Standing, Status
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.wordpress import reader
from exports import Reading

CASES = "importer-edge-cases"
KEPT = {
    "64-block-test-data.xml": 61,
    "theme-preview.xml": 7,
    "themeunittestdata.wordpress.xml": 55,
    "jekyll-import_wpcom_2025.xml": 7,
    "pelican_wordpressexport.xml": 7,
    "nikola/wordpress_export_example.xml": 4,
    "nikola/wordpress_unicode_export.xml": 1,
    f"{CASES}/a11y-unit-test-data.xml": 44,
    f"{CASES}/authors-multiline.xml": 1,
    f"{CASES}/backslashes.xml": 1,
    f"{CASES}/blank-lines.xml": 1,
    f"{CASES}/cdata-edge.xml": 1,
    f"{CASES}/chunked-meta.xml": 1,
    f"{CASES}/crazy-cdata-escaped.xml": 1,
    f"{CASES}/crazy-cdata.xml": 1,
    f"{CASES}/invalid-version-tag.xml": 0,
    f"{CASES}/large-authors.xml": 0,
    f"{CASES}/malformed-simple.xml": 0,
    f"{CASES}/malformed.xml": 0,
    f"{CASES}/missing-tags.xml": 1,
    f"{CASES}/missing-version-tag.xml": 0,
    f"{CASES}/multiple-cdata.xml": 1,
    f"{CASES}/namespace-edge-cases.xml": 5,
    f"{CASES}/post-content-blank-lines.xml": 1,
    f"{CASES}/slashes.xml": 1,
    f"{CASES}/small-export.xml": 5,
    f"{CASES}/term-formats.xml": 0,
    f"{CASES}/term-meta.xml": 0,
    f"{CASES}/test-serialized-comment-meta.xml": 0,
    f"{CASES}/test-serialized-postmeta-no-cdata.xml": 0,
    f"{CASES}/test-serialized-postmeta-with-cdata.xml": 0,
    f"{CASES}/test-serialized-term-meta.xml": 0,
    f"{CASES}/test-utw-post-meta-import.xml": 0,
    f"{CASES}/theme-unit-test-data.xml": 55,
    f"{CASES}/valid-wxr-1.0.xml": 3,
    f"{CASES}/valid-wxr-1.1.xml": 1,
    f"{CASES}/wxr-base-url-rewriting.xml": 1,
    f"{CASES}/wxr-comprehensive.xml": 1,
    f"{CASES}/wxr-css-urls.xml": 1,
    f"{CASES}/wxr-flat-attachment-different-site.xml": 1,
    f"{CASES}/wxr-flat-attachment-same-site.xml": 1,
    f"{CASES}/wxr-simple.xml": 1,
    f"{CASES}/wxr-utf-8-challenges.xml": 1,
    f"{CASES}/wxr-with-sub-data.xml": 1,
}
REFUSED = (
    "wordpress/nikola/wordpress_qtranslate_item_modernized.xml",
    "wordpress/nikola/wordpress_qtranslate_item_raw_export.xml",
    "negative/wordpress-export_is-really-onedrive-html.xml",
)


def kept(reading: Reading) -> int:
    """Return how many published posts there are."""
    return sum(post.kind is Kind.POST and post.status is Status.PUBLISHED for post in reading.posts)


@pytest.mark.parametrize("name", sorted(KEPT))
def test_an_export_gives_its_posts(name: str, archives: Path) -> None:
    """Recognised, as many posts as it holds, all keys different, all items accounted for."""
    path = archives / "wordpress" / name
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    reading = Reading(reader, path)
    assert kept(reading) == KEPT[name]
    assert reading.adds_up
    assert len({post.key for post in reading.posts}) == len(reading.posts)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused(name: str, archives: Path) -> None:
    """In words that name the file."""
    path = archives / name
    assert reader.recognises(sample_of(path)) is Confidence.NO
    with pytest.raises(ArchiveError, match="is not a WordPress export"):
        Reading(reader, path)


def test_no_export_is_forgotten(archives: Path) -> None:
    """Each file stands in one of the lists."""
    found = {
        path.relative_to(archives).as_posix() for path in (archives / "wordpress").rglob("*.xml")
    }
    assert found == {f"wordpress/{name}" for name in KEPT} | set(REFUSED[:2])


def test_the_theme_unit_test_is_read_whole(archives: Path) -> None:
    """Draft, scheduled and protected posts, pages, comments of every kind, and machinery."""
    reading = Reading(reader, archives / "wordpress" / "themeunittestdata.wordpress.xml")
    statuses = Counter(post.status for post in reading.posts if post.kind is Kind.POST)
    assert statuses == {
        Status.PUBLISHED: 55,
        Status.DRAFT: 1,
        Status.SCHEDULED: 1,
        Status.PROTECTED: 1,
    }
    assert sum(post.kind is Kind.PAGE for post in reading.posts) == 21
    standings = Counter(one.standing for post in reading.posts for one in post.comments)
    assert standings[Standing.PINGBACK] > 0
    assert any(one.parent for post in reading.posts for one in post.comments)
    assert reading.left == {"attachment": 37, "nav_menu_item": 70}
    assert reading.archive.items == 219


def test_all_posts_under_one_id_are_kept(archives: Path) -> None:
    """Seven published posts, three of which share an id with others."""
    reading = Reading(reader, archives / "wordpress" / "pelican_wordpressexport.xml")
    published = [
        post for post in reading.posts if post.kind is Kind.POST and post.status is Status.PUBLISHED
    ]
    assert len({post.key for post in published}) == 7
    assert "key-shared" in reading.heard.codes


def test_no_address_of_a_person_is_read(archives: Path) -> None:
    """Neither an e-mail nor an IP address reaches a comment's author or origin."""
    for name in KEPT:
        reading = Reading(reader, archives / "wordpress" / name)
        people = [one.author for post in reading.posts for one in post.comments]
        people += [post.author for post in reading.posts]
        assert not [person for person in people if person and "@" in person.name]


def test_broken_cdata_keeps_its_words(archives: Path) -> None:
    """A section that was closed too early loses nothing but its signs."""
    reading = Reading(reader, archives / "wordpress" / CASES / "crazy-cdata.xml")
    assert plain(reading.post.body).startswith("Content with nested")
    assert plain(reading.post.body).endswith(":)")


def test_the_files_of_each_blog_are_read_together(archives: Path, tmp_path: Path) -> None:
    """As one export in several files: nothing raises, and everything adds up; not of all blogs."""
    cases = archives / "wordpress" / CASES
    with pytest.raises(ArchiveError, match=r"holds exports of \d+ blogs: .* more\."):
        Reading(reader, cases)
    for path in sorted(cases.glob("*.xml")):
        blog = Reading(reader, path).archive.address
        folder = tmp_path / re.sub(r"\W+", "-", blog or "unknown")
        folder.mkdir(exist_ok=True)
        shutil.copy(path, folder)
    for folder in tmp_path.iterdir():
        reading = Reading(reader, folder)
        assert reading.adds_up
        assert len({post.key for post in reading.posts}) == len(reading.posts)
