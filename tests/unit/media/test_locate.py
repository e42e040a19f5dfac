import base64
import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from blog2book.config import MediaTable
from blog2book.media.locate import locate
from blog2book.model.archive import Asset
from blog2book.model.book import Book, MissingPicture, Picture
from blog2book.model.fetched import FILE_NAME, Fetched
from blog2book.model.xhtml import Xhtml
from blog2book.ports import Context
from samples import Heard, archive, book, chapter, comment, entry, origin, post

UPLOADS = "https://blog.example/wp-content/uploads"


def showing(*addresses: str, published: datetime | None = datetime(2016, 12, 7)) -> Book:
    """Return a book of one post that shows pictures."""
    body = Xhtml("".join(f'<p><img src="{address}" alt="" /></p>' for address in addresses))
    shown = post(body=body, published=published, permalink="")
    return book([chapter([entry(post=shown)])], address="")


def drawn(path: Path, size: tuple[int, int] = (40, 30), colour: str = "red") -> Path:
    """Write a PNG, whatever its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path, "PNG")
    return path


def asset(**fields: object) -> Asset:
    """Return a WordPress attachment of which only the address is known."""
    plain: dict[str, object] = {
        "key": "7", "url": "", "name": "", "path": None, "parent": "", "title": "", "caption": "",
        "alt": "", "width": 0, "height": 0, "origin": origin(),
    }  # fmt: skip
    return Asset(**(plain | fields))  # type: ignore[arg-type] # fields of the noun


class Place:
    """A test's folders and report."""

    def __init__(self, tmp_path: Path) -> None:
        self.heard = Heard()
        self.folder = tmp_path / "pictures"
        self.folder.mkdir()
        self.context = Context(
            report=self.heard, workdir=tmp_path / "work", cache=tmp_path / "cache"
        )

    def located(self, shown: Book, *assets: Asset) -> Book:
        """Return the book with its pictures, looked for in the folder."""
        settings = MediaTable(folders=(self.folder,))
        return locate(shown, archive(assets=tuple(assets)), settings, self.context)

    def one(self, address: str, *assets: Asset) -> Picture:
        """Return the only picture of a book that shows `address`."""
        picture = self.located(showing(address), *assets).pictures[address]
        assert isinstance(picture, Picture), picture
        return picture


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return folders for a test."""
    return Place(tmp_path)


def test_the_largest_size_wins(place: Place) -> None:
    """A post shows a small copy; the book gets the largest that is there."""
    drawn(place.folder / "2016/12/a-300x200.jpg", (300, 200))
    drawn(place.folder / "2016/12/a-scaled.jpg", (2560, 1700))
    drawn(place.folder / "2016/12/a.jpg", (4000, 2656))
    assert place.one(f"{UPLOADS}/2016/12/a-300x200.jpg").width == 4000
    assert place.heard.notices == []


@pytest.mark.parametrize("small", ["a.jpg", "s320/a.jpg", "w320-h240/a.jpg"])
def test_the_larger_of_size_folders_wins(place: Place, small: str) -> None:
    """Sizes of one upload in folders named by them are one picture, and no doubt."""
    drawn(place.folder / small, size=(320, 240))
    drawn(place.folder / "s1600/a.jpg", size=(1600, 1200))
    for asked in ("s1600", "s320", "s0"):
        assert place.one(f"https://1.bp.blogspot.com/x/{asked}/a.jpg").width == 1600
    assert place.heard.notices == []


def test_among_equal_uploads_the_larger_wins(place: Place) -> None:
    """Where nothing else tells uploads of one name apart, the largest is taken, and it is said."""
    drawn(place.folder / "x/a.jpg", size=(320, 240))
    drawn(place.folder / "y/a.jpg", size=(1600, 1200))
    assert place.one("https://blog.example/a.jpg").width == 1600
    assert place.heard.codes == ["picture-doubtful"]


def test_pictures_of_comments_and_pages_are_found(place: Place) -> None:
    """Printed comments and back matter show pictures too."""
    drawn(place.folder / "a.png")
    drawn(place.folder / "b.png")
    said = comment(body=Xhtml('<p><img src="a.png" alt="" /></p>'))
    page = entry(id="p-2", post=post(body=Xhtml('<p><img src="b.png" alt="" /></p>')))
    shown = book([chapter([entry(comments=(said,), depths=(0,))])], pages=(page,))
    assert set(place.located(shown).pictures) == {
        f"https://blog.example/2016/12/{name}.png" for name in "ab"
    }


def test_the_archive_folders_are_looked_at(place: Place, tmp_path: Path) -> None:
    """The archive's own folders need no setting."""
    drawn(tmp_path / "albums/My blog/a.png")
    holding = archive(folders=(tmp_path / "albums",))
    found = locate(showing("https://x.example/a.png"), holding, MediaTable(), place.context)
    assert isinstance(found.pictures["https://x.example/a.png"], Picture)


def test_an_asset_with_a_file_is_taken(place: Place, tmp_path: Path) -> None:
    """A picture that the archive lists by address is taken from the file that it names."""
    path = drawn(tmp_path / "elsewhere/x.bin")
    known = asset(url="http://blog.example/a.jpg?w=300", path=path)
    assert place.one("https://blog.example/a.jpg", known).path == path


def test_an_asset_leads_to_a_name(place: Place) -> None:
    """An attachment without file is looked for in the folders by its own address."""
    drawn(place.folder / "2016/12/a.jpg")
    known = asset(url=f"{UPLOADS}/2016/12/a.jpg")
    assert place.one("https://blog.example/wp-content/uploads/2016/12/a-300x200.jpg", known)


def test_a_missing_picture_is_told_once(place: Place) -> None:
    """An address that nobody has is a missing picture, named once in all its sizes."""
    address = "https://blog.example/" + "a" * 200 + ".jpg"
    small = address.replace(".jpg", "-300x200.jpg")
    found = place.located(showing(address, address, small, "b.jpg"))
    assert isinstance(found.pictures[small], MissingPicture)
    missing = found.pictures[address]
    assert isinstance(missing, MissingPicture)
    assert missing.address == address
    assert "neither" in missing.reason
    first, second = place.heard.notices
    assert first.code == second.code == "picture-missing"
    assert first.where == "“A title”, 2016-12-07; export.xml, item 1"
    assert first.hint == ""
    assert len(first.message) < 300
    assert "b.jpg" in second.message


def test_each_post_with_a_missing_picture_is_told(place: Place) -> None:
    """What two posts show, and neither has, is told of both, and of each once."""
    body = Xhtml('<p><img src="https://blog.example/a.jpg"/></p>' * 2)
    posts = [entry(post=post(body=body, origin=origin(place=f"item {n}"))) for n in (1, 2)]
    place.located(book([chapter(posts)]))
    told = [(one.code, one.where.rpartition(", ")[2]) for one in place.heard.notices]
    assert told == [("picture-missing", "item 1"), ("picture-missing", "item 2")]


def test_a_missing_picture_of_a_merged_post_is_told_with_that_post(place: Place) -> None:
    """Each with the post that showed it, also where the entry has one title."""
    body = (
        '<p><img src="a.jpg"/></p><h3 id="p-2">B</h3><p><img src="b.jpg"/></p>'
        '<div lang="de"><hr id="p-3"/><img src="c.jpg"/></div>'
    )
    parts = (("p-2", "“B”; export.xml, item 2"), ("p-3", "“C”; export.xml, item 3"))
    whole = entry(post=post(body=Xhtml(body)), merged=parts)
    place.located(book([chapter([whole])]))
    told = [one.where for one in place.heard.notices]
    assert told == [whole.where, parts[0][1], parts[1][1]]


def test_a_post_without_title_and_date_is_named_by_its_place(place: Place) -> None:
    """A notice names the place in the archive where a post has nothing else."""
    shown = showing("a.jpg", published=None)
    nameless = replace(shown.entries[0].post, title="", origin=origin(place=""))
    place.located(book([chapter([entry(post=nameless)])]))
    assert place.heard.notices[0].where == "a post without title and date; export.xml"


def test_who_named_no_folder_of_pictures_hears_of_it(place: Place) -> None:
    """Where a folder was named already, it is no help to say so again."""
    locate(showing("b.jpg"), archive(), MediaTable(), place.context)
    assert "--media" in place.heard.notices[0].hint


def test_what_is_no_picture_is_missing(place: Place) -> None:
    """A web page under a picture's name is missing with that reason; a good copy is taken."""
    (place.folder / "a.jpg").write_text("<!DOCTYPE html><html></html>")
    missing = place.located(showing("a.jpg")).pictures["a.jpg"]
    assert isinstance(missing, MissingPicture)
    assert "web page" in missing.reason
    drawn(place.folder / "sub/a-300x200.jpg")
    assert place.one("a.jpg").width == 40


def test_heic_names_its_extra(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra a HEIC picture is missing, and the notice gives the line that helps."""
    monkeypatch.setitem(__import__("sys").modules, "pillow_heif", None)
    (place.folder / "a.heic").write_bytes(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
    place.located(showing("a.heic"))
    assert "blog2book[heif]" in place.heard.notices[0].hint


def inline(data: bytes, head: str = "data:image/png;base64,") -> str:
    """Return a data: address."""
    return head + base64.b64encode(data).decode()


def test_inline_pictures_are_decoded(place: Place) -> None:
    """A picture inside an address is written to the work folder, whatever kind it says."""
    stream = io.BytesIO()
    Image.new("RGB", (5, 4)).save(stream, "GIF")
    for address in (inline(stream.getvalue()), inline(stream.getvalue(), "DATA:;base64,")):
        picture = place.one(address)
        assert (picture.width, picture.height) == (5, 4)
        assert picture.path.is_relative_to(place.context.workdir)
        assert picture.digest == picture.path.name


def test_inline_text_is_decoded(place: Place) -> None:
    """An SVG inside an address may be quoted instead of base64."""
    quoted = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9'/%3E"
    assert place.one(quoted).width == 9


@pytest.mark.parametrize(
    "address", ["data:", "data:image/png;base64,%%%", "data:image/png;base64,A", "data:,words"]
)
def test_inline_nonsense_is_missing(place: Place, address: str) -> None:
    """An address that holds no picture is missing, with a short notice."""
    assert isinstance(place.located(showing(address)).pictures[address], MissingPicture)
    assert place.heard.codes == ["picture-missing"]


def test_lost_inline_pictures_are_named_by_their_kind(place: Place) -> None:
    """Each is told by its kind alone, and nobody is sent to look for it in a folder."""
    start = "data:image/svg+xml;utf8,http://www.w3.org/2000/svg?"
    place.located(showing(start + "a" * 500, start + "b" * 500))
    first, second = place.heard.notices
    assert first.message == second.message
    assert first.message.startswith("Picture data:image/svg+xml is missing: ")
    assert "--media" not in first.hint


def test_albums_are_told_apart_by_date(place: Place) -> None:
    """Of uploads with one name, that of the post's own days is taken, without a word."""
    for name, colour, day in (("1.png", "red", 2), ("1(1).png", "blue", 300)):
        drawn(place.folder / name, colour=colour)
        moment = datetime(2016, 1, 1, tzinfo=UTC).timestamp() + day * 86400
        sidecar = name.replace("(1).png", ".png(1)") + ".json"
        (place.folder / sidecar).write_text(
            json.dumps({"creationTimestampMs": str(int(moment * 1000))})
        )
    shown = showing("https://1.bp.blogspot.com/x/s320/1.png", published=datetime(2016, 10, 30))
    picture = next(iter(place.located(shown).pictures.values()))
    assert isinstance(picture, Picture)
    assert picture.path.name == "1(1).png"
    assert place.heard.notices == []


def test_a_doubtful_choice_is_told(place: Place) -> None:
    """Where nothing tells uploads of one name apart, the plain name is taken, and it is said."""
    drawn(place.folder / "1.png", colour="red")
    drawn(place.folder / "1(1).png", colour="blue")
    assert place.one("https://1.bp.blogspot.com/x/s320/1.png").path.name == "1.png"
    assert place.heard.codes == ["picture-doubtful"]
    assert "2 pictures" in place.heard.notices[0].message


def test_equal_copies_are_no_doubt(place: Place) -> None:
    """Copies with the same bytes need no choice; without a date nothing breaks."""
    drawn(place.folder / "x/1.png")
    drawn(place.folder / "y/1.png")
    shown = showing("1.png", published=None)
    assert isinstance(place.located(shown).pictures["1.png"], Picture)
    assert place.heard.notices == []


def test_an_upload_of_the_post_s_month_is_near(place: Place) -> None:
    """Where an address names no month, a file filed under the post's month is taken."""
    drawn(place.folder / "2016/11/a.png", colour="red")
    drawn(place.folder / "2016/12/a.png", colour="blue")
    assert place.one("a.png").path.parent.name == "12"
    assert place.heard.notices == []


def test_nothing_outside_is_read(place: Place, tmp_path: Path) -> None:
    """An address that climbs out of the folder, or names a file of the system, finds nothing."""
    secret = drawn(tmp_path / "secret.png")
    for address in ("../secret.png", str(secret), secret.as_uri()):
        assert isinstance(place.located(showing(address)).pictures[address], MissingPicture)


def test_a_full_shelf_is_told(place: Place) -> None:
    """Where a folder holds too many files, a notice says so."""
    drawn(place.folder / "a.png")
    drawn(place.folder / "b.png")
    settings = MediaTable(folders=(place.folder,))
    found = locate(showing("a.png", "b.png"), archive(), settings, place.context, most=1)
    assert isinstance(found.pictures["b.png"], MissingPicture)
    assert place.heard.codes == ["pictures-too-many", "picture-missing"]


def test_a_fetched_picture_is_found_before_names_are_tried(place: Place, tmp_path: Path) -> None:
    """The list knows better than a name, the largest size wins, and an archive's own file first."""
    url = f"{UPLOADS}/2016/12/a-300x200.jpg"
    drawn(place.folder / "a.jpg", (400, 400))
    small = drawn(place.folder / "x-1.jpg", (20, 10))
    large = drawn(place.folder / "x-2.jpg", (40, 20))
    lines = [Fetched(url=url, file=one.name).line for one in (small, large)]
    (place.folder / FILE_NAME).write_text("".join(lines))
    assert place.one(url).path == large
    assert place.one(f"{UPLOADS}/2016/12/a-150x100.jpg").path == large
    own = drawn(tmp_path / "own.jpg")
    assert place.one(url, asset(url=url, path=own)).path == own
    large.write_bytes(b"damaged")
    small.write_bytes(b"damaged")
    assert place.one(url).path == place.folder / "a.jpg"


def test_a_file_that_is_not_what_was_fetched_is_told(place: Place) -> None:
    """Whoever changed it since, the list's SHA-256 holds; without one the list is believed."""
    url = f"{UPLOADS}/2016/12/a.jpg"
    fetched = drawn(place.folder / "x-1.jpg", (20, 10))
    digest = hashlib.sha256(fetched.read_bytes()).hexdigest()
    for sha, found in ((digest, True), ("", True), ("0" * 64, False)):
        line = Fetched(url=url, file="x-1.jpg", sha256=sha).line
        (place.folder / FILE_NAME).write_text(line)
        picture = place.located(showing(url)).pictures[url]
        assert isinstance(picture, Picture) == found
    (told,) = place.heard.notices
    assert "x-1.jpg is not the file that was fetched" in told.message
    assert told.hint.startswith("Fetch it again")


def test_a_damaged_list_is_told_and_not_obeyed(place: Place) -> None:
    """A line that is none, or leads out of the folder, costs itself and is named."""
    url = f"{UPLOADS}/2016/12/a.jpg"
    drawn(place.folder.parent / "outside.jpg")
    (place.folder / "link.jpg").symlink_to(place.folder.parent / "outside.jpg")
    good = drawn(place.folder / "x-1.jpg")
    lines = ["", json.dumps({"url": url, "file": "../outside.jpg"}), "{bad",
             json.dumps({"url": url, "file": "link.jpg"}),
             json.dumps({"url": url, "file": str(good)}),
             Fetched(url=f"{url}?2", file="gone.jpg").line.strip(),
             Fetched(url=f"{url}?3", file="x-1.jpg").line]  # fmt: skip
    (place.folder / FILE_NAME).write_text("\n".join(lines))
    assert isinstance(place.located(showing(url)).pictures[url], MissingPicture)
    assert place.heard.codes == ["fetched-list-damaged", "picture-missing"]
    told = place.heard.notices[0].message
    assert told.endswith("fetched.jsonl: line 2 is damaged, or names a file elsewhere, and 3 more")
    assert place.one(f"{url}?3").path == good


def test_what_two_posts_call_alike_are_two_pictures(place: Place) -> None:
    """Each gets its own, by the address of its page; its comments' and a page's too."""
    body = Xhtml('<p><img src="pic.jpg" alt="" width="3" height="2" /></p>')
    entries = [
        entry(
            id=f"p-{number}",
            post=post(key=f"k/{number}", permalink=link, body=body),
            comments=(comment(body=Xhtml('<p><img src="/own.png" alt="" /></p>')),),
            depths=(0,),
        )
        for number, link in enumerate(["http://blog.example/one/", "/two/", "", "http://[x/"])
    ]
    files = [drawn(place.folder / f"x-{number}.jpg", (9, 9 + number)) for number in range(2)]
    lines = [
        Fetched(url=f"http://blog.example/{name}/pic.jpg", file=file.name).line
        for name, file in zip(["one", "two"], files, strict=True)
    ]
    (place.folder / FILE_NAME).write_text("".join(lines))
    shown = book([chapter(entries[:2])], pages=tuple(entries[2:]), address="http://blog.example/")
    found = place.located(shown)
    sources = [(one.post.body.split('"')[1], one.comments[0].body) for one in found.entries]
    own = '<p><img src="http://blog.example/own.png" alt=""/></p>'
    wholes = [f"http://blog.example/{at}pic.jpg" for at in ("one/", "two/", "", "")]
    assert sources == [(address, own) for address in wholes]
    assert [getattr(found.pictures[one], "path", None) for one in wholes[:3]] == [*files, None]
    assert found.entries[0].post.body.endswith('alt="" width="3" height="2"/></p>')
    lost = found.pictures[wholes[2]]
    assert isinstance(lost, MissingPicture)
    assert lost.address == "pic.jpg"
    assert "Picture pic.jpg is missing" in place.heard.notices[-1].message


def test_a_relative_picture_of_the_archive_is_found_by_folders_then_by_name(place: Place) -> None:
    """Where two files have the name, the page's address decides; else the name is enough."""
    one = drawn(place.folder / "one/pic.png", (5, 5))
    drawn(place.folder / "two/pic.png", (9, 9))
    other = drawn(place.folder / "2016/11/other.png")
    body = Xhtml('<p><img src="pic.png" alt="" /><img src="other.png" alt="" /></p>')
    linked = post(body=body, permalink="https://blog.example/2016/12/one/")
    found = place.located(book([chapter([entry(post=linked)])]))
    at = "https://blog.example/2016/12/one"
    assert [getattr(found.pictures[f"{at}/{name}.png"], "path", None)
            for name in ("pic", "other")] == [one, other]  # fmt: skip
    assert place.heard.notices == []


def test_without_an_address_what_is_relative_stays(place: Place) -> None:
    """A blog whose address nobody knows shows what lies in its folders; a host is enough though."""
    file = drawn(place.folder / "b.png")
    body = Xhtml('<p><img src="b.png" alt="" /><img src="//a.example/c.png" alt="" /></p>')
    shown = book([chapter([entry(post=post(body=body, permalink="/x/"))])], address="")
    found = place.located(shown).pictures
    assert list(found) == ["b.png", "https://a.example/c.png"]
    assert getattr(found["b.png"], "path", None) == file
