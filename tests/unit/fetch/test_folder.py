import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from blog2book.errors import WriteError
from blog2book.fetch.folder import Folder
from blog2book.media.judge import judge
from blog2book.model.fetched import FILE_NAME, Fetched
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
    assert {one.name for one in (tmp_path / "new").iterdir()} == {kept, FILE_NAME}


def test_a_file_that_went_away_is_written_again(tmp_path: Path) -> None:
    """What somebody deletes while we are at work is no reason to lose a picture."""
    (tmp_path / "x").write_bytes(jpeg())
    folder = Folder(tmp_path / "new")
    for _ in range(2):
        name = folder.keep(judge(tmp_path / "x"), "http://a.example/a.jpg")
        (tmp_path / "new" / name).unlink()
    assert folder.keep(judge(tmp_path / "x"), "http://a.example/a.jpg") == name
    assert (tmp_path / "new" / name).read_bytes() == jpeg()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A link in a picture's place gives way to it; what it leads to stays as it was."""
    (tmp_path / "x").write_bytes(jpeg())
    victim = tmp_path / "victim"
    victim.write_text("mine")
    folder = Folder(tmp_path / "new")
    picture = judge(tmp_path / "x")
    place = tmp_path / "new" / f"a-{picture.digest[:8]}.jpg"
    place.symlink_to(victim)
    (tmp_path / "new" / f".{place.name}.part").symlink_to(victim)
    assert folder.keep(picture, "http://a.example/a.jpg") == place.name
    assert not place.is_symlink()
    assert place.read_bytes() == jpeg()
    assert victim.read_text() == "mine"


def test_what_is_kept_can_be_read_by_whom_the_owner_lets(tmp_path: Path) -> None:
    """Pictures and list have the modes that new files have here."""
    (tmp_path / "x").write_bytes(jpeg())
    folder = Folder(tmp_path / "new")
    name = folder.keep(judge(tmp_path / "x"), "http://a.example/a.jpg")
    modes = {stat.S_IMODE((tmp_path / one).stat().st_mode) for one in ("x", f"new/{name}")}
    assert modes == {stat.S_IMODE((tmp_path / "new" / FILE_NAME).stat().st_mode)}


@pytest.mark.parametrize(
    ("put", "words"),
    [
        (lambda path: path.symlink_to(path.parent.parent / "victim"), "it is a link"),
        (lambda path: path.symlink_to("nowhere"), "it is a link"),
        (Path.mkdir, "Is a directory"),
        (os.mkfifo, "it is no plain file"),
    ],
)
def test_a_list_that_is_none_is_refused(
    tmp_path: Path, put: Callable[[Path], None], words: str
) -> None:
    """A link, a folder or a pipe in the list's place is an error in words, and stays as it is."""
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "new").mkdir()
    put(tmp_path / "new" / FILE_NAME)
    with pytest.raises(WriteError, match=f"{FILE_NAME} cannot be written: {words}"):
        Folder(tmp_path / "new")
    assert (tmp_path / "victim").read_text() == "mine"


def test_a_folder_that_became_unwritable_is_told(tmp_path: Path) -> None:
    """What goes wrong in the middle is an error in words too, and leaves no half-written file."""
    (tmp_path / "x").write_bytes(jpeg())
    picture = judge(tmp_path / "x")
    folder = Folder(tmp_path / "new")
    (tmp_path / "new" / FILE_NAME).unlink()
    (tmp_path / "new").rmdir()
    with pytest.raises(WriteError, match=FILE_NAME):
        folder.write_down(Fetched(url="u", reason="r"))
    with pytest.raises(WriteError, match="a-"):
        folder.keep(picture, "http://a.example/a.jpg")
    assert not (tmp_path / "new").exists()
