"""Tests of reading JSON that strangers wrote."""

from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.readers import json_file
from blog2book.readers.json_file import load, mapping, mappings, text, texts, verbatim


def put(folder: Path, data: bytes) -> Path:
    """Write a file."""
    path = folder / "a.json"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data", [b'{"a": "\xc3\xa9"}', b'\xef\xbb\xbf{"a": "\xc3\xa9"}', '{"a": "é"}'.encode("utf-16")]
)
def test_a_file_is_read_in_its_encoding(tmp_path: Path, data: bytes) -> None:
    """With a mark or without; the digest is that of its bytes."""
    loaded = load(put(tmp_path, data), "a.json")
    assert loaded.content == {"a": "é"}
    assert len(loaded.digest) == 64


def test_records_that_ran_into_one_are_empty(tmp_path: Path) -> None:
    """If the file is guarded; else the last word counts."""
    path = put(tmp_path, b'[{"to": 1, "to": 2}, {"a": {"b": 1}}]')
    assert load(path, "a.json").content == [{"to": 2}, {"a": {"b": 1}}]
    assert load(path, "a.json", guarded=True).content == [{}, {"a": {"b": 1}}]


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"9" * 5000, b"\xff\xfe\x00"])
def test_what_is_no_json_is_refused(tmp_path: Path, data: bytes) -> None:
    """Cut off, nested without end, or too long a number."""
    with pytest.raises(ArchiveError, match=r"^a\.json holds no whole JSON"):
        load(put(tmp_path, data), "a.json")


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    """In words."""
    with pytest.raises(ArchiveError, match=r"^b\.json cannot be read"):
        load(tmp_path / "b.json", "b.json")


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is parsed."""
    monkeypatch.setattr(json_file, "LARGEST", 3)
    with pytest.raises(ArchiveError, match="is larger than"):
        load(put(tmp_path, b"[1, 2]"), "a.json")


def test_fields_of_another_kind_are_empty() -> None:
    """Nothing is taken for what it is not."""
    assert mapping([1]) == {}
    assert list(mappings({"a": 1})) == []
    assert list(mappings([1, {"a": 1}, None])) == [{"a": 1}]
    fields = {"no": None, "yes": True, "list": ["x"], "blank": " ", "a": " b\x00\ud800 ", "n": 12}
    assert text(fields, "no", "yes", "list", "blank", "missing") == ""
    assert text(fields, "blank", "a") == "b"
    assert text(fields, "n") == "12"
    assert text({"n": 10**5000}, "n") == ""
    assert texts("a") == ("a",)
    assert texts(["a", 1, " ", "b "]) == ("a", "b")
    assert texts({"a": 1}) == ()


def test_words_that_mean_something_by_their_blanks_keep_them() -> None:
    """Code begins with some; a field of blanks alone is none, and so is a number."""
    fields = {"a": " \n", "b": 7, "c": "  x = 1\n"}
    assert verbatim(fields, "a", "b", "c") == "  x = 1\n"
    assert verbatim(fields, "a", "b") == ""
