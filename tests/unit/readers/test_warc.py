import builtins
import io
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from blog2book.errors import ArchiveError, MissingDependencyError
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.pages.page import LARGEST
from blog2book.readers.warc import reader
from blog2book.testing import check_reader
from exports import Reading
from renditions import png

PAGE = (
    '<!doctype html><html><div class="hentry"><h1 class="entry-title">{title}</h1>'
    '<time class="published" datetime="2020-01-0{day}T10:00:00Z"></time>'
    '<div class="entry-content"><p>{words}</p></div></div></html>'
)
URL = "https://field.example/"


def _crawl(
    path: Path,
    answers: Mapping[str, tuple[str, str, bytes]],
    *,
    packed: bool = False,
    said: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write a WARC: for each address its status, its type and what the server sent.

    `said` are more headers of all that servers sent.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "a crawler"}))
        for url, (status, kind, content) in answers.items():
            told = [("Content-Type", kind), *said.items()]
            headers = StatusAndHeaders(status, told, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(content), http_headers=headers
            )
            writer.write_record(record)
    return path


def _post(day: int, words: str) -> tuple[str, str, bytes]:
    page = PAGE.format(title=f"Post {day}", day=day, words=words)
    return ("200 OK", "text/html; charset=utf-8", page.encode())


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Return a small crawl of two posts, a picture, a style sheet and a page that is gone."""
    picture = png(tmp_path / "sea.png").read_bytes()
    answers = {
        f"{URL}1": _post(1, 'Words <img src="https://field.example/sea.png" alt="">'),
        f"{URL}2?utm_source=x": _post(2, "More words."),
        f"{URL}sea.png": ("200 OK", "image/png", picture),
        f"{URL}never-shown.png": ("200 OK", "image/png", picture),
        f"{URL}style.css": ("200 OK", "text/css", b"p {}"),
        f"{URL}gone": ("404 Not Found", "text/html", b"gone"),
    }
    return _crawl(tmp_path / "crawl.warc", answers)


def test_a_crawl_is_read(crawl: Path, tmp_path: Path) -> None:
    """The posts of a crawl are read, all else is accounted for."""
    archive = check_reader(reader, crawl, tmp_path / "work")
    assert [post.title for post in archive.posts] == ["Post 1", "Post 2"]
    assert archive.posts[0].permalink == f"{URL}1"
    left = {one.reason: one.count for one in archive.leftovers}
    assert left == {
        "no page, but what a crawler noted": 1,
        "the server gave no page": 1,
        "no page of text; pictures are printed where a post shows them": 3,
    }


def test_pictures_that_posts_show_come_from_the_crawl(crawl: Path) -> None:
    """A picture is taken out of the crawl if a post shows it, and no other."""
    archive = Reading(reader, crawl).archive
    assert [one.url for one in archive.assets] == [f"{URL}sea.png"]
    assert archive.assets[0].path is not None
    assert archive.assets[0].path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("address", ["/sea.png", "../sea.png", "//field.example/sea.png"])
def test_a_relative_address_of_a_picture_is_that_of_its_page(address: str, tmp_path: Path) -> None:
    """A crawl keeps pictures by their whole addresses, however a page writes them."""
    path = _crawl(
        tmp_path / "crawl.warc",
        {
            f"{URL}2020/1": _post(1, f'Words <img src="{address}" alt="">'),
            f"{URL}sea.png": ("200 OK", "image/png", png(tmp_path / "sea.png").read_bytes()),
        },
    )
    archive = Reading(reader, path).archive
    assert [one.url for one in archive.assets] == [f"{URL}sea.png"]
    assert f'src="{URL}sea.png"' in archive.posts[0].body


@pytest.mark.parametrize("sign", ["address", "digest"])
def test_a_picture_that_was_met_again_is_found_where_it_was_met_first(
    sign: str, tmp_path: Path
) -> None:
    """A crawler that meets the same bytes again notes only where they are."""
    picture, again = f"{URL}sea.png", f"{URL}again.png"
    path = _crawl(
        tmp_path / "crawl.warc",
        {
            picture: ("200 OK", "image/png", png(tmp_path / "sea.png").read_bytes()),
            f"{URL}1": _post(1, f'Words <img src="{again}" alt="">'),
        },
    )
    digest = re.findall(rb"WARC-Payload-Digest: (\S+)", path.read_bytes())[0].decode()
    with path.open("ab") as stream:
        writer = WARCWriter(stream, gzip=False)
        told = (picture, "sha1:AAAA") if sign == "address" else (f"{URL}gone.png", digest)
        record = writer.create_revisit_record(again, told[1], told[0], "2020-01-01T00:00:00Z")
        writer.write_record(record)
    (found,) = Reading(reader, path).archive.assets
    assert found.url == again
    assert found.path is not None
    assert found.path.read_bytes().startswith(b"\x89PNG")


def test_a_package_is_a_folder_of_crawls(tmp_path: Path) -> None:
    """WACZ, once unpacked, is a folder with WARC files and an index."""
    folder = tmp_path / "package"
    _crawl(folder / "archive" / "data.warc.gz", {f"{URL}1": _post(1, "Words.")}, packed=True)
    (folder / "datapackage.json").write_text("{}", encoding="utf-8")
    assert reader.recognises(sample_of(folder)) is Confidence.CERTAIN
    reading = Reading(reader, folder)
    assert [post.body for post in reading.archive.posts] == ["<p>Words.</p>"]
    assert reading.heard.codes == ["files-not-read"]


def test_a_crawl_that_is_cut_off_is_read_to_its_end(crawl: Path) -> None:
    """What stands before the damage is kept, and the damage is told."""
    data = crawl.read_bytes()
    crawl.write_bytes(data[: data.index(b"Post 2")] + b"\nWARC/9 not a record")
    reading = Reading(reader, crawl)
    assert reading.archive.posts[0].title == "Post 1"


def test_garbage_behind_a_record_is_told(crawl: Path) -> None:
    """A file that is a web archive at its beginning only says so."""
    data = crawl.read_bytes()
    end = data.index(b"WARC/1.0", data.index(b"Post 1"))
    crawl.write_bytes(data[:end] + b"not a record at all\r\n\r\n")
    reading = Reading(reader, crawl)
    assert reading.archive.posts[0].title == "Post 1"
    assert "archive-truncated" in reading.heard.codes


def test_what_cannot_be_unpacked_costs_itself(tmp_path: Path) -> None:
    """A page whose packing is broken, or which is too large, is left out."""
    large = ("200 OK", "text/html", b"<p>" + b"x" * (LARGEST + 1))
    path = _crawl(tmp_path / "a.warc", {f"{URL}1": _post(1, "Words."), f"{URL}2": large})
    reading = Reading(reader, path)
    assert len(reading.archive.posts) == 1
    assert "it cannot be read, or is too large" in {one.reason for one in reading.archive.leftovers}


def _brotli(answer: tuple[str, str, bytes]) -> tuple[str, str, bytes]:
    return (*answer[:2], brotli.compress(answer[2]))


@pytest.mark.parametrize("chunked", [False, True])
def test_pages_that_a_server_packed_with_brotli_are_read(tmp_path: Path, *, chunked: bool) -> None:
    """As servers send them today; one that is cut off, or swells, costs itself."""
    whole = _brotli(_post(1, "Words."))
    cut = (*whole[:2], whole[2][:-5])
    bomb = _brotli((*whole[:2], b"<p>" + b"x" * (LARGEST + 1)))
    answers = {f"{URL}{number}": one for number, one in enumerate((whole, cut, bomb), 1)}
    said = {"Content-Encoding": "br"}
    if chunked:
        said["Transfer-Encoding"] = "chunked"
        answers = {
            url: (status, kind, b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data))
            for url, (status, kind, data) in answers.items()
        }
    reading = Reading(reader, _crawl(tmp_path / "a.warc", answers, said=said))
    assert [one.title for one in reading.archive.posts] == ["Post 1"]
    assert reading.adds_up
    assert [one.count for one in reading.archive.leftovers if "too large" in one.reason] == [2]


def test_a_packing_that_nobody_knows_is_no_text(tmp_path: Path) -> None:
    """Else its bytes would be printed."""
    answers = {f"{URL}1": _post(1, "Words.")}
    path = _crawl(tmp_path / "a.warc", answers, said={"Content-Encoding": "zstd"})
    with pytest.raises(ArchiveError, match="holds no page that shows a post"):
        Reading(reader, path)


def test_a_length_beyond_all_numbers_is_damage(tmp_path: Path) -> None:
    """The record is told as damaged, and what stands before it is read."""
    path = _crawl(tmp_path / "a.warc", {f"{URL}1": _post(1, "x"), f"{URL}2": _post(2, "y")})
    head, last, rest = path.read_bytes().rpartition(b"WARC/1.0")
    path.write_bytes(head + last + re.sub(rb"(Content-Length: )\d+", rb"\g<1>" + b"9" * 20, rest))
    reading = Reading(reader, path)
    assert [one.title for one in reading.archive.posts] == ["Post 1"]
    assert "archive-truncated" in reading.heard.codes


def test_a_crawl_without_posts_is_refused(tmp_path: Path) -> None:
    """A crawl that holds no post says what to do."""
    path = _crawl(tmp_path / "a.warc", {URL: ("200 OK", "text/html", b"<p>Hello")})
    with pytest.raises(ArchiveError, match="holds no page that shows a post"):
        Reading(reader, path)


def test_without_the_extra_its_line_is_told(crawl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not the extra learns how to install it."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("warcio"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingDependencyError) as told:
        Reading(reader, crawl)
    assert told.value.hint == "pip install 'blog2book[web]'"


def test_a_wrong_length_is_told_and_nothing_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What follows a record that does not end where it should is not shown to anybody."""
    path = _crawl(
        tmp_path / "crawl.warc", {f"{URL}1": _post(1, "Words."), f"{URL}2": _post(2, "x")}
    )
    first, response, rest = path.read_bytes().partition(b"WARC-Type: response")
    shorter = re.sub(rb"Content-Length: \d+", b"Content-Length: 300", rest, count=1)
    path.write_bytes(first + response + shorter)
    reading = Reading(reader, path)
    assert reading.adds_up
    assert "archive-truncated" in reading.heard.codes
    assert capfd.readouterr() == ("", "")


def test_a_record_without_an_address_ends_the_reading(crawl: Path) -> None:
    """What stands before is read, and a person is told."""
    whole = crawl.read_bytes()
    last = whole.rindex(b"WARC-Target-URI")
    crawl.write_bytes(whole[:last] + b"X" + whole[last:])
    reading = Reading(reader, crawl)
    assert [post.title for post in reading.posts] == ["Post 1", "Post 2"]
    (notice,) = [one for one in reading.heard.notices if one.code == "archive-truncated"]
    assert "a record has no address" in notice.message
