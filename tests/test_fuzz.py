"""The fuzzer of script/fuzz: some of its inputs in every run, and that it finds what breaks."""

import os
import random
from pathlib import Path

import pytest

import fuzz
import harm
from blog2book.errors import ArchiveError

FEW = 24
MANY = 400


def _archives() -> Path | None:
    given = os.environ.get("BLOG2BOOK_ARCHIVES")
    return Path(given) if given else None


def _broken(trials: list[fuzz.Trial], findings: Path) -> list[str]:
    """Return what is wrong with the inputs that broke something."""
    fuzz.fuzz(trials, findings)
    return [one.read_text() for one in sorted(findings.glob("*/wrong.txt"))]


def test_damaged_exports_make_books_or_are_refused(tmp_path: Path) -> None:
    """Whatever is done to an export, a book or an error in words comes of it, soon and small."""
    assert not _broken(fuzz.trials(FEW, 7, _archives()), tmp_path / "findings")


@pytest.mark.slow
def test_many_damaged_exports_make_books_or_are_refused(tmp_path: Path) -> None:
    """The same of many more."""
    assert not _broken(fuzz.trials(MANY, 8, _archives()), tmp_path / "findings")


def _crash(_folder: Path, _rng: random.Random) -> Path:
    raise LookupError("planted")


def _refuse(_folder: Path, _rng: random.Random) -> Path:
    raise ArchiveError("planted")


def _grow(folder: Path, _rng: random.Random) -> Path:
    held = b"x" * (2 * fuzz.MEMORY)
    file = folder / "text.txt"
    file.write_bytes(held[:10])
    return file


def test_what_breaks_is_found_and_kept(tmp_path: Path) -> None:
    """A crash, an error outside of the build and too much memory each leave a finding."""
    made = [fuzz.Trial(at, 1, "planted", one) for at, one in enumerate((_crash, _refuse, _grow), 1)]
    crash, refused, memory = _broken(made, tmp_path / "findings")
    assert "LookupError: planted" in crash
    assert "ArchiveError: planted" in refused
    assert "bytes" in memory
    assert (tmp_path / "findings" / "1-3" / "export" / "text.txt").exists()


def test_an_input_is_told_by_seed_and_number(tmp_path: Path) -> None:
    """The same two give the same input, so that a finding can be made again."""
    made = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        rng = random.Random("1 2")  # noqa: S311 - no secret
        trial = fuzz.trials(2, 1, None)[1]
        path = harm.hurt(trial.source(tmp_path / folder, rng), rng)
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        made.append([one.read_bytes() for one in files])
    assert made[0] == made[1]


@pytest.mark.parametrize("change", harm.CHANGES, ids=lambda change: change.__name__)
def test_each_change_takes_any_bytes(change: harm.Change) -> None:
    """An empty file can be hurt too."""
    for data in (b"", b"<?xml?><title>1</title>", bytes(range(256))):
        assert isinstance(change(data, random.Random(1)), bytes)  # noqa: S311 - no secret
