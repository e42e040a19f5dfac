import errno
import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blog2book import cache
from blog2book.errors import WriteError

DAY = 24 * 60 * 60


def words(text: str, counted: list[str] | None = None) -> Callable[[Path], None]:
    """Return a function that writes `text` and counts its calls."""

    def make(path: Path) -> None:
        if counted is not None:
            counted.append(text)
        path.write_text(text)

    return make


def test_a_file_is_made_once(tmp_path: Path) -> None:
    """The second call finds what the first one made."""
    made: list[str] = []
    first = cache.keep(tmp_path / "c", "key", ".txt", words("hello", made))
    second = cache.keep(tmp_path / "c", "key", ".txt", words("other", made))
    assert first == second
    assert first.read_text() == "hello"
    assert first.suffix == ".txt"
    assert made == ["hello"]


def test_each_key_has_its_file(tmp_path: Path) -> None:
    """Two keys never share a file."""
    one = cache.keep(tmp_path, "one", ".txt", words("1"))
    two = cache.keep(tmp_path, "two", ".txt", words("2"))
    assert (one.read_text(), two.read_text()) == ("1", "2")


@pytest.mark.parametrize("damage", ["hell", "hellO", "hello!", ""])
def test_damage_is_noticed(tmp_path: Path, damage: str) -> None:
    """A file that was cut, changed, lengthened or emptied is made anew."""
    path = cache.keep(tmp_path, "key", ".txt", words("hello"))
    path.write_text(damage)
    assert cache.keep(tmp_path, "key", ".txt", words("hello")).read_text() == "hello"


def test_a_lost_note_is_damage(tmp_path: Path) -> None:
    """A file whose note of size and digest is gone or nonsense is made anew."""
    path = cache.keep(tmp_path, "key", ".txt", words("hello"))
    for spoil in (Path.unlink, lambda note: note.write_bytes(b"\xff\x00")):
        spoil(path.with_name(path.name + ".sum"))
        made: list[str] = []
        cache.keep(tmp_path, "key", ".txt", words("hello", made))
        assert made == ["hello"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    """What `make` raises comes through, and no half-made file stays."""

    def fail(path: Path) -> None:
        path.write_text("half")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.keep(tmp_path, "key", ".txt", fail)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("lock")] == []


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The file is made in the other folder, or a WriteError names the first."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    path = cache.keep(blocked / "c", "key", ".txt", words("hello"), instead=tmp_path / "other")
    assert path.parent == tmp_path / "other"
    with pytest.raises(WriteError, match="cannot be written") as caught:
        cache.keep(blocked / "c", "key", ".txt", words("hello"))
    assert str(blocked) in caught.value.message


def test_what_was_used_long_ago_goes_first(tmp_path: Path) -> None:
    """Over the limit the oldest files go, but none that was used as lately as the newest."""
    paths = {}
    for index, key in enumerate(("old", "older", "fresh")):
        paths[key] = cache.keep(tmp_path, key, ".txt", words("x" * 40), limit=1000)
        moment = 1_000_000 + (0 if key == "older" else index * 10 + DAY)
        os.utime(paths[key], (moment, moment))
    moment = 1_000_000 + DAY * 10
    last = cache.keep(tmp_path, "last", ".txt", words("x" * 40), limit=1000)
    os.utime(last, (moment, moment))
    newest = cache.keep(tmp_path, "newest", ".txt", words("x" * 30), limit=70)
    assert newest.exists()
    assert not paths["older"].exists()
    assert not paths["older"].with_name(paths["older"].name + ".sum").exists()
    assert not paths["fresh"].exists()
    again = cache.keep(tmp_path, "big", ".txt", words("x" * 90), limit=70)
    assert again.exists()
    assert newest.exists()


@pytest.mark.parametrize(("hours", "stays"), [(5, True), (7, False)])
def test_what_a_running_build_may_need_stays(tmp_path: Path, hours: int, *, stays: bool) -> None:
    """Over the limit goes only what was not used for six hours: a day of work fills no disk."""
    before = cache.keep(tmp_path, "before", ".txt", words("x" * 40))
    moment = time.time() - hours * 60 * 60
    os.utime(before, (moment, moment))
    cache.keep(tmp_path, "now", ".txt", words("x" * 40), limit=70)
    assert before.exists() is stays


def test_a_use_counts(tmp_path: Path) -> None:
    """A file that was used lately stays, though it was made first."""
    first = cache.keep(tmp_path, "first", ".txt", words("x" * 40))
    second = cache.keep(tmp_path, "second", ".txt", words("x" * 40))
    for path in (first, second):
        os.utime(path, (1000, 1000))
    cache.keep(tmp_path, "first", ".txt", words("x" * 40))
    cache.keep(tmp_path, "third", ".txt", words("x" * 40), limit=100)
    assert first.exists()
    assert not second.exists()


def test_a_folder_is_counted_and_cleared(tmp_path: Path) -> None:
    """All kept files go, the notes beside them too, and a folder that is not there is empty."""
    assert cache.held(tmp_path / "no") == (0, 0)
    cache.clear(tmp_path / "no")
    cache.keep(tmp_path, "key", ".txt", words("hello"))
    assert cache.held(tmp_path) == (1, 5)
    cache.clear(tmp_path)
    assert cache.held(tmp_path) == (0, 0)
    assert not list(tmp_path.glob("*.txt*"))
    assert cache.keep(tmp_path, "key", ".txt", words("again")).read_text() == "again"


def test_a_spoilt_count_is_forgiven(tmp_path: Path) -> None:
    """A nonsense count of what came in is begun anew."""
    (tmp_path / "grown").write_text("nonsense")
    cache.keep(tmp_path, "key", ".txt", words("hello"))
    assert (tmp_path / "grown").read_text() == "5"


def slow(path: Path) -> None:
    """Write one's process number, then wait and see that nobody else wrote."""
    path.write_text(str(os.getpid()))
    for _ in range(2000):
        assert path.read_text() == str(os.getpid())


def use(folder: str) -> str:
    """Keep one file, from a process of one's own."""
    return cache.keep(Path(folder), "key", ".txt", slow).read_text()


def test_two_processes_make_one_file(tmp_path: Path) -> None:
    """Processes that want one key at once agree on the file that one of them made."""
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert len(set(pool.map(use, [str(tmp_path)] * 4, chunksize=1))) == 1


def test_a_disk_that_is_full_at_the_note_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without a note would take room for nothing; it is made in this run's folder too."""
    write = Path.write_text

    def full(path: Path, *args: Any, **options: Any) -> int:
        if path.is_relative_to(tmp_path / "cache"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, *args, **options)

    monkeypatch.setattr(Path, "write_text", full)
    make = words("hello")
    found = cache.keep(tmp_path / "cache", "key", ".x", make, instead=tmp_path / "run")
    assert found.read_text() == "hello"
    assert cache.held(tmp_path / "cache") == (0, 0)


def test_a_full_disk_is_worked_around(tmp_path: Path) -> None:
    """Where the cache's disk is full, the file is made in the folder of this run."""

    def make(path: Path) -> None:
        if path.is_relative_to(tmp_path / "cache"):
            raise OSError(errno.ENOSPC, "No space left on device")
        path.write_bytes(b"made")

    found = cache.keep(tmp_path / "cache", "key", ".x", make, instead=tmp_path / "run")
    assert found.parent == tmp_path / "run"
    with pytest.raises(OSError, match="No space"):
        cache.keep(tmp_path / "cache", "key", ".x", make)
