from pathlib import Path

import pytest

from blog2book.fetch.folder import Folder
from blog2book.media.judge import judge
from faulty import jpeg


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("http://a.example/u/Frost.JPG", "Frost"),
        ("http://a.example/u/photo.php?id=7", "photo"),
        ("http://a.example/u/photo", "photo"),
        ("http://1.bp.blogspot.com/x/s0/a+b+%25282%2529.png", "a-b-2"),
        ("http://a.example/%D7%A9%D7%9C%D7%92.jpg", "picture"),
        ("http://a.example/..%2F..%2Fetc%2Fpasswd", "etc-passwd"),
        ("http://a.example/" + "x" * 300, "x" * 60),
        ("http://a.example/", "picture"),
    ],
)
def test_a_name_is_safe_everywhere(tmp_path: Path, source: str, name: str) -> None:
    """Letters, digits, hyphens and underscores of the address, cut short, then what it holds."""
    (tmp_path / "x").write_bytes(jpeg())
    picture = judge(tmp_path / "x")
    kept = Folder(tmp_path / "new").keep(picture, source)
    assert kept == f"{name}-{picture.digest[:8]}.jpg"
    assert [one.name for one in (tmp_path / "new").iterdir()] == [kept]


def test_a_file_that_went_away_is_written_again(tmp_path: Path) -> None:
    """What somebody deletes while we are at work is no reason to lose a picture."""
    (tmp_path / "x").write_bytes(jpeg())
    folder = Folder(tmp_path / "new")
    for _ in range(2):
        name = folder.keep(judge(tmp_path / "x"), "http://a.example/a.jpg")
        (tmp_path / "new" / name).unlink()
    assert folder.keep(judge(tmp_path / "x"), "http://a.example/a.jpg") == name
    assert (tmp_path / "new" / name).read_bytes() == jpeg()
