"""What a family adds in words."""

from pathlib import Path

import pytest

from blog2book.collect.matter import LARGEST_TEXT, read_matter
from blog2book.config import BookTable
from blog2book.errors import ConfigError


def test_blank_lines_part_paragraphs(tmp_path: Path) -> None:
    """Preface and about are text; dedication and copyright are lines; nothing is made up."""
    (tmp_path / "preface.txt").write_text("One & two.\n\nThree.", encoding="utf-8-sig")
    matter = read_matter(BookTable(preface=tmp_path / "preface.txt", dedication="For you"))
    assert matter.preface == "<p>One &amp; two.</p>\n<p>Three.</p>"
    assert (matter.dedication, matter.copyright, matter.about) == ("For you", "", None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x" * (LARGEST_TEXT + 1), "a million"),
    ],
)
def test_a_wrong_file_is_said_in_words(tmp_path: Path, content: bytes | None, words: str) -> None:
    """An absent, unreadable or enormous file is an error that names the key and the file."""
    file = tmp_path / "about.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigError, match=words) as caught:
        read_matter(BookTable(about=file))
    assert "about" in caught.value.message
