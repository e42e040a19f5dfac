"""Tests that readers keep what ports.Reader promises, and leave each other's exports alone."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest

from blog2book.ports import Confidence, Reader
from blog2book.readers import READERS
from blog2book.readers.detect import sample_of
from blog2book.testing import check_reader
from goods import GOODS, IP, NEVER, PLAIN, PRIVATE

ROOT = Path(__file__).parents[3]
BY_NAME = {
    name: cast("Reader", import_module(f"blog2book.readers.{name}").reader) for name in READERS
}


def _cases() -> Iterator[tuple[str, Path]]:
    """Yield the reader's name and the export of each case, and of each example."""
    for name in READERS:
        for path in sorted((ROOT / "tests" / "cases" / name).glob("*/input*")):
            yield name, path
    for pattern in ("blogger/*.xml", "wordpress/*.xml", "text/*.txt"):
        for path in sorted((ROOT / "examples").glob(pattern)):
            yield path.parent.name, path


CASES = [
    pytest.param(name, path, id=f"{name}-{path.parent.name}-{path.name}") for name, path in _cases()
]


def _hold_alone(name: str, path: Path) -> None:
    """Hold that no reader knows an export more surely than its own, which is asked before them."""
    sample = sample_of(path)
    sure = {other: reader.recognises(sample) for other, reader in BY_NAME.items()}
    assert sure[name] > Confidence.NO
    assert max(BY_NAME, key=lambda other: sure[other]) == name, sure


@pytest.mark.parametrize("good", GOODS)
def test_a_good_export_is_read_by_its_reader(good: str, tmp_path: Path) -> None:
    """Of each format a small good export gives its posts, and none of its secrets."""
    name, write = GOODS[good]
    path = write(tmp_path / "export", PLAIN)
    _hold_alone(name, path)
    archive = check_reader(BY_NAME[name], path, tmp_path / "work")
    shown = [post for post in archive.posts if post.status.name == "PUBLISHED"]
    assert len(shown) >= (1 if good == "tumblr api" else 2)
    assert PLAIN.title in archive.posts[0].title or name == "mastodon"
    assert "dahlias" in "".join(post.body for post in shown)
    assert PRIVATE not in "".join(post.body for post in shown)
    assert not [secret for secret in (NEVER, IP) if secret in repr(archive)]


@pytest.mark.parametrize(("name", "path"), CASES)
def test_a_reader_keeps_its_contract(name: str, path: Path, tmp_path: Path) -> None:
    """Whatever it reads: clean bodies, keys of their own, an account that adds up."""
    check_reader(BY_NAME[name], path, tmp_path / "work")


@pytest.mark.parametrize(("name", "path"), CASES)
def test_a_reader_leaves_exports_of_others(name: str, path: Path) -> None:
    """No reader recognises the export of another format more surely than its own."""
    _hold_alone(name, path)


def test_each_reader_has_a_good_export() -> None:
    """Nobody adds a reader without an export that all tests of readers share."""
    assert {name for name, _write in GOODS.values()} == set(READERS)
