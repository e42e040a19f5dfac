import re
from pathlib import Path

import segno

from blog2book.media.qr import code


def test_a_code_is_drawn_as_it_was_computed(tmp_path: Path) -> None:
    """Each dark module is filled once, at error level M, with four modules of white around."""
    plate = code("https://youtu.be/abcdefghi", tmp_path)
    assert plate is not None
    drawn = plate.path.read_text(encoding="utf-8")
    dark: set[tuple[int, int]] = set()
    for left, top, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn):
        dark |= {(int(left) + step, int(top)) for step in range(int(length))}
    wanted = segno.make_qr("https://youtu.be/abcdefghi", error="m", boost_error=False)
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(wanted.matrix) for x, one in enumerate(row) if one
    }
    assert plate.width == plate.height == len(wanted.matrix) + 8
    assert f'viewBox="0 0 {plate.width} {plate.width}"' in drawn


def test_the_same_address_has_the_same_file(tmp_path: Path) -> None:
    """A code is named after its address, and its bytes are always the same."""
    one, two = (code("https://x.example/ä", tmp_path / name) for name in "ab")
    assert one is not None
    assert two is not None
    assert one.name == two.name
    assert one.path.read_bytes() == two.path.read_bytes()


def test_an_address_too_long_for_paper_has_no_code(tmp_path: Path) -> None:
    """A code that no telephone could read is not printed."""
    assert code("https://x.example/" + "a" * 400, tmp_path) is None
