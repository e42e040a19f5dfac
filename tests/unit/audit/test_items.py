"""The audit's naive counting agrees with the readers on whole exports, and bears broken ones."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from blog2book.audit.items import items
from blog2book.errors import ArchiveError
from blog2book.model.archive import Status
from blog2book.readers import READERS
from counts import kinds, public, read
from goods import GOODS, NEVER, PLAIN, PRIVATE, Words

CASES = Path(__file__).parents[2] / "cases"
SECONDS = 20
"""Far more than each hostile text takes; what takes quadratic time takes more."""

SAME = (
    "blogger/backup", "dayone/journals", "feed/json", "feed/rdf", "feed/rss", "feed/atom",
    "livejournal/month", "markdown/hexo", "markdown/obsidian", "mastodon/archive",
    "microblog/bar", "pages/blogger", "pages/described", "pages/monthly", "pages/notes",
    "pages/wordpress", "text/numbers-day-first", "text/japanese", "text/wrong-weekday",
)  # fmt: skip
"""Cases of readers that are counted alike; of others the reader knows more than a naive count."""
LOST = {
    "tumblr backup": {"post": 3, "other": 1},
}
"""Goods of which the reader takes a broken page for a lost post."""


@pytest.mark.parametrize("good", GOODS)
def test_a_good_export_is_counted_as_it_is_read(good: str, tmp_path: Path) -> None:
    """As many posts, pages and comments as the reader finds, and as many that all may read."""
    archive, counted = read(GOODS[good][1](tmp_path / "export", PLAIN), tmp_path / "work")
    told, found = kinds(archive, counted)
    assert found == LOST.get(good, told)
    shown, open_ = public(archive, counted)
    assert open_ == shown


@pytest.mark.parametrize("good", GOODS)
def test_what_nobody_may_read_is_not_open(good: str, tmp_path: Path) -> None:
    """Private words stand in closed items only, addresses and passwords in none at all."""
    path = GOODS[good][1](tmp_path / "export", PLAIN)
    counted = list(items(path, GOODS[good][0]))
    assert all(PRIVATE not in item.text for item in counted if item.open)
    assert NEVER not in repr(counted)


@pytest.mark.parametrize("good", GOODS)
def test_what_no_wish_brings_into_a_book_is_secret(good: str, tmp_path: Path) -> None:
    """As many posts as the reader calls private, protected or trashed."""
    archive, counted = read(GOODS[good][1](tmp_path / "export", PLAIN), tmp_path / "work")
    never = {Status.PRIVATE, Status.PROTECTED, Status.TRASHED}
    told = sum(post.status in never for post in archive.posts)
    assert sum(item.secret for item in counted) == told


@pytest.mark.parametrize("good", GOODS)
def test_words_are_those_of_the_body(good: str, tmp_path: Path) -> None:
    """Of a body's HTML only its words are left, with its title and day where fields say them."""
    words = Words(body='<p>One <b>t</b>wo<br>&amp; <a href="http://a.example/x">three</a>.</p>')
    if good == "text":
        pytest.skip("pasted text holds no HTML")
    path = GOODS[good][1](tmp_path / "export", words)
    first = [item for item in items(path, GOODS[good][0]) if item.kind == "post"]
    spoken = [item for item in first if "three" in item.text]
    assert len(spoken) == 1
    said = spoken[0].text.split()
    assert said[-4:] == ["One", "two", "&", "three."]


@pytest.mark.parametrize("name", SAME)
def test_a_case_is_counted_as_it_is_read(name: str, tmp_path: Path) -> None:
    """The exports that the readers' own cases hold are counted alike."""
    (case,) = (CASES / name).glob("input*")
    archive, counted = read(case, tmp_path / "work")
    told, found = kinds(archive, counted)
    assert found == told
    shown, open_ = public(archive, counted)
    assert open_ == shown


def test_a_format_of_a_plug_in_is_not_counted(tmp_path: Path) -> None:
    """A reader without a naive count is told of in words."""
    for name in ("unheard", "os.path", "files;", "", "xml\0", "xml", "files", "markup"):
        with pytest.raises(ArchiveError, match="cannot be counted"):
            list(items(tmp_path, name))


def test_every_reader_is_counted(tmp_path: Path) -> None:
    """Each built-in reader has a count of its own, and what is not there is told in words."""
    for name in READERS:
        with pytest.raises(ArchiveError, match="cannot be read"):
            list(items(tmp_path / "gone.xml", name))


BITS = (
    "<", "<!--", "<![CDATA[", "]]>", "<a ", '<a "', "<a '\"", "<script>", "&#" + "9" * 50, "[a ",
    "{{< ", "{% ", "](", "](a(b)", "\n", "-----\n", "--------\n", "--------\nTITLE: a\n",
    "---\n", "a: b\n", "<item>", "<entry>", "<entry><comment>", '<div class="post-body">',
    "<article>", "[[", '{"a":', "7 December 2016\n", "a. ", "..\n", ":a: b\n", "````\n", '"', ",",
    "WARC/1.0\r\n", "1\r\n", "[a]: b\n", "<http:", "\0", "a" * 50 + " ",
)  # fmt: skip
HEADS = {
    "blogger": "<feed><entry><content type='html'>",
    "wordpress": "<rss><item><content:encoded><![CDATA[",
    "feed": "<rss><item><description>",
    "livejournal": "<livejournal><entry><event>",
    "movabletype": "TITLE: a\n-----\nBODY:\n",
    "pages": "<html><div class='post-body'>",
    "warc": "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000\r\n\r\nHTTP/1.1 200 OK\r\n"
    "Content-Type: text/html\r\n\r\n<html><div class='post-body'>",
    "markdown": "---\ntitle: a\n---\n",
}


@pytest.mark.parametrize("reader", READERS)
def test_hostile_texts_take_linear_time(reader: str, tmp_path: Path) -> None:
    """A tenth of a megabyte of one thing repeated is counted, or refused in words, at once."""
    started = time.process_time()
    for bit in BITS:
        for head in ("", HEADS.get(reader, "")):
            path = tmp_path / "export.md"
            path.write_text(head + bit * (100_000 // len(bit)), encoding="utf-8")
            list(_borne(path, reader))
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("bit", ["\n", "mainsections=\n", "cascade", "-\n", "draft:\n", '{"a": '])
def test_hostile_settings_take_linear_time(bit: str, tmp_path: Path) -> None:
    """Nor do those of a folder, or the data that stand for all files in it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("Words", encoding="utf-8")
    started = time.process_time()
    for name in ("hugo.toml", "content/_index.md", "content/content.json"):
        (tmp_path / name).write_text(bit * (100_000 // len(bit)), encoding="utf-8")
        assert list(items(tmp_path, "markdown"))
    assert time.process_time() - started < SECONDS


def _borne(path: Path, reader: str) -> Iterator[str]:
    try:
        yield from (item.kind for item in items(path, reader))
    except ArchiveError as error:
        yield error.message
