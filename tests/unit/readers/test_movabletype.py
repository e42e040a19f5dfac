"""Tests of reading Movable Type's import format."""

from datetime import datetime
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.markup.text import plain
from blog2book.model.archive import Standing, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.movabletype import reader
from blog2book.readers.movabletype.posts import date_of
from exports import Reading

CASE = Path(__file__).parents[2] / "cases" / "movabletype" / "typepad" / "input.txt"
NUMBER = "6a00d83451b7a769e2017c3"


def entry(body: str = "Some words.", more: str = "", **fields: str) -> str:
    """Return an entry; `fields` are those of its head, in small letters."""
    plain_fields = {
        "author": "Ada Example",
        "author email": "ada@mail.example",
        "title": "A post",
        "status": "Publish",
        "convert breaks": "0",
        "date": "12/07/2016 09:30:00 AM",
    }
    named = {name.replace("_", " "): value for name, value in fields.items()}
    chosen = plain_fields | named
    head = "".join(f"{name.upper()}: {value}\n" for name, value in chosen.items() if value)
    return f"{head}-----\nBODY:\n{body}\n-----\n{more}--------\n"


def comment(text: str = "Well said.", head: str = "") -> str:
    """Return the section of a comment, e-mail and IP address and all."""
    usual = "AUTHOR: Reader\nEMAIL: reader@mail.example\nIP: 192.0.2.1\nURL: \n"
    return f"COMMENT:\n{head or usual + 'DATE: 12/08/2016 10:00:00 AM'}\n{text}\n-----\n"


def read(folder: Path, text: str | bytes, timezone: str = "") -> Reading:
    """Read an export that is given as text."""
    path = folder / "export.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Reading(reader, path, timezone)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        (entry(), Confidence.CERTAIN),
        ("\ufeff\n" + entry(), Confidence.CERTAIN),
        (entry().replace("\n", "\r\n"), Confidence.CERTAIN),
        ("TITLE: x\nDATE: 01/02/2003 04:05:06\n-----  \nBODY: \nwords", Confidence.CERTAIN),
        ("TITLE: x\n\nSome prose, and no more.\n", Confidence.NO),
        ("TITLE: x\n-----\nSome prose below a rule.\n", Confidence.NO),
        ("Some prose.\n-----\nBODY:\n", Confidence.NO),
        ("SOME WORDS: x\n-----\nBODY:\n", Confidence.NO),
        ("TITLE: x\n-----\n", Confidence.NO),
        ("TITLE: x\0\1\2\n-----\nBODY:\n", Confidence.NO),
        ("\n", Confidence.NO),
    ],
)
def test_the_format_is_recognised_by_its_lines(text: str, confidence: Confidence) -> None:
    """Fields, five dashes and the name of a section; a title in capitals alone is none."""
    sample = Sample(path=Path("x"), head=text.encode(), members=())
    assert reader.recognises(sample) is confidence


def test_wide_letters_are_recognised(tmp_path: Path) -> None:
    """As Notepad saves them."""
    path = tmp_path / "export.txt"
    path.write_bytes(entry("Ünïcode.").encode("utf-16"))
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    assert plain(Reading(reader, path).post.body) == "Ünïcode."


def test_addresses_of_people_are_not_read(tmp_path: Path) -> None:
    """Neither an author's e-mail address nor a reader's, nor where they sat."""
    reading = Reading(reader, CASE)
    told = repr(reading.archive) + repr(reading.heard.events)
    assert "mail.example" not in told
    assert "192.0.2" not in told
    named = entry(more=comment(head="AUTHOR: ada@mail.example\nDATE: 12/08/2016"))
    (spoken,) = read(tmp_path, named).post.comments
    assert spoken.author is None


def test_broken_dashes_leak_no_address(tmp_path: Path) -> None:
    """A comment whose dashes are damaged is a comment still."""
    text = entry(more=comment("One.") + comment("Two."))
    reading = read(tmp_path, text.replace("-----\nCOMMENT:", "----\nCOMMENT:"))
    assert "mail.example" not in repr(reading.archive)
    assert [plain(one.body) for one in reading.post.comments] == ["One.\n----", "Two."]


def test_a_broken_end_of_an_entry_makes_no_draft_public(tmp_path: Path) -> None:
    """An entry whose dashes above it are damaged is an entry still."""
    hidden = entry("Not yet.", title="B", status="Draft")
    reading = read(tmp_path, entry().replace("--------", "-----x--") + hidden)
    assert [post.status for post in reading.posts] == [Status.PUBLISHED, Status.DRAFT]
    reading = read(tmp_path, entry().replace("--------\n", "") + hidden[35:])
    assert [post.status for post in reading.posts] == [Status.PUBLISHED, Status.DRAFT]
    assert plain(reading.posts[0].body) == "Some words."
    assert "mail.example" not in repr(reading.archive)
    reading = read(tmp_path, entry().replace("-----\n--------\n", "\n") + hidden)
    assert [post.status for post in reading.posts] == [Status.PUBLISHED, Status.DRAFT]


def test_two_entries_in_one_are_no_more_than_a_draft(tmp_path: Path) -> None:
    """Where nothing is left of the head between them, nobody knows how the second stood."""
    bodies = entry("One.\n-----\nBODY:\nTwo.")
    heads = entry(status="Publish\nSTATUS: Draft", title="B")
    reading = read(tmp_path, bodies + heads)
    assert [post.status for post in reading.posts] == [Status.DRAFT, Status.DRAFT]
    (notice,) = reading.heard.notices
    assert "two posts in one (2)" in notice.message


def test_a_post_may_show_the_format_itself(tmp_path: Path) -> None:
    """Fields in a text are text, where no end before them is damaged."""
    shown = "<pre>\nTITLE: x\nSTATUS: Publish\nDATE: 01/02/2003\nTAGS: a\n</pre>"
    assert "STATUS: Publish" in read(tmp_path, entry(shown)).post.body


def test_a_comment_may_begin_like_its_head(tmp_path: Path) -> None:
    """What stands below the date is text; without a date, what repeats a field is."""
    dated = comment("URL: see below\n\nDATE: never")
    bare = comment("Text.", head="AUTHOR: Reader\nURL: \nURL: https://x.example/")
    short = comment("", head="AUTHOR: Reader")
    first, second, third = read(tmp_path, entry(more=dated + bare + short)).post.comments
    assert plain(first.body) == "URL: see below\nDATE: never"
    assert plain(second.body) == "URL: https://x.example/\nText."
    assert (plain(third.body), third.published) == ("", None)


@pytest.mark.parametrize(
    ("text", "moment", "timed"),
    [
        ("05/30/2025 03:51:19 AM", "2025-05-30 03:51:19", True),
        ("05/30/2025 03:51:19 PM", "2025-05-30 15:51:19", True),
        ("05/30/2025 12:00:00 AM", "2025-05-30 00:00:00", True),
        ("05/30/2025 12:00 pm", "2025-05-30 12:00:00", True),
        ("05/30/2025 15:51:19", "2025-05-30 15:51:19", True),
        ("05/30/2025 15:51:19 PM", "2025-05-30 15:51:19", True),
        ("5/3/2025", "2025-05-03 00:00:00", False),
        ("05/30/2025 25:51:19", "2025-05-30 00:00:00", False),
        ("2025-05-30 15:51:19", "2025-05-30 15:51:19", True),
        ("30/05/2025 10:00:00", None, False),
        ("05/30/0001 10:00:00", None, False),
        ("05/30/9999 10:00:00", None, False),
        ("soon", None, False),
        ("", None, False),
    ],
)
def test_dates(text: str, moment: str | None, timed: bool) -> None:  # noqa: FBT001 - from a table
    """Month first, by a clock of 12 or 24 hours; a day alone has no time."""
    expected = datetime.fromisoformat(moment) if moment else None
    assert date_of(text) == (expected, timed)


def test_the_zone_is_the_users(tmp_path: Path) -> None:
    """The format has none."""
    assert read(tmp_path, entry()).archive.timezone == ""
    post = read(tmp_path, entry(), "Europe/Berlin").post
    assert post.published is not None
    assert post.published.isoformat() == "2016-12-07T09:30:00+01:00"


@pytest.mark.parametrize(
    ("word", "status", "codes"),
    [
        ("publish", Status.PUBLISHED, []),
        ("Review", Status.PENDING, []),
        ("Junk", Status.TRASHED, []),
        ("Publ", Status.DRAFT, ["status-unknown"]),
        ("", Status.DRAFT, ["status-unknown"]),
    ],
)
def test_statuses(tmp_path: Path, word: str, status: Status, codes: list[str]) -> None:
    """What is not plainly published is not taken for published."""
    reading = read(tmp_path, entry(status=word))
    assert reading.post.status is status
    assert reading.heard.codes == codes


@pytest.mark.parametrize(
    ("breaks", "body", "html"),
    [
        ("0", "<p>a\nb</p>", "<p>a b</p>"),
        ("wysiwyg", "<p>a</p>\n\n<p>b</p>", "<p>a</p><p>b</p>"),
        ("richtext", "<b>a</b>\nb", "<p><b>a</b> b</p>"),
        ("1", "a\nb\n\nc", "<p>a<br/>b</p><p>c</p>"),
        ("__default__", "a\nb", "<p>a<br/>b</p>"),
        ("markdown", "*a*\nb", "<p><em>a</em> b</p>"),
        ("markdown_with_smartypants", "**a**", "<p><strong>a</strong></p>"),
        ("textile_2", "_a_\nb", "<p>_a_<br/>b</p>"),
        ("", "a\nb", "<p>a<br/>b</p>"),
        ("", "<p>a\nb</p>", "<p>a b</p>"),
    ],
)
def test_each_entry_names_its_own_filter(tmp_path: Path, breaks: str, body: str, html: str) -> None:
    """Line ends count where the entry says so, and Markdown is Markdown."""
    reading = read(tmp_path, entry(body, convert_breaks=breaks))
    assert "".join(reading.post.body.split("\n")) == html
    assert reading.heard.codes == (["markup-not-read"] if breaks == "textile_2" else [])


def test_where_an_entry_stood_is_found_by_its_basename(tmp_path: Path) -> None:
    """Where there is no address: by month as Movable Type files, or as Hatena does."""
    by_month = read(tmp_path, entry(basename="two_words")).post
    assert "/2016/12/two-words.html" in by_month.aliases
    hatena = read(tmp_path, entry(basename="2016/12/07/093000")).post
    assert hatena.aliases == ("/entry/2016/12/07/093000",)
    assert read(tmp_path, entry()).post.aliases == ()


def test_a_new_title_changes_no_key(tmp_path: Path) -> None:
    """Where there is no address a post is known by its basename, unless lines ran together."""
    for title in ("Tides", "Tides and Winds"):
        assert read(tmp_path, entry(title=title, basename="tides")).post.key == "tides"
    torn = read(tmp_path, entry(basename="tides EMAIL: ada@mail.example")).post.key
    assert torn.startswith("2016-12-07-")
    thrown = read(tmp_path, entry(basename="tides", status="Junk")).post.key
    assert thrown.startswith("2016-12-07-")
    named = entry(unique_url="https://b.example/2016/12/tides.html", basename="tides")
    assert read(tmp_path, named).post.key == "https://b.example/2016/12/tides.html"


def test_comments_without_an_entry_are_left_over(tmp_path: Path) -> None:
    """The entry says "NO ENTRY": the one that they belong to is elsewhere."""
    text = entry() + entry("", comment(), no_entry="1")
    reading = read(tmp_path, text)
    assert reading.left == {"entry": 1, "comment": 1}
    assert reading.archive.items == 3
    assert reading.adds_up


def test_a_head_without_dashes_ends_with_the_body(tmp_path: Path) -> None:
    """Lines that are no fields are passed over."""
    text = entry().replace("-----\nBODY:", "what is this\nBODY:", 1)
    assert plain(read(tmp_path, text).post.body) == "Some words."


def test_dashes_may_be_all_that_a_section_holds(tmp_path: Path) -> None:
    """Where its entry ends, without an end of its own, and where the file does."""
    text = entry().replace("Some words.\n-----\n", "\n\n") + "TITLE: B\n-----\nBODY:\n-----\n"
    assert [post.body for post in read(tmp_path, text).posts] == ["", ""]
    apart = entry(title="C").replace("-----\n--------", "-----\n\n--------")
    assert plain(read(tmp_path, apart).post.body) == "Some words."


def test_a_file_that_was_cut_is_told(tmp_path: Path) -> None:
    """Its last entry is kept as far as it goes."""
    reading = read(tmp_path, entry("One.") + entry("Two.", title="B")[:-15])
    assert [plain(post.body) for post in reading.posts] == ["One.", "Two."]
    (notice,) = reading.heard.notices
    assert (notice.code, notice.where) == ("archive-truncated", "export.txt, line 12")


def test_dashes_at_the_end_of_a_text_are_text(tmp_path: Path) -> None:
    """Only the last of several lines of dashes ends a section or an entry."""
    text = entry("One.\n-----\n\n-----\n--------", convert_breaks="1")
    post = read(tmp_path, text + "\n\n" + entry("Two.", title="B")).posts[0]
    assert plain(post.body) == "One.\n-----\n-----\n--------"


def test_old_japanese_files_are_read(tmp_path: Path) -> None:
    """In EUC-JP, with a Notice that says so."""
    body = "今日は図書館へ行きました。庭のバラがきれいに咲いていました。\n" * 3
    reading = read(tmp_path, entry(body, title="図書館").encode("euc-jp"))
    assert reading.post.title == "図書館"
    assert reading.heard.codes == ["encoding-guessed"]


def folder_of(tmp_path: Path, **files: str) -> Path:
    """Make a folder with files; a name's "__" is a slash, its last "_" a point."""
    folder = tmp_path / "dump"
    for name, text in files.items():
        path = folder / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_pictures_of_a_dump_are_found_by_their_numbers(tmp_path: Path) -> None:
    """Whatever size the address names, and where only the class says the number."""
    other = NUMBER.replace("7c3", "7c4")
    body = (
        f'<a href="https://days.typepad.com/.a/{NUMBER}-popup">'
        f'<img src="https://days.typepad.com/.a/{NUMBER}-320wi"></a>'
        f'<img class="asset at-xid-{other} left" src="https://days.example/old.jpg">'
        f'<img class="at-xid-{other}">'
        '<img src="https://days.typepad.com/.a/6a00000000000000000000-pi">'
    )
    folder = folder_of(tmp_path, blog_txt=entry(body), notes_md="x")
    for name in (f"files/{NUMBER}.jpg", f"files/{NUMBER}-800wi.jpg", f"files/{other}"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    assert reader.recognises(sample_of(folder)) is Confidence.CERTAIN
    reading = Reading(reader, folder)
    assets = {asset.url: asset.path for asset in reading.archive.assets}
    assert assets == {
        f"https://days.typepad.com/.a/{NUMBER}-popup": folder / f"files/{NUMBER}.jpg",
        f"https://days.typepad.com/.a/{NUMBER}-320wi": folder / f"files/{NUMBER}.jpg",
        "https://days.example/old.jpg": folder / f"files/{other}",
    }
    assert reading.archive.folders == (folder,)
    assert reading.archive.title == "Dump"
    (notice,) = (one for one in reading.heard.notices if one.code == "files-not-read")
    assert notice.message == "1 file is not read: notes.md."


def test_several_files_of_a_folder_are_one_blog(tmp_path: Path) -> None:
    """Unless their entries stood at several places."""
    here = "https://days.example/2016/12/a.html"
    folder = folder_of(tmp_path, a_txt=entry("One.", unique_url=here), b_txt=entry("Two."))
    reading = Reading(reader, folder)
    assert [post.origin.file for post in reading.posts] == ["a.txt", "b.txt"]
    assert reading.archive.address == "https://days.example/"
    folder_of(tmp_path, c_txt=entry(unique_url="https://nights.example/2016/12/a.html"))
    with pytest.raises(ArchiveError, match="exports of 2 blogs"):
        Reading(reader, folder)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    """In words that name the file or folder."""
    with pytest.raises(ArchiveError, match=r"export\.txt holds no entry"):
        read(tmp_path, "Some prose.\n")
    with pytest.raises(ArchiveError, match="dump holds no Movable Type export"):
        Reading(reader, folder_of(tmp_path, a_txt="x"))
    with pytest.raises(ArchiveError, match=r"gone\.txt cannot be read"):
        Reading(reader, tmp_path / "gone.txt")
    assert reader.recognises(sample_of(folder_of(tmp_path, b_txt="x"))) is Confidence.NO


def test_pings_are_never_comments(tmp_path: Path) -> None:
    """They stand as pingbacks, whatever their author is called."""
    ping = "PING:\nTITLE: x\nURL: x\nIP: 192.0.2.1\nBLOG NAME: Ada Example\nDATE: x\nBuy.\n-----\n"
    (one,) = read(tmp_path, entry(more=ping)).post.comments
    assert (one.standing, one.by_blogger) == (Standing.PINGBACK, False)


def test_a_head_whose_lines_ran_together_tells_no_address(tmp_path: Path) -> None:
    """Neither as a title, nor as a status, nor as a path."""
    titled = (
        entry().replace("STATUS: Publish\n", "").replace("TITLE: ", "TITLE: EMAIL: a@b.example ")
    )
    status = entry().replace("STATUS: Publish", "STATUS: PublishEMAIL: a@b.example")
    path = entry(basename="xEMAIL: a@b.example")
    reading = read(tmp_path, titled + status + path)
    assert "@" not in repr((reading.archive, reading.heard.notices))
    assert reading.adds_up


def test_an_ip_address_is_no_text_where_nothing_else_of_its_comment_is_left(tmp_path: Path) -> None:
    """What follows it is a comment, though no line says so any more."""
    torn = entry(more="COMmail.example\nIP: 192.0.2.7\nDATE: 12/08/2016\nWell said.\n")
    reading = read(tmp_path, torn)
    assert "192.0.2" not in repr(reading.archive)
    assert [one.body for one in reading.post.comments] == ["<p>Well said.</p>"]
