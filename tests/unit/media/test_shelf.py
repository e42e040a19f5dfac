import json
import os
from pathlib import Path

import pytest

from blog2book.media.shelf import Shelf, uploaded
from blog2book.model.fetched import FILE_NAME, Fetched


def shelf(tmp_path: Path, *places: str) -> Shelf:
    """Return a shelf of empty files at these places."""
    for place in places:
        path = tmp_path / "shelf" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return Shelf((tmp_path / "shelf",))


def found(on: Shelf, address: str) -> list[str]:
    """Return the places of the files that fit an address."""
    return [one.place for one in on.find(address)]


UPLOADS = "https://blog.example/wp-content/uploads"


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("a.jpg", "a.jpg"),
        ("a.jpg", "../images/a.jpg"),
        ("images/a.jpg", "/images/a.jpg?x=1#y"),
        ("A.JPG", "https://blog.example/a.jpg"),
        ("2016/12/a.jpg", f"{UPLOADS}/2016/12/a.jpg"),
        ("a.jpg", f"{UPLOADS}/2016/12/a-300x200.jpg"),
        ("a-300x200.jpg", f"{UPLOADS}/2016/12/a.jpg"),
        ("a-scaled.jpg", f"{UPLOADS}/2016/12/a-1024x683.jpg"),
        ("a b.png", "https://1.bp.blogspot.com/x/s320/a%20b.png"),
        ("a b (2).png", "https://1.bp.blogspot.com/x/s320/a+b+%25282%2529.png"),
        ("autom%C3%A1tica.png", "https://1.bp.blogspot.com/x/s320/autom%25C3%25A1tica.png"),
        ("automa\u0301tica.png", "https://1.bp.blogspot.com/x/s320/autom%25C3%25A1tica.png"),
        ("100%.png", "100%.png"),
        ("1(1).png", "https://1.bp.blogspot.com/x/s320/1.png"),
        (
            "que-hacer-si-mi-gato-pequeno-no-quiere-com.jpg",
            "que-hacer-si-mi-gato-pequeno-no-quiere-comer-nada.jpg",
        ),
    ],
)
def test_names_are_found_as_posts_spell_them(tmp_path: Path, place: str, address: str) -> None:
    """Quoting, case, composition, sizes, copies and cut names are looked through."""
    assert len(shelf(tmp_path, place).find(address)) == 1


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("a.jpg", "b.jpg"),
        ("a.jpg", "a.png"),
        ("2015/03/a.jpg", f"{UPLOADS}/2016/12/a.jpg"),
        (
            "que-hacer-si-mi-gato-pequeno-no-quiere-com.jpg",
            "que-hacer-si-mi-gato-pequeno-no-quiere-dormir.jpg",
        ),
        (
            "que-hacer-si-mi-gato-pequeno-no-quiere-com.jpg",
            "que-hacer-si-mi-gato-pequeno-no-quiere-comer-nada.png",
        ),
        (".hidden.jpg", ".hidden.jpg"),
        (".git/a.jpg", "a.jpg"),
        ("a(1).jpg", "a(2).jpg"),
        ("a.jpg", ""),
        ("a.jpg", "https://blog.example/"),
    ],
)
def test_other_names_are_not_found(tmp_path: Path, place: str, address: str) -> None:
    """Another month's upload, another suffix, another name and hidden files do not fit."""
    assert shelf(tmp_path, place).find(address) == ()


def test_an_address_that_is_none_is_not_found(tmp_path: Path) -> None:
    """Brackets that hold no IP number are a name that no file has."""
    assert not found(shelf(tmp_path, "a.jpg"), "http://[x/b.jpg")


def test_folders_decide(tmp_path: Path) -> None:
    """Of files of one name, those whose folders agree longest with the address fit."""
    on = shelf(tmp_path, "x/2016/12/a.jpg", "y/12/a.jpg", "a.jpg", "2016/11/a.jpg")
    assert found(on, f"{UPLOADS}/2016/12/a.jpg") == ["x/2016/12/a.jpg"]
    assert len(found(on, "https://blog.example/a.jpg")) == 4


def test_sizes_are_found_together(tmp_path: Path) -> None:
    """All sizes of an upload fit, so that the largest can be taken."""
    on = shelf(tmp_path, "a-300x200.jpg", "a-1024x683.jpg", "a-scaled.jpg", "ab.jpg")
    assert found(on, "a-150x150.jpg") == ["a-1024x683.jpg", "a-300x200.jpg", "a-scaled.jpg"]


def test_folders_named_by_sizes_hold_one_upload(tmp_path: Path) -> None:
    """Sizes of a picture in such folders fit alike; a path on disk means the folder it names."""
    on = shelf(tmp_path, "a.jpg", "s1600/a.jpg", "w640-h480/a.jpg", "x/s320/a.jpg")
    address = "https://1.bp.blogspot.com/-y/s1600/a.jpg"
    assert found(on, address) == ["a.jpg", "s1600/a.jpg", "w640-h480/a.jpg", "x/s320/a.jpg"]
    assert len({one.upload for one in on.find(address)}) == 2
    assert found(on, "https://1.bp.blogspot.com/x/s1600/a.jpg") == ["x/s320/a.jpg"]
    assert found(on, "s1600/a.jpg") == ["s1600/a.jpg"]


def test_nothing_outside_is_found(tmp_path: Path) -> None:
    """A link that leads out of the folder is no file of it; one that stays inside is."""
    (tmp_path / "secret.jpg").touch()
    on = shelf(tmp_path, "a.jpg")
    (tmp_path / "shelf" / "secret.jpg").symlink_to(tmp_path / "secret.jpg")
    (tmp_path / "shelf" / "out").symlink_to(tmp_path)
    (tmp_path / "shelf" / "b.jpg").symlink_to(tmp_path / "shelf" / "a.jpg")
    (tmp_path / "shelf" / "broken.jpg").symlink_to(tmp_path / "nowhere")
    on = Shelf((tmp_path / "shelf",))
    for address in ("secret.jpg", "../secret.jpg", "/../../secret.jpg", "broken.jpg"):
        assert on.find(address) == ()
    assert found(on, "b.jpg") == ["b.jpg"]


def test_a_folder_may_be_given_by_a_link(tmp_path: Path) -> None:
    """The folder itself may be a link; given twice it is read once."""
    shelf(tmp_path, "a.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "shelf")
    on = Shelf((tmp_path / "link", tmp_path / "link"))
    assert found(on, "a.jpg") == ["a.jpg"]


def test_endless_folders_end(tmp_path: Path) -> None:
    """A folder with too many files is read in part, and says so."""
    shelf(tmp_path, "a.jpg", "b.jpg", "c.jpg")
    on = Shelf((tmp_path / "shelf",), most=2)
    assert on.full
    assert len(on.find("b.jpg")) == 1
    assert on.find("c.jpg") == ()


def test_a_sidecar_tells_when(tmp_path: Path) -> None:
    """An album's sidecar gives the upload's date, also that of a copy; others give none."""
    on = shelf(tmp_path, "1.png", "1(1).png", "noext(2)", "bad.png", "odd.png", "none.png")
    stamp = {"creationTimestampMs": "1627538604877"}
    for name in ("1.png.json", "1.png(1).json", "noext(2).json"):
        (tmp_path / "shelf" / name).write_text(json.dumps(stamp))
    (tmp_path / "shelf" / "bad.png.json").write_text("{")
    (tmp_path / "shelf" / "odd.png.json").write_text('{"creationTimestampMs": [1]}')
    for name in ("1(1).png", "1.png", "noext(2)"):
        moment = uploaded(next(one for one in on.find(name) if one.place == name))
        assert moment is not None
        assert moment.date().isoformat() == "2021-07-29"
    for name in ("bad.png", "odd.png", "none.png"):
        assert uploaded(on.find(name)[0]) is None


def test_a_sidecar_is_small_and_no_link(tmp_path: Path) -> None:
    """A sidecar that is huge, leads elsewhere or never ends is not read."""
    on = shelf(tmp_path, "1.png", "2.png", "3.png")
    os.mkfifo(tmp_path / "shelf" / "3.png.json")
    (tmp_path / "real.json").write_text('{"creationTimestampMs": "1627538604877"}')
    (tmp_path / "shelf" / "1.png.json").symlink_to(tmp_path / "real.json")
    (tmp_path / "shelf" / "2.png.json").write_text(" " * 30_000 + "{}")
    assert uploaded(on.find("1.png")[0]) is None
    assert uploaded(on.find("2.png")[0]) is None
    assert uploaded(on.find("3.png")[0]) is None


def test_fetched_pictures_are_found_by_their_addresses(tmp_path: Path) -> None:
    """The list of a folder leads from an address, in any of its sizes, to the files it names.

    Less than a whole address leads nowhere: another blog may mean another picture by it.
    """
    for name in ("b-1.jpg", "a-1.jpg"):
        (tmp_path / name).touch()
    lines = [
        Fetched(url=f"{UPLOADS}/2016/12/x-300x200.jpg", file="b-1.jpg"),
        Fetched(url=f"{UPLOADS}/2016/12/x-150x150.jpg", file="a-1.jpg"),
        Fetched(url="http://a.example/image.php?id=5", file="b-1.jpg"),
        Fetched(url="http://a.example/lost.jpg", reason="gone"),
        Fetched(url="http://a.example/away.jpg", file="away.jpg"),
        Fetched(url="images/me.jpg", file="b-1.jpg"),
    ]
    (tmp_path / FILE_NAME).write_text("".join(one.line for one in lines))
    on = Shelf((tmp_path, tmp_path))

    def names(address: str) -> list[str]:
        return [one.path.name for one in on.fetched(address)]

    assert names(f"{UPLOADS}/2016/12/x.jpg") == ["a-1.jpg", "b-1.jpg"]
    assert names(f"{UPLOADS}/2016/12/x-300x200.jpg") == ["b-1.jpg"]
    assert names("http://a.example/image.php?id=5") == ["b-1.jpg"]
    assert names("images/me.jpg") == []
    for address in ("image.php?id=6", "lost.jpg", "away.jpg", "images/me.jpg"):
        assert names(f"http://a.example/{address}") == []
