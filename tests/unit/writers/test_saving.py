import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from blog2book.writers.pdf.saving import save


def _pdf(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to test")
@pytest.mark.parametrize("pages", [1, 2_000])
def test_a_full_disk_is_an_error_and_no_crash(pages: int) -> None:
    """The library would end the process at a second error, while it goes back from the first."""
    with pytest.raises(OSError, match="No space") as caught:
        save(_pdf(pages), Path("/dev/full"))
    assert caught.value.errno == errno.ENOSPC


def test_what_is_saved_is_whole(tmp_path: Path) -> None:
    """In the first thread, which hears signals, and in another, the bytes are the same."""
    save(_pdf(), tmp_path / "here.pdf")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(save, _pdf(), tmp_path / "there.pdf").result()
    assert (tmp_path / "here.pdf").read_bytes() == (tmp_path / "there.pdf").read_bytes()
    with pikepdf.open(tmp_path / "here.pdf") as opened:
        assert len(opened.pages) == 1
