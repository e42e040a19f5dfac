"""Tests of reading LiveJournal's export and ljdump's folders."""

from collections import Counter
from html import escape
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.markup.text import plain
from blog2book.model.archive import Standing, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.livejournal import reader
from blog2book.readers.livejournal.tags import BUTTON, LOST, written_out
from exports import Reading

CASE = Path(__file__).parents[2] / "cases" / "livejournal" / "month" / "input.xml"


def fields(**given: str) -> str:
    """Return elements, each on a line."""
    return "".join(f"<{name}>{escape(value)}</{name}>\n" for name, value in given.items())


def entry(number: int = 1, text: str = "Some words.", /, more: str = "", **given: str) -> str:
    """Return an entry of a month."""
    usual = {
        "itemid": str(number * 256 + 7),
        "eventtime": "2005-03-01 23:15:00",
        "logtime": "2005-03-02 05:15:41",
        "subject": f"Entry {number}",
        "event": text,
        "security": "public",
        "allowmask": "0",
    }
    chosen = {name: value for name, value in (usual | given).items() if value != "-"}
    return f"<entry>\n{fields(**chosen)}{more}</entry>\n"


def month(*entries: str, head: str = '<?xml version="1.0" encoding="utf-8"?>\n') -> str:
    """Return a file of the export."""
    return f"{head}<livejournal>\n{''.join(entries)}</livejournal>\n"


def event(number: int = 1, text: str = "Some words.", props: str = "", **given: str) -> str:
    """Return a file of ljdump's."""
    usual = {
        "itemid": str(number),
        "event": text,
        "eventtime": "2005-03-01 23:15:00",
        "anum": "7",
        "subject": f"Entry {number}",
    }
    inside = fields(**(usual | given))
    return f'<?xml version="1.0"?>\n<event>\n{inside}<props>\n{props}</props>\n</event>\n'


def answers(*comments: str) -> str:
    """Return a file of comments of ljdump's."""
    inside = "".join(f"<comment>{one}</comment>" for one in comments)
    return f'<?xml version="1.0" ?><comments>{inside}</comments>'


def read(folder: Path, text: str | bytes) -> Reading:
    """Read a file that is given as text."""
    path = folder / "export.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Reading(reader, path)


def read_all(folder: Path, files: dict[str, str]) -> Reading:
    """Read a folder of files."""
    for name, text in files.items():
        path = folder / "mill_street" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert reader.recognises(sample_of(folder / "mill_street")) is Confidence.CERTAIN
    return Reading(reader, folder / "mill_street")


@pytest.mark.parametrize(
    ("head", "name", "confidence"),
    [
        (month(entry()), "x", Confidence.CERTAIN),
        (month(), "x", Confidence.CERTAIN),
        (event(), "x", Confidence.CERTAIN),
        (answers(fields(id="1", body="x")), "C-1", Confidence.CERTAIN),
        (answers(fields(id="1", body="x")), "x", Confidence.NO),
        ("<event><title>x</title></event>", "x", Confidence.NO),
        ("<comments><comment>x</comment></comments>", "C-1", Confidence.NO),
        ("<rss><livejournal/></rss>", "x", Confidence.NO),
        ("livejournal", "x", Confidence.NO),
    ],
)
def test_files_are_recognised_by_content(head: str, name: str, confidence: Confidence) -> None:
    """By root and elements; only a file of comments must say by its name whose they are."""
    sample = Sample(path=Path(name), head=head.encode(), members=())
    assert reader.recognises(sample) is confidence


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, Status.PUBLISHED),
        ({"security": "private"}, Status.PRIVATE),
        ({"security": "usemask", "allowmask": "1"}, Status.PRIVATE),
        ({"security": "usemask", "allowmask": ""}, Status.PRIVATE),
        ({"allowmask": "8"}, Status.PRIVATE),
        ({"security": "publik"}, Status.UNREADABLE),
        ({"security": ""}, Status.UNREADABLE),
        ({"security": "-"}, Status.UNREADABLE),
    ],
)
def test_what_was_not_for_everybody_is_secret(
    tmp_path: Path, given: dict[str, str], status: Status
) -> None:
    """And so is what does not say for whom it was."""
    reading = read(tmp_path, month(entry(**given)))
    assert reading.post.status is status
    told = ["status-unknown"] if status is Status.UNREADABLE else []
    assert reading.heard.codes == told


def test_two_securities_are_none(tmp_path: Path) -> None:
    """An entry that says both is withheld."""
    both = entry(more="<security>private</security>\n")
    assert read(tmp_path, month(both)).post.status is Status.UNREADABLE


def test_a_number_in_the_address_is_two(tmp_path: Path) -> None:
    """The export gives that of the address; without a link nobody knows whose journal it is."""
    reading = read(tmp_path, month(entry(5)))
    post = reading.post
    assert (post.key, post.permalink, post.sequence) == ("/1287.html", "/1287.html", 1287)
    assert reading.archive.hosts == ()
    assert post.author is None
    assert read(tmp_path, month(entry(itemid="x"))).post.permalink == ""


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("http://mill-street.livejournal.com/263.html", "mill-street.livejournal.com"),
        ("https://mill-street.dreamwidth.org/263.html", "mill-street.dreamwidth.org"),
        ("http://www.livejournal.com/users/mill_street/263.html", "mill-street.livejournal.com"),
        ("http://www.livejournal.com/~mill_street/263.html", "mill-street.livejournal.com"),
        ("http://mill-street.livejournal.com/264.html", ""),
        ("http://www.livejournal.com/263.html", ""),
    ],
)
def test_a_link_to_itself_names_the_journal(tmp_path: Path, link: str, host: str) -> None:
    """In whatever way the site has written its addresses."""
    reading = read(tmp_path, month(entry(1), entry(2, f'<a href="{link}">x</a>')))
    assert reading.archive.hosts == ((host,) if host else ())
    assert bool(reading.archive.author) == bool(host)
    assert any(link.partition("://")[2] in alias for alias in reading.posts[0].aliases) is bool(
        host
    )


def test_a_journals_own_numbers_are_found_by_links(tmp_path: Path) -> None:
    """Some exports give these and not those in addresses; of two numbers neither is sure."""
    links = "".join(f'<a href="https://ann.livejournal.com/{one}.html">x</a>' for one in (
        589, 589, 800, 801))  # fmt: skip
    other = '<a href="https://bob.livejournal.com/333.html">his</a>'
    texts = {"1": other, "2": links, "3": "Some words."}
    entries = [entry(1, text, itemid=number) for number, text in texts.items()]
    reading = read(tmp_path, month(*entries))
    assert reading.archive.hosts == ("ann.livejournal.com",)
    first, second, third = reading.posts
    assert reading.archive.author is None
    assert first.permalink == second.permalink == ""
    assert "https://ann.livejournal.com/589.html" in second.aliases
    assert first.aliases == third.aliases == ()
    assert len({post.key for post in reading.posts}) == len(texts)


def test_links_to_a_friend_make_no_journal_theirs(tmp_path: Path) -> None:
    """Their entries have numbers too, of which some are like those here."""
    links = [f'<a href="https://bob.livejournal.com/{one}.html">x</a>' for one in (589, 99999)]
    reading = read(tmp_path, month(entry(1, "".join(links), itemid="1"), entry(2, itemid="2")))
    assert reading.archive.hosts == ()
    assert not any(post.aliases for post in reading.posts)


def test_line_ends_are_breaks_unless_an_editor_wrote_html(tmp_path: Path) -> None:
    """LiveJournal's own switch says so in ljdump's files, the tags in the export."""
    typed = read(tmp_path, month(entry(1, "One\ntwo<br>three\nfour")))
    assert typed.post.body == "<p>One<br/>two<br/>three<br/>four</p>"
    edited = read(tmp_path, month(entry(1, "<p>One\ntwo</p><p>three</p>")))
    assert edited.post.body == "<p>One two</p><p>three</p>"
    flag = fields(opt_preformatted="1", taglist="tea, cake")
    dumped = read_all(tmp_path, {"L-1": event(1, "One\ntwo", flag), "L-2": event(2, "One\ntwo")})
    assert [post.body for post in dumped.posts] == ["<p>One two</p>", "<p>One<br/>two</p>"]
    assert dumped.posts[0].labels == ("tea", "cake")


def test_a_folder_of_ljdumps_is_read(tmp_path: Path) -> None:
    """Entries with their addresses, comments in their threads; the tool's own files are not."""
    reading = read_all(
        tmp_path,
        {
            "L-1": event(1, url="http://mill-street.livejournal.com/263.html"),
            "L-2": event(2, security="private"),
            "L-3": event(3, ditemid="777"),
            "C-1": answers(
                fields(id="11", parentid="", user="robin", date="2005-03-02T08:00:00Z",
                       subject="Oh", body="Well\nsaid.", state=""),
                fields(id="12", parentid="11", user="mill_street", date="", subject="Re: Oh",
                       body="Thanks.", state="A"),
                fields(id="13", parentid="12", user="", body="Look.", state="S"),
                fields(id="14", parentid="", state="D"),
                fields(id="15", parentid="", user="x", body="Buy.", state="B"),
            ),
            "C-9": answers(fields(id="21", body="x", state=""), fields(id="22", state="D")),
            "comment.meta": "x", "user.map": "x", "userpics.xml": "<userpics/>",
            "ljdump.config": "<password>HIDDEN</password>", "happy.jpg": "x", "more.db": "x",
        },
    )  # fmt: skip
    first, second, third = reading.posts
    assert first.permalink == first.key == "http://mill-street.livejournal.com/263.html"
    assert (second.status, second.permalink) == (Status.PRIVATE, "")
    assert third.permalink == "/777.html"
    said = [(one.standing, plain(one.body), bool(one.parent)) for one in first.comments]
    assert said == [
        (Standing.APPROVED, "Oh\nWell\nsaid.", False),
        (Standing.APPROVED, "Thanks.", True),
        (Standing.PENDING, "Look.", True),
        (Standing.SPAM, "Buy.", False),
    ]
    assert [one.by_blogger for one in first.comments] == [False, True, False, False]
    assert first.comments[0].published is not None
    assert reading.left == {"comment": 3}
    assert {one.reason for one in reading.archive.leftovers} == {
        "it was deleted on the blog",
        "its entry is not in the archive",
    }
    assert reading.adds_up
    assert reading.archive.folders == ()
    (notice,) = reading.heard.notices
    assert notice.message == "1 file is not read: more.db."
    assert reading.archive.title == "Mill street"


def test_months_with_comments_and_users_are_one_journal(tmp_path: Path) -> None:
    """As the tools save them that ask the site for each month and for its comments."""
    bodies = (
        "<livejournal>\n<comments>\n<comment id='1' jitemid='1' posterid='9'>\n"
        "<subject>Oh</subject>\n<body>One &amp;amp; two</body>\n<date>2005-03-02T08:00:00Z</date>\n"
        "</comment>\n"
        "<comment id='2' jitemid='1' state='D' parentid='1' />\n"
        "<comment id='3' jitemid='2' posterid='8' state='F' parentid='2'>\n<body>Three</body>\n"
        "</comment>\n<comment id='4' jitemid='2' state='D' />\n</comments>\n</livejournal>\n"
    )
    users = (
        "<livejournal>\n<maxid>4</maxid>\n<comments>\n<comment id='1' posterid='9' />\n</comments>"
        "\n<usermaps>\n<usermap id='9' user='robin' />\n<usermap id='7' user='x' />\n</usermaps>"
        "\n</livejournal>\n"
    )
    reading = read_all(
        tmp_path,
        {
            "posts/2005-03.xml": month(entry(1)),
            "posts/2005-04.xml": month(entry(2, eventtime="2005-04-01 08:00")),
            "posts/2005-05.xml": month(),
            "comments/body.xml": bodies,
            "comments/meta.xml": users,
            "pictures/a.jpg": "x",
        },
    )
    one, two = reading.posts
    assert [(plain(said.body), said.author) for said in two.comments] == [("Three", None)]
    (first,) = one.comments
    assert plain(first.body) == "Oh\nOne & two"
    assert first.author is not None
    assert first.author.name == "robin"
    assert reading.left == {"comment": 2}
    assert reading.archive.items == 6
    assert reading.archive.folders == (tmp_path / "mill_street",)
    assert reading.heard.codes == []
    assert len(reading.archive.files) == 5


def test_merged_files_hold_their_comments(tmp_path: Path) -> None:
    """What convertdump and ljArchive make; their numbers are the journal's own."""
    inside = fields(itemid="31", eventtime="2005-03-02 08:00:00", subject="", event="Well said.")
    author = "<author><name>robin</name><email>HIDDEN@mail.example</email></author>"
    deleted = "<comment><itemid>32</itemid><state>D</state></comment>"
    more = f"<taglist>tea</taglist><comment>{inside}{author}</comment>{deleted}\n"
    reading = read(tmp_path, month(entry(more=more, itemid="12")))
    (said,) = reading.post.comments
    assert said.author is not None
    assert (plain(said.body), said.author.name) == ("Well said.", "robin")
    assert reading.post.permalink == ""
    assert reading.left == {"comment": 1}
    assert "HIDDEN" not in repr(reading.archive)


@pytest.mark.parametrize("name", ["windows-1251", "koi8-r"])
@pytest.mark.parametrize("declared", [True, False])
def test_old_letters_are_read(tmp_path: Path, name: str, declared: bool) -> None:  # noqa: FBT001
    """Whether the file says in which encoding it is or not."""
    text = "Сегодня был первый мороз. Георгины почернели, и малиновка снова у окна, и это как раз."
    head = f'<?xml version="1.0" encoding="{name}"?>' if declared else '<?xml version="1.0"?>'
    reading = read(tmp_path, month(entry(1, text), head=head).encode(name))
    assert plain(reading.post.body) == text
    assert reading.archive.language == "ru"
    assert reading.heard.codes == ([] if declared else ["encoding-guessed"])
    assert reading.archive.files[0].digest != ""
    dumped = tmp_path / "L-1"
    told = f'<?xml encoding="{name}"' if declared else "<?xml"
    dumped.write_bytes(event(1, text).replace("<?xml", told).encode(name))
    post = Reading(reader, dumped).post
    assert (post.status, plain(post.body)) == (Status.PUBLISHED, text)


def test_what_is_damaged_is_withheld_or_left_over(tmp_path: Path) -> None:
    """No damage makes an entry public, and a cut costs one entry."""
    files = {
        "L-1": event(1)[:-12],
        "L-2": event(2, security="private").replace("<security>", "<secur>"),
        "L-3": event(3, itemid="x"),
        "L-4": event(4),
        "L-6": event(6).replace("<props>", "urity><props>"),
        "L-7": event(7).replace("<anum>7</anum>", ""),
        "L-5": "<event><itemid>5</itemid>",
    }
    reading = read_all(tmp_path, files)
    assert [post.status for post in reading.posts] == [
        Status.UNREADABLE,
        Status.UNREADABLE,
        Status.UNREADABLE,
        Status.PUBLISHED,
        Status.UNREADABLE,
        Status.UNREADABLE,
    ]
    assert reading.left == {"entry": 1}
    assert reading.adds_up
    cut = read(tmp_path, month(entry(1), entry(2))[:-60])
    assert len(cut.posts) == 1
    assert cut.left == {"entry": 1}
    assert "archive-truncated" in cut.heard.codes


def test_a_file_that_is_too_damaged_is_told(tmp_path: Path) -> None:
    """It costs no more than itself, where others lie beside it."""
    broken = answers(fields(id="1", body="x")).replace("<?xml", "<\u00e9?xml").encode("latin-1")
    folder = tmp_path / "mill_street"
    folder.mkdir()
    (folder / "C-1").write_bytes(broken)
    reading = read_all(tmp_path, {"L-1": event(1)})
    assert len(reading.posts) == 1
    (notice,) = reading.heard.notices
    assert notice.message == "1 file is not read: C-1."


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    """In words that name the file or folder."""
    with pytest.raises(ArchiveError, match=r"export\.xml is no export"):
        read(tmp_path, "Some prose.\n")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError, match="empty holds no export"):
        Reading(reader, tmp_path / "empty")
    with pytest.raises(ArchiveError, match=r"gone\.xml cannot be read"):
        Reading(reader, tmp_path / "gone.xml")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a <b>b</b>", "a <b>b</b>"),
        ('<lj user="robin_red"> sang', "<b>robin_red</b> sang"),
        ("<lj user=robin /><lj comm='birds'>", "<b>robin</b><b>birds</b>"),
        ("<user name=robin site=livejournal.com>", "<b>robin</b>"),
        ("<lj user=robin title='R &amp; R'>", "<b>R &amp; R</b>"),
        ("<lj>", ""),
        ('a<lj-cut text="more <b> x">b</lj-cut>c', 'a<lj-cut text="more <b> x">bc'),
        ('a<lj-cut text="and > then">b</lj-cut>c', "abc"),
        ("<cut>b</cut>", "b"),
        ("<cute>b</cute>", "<cute>b</cute>"),
        ("<lj-pq type=radio>Tea?<lj-pi>Yes</lj-pi></lj-pq>", "\n\n\n\nTea?<br>Yes\n\n"),
        ("<lj-poll name='Tea'>x</lj-poll>", "\n\nTea\n\nx\n\n"),
        ("<lj-raw>a\nb</lj-raw>\nc", "a b\nc"),
        ("<raw-code>a\nb", "a\nb"),
        ('<lj-embed id="1"><iframe src="x"></iframe></lj-embed>', '<iframe src="x"></iframe>'),
        ("<lj-spoiler title='x'>b</lj-spoiler>", "<b>x</b> b"),
        ('<lj user="robin', '<lj user="robin'),
    ],
)
def test_tags_of_its_own_are_written_out(html: str, expected: str) -> None:
    """Names stay, cuts go, and nothing that is no tag of the site is touched."""
    removed: Counter[str] = Counter()
    assert written_out(html, removed) == expected
    assert not removed


def test_polls_are_their_addresses() -> None:
    """Of either site, so that a reader sees that a poll stood there."""
    written = written_out("<lj-poll-12><poll-13>", Counter())
    assert 'href="https://www.livejournal.com/poll/?id=12"' in written
    assert 'href="https://www.dreamwidth.org/poll/?id=13"' in written


def test_what_the_export_has_lost_is_told(tmp_path: Path) -> None:
    """Films whose addresses it leaves out, and buttons; of a secret entry nothing is."""
    text = '<lj-embed id="1" /> <site-embed id="2"></site-embed><lj-like><lj-repost>x</lj-repost>'
    reading = read(tmp_path, month(entry(1, text), entry(2, text, security="private")))
    (notice,) = (one for one in reading.heard.notices if one.code == "markup-removed")
    assert f"{LOST} (2)" in notice.message
    assert f"{BUTTON} (2)" in notice.message
