"""Tests of reading Tumblr's exports and backups."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.markup.text import plain
from blog2book.model.archive import SECRET, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.tumblr import reader
from exports import Reading
from wholes import expected, told

FOLDER = Path(__file__).parents[2] / "cases" / "tumblr"
API = (FOLDER / "api" / "input.json").read_text(encoding="utf-8")
PAGE = (FOLDER / "saved" / "input" / "posts" / "1003.html").read_text(encoding="utf-8")


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file of an export."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def post(**fields: object) -> dict[str, object]:
    """Return a post in JSON."""
    plain = {
        "id": 1,
        "blog_name": "ada",
        "post_url": "https://ada.tumblr.com/post/1",
        "type": "text",
        "state": "published",
        "body": "<p>Words.</p>",
    }
    return plain | fields


def article(body: str, *, kind: str = "text", header: str = "", footer: str = "") -> str:
    """Return a page of tumblr-backup's."""
    stamp = "<p><time datetime=2016-12-07T23:30:00Z>x</time>"
    head = f"<header>{stamp}{header}</header>"
    return f"<article class={kind} id=p-1>{head}{body}<footer>{footer}</footer></article>"


@pytest.mark.parametrize("name", ["saved", "zip", "export", "api"])
def test_an_export_is_read_whole(name: str, tmp_path: Path) -> None:
    """A backup's folder, Tumblr's own zip and its folder, an answer of the API: as in the case."""
    (source,) = (FOLDER / name).glob("input*")
    copy = tmp_path / source.name
    if source.is_dir():
        shutil.copytree(source, copy)
    else:
        shutil.copy(source, copy)
    assert reader.recognises(sample_of(copy)) is Confidence.CERTAIN
    reading = Reading(reader, copy)
    folder = copy if copy.is_dir() else tmp_path
    assert told(reading, folder) == expected(FOLDER / name / "expected.json")
    assert reading.adds_up
    shown = [one for one in reading.posts if one.status not in SECRET]
    assert "HIDDEN" not in repr((shown, reading.heard.notices, reading.archive.assets))


@pytest.mark.parametrize(
    ("files", "confidence"),
    [
        ({"posts/12.html": article("x")}, Confidence.CERTAIN),
        ({"ada/posts/12/index.html": article("x")}, Confidence.CERTAIN),
        ({"html/12.html": "<div id='footer'><span id='timestamp'>"}, Confidence.CERTAIN),
        ({"json/12.json": json.dumps(post())}, Confidence.CERTAIN),
        ({"posts/12.html": "<p>x"}, Confidence.NO),
        ({"posts/12.a-substack-post.html": article("x")}, Confidence.NO),
        ({"json/12.json": '{"a": 1}'}, Confidence.NO),
        ({"a.txt": "x"}, Confidence.NO),
    ],
)
def test_it_is_recognised_by_its_posts(
    tmp_path: Path, files: dict[str, str], confidence: Confidence
) -> None:
    """By what they hold, where the names allow it."""
    for name, text in files.items():
        put(tmp_path, name, text)
    assert reader.recognises(sample_of(tmp_path)) is confidence
    assert reader.recognises(Sample(path=tmp_path, head=b"[]", members=())) is Confidence.NO


def test_pictures_of_a_backup_are_found_by_the_names_of_their_addresses(tmp_path: Path) -> None:
    """Those in a text in their largest size; never one of another site."""
    addresses = (
        "64.media.tumblr.com/x/a_500.jpg",
        "64.media.tumblr.com/y/b.png",
        "b.example/b.png",
    )
    body = "".join(f'<img src="https://{one}">' for one in (*addresses, "[bad"))
    put(tmp_path, "json/1.json", json.dumps(post(body=body)))
    for name in ("media/a_1280.jpg", "posts/1/b.png"):
        put(tmp_path, name, "x")
    assets = Reading(reader, tmp_path).archive.assets
    assert [one.name for one in assets] == ["a_1280.jpg", "b.png"]
    assert [one.path for one in assets] == [tmp_path / one.key for one in assets]


@pytest.mark.parametrize(
    ("body", "header", "kind", "kept"),
    [
        ("<p>Mine.</p>", "", "text", True),
        ("<p>Mine.</p>", "<a href=x>⬀</a>", "photo", True),
        ("Bare words", "<a href=x>⬀</a>", "photo", True),
        ("<p><img src=x></p>", "<a href=x>⬀</a>", "photo", False),
        ("<p>Ben: No.</p>", "<a href=x>⬀</a>", "chat", False),
        ("<p>Ben: No.</p>", "", "chat", True),
        ("<p>(via <a class=tumblr_blog href=x>ben</a>)</p>", "<a href=x>⬈</a>", "photo", False),
        (
            "<p><a class=tumblr_blog href=x>ben</a>:</p><blockquote>x</blockquote>",
            "",
            "text",
            False,
        ),
    ],
)
def test_a_reblog_without_own_words_is_left_out(
    tmp_path: Path,
    body: str,
    header: str,
    kind: str,
    kept: bool,  # noqa: FBT001 - a test's
) -> None:
    """What was written is kept, with whatever it was written about."""
    put(tmp_path, "posts/1.html", article(body, header=header, kind=kind))
    put(tmp_path, "posts/2.html", article("<p>Another.</p>"))
    reading = Reading(reader, tmp_path)
    assert len(reading.posts) == 1 + kept
    assert reading.left == ({} if kept else {"reblog": 1})


def test_a_deep_chain_is_laid_flat(tmp_path: Path) -> None:
    """Each under their name, the oldest first; a name without words is no saying."""
    chain = ""
    for number in range(12):
        said = f"<p>Words {number}.</p>" if number != 5 else ""
        name = f"<p><a class=tumblr_blog href=https://b{number}.example/>b{number}</a>:</p>"
        chain = f"{name}<blockquote>{chain}{said}</blockquote>"
    put(tmp_path, "posts/1.html", article(f"{chain}<p>Mine.</p>"))
    body = Reading(reader, tmp_path).post.body
    quotes = [
        f"<blockquote><p>Words {number}.</p></blockquote>" for number in range(12) if number != 5
    ]
    assert [body.index(one) for one in quotes] == sorted(body.index(one) for one in quotes)
    assert body.endswith("<p>Mine.</p>")
    assert "b5" not in body


def test_a_chain_without_end_takes_linear_time(tmp_path: Path) -> None:
    """Hostile pages cost their own time at most."""
    name = "<p><a class=tumblr_blog href=x>b</a>:</p><blockquote>"
    put(tmp_path, "posts/1.html", article(name * 20_000 + "<p>Mine."))
    put(tmp_path, "posts/2.html", article("<p>Another.</p>"))
    assert Reading(reader, tmp_path).adds_up


@pytest.mark.parametrize(
    ("state", "status"),
    [("published", Status.PUBLISHED), ("Queue", Status.SCHEDULED), (None, Status.UNREADABLE)],
)
def test_a_state_that_is_not_said_withholds_the_post(
    tmp_path: Path, state: str | None, status: Status
) -> None:
    """JSON always says one; without it something is wrong."""
    reading = Reading(reader, put(tmp_path, "a.json", json.dumps([post(state=state)])))
    assert reading.post.status is status
    assert ("status-unknown" in reading.heard.codes) == (status is Status.UNREADABLE)


def test_times_of_tumblrs_own_pages(tmp_path: Path) -> None:
    """Twelve in the morning is midnight; what is no date is none."""
    times = ("Dec 7th, 2016 12:05am", "December 7th, 2016 12:05pm", "Foo 7th, 2016 1:05pm", "now")
    for number, time in enumerate(times, 1):
        footer = f"<div id=footer><span id=timestamp>{time}</span></div>"
        put(tmp_path, f"html/{number}.html", f"<html><div>x{number}{footer}</div></html>")
    published = [str(one.published) for one in Reading(reader, tmp_path).posts]
    assert published == ["2016-12-07 00:05:00", "2016-12-07 12:05:00", "None", "None"]


def test_a_zip_of_one_post_is_read(tmp_path: Path) -> None:
    """Unpacked, it is a file."""
    put(tmp_path / "in", "html/1.html", "<div id=footer><span id=timestamp></span></div><p>x</p>")
    (tmp_path / "export" / "posts").mkdir(parents=True)
    shutil.make_archive(str(tmp_path / "export" / "posts" / "posts"), "zip", tmp_path / "in")
    assert Reading(reader, tmp_path / "export").post.permalink == "/post/1"


def test_what_is_none_is_refused(tmp_path: Path) -> None:
    """With the way to get one."""
    for name, text in {
        "posts/1.html": "<p>x",
        "posts/2.html": "<article>",
        "json/3.json": "{",
    }.items():
        put(tmp_path, name, text)
    with pytest.raises(ArchiveError, match="holds no post of Tumblr's") as caught:
        Reading(reader, tmp_path)
    assert "Export" in caught.value.hint


@settings(deadline=None, max_examples=100)
@given(
    some.integers(0, len(API)),
    some.sampled_from([0, 1, 40, 400, 2000]),
    some.sampled_from(["", "[", "{}", "null", "}, {", '", "', "9" * 30, "\\ud800", "NaN"]),
)
def test_no_damage_shows_what_is_hidden(place: int, length: int, damage: str) -> None:
    """Nothing but an ArchiveError is raised, the sums agree, and secrets stay secret."""
    with tempfile.TemporaryDirectory() as name:
        path = put(Path(name), "a.json", API[:place] + damage + API[place + length :])
        try:
            reading = Reading(reader, path)
        except ArchiveError:
            return
    assert reading.adds_up
    shown = [one for one in reading.posts if one.status not in SECRET]
    assert "HIDDEN" not in repr((shown, reading.heard.notices, reading.left))


@settings(deadline=None, max_examples=60)
@given(
    some.integers(0, len(PAGE)),
    some.sampled_from([0, 1, 40]),
    some.sampled_from(
        ["", "<", "</p>", "<blockquote>", "</article>", "\x00", "&#xD800;", "<footer>"]
    ),
)
def test_a_damaged_page_costs_itself(place: int, length: int, damage: str) -> None:
    """The other is read, and the sums agree."""
    with tempfile.TemporaryDirectory() as name:
        put(Path(name), "posts/1.html", PAGE[:place] + damage + PAGE[place + length :])
        put(Path(name), "posts/2.html", article("<p>Another.</p>"))
        reading = Reading(reader, Path(name))
    assert reading.adds_up
    assert reading.archive.items == 2
    assert "Another." in [plain(one.body) for one in reading.posts]


def test_a_blog_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    """By the one that most of its posts give, which is its owner's too."""
    for number, name in enumerate(("ben", "ada", "ada"), 1):
        put(tmp_path, f"json/{number}.json", json.dumps(post(id=number, blog_name=name)))
    whole = Reading(reader, tmp_path).archive
    assert (whole.title, whole.titled) == ("ada", True)
    assert whole.author is not None
    assert whole.author.name == "ada"
