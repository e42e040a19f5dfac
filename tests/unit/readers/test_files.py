from hashlib import sha256
from pathlib import Path

from blog2book.readers.files import digest_of, file_of


def test_a_file_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    """With the digest of its bytes; what cannot be opened is nothing."""
    data = "café".encode("utf-16")
    (tmp_path / "post.html").write_bytes(data)
    file = file_of(tmp_path / "post.html")
    assert file is not None
    assert (file.text, file.digest) == ("café", sha256(data).hexdigest())
    assert file_of(tmp_path) is None
    assert file_of(tmp_path / "gone.html") is None


def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    """However it is read."""
    (tmp_path / "a").write_bytes(b"abc")
    assert digest_of(tmp_path / "a") == sha256(b"abc").hexdigest()
