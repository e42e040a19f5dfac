import pytest

from blog2book.readers.decode import decode, is_binary

RUSSIAN = "Ночью выпал снег, и во дворе стало светло и тихо, как бывает только раз в году. " * 5


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_what_editors_write(encoding: str) -> None:
    """Each encoding of a Western text is known for sure."""
    text = "Café – “naïve” façade, and plain words besides, so that it is a text."
    found = decode(text.encode(encoding))
    assert (found.text, found.guessed) == (text, False)
    assert not is_binary(text.encode(encoding))


def test_what_else_is_guessed() -> None:
    """Cyrillic of Windows is guessed, and said to be a guess."""
    found = decode(RUSSIAN.encode("cp1251"))
    assert found.guessed
    assert found.text == RUSSIAN


def test_bytes_without_sense_are_read_somehow() -> None:
    """Bytes that are no text never stop the reading."""
    assert decode(bytes(range(0x81, 0x100)) * 3).guessed
    assert decode(b"\xff\xfe\x00").text
    assert decode(b"").text == ""


def test_a_few_bytes_of_another_encoding() -> None:
    """A line pasted from elsewhere into UTF-8 is mended."""
    found = decode("Müller über Straße äöü\n".encode() * 5 + b"caf\xe9 \x93x\x94")
    assert found.text.endswith("café “x”")
    assert found.guessed


def test_a_letter_cut_in_two() -> None:
    """A head may end within a letter."""
    assert decode("é".encode()[:1], cut=True).text == ""


def test_binary() -> None:
    """Zero bytes and control characters are no text."""
    assert is_binary(b"\x89PNG\0\0\0abc")
    assert is_binary(b"\x01\x02\x03")
    assert not is_binary(b"")
    assert not is_binary(b"plain\ttext\r\n")
