"""Every reader, given the same hostile things of its kind: refused in words, or read and told.

What holds for all, borne.py says. What is done to one post costs no other: the second one of each
export is still there, and public.
"""

import copy
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from blog2book.errors import ArchiveError
from blog2book.ports import Context
from blog2book.readers.detect import choose
from borne import FIRST, files, first_post, keeps, read, reader_of
from goods import GOODS, NEVER, PLAIN, PRIVATE, SECOND, Words
from samples import Heard

WRONG: tuple[object, ...] = (None, 7, [], {}, "\0", "../../etc/passwd")
GOOD_NAMES = sorted(GOODS)


def _written(good: str, folder: Path, words: Words = PLAIN) -> Path:
    return GOODS[good][1](folder, words)


def _suffixes(good: str) -> frozenset[str]:
    """Return which kinds of files an export has, a folder's kind being ""."""
    with TemporaryDirectory() as folder:
        path = _written(good, Path(folder) / "export")
        return frozenset({one.suffix for one in files(path)} | ({""} if path.is_dir() else set()))


SUFFIXES = {name: _suffixes(name) for name in GOOD_NAMES}


def _kinds(*suffixes: str) -> list[str]:
    """Return the goods that hold files of a kind; of the kind "", those that are folders."""
    return [name for name in GOOD_NAMES if SUFFIXES[name] & {*suffixes}]


def _places(thing: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value in JSON."""
    if path:
        yield path
    inside = thing.items() if isinstance(thing, dict) else ()
    for name, value in enumerate(thing) if isinstance(thing, list) else inside:
        yield from _places(value, (*path, name))


def _second_post(whole: Any) -> tuple[Any, ...] | None:
    """Return the way to the second post in JSON, None if it is not in this file.

    It is a record in the innermost list, if the first post is in this file too, else the file.
    """
    said = json.dumps(whole)
    if SECOND not in said or FIRST not in said:
        return () if SECOND in said else None
    for place in _places(whole):
        if SECOND in str(_at(whole, place)):
            found = place
    while not isinstance(found[-1], int):
        found = found[:-1]
    return found


def _at(whole: Any, path: tuple[Any, ...]) -> Any:
    """Return what stands in a place in JSON."""
    for step in path:
        whole = whole[step]
    return whole


def _touches(place: tuple[Any, ...], post: tuple[Any, ...] | None) -> bool:
    """Say whether a place in JSON lies in a post, or the post in it."""
    return post is not None and all(one == other for one, other in zip(place, post, strict=False))


def _replaced(whole: Any, path: tuple[Any, ...], value: object) -> Any:
    """Return JSON with another value in one place."""
    changed = copy.deepcopy(whole)
    _at(changed, path[:-1])[path[-1]] = value
    return changed


@pytest.mark.parametrize("good", _kinds(".json"))
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_wrong_value_in_any_field(good: str, wrong: object, tmp_path: Path) -> None:
    """Whatever stands in a field of JSON, it costs the post it is in, at most.

    Only where a feed says that it is one, nothing may stand but that.
    """
    path = _written(good, tmp_path / "export")
    for file in files(path):
        if file.suffix == ".json":
            before = file.read_bytes()
            whole = json.loads(before)
            second = _second_post(whole)
            for place in _places(whole):
                file.write_text(json.dumps(_replaced(whole, place, wrong)), encoding="utf-8")
                archive = read(good, path, tmp_path / "work")
                assert _touches(place, second) or place == ("version",) or keeps(archive), place
            file.write_bytes(before)


HOSTILE_JSON = {
    "deep lists": "[" * 1_000_000,
    "deep objects": '{"a":' * 1_000_000,
    "a huge number": "9" * 1_000_000,
    "a huge power": "1e999999",
    "NaN": "NaN",
    "Infinity": "-Infinity",
    "half a letter": '"\\ud800"',
    "a control": '"a\x07b\x00"',
    "twice": '{"state":"published","state":"private"}',
}


@pytest.mark.parametrize("good", _kinds(".json"))
@pytest.mark.parametrize("hostile", HOSTILE_JSON)
def test_hostile_json(good: str, hostile: str, tmp_path: Path) -> None:
    """What no person writes into JSON costs the post it is in, or the file is refused."""
    path = _written(good, tmp_path / "export")
    value = HOSTILE_JSON[hostile]
    for file in files(path):
        if file.suffix != ".json":
            continue
        before = file.read_text(encoding="utf-8")
        whole = json.loads(before)
        second = _second_post(whole)
        many = [place for place in _places(whole) if len(place) > 3] or list(_places(whole))
        for place in many[:: 1 + len(many) // 12]:
            text = json.dumps(_replaced(whole, place, "@HERE@")).replace('"@HERE@"', value)
            file.write_text(text, encoding="utf-8")
            archive = read(good, path, tmp_path / "work")
            assert _touches(place, second) or not archive or keeps(archive), place
        file.write_text(before + value, encoding="utf-8")
        read(good, path, tmp_path / "work")
        file.write_text(before, encoding="utf-8")


HOSTILE_WORDS = {
    "controls": Words(title="a\x00\x07\x1b[31mb\u202ec\x9b", body="<p>x\x00\x01\x1b\x9b\ufffe y"),
    "half letters": Words(title="a\ud800b", body="<p>x\udfff y</p>"),
    "unclosed": Words(title="</title><script>", body="<p><b><i><a href='x'>y <table><td>z <!-- "),
    "entities": Words(title="&x;&#0;&#xD800;&amp;amp;", body="&x;&#0;&#xD800;&bogus;&#99999999;"),
    "deep": Words(body="<div>" * 6_000),
    "deep inline": Words(body="<b><i>" * 4_000),
    "quotes": Words(body="<blockquote>" * 4_000 + "> " * 4_000),
    "opened": Words(body="<a href='" * 4_000, title="<" * 10_000),
    "comments": Words(body="<!--" * 10_000),
    "signs": Words(body="&" * 40_000, title="&" * 10_000),
    "brackets": Words(body="[" * 10_000, title="[" * 10_000),
    "images": Words(body="![" * 6_000),
    "stars": Words(body="*_" * 6_000),
    "ticks": Words(body="`" * 6_000 + " `" * 6_000),
    "dashes": Words(body="-----\n" * 4_000 + "--------\n" * 100),
    "blanks": Words(body="\n" * 20_000 + " " * 20_000 + "x", title=" " * 20_000 + "x"),
    "shortcodes": Words(body="[caption][gallery " * 2_000 + "{{< x " * 2_000 + "{% x " * 2_000),
    "attributes": Words(body="<p" + " a=b" * 10_000 + ">x</p>"),
    "colons": Words(title=": " * 4_000, body=": " * 10_000),
    "one word": Words(title="w" * 1_000_000, body="w" * 1_000_000),
    "pictures": Words(body='<img src="../../../../etc/passwd"><img src="/etc/passwd">'
                      '<img src="file:///etc/passwd">'),
    "year 0": Words(day="0000-00-00"),
    "year 1": Words(day="0001-01-01"),
    "year 9999": Words(day="9999-12-31"),
    "no day": Words(day="2016-13-45"),
    "other digits": Words(day="２０１６-12-07"),
    "a long day": Words(day="9" * 2_000),
}  # fmt: skip


@pytest.mark.parametrize("good", GOOD_NAMES)
@pytest.mark.parametrize("hostile", HOSTILE_WORDS)
def test_hostile_words(good: str, hostile: str, tmp_path: Path) -> None:
    """Whatever a post says, it is read in linear time, and costs no more than itself."""
    path = _written(good, tmp_path / "export", HOSTILE_WORDS[hostile])
    assert keeps(read(good, path, tmp_path / "work"))


@pytest.mark.parametrize("good", _kinds(".xml", ".atom", ".html"))
@pytest.mark.parametrize(
    "hostile",
    [
        "\x00\x01\x0b",
        "<",
        "<a><b><c>",
        "]]>",
        "<![CDATA[",
        "<!--",
        "<!DOCTYPE x [<!ENTITY x SYSTEM 'file://@CANARY@'>]>&x;",
        "&x;&lol9;",
        "</item></entry></event></div>",
        "<x:y z:a='b'>",
        "\ufffe\uffff",
    ],
    ids=repr,
)
def test_hostile_markup(good: str, hostile: str, tmp_path: Path) -> None:
    """Damage anywhere in XML and HTML costs the records it is in, and reads no other file."""
    canary = tmp_path / "canary.txt"
    canary.write_text(NEVER, encoding="utf-8")
    path = _written(good, tmp_path / "export")
    damage = hostile.replace("@CANARY@", str(canary))
    for file in files(path):
        before = file.read_text(encoding="utf-8")
        seams = [found.start() for found in re.finditer("[<>]", before)]
        first = first_post(before)
        inside = [seam for seam in seams if seam in first]
        # What stands before the first record is the blog's own, and its owner's address is in it.
        for seam in {
            *seams[:30],
            *seams[30 :: 1 + len(seams) // 15],
            *inside[:: 1 + len(inside) // 6],
        }:
            file.write_text(before[:seam] + damage + before[seam:], encoding="utf-8")
            archive = read(good, path, tmp_path / "work")
            assert seam not in first or keeps(archive), seam
        file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("good", _kinds(".csv", ".md", ".txt"))
@pytest.mark.parametrize(
    "hostile",
    ['"', ",,,", "\n", "---\n", "-----\n--------\n", "\0\x0b", ": {[", "```\n", "\u2028", "\t- '"],
    ids=repr,
)
def test_hostile_lines(good: str, hostile: str, tmp_path: Path) -> None:
    """Damage anywhere in tables, front matter and plain text costs the posts it is in."""
    path = _written(good, tmp_path / "export")
    for file in files(path):
        before = file.read_text(encoding="utf-8")
        # A file of Markdown is written by hand, and public unless it says otherwise.
        if file.suffix not in {".csv", ".md", ".txt"} or (good == "markdown" and PRIVATE in before):
            continue
        first = first_post(before)
        seams = [found.start() for found in re.finditer(r"[\n,:]|\b\w", before)]
        for seam in seams[:: 1 + len(seams) // 40]:
            file.write_text(before[:seam] + hostile + before[seam:], encoding="utf-8")
            archive = read(good, path, tmp_path / "work")
            assert seam not in first or keeps(archive), seam
        file.write_text(before, encoding="utf-8")


_BY_LENGTH = (".json", ".warc")
"""Of files that are read whole, or say how long each record is: damage may cost what follows it."""


# A file of Markdown is written by hand, and public unless it says otherwise.
@pytest.mark.parametrize("good", [name for name in GOOD_NAMES if name != "markdown"])
@pytest.mark.parametrize("length", [1, 30, 120, 700])
def test_a_stretch_that_is_lost(good: str, length: int, tmp_path: Path) -> None:
    """What is lost of one post costs no other; of two that damage made one, neither is shown."""
    path = _written(good, tmp_path / "export")
    for file in files(path):
        before = file.read_bytes()
        first = first_post(before.decode("utf-8", "replace"))
        for start in range(0, len(before), 1 + len(before) // 25):
            file.write_bytes(before[:start] + before[start + length :])
            archive = read(good, path, tmp_path / "work")
            if start in first and start + length in first and file.suffix not in _BY_LENGTH:
                assert keeps(archive), start
        file.write_bytes(before)


FOLDERS = _kinds("")


@pytest.mark.parametrize("good", FOLDERS)
def test_links_out_of_a_folder_are_not_followed(good: str, tmp_path: Path) -> None:
    """A link in a file's or folder's place that leads out of the archive is not read."""
    path = _written(good, tmp_path / "export")
    outside = tmp_path / "outside"
    _written(good, outside, Words(title=NEVER, body=f"<p>{NEVER}</p>"))
    for file in files(path):
        before = file.read_bytes()
        file.unlink()
        file.symlink_to(outside / file.relative_to(path))
        read(good, path, tmp_path / "work")
        file.unlink()
        file.write_bytes(before)
    (path / "more").symlink_to(outside, target_is_directory=True)
    (path / "again").symlink_to(path, target_is_directory=True)
    (path / "nowhere.json").symlink_to(tmp_path / "nothing")
    read(good, path, tmp_path / "work")


@pytest.mark.parametrize("good", FOLDERS)
def test_names_that_lead_out_of_a_zip(good: str, tmp_path: Path) -> None:
    """A name in a zip that leads out of it costs that file: nothing is written or read outside."""
    path = _written(good, tmp_path / "export")
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as held:
        for file in files(path):
            name = file.relative_to(path).as_posix()
            held.writestr(name, file.read_bytes())
            for outside in (f"../{name}", f"/{name}", f"a/../../{name}", f"..\\{file.name}"):
                held.writestr(outside, NEVER)
    before = {one for one in tmp_path.iterdir() if one.name != "work"}
    work = tmp_path / "work"
    work.mkdir()
    try:
        _reader_of_all, unpacked = choose(
            packed, Context(report=Heard(), workdir=work, cache=work), GOODS[good][0], {}
        )
    except ArchiveError:
        pass
    else:
        read(good, unpacked, work)
    assert {one for one in tmp_path.iterdir() if one.name != "work"} == before


@pytest.mark.parametrize("good", FOLDERS)
@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_a_folder_called_like_a_file(good: str, filled: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    """A folder in the place of any file is no file, and costs no more than that."""
    path = _written(good, tmp_path / "export")
    for file in files(path):
        before = file.read_bytes()
        file.unlink()
        file.mkdir()
        if filled:
            (file / file.name).write_bytes(before)
        read(good, path, tmp_path / "work")
        for one in file.iterdir():
            one.unlink()
        file.rmdir()
        file.write_bytes(before)


@pytest.mark.parametrize("good", FOLDERS)
def test_empty_files(good: str, tmp_path: Path) -> None:
    """Any file may be empty, or hold what no text holds."""
    path = _written(good, tmp_path / "export")
    for file in files(path):
        before = file.read_bytes()
        for data in (b"", b"\0" * 2000, b"\xff\xfe" + b"\xd8" * 999, bytes(range(256)) * 20):
            file.write_bytes(data)
            read(good, path, tmp_path / "work")
        file.write_bytes(before)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
@pytest.mark.parametrize("good", GOOD_NAMES)
def test_a_file_that_nobody_may_read(good: str, tmp_path: Path) -> None:
    """A file without leave to read it costs itself, or the archive is refused."""
    path = _written(good, tmp_path / "export")
    for file in files(path):
        file.chmod(0)
        read(good, path, tmp_path / "work")
        file.chmod(0o644)


@pytest.mark.parametrize("good", GOOD_NAMES)
def test_what_is_not_there(good: str, tmp_path: Path) -> None:
    """A path that holds nothing, and an empty folder, are refused in words."""
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "nothing.xml", tmp_path / "empty"):
        with pytest.raises(ArchiveError):
            reader_of(good).read(path, Context(report=Heard(), workdir=tmp_path, cache=tmp_path))
