import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog2book.model.fetched import FILE_NAME, Fetched, read_list

BROUGHT = Fetched(url="http://a.example/ä.jpg", source="http://b.example/ä.jpg", file="a-1.jpg",
                  sha256="00", day="2026-01-02")  # fmt: skip
LOST = Fetched(url="http://a.example/b.jpg", reason="it is not there any more", day="2026-01-02")


@pytest.mark.parametrize("one", [BROUGHT, LOST])
def test_a_line_says_it_all(one: Fetched) -> None:
    """What is written is read back the same; a line is one line of ASCII."""
    assert Fetched.read(one.line.encode("ascii")) == one
    assert one.line.count("\n") == 1


@given(st.dictionaries(st.sampled_from(["url", "reason", "source"]), st.text(min_size=1)))
def test_every_text_can_be_written_down(fields: dict[str, str]) -> None:
    """Whatever a post calls an address comes back."""
    one = Fetched(**({"url": "x", "reason": "y"} | fields))
    assert Fetched.read(one.line.encode("ascii")) == one


@given(st.binary() | st.recursive(st.text() | st.none(), st.lists).map(json.dumps).map(str.encode))
def test_no_line_is_a_danger(line: bytes) -> None:
    """Any bytes give nothing, or something whose file has a plain name."""
    found = Fetched.read(line)
    assert found is None or found.reason or "/" not in found.file


@pytest.mark.parametrize(
    "file", ["../a.jpg", "/a.jpg", "a/b.jpg", "..", ".", ".a.jpg", "a\\b.jpg", "a\0", "a\n", "C:a",
             "a" * 101, "", 7, None, ["a.jpg"]],
)  # fmt: skip
def test_a_file_is_a_plain_name(file: object) -> None:
    """A name that leads out of the folder, or no name, makes the line none of ours."""
    assert Fetched.read(json.dumps({"url": "http://a.example/a", "file": file}).encode()) is None


def test_only_what_is_there_is_listed(tmp_path: Path) -> None:
    """Damaged and endless lines, files that are gone and links elsewhere are passed over."""
    (tmp_path / "a-1.jpg").touch()
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x").touch()
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real" / "x")
    lines = [
        b"{", b"[" * 100_000, b"x" * 1_000_000, b'{"url": "http://a.example/b.jpg", "fi',
        Fetched(url="u", file="gone.jpg").line.encode(),
        Fetched(url="u", file="link.jpg").line.encode(),
        Fetched(url="u", file="real").line.encode(),
        b'{"file": "a-1.jpg"}', b'{"url": "http://a.example/none"}',
        BROUGHT.line.encode().rstrip(), b'{"url": "u", "reason": "r", "new": "key"}',
        LOST.line.encode(),
    ]  # fmt: skip
    (tmp_path / FILE_NAME).write_bytes(b"\n".join(lines))
    told: list[str] = []
    assert list(read_list(tmp_path, told.append)) == [
        BROUGHT, Fetched(url="u", reason="r"), LOST,
    ]  # fmt: skip
    numbers = [int(words.split()[1]) for words in told]
    assert numbers == [1, 2, 3, 4, 7, 9, 11, 12]


def test_a_folder_without_a_list_has_nothing(tmp_path: Path) -> None:
    """No list, no folder, or a folder in the list's place is nothing."""
    assert list(read_list(tmp_path)) == []
    assert list(read_list(tmp_path / "absent")) == []
    (tmp_path / FILE_NAME).mkdir()
    assert list(read_list(tmp_path)) == []


def test_a_list_that_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    """A pipe would never end, and a link may lead anywhere."""
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / FILE_NAME)
    assert list(read_list(tmp_path / "pipe")) == []
    (tmp_path / "real").write_bytes(LOST.line.encode())
    (tmp_path / FILE_NAME).symlink_to(tmp_path / "real")
    told: list[str] = []
    assert list(read_list(tmp_path, told.append)) == []
    assert told == ["it is a link"]
