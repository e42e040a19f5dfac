import errno
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from blog2book.errors import CheckError, WriteError, unwritten
from blog2book.model.rendition import Written
from blog2book.publish.swap import write_all


def _writer(text: str) -> Callable[[Path], Written]:
    def write(path: Path) -> Written:
        path.write_text(text)
        return Written(path=path, size=len(text), pages=0)

    return write


def _stop(error: BaseException) -> Callable[..., NoReturn]:
    def write(*_: object) -> NoReturn:
        raise error

    return write


def _files(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text() for one in folder.iterdir()}


def test_all_files_are_put_in_their_places(tmp_path: Path) -> None:
    """What is returned names the places, and nothing else is left."""
    (tmp_path / "a.epub").write_text("old")
    places = tmp_path / "a.epub", tmp_path / "b.pdf"
    written = write_all([(places[0], _writer("A")), (places[1], _writer("B"))])
    assert [one.path for one in written] == list(places)
    assert _files(tmp_path) == {"a.epub": "A", "b.pdf": "B"}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), CheckError("no"), MemoryError()])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, error: BaseException) -> None:
    """An interrupt or an error in the second file keeps the first old, and leaves no crumbs."""
    (tmp_path / "a.epub").write_text("old")
    jobs = [(tmp_path / "a.epub", _writer("A")), (tmp_path / "b.pdf", _stop(error))]
    with pytest.raises(type(error)):
        write_all(jobs)
    assert _files(tmp_path) == {"a.epub": "old"}


def test_a_full_disk_is_told_of_the_place(tmp_path: Path) -> None:
    """What is named is the file that was asked for, not the hidden one that was being written."""

    def write(path: Path) -> Written:
        raise unwritten(path, OSError(errno.ENOSPC, "No space left on device"))

    with pytest.raises(WriteError) as caught:
        write_all([(tmp_path / "a.epub", write)])
    place = tmp_path / "a.epub"
    assert caught.value.message == f"{place}: cannot be written: No space left on device."
    assert caught.value.hint.startswith("Make room there")
    assert _files(tmp_path) == {}


def test_what_is_not_approved_is_not_put_there(tmp_path: Path) -> None:
    """A refusal between writing and moving leaves everything as it was."""
    (tmp_path / "a.epub").write_text("old")
    with pytest.raises(CheckError):
        write_all([(tmp_path / "a.epub", _writer("A"))], _stop(CheckError("strict")))
    assert _files(tmp_path) == {"a.epub": "old"}


def test_what_approval_adds_is_new_with_the_rest(tmp_path: Path) -> None:
    """A report that is told the final places stands beside the book, and crumbs do not."""
    place, report = tmp_path / "a.epub", tmp_path / "b.json"
    report.write_text("old")
    write_all([(place, _writer("A"))], lambda written: {report: written[0].path.name.encode()})
    assert _files(tmp_path) == {"a.epub": "A", "b.json": "a.epub"}


@pytest.mark.parametrize("name", ["gone/b.json", "b" * 300])
def test_what_approval_adds_in_vain_keeps_all_as_it_was(tmp_path: Path, name: str) -> None:
    """A report whose folder has vanished, or that no disk takes, leaves the old book in place."""
    place = tmp_path / "a.epub"
    place.write_text("old")
    with pytest.raises(WriteError, match="cannot be written"):
        write_all([(place, _writer("A"))], lambda _written: {tmp_path / name: b"{}"})
    assert _files(tmp_path) == {"a.epub": "old"}


def test_a_move_that_fails_brings_everything_back(tmp_path: Path) -> None:
    """If the second place has become a folder meanwhile, the first is restored."""
    old, new, last = tmp_path / "a.epub", tmp_path / "b.epub", tmp_path / "c.epub"
    old.write_text("old")

    def vanish(path: Path) -> Written:
        return Written(path=path, size=0, pages=0)  # nothing is written, so it cannot be moved

    with pytest.raises(WriteError, match=r"c\.epub"):
        write_all([(old, _writer("A")), (new, _writer("B")), (last, vanish)])
    assert _files(tmp_path) == {"a.epub": "old"}


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """No work is done where there is no place for it."""
    with pytest.raises(WriteError, match="cannot be written to"):
        write_all([(tmp_path / "no" / "a.epub", _stop(AssertionError()))])
