"""Tests of finding out in which letters a large file is written."""

from pathlib import Path

import pytest

from blog2book.readers.letters import Letters, letters_of, lines_of, tell_guess

JAPANESE = "今日は図書館へ行きました。庭のバラがきれいに咲いていました。\n"
RUSSIAN = "Сегодня был первый мороз. Георгины почернели, и малиновка снова у окна.\n"


def put(folder: Path, data: bytes) -> Path:
    """Write a file."""
    path = folder / "export.txt"
    path.write_bytes(data)
    return path


def read(path: Path) -> str:
    """Return the lines of a file, joined."""
    return "".join(lines_of(path, letters_of(path)))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "utf-8"),
        (JAPANESE, "utf-8-sig"),
        (JAPANESE * 3, "euc-jp"),
        (JAPANESE * 3, "shift_jis"),
        (RUSSIAN * 3, "cp1251"),
        (RUSSIAN * 3, "koi8-r"),
        ("Café, naïve.\n" * 3, "cp1252"),
        ("One.\nTwo.\n", "utf-16"),
        ("", "utf-8"),
    ],
)
def test_letters_are_found(tmp_path: Path, text: str, encoding: str) -> None:
    """Whatever the encoding, the words are those that were written."""
    path = put(tmp_path, ("AUTHOR: A\n" + text).encode(encoding))
    assert read(path) == "AUTHOR: A\n" + text


def test_letters_are_found_far_into_the_file(tmp_path: Path) -> None:
    """The first letter that is no ASCII may come after a megabyte."""
    text = "x" * 70 + "\n"
    path = put(tmp_path, (text * 20_000 + RUSSIAN * 4000).encode("cp1251"))
    assert read(path).endswith(RUSSIAN)


def test_a_stray_byte_is_read_as_windows_meant_it(tmp_path: Path) -> None:
    """A line pasted from elsewhere does not spoil a file in UTF-8."""
    path = put(tmp_path, ("naïve £ ü ö ä " * 9).encode() + b"\x93quoted\x94\r\nend\r")
    letters = letters_of(path)
    assert letters == Letters("utf-8", guessed=True)
    assert read(path) == "naïve £ ü ö ä " * 9 + "“quoted”\nend\n"
    (notice,) = tell_guess(letters, "export.txt")
    assert (notice.code, notice.where) == ("encoding-guessed", "export.txt")
    assert not list(tell_guess(Letters("utf-8", guessed=False), "export.txt"))


def test_one_letter_is_no_reason_for_another_alphabet(tmp_path: Path) -> None:
    """Too little to guess from is read as Windows wrote it."""
    assert read(put(tmp_path, b"\xe9--------\n")) == "é--------\n"


def test_a_file_cut_within_a_letter_is_read(tmp_path: Path) -> None:
    """What is left of the letter is no reason to take the rest for another encoding."""
    path = put(tmp_path, ("ü" * 60).encode() + b"\xc3")
    assert read(path).startswith("ü" * 60)
