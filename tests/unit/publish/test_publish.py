import os
from collections.abc import Callable
from pathlib import Path

import pytest

from blog2book.errors import WriteError
from blog2book.publish import check


def test_other_suffixes_are_refused(tmp_path: Path) -> None:
    """The message says which suffixes there are, the hint a name that works."""
    with pytest.raises(WriteError, match=r"\.epub or \.pdf") as caught:
        check([tmp_path / "book.docx"], force=True)
    assert "book.epub" in caught.value.hint


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _foreign(path: Path) -> None:
    path.write_text("mine")


@pytest.mark.parametrize(
    ("make", "words"),
    [(_folder, "is a folder"), (_pipe, "did not make it"), (_foreign, "did not make it")],
)
def test_what_is_not_ours_is_not_replaced(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    """A folder and a file of somebody else stay."""
    path = tmp_path / "book.epub"
    make(path)
    with pytest.raises(WriteError, match=words):
        check([path], force=False)


def test_force_replaces_what_is_not_ours(tmp_path: Path) -> None:
    """With force a foreign file may go."""
    _foreign(tmp_path / "book.PDF")
    check([tmp_path / "book.PDF"], force=True)


def test_a_new_name_is_fine(tmp_path: Path) -> None:
    """Nothing stands there, nothing is asked."""
    check([tmp_path / "book.epub"], force=False)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Folders are not made up."""
    with pytest.raises(WriteError, match="no such folder"):
        check([tmp_path / "no" / "book.epub"], force=False)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A name that the disk refuses is an error in words."""
    path = tmp_path / ("x" * 300 + ".epub")
    with pytest.raises(WriteError, match="cannot be read"):
        check([path], force=False)
