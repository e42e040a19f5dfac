import errno
import tempfile
from pathlib import Path

import pytest

from blog2book.errors import WriteError
from blog2book.workroom import workroom


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("named", [("half",), ()])
def test_a_full_disk_of_temporary_files_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, named: tuple[str, ...]
) -> None:
    """The folder is named, and how to take another; nothing stays in it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(WriteError) as caught, workroom() as folder:  # noqa: PT012 - as it happens
        (folder / "half").write_text("half")
        raise OSError(number, "full", *(str(folder / name) for name in named))
    assert str(tmp_path) in caught.value.message
    assert "TMPDIR" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full", "/else/where"), OSError(errno.EBADF, "bad")]
)
def test_what_goes_wrong_elsewhere_stays_what_it_is(error: OSError) -> None:
    """A full disk of other files, and a bug, are not blamed on temporary files."""
    with pytest.raises(OSError) as caught, workroom():  # noqa: PT011 - it is compared below
        raise error
    assert caught.value is error
