"""The naive count of each real export agrees with what its reader finds."""

from pathlib import Path

import pytest

from counts import kinds, public, read

ARCHIVES = (
    "text/december-2016.txt", "wordpress/themeunittestdata.wordpress.xml",
    "wordpress/64-block-test-data.xml", "wordpress/theme-preview.xml",
    "wordpress/jekyll-import_wpcom_2025.xml", "wordpress/pelican_wordpressexport.xml",
    "wordpress/nikola/wordpress_export_example.xml",
    "wordpress/nikola/wordpress_unicode_export.xml", "blogger/pelican_bloggerexport.xml",
    "blogger/takeout-excerpt", "movabletype/getcoreinterface.txt",
    "movabletype/justonesandzeros.txt", "markdown/rust-blog", "markdown/hugo-yihui",
    "markdown/microblog-jekyll", "markdown/pelican-content", "ghost/pauladamdavis.ghost.json",
    "medium", "medium/fixtures", "medium/pelican/medium_posts", "substack/fixtures",
    "feeds/medium_enkiv2.rss", "other/mg-squarespace-xml",
)  # fmt: skip
LARGE = frozenset({"markdown/rust-blog", "markdown/hugo-yihui"})


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=pytest.mark.slow) if one in LARGE else one for one in ARCHIVES],
)
def test_an_archive_is_counted_as_it_is_read(name: str, archives: Path, tmp_path: Path) -> None:
    """Posts, pages, comments and all else, and how many posts and pages anybody could read."""
    archive, counted = read(archives / name, tmp_path)
    told, found = kinds(archive, counted)
    assert found == told
    shown, open_ = public(archive, counted)
    assert open_ == shown


def test_edges_of_wordpress_are_counted_as_they_are_read(archives: Path, tmp_path: Path) -> None:
    """So is each of its importer's edge cases."""
    for path in sorted((archives / "wordpress" / "importer-edge-cases").glob("*.xml")):
        archive, counted = read(path, tmp_path)
        told, found = kinds(archive, counted)
        assert found == told, path.name
        shown, open_ = public(archive, counted)
        assert open_ == shown, path.name
